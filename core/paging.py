"""Lists in pages by keyset: any page costs what the first one costs, and none shifts under inserts."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.core import signing
from django.core.exceptions import ValidationError as FieldError
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.problems import InvalidCursor
from core.text import western_digits

DEFAULT_SIZE, LARGEST_SIZE = 20, 100


def page_size(request: HttpRequest | Request) -> int:
    """Read ``page_size``.

    :raises ValidationError: if it is not a whole number from 1 to 100.
    """
    asked = western_digits(request.GET.get("page_size", "")) or str(DEFAULT_SIZE)
    if not (
        asked.isascii() and asked.isdigit() and len(asked) < 4 and 1 <= int(asked) <= LARGEST_SIZE
    ):
        message = _("A page has between 1 and %(largest)s rows.") % {"largest": LARGEST_SIZE}
        raise ValidationError({"page_size": [message]}, code="invalid")
    return int(asked)


@lru_cache(maxsize=128)
def _signer(of: str) -> signing.Signer:
    return signing.Signer(salt=f"cursor:{of}")


def write_cursor(values: Sequence[object], *, of: str, backwards: bool = False) -> str:
    """Sign the position of a row in the list named ``of``; values go through their text."""
    texts = [str(value) for value in values]
    return _signer(of).sign_object([int(backwards), *texts])


def read_cursor(cursor: str, *, of: str) -> tuple[list[str], bool]:
    """Give back the position and whether the page lies before it.

    :raises InvalidCursor: if we did not sign it for this list.
    """
    try:
        backwards, *texts = _signer(of).unsign_object(cursor)
    except (signing.BadSignature, ValueError, UnicodeError) as error:
        raise InvalidCursor from error
    return texts, bool(backwards)


def link(request: HttpRequest | Request, cursor: str | None) -> str | None:
    """Give the address of the same list at ``cursor``."""
    if cursor is None:
        return None
    asked = [(k, v) for k, values in request.GET.lists() for v in values if k != "cursor"]
    return f"{request.build_absolute_uri(request.path)}?{urlencode([*asked, ('cursor', cursor)])}"


class KeysetPagination(BasePagination):
    """Pages a queryset along ``view.ordering``: model fields, ``-`` for descending, the last unique."""

    def paginate_queryset(  # type: ignore[override]  # a keyset needs a queryset
        self, queryset: QuerySet[Any], request: Request, view: APIView | None = None
    ) -> list[Any]:
        self.request = request
        ordering: tuple[str, ...] = getattr(view, "ordering", ("-id",))
        self.fields = [name.lstrip("-") for name in ordering]
        self.list_name = f"{queryset.model._meta.label}:{','.join(ordering)}"
        size = page_size(request)
        self.came_with_cursor, self.backwards = "cursor" in request.GET, False
        texts: list[str] = []
        if self.came_with_cursor:
            texts, self.backwards = read_cursor(request.GET["cursor"], of=self.list_name)
        rising = [name.startswith("-") == self.backwards for name in ordering]
        if self.came_with_cursor:
            position = self._typed(queryset.model, texts)
            queryset = queryset.filter(_beyond(self.fields, position, rising))
        order = [f"{'' if up else '-'}{name}" for name, up in zip(self.fields, rising, strict=True)]
        rows = list(queryset.order_by(*order)[: size + 1])
        self.has_more = len(rows) > size
        rows = rows[:size]
        if self.backwards:
            rows.reverse()
        self.rows = rows
        return rows

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"next": self._next(), "previous": self._previous(), "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        address = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {
                "next": {**address, "description": "Address of the page after this one, or null."},
                "previous": {**address, "description": "Address of the page before it, or null."},
                "results": {**schema, "description": "The rows of this page."},
            },
        }

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        return PARAMETERS

    def _next(self) -> str | None:
        if not self.rows or not (self.has_more or self.backwards):
            return None
        return self._link(self.rows[-1], backwards=False)

    def _previous(self) -> str | None:
        if not self.rows or not (self.has_more if self.backwards else self.came_with_cursor):
            return None
        return self._link(self.rows[0], backwards=True)

    def _link(self, row: Model, *, backwards: bool) -> str | None:
        values = [getattr(row, name) for name in self.fields]
        return link(self.request, write_cursor(values, of=self.list_name, backwards=backwards))

    def _typed(self, model: type[Model], texts: list[str]) -> list[Any]:
        try:
            return [
                model._meta.get_field(name).to_python(text)  # type: ignore[union-attr]
                for name, text in zip(self.fields, texts, strict=True)
            ]
        except (FieldError, ValueError) as error:
            raise InvalidCursor from error


def _beyond(fields: list[str], position: list[Any], rising: list[bool]) -> Q:
    """Build "after this row": a > x, or a = x and b > y, and so on.

    That a >= x follows from it, but only said aloud does it let an index begin at the row.
    """
    condition, equal = Q(), Q()
    for name, value, up in zip(fields, position, rising, strict=True):
        condition |= equal & Q(**{f"{name}__{'gt' if up else 'lt'}": value})
        equal &= Q(**{name: value})
    return Q(**{f"{fields[0]}__{'gte' if rising[0] else 'lte'}": position[0]}) & condition


PARAMETERS: list[dict[str, Any]] = [
    {
        "name": "cursor",
        "in": "query",
        "required": False,
        "schema": {"type": "string"},
        "description": "Where to go on; taken from `next` or `previous`, never made by the client.",
    },
    {
        "name": "page_size",
        "in": "query",
        "required": False,
        "schema": {
            "type": "integer",
            "minimum": 1,
            "maximum": LARGEST_SIZE,
            "default": DEFAULT_SIZE,
        },
        "description": "How many rows a page has.",
    },
]
DOCUMENTED = [
    OpenApiParameter(one["name"], one["schema"], description=one["description"])
    for one in PARAMETERS
]
