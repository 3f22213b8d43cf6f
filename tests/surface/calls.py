"""Sending what a row of the table says."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from tests.surface.table import Row
from tests.surface.world import World


def undone() -> Any:
    """Give a block for changes to be taken back in, which is no transaction of the program's."""
    block: Any = transaction.atomic()
    block._from_testcase = True
    return block


def send(row: Row, world: World, role: str, body: Mapping[str, Any] | None = None) -> Any:
    """Send the row's request, or the same with another body, as somebody of ``role``."""
    sent = body if body is not None else row.body(world) if row.body else None
    call = getattr(world.client(role), row.method.lower())
    more: dict[str, Any] = {"headers": dict(row.headers)}
    if sent is not None:
        more |= {"data": dict(sent), "format": "multipart" if row.files else "json"}
    return call(world.path(row.path), **more)


def try_out(row: Row, world: World, role: str, body: Mapping[str, Any] | None = None) -> Any:
    """Send as ``send`` does and take back what came of it."""
    with undone():
        answer = send(row, world, role, body)
        if answer.streaming:
            list(answer)  # a file is closed by reading it to its end
        transaction.set_rollback(True)
    return answer
