"""Movements for tests."""

from decimal import Decimal

from django.db import transaction

from wallet.actions import ledger
from wallet.rules import Account, Entry, Line, TransactionType


def a_deposit(owner: int, amount: str, reference: str = "deposit:1") -> Entry:
    money = Decimal(amount)
    return Entry(
        reference,
        "deposit",
        (
            Line(Account.GATEWAY, -money),
            Line(Account.CREDIT, money, owner=owner, shown_as=TransactionType.DEPOSIT),
        ),
    )


def some_earnings(owner: int, amount: str, reference: str = "earned:1") -> Entry:
    """Earnings as a released share leaves them."""
    money = Decimal(amount)
    return Entry(
        reference,
        "release",
        (
            Line(Account.GATEWAY, -money),
            Line(Account.EARNINGS, money, owner=owner, shown_as=TransactionType.PAYMENT),
        ),
    )


@transaction.atomic
def book(*entries: Entry) -> None:
    ledger.post(*entries)
