"""Statements that are run all the time: planned once for each connection, and run with their values."""

import time
from collections.abc import Mapping
from typing import Any

import psycopg
from django.conf import settings

from core import replica, tracing
from core.database.base import sent


def rows(sql: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Run a statement whose text is one of a few, and give its rows. One query.

    Django's own cursor writes values into the statement, so that the server has to plan it each time.
    Values keep their types here: write the casts that the statement needs. An array is best written
    ``(SELECT %(ids)s::bigint[])``: a plan made for three known elements looks so much cheaper than one for
    an unknown number that the server would go on planning. Behind a pooler that hands
    out connections by the transaction (``DATABASE_POOLER``) it is planned each time after all.
    """
    connection: Any = replica.connection()
    connection.ensure_connection()
    began = time.monotonic()
    sent.statements += 1
    with (
        tracing.span("SQL", **{"db.system.name": "postgresql", "db.query.text": sql}),
        connection.wrap_database_errors,
        psycopg.Cursor(connection.connection) as cursor,
    ):
        found = cursor.execute(sql, parameters, prepare=not settings.DATABASE_POOLER).fetchall()
    if connection.queries_logged:
        connection.queries_log.append({"sql": sql, "time": f"{time.monotonic() - began:.3f}"})
    return found
