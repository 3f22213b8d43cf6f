"""Statements that psycopg has prepared on a connection, run past its cursor.

To make a cursor, to look up how each value is written and to wait in Python takes longer than many of
our statements take the server. What is prepared, under which name, and when it is forgotten stays
psycopg's to decide; whatever it does not know is left to its cursor.
"""

import select
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import psycopg
from django.conf import settings
from psycopg._queries import PostgresQuery
from psycopg.adapt import Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ConnStatus, ExecStatus, TransactionStatus

Row = tuple[Any, ...]
KEPT_AS = "statements_of_ours"


class Statements:
    """The statements of one connection."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self.queries: dict[str, PostgresQuery] = {}
        self.waiting: list[Callable[[], None]] = []

    def rows(self, sql: str, parameters: Mapping[str, Any]) -> list[Row]:
        """Run a statement and give its rows.

        :raises psycopg.Error:
        """
        self.send_waiting()
        query = self._filled(sql, parameters)
        name = self._name_of(query)
        if name is None:
            return self._by_cursor(sql, parameters)
        result = self._answer(name, query)
        query._tx.set_pgresult(result)
        return query._tx.load_rows(0, result.ntuples, tuple)

    def later(self, sql: str, parameters: Mapping[str, Any]) -> None:
        """Run a statement before anything else is, at the latest with the commit, in one message."""
        query = self._filled(sql, parameters)
        name = self._name_of(query)
        pgconn = self.connection.pgconn
        if name is None or pgconn.transaction_status != TransactionStatus.INTRANS:
            self.rows(sql, parameters)
            return
        self.waiting.append(partial(pgconn.send_query_prepared, name, query.params, query.formats))

    def send_waiting(self, *then: bytes) -> None:
        """Run what was put off, and what it is followed by.

        In a transaction that has failed it is dropped: whatever was put off in it is given up with it.

        :raises psycopg.Error: what the first of them is refused for.
        """
        waiting, self.waiting = self.waiting, []
        if waiting and self.connection.pgconn.transaction_status == TransactionStatus.INTRANS:
            ends = [partial(self.connection.pgconn.send_query_params, text, None) for text in then]
            self._in_one_message([*waiting, *ends])

    def _filled(self, sql: str, parameters: Mapping[str, Any]) -> PostgresQuery:
        query = self.queries.get(sql)
        if query is not None:
            query.dump(parameters)
            return query
        query = self.queries[sql] = PostgresQuery(Transformer(self.connection))
        query.convert(sql, parameters)
        return query

    def _name_of(self, query: PostgresQuery) -> bytes | None:
        """Give under which name it is prepared for values of these types, if it is."""
        prepared = self.connection._prepared
        key = prepared.key(query)
        name: bytes | None = prepared._names.get(key)
        if name is not None:
            prepared._names.move_to_end(key)
        return name

    def _by_cursor(self, sql: str, parameters: Mapping[str, Any]) -> list[Row]:
        with psycopg.Cursor(self.connection) as cursor:
            prepare = not settings.DATABASE_POOLER
            return cursor.execute(sql, parameters, prepare=prepare).fetchall()

    def _answer(self, name: bytes, query: PostgresQuery) -> Any:
        """Run it; a transaction that it is the first of begins with it, in one message."""
        pgconn = self.connection.pgconn
        if self.connection.autocommit or pgconn.transaction_status != TransactionStatus.IDLE:
            return self._unless_refused(pgconn.exec_prepared(name, query.params, query.formats))
        begin = self.connection._get_tx_start_command()
        return self._in_one_message(
            [
                partial(pgconn.send_query_params, begin, None),
                partial(pgconn.send_query_prepared, name, query.params, query.formats),
            ]
        )

    def _in_one_message(self, sends: Sequence[Callable[[], None]]) -> Any:
        """Send several at once; gives the last one's result."""
        pgconn = self.connection.pgconn
        pgconn.enter_pipeline_mode()
        try:
            for send in sends:
                send()
            pgconn.pipeline_sync()
            # After each one's result comes a None, and after all of them their end.
            results = [_next_result(pgconn) for _ in range(2 * len(sends) + 1)][:-1:2]
        finally:
            pgconn.exit_pipeline_mode()
        for result in results:
            self._unless_refused(result)
        return results[-1]

    def _unless_refused(self, result: Any) -> Any:
        if result is not None and result.status in (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK):
            return result
        pgconn = self.connection.pgconn
        if result is None or pgconn.status == ConnStatus.BAD:
            raise psycopg.OperationalError(pgconn.get_error_message())
        raise error_from_result(result)


def _next_result(pgconn: Any) -> Any:
    """Give the next result of several that were asked for at once.

    ``get_result`` would wait by itself, and keep every other thread waiting with it.
    """
    poll = select.poll()
    while (unsent := pgconn.flush()) or pgconn.is_busy():
        poll.register(pgconn.socket, select.POLLIN | select.POLLOUT if unsent else select.POLLIN)
        poll.poll()
        pgconn.consume_input()
    return pgconn.get_result()


def of(connection: Any) -> Statements:
    """Give the statements of a psycopg connection; they are kept on it, and gone with it."""
    kept = vars(connection)
    found: Statements | None = kept.get(KEPT_AS)
    if found is None:
        found = kept[KEPT_AS] = Statements(connection)
    return found
