"""The fields all shapes are made of: strict, bounded, and at home with Arabic digits."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.settings import api_settings

from core import money
from core.cards import holds_card_data
from core.ids import LARGEST
from core.text import FORBIDDEN, western_digits

NOT_OF_A_FIELD = api_settings.NON_FIELD_ERRORS_KEY


def several(
    shape: type[serializers.Serializer[Any]],
    *,
    max_length: int,
    min_length: int = 0,
    **kwargs: Any,
) -> serializers.BaseSerializer[Any]:
    """Make a list of ``shape`` with bounds; no list from outside is unbounded."""
    bounds: dict[str, Any] = {"max_length": max_length}
    if min_length:
        bounds["min_length"] = min_length
    return shape(many=True, **bounds, **kwargs)


_kept = threading.local()


@contextmanager
def _of_this_thread(
    shape: type[serializers.Serializer[Any]], context: dict[str, Any], *, partial: bool = False
) -> Iterator[Any]:
    """Lend a serializer that each thread makes once.

    Making one copies every field of it and of what is nested in it, which takes longer than using it.
    Each language has its own, as a field keeps the sentence it refused with.
    """
    made: dict[Any, Any] = _kept.__dict__.setdefault("made", {})
    key = shape, partial, get_language()
    serializer = made.get(key)
    if serializer is None:
        serializer = made[key] = shape(partial=partial)
    before, serializer._context = serializer._context, context
    try:
        yield serializer
    finally:
        serializer._context = before


def shown(shape: type[serializers.Serializer[Any]], value: Any, **context: Any) -> dict[str, Any]:
    """Show a value in a shape."""
    with _of_this_thread(shape, context) as serializer:
        found: dict[str, Any] = serializer.to_representation(value)
    return found


def read(
    shape: type[serializers.Serializer[Any]], data: Any, *, partial: bool = False, **context: Any
) -> dict[str, Any]:
    """Read what was sent as ``shape``.

    :raises ValidationError: naming each field that is not valid.
    """
    with _of_this_thread(shape, context, partial=partial) as serializer:
        try:
            found: dict[str, Any] = serializer.run_validation(data)
        except serializers.ValidationError as refused:
            if isinstance(refused.detail, dict):
                raise
            raise serializers.ValidationError({NOT_OF_A_FIELD: refused.detail}) from refused
    return found


def as_stored(schema: Any, **kwargs: Any) -> serializers.JSONField:
    """Make a field that shows JSON the way it is stored; ``schema`` says in the API document how that is."""
    documented = type("AsStored", (serializers.JSONField,), {})
    field: serializers.JSONField = extend_schema_field(schema)(documented)(read_only=True, **kwargs)
    return field


def checked(
    shape: type[serializers.Serializer[Any]],
    request: Request,
    *,
    partial: bool = False,
    **context: Any,
) -> dict[str, Any]:
    """Read a request's body as ``shape``.

    :raises ValidationError: naming each field that is not valid.
    """
    return read(shape, request.data, partial=partial, **context)


class Money(serializers.DecimalField):
    """Pounds as text with two decimals. Reads text or a JSON number, never with a third decimal."""

    default_error_messages = {"invalid": _("Write an amount such as 149.50.")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("min_value", Decimal(0))
        super().__init__(max_digits=14, decimal_places=2, **kwargs)

    def to_internal_value(self, data: Any) -> Decimal:
        if isinstance(data, bool) or not isinstance(data, str | int | float | Decimal):
            self.fail("invalid")
        text = western_digits(str(data)).strip()
        if not money.WRITTEN.fullmatch(text.removeprefix("-")):
            self.fail("invalid")
        return super().to_internal_value(text)

    def to_representation(self, value: Any) -> str:
        return f"{value:.2f}"


class Percent(Money):
    """Per cent of something as text with two decimals, from 0.00 to 100.00. Read as money is."""

    default_error_messages = {"invalid": _("Write a percentage such as 2.50.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_value=Decimal(100), **kwargs)


class WholeNumber(serializers.IntegerField):
    """A whole number between bounds; text in Arabic digits is understood."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("min_value", 0)
        kwargs.setdefault("max_value", 2**31 - 1)
        super().__init__(**kwargs)

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool | float):
            self.fail("invalid")
        return super().to_internal_value(western_digits(data) if isinstance(data, str) else data)


class Id(WholeNumber):
    """The id of something."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"min_value": 1, "max_value": LARGEST, **kwargs})


CARD_DATA = _("Card numbers and security codes must not be sent to us.")


class Text(serializers.CharField):
    """One line or more of text without characters that could not be stored or would mislead."""

    default_error_messages = {
        "forbidden_characters": _("The text contains characters that are not allowed."),
        "card_data_refused": CARD_DATA,
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 255)
        super().__init__(**kwargs)

    def to_internal_value(self, data: Any) -> str:
        text = super().to_internal_value(data)
        if FORBIDDEN.search(text):
            self.fail("forbidden_characters")
        # What is too long is refused by its length, without being searched.
        if len(text) <= (self.max_length or 0) and holds_card_data(text):
            self.fail("card_data_refused")
        return text


@extend_schema_field({"type": "string"})
class Localised(serializers.Field):  # type: ignore[type-arg]
    """The text of a model in the language of the request: ``name``, or ``name_en`` where there is one."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["read_only"] = True
        kwargs["source"] = "*"
        super().__init__(**kwargs)

    def to_representation(self, value: Any) -> str | None:
        return localised(value, str(self.field_name))


def localised(value: Any, name: str) -> str | None:
    """Give ``value.name`` in the active language; Arabic where there is no English."""
    english = getattr(value, f"{name}_en", None) if get_language() == "en" else None
    text: str | None = english or getattr(value, name)
    return text
