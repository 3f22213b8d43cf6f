"""What the worker is given to do, it knows how to do; and what it does for itself."""

import ast
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from procrastinate.contrib.django import app

from core.models import IdempotencyKey, RateBucket
from to7fabackend import tasks


def enqueued() -> set[str]:
    """Give the names of all tasks that some code enqueues."""
    names = set()
    for label in (*settings.OUR_APPS, "to7fabackend"):
        for path in (settings.BASE_DIR / label.partition(".")[0]).rglob("*.py"):
            if "tests" not in path.parts:
                names |= {name for name in _names(path) if name}
    return names


def _names(path: Path) -> Any:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "enqueue":
            first = node.args[0]
            yield first.value if isinstance(first, ast.Constant) else None


def test_every_task_that_is_enqueued_exists() -> None:
    app.perform_import_paths()  # type: ignore[no-untyped-call]

    assert len(enqueued()) >= 5
    assert enqueued() <= set(app.tasks)


def test_jobs_of_a_worker_that_died_are_taken_up_every_minute() -> None:
    periodic = {
        registered.task.name: registered.cron
        for registered in app.periodic_registry.periodic_tasks.values()
    }

    assert periodic["tohfa.retry_stalled"] == "* * * * *"
    assert periodic["tohfa.forget"] == "7 3 * * *"
    assert "to7fabackend.erase_accounts" in periodic


@pytest.mark.django_db
def test_keys_and_buckets_that_nobody_needs_are_forgotten() -> None:
    now = datetime.now(UTC)
    for days in (6, 8):
        IdempotencyKey.objects.create(
            actor_id=1,
            key_digest=bytes([days]),
            fingerprint=b"f",
            status=200,
            content_type="",
            body=b"",
            answered_at=now - timedelta(days=days),
        )
        RateBucket.objects.create(key=f"old {days}", free_at=now - timedelta(hours=days - 7))

    tasks.forget(0)

    assert [bytes(row.key_digest) for row in IdempotencyKey.objects.all()] == [bytes([6])]
    assert [row.key for row in RateBucket.objects.all()] == ["old 6"]
