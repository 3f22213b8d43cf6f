import pytest

from core import cards, spreadsheets
from core.text import FORBIDDEN, western_digits


def test_digits_are_read_however_they_were_typed() -> None:
    assert western_digits("٠١٢٣٤٥٦٧٨٩") == western_digits("۰۱۲۳۴۵۶۷۸۹") == "0123456789"
    assert western_digits("١٤٩٫٥٠") == "149.50"


@pytest.mark.parametrize("char", ["\x00", "\x1b", "\ud800", "\u202e", "\u2066", "\x7f"])
def test_characters_that_mislead_or_cannot_be_stored_are_known(char: str) -> None:
    assert FORBIDDEN.search(f"name{char}")


def test_a_name_in_arabic_is_fit() -> None:
    assert not FORBIDDEN.search("ورشة «النيل» – ٢٠٢٦\n\u200f")


@pytest.mark.parametrize(
    "text",
    [
        "4111 1111 1111 1111",
        "رقم 5500-0000-0000-0004 شكرا",
        "4111111111111111 01/39 123",
        "12 4111-1111-1111-1111",
        "٤١١١ ١١١١ ١١١١ ١١١١",
        "4111\u00a01111\u00a01111\u00a01111",
        "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
    ],
)
def test_a_card_number_is_seen(text: str) -> None:
    assert cards.holds_card_number(text)


@pytest.mark.parametrize("text", ["4111111111111112", "01001234567", "245970609084797"])
def test_what_is_no_card_number_is_not(text: str) -> None:
    assert not cards.holds_card_number(text)


@pytest.mark.parametrize("text", ["=1+1", "+20", "-1", "@x", "\t=1", "＝1"])
def test_a_cell_that_would_be_a_formula_is_quoted(text: str) -> None:
    assert spreadsheets.safe_cell(text) == f"'{text}"


def test_a_number_stays_a_number() -> None:
    assert spreadsheets.safe_cell(-5) == -5


@pytest.mark.parametrize("text", ["CVV: 973", "cvc2=9731", "رمز الأمان ٩٧٣", "security code 973"])
def test_a_security_code_is_seen_under_its_name(text: str) -> None:
    assert cards.holds_card_data(text)
    assert "97" not in western_digits(cards.without_cards(text, mask="x"))


@pytest.mark.parametrize("text", ["973", "CV 973", "eyJcvv973x", "covvc 123"])
def test_three_digits_are_no_security_code(text: str) -> None:
    assert not cards.holds_card_data(text)
