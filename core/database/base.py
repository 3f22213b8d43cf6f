"""Django's PostgreSQL backend, with pooled connections checked without asking the server."""

import select
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg
from django.conf import settings
from django.db.backends.postgresql import base
from django.db.backends.utils import debug_transaction

from core import tracing
from core.database import statements

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


@dataclass
class Lending:
    """For how long a thread may keep a connection of the pool from request to request; 0: for one."""

    seconds: float = 0.0


lending = Lending()


def lend_to(threads: int, *, seconds: float = 600.0) -> None:
    """Let each of the ``threads`` that serve this process keep its connection, if there are enough.

    To take one out of the pool and give it back costs a sixth of a list's request, and gains nothing
    where there are as many as threads.
    """
    pool = settings.DATABASES["default"]["OPTIONS"].get("pool")
    lending.seconds = seconds if pool and pool["max_size"] >= threads else 0.0


class DatabaseWrapper(base.DatabaseWrapper):
    """Counts, besides, what is sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.execute_wrappers.append(self._count)

    def _count(
        self, execute: Callable[..., Any], sql: Any, params: Any, many: Any, context: Any
    ) -> Any:
        sent.statements += 1
        self._send_waiting()
        with tracing.span("SQL", **{"db.system.name": "postgresql", "db.query.text": str(sql)}):
            return execute(sql, params, many, context)

    def _send_waiting(self, *then: bytes) -> None:
        with self.wrap_database_errors:
            statements.of(self.connection).send_waiting(*then)

    def _commit(self) -> None:
        if self.connection is not None and statements.of(self.connection).waiting:
            with debug_transaction(self, "COMMIT"):
                self._send_waiting(b"COMMIT")
        else:
            super()._commit()  # type: ignore[misc]  # the stubs do not know it

    def _rollback(self) -> None:
        if self.connection is not None:
            statements.of(self.connection).waiting = []
        super()._rollback()  # type: ignore[misc]  # nor this

    def connect(self) -> None:
        super().connect()
        statements.of(self.connection).waiting = []  # whoever had it before may have left some
        if lending.seconds:
            self.close_at = time.monotonic() + lending.seconds

    def close_if_unusable_or_obsolete(self) -> None:
        super().close_if_unusable_or_obsolete()
        if (
            lending.seconds
            and self.connection is not None
            and not self.in_atomic_block
            and not is_alive(self.connection)
        ):
            self.close()

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        while self.pool and not is_alive(connection):
            connection.close()
            self.pool.putconn(connection)
            connection = super().get_new_connection(conn_params)
        return connection
