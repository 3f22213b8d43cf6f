"""How much is tried: a part of what was thought of by ``make test``, all of it by ``make test-deep``.

Both decide whether a change lands; the first is what is run all day.
"""

import os
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
THOROUGH = "THOROUGH" in os.environ


def part_of(cases: Iterable[T], share: int) -> Iterator[T]:
    """Give one in ``share`` of the cases, or every one of them."""
    return islice(cases, None, None, 1 if THOROUGH else share)


def examples(many: int, few: int) -> int:
    """Give how many examples hypothesis tries."""
    return many if THOROUGH else few
