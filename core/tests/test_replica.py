"""When the replica may be read, told by what both servers say of themselves."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import OperationalError, connections
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from core import replica
from core.replica import BOUND, EVERY, REST, Lag


class Servers:
    """A primary and a replica whose positions are set by hand."""

    def __init__(self) -> None:
        self.now = 100.0
        self.written: Decimal | None = Decimal(10)
        self.replayed: Decimal | None = Decimal(10)
        self.lag = Lag(
            written=lambda: self._told(self.written),
            replayed=lambda: self._told(self.replayed),
            clock=lambda: self.now,
        )

    def _told(self, position: Decimal | None) -> Decimal:
        if position is None:
            raise OperationalError("gone")
        return position

    def after(self, seconds: float) -> bool:
        self.now += seconds
        return self.lag.is_small()


@pytest.fixture
def servers() -> Servers:
    return Servers()


def test_a_replica_that_has_everything_may_be_read(servers: Servers) -> None:
    assert servers.after(0)


def test_a_replica_may_be_behind_by_the_bound_and_no_further(servers: Servers) -> None:
    assert servers.after(0)
    servers.written = Decimal(20)

    told = [servers.after(EVERY) for _ in range(10)]

    assert told == [True] * int(BOUND) + [False] * (10 - int(BOUND))


def test_a_replica_that_was_never_near_is_not_read(servers: Servers) -> None:
    servers.replayed = Decimal(1)

    assert not servers.after(0)
    assert not servers.after(EVERY)


def test_one_that_catches_up_is_read_again(servers: Servers) -> None:
    servers.after(0)
    servers.written = Decimal(20)
    assert [servers.after(EVERY) for _ in range(8)][-1] is False

    servers.replayed = Decimal(20)

    assert servers.after(EVERY)


def test_a_replica_always_a_little_behind_stays_in_use(servers: Servers) -> None:
    assert servers.after(0)
    for _ in range(60):
        servers.replayed = servers.written
        servers.written = Decimal(servers.written or 0) + 10
        assert servers.after(EVERY)


def test_one_that_is_gone_is_left_alone_for_a_while(servers: Servers) -> None:
    servers.after(0)
    servers.replayed = None
    assert not servers.after(EVERY)
    servers.replayed = servers.written

    assert not servers.after(EVERY)
    assert servers.after(REST + EVERY)


def test_while_the_primary_is_away_the_replica_goes_on(servers: Servers) -> None:
    servers.after(0)
    servers.written = None

    assert [servers.after(EVERY) for _ in range(30)] == [True] * 30


def test_while_both_are_away_neither_is_promised(servers: Servers) -> None:
    servers.after(0)
    servers.written = servers.replayed = None

    assert not servers.after(EVERY)


def test_without_a_replica_everything_is_read_from_the_primary() -> None:
    request = RequestFactory().get("/api/products/")

    assert not replica.may_serve(request)
    assert replica.read(request, replica.alias) == "default"


class Near:
    def is_small(self) -> bool:
        return True

    def broke(self) -> None:
        self.is_broken = True


@pytest.fixture
def near(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Near:
    found = Near()
    monkeypatch.setitem(settings.DATABASES, "replica", {})
    monkeypatch.setattr(replica, "lag", found)
    return found


def test_whoever_signed_in_reads_what_they_wrote(near: Near) -> None:
    anybody = RequestFactory().get("/api/products/")
    somebody = RequestFactory().get("/api/products/", HTTP_AUTHORIZATION="Bearer x")

    assert replica.read(anybody, replica.alias) == "replica"
    assert replica.read(somebody, replica.alias) == "default"


def test_what_breaks_on_the_replica_is_made_from_the_primary(near: Near) -> None:
    def make() -> str:
        if replica.alias() == "replica":
            raise OperationalError("terminating connection")
        return "made"

    assert replica.read(RequestFactory().get("/"), make) == "made"
    assert near.is_broken


@pytest.mark.django_db
def test_nothing_is_written_to_a_replica_nor_read_from_it_within_a_transaction() -> None:
    router: Any = replica.Router()

    with replica.used():
        assert router.db_for_write(None) == "default"
        assert connections["default"].in_atomic_block
        assert router.db_for_read(None) == "default"
    assert not router.allow_migrate("replica", "core")
