"""What must not be written down: secrets, and card numbers wherever they turn up."""

import re
from typing import Any

SECRET = {
    "api_key",
    "auth_token",
    "access_token",
    "refresh_token",
    "client_secret",
    "password",
    "token",
    "payment_token",
    "key",
    "cvv",
    "cvn",
    "mpin",
    "otp",
    "webhookCustomHeaders",
}
# Visa, Mastercard, Meeza and Amex by first digits and length, so that order numbers stay legible.
CARD = re.compile(
    r"(?<!\d)(?:4(?:[ -]?\d){15}|5(?:[ -]?\d){15}|2[2-7](?:[ -]?\d){14}|3[47](?:[ -]?\d){13})(?!\d)"
)


def redacted(value: Any) -> Any:
    """Give a copy of a JSON value in which secrets and card numbers cannot be read."""
    match value:
        case dict():
            return {name: _entry(name, entry) for name, entry in value.items()}
        case list():
            return [redacted(entry) for entry in value]
        case str():
            return CARD.sub(_masked, value)
        case int() if not isinstance(value, bool) and CARD.fullmatch(str(value)):
            return redacted(str(value))
    return value


def last_four(number: str) -> str:
    """Give the last four letters or digits of a card or account number."""
    return "".join(letter for letter in number if letter.isalnum())[-4:]


def passes_luhn(digits: str) -> bool:
    """Tell whether the check digit of a card number is right."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (1 + place % 2)
        total += doubled - 9 * (doubled > 9)
    return bool(digits) and total % 10 == 0


def _entry(name: str, value: Any) -> Any:
    if name in SECRET and value:
        return "••••"
    if name == "bank_card_number" and value:
        return f"••••{last_four(str(value))}"
    return redacted(value)


def _masked(found: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", found[0])
    return f"••••{digits[-4:]}" if passes_luhn(digits) else found[0]
