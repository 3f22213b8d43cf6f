"""The runner: it delivers, lets time pass, and ends when told."""

import os
import signal
import threading
from datetime import datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError

from sandbox import deliveries, passing
from sandbox.tests.builders import a_payment
from sandbox.tests.shop import Shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def _own_signals() -> Any:
    kept = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


def test_it_delivers_what_is_due_once(shop: Shop) -> None:
    a_payment()
    told = StringIO()
    call_command("sandbox_deliver", "--once", stdout=told)
    assert told.getvalue() == "1 attempts\n"
    assert len(shop.received) == 1


@pytest.mark.usefixtures("_own_signals")
def test_it_ends_on_a_signal(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    a_payment()
    passed: list[datetime] = []
    monkeypatch.setattr(passing, "pass_time", passed.append)
    threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGTERM)).start()

    call_command("sandbox_deliver", "--poll", "0.05")

    assert len(shop.received) == 1
    assert len(passed) == 1


@pytest.mark.usefixtures("_own_signals")
def test_it_outlives_a_database_that_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def fail(**options: Any) -> int:
        calls.append(options)
        os.kill(os.getpid(), signal.SIGTERM)
        raise OperationalError("the server is restarting")

    monkeypatch.setattr(deliveries, "deliver_due", fail)
    call_command("sandbox_deliver")
    assert len(calls) == 1
