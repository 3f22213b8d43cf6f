"""Every route there is, found by asking the URL resolver."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

METHODS = ("get", "post", "put", "patch", "delete")
# Subtrees with doors of their own: the back office asks for staff on every page (`test_access`), the
# makers' pages and the sandbox have suites of their own, and the sandbox exists in the demo alone.
APART = ("admin/", "sandbox/", "seller/")
# Functions do not say which methods they answer; those that are not for reading stand here.
FUNCTIONS = {"i18n/setlang/": ("POST",)}


@dataclass(frozen=True)
class Route:
    """A path as the resolver knows it, such as ``api/orders/<int:pk>/``, and what answers there."""

    pattern: str
    view: Any

    @property
    def methods(self) -> tuple[str, ...]:
        handlers = getattr(self.view, "cls", None) or getattr(self.view, "view_class", None)
        if handlers is None:
            return FUNCTIONS.get(self.pattern, ("GET",))
        return tuple(name.upper() for name in METHODS if hasattr(handlers, name))


def _walk(patterns: list[Any], before: str) -> Iterator[Route]:
    for entry in patterns:
        path = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry.url_patterns, path)
        elif isinstance(entry, URLPattern):
            yield Route(path, entry.callback)


@cache
def every_route() -> tuple[Route, ...]:
    return tuple(_walk(get_resolver().url_patterns, ""))


def api_routes() -> tuple[Route, ...]:
    """Give the routes the access table has to name."""
    return tuple(route for route in every_route() if not route.pattern.startswith(APART))
