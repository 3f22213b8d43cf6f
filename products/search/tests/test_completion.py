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


def test_behind_an_article_what_begins_so_without_it_is_given_too() -> None:
    assert completions("الخا", a_vocabulary({"الخان": 1, "خاتم": 9}), at_most=8) == [
        "الخان",
        "خاتم",
    ]


def test_a_latin_beginning_is_read_as_what_the_goods_are_called() -> None:
    vocabulary = a_vocabulary({"فنار": 2}, documents=9)

    assert completions("fan", vocabulary, at_most=8) == ["فنار"]


def test_the_commoner_word_comes_first() -> None:
    vocabulary = a_vocabulary({"خواتم": 2, "خاتم": 9}, documents=10)

    assert completions("خ", vocabulary, at_most=2) == ["خاتم", "خواتم"]
