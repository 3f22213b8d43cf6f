"""What the tests that walk over every route share."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from payment.gateways import paymob
from payment.tests.builders import Bank
from tests.surface.calls import undone
from tests.surface.world import World


@pytest.fixture(scope="module")
def people(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Give one client for each role, made once for a whole module and taken back after it."""
    with django_db_blocker.unblock(), undone():
        yield World().peopled()
        transaction.set_rollback(True)


@pytest.fixture
def world(people: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Give the same people and nothing else yet; what a test makes is taken back after it."""
    bank = Bank()
    monkeypatch.setattr(paymob, "client", lambda: bank)
    with undone():
        yield people.emptied()
        transaction.set_rollback(True)
