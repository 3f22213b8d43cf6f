"""The tests run on a PostgreSQL of their own, unless the settings in use bring one."""

import os
import shutil
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from sandbox import deliveries
from sandbox.tests.shop import SHOP, Shop
from to7fabackend import postgres

IS_ALONE = os.environ.get("DJANGO_SETTINGS_MODULE") == "sandbox.tests.settings"

if IS_ALONE:

    @pytest.fixture
    def own_database(transactional_db: None) -> None:
        """Let transactions really commit; the project around has its own way to do so."""


def pytest_configure(config: pytest.Config) -> None:
    """Start the server once, before the workers of a parallel run ask for it."""
    if not IS_ALONE or hasattr(config, "workerinput"):
        return
    directory = Path(os.environ["SANDBOX_TEST_DIR"])
    server = postgres.Server(directory, fsync="off", synchronous_commit="off")
    server.start()

    def clear_away() -> None:
        server.stop()
        shutil.rmtree(directory, ignore_errors=True)

    config.add_cleanup(clear_away)


@pytest.fixture(autouse=True)
def sandbox_settings(settings: Settings, tmp_path: Path) -> None:
    settings.SANDBOX = {
        "hmac_secret": "sandbox-hmac-secret",
        "allowed_origins": [SHOP],
        "outbox": tmp_path / "outbox",
        "retry_seconds": [1, 5, 30],
    }


@pytest.fixture
def shop(monkeypatch: pytest.MonkeyPatch) -> Shop:
    """A shop that writes down what it is sent; no test reaches a network."""
    listening = Shop()
    monkeypatch.setattr(deliveries, "client", listening.client)
    return listening


@pytest.fixture
def browser() -> Client:
    """A customer's browser."""
    return Client(headers={"accept-language": "en"})
