"""Pages tell the time as the people who read them do; the API tells it in UTC."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from core.calendar import CAIRO

PAGES = ("/admin/", "/seller/")


def in_cairo(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Show, and read, times on the pages of staff and sellers by Cairo's clock."""

    def handle(request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(PAGES):
            return get_response(request)
        with timezone.override(CAIRO):
            return get_response(request)

    return handle
