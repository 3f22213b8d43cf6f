"""Django's PostgreSQL backend, with pooled connections checked without asking the server."""

import select
import threading
from collections.abc import Callable
from typing import Any

import psycopg
from django.db.backends.postgresql import base

from core import tracing

SUSPICIOUS = select.POLLIN | select.POLLHUP | select.POLLERR


def is_alive(connection: psycopg.Connection[Any]) -> bool:
    """Tell whether the server still holds its end of an idle connection.

    A server that restarts says goodbye, so something lies there to be read; on a connection that
    waits in the pool nothing else ever does. That costs a system call, where a query costs a round trip.
    """
    if connection.closed:
        return False
    poll = select.poll()
    poll.register(connection.pgconn.socket, SUSPICIOUS)
    return not poll.poll(0)


class Sent(threading.local):
    """How many statements a thread has sent, over whichever connections."""

    statements = 0


sent = Sent()


class DatabaseWrapper(base.DatabaseWrapper):
    """Counts, besides, what is sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.execute_wrappers.append(self._count)

    def _count(
        self, execute: Callable[..., Any], sql: Any, params: Any, many: Any, context: Any
    ) -> Any:
        sent.statements += 1
        with tracing.span("SQL", **{"db.system.name": "postgresql", "db.query.text": str(sql)}):
            return execute(sql, params, many, context)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        while self.pool and not is_alive(connection):
            connection.close()
            self.pool.putconn(connection)
            connection = super().get_new_connection(conn_params)
        return connection
