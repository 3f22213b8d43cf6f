"""Card numbers and security codes are refused in the forms of pages; the API's bodies know them by field."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from core.cards import holds_card_data
from core.middleware import READS
from to7fabackend import refusals

# The sandbox's pages are the gateway's, which takes cards and keeps none.
APART = ("/api/", "/sandbox/")


class PagesWithoutCards:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        if request.method in READS or request.path.startswith(APART):
            return None
        for name, texts in request.POST.lists():
            if any(holds_card_data(text) for text in (name, *map(str, texts))):
                return refusals.card_data(request)
        return None
