"""Views whose reading is open to everybody and does as little as it can."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from rest_framework.authentication import BaseAuthentication
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.views import APIView

from core import problems, replica

JSON = "application/json"


class PublicView(APIView):
    """A view whose ``get`` takes Django's request and gives finished bytes.

    GET and HEAD go past REST framework's request, negotiation and rendering, which cost more than
    what is left of such a read; errors have the same shape. Other methods are views like any other.
    """

    def get_authenticators(self) -> list[BaseAuthentication]:
        return [] if self._reads() else super().get_authenticators()

    def get_permissions(self) -> Sequence[Any]:
        return [Anybody()] if self._reads() else super().get_permissions()

    def _reads(self) -> bool:
        request: HttpRequest | None = getattr(self, "request", None)
        if request is None or request.method in SAFE_METHODS:
            return True
        # What the view does not take is refused as that, whoever asks.
        return not hasattr(self, str(request.method).lower())

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        reads = getattr(self, "get", None)
        if request.method not in {"GET", "HEAD"} or reads is None:
            return super().dispatch(request, *args, **kwargs)
        return self._read(reads, request, *args, **kwargs)

    def _read(
        self,
        reads: Callable[..., HttpResponseBase],
        request: HttpRequest,
        *args: Any,
        **kwargs: Any,
    ) -> HttpResponseBase:
        try:
            return replica.read(request, lambda: reads(request, *args, **kwargs))
        except Exception as error:
            answer = problems.of_exception(error)
            if answer is None:
                raise
            return answer


class Anybody(BasePermission):
    def has_permission(self, request: Any, view: APIView) -> bool:
        return True


def answer(body: bytes, *, seconds: int) -> HttpResponse:
    """Give finished JSON that everybody may keep for ``seconds``."""
    return HttpResponse(
        body, content_type=JSON, headers={"Cache-Control": f"public, max-age={seconds}"}
    )
