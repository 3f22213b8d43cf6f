"""An answer other than success."""

from typing import Any


class Refusal(Exception):
    """Stop here and answer ``body`` with ``status``; what was written so far is undone."""

    def __init__(self, status: int, body: Any) -> None:
        super().__init__(f"{status} {body}")
        self.status = status
        self.body = body
