"""Who opens a transaction and who works inside one.

A door (a view, a task, a command) opens exactly one; an action requires one and never begins its own,
so that actions can be composed and still commit or vanish together.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connection, transaction

P = ParamSpec("P")
R = TypeVar("R")


class TransactionMisuse(RuntimeError):
    """An action was called without a transaction, or a door inside one: a programmer's error."""


def is_open() -> bool:
    """Tell whether a transaction of the program is open; the one a test runs in does not count."""
    blocks: list[Any] = connection.atomic_blocks
    return any(not block._from_testcase for block in blocks)


def opens_transaction(door: Callable[P, R]) -> Callable[P, R]:
    """Run ``door`` in the one transaction of its request or task; it commits when ``door`` returns."""

    @wraps(door)
    def within(*args: P.args, **kwargs: P.kwargs) -> R:
        if is_open():
            raise TransactionMisuse(f"{door.__qualname__} opens a transaction inside another one")
        with transaction.atomic():
            return door(*args, **kwargs)

    return within


def joins_transaction(action: Callable[P, R]) -> Callable[P, R]:
    """Refuse to run ``action`` unless its caller has opened a transaction."""

    @wraps(action)
    def inside(*args: P.args, **kwargs: P.kwargs) -> R:
        if not is_open():
            raise TransactionMisuse(
                f"{action.__qualname__} needs a transaction opened by its caller"
            )
        return action(*args, **kwargs)

    return inside
