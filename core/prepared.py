"""Statements that are run all the time: planned once for each connection, and run with their values."""

import select
import time
from collections.abc import Mapping
from typing import Any

import psycopg
from django.conf import settings
from psycopg._queries import PostgresQuery
from psycopg.adapt import Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ConnStatus, ExecStatus, TransactionStatus

from core import replica, tracing
from core.database.base import sent

Row = tuple[Any, ...]


def rows(sql: str, parameters: Mapping[str, Any]) -> list[Row]:
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
    ):
        found = _run(connection.connection, sql, parameters)
    if connection.queries_logged:
        connection.queries_log.append({"sql": sql, "time": f"{time.monotonic() - began:.3f}"})
    return found


def _run(connection: Any, sql: str, parameters: Mapping[str, Any]) -> list[Row]:
    known: dict[str, _Statement] = vars(connection).setdefault("statements_of_ours", {})
    statement = known.get(sql)
    if statement is None:
        statement = known[sql] = _Statement(connection, sql)
    found = statement.run(parameters)
    if found is not None:
        return found
    with psycopg.Cursor(connection) as cursor:
        return cursor.execute(sql, parameters, prepare=not settings.DATABASE_POOLER).fetchall()


class _Statement:
    """A statement that psycopg has prepared on a connection, run past psycopg's cursor.

    To make a cursor, to look up how each value is written and to wait in Python takes longer than many
    of our statements take the server. What is prepared, under which name, and when it is forgotten stays
    psycopg's to decide; whatever it does not know is left to its cursor.
    """

    def __init__(self, connection: Any, sql: str) -> None:
        self.connection = connection
        self.sql = sql
        self.query = PostgresQuery(Transformer(connection))

    def run(self, parameters: Mapping[str, Any]) -> list[Row] | None:
        """Give the rows, or None where the statement is not prepared for values of these types."""
        query, prepared = self.query, self.connection._prepared
        if query.query:
            query.dump(parameters)
        else:
            query.convert(self.sql, parameters)
        key = prepared.key(query)
        name = prepared._names.get(key)
        if name is None:
            return None
        prepared._names.move_to_end(key)
        result = self._answered(name)
        values = query._tx
        values.set_pgresult(result)
        return values.load_rows(0, result.ntuples, tuple)

    def _answered(self, name: bytes) -> Any:
        """Run it; a transaction that it is the first of begins with it, in one message."""
        pgconn, query = self.connection.pgconn, self.query
        if self.connection.autocommit or pgconn.transaction_status != TransactionStatus.IDLE:
            return _unless_refused(
                pgconn,
                pgconn.exec_prepared(name, query.params, query.formats),
                ExecStatus.TUPLES_OK,
            )
        pgconn.enter_pipeline_mode()
        try:
            pgconn.send_query_params(self.connection._get_tx_start_command(), None)
            pgconn.send_query_prepared(name, query.params, query.formats)
            pgconn.pipeline_sync()
            results = [_next_result(pgconn) for _ in range(5)]
        finally:
            pgconn.exit_pipeline_mode()
        _unless_refused(pgconn, results[0], ExecStatus.COMMAND_OK)
        return _unless_refused(pgconn, results[2], ExecStatus.TUPLES_OK)


def _next_result(pgconn: Any) -> Any:
    """Give the next result of a pipeline, None after the last of each statement.

    ``get_result`` would wait by itself, and keep every other thread waiting with it.
    """
    poll = select.poll()
    while (unsent := pgconn.flush()) or pgconn.is_busy():
        poll.register(pgconn.socket, select.POLLIN | select.POLLOUT if unsent else select.POLLIN)
        poll.poll()
        pgconn.consume_input()
    return pgconn.get_result()


def _unless_refused(pgconn: Any, result: Any, status: ExecStatus) -> Any:
    if result is not None and result.status == status:
        return result
    if result is None or pgconn.status == ConnStatus.BAD:
        raise psycopg.OperationalError(pgconn.get_error_message())
    raise error_from_result(result)
