"""Reading bodies: strict UTF-8 JSON with bounds, and nothing in it that could not be stored."""

from collections.abc import Mapping
from typing import IO, Any

import orjson
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ParseError, UnsupportedMediaType, ValidationError
from rest_framework.parsers import BaseParser, DataAndFiles, MultiPartParser

from core.card_data import refuse_card_figure, refuse_card_text
from core.text import FORBIDDEN

DEEPEST = 20


class JSONParser(BaseParser):
    media_type = "application/json"
    takes_cards = False

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        request = (parser_context or {})["request"]
        charset = request.content_params.get("charset", "utf-8").strip('"').lower()
        if charset not in {"utf-8", "utf8", "us-ascii"}:
            raise UnsupportedMediaType(request.content_type)
        return self.parse_text(stream.read(), takes_cards=self.takes_cards)

    @staticmethod
    def parse_text(text: bytes | str, *, takes_cards: bool = False) -> Any:
        """Read JSON text.

        :raises ParseError: if it is none.
        :raises ValidationError: if it is too deep or holds characters that cannot be kept.
        :raises CardDataRefused: if a text in it holds the number of a card, unless ``takes_cards``.
        """
        try:
            body = orjson.loads(text)
        except orjson.JSONDecodeError as error:
            raise ParseError(_("The body is not valid JSON in UTF-8.")) from error
        refuse_unfit(body, takes_cards=takes_cards)
        return body


class PartnerJSONParser(JSONParser):
    """For what partners tell us: refusing it would lose it, so who keeps it blacks cards out."""

    takes_cards = True


class FormParser(MultiPartParser):
    """multipart/form-data, for what comes with files."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> "DataAndFiles[Any, Any]":
        parsed = super().parse(stream, media_type, dict(parser_context or {}))
        for name, values in parsed.data.lists():
            refuse_forbidden(name)
            for value in values:
                refuse_forbidden(value, field=name)
                refuse_card_text(value, field=name)
        return parsed


def refuse_forbidden(text: str, *, field: str = "") -> None:
    """Let ``text`` pass if it can be stored and shown as it is.

    :raises ValidationError: if it holds control, surrogate or direction-override characters.
    """
    if FORBIDDEN.search(text):
        message = _("The text contains characters that are not allowed.")
        wrapped: Any = {field: [message]} if field else [message]
        raise ValidationError(wrapped, code="forbidden_characters")


def refuse_unfit(value: Any, *, takes_cards: bool = False) -> None:
    """Walk decoded JSON and refuse what is nested too deep, or holds forbidden characters or cards.

    :raises ValidationError, CardDataRefused: naming the path of the first thing found.
    """
    pending: list[tuple[Any, str, int]] = [(value, "", 0)]
    while pending:
        node, path, depth = pending.pop()
        if isinstance(node, str):
            refuse_forbidden(node, field=path)
            if not takes_cards:
                refuse_card_text(node, field=path)
        elif isinstance(node, int) and not takes_cards:
            refuse_card_figure(node, field=path)
        elif isinstance(node, dict | list):
            if depth >= DEEPEST:
                raise ValidationError({path: [_("The value is nested too deep.")]}, code="too_deep")
            pairs = node.items() if isinstance(node, dict) else enumerate(node)
            for key, child in pairs:
                refuse_forbidden(str(key), field=path)
                pending.append((child, f"{path}.{key}" if path else str(key), depth + 1))
