"""What carriers say, taken down as it comes and applied once; and the cash they hand over."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import orjson
import structlog

from core.money import ZERO
from core.transactions import joins_transaction, opens_transaction
from custom_auth.models import User
from notifications.actions.notify import Telling, tell
from orders import carriers
from orders.actions import parcels, settlement
from orders.carriers import MOVES, WORDS, Event, Step
from orders.errors import BadSignature, InvalidTransition
from orders.models import CarrierMessage, Parcel, Remittance, RemittanceLine, TrackingEvent
from orders.rules import states
from orders.rules.numbers import spoken
from orders.rules.states import Method, ParcelStatus
from wallet.actions import ledger
from wallet.rules import Account, Entry, Line

log = structlog.get_logger("tohfa.shipping")

BATCH = 50


def receive(code: str, headers: Mapping[str, str], body: Mapping[str, Any]) -> None:
    """Take down a carrier's message if it is the carrier's; a repeat changes nothing. One query.

    :raises UnknownCarrier, BadSignature:
    """
    if not carriers.carrier(code).is_signed(headers, body):
        raise BadSignature
    digest = hashlib.sha256(orjson.dumps(body, option=orjson.OPT_SORT_KEYS)).hexdigest()
    CarrierMessage.objects.bulk_create(
        [CarrierMessage(carrier=code, digest=digest, body=dict(body))], ignore_conflicts=True
    )


def apply_waiting(*, clock: Callable[[], datetime]) -> int:
    """Apply messages that wait, each in a transaction of its own."""
    waiting = CarrierMessage.objects.filter(applied_at__isnull=True).order_by("pk")
    ids = list(waiting.values_list("pk", flat=True)[:BATCH])
    for message_id in ids:
        opens_transaction(_apply)(message_id, now=clock())
    return len(ids)


@joins_transaction
def _apply(message_id: int, *, now: datetime) -> None:
    message = (
        CarrierMessage.objects.select_for_update(skip_locked=True)
        .filter(pk=message_id, applied_at__isnull=True)
        .first()
    )
    if message is None:
        return
    events = carriers.carrier(message.carrier).events(message.body)
    outcomes = [take(message.carrier, event, now=now) for event in events]
    message.outcome = ", ".join(outcomes)[:200] or "of no concern"
    message.applied_at = now
    message.save(update_fields=["outcome", "applied_at"])


@joins_transaction
def take(code: str, event: Event, *, now: datetime) -> str:
    """Take in one event: onto the parcel's way, and as a step if its state leads there. In words, which.

    An event that comes late or twice finds the parcel beyond it and changes nothing.
    """
    parcel = Parcel.objects.filter(carrier=code, tracking_number=event.tracking_number).first()
    if parcel is None:
        return "unknown parcel"
    words, words_en = WORDS[event.step]
    _, is_new = TrackingEvent.objects.get_or_create(
        parcel=parcel,
        code=event.step,
        happened_at=event.happened_at,
        defaults={"words": words, "words_en": words_en},
    )
    if not is_new:
        return "repeated"
    wanted = MOVES.get(event.step)
    if wanted is None:
        _tell_on_the_way(parcel, event)
        return str(event.step)
    return _walk(parcel, wanted, event, now=now)


def _walk(parcel: Parcel, wanted: ParcelStatus, event: Event, *, now: datetime) -> str:
    """Move a parcel to ``wanted``, over the steps that the carrier left out."""
    status = ParcelStatus(parcel.status)
    way = _way(status, wanted)
    if not way:
        return f"{event.step} ignored at {status}"
    for step in way:
        parcels.move(parcel, step, by=None, now=now, note=event.note)
    return str(wanted)


def _way(status: ParcelStatus, wanted: ParcelStatus) -> list[ParcelStatus]:
    """Give the shortest way through the table of states; none, if there is none or it is there."""
    ways: list[list[ParcelStatus]] = [[status]]
    seen = {status}
    while ways:
        way = ways.pop(0)
        for step in sorted(states.NEXT[way[-1]] - seen - {ParcelStatus.CANCELLED}):
            if step == wanted:
                return [*way[1:], step]
            seen.add(step)
            ways.append([*way, step])
    return []


def _tell_on_the_way(parcel: Parcel, event: Event) -> None:
    kind = {
        Step.OUT_FOR_DELIVERY: "parcel.out_for_delivery",
        Step.ATTEMPT_FAILED: "parcel.attempt_failed",
    }.get(event.step)
    if kind is None:
        return
    order = parcel.order
    is_cash = order.payment_method == Method.CASH_ON_DELIVERY
    values = {
        "order": spoken(order.number),
        "order_id": order.pk,
        "cash": str(parcel.total) if is_cash else "",
        "reason": event.note,
    }
    tell(Telling(kind, [order.user_id], ("order", order.pk), values))


# --- booking ------------------------------------------------------------------------------------
def book(parcel: Parcel, *, by: User, now: datetime) -> Parcel:
    """Have the parcel's carrier fetch it, and keep the number. Opens its own transactions.

    :raises CarrierUnavailable: if the carrier does not answer or refuses.
    :raises InvalidTransition: if the parcel is not being prepared.
    """
    if parcel.status != ParcelStatus.PROCESSING:
        raise InvalidTransition
    if parcel.tracking_number:
        return parcel
    number = carriers.carrier(parcel.carrier or "manual").book(parcel)
    return opens_transaction(_note_number)(parcel, number)


@joins_transaction
def _note_number(parcel: Parcel, number: str) -> Parcel:
    parcel = Parcel.objects.locked().get(pk=parcel.pk)
    if not parcel.tracking_number:
        parcel.tracking_number = number[:60]
        parcel.save(update_fields=["tracking_number", "updated_at"])
    return parcel


# --- remittances --------------------------------------------------------------------------------
@dataclass(frozen=True)
class Collected:
    """One line of a carrier's file."""

    tracking_number: str
    amount: Decimal


@joins_transaction
def import_remittance(
    carrier: str,
    *,
    reference: str,
    received_on: date,
    collected: Sequence[Collected],
    fees: Decimal,
    by: User,
    now: datetime,
) -> Remittance:
    """Take in a carrier's file of cash: what matches a delivered parcel to the piastre is booked, and
    the rest is shown to staff."""
    remittance = Remittance.objects.create(
        carrier=carrier,
        reference=reference,
        received_on=received_on,
        total=sum((row.amount for row in collected), ZERO),
        fees=fees,
        imported_by=by,
    )
    for row in collected:
        outcome, parcel = _match(carrier, row)
        if outcome == "matched" and parcel is not None:
            settlement.note_remitted(parcel, reference=f"remittance:parcel:{parcel.pk}", now=now)
        RemittanceLine.objects.create(
            remittance=remittance,
            tracking_number=row.tracking_number,
            amount=row.amount,
            parcel=parcel,
            outcome=outcome,
        )
    if fees:
        lines = (Line(Account.BANK, fees), Line(Account.FEES, -fees))
        ledger.post(Entry(f"fees:remittance:{remittance.pk}", "fees", lines))
    return remittance


def _match(carrier: str, row: Collected) -> tuple[str, Parcel | None]:
    found = Parcel.objects.filter(carrier=carrier, tracking_number=row.tracking_number).first()
    if found is None:
        return "unknown", None
    _, parcel = parcels.locked(found)
    if parcel.remitted_at is not None:
        return "repeated", parcel
    if parcel.status != ParcelStatus.DELIVERED or parcel.cash_holder != "courier":
        return "undelivered", parcel
    if parcel.total != row.amount:
        return "different", parcel
    return "matched", parcel
