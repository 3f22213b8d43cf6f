from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Upload:
    """A file to be sent, in memory."""

    name: str
    content: bytes
    type: str = "application/octet-stream"
