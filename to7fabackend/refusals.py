"""What a browser is shown when a page cannot be: the pages' own words, and problems for everybody else."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from core import language, problems
from core.card_data import CardDataRefused
from core.request_id import current_request_id

# Where one begins again; these are pages for whatever asks.
HOMES = {"/admin/": "/admin/", "/seller/": "/seller/"}
# These are pages for browsers alone: programs, such as partners' and carriers', are told problems.
BROWSED = {"/sandbox/": "/sandbox/", "/": "/docs/"}
WORDS = {
    400: (_("Not accepted"), _("What was sent cannot be read. Go back, and try again.")),
    403: (_("Not allowed"), _("Your role does not see this page.")),
    404: (_("There is nothing here"), _("The page does not exist, or not any more.")),
    405: (
        _("Not opened like that"),
        _("This address is reached by a button of another page. Go back, and use it."),
    ),
    413: (_("Too large"), _("What was sent is larger than is taken here.")),
    429: (_("A little too fast"), _("Please wait a little, and try again.")),
    500: (
        _("Something went wrong"),
        _("It has been recorded. Please try again in a little while."),
    ),
    503: (_("Not available at the moment"), _("Please try again in a little while.")),
}
STALE = _("The form is no longer valid. Go back, load the page anew and try again.")
# What a page made out here may load; those made further in are given theirs by ``policies``.
POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'"


def _home(request: HttpRequest) -> str | None:
    """Tell where whoever sees a refused page goes on; none if a program asks."""
    homes = dict(HOMES)
    wants_page = "text/html" in request.headers.get("Accept", "")
    if wants_page and not request.path.startswith("/api/"):
        homes |= BROWSED
    return next((kept for prefix, kept in homes.items() if request.path.startswith(prefix)), None)


def _page(request: HttpRequest, status: int, words: Any = None) -> HttpResponse | None:
    home = _home(request)
    if home is None:
        return None
    title, usual = WORDS.get(status) or WORDS[400 if status < 500 else 500]
    context = {
        "title": title,
        "words": words or usual,
        "home": home,
        "request_id": current_request_id(),
    }
    return HttpResponse(
        render_to_string("refusal.html", context),
        status=status,
        headers={"Cache-Control": "no-store"},
    )


class Pages:
    """Shows people a page where they would see nothing, or what is told to programs: whatever refused,
    a view of the framework or what stands before all views."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        if answer.status_code < 400 or not isinstance(answer, HttpResponse) or not _is_bare(answer):
            return answer
        with translation.override(language.asked_for(request)):
            page = _page(request, answer.status_code)
        if page is None:
            return answer
        for name, value in answer.items():
            if name not in {"Content-Type", "Content-Length", "Content-Encoding", "ETag"}:
                page.headers[name] = value
        page.headers.setdefault("Content-Security-Policy", POLICY)
        return page


def _is_bare(answer: HttpResponse) -> bool:
    return not answer.content or answer.headers.get("Content-Type") == problems.MEDIA_TYPE


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 403) or problems.permission_denied(request, exception)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 404) or problems.page_not_found(request, exception)


def card_data(request: HttpRequest) -> HttpResponse:
    """Refuse a form with the number of a card or its security code in it."""
    return _page(request, 400, CardDataRefused.title) or problems.of_problem(CardDataRefused())


def server_error(request: HttpRequest) -> HttpResponse:
    return _page(request, 500) or problems.server_error(request)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse a form whose token does not fit: it was open for too long, or came from elsewhere."""
    return _page(request, 403, STALE) or problems.plain(403, STALE)
