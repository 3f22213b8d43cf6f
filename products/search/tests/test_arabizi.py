import pytest

from products.search.arabizi import Reader

WORDS = (
    "فخار", "شمعدان", "حلق", "خاتم", "شنطه", "جلد", "خداديه", "عروسه", "جلابيه", "قصريه", "زرع", "نحاس",
    "فوانيس", "فانوس", "طبق", "عطر", "مبخره", "قبطي", "صابون", "عقد", "ساعه", "مشربيه", "فضه", "غوايش",
    "ضهر", "لمبه", "ملح", "سجاده", "صلاه", "شاي", "براد", "ازاز", "محفظه",
)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("fo5ar", "فخار"),
        ("fokhar", "فخار"),
        ("sham3dan", "شمعدان"),
        ("7ala2", "حلق"),
        ("5atem", "خاتم"),
        ("khatem", "خاتم"),
        ("shanta", "شنطه"),
        ("shantet", "شنطه"),
        ("geld", "جلد"),
        ("gild", "جلد"),
        ("5odadeya", "خداديه"),
        ("3arosa", "عروسه"),
        ("gallabeya", "جلابيه"),
        ("asreyet", "قصريه"),
        ("zar3", "زرع"),
        ("nahas", "نحاس"),
        ("fawanees", "فوانيس"),
        ("fanoos", "فانوس"),
        ("taba2", "طبق"),
        ("3etr", "عطر"),
        ("mab5ara", "مبخره"),
        ("2ebty", "قبطي"),
        ("sabun", "صابون"),
        ("3o2d", "عقد"),
        ("sa3et", "ساعه"),
        ("mashrabeya", "مشربيه"),
        ("fadda", "فضه"),
        ("3'awayesh", "غوايش"),
        ("segadet", "سجاده"),
        ("salah", "صلاه"),
        ("ezaz", "ازاز"),
        ("ma7faza", "محفظه"),
    ],
)
def test_latin_letters_and_digits_are_read_as_arabic(typed: str, meant: str) -> None:
    reader = Reader()
    for word in WORDS:
        reader.add(word)

    assert reader.readings(typed)[0][0] == meant


@pytest.mark.parametrize("typed", ["iphone", "xyzqwv", "asdfgh", "b", "", "2" * 60])
def test_what_is_nothing_is_read_as_nothing(typed: str) -> None:
    reader = Reader()
    for word in WORDS:
        reader.add(word)

    assert reader.readings(typed) == []


def test_a_beginning_is_read_as_the_beginning_of_a_word() -> None:
    reader = Reader()
    for word in WORDS:
        reader.add(word)

    assert reader.beginnings("fan")[0][0] == "فانوس"
    assert reader.beginnings("f") == []
