"""New connections go to the process that holds fewer."""

import socket
import time
from collections.abc import Iterator

import pytest
from gunicorn.config import Config  # type: ignore[import-untyped]
from gunicorn.glogging import Logger  # type: ignore[import-untyped]

from to7fabackend import fair_worker
from to7fabackend.fair_worker import FairWorker


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    moments: list[float] = []
    monkeypatch.setattr(time, "sleep", moments.append)
    yield moments
    for place in range(fair_worker.PLACES):
        fair_worker._held[place] = 0


def a_worker(age: int) -> FairWorker:
    config = Config()
    worker = FairWorker(age, 0, [], None, 30, config, Logger(config))
    worker.tmp.close()
    worker.method_queue.close()
    worker.enqueue_req = lambda connection: connection.sock.close()
    return worker


def comes_to(worker: FairWorker) -> None:
    """Let a connection come, and this worker be the one that wakes."""
    with (
        socket.create_server(("127.0.0.1", 0)) as listener,
        socket.create_connection(listener.getsockname()),
    ):
        worker.accept(listener)


def test_who_holds_more_than_another_waits_for_it_and_then_takes_what_is_left(
    waited: list[float],
) -> None:
    one, other = a_worker(1), a_worker(2)

    comes_to(one)
    assert (one.nr_conns, other.nr_conns, waited) == (1, 0, [])
    comes_to(other)
    assert (one.nr_conns, other.nr_conns, waited) == (1, 1, [])
    comes_to(one)
    assert waited == []
    comes_to(one)
    assert (one.nr_conns, other.nr_conns) == (3, 1)
    assert waited == [fair_worker.ANOTHERS_TURN]


def test_who_has_closed_its_connections_or_has_ended_is_waited_for_no_longer(
    waited: list[float],
) -> None:
    one, other = a_worker(1), a_worker(1 + fair_worker.PLACES - 1)
    comes_to(one)
    comes_to(other)
    comes_to(one)
    one.nr_conns -= 2
    comes_to(one)
    assert waited == []

    comes_to(one)
    comes_to(one)
    assert waited == [fair_worker.ANOTHERS_TURN]
    fair_worker.forget(other)
    comes_to(one)
    assert waited == [fair_worker.ANOTHERS_TURN]
