"""Reads of the public catalogue from a streaming replica, when there is one and it is not far behind.

``DATABASE_REPLICA_URL`` names it. What is read there is what anybody may see and nobody in particular
asks for: whoever signed in reads from the primary, and so sees at once what they just wrote. The replica
is used while it has replayed everything that was written ``BOUND`` seconds ago; a kept answer made from
it lives another ``public_cache.BOUND`` seconds, so that nothing shown is older than both together. While
the primary is away the replica goes on serving: nothing is written meanwhile that it could be missing.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

import structlog
from django.conf import settings
from django.db import DatabaseError, InterfaceError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpRequest

T = TypeVar("T")
log = structlog.get_logger("tohfa.replica")

ALIAS, PRIMARY = "replica", "default"
BOUND = 5.0
# How often a process asks both servers how far they are, and how long it leaves a broken one alone.
EVERY, REST = 1.0, 5.0
WRITTEN = "SELECT pg_current_wal_lsn() - '0/0'"
REPLAYED = "SELECT pg_last_wal_replay_lsn() - '0/0'"
BROKEN = (DatabaseError, InterfaceError)

_alias: ContextVar[str] = ContextVar("reads_from", default=PRIMARY)


def connection() -> BaseDatabaseWrapper:
    """Give the connection that the present read goes through."""
    return connections[_alias.get()]


def alias() -> str:
    return _alias.get()


class Router:
    """Sends the reads inside :func:`used` to the replica, and everything else to the primary."""

    def db_for_read(self, model: Any, **_hints: Any) -> str:
        return PRIMARY if connections[PRIMARY].in_atomic_block else _alias.get()

    def db_for_write(self, model: Any, **_hints: Any) -> str:
        return PRIMARY

    def allow_relation(self, one: Any, other: Any, **_hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **_hints: Any) -> bool:
        return db == PRIMARY


def position(alias: str, statement: str) -> Decimal:
    with connections[alias].cursor() as cursor:
        cursor.execute(statement)
        return Decimal(cursor.fetchone()[0])


@dataclass
class Lag:
    """How old what the replica shows may be, told by what the primary had written at what time."""

    written: Callable[[], Decimal] = lambda: position(PRIMARY, WRITTEN)
    replayed: Callable[[], Decimal] = lambda: position(ALIAS, REPLAYED)
    clock: Callable[[], float] = time.monotonic
    samples: deque[tuple[float, Decimal]] = field(default_factory=deque)
    asked_at: float = float("-inf")
    fresh: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)

    def is_small(self) -> bool:
        """Tell whether the replica may be read now; asks both servers once a second at the most."""
        if self.clock() - self.asked_at >= EVERY and self.lock.acquire(blocking=False):
            try:
                self._ask()
            finally:
                self.lock.release()
        return self.fresh

    def broke(self) -> None:
        """Leave the replica alone for a while."""
        self.fresh = False
        self.asked_at = self.clock() + REST

    def _ask(self) -> None:
        now = self.clock()
        self.asked_at = now
        try:
            self.samples.append((now, self.written()))
        except BROKEN:
            log.warning("the primary does not answer; the catalogue is read from the replica")
            self.fresh = self._answers()
            return
        try:
            replayed = self.replayed()
        except BROKEN:
            log.warning("the replica does not answer")
            self.broke()
            return
        # The newest sample that has been replayed says how recent the replica certainly is.
        while len(self.samples) > 1 and self.samples[1][1] <= replayed:
            self.samples.popleft()
        seen_at, at = self.samples[0]
        self.fresh = at <= replayed and now - seen_at <= BOUND

    def _answers(self) -> bool:
        try:
            self.replayed()
        except BROKEN:
            return False
        return True


lag = Lag()


def may_serve(request: HttpRequest) -> bool:
    """Tell whether a read is nobody's in particular, and the replica near enough to answer it."""
    return (
        ALIAS in settings.DATABASES and "HTTP_AUTHORIZATION" not in request.META and lag.is_small()
    )


@contextmanager
def used() -> Iterator[None]:
    """Have reads go to the replica."""
    token = _alias.set(ALIAS)
    try:
        yield
    finally:
        _alias.reset(token)


def read(request: HttpRequest, make: Callable[[], T]) -> T:
    """Make an answer from the replica if it may serve; from the primary otherwise, or if it breaks."""
    if not may_serve(request):
        return make()
    try:
        with used():
            return make()
    except BROKEN:
        log.warning("the replica broke while it was read", exc_info=True)
        lag.broke()
        return make()
