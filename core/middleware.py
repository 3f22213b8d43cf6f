"""What surrounds every request, ours and the framework's views alike."""

import time
from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from core import language, problems, request_id
from core.conditional import not_modified_if_known

log = structlog.get_logger("tohfa.requests")

Handler = Callable[[HttpRequest], HttpResponse]
KILOBYTES, MEGABYTES = 1024, 1024 * 1024
LARGEST_BODY = 512 * KILOBYTES
LARGEST_UPLOAD = 32 * MEGABYTES


def surround(get_response: Handler) -> Handler:
    """Give each request its id, language, size limit, validators and log line."""

    def handle(request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        own_id = request_id.begin(request.headers.get(request_id.HEADER))
        chosen = language.asked_for(request)
        with translation.override(chosen):
            answer = too_large(request) or get_response(request)
        answer.headers[request_id.HEADER] = own_id
        if "Content-Language" not in answer.headers:
            answer.headers["Content-Language"] = chosen
        patch_vary_headers(answer, ["Accept-Language"])
        answer = not_modified_if_known(request, answer)
        _write_log(request, answer, time.perf_counter() - began)
        return answer

    return handle


def too_large(request: HttpRequest) -> HttpResponse | None:
    """Refuse a body by its announced length, before anything reads it."""
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return problems.plain(400)
    uploads = request.content_type == "multipart/form-data"
    return problems.plain(413) if length > (LARGEST_UPLOAD if uploads else LARGEST_BODY) else None


def _write_log(request: HttpRequest, answer: HttpResponse, seconds: float) -> None:
    if not settings.LOG_REQUESTS:
        return
    match = request.resolver_match
    log.info(
        "request",
        method=request.method,
        route=match.route if match else None,
        status=answer.status_code,
        milliseconds=round(seconds * 1000, 1),
    )
