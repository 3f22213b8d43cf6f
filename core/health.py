"""Whether a process is alive, and whether it is ready to serve: what operators' tools ask."""

from collections.abc import Callable
from datetime import timedelta

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

HEARTBEAT_AGE = timedelta(seconds=60)


@never_cache
def live(request: HttpRequest) -> JsonResponse:
    """Say that the process answers; asks nothing of anybody else."""
    return JsonResponse({"status": "ok", "parts": []})


@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """Say whether requests can be served; 503 where a part they need is missing.

    The cache and the worker are shown, but a shop without them still sells: they alone make no 503,
    or one dead worker would take every web server out of service.
    """
    parts = [_part(name, check, required=required) for name, check, required in CHECKS]
    failing = any(part["required"] and part["status"] != "ok" for part in parts)
    return JsonResponse(
        {"status": "failing" if failing else "ok", "parts": parts}, status=503 if failing else 200
    )


def _part(name: str, check: Callable[[], bool], *, required: bool) -> dict[str, object]:
    try:
        healthy = check()
    except Exception:  # noqa: BLE001 - whatever a part fails with, the answer is that it fails
        healthy = False
    return {"name": name, "status": "ok" if healthy else "failing", "required": required}


def database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


_applied = False


def migrations_are_applied() -> bool:
    """Compare code and database once; what has been applied stays so while this process lives."""
    global _applied
    if not _applied:
        executor = MigrationExecutor(connection)
        _applied = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _applied


def cache_answers() -> bool:
    cache.set("health", 1, 5)
    return bool(cache.get("health") == 1)


def worker_is_beating() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT max(last_heartbeat) FROM procrastinate_workers")
            (beat,) = cursor.fetchone()
    except DatabaseError:
        return False
    return bool(beat is not None and beat > timezone.now() - HEARTBEAT_AGE)


CHECKS: list[tuple[str, Callable[[], bool], bool]] = [
    ("database", database_answers, True),
    ("migrations", migrations_are_applied, True),
    ("cache", cache_answers, False),
    ("worker", worker_is_beating, False),
]
