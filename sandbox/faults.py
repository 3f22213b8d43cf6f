"""Things that go wrong on purpose: ordered on a control page, used up by the next calls."""

import socket
import time
from collections.abc import Iterator

from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from sandbox.models import Fault

OF_THE_WIRE = (Fault.Kind.ERROR, Fault.Kind.TIMEOUT, Fault.Kind.SLOW, Fault.Kind.DROP)
OF_THE_OUTCOME = (Fault.Kind.DECLINE, Fault.Kind.PENDING)
LONGEST = 60


@transaction.atomic
def take(name: str, kinds: tuple[Fault.Kind, ...]) -> Fault | None:
    """Use up one fault ordered for the endpoint ``name`` (one query if there is none)."""
    ordered = Fault.objects.filter(target__in=["", name], kind__in=kinds)
    fault = ordered.select_for_update(skip_locked=True, no_key=True).order_by("pk").first()
    if fault is None:
        return None
    if fault.remaining == 1:
        fault.delete()
    else:
        Fault.objects.filter(pk=fault.pk).update(remaining=F("remaining") - 1)
    return fault


def outcome(name: str) -> str:
    """Give what an endpoint's next operation comes to: approve, decline or pending."""
    fault = take(name, OF_THE_OUTCOME)
    return fault.kind if fault else "approve"


def before(fault: Fault | None) -> HttpResponse | None:
    """Wait if that was ordered; give the answer that takes the place of any work."""
    if fault is None or fault.kind == Fault.Kind.DROP:
        return None
    if fault.kind == Fault.Kind.ERROR:
        return HttpResponse("<h1>Server Error (500)</h1>", status=500)
    time.sleep(min(fault.seconds, LONGEST))
    if fault.kind == Fault.Kind.TIMEOUT:
        return HttpResponse("<h1>504 Gateway Time-out</h1>", status=504)
    return None


def after(fault: Fault | None, request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
    """Give the answer, unless the connection is to break once the work is done."""
    if fault is None or fault.kind != Fault.Kind.DROP:
        return answer
    connection = request.META.get("gunicorn.socket")
    if isinstance(connection, socket.socket):
        connection.shutdown(socket.SHUT_RDWR)
        return answer
    torn = StreamingHttpResponse(_broken_off(), content_type="application/json")
    torn.headers["Content-Length"] = "4096"
    return torn


def _broken_off() -> Iterator[bytes]:
    yield b"{"
    raise ConnectionAbortedError("The sandbox drops this connection on purpose.")
