"""Asking what became of a payment."""

from django.http import HttpRequest, JsonResponse

from sandbox import bodies, clock
from sandbox.bodies import checked
from sandbox.configuration import configuration
from sandbox.doors import api
from sandbox.fields import Shape, Text, Whole
from sandbox.models import CardToken, Order, Transaction
from sandbox.paymob import callers, shapes
from sandbox.refusals import Refusal

WANTED = Shape(optional={"order_id": Whole(), "merchant_order_id": Text(255)})
OF_ORDER = Shape(needed={"order_id": Whole()})
PAGE = 50


@api("transaction.retrieve", "GET")
def retrieve_transaction(request: HttpRequest, transaction_id: int) -> JsonResponse:
    callers.require_bearer(request, bodies.read_json(request), now=clock.now())
    known = Transaction.objects.for_showing().filter(pk=_storable(transaction_id)).first()
    if known is None:
        raise Refusal(404, {"detail": "Not found."})
    return JsonResponse(shapes.inquired(known))


@api("transaction.list", "GET")
def list_transactions(request: HttpRequest) -> JsonResponse:
    callers.require_bearer(request, bodies.read_json(request), now=clock.now())
    asked = request.GET.get("page", "1")
    page = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    rows = Transaction.objects.for_showing().order_by("-pk")
    start = (max(page, 1) - 1) * PAGE
    shown = list(rows[start : start + PAGE + 1])
    here = request.build_absolute_uri(request.path)
    return JsonResponse(
        {
            "count": Transaction.objects.count(),
            "next": f"{here}?page={page + 1}" if len(shown) > PAGE else None,
            "previous": f"{here}?page={page - 1}" if page > 1 else None,
            "results": [shapes.transaction(one) for one in shown[:PAGE]],
        }
    )


@api("transaction.inquiry", "POST")
def inquire_transaction(request: HttpRequest) -> JsonResponse:
    """Give the latest transaction of an order, and no other: a failed retry hides a success."""
    body = bodies.read_json(request)
    callers.require_bearer(request, body, now=clock.now())
    wanted = checked(body, WANTED)
    known = Transaction.objects.for_showing()
    if "order_id" in wanted:
        known = known.filter(order_id=wanted["order_id"])
    elif "merchant_order_id" in wanted:
        known = known.filter(order__merchant_order_id=wanted["merchant_order_id"])
    else:
        raise Refusal(400, {"order_id": ["This field is required."]})
    if not configuration().strict.inquiry_shows_children:
        known = known.payments()
    latest = known.order_by("-pk").first()
    if latest is None:
        raise Refusal(404, {"detail": "Not found."})
    return JsonResponse(shapes.inquired(latest))


@api("order.retrieve", "GET")
def retrieve_order(request: HttpRequest, order_id: int) -> JsonResponse:
    callers.require_bearer(request, bodies.read_json(request), now=clock.now())
    order = Order.objects.filter(pk=_storable(order_id)).first()
    if order is None:
        raise Refusal(404, {"detail": "Not found."})
    url = request.build_absolute_uri(request.path)
    return JsonResponse(shapes.order_by_itself(order, url))


@api("order.card_tokens", "POST")
def list_card_tokens(request: HttpRequest) -> JsonResponse:
    body = bodies.read_json(request)
    callers.require_bearer(request, body, now=clock.now())
    wanted = checked(body, OF_ORDER)
    known = CardToken.objects.filter(order_id=wanted["order_id"]).order_by("pk")[:PAGE]
    if not known:
        raise Refusal(404, {"message": "No card tokens found for this order"})
    shown = [shapes.card_token(token, intention=None) for token in known]
    return JsonResponse(shown, safe=False)


def _storable(number: int) -> int:
    """Keep a number from an address within what an id can be; larger ones name nothing."""
    return number if number < 2**63 else 0
