"""Announcing that a route will be removed, on every answer of it: RFC 9745 (Deprecation), RFC 8594 (Sunset).

    @deprecated(since=date(2027, 1, 10), sunset=date(2027, 9, 1), instead="/api/orders/")
    def get(self, request): ...

The API document marks the operation, and the changelog says it in words.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date

# What docs/versioning.md promises: phones that are not brought up to date go on working for so long.
SHORTEST_NOTICE = timedelta(days=183)
GUIDE = "/docs/versioning/"

H = TypeVar("H", bound=Callable[..., Any])


@dataclass(frozen=True)
class Notice:
    since: date
    sunset: date
    instead: str = ""

    def headers(self) -> dict[str, str]:
        links = [f'<{GUIDE}>; rel="deprecation"; type="text/html"']
        if self.instead:
            links.append(f'<{self.instead}>; rel="successor-version"')
        return {
            "Deprecation": f"@{int(_moment(self.since).timestamp())}",
            "Sunset": http_date(_moment(self.sunset).timestamp()),
            "Link": ", ".join(links),
        }

    def sentence(self) -> str:
        instead = f" Use `{self.instead}` instead." if self.instead else ""
        return f"Deprecated since {self.since}; will be removed on {self.sunset} at the earliest.{instead}"


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def deprecated(*, since: date, sunset: date, instead: str = "") -> Callable[[H], H]:
    """Mark a handler; ``instead`` is the address of what replaces it.

    :raises ValueError: if it would go sooner than we have promised.
    """
    if sunset - since < SHORTEST_NOTICE:
        raise ValueError(f"{sunset} is less than {SHORTEST_NOTICE.days} days after {since}")
    notice = Notice(since, sunset, instead)

    def mark(handler: H) -> H:
        handler.deprecation = notice  # type: ignore[attr-defined]
        return handler

    return mark


def announce(request: HttpRequest, answer: HttpResponse) -> None:
    """Add the headers to whatever a deprecated handler, or the refusal in its place, has answered."""
    view = getattr(getattr(request, "resolver_match", None), "func", None)
    kind = getattr(view, "cls", None) or getattr(view, "view_class", None)
    handler = getattr(kind, (request.method or "").lower(), None)
    notice: Notice | None = getattr(handler, "deprecation", None)
    if notice is not None:
        for name, value in notice.headers().items():
            answer.headers.setdefault(name, value)
