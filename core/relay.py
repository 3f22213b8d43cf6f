"""Work that waits in tables, taken up within a moment: a loop for each kind, in the worker's threads.

A row is written in the transaction of its fact and collected from here. Looking every so often, instead
of being notified, costs an index probe and spares every order the lock that PostgreSQL's NOTIFY takes
at commit; it would line up all commits one behind the other.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass

import structlog
from django.db import close_old_connections, connection

log = structlog.get_logger("tohfa.relay")


@dataclass(frozen=True)
class Relay:
    """``step`` does a batch and gives how many it did; it is asked again at once until that is none."""

    name: str
    step: Callable[[], int]
    every: float = 0.5


def run(relay: Relay, stopping: threading.Event) -> None:
    """Run ``relay`` until ``stopping``; a failing step is logged and tried again, later and later."""
    failures = 0
    while not stopping.is_set():
        close_old_connections()
        try:
            done = relay.step()
            failures = 0
        except Exception:
            log.exception("relay failed", relay=relay.name)
            failures += 1
            done = 0
        if not done:
            # There are more relays than connections in the worker's pool: who waits holds none.
            connection.close()
            stopping.wait(min(relay.every * 2**failures, 30.0))
    connection.close()


def start(relays: list[Relay], stopping: threading.Event) -> list[threading.Thread]:
    threads = [
        threading.Thread(target=run, args=(relay, stopping), name=relay.name, daemon=True)
        for relay in relays
    ]
    for thread in threads:
        thread.start()
    return threads
