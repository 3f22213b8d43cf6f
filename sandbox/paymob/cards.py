"""The test cards and wallets, and what becomes of a payment with each.

The first three cards and the first wallet are published by the gateway; it publishes none that
declines, so the others are this sandbox's own.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sandbox.redaction import passes_luhn

CODE = "123456"
WESTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
PHONE = re.compile(r"01[0125]\d{8}", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """What a payment comes to."""

    name: str
    outcome: str = "approve"
    asks_code: bool = False
    response: str = "APPROVED"
    acquirer: str = "00"
    message: str = "Approved"
    is_error: bool = False
    callbacks: Mapping[str, Any] | None = None
    """How its callbacks travel, if not as the order or the control page say."""


@dataclass(frozen=True, kw_only=True)
class Card:
    number: str
    brand: str
    scenario: str
    published: bool = False

    @property
    def last_four(self) -> str:
        return self.number[-4:]

    @property
    def spaced(self) -> str:
        return " ".join(self.number[place : place + 4] for place in range(0, 16, 4))


@dataclass(frozen=True, kw_only=True)
class Wallet:
    phone: str
    scenario: str
    published: bool = False


def _declined(name: str, response: str, acquirer: str, message: str) -> Scenario:
    return Scenario(
        name=name, outcome="decline", response=response, acquirer=acquirer, message=message
    )


SCENARIOS = {
    scenario.name: scenario
    for scenario in (
        Scenario(name="approved"),
        Scenario(name="secure", asks_code=True),
        _declined("declined", "DECLINED", "05", "Do not honour"),
        _declined("insufficient", "INSUFFICIENT_FUNDS", "51", "Insufficient funds"),
        _declined("expired", "EXPIRED_CARD", "54", "Expired card"),
        _declined("unauthenticated", "AUTHENTICATION_FAILED", "05", "3-D Secure failed"),
        _declined("timed_out", "TIMED_OUT", "91", "The customer did not finish in time"),
        Scenario(
            name="system_error",
            outcome="decline",
            response="ACQUIRER_SYSTEM_ERROR",
            acquirer="91",
            message="Acquirer system error",
            is_error=True,
        ),
        Scenario(
            name="pending", outcome="pending", response="", acquirer="", message="Pending Payment"
        ),
        Scenario(name="lost", callbacks={"lose": True}),
        Scenario(name="late", callbacks={"delay_seconds": 60}),
        Scenario(name="twice", callbacks={"copies": 2}),
        Scenario(name="forged", callbacks={"corrupt": True}),
    )
}

CARDS = (
    Card(number="5123456789012346", brand="MasterCard", scenario="approved", published=True),
    Card(number="5123450000000008", brand="MasterCard", scenario="approved", published=True),
    Card(number="4111111111111111", brand="Visa", scenario="approved", published=True),
    Card(number="4000000000000002", brand="Visa", scenario="declined"),
    Card(number="4000000000009995", brand="Visa", scenario="insufficient"),
    Card(number="4000000000000069", brand="Visa", scenario="expired"),
    Card(number="4000000000003220", brand="Visa", scenario="secure"),
    Card(number="5200000000001005", brand="MasterCard", scenario="secure"),
    Card(number="4000000000000259", brand="Visa", scenario="pending"),
    Card(number="4000000000000341", brand="Visa", scenario="lost"),
    Card(number="4000000000000424", brand="Visa", scenario="late"),
    Card(number="4000000000000507", brand="Visa", scenario="twice"),
    Card(number="4000000000000689", brand="Visa", scenario="forged"),
    Card(number="4000000000000119", brand="Visa", scenario="system_error"),
)

WALLETS = (
    Wallet(phone="01010101010", scenario="approved", published=True),
    Wallet(phone="01010101011", scenario="insufficient"),
    Wallet(phone="01010101012", scenario="pending"),
    Wallet(phone="01010101013", scenario="lost"),
)

# Chosen by the piastre part of the amount, where the control page has switched this on.
BY_PIASTRES = {
    1: "declined",
    2: "insufficient",
    3: "pending",
    4: "unauthenticated",
    5: "late",
    6: "twice",
    7: "forged",
    8: "declined",
}
DECLINES_ONLY_ONCE = 8


def card_of(number: str) -> Card | None:
    """Find a test card by what was typed; any other number is nobody's here."""
    digits = digits_of(number)
    return next((card for card in CARDS if card.number == digits), None)


def digits_of(typed: str) -> str:
    """Give the digits of a number typed with blanks, dashes or Arabic numerals."""
    return re.sub(r"[\s\-\u200e\u200f]", "", typed.translate(WESTERN))


def is_card_number(typed: str) -> bool:
    """Tell whether this could be the number of some card."""
    digits = digits_of(typed)
    return bool(re.fullmatch(r"\d{13,19}", digits, re.ASCII)) and passes_luhn(digits)


def expiry_of(typed: str) -> tuple[int, int] | None:
    """Read ``MM/YY``, ``MMYY`` or ``MM/YYYY`` as year and month."""
    found = re.fullmatch(r"(\d{1,2})/?(\d{2}|\d{4})", digits_of(typed), re.ASCII)
    if not found or not 1 <= int(found[1]) <= 12:
        return None
    year = int(found[2])
    return (year if year >= 2000 else 2000 + year, int(found[1]))


def is_past(expiry: tuple[int, int], today: date) -> bool:
    return expiry < (today.year, today.month)


def phone_of(typed: str) -> str | None:
    """Read an Egyptian mobile number, with or without the country's code."""
    digits = digits_of(typed)
    for prefix in ("+20", "0020", "20"):
        if digits.startswith(prefix):
            digits = "0" + digits.removeprefix(prefix)
            break
    return digits if PHONE.fullmatch(digits) else None


def wallet_scenario(phone: str) -> Scenario:
    """Give what a wallet's payment comes to; phones not listed approve."""
    named = next((wallet.scenario for wallet in WALLETS if wallet.phone == phone), "approved")
    return SCENARIOS[named]


def triggered(amount_cents: int, *, earlier_attempts: int) -> Scenario | None:
    """Give what the amount asks for, if it asks for anything."""
    part = amount_cents % 100
    if part == DECLINES_ONLY_ONCE and earlier_attempts:
        return None
    return SCENARIOS[BY_PIASTRES[part]] if part in BY_PIASTRES else None
