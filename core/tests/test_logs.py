import pytest

from core import logs
from core.card_data import REDACTED
from core.text import western_digits


@pytest.mark.parametrize(
    "written",
    [
        "paid with 4987654321098769 today",
        "4987 6543 2109 8769",
        "4987654321098769 01/39 973",
        "٤٩٨٧ ٦٥٤٣ ٢١٠٩ ٨٧٦٩",
        "eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiI0MiJ9.c2ln",
    ],
)
def test_what_looks_like_a_secret_is_hidden(written: str) -> None:
    assert "4987" not in western_digits(logs.redact(written)).replace(" ", "")
    assert "eyJ" not in logs.redact(written)
    assert REDACTED in logs.redact(written)


def test_what_is_named_like_a_secret_is_hidden_at_any_depth() -> None:
    event = {"body": [{"password": "swordfish", "pin": "1234", "cvv": "123"}], "otp": "000000"}

    hidden = str(logs.redact(event))

    assert not [word for word in ("swordfish", "1234", "123'", "000000") if word in hidden]


def test_an_id_stays_readable() -> None:
    assert logs.redact("order 245970609084797") == "order 245970609084797"


def test_a_number_longer_than_ids_is_hidden_if_it_is_a_cards() -> None:
    assert logs.redact({"n": 4987654321098769, "m": 4987654321098768}) == {
        "n": REDACTED,
        "m": 4987654321098768,
    }
