"""Statements that are run all the time: planned once for each connection, and run with their values."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from core import replica, tracing
from core.database import statements
from core.database.base import sent
from core.database.statements import Row, Statements


def rows(sql: str, parameters: Mapping[str, Any]) -> list[Row]:
    """Run a statement whose text is one of a few, and give its rows. One query.

    Django's own cursor writes values into the statement, so that the server has to plan it each time.
    Values keep their types here: write the casts that the statement needs. An array is best written
    ``(SELECT %(ids)s::bigint[])``: a plan made for three known elements looks so much cheaper than one for
    an unknown number that the server would go on planning. Behind a pooler that hands
    out connections by the transaction (``DATABASE_POOLER``) it is planned each time after all.
    """
    with _sending(sql) as known:
        return known.rows(sql, parameters)


def later(sql: str, parameters: Mapping[str, Any]) -> None:
    """Run a statement as ``rows`` does, of which nothing is wanted but that it is done. One query.

    It goes out with the next one, or with the commit, and so costs no way to the server of its own; what
    it is refused for is raised there. ``RETURNING NULL`` is what an INSERT ends with.
    """
    with _sending(sql) as known:
        known.later(sql, parameters)


@contextmanager
def _sending(sql: str) -> Iterator[Statements]:
    connection: Any = replica.connection()
    connection.ensure_connection()
    began = time.monotonic()
    sent.statements += 1
    with (
        tracing.span("SQL", **{"db.system.name": "postgresql", "db.query.text": sql}),
        connection.wrap_database_errors,
    ):
        yield statements.of(connection.connection)
    if connection.queries_logged:
        connection.queries_log.append({"sql": sql, "time": f"{time.monotonic() - began:.3f}"})
