"""Statements run past psycopg's cursor: the same answers, the same errors, and nobody else waits."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import (
    DataError,
    IntegrityError,
    OperationalError,
    connection,
    connections,
    transaction,
)

from core import prepared
from core.database import statements

pytestmark = pytest.mark.django_db

ECHO = """
SELECT %(number)s::bigint, %(amount)s::numeric, %(text)s::text, %(bytes)s::bytea, %(at)s::timestamptz,
       %(ids)s::bigint[], %(whether)s::boolean
"""
HALF = "SELECT 1 / %(by)s::int"
KEEP = "INSERT INTO kept (key) VALUES (%(key)s::text) RETURNING length(key)"
LIST = "SELECT array_agg(key ORDER BY key) FROM kept"
SLEEP = "SELECT pg_sleep(%(seconds)s::float8)::text"


def known() -> int:
    """How many statements the server holds for this connection."""
    return int(only("SELECT count(*) FROM pg_prepared_statements"))


def only(sql: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


@pytest.fixture(autouse=True)
def _own_connection() -> Iterator[None]:
    """Have a connection outside the test's transaction, on which each statement has been prepared."""
    tests, own = connections["default"], connection.copy()
    connections["default"] = own
    try:
        with own.cursor() as cursor:
            cursor.execute("CREATE TEMPORARY TABLE kept (key text)")
        prepared.rows(HALF, {"by": 1})
        prepared.rows(SLEEP, {"seconds": 0.0})
        prepared.rows(KEEP, {"key": "first"})
        yield
    finally:
        own.close()
        connections["default"] = tests


@pytest.mark.parametrize("number", [0, 7, 2**40, -(2**62)])
def test_every_kind_of_value_comes_back_as_a_cursor_gives_it(number: int) -> None:
    values = {
        "number": number,
        "amount": Decimal("12.50"),
        "text": "تحفة \\ ' % \n",
        "bytes": b"\x00\xff",
        "at": datetime(2026, 1, 2, 3, tzinfo=UTC),
        "ids": [1, 2**40],
        "whether": True,
    }
    nothing = dict.fromkeys(values)

    for given in (values, nothing, values, nothing, {**values, "ids": []}):
        (row,) = prepared.rows(ECHO, given)
        assert row == tuple(given.values())


def test_a_transaction_begins_with_its_first_statement_and_ends_as_any_other() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        prepared.rows(KEEP, {"key": "given up"})
        raise ZeroDivisionError
    with transaction.atomic():
        assert prepared.rows(KEEP, {"key": "kept"}) == [(4,)]

    assert only("SELECT array_agg(key ORDER BY key) FROM kept") == ["first", "kept"]


@pytest.mark.parametrize("before", [0, 1])
def test_what_the_server_refuses_is_an_error_and_leaves_the_connection_in_use(before: int) -> None:
    with pytest.raises(DataError, match="zero"), transaction.atomic():
        for _ in range(before):
            prepared.rows(KEEP, {"key": "given up"})
        prepared.rows(HALF, {"by": 0})
    with pytest.raises(DataError, match="zero"):
        prepared.rows(HALF, {"by": 0})

    assert prepared.rows(HALF, {"by": 1}) == [(1,)]
    assert only("SELECT count(*) FROM kept") == 1


def test_a_statement_the_connection_has_forgotten_is_prepared_again() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        prepared.rows(KEEP, {"key": "given up"})
        raise ZeroDivisionError
    assert known() == 0  # psycopg forgets them all when a transaction is given up

    assert prepared.rows(HALF, {"by": 1}) == [(1,)]
    assert prepared.rows(HALF, {"by": 1}) == [(1,)]
    assert known() == 1


@pytest.mark.parametrize("opens", [True, False])
def test_a_connection_that_was_cut_is_told_as_such(opens: bool) -> None:
    mine = only("SELECT pg_backend_pid()")
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [mine])
    finally:
        other.close()

    with pytest.raises(OperationalError):
        if opens:
            with transaction.atomic():
                prepared.rows(HALF, {"by": 1})
        else:
            prepared.rows(HALF, {"by": 1})
    connection.close()
    assert prepared.rows(HALF, {"by": 1}) == [(1,)]


@pytest.mark.parametrize("opens", [True, False])
def test_other_threads_go_on_while_the_server_is_waited_for(opens: bool) -> None:
    turns = 0
    is_over = threading.Event()

    def go_on() -> None:
        nonlocal turns
        while not is_over.is_set():
            turns += 1
            time.sleep(0.001)

    other = threading.Thread(target=go_on)
    other.start()
    try:
        began = turns
        if opens:
            with transaction.atomic():
                prepared.rows(SLEEP, {"seconds": 0.5})
        else:
            prepared.rows(SLEEP, {"seconds": 0.5})
        taken = turns - began
    finally:
        is_over.set()
        other.join()
    assert taken > 10


def test_values_larger_than_what_a_socket_takes_at_once_arrive() -> None:
    large = "تحفة" * 2_000_000
    measured = "SELECT length(%(text)s::text)"
    prepared.rows(measured, {"text": "a"})

    with transaction.atomic():
        assert prepared.rows(measured, {"text": large}) == [(8_000_000,)]
    assert prepared.rows(measured, {"text": large}) == [(8_000_000,)]


def kept() -> list[str]:
    return list(only("SELECT array_agg(key ORDER BY key) FROM kept"))


def waiting() -> int:
    return len(statements.of(connection.connection).waiting)


def test_what_is_put_off_goes_out_with_the_commit() -> None:
    with transaction.atomic():
        prepared.rows(KEEP, {"key": "now"})
        prepared.later(KEEP, {"key": "one"})
        prepared.later(KEEP, {"key": "two"})
        assert waiting() == 2

    assert waiting() == 0
    assert kept() == ["first", "now", "one", "two"]


@pytest.mark.parametrize("asks", [kept, lambda: prepared.rows(LIST, {})[0][0]])
def test_what_is_put_off_is_done_before_anything_else_is_asked(asks: Callable[[], Any]) -> None:
    prepared.rows(LIST, {})
    with transaction.atomic():
        prepared.rows(KEEP, {"key": "now"})
        prepared.later(KEEP, {"key": "one"})
        assert asks() == ["first", "now", "one"]


def test_what_is_put_off_outside_a_transaction_is_done_at_once() -> None:
    prepared.later(KEEP, {"key": "one"})
    assert waiting() == 0
    with transaction.atomic():
        prepared.later(KEEP, {"key": "two"})  # and so is what a transaction begins with
        assert waiting() == 0

    assert kept() == ["first", "one", "two"]


def test_what_is_put_off_is_given_up_with_its_transaction() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        prepared.rows(KEEP, {"key": "now"})
        prepared.later(KEEP, {"key": "given up"})
        raise ZeroDivisionError
    assert waiting() == 0
    with transaction.atomic():
        prepared.rows(KEEP, {"key": "kept"})

    assert kept() == ["first", "kept"]


def test_what_is_put_off_inside_a_savepoint_is_given_up_with_it() -> None:
    with transaction.atomic():
        prepared.rows(KEEP, {"key": "now"})
        prepared.later(KEEP, {"key": "outside"})
        with suppress(DataError), transaction.atomic():
            prepared.later(KEEP, {"key": "inside"})
            prepared.rows(HALF, {"by": 0})
        with suppress(ZeroDivisionError), transaction.atomic():
            prepared.later(KEEP, {"key": "inside"})
            raise ZeroDivisionError

    assert kept() == ["first", "now", "outside"]


def test_what_is_refused_at_the_commit_takes_everything_with_it() -> None:
    with pytest.raises(DataError, match="zero"), transaction.atomic():
        prepared.rows(KEEP, {"key": "given up"})
        prepared.later(HALF, {"by": 0})
        prepared.later(KEEP, {"key": "given up"})
        assert waiting() == 2

    with transaction.atomic():
        prepared.rows(KEEP, {"key": "kept"})
    assert kept() == ["first", "kept"]


def test_what_a_transaction_checks_at_its_end_is_checked() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE kept ADD UNIQUE (key) DEFERRABLE INITIALLY DEFERRED")
    with pytest.raises(IntegrityError), transaction.atomic():
        prepared.rows(KEEP, {"key": "second"})
        prepared.later(KEEP, {"key": "first"})
        assert prepared.rows(HALF, {"by": 1}) == [(1,)]
        prepared.later(HALF, {"by": 1})

    assert kept() == ["first"]


def test_what_was_put_off_on_a_connection_is_not_its_next_holders() -> None:
    with suppress(ZeroDivisionError), transaction.atomic():
        prepared.rows(KEEP, {"key": "now"})
        prepared.later(KEEP, {"key": "given up"})
        held = connection.connection
        with pytest.MonkeyPatch.context() as patch:
            # A thread that dies gives its connection back to the pool, which ends what was begun on it.
            patch.setattr(connection, "get_new_connection", lambda parameters: held)
            held.rollback()
            connection.connect()
        assert waiting() == 0
        raise ZeroDivisionError
