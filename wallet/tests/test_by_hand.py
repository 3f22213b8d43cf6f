"""Somebody at psql, or a program gone wrong: the database itself refuses what would make the ledger false."""

from collections.abc import Iterator
from decimal import Decimal

import psycopg
import pytest
from django.db import connection
from psycopg import errors

from custom_auth.tests.builders import a_user
from wallet.actions.audit import discrepancies
from wallet.models import LedgerEntry, Transaction, Wallet
from wallet.tests.builders import a_deposit, book

pytestmark = pytest.mark.usefixtures("own_database")


@pytest.fixture
def owner(own_database: None) -> int:
    """Somebody with a deposit of 100.00."""
    user = a_user()
    book(a_deposit(user.pk, "100.00"))
    return int(user.pk)


@pytest.fixture
def hand(own_database: None) -> Iterator[psycopg.Connection]:
    """A connection of its own, past every line of the program."""
    parameters = connection.get_connection_params()
    wanted = {key: parameters[key] for key in ("host", "user", "dbname") if key in parameters}
    with psycopg.connect(**wanted) as connected:
        yield connected
        connected.rollback()


AN_ENTRY = """
INSERT INTO wallet_ledgerentry (reference, kind, created_at) VALUES ('by hand', 'test', now())
RETURNING id
"""
LINES = """
INSERT INTO wallet_ledgerline (entry_id, account, wallet_id, party, amount, shown_as, words)
VALUES (%(entry)s, %(first)s, %(owner)s, '', %(one)s, '', ''),
       (%(entry)s, %(second)s, NULL, '', %(other)s, '', '')
"""


def write(hand: psycopg.Connection, owner: int | None, **fields: object) -> None:
    row = hand.execute(AN_ENTRY).fetchone()
    assert row is not None
    values = {"first": "credit", "second": "bank", "one": 5, "other": -5, **fields}
    hand.execute(LINES, {"entry": row[0], "owner": owner, **values})
    hand.commit()


def test_what_balances_is_booked_by_hand_as_well(hand: psycopg.Connection, owner: int) -> None:
    write(hand, owner)

    assert Wallet.objects.get(pk=owner).credit == Decimal("105.00")
    assert discrepancies() == []


@pytest.mark.parametrize(
    ("fields", "refusal", "words"),
    [
        ({"other": "-5.01"}, errors.IntegrityConstraintViolation, "sum to zero"),
        ({"one": "0", "other": "0"}, errors.CheckViolation, "ledger_line_moves"),
        ({"one": "NaN", "other": "NaN"}, errors.CheckViolation, "amount"),
        ({"one": "-100.01", "other": "100.01"}, errors.CheckViolation, "credit_not_negative"),
        (
            {"first": "earnings", "one": "-0.01", "other": "0.01"},
            errors.CheckViolation,
            "earnings_not_negative",
        ),
        (
            {"first": "pending", "one": "-0.01", "other": "0.01"},
            errors.CheckViolation,
            "pending_not_negative",
        ),
        (
            {"first": "frozen", "one": "-0.01", "other": "0.01"},
            errors.CheckViolation,
            "frozen_not_negative",
        ),
        (
            {"first": "payout", "one": "-0.01", "other": "0.01"},
            errors.CheckViolation,
            "payout_not_negative",
        ),
        ({"first": "debt"}, errors.CheckViolation, "debt_not_positive"),
        ({"first": "bank"}, errors.CheckViolation, "owner_fits"),
        ({"second": "credit"}, errors.CheckViolation, "owner_fits"),
    ],
)
def test_an_entry_that_must_not_be_is_refused(
    hand: psycopg.Connection,
    owner: int,
    fields: dict[str, str],
    refusal: type[psycopg.Error],
    words: str,
) -> None:
    with pytest.raises(refusal, match=words):
        write(hand, owner, **fields)

    assert Wallet.objects.get(pk=owner).credit == Decimal("100.00")
    assert LedgerEntry.objects.count() == 1


def test_a_line_cannot_be_slipped_in_behind_the_check(hand: psycopg.Connection, owner: int) -> None:
    """The deferred check can be made to look early; what comes after it has to balance by itself."""
    row = hand.execute(AN_ENTRY).fetchone()
    assert row is not None
    lines = {"entry": row[0], "owner": owner, "first": "credit", "second": "bank"}
    hand.execute(LINES, {**lines, "one": 5, "other": -5})
    hand.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(errors.IntegrityConstraintViolation, match="sum to zero"):
        hand.execute(
            "INSERT INTO wallet_ledgerline (entry_id, account, wallet_id, party, amount, shown_as, words)"
            " VALUES (%s, 'credit', %s, '', 1000, '', '')",
            [row[0], owner],
        )


def test_an_entry_without_lines_cannot_commit(hand: psycopg.Connection) -> None:
    hand.execute(AN_ENTRY)

    with pytest.raises(errors.IntegrityConstraintViolation, match="0 lines"):
        hand.commit()


def test_a_reference_is_booked_once(hand: psycopg.Connection, owner: int) -> None:
    write(hand, owner)

    with pytest.raises(errors.UniqueViolation, match="reference"):
        write(hand, owner)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE wallet_wallet SET credit = credit + 1",
        "UPDATE wallet_wallet SET debt = -1",
        "UPDATE wallet_wallet SET position = 0",
        "INSERT INTO wallet_wallet (user_id, credit, earnings, pending, frozen, payout, debt, position)"
        " SELECT id, 5, 0, 0, 0, 0, 0, 0 FROM custom_auth_user"
        "  WHERE id NOT IN (SELECT user_id FROM wallet_wallet)",
        "UPDATE wallet_housebalance SET balance = 0",
        "INSERT INTO wallet_housebalance (account, party, stripe, balance) VALUES ('bank', '', 1, 5)",
        "DELETE FROM wallet_housebalance",
        "TRUNCATE wallet_housebalance",
        "UPDATE wallet_transaction SET amount = 1",
        "UPDATE wallet_transaction SET balance_after = 1",
        "DELETE FROM wallet_transaction",
        "TRUNCATE wallet_transaction",
        "INSERT INTO wallet_transaction (wallet_id, amount, transaction_type, balance_after, position,"
        " created_at) SELECT user_id, 5, 'deposit', 105, 2, now() FROM wallet_wallet",
        "UPDATE wallet_ledgerline SET amount = amount * 2",
        "UPDATE wallet_ledgerentry SET reference = 'other'",
        "DELETE FROM wallet_ledgerline",
        "DELETE FROM wallet_ledgerentry",
        "TRUNCATE wallet_ledgerentry CASCADE",
        "TRUNCATE wallet_wallet CASCADE",
    ],
)
def test_nothing_but_the_ledger_writes_a_balance_or_a_statement(
    hand: psycopg.Connection, owner: int, statement: str
) -> None:
    a_user()
    expected = "only the ledger writes this|append-only"

    with pytest.raises(errors.IntegrityConstraintViolation, match=expected):
        hand.execute(statement)

    hand.rollback()
    assert discrepancies() == []
    assert Wallet.objects.get(pk=owner).credit == Decimal("100.00")


def test_a_statement_row_may_move_on(hand: psycopg.Connection, owner: int) -> None:
    hand.execute("UPDATE wallet_transaction SET status = 'failed'")
    hand.commit()

    assert Transaction.objects.get().status == "failed"


@pytest.mark.parametrize(
    ("trigger", "table", "statement", "found"),
    [
        (
            "wallet_balances_kept",
            "wallet_wallet",
            "UPDATE wallet_wallet SET credit = 7",
            ["wallet", "statement"],
        ),
        (
            "house_balance_kept",
            "wallet_housebalance",
            "UPDATE wallet_housebalance SET balance = 7",
            ["account of the house"],
        ),
        (
            "statement_unchanged",
            "wallet_transaction",
            "UPDATE wallet_transaction SET amount = 7",
            ["statement", "balance after"],
        ),
        (
            "ledger_line_immutable",
            "wallet_ledgerline",
            "UPDATE wallet_ledgerline SET amount = 7 WHERE wallet_id IS NULL",
            ["entry does not sum to zero", "all lines together", "account of the house"],
        ),
    ],
)
def test_where_a_guard_was_taken_out_the_audit_finds_what_it_let_through(
    hand: psycopg.Connection,
    owner: int,
    trigger: str,
    table: str,
    statement: str,
    found: list[str],
) -> None:
    hand.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
    hand.execute(statement)
    hand.commit()

    assert [one.what for one in discrepancies()] == found
