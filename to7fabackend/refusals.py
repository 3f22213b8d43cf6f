"""What a browser is shown when a page cannot be: the pages' own words, and problems for everybody else."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from core import problems
from core.card_data import CardDataRefused
from core.request_id import current_request_id

HOMES = {"/admin/": "/admin/", "/seller/": "/seller/"}
WORDS = {
    400: (_("Not accepted"), CardDataRefused.title),
    403: (_("Not allowed"), _("Your role does not see this page.")),
    404: (_("There is nothing here"), _("The page does not exist, or not any more.")),
    500: (
        _("Something went wrong"),
        _("It has been recorded. Please try again in a little while."),
    ),
}
STALE = _("The form is no longer valid. Go back, load the page anew and try again.")


def _page(request: HttpRequest, status: int, words: Any = None) -> HttpResponse | None:
    home = next((kept for prefix, kept in HOMES.items() if request.path.startswith(prefix)), None)
    if home is None:
        return None
    title, usual = WORDS[status]
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


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 403) or problems.permission_denied(request, exception)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 404) or problems.page_not_found(request, exception)


def card_data(request: HttpRequest) -> HttpResponse:
    """Refuse a form with the number of a card or its security code in it."""
    return _page(request, 400) or problems.of_problem(CardDataRefused())


def server_error(request: HttpRequest) -> HttpResponse:
    return _page(request, 500) or problems.server_error(request)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse a form whose token does not fit: it was open for too long, or came from elsewhere."""
    return _page(request, 403, STALE) or problems.plain(403, STALE)
