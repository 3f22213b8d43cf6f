"""Refusals, and the one place where anything that went wrong becomes an answer (RFC 9457)."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

import orjson
import structlog
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import is_valid_path
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions

from core.request_id import current_request_id

log = structlog.get_logger("tohfa.problems")

TYPE_PREFIX = "urn:tohfa:problem:"
MEDIA_TYPE = "application/problem+json"


class Problem(Exception):
    """A refusal: raised by an action, rendered here. ``code`` is for programs and never changes.

    ``more`` are members of the answer beside the usual ones; ``core/schema.py`` describes each.
    """

    status: int = 409
    code: str = "conflict"
    title: str | Promise = _("The request conflicts with the present state.")

    def __init__(
        self,
        detail: str | Promise = "",
        *,
        headers: Mapping[str, str] | None = None,
        **more: object,
    ) -> None:
        super().__init__(str(detail) or self.code)
        self.detail = detail
        self.headers = dict(headers or {})
        self.more = more


class NotFound(Problem):
    """What an id in a body names is not there, or not for the caller to see."""

    status = 404
    code = "not_found"
    title = _("There is nothing here.")


class InvalidTransition(Problem):
    """What is asked of a thing does not follow from the state it is in."""

    code = "invalid_transition"
    title = _("This step is not possible from the present state.")


class InvalidCursor(Problem):
    status = 400
    code = "invalid_cursor"
    title = _("The page cursor is not one of ours.")


class BodyTooLarge(Problem):
    status = 413
    code = "body_too_large"
    title = _("The body is too large.")


class PreconditionFailed(Problem):
    status = 412
    code = "precondition_failed"
    title = _("The object has changed since you read it.")


class RateLimited(Problem):
    status = 429
    code = "rate_limited"
    title = _("Too many requests. Please wait a little.")


TITLES: dict[int, tuple[str, str | Promise]] = {
    400: ("bad_request", _("The request cannot be understood.")),
    401: ("not_authenticated", _("Please sign in.")),
    403: ("forbidden", _("You may not do this.")),
    404: (NotFound.code, NotFound.title),
    405: ("method_not_allowed", _("This method is not supported here.")),
    406: ("not_acceptable", _("The answer is not available in the format asked for.")),
    413: ("body_too_large", BodyTooLarge.title),
    414: ("address_too_long", _("The address is too long.")),
    415: ("unsupported_media_type", _("The body is in a format that is not supported here.")),
    429: (RateLimited.code, RateLimited.title),
    431: ("headers_too_large", _("The headers are too large.")),
    500: ("server_error", _("Something went wrong on our side. It has been recorded.")),
    503: ("unavailable", _("The service is not available at the moment.")),
}
# What REST framework calls some of them, and what we do.
CODES = {
    "authentication_failed": "invalid_token",
    "parse_error": "malformed_body",
    "permission_denied": "forbidden",
    "throttled": RateLimited.code,
}
VALIDATION = ("validation_failed", _("Some fields are not valid."))


def problem_body(
    status: int, code: str, title: str | Promise, detail: str | Promise = "", **more: object
) -> dict[str, Any]:
    return {
        "type": TYPE_PREFIX + code,
        "title": str(title),
        "status": status,
        "detail": str(detail) or str(title),
        "code": code,
        "request_id": current_request_id(),
        **more,
    }


def response(body: dict[str, Any], headers: Mapping[str, str] | None = None) -> HttpResponse:
    return HttpResponse(
        orjson.dumps(body, default=str, option=orjson.OPT_UTC_Z),
        status=body["status"],
        content_type=MEDIA_TYPE,
        headers={"Cache-Control": "no-store", **(headers or {})},
    )


def plain(status: int, detail: str | Promise = "", **headers: str) -> HttpResponse:
    """Answer with the standard problem of an HTTP status."""
    code, title = TITLES[status]
    return response(problem_body(status, code, title, detail), headers)


def of_problem(problem: Problem) -> HttpResponse:
    body = problem_body(problem.status, problem.code, problem.title, problem.detail, **problem.more)
    return response(body, problem.headers)


def field_errors(detail: Any, path: str = "") -> Iterator[dict[str, str]]:
    """Flatten nested validation messages into one row per message, fields as dotted paths."""
    if isinstance(detail, dict):
        for key, value in detail.items():
            own = path if key == "non_field_errors" else f"{path}.{key}" if path else str(key)
            yield from field_errors(value, own)
    elif isinstance(detail, list):
        for index, value in enumerate(detail):
            nested = isinstance(value, dict | list)
            yield from field_errors(value, f"{path}.{index}" if nested and path else path)
    else:
        yield {
            "field": path,
            "code": getattr(detail, "code", None) or "invalid",
            "message": str(detail),
        }


def of_validation(error: exceptions.ValidationError) -> HttpResponse:
    errors = list(field_errors(error.detail))
    return response(problem_body(400, *VALIDATION, errors[0]["message"], errors=errors))


def of_api_exception(error: exceptions.APIException) -> HttpResponse:
    status = error.status_code
    code, title = TITLES.get(status, TITLES[400 if status < 500 else 500])
    # A refusal of our own that came as an exception of the framework keeps its more telling code.
    own = error.get_codes()
    if isinstance(own, str) and own != "error":
        code = CODES.get(own, own)
    headers: dict[str, str] = {}
    if challenge := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = challenge
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(int(wait) + 1)
    # How long to wait stands in the header; the framework's sentence about it does not decline in Arabic.
    is_throttled = isinstance(error, exceptions.Throttled)
    detail = error.detail if isinstance(error.detail, str) and not is_throttled else ""
    return response(problem_body(status, code, title, detail), headers)


# What PostgreSQL calls a lost connection, a server that ends or begins, and one without room.
AWAY = ("08", "53", "57P")


def is_database_away(error: BaseException) -> bool:
    """Tell whether an error says that the database cannot be reached, rather than what it was asked."""
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    state = getattr(error.__cause__, "sqlstate", None)
    return state is None or state.startswith(AWAY)


def of_exception(error: BaseException) -> HttpResponse | None:
    """Turn an exception into its answer; None if it is a bug, which must reach the error log."""
    if is_database_away(error):
        log.error("the database is away", exc_info=error)
        return plain(HTTPStatus.SERVICE_UNAVAILABLE, **{"Retry-After": "2"})
    if isinstance(error, Problem):
        return of_problem(error)
    if isinstance(error, exceptions.ValidationError):
        return of_validation(error)
    if isinstance(error, exceptions.APIException):
        return of_api_exception(error)
    if isinstance(error, Http404):
        return plain(404)
    if isinstance(error, PermissionDenied):
        return plain(403)
    if isinstance(error, RequestDataTooBig):
        return plain(413)
    if isinstance(error, SuspiciousOperation):
        return plain(400)
    return None


def handle(error: Exception, context: dict[str, Any]) -> HttpResponseBase | None:
    """REST framework's exception handler."""
    return of_exception(error)


def of_server(status: int) -> HttpResponse:
    """Answer what the web server refuses before any of us sees it: a line or a header it cannot read."""
    code, title = TITLES.get(status, TITLES[400 if status < 500 else 500])
    return response(problem_body(status, code, title))


# The handlers of the root URL configuration: what fails outside any view of ours.
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return of_exception(exception) or plain(400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return plain(403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer for an unknown route; who only left the slash out is told so, as no body can be redirected."""
    known = f"{request.path_info}/"
    if request.path_info.endswith("/") or not is_valid_path(known):
        return plain(404)
    return plain(404, _("Addresses end with a slash: %(address)s") % {"address": known})


def server_error(request: HttpRequest) -> HttpResponse:
    return plain(HTTPStatus.INTERNAL_SERVER_ERROR)
