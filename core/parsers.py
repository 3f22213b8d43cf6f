"""Reading bodies: strict UTF-8 JSON with bounds, and nothing in it that could not be stored."""

from collections.abc import Mapping
from typing import IO, Any

import orjson
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ParseError, UnsupportedMediaType
from rest_framework.parsers import BaseParser, DataAndFiles, MultiPartParser

from core.text import refuse_forbidden, refuse_unfit


class JSONParser(BaseParser):
    media_type = "application/json"

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
        return self.parse_text(stream.read())

    @staticmethod
    def parse_text(text: bytes | str) -> Any:
        """Read JSON text.

        :raises ParseError: if it is none.
        :raises ValidationError: if it is too deep or holds characters that cannot be kept.
        """
        try:
            body = orjson.loads(text)
        except orjson.JSONDecodeError as error:
            raise ParseError(_("The body is not valid JSON in UTF-8.")) from error
        refuse_unfit(body)
        return body


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
        return parsed
