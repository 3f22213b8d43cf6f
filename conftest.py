"""What every test can ask for."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import hypothesis
import psycopg
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from rest_framework.test import APIClient

TEMPLATE = "tohfa"

# The suite tries the same examples each time, however slow the machine; HYPOTHESIS_PROFILE=long tries
# others, and more of them.
hypothesis.settings.register_profile("suite", deadline=None, derandomize=True)
hypothesis.settings.register_profile("long", deadline=None, max_examples=1000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))


def _maintenance(statement: str) -> None:
    parameters = connections["default"].get_connection_params()
    parameters = {k: v for k, v in parameters.items() if k in {"host", "user", "port", "password"}}
    with psycopg.connect(**parameters, dbname="postgres", autocommit=True) as server:
        server.execute(statement)


def _use_database(name: str) -> None:
    connections["default"].close()
    settings.DATABASES["default"]["NAME"] = name
    connections["default"].settings_dict["NAME"] = name


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    """Give each process of the run a database of its own, copied from the migrated one."""
    name = f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    with django_db_blocker.unblock():
        _maintenance(f'CREATE DATABASE "{name}" TEMPLATE "{TEMPLATE}"')
        _use_database(name)
    yield
    with django_db_blocker.unblock():
        connections["default"].close()


@contextmanager
def committing_database(suffix: str, django_db_blocker: Any) -> Iterator[None]:
    """Have a fresh database used in which transactions really commit."""
    shared = connections["default"].settings_dict["NAME"]
    name = f"{shared}_{suffix}"
    with django_db_blocker.unblock():
        _maintenance(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        _maintenance(f'CREATE DATABASE "{name}" TEMPLATE "{TEMPLATE}"')
        _use_database(name)
        yield
        _use_database(shared)
        _maintenance(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Give the test a database of its own for threads to meet in."""
    with committing_database("own", django_db_blocker):
        yield


@pytest.fixture(autouse=True)
def _each_test_alone(tmp_path: Any, settings: Any) -> Iterator[None]:
    """Empty what outlives a transaction: the cache, the outbox; and let limits be no obstacle."""
    settings.OUTBOX_DIR = tmp_path / "outbox"
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.RATE_LIMIT_FACTOR = 1_000_000
    # Kept answers are let go of at commit, which most tests never reach.
    settings.PUBLIC_CACHE = False
    settings.PASSWORD_HASHERS = ["tests.passwords.Quick"]
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def api() -> APIClient:
    return APIClient(HTTP_ACCEPT_LANGUAGE="ar")
