"""The database keeps the ledger true, whatever the program or a hand in psql does."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from custom_auth.tests.builders import a_user
from wallet.actions import ledger
from wallet.errors import AlreadyBooked, InsufficientFunds
from wallet.models import LedgerEntry, LedgerLine, Transaction, Wallet
from wallet.rules import Account, Entry, Line, TransactionType
from wallet.tests.builders import a_deposit, book


def a_payment(payer: int, payee: int, amount: str, reference: str = "payment:1") -> Entry:
    money = Decimal(amount)
    return Entry(
        reference,
        "payment",
        (
            Line(Account.CREDIT, -money, owner=payer, shown_as=TransactionType.PAYMENT),
            Line(Account.PENDING, money, owner=payee),
        ),
    )


@pytest.mark.django_db
def test_an_entry_moves_what_its_holders_hold() -> None:
    payer, payee = a_user(), a_user()

    book(a_deposit(payer.pk, "500.00"))
    book(a_payment(payer.pk, payee.pk, "120.50"))

    assert Wallet.objects.get(pk=payer.pk).balance == Decimal("379.50")
    assert Wallet.objects.get(pk=payee.pk).pending == Decimal("120.50")
    assert ledger.house_balance(Account.GATEWAY) == Decimal("-500.00")
    statement = Transaction.objects.filter(wallet=payer.pk).order_by("position")
    assert list(statement.values_list("amount", "balance_after", "position")) == [
        (Decimal("500.00"), Decimal("500.00"), 1),
        (Decimal("-120.50"), Decimal("379.50"), 2),
    ]


@pytest.mark.django_db
def test_nobody_spends_what_they_do_not_have() -> None:
    payer, payee = a_user(), a_user()
    book(a_deposit(payer.pk, "100.00"))

    with pytest.raises(InsufficientFunds):
        book(a_payment(payer.pk, payee.pk, "100.01"))

    assert Wallet.objects.get(pk=payer.pk).balance == Decimal("100.00")
    assert LedgerEntry.objects.count() == 1


@pytest.mark.django_db
def test_a_reference_is_booked_once() -> None:
    payer = a_user()
    book(a_deposit(payer.pk, "100.00"))

    with pytest.raises(AlreadyBooked):
        book(a_deposit(payer.pk, "100.00"))

    assert Wallet.objects.get(pk=payer.pk).balance == Decimal("100.00")


def check_deferred() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@pytest.mark.django_db
def test_an_entry_that_does_not_sum_to_zero_cannot_commit() -> None:
    with pytest.raises(IntegrityError, match="sum to zero"), transaction.atomic():
        entry = LedgerEntry.objects.create(reference="forged", kind="deposit")
        LedgerLine.objects.bulk_create(
            LedgerLine(entry=entry, account=account, amount=amount)
            for account, amount in (("bank", Decimal("-5.00")), ("fees", Decimal("5.01")))
        )


@pytest.mark.django_db
def test_an_entry_without_lines_cannot_commit() -> None:
    with pytest.raises(IntegrityError, match="0 lines"), transaction.atomic():
        LedgerEntry.objects.create(reference="forged", kind="deposit")
        check_deferred()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE wallet_ledgerline SET amount = amount * 2",
        "DELETE FROM wallet_ledgerline",
        "UPDATE wallet_ledgerentry SET reference = 'other'",
        "DELETE FROM wallet_ledgerentry",
        "TRUNCATE wallet_ledgerline CASCADE",
        "TRUNCATE wallet_ledgerentry CASCADE",
    ],
)
def test_history_cannot_be_rewritten(statement: str) -> None:
    book(a_deposit(a_user().pk, "100.00"))

    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement)


@pytest.mark.usefixtures("own_database")
def test_an_old_entry_cannot_be_added_to() -> None:
    """Even where what is added sums to zero: entries of another transaction are closed."""
    book(a_deposit(a_user().pk, "100.00"))
    entry = LedgerEntry.objects.get()

    with pytest.raises(IntegrityError, match="cannot be added to"), transaction.atomic():
        LedgerLine.objects.bulk_create(
            LedgerLine(entry=entry, account=account, amount=amount)
            for account, amount in (("bank", Decimal(-5)), ("fees", Decimal(5)))
        )
