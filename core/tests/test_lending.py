"""A thread of the web server keeps its connection of the pool from request to request."""

import time
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError, connection

from core.database import base
from core.database.base import DatabaseWrapper

pytestmark = pytest.mark.django_db


@pytest.fixture
def pooled(monkeypatch: pytest.MonkeyPatch) -> Iterator[DatabaseWrapper]:
    """Give a connection of a pool of two, lent to one thread."""
    wanted = deepcopy(connection.settings_dict)
    wanted["OPTIONS"]["pool"] = {"min_size": 0, "max_size": 2, "timeout": 5}
    monkeypatch.setitem(settings.DATABASES["default"], "OPTIONS", wanted["OPTIONS"])
    monkeypatch.setattr(base.lending, "seconds", 0.0)
    base.lend_to(1)
    own = DatabaseWrapper(wanted, "default")
    yield own
    own.close()
    own.close_pool()


def request(own: DatabaseWrapper) -> int:
    """Do what a request does to its connection; gives the server's process that answered."""
    own.close_if_unusable_or_obsolete()
    with own.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        answered: int = cursor.fetchone()[0]
    own.close_if_unusable_or_obsolete()
    return answered


def test_it_is_kept_from_request_to_request(pooled: DatabaseWrapper) -> None:
    first = request(pooled)
    held: Any = pooled.connection

    assert request(pooled) == first
    assert pooled.connection is held is not None


def test_it_goes_back_after_a_while(
    pooled: DatabaseWrapper, monkeypatch: pytest.MonkeyPatch
) -> None:
    request(pooled)
    later = time.monotonic() + base.lending.seconds + 1
    monkeypatch.setattr("django.db.backends.base.base.time.monotonic", lambda: later)

    pooled.close_if_unusable_or_obsolete()

    assert pooled.connection is None


def test_one_that_the_server_has_ended_is_replaced(pooled: DatabaseWrapper) -> None:
    gone = request(pooled)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [gone])

    assert request(pooled) != gone


def test_one_on_which_a_statement_broke_off_is_replaced(pooled: DatabaseWrapper) -> None:
    gone = request(pooled)
    with pytest.raises(OperationalError), pooled.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    assert request(pooled) != gone


def test_a_pool_of_fewer_connections_than_threads_lends_them_for_one_request(
    pooled: DatabaseWrapper,
) -> None:
    base.lend_to(3)

    request(pooled)

    assert pooled.connection is None
