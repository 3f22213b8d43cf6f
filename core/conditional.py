"""Entity tags on what everybody may read: 304 for a client that holds it already, 412 for a change that is
based on an older state.
"""

import hashlib
from collections.abc import Callable, Mapping
from functools import wraps
from typing import ParamSpec, TypeVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.http import parse_etags
from rest_framework.request import Request

from core.problems import PreconditionFailed

P = ParamSpec("P")
A = TypeVar("A", bound=HttpResponseBase)


def public_for(seconds: int) -> Callable[[Callable[P, A]], Callable[P, A]]:
    """Mark the answer of a public GET as everybody's, fresh for ``seconds``; it gets an entity tag."""

    def mark(handler: Callable[P, A]) -> Callable[P, A]:
        @wraps(handler)
        def marked(*args: P.args, **kwargs: P.kwargs) -> A:
            answer = handler(*args, **kwargs)
            patch_cache_control(answer, public=True, max_age=seconds)
            return answer

        return marked

    return mark


def entity_tag(content: bytes) -> str:
    return f'"{hashlib.blake2b(content, digest_size=12).hexdigest()}"'


def give_tag(answer: HttpResponse) -> None:
    """Give a public answer the tag of its content."""
    if (
        "ETag" not in answer.headers
        and answer.status_code == 200
        and not answer.streaming
        and "public" in answer.headers.get("Cache-Control", "")
    ):
        answer.headers["ETag"] = entity_tag(answer.content)


def not_modified_if_known(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Give a public answer its tag, and send 304 instead of a body the client already holds."""
    if request.method not in {"GET", "HEAD"} or answer.status_code != 200 or answer.streaming:
        return answer
    give_tag(answer)
    if "ETag" not in answer.headers or not is_known(request, answer.headers["ETag"]):
        return answer
    return not_modified(answer.headers)


KEPT_BY_304 = ("ETag", "Cache-Control", "Vary", "Content-Language", "Expires")


def not_modified(headers: Mapping[str, str]) -> HttpResponse:
    """Give 304 with those of ``headers`` that belong to it."""
    return HttpResponse(
        status=304, headers={name: headers[name] for name in KEPT_BY_304 if name in headers}
    )


def is_known(request: HttpRequest | Request, tag: str) -> bool:
    """Tell whether If-None-Match names ``tag``; weak comparison, as RFC 9110 asks for reading."""
    offered = request.headers.get("If-None-Match")
    if not offered:
        return False
    return offered.strip() == "*" or tag.removeprefix("W/") in {
        known.removeprefix("W/") for known in parse_etags(offered)
    }


def require_match(request: HttpRequest | Request, is_current: Callable[[str], bool]) -> None:
    """Refuse a change whose If-Match names no tag that ``is_current``.

    :raises PreconditionFailed: if the client has seen an older state.
    """
    offered = request.headers.get("If-Match")
    if offered is None or offered.strip() == "*":
        return
    # A tag is weak here because the body was compressed on its way, and for no other reason.
    if not any(is_current(tag.removeprefix("W/")) for tag in parse_etags(offered)):
        raise PreconditionFailed
