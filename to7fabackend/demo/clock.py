"""Doing things as of another moment, so that the demo's year looks as if it had been lived through."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from functools import cache
from typing import Any
from unittest.mock import patch

from django.apps import apps
from django.utils import timezone

from core.ids import set_moment

# Fields keep this very function as their default and would not hear of a patched one.
REAL = timezone.now


@cache
def dated() -> list[Any]:
    """Give the fields that are the present moment unless something else is said."""
    return [
        field
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.default is REAL
    ]


@contextmanager
def as_of(moment: datetime) -> Iterator[None]:
    """Let the program's clock stand at ``moment``, and ids be made as of then."""
    set_moment(moment)
    try:
        with ExitStack() as patched:
            patched.enter_context(patch("django.utils.timezone.now", return_value=moment))
            for field in dated():
                patched.enter_context(patch.object(field, "_get_default", lambda: moment))
            yield
    finally:
        set_moment(None)
