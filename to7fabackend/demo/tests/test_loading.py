"""A demo whose loading is broken off is loaded anew, and leaves no process behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management.base import CommandError
from django.db import connection

from custom_auth.tests.builders import a_user
from to7fabackend import guides
from to7fabackend.demo import loading
from to7fabackend.management.commands import prepare

DRAWS_FOR_EVER = """
import time
import django; django.setup()
from to7fabackend.demo import gallery
def draw_first(wanted):
    print(__import__("os").getpid(), flush=True)
    time.sleep(600)
gallery.draw_first = draw_first
gallery.draw_all([("sku", "pottery", None)], processes=1)
"""


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give what a preparation did, in its order, without doing it."""
    steps: list[str] = []
    monkeypatch.setattr(loading, "clear_away", lambda: steps.append("cleared away"))
    monkeypatch.setattr(prepare, "call_command", lambda name, **_: steps.append(name))
    monkeypatch.setattr(guides, "build", lambda _: False)
    return steps


@pytest.mark.django_db
def test_what_was_broken_off_is_cleared_away_and_loaded_anew(done: list[str]) -> None:
    loading.begin()

    prepare.Command().handle()

    assert done == ["cleared away", "demo"]


@pytest.mark.django_db
def test_what_was_loaded_to_its_end_stays(done: list[str]) -> None:
    loading.begin()
    a_user()
    loading.end()

    prepare.Command().handle()

    assert done == []


@pytest.mark.django_db
def test_without_the_demo_nothing_is_cleared_away_then_or_later(
    done: list[str], settings: Any
) -> None:
    settings.DEMO = False
    loading.begin()

    prepare.Command().handle()

    assert done == []
    assert not loading.was_broken_off()


@pytest.mark.django_db
def test_cleared_away_there_are_no_tables() -> None:
    loading.clear_away()

    assert connection.introspection.table_names() == []


@pytest.mark.django_db
def test_nothing_is_cleared_away_under_others() -> None:
    parameters = connection.get_connection_params()
    wanted = {key: parameters[key] for key in ("dbname", "user", "host") if parameters.get(key)}
    with psycopg.connect(**wanted), pytest.raises(CommandError, match="others are connected"):
        loading.clear_away()

    assert connection.introspection.table_names() != []


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="it looks for processes in /proc")
def test_who_draws_ends_with_a_loading_that_was_killed() -> None:
    loader = subprocess.Popen(
        [sys.executable, "-c", DRAWS_FOR_EVER],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "to7fabackend.settings"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert loader.stdout is not None
    artist = int(loader.stdout.readline())

    loader.kill()
    loader.wait()
    loader.stdout.close()

    deadline = time.monotonic() + 10
    while _runs(artist) and time.monotonic() < deadline:
        time.sleep(0.05)
    still_runs = _runs(artist)
    if still_runs:
        os.kill(artist, signal.SIGKILL)
    assert not still_runs


def _runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
