"""Doing things as of another moment, so that the demo's year looks as if it had been lived through."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from unittest.mock import patch

from core.ids import set_moment


@contextmanager
def as_of(moment: datetime) -> Iterator[None]:
    """Let the program's clock stand at ``moment``, and ids be made as of then."""
    set_moment(moment)
    try:
        with patch("django.utils.timezone.now", return_value=moment):
            yield
    finally:
        set_moment(None)
