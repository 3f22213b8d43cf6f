"""Writing bodies."""

from collections.abc import Mapping
from typing import Any

import orjson
from django.conf import settings
from django.utils.functional import Promise
from rest_framework.renderers import BaseRenderer


def _plain(value: Any) -> Any:
    if isinstance(value, Promise):
        return str(value)
    raise TypeError(f"{type(value).__name__} is not made for JSON: give it a serializer field")


def with_media_addresses(body: bytes, request: Any) -> bytes:
    """Make the addresses of pictures absolute: rows keep them without the site's own."""
    own = settings.MEDIA_URL
    if request is None or not own.startswith("/"):
        return body
    whole = f'"{request.scheme}://{request.get_host()}{own}'
    return body.replace(f'"{own}'.encode(), whole.encode())


class JSONRenderer(BaseRenderer):
    media_type = "application/json"
    format = "json"
    charset = None

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        if data is None:
            return b""
        request = (renderer_context or {}).get("request")
        return with_media_addresses(orjson.dumps(data, default=_plain), request)
