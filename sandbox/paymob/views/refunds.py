"""Refund, void, capture."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, JsonResponse

from sandbox import bodies, clock, faults
from sandbox.bodies import checked
from sandbox.doors import api
from sandbox.fields import Shape, Whole
from sandbox.models import Transaction
from sandbox.paymob import callers, refunds, shapes

WITH_AMOUNT = Shape(needed={"transaction_id": Whole(), "amount_cents": Whole(1)})
WITHOUT_AMOUNT = Shape(needed={"transaction_id": Whole()})


@api("refund", "POST")
def refund(request: HttpRequest) -> JsonResponse:
    wanted = _wanted(request, WITH_AMOUNT)
    child = refunds.refund(**wanted, now=clock.now(), outcome=faults.outcome("refund"))
    return _shown(child)


@api("void", "POST")
def void(request: HttpRequest) -> JsonResponse:
    wanted = _wanted(request, WITHOUT_AMOUNT)
    return _shown(refunds.void(**wanted, now=clock.now()))


@api("capture", "POST")
def capture(request: HttpRequest) -> JsonResponse:
    wanted = _wanted(request, WITH_AMOUNT)
    return _shown(refunds.capture(**wanted, now=clock.now()))


def _wanted(request: HttpRequest, shape: Shape) -> Mapping[str, Any]:
    body = bodies.read_json(request)
    callers.require_secret_key(request, body, now=clock.now())
    return checked(body, shape)


def _shown(child: Transaction) -> JsonResponse:
    return JsonResponse(shapes.transaction(child))
