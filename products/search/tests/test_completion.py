import pytest

from products.search.completion import completions
from products.search.tests.builders import a_vocabulary


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("فان", ["فانوس"]),
        ("شنطة جل", ["شنطة جلد", "شنطة جلدي"]),
        ("lan", ["lantern"]),
        ("fan", ["فانوس"]),
        ("thk", ["فانوس"]),
        ("الفان", ["فانوس"]),
        ("zzzz", []),
        ("فانوس ", []),
        ("500", []),
        ("", []),
        ("%_!", []),
    ],
)
def test_the_last_word_is_completed(typed: str, completed: list[str]) -> None:
    assert completions(typed, a_vocabulary(), at_most=8) == completed


def test_the_commoner_word_comes_first() -> None:
    vocabulary = a_vocabulary({"خواتم": 2, "خاتم": 9}, documents=10)

    assert completions("خ", vocabulary, at_most=2) == ["خاتم", "خواتم"]
