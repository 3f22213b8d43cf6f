"""Chance that falls alike on every machine."""

from __future__ import annotations

from hashlib import sha256
from random import Random


def dice(*words: str) -> Random:
    """Give dice that depend on the words alone; Python's own ``hash`` differs from run to run."""
    digest = sha256("/".join(words).encode()).digest()
    return Random(int.from_bytes(digest[:8], "big"))
