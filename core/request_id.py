"""The id under which one request appears in its answer, in every log line and in error reports."""

import re
from contextvars import ContextVar
from uuid import uuid4

from core.cards import holds_card_data

HEADER = "X-Request-ID"
WELL_FORMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}", re.ASCII)

_current: ContextVar[str] = ContextVar("request_id", default="")


def current_request_id() -> str:
    return _current.get()


def begin(offered: str | None) -> str:
    """Take over the id a client sent if it is well formed and no card's number, else make one."""
    is_fit = offered and WELL_FORMED.fullmatch(offered) and not holds_card_data(offered)
    request_id = offered if offered and is_fit else uuid4().hex
    _current.set(request_id)
    return request_id
