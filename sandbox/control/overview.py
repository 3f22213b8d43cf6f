"""What the sandbox has seen and sent, as JSON: the newest of each kind."""

import json
from typing import Any

from django.db.models import Prefetch

from sandbox import clock
from sandbox.bosta import shapes as carrier_shapes
from sandbox.models import (
    Attempt,
    Delivery,
    Disbursement,
    Exchange,
    Fault,
    Parcel,
    Pickup,
    State,
    Transaction,
)
from sandbox.paymob import shapes as gateway_shapes
from sandbox.payouts import shapes as payout_shapes

SHOWN = 30
CARRIER = "bosta."


def of_gateway(*, order: int | None = None) -> dict[str, Any]:
    """Give switches, payments, payouts, deliveries and requests; payments of one ``order``."""
    transactions = Transaction.objects.for_showing().order_by("-pk")
    sent = deliveries().exclude(kind=Delivery.Kind.PARCEL)
    if order is not None:
        transactions = transactions.filter(order_id=order)
        sent = sent.about(f"order:{order}")
    return {
        **_common(),
        "transactions": [_transaction(one) for one in transactions[:SHOWN]],
        "payouts": [
            {**payout_shapes.disbursement(one), "fate": one.fate}
            for one in Disbursement.objects.order_by("-pk")[:SHOWN]
        ],
        "deliveries": [_delivery(one) for one in sent[:SHOWN]],
        "requests": [
            _exchange(one) for one in _exchanges().exclude(name__startswith=CARRIER)[:SHOWN]
        ],
    }


def of_carrier() -> dict[str, Any]:
    """Give parcels, pickups, deliveries and requests."""
    rows = Parcel.objects.prefetch_related("events").order_by("-pk")[:SHOWN]
    sent = deliveries().filter(kind=Delivery.Kind.PARCEL)[:SHOWN]
    return {
        **_common(),
        "parcels": [carrier_shapes.delivery(one) for one in rows],
        "pickups": [carrier_shapes.pickup(one) for one in Pickup.objects.order_by("-pk")[:SHOWN]],
        "deliveries": [_delivery(one) for one in sent],
        "requests": [
            _exchange(one) for one in _exchanges().filter(name__startswith=CARRIER)[:SHOWN]
        ],
    }


def deliveries() -> Any:
    tries = Prefetch("attempts", queryset=Attempt.objects.order_by("pk"))
    return Delivery.objects.prefetch_related(tries).order_by("-pk")


def _exchanges() -> Any:
    return Exchange.objects.order_by("-pk")


def _common() -> dict[str, Any]:
    state = State.current()
    return {
        "clock": clock.local_text(clock.now())[:19].replace("T", " "),
        "ahead_seconds": int(state.ahead.total_seconds()),
        "callback_options": state.callback_options,
        "amount_triggers": state.amount_triggers,
        "balance_cents": state.balance_cents,
        "budget": str(state.budget),
        "payouts_callback_url": state.payouts_callback_url,
        "faults": [
            {
                "target": fault.target,
                "kind": fault.kind,
                "seconds": fault.seconds,
                "remaining": fault.remaining,
            }
            for fault in Fault.objects.order_by("pk")[:SHOWN]
        ],
    }


def _transaction(one: Transaction) -> dict[str, Any]:
    return {
        **gateway_shapes.transaction(one),
        "method": one.method,
        "scenario": one.scenario,
        "step": one.step,
        "bill_reference": one.bill_reference,
        "callback_options": one.order.callback_options,
    }


def _delivery(one: Delivery) -> dict[str, Any]:
    return {
        "id": one.pk,
        "kind": one.kind,
        "subject": one.subject,
        "about": one.about,
        "says": _says(json.loads(one.body)),
        "url": one.url,
        "body": one.body,
        "state": one.state,
        "note": one.note,
        "created_at": clock.local_text(one.created_at)[:23],
        "due_at": clock.local_text(one.due_at)[:23],
        "attempts": [
            {
                "sent_at": clock.local_text(attempt.sent_at)[:23],
                "status": attempt.status,
                "answer": attempt.answer,
                "error": attempt.error,
                "milliseconds": attempt.milliseconds,
            }
            for attempt in one.attempts.all()
        ],
    }


def _says(body: dict[str, Any]) -> str:
    """Put a message into a few words."""
    if "disbursement_status" in body:
        return str(body["disbursement_status"])
    if "trackingNumber" in body:
        code = body.get("exceptionCode")
        return f"state {body['state']}, {body['type']}{f', code {code}' if code else ''}"
    told = body.get("obj", {})
    if body.get("type") == "TOKEN":
        return f"{told['card_subtype']} {told['masked_pan']}"
    words = (
        ["success"] if told.get("success") else ["pending" if told.get("pending") else "declined"]
    )
    flags = ("is_refund", "is_void", "is_capture", "is_refunded", "is_voided", "is_captured")
    return ", ".join(words + [flag for flag in flags if told.get(flag)])


def _exchange(one: Exchange) -> dict[str, Any]:
    return {
        "id": one.pk,
        "received_at": clock.local_text(one.received_at)[:23],
        "name": one.name,
        "method": one.method,
        "path": one.path,
        "status": one.status,
        "request": one.request,
        "answer": one.answer,
        "milliseconds": one.milliseconds,
        "fault": one.fault,
    }
