import pytest

from products.search.typos import Corrector, distance

WORDS = (
    "فانوس", "نحاس", "شنطه", "خاتم", "صابون", "كليم", "مبخره", "مزهريه", "تمثال", "شطرنج", "بطانيه",
    "lantern", "cushion",
)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("فاونس", "فانوس"),
        ("قانوس", "فانوس"),
        ("نجاس", "نحاس"),
        ("شنظه", "شنطه"),
        ("خاتك", "خاتم"),
        ("حاتم", "خاتم"),
        ("صايون", "صابون"),
        ("كايم", "كليم"),
        ("مبحره", "مبخره"),
        ("مزهربه", "مزهريه"),
        ("تمتال", "تمثال"),
        ("شطنرج", "شطرنج"),
        ("بطاتيه", "بطانيه"),
        ("lanturn", "lantern"),
        ("cusion", "cushion"),
    ],
)
def test_a_slip_is_traced_back(typed: str, meant: str) -> None:
    corrector = Corrector()
    for word in WORDS:
        corrector.add(word)

    assert corrector.near(typed)[0][0] == meant


@pytest.mark.parametrize("typed", ["مكيف", "بامبرز", "xyzqwv", "سامسونج", "كت", "", "ف" * 30])
def test_what_is_no_slip_stays_as_it_is(typed: str) -> None:
    corrector = Corrector()
    for word in WORDS:
        corrector.add(word)

    assert corrector.near(typed) == []


def test_fingers_eyes_and_ears_err_less_than_chance() -> None:
    far = distance("خاتم", "خازم", most=9)

    assert distance("خاتم", "خانم", most=9) < far
    assert distance("خاتم", "خاطم", most=9) < far
    assert distance("خاتم", "خاتم", most=9) == 0
