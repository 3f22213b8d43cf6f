"""What surrounds every request, ours and the framework's views alike."""

import time
from collections.abc import Callable
from typing import Any

import structlog
from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy as _

from core import (
    deprecation,
    encodings,
    language,
    metrics,
    problems,
    public_cache,
    request_id,
    tracing,
)
from core.conditional import give_tag, is_known, not_modified, not_modified_if_known
from core.database.base import sent

log = structlog.get_logger("tohfa.requests")

Handler = Callable[[HttpRequest], HttpResponse]
KILOBYTES, MEGABYTES = 1024, 1024 * 1024
LARGEST_BODY = 512 * KILOBYTES
LARGEST_UPLOAD = 32 * MEGABYTES
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
READS = frozenset({"GET", "HEAD", "OPTIONS"})
# What is written here may change what everybody reads; orders and money say so themselves.
SHOWN_TO_ALL = ("/api/products/", "/api/seller/products/", "/api/users/", "/admin/", "/seller/")


class Surround:
    """Gives each request its id, language, size limit, validators, encoding and log line."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with tracing.request(request.method or "", request.headers) as traced:
            answer = self._answered(request)
            if traced is not None:
                traced.update_name(f"{request.method} {route_of(request, answer)}")
                traced.set_attribute("http.response.status_code", answer.status_code)
            return answer

    def _answered(self, request: HttpRequest) -> HttpResponse:
        began, queries = time.perf_counter(), sent.statements
        own_id = request_id.begin(request.META.get("HTTP_X_REQUEST_ID"))
        chosen = language.asked_for(request)
        if public_cache.may_be_kept(request):
            answer = self._public(request, chosen)
        else:
            answer = not_modified_if_known(request, self._made(request, chosen))
            encodings.encode(request, answer)
        answer.headers[request_id.HEADER] = own_id
        if request.method not in READS and request.path.startswith(SHOWN_TO_ALL):
            public_cache.forget(public_cache.EVERYTHING)
        _account(request, answer, time.perf_counter() - began, sent.statements - queries)
        return answer

    def _made(self, request: HttpRequest, chosen: str) -> HttpResponse:
        with translation.override(chosen):
            answer = unfit(request) or choices(request) or self.get_response(request)
        deprecation.announce(request, answer)
        if "Content-Language" not in answer.headers:
            answer.headers["Content-Language"] = chosen
        patch_vary_headers(answer, ["Accept-Language"])
        return answer

    def _public(self, request: HttpRequest, chosen: str) -> HttpResponse:
        """Answer from what is kept, or make it, once for all who ask at the same time."""
        kept = public_cache.kept_answer(request, chosen)
        if kept is None:
            with public_cache.one_at_a_time(public_cache.key_of(request, chosen)):
                kept = public_cache.kept_answer(request, chosen)
                if kept is None:
                    return self._made_and_kept(request, chosen)
        metrics.KEPT.inc()
        if is_known(request, kept.headers["ETag"]):
            return not_modified(kept.headers)
        return kept.answer(encodings.asked_for(request) if kept.is_large else "")

    def _made_and_kept(self, request: HttpRequest, chosen: str) -> HttpResponse:
        reading = public_cache.Reading()
        answer = self._made(request, chosen)
        give_tag(answer)
        if encodings.pays(answer):
            patch_vary_headers(answer, ["Accept-Encoding"])
        reading.keep(request, chosen, answer)
        answer = not_modified_if_known(request, answer)
        encodings.encode(request, answer)
        return answer


class PagesOnly:
    """Passes over a middleware for the API, which knows neither cookies nor forms."""

    def __call__(self, request: HttpRequest) -> Any:
        if request.path.startswith("/api/"):
            return self.get_response(request)  # type: ignore[attr-defined]
        return super().__call__(request)  # type: ignore[misc]


class Sessions(PagesOnly, SessionMiddleware):
    """Sessions of pages."""


class Authentication(PagesOnly, AuthenticationMiddleware):
    """Who looks at a page."""


class Messages(PagesOnly, MessageMiddleware):
    """Messages on pages."""


class Csrf(PagesOnly, CsrfViewMiddleware):
    """Forms on pages; the API takes a token in a header, which no foreign page can send."""

    def process_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.path.startswith("/api/"):
            return None
        return super().process_view(request, *args, **kwargs)


def unfit(request: HttpRequest) -> HttpResponse | None:
    """Refuse what nothing here takes before anything reads it: a method, a path no row can have
    (PostgreSQL has no NUL in texts), a body by its announced length."""
    if request.method not in METHODS:
        return problems.plain(405, Allow=allowed_at(request.path_info))
    if "\x00" in request.path_info:
        return problems.plain(404)
    if request.META.get("HTTP_CONTENT_ENCODING", "identity").lower() not in {"", "identity"}:
        words = _("Bodies are read as they are: send them without Content-Encoding.")
        return problems.plain(415, words, **{"Accept-Encoding": "identity"})
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return problems.plain(400)
    uploads = request.content_type == "multipart/form-data"
    return problems.plain(413) if length > (LARGEST_UPLOAD if uploads else LARGEST_BODY) else None


def allowed_at(path: str) -> str:
    """Give the methods that are taken at ``path``, as the header Allow has them."""
    try:
        handlers = getattr(resolve(path).func, "cls", None)
    except Resolver404:
        return ""
    if handlers is None:
        return ", ".join(sorted(METHODS))
    taken = {method for method in METHODS if hasattr(handlers, method.lower())}
    if "GET" in taken and "head" in handlers.http_method_names:
        taken.add("HEAD")  # the framework adds it to each view it makes
    return ", ".join(sorted(taken))


def choices(request: HttpRequest) -> HttpResponse | None:
    """Answer OPTIONS about a route of the API, whoever asks; other sites' browsers are CORS's to answer."""
    asks = request.method == "OPTIONS" and request.path_info.startswith("/api/")
    if not asks or "HTTP_ACCESS_CONTROL_REQUEST_METHOD" in request.META:
        return None
    allowed = allowed_at(request.path_info)
    return HttpResponse(status=204, headers={"Allow": allowed}) if allowed else None


def route_of(request: HttpRequest, answer: HttpResponse) -> str:
    if match := request.resolver_match:
        return match.route
    # An answer that was taken from the cache was never resolved to a route.
    return "kept" if answer.status_code < 400 else "none"


def _account(request: HttpRequest, answer: HttpResponse, seconds: float, queries: int) -> None:
    """Count the request, and write its line."""
    route = route_of(request, answer)
    metrics.count(
        method=request.method or "",
        route=route,
        status=answer.status_code,
        seconds=seconds,
        queries=queries,
    )
    if not settings.LOG_REQUESTS:
        return
    user = vars(request).get("user")  # set by who authenticated it; never looked up for this
    log.info(
        "request",
        method=request.method,
        route=route,
        status=answer.status_code,
        milliseconds=round(seconds * 1000, 1),
        queries=queries,
        user_id=getattr(user, "pk", None) if request.path.startswith("/api/") else None,
    )
