"""What carriers say, taken down as it comes and applied once; and the cash they hand over."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import orjson
import structlog
from django.db import transaction

from core.card_data import without_card_numbers
from core.money import ZERO
from core.problems import InvalidTransition
from core.transactions import joins_transaction, opens_transaction
from custom_auth.models import User
from notifications.actions.notify import Telling, tell
from orders import carriers
from orders.actions import papers, parcels, settlement
from orders.carriers import MOVES, WORDS, Event, Step
from orders.errors import BadSignature, CarrierUnavailable, NotPaidYet, OnHold
from orders.models import (
    CarrierMessage,
    Order,
    OrderEvent,
    Parcel,
    Remittance,
    RemittanceLine,
    TrackingEvent,
)
from orders.models.papers import PACKING_SLIP
from orders.rules import reasons, states
from orders.rules.numbers import spoken
from orders.rules.states import Method, ParcelStatus

log = structlog.get_logger("tohfa.shipping")

BATCH = 50
# A carrier that has said nothing of a parcel for so long is asked.
SILENCE = timedelta(hours=6)


def receive(code: str, headers: Mapping[str, str], body: Mapping[str, Any]) -> None:
    """Take down a carrier's message if it is the carrier's; a repeat changes nothing. One query.

    :raises UnknownCarrier, BadSignature:
    """
    if not carriers.carrier(code).is_signed(headers, body):
        raise BadSignature
    digest = hashlib.sha256(orjson.dumps(body, option=orjson.OPT_SORT_KEYS)).hexdigest()
    kept = without_card_numbers(body)
    CarrierMessage.objects.bulk_create(
        [CarrierMessage(carrier=code, digest=digest, body=kept)], ignore_conflicts=True
    )


def apply_waiting(*, clock: Callable[[], datetime]) -> int:
    """Apply messages that wait, each in a transaction of its own."""
    waiting = CarrierMessage.objects.filter(applied_at__isnull=True).order_by("pk")
    ids = list(waiting.values_list("pk", flat=True)[:BATCH])
    done = 0
    for message_id in ids:
        try:
            opens_transaction(_apply)(message_id, now=clock())
            done += 1
        except Exception:
            # Whatever is wrong with one message, those behind it have waited long enough.
            log.exception("carrier's message not applied", message=message_id)
    return done


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
    if event.step is Step.STOPPED:
        return _stop(parcel, event)
    if not _is_new(parcel, event.step, event.happened_at):
        return "repeated"
    wanted = MOVES.get(event.step)
    if wanted is None:
        return str(event.step)
    try:
        # What stands in the way of a step takes back those before it, and the message stays answered.
        with transaction.atomic():
            return _walk(parcel, wanted, event, now=now)
    except (InvalidTransition, NotPaidYet, OnHold) as refused:
        return f"{event.step} refused: {refused.code}"


def _is_new(parcel: Parcel, step: Step, happened_at: datetime) -> bool:
    """Put a step onto a parcel's way, unless it is there."""
    words, words_en = WORDS[step]
    _, is_new = TrackingEvent.objects.get_or_create(
        parcel=parcel,
        code=step,
        happened_at=happened_at,
        defaults={"words": words, "words_en": words_en},
    )
    return is_new


def _stop(parcel: Parcel, event: Event) -> str:
    """Take in that a carrier carries a parcel no further.

    One that was not fetched yet loses its number, so that it can be booked again. Where one is that had
    left nobody knows: staff are shown it, and say whether it is lost or back. Either is told to both
    sides and stands in the timeline. Of one that we called off, or that has arrived, this is no news.
    """
    order, parcel = parcels.locked(parcel)
    if parcel.tracking_number != event.tracking_number:
        return "unknown parcel"  # it was booked anew in the meantime
    status = ParcelStatus(parcel.status)
    if status in states.CANCELLABLE:
        step = Step.CALLED_OFF
    elif status in {ParcelStatus.SHIPPED, ParcelStatus.REFUSED}:
        step = Step.STOPPED
    else:
        return f"{event.step} ignored at {status}"
    if not _is_new(parcel, step, event.happened_at):
        return "repeated"
    OrderEvent.objects.create(
        order=order, parcel=parcel, code=step, note=event.note, created_at=event.happened_at
    )
    values = {
        "order": spoken(order.number),
        "order_id": order.pk,
        "seller": parcel.seller_name,
        **parcels.carrier_names(parcel),
        "tracking_number": parcel.tracking_number,
    }
    if step is Step.CALLED_OFF:
        parcel.tracking_number = ""
        parcel.save(update_fields=["tracking_number", "updated_at"])
    about = ("order", order.pk)
    tell(
        Telling(f"sale.{step}", [parcel.seller_id], about, values),
        Telling(f"parcel.{step}", [order.user_id], about, values),
    )
    return str(step)


def standstill(parcel: Parcel) -> TrackingEvent | None:
    """Give by which word of its carrier a parcel stands still until somebody acts, if it does. One query."""
    last = parcel.tracking_events.exclude(code=Step.OTHER).order_by("-happened_at", "-pk").first()
    if last is None:
        return None
    stands_still: dict[str, bool] = {
        Step.STOPPED: parcel.status in {ParcelStatus.SHIPPED, ParcelStatus.REFUSED},
        Step.CALLED_OFF: parcel.status in states.CANCELLABLE and not parcel.tracking_number,
    }
    return last if stands_still.get(last.code) else None


def _walk(parcel: Parcel, wanted: ParcelStatus, event: Event, *, now: datetime) -> str:
    """Move a parcel to ``wanted``, over the steps that the carrier left out."""
    _, parcel = parcels.locked(parcel)
    status = ParcelStatus(parcel.status)
    way = _way(status, wanted)
    if not way and status is not wanted:
        return f"{event.step} ignored at {status}"
    for step in way:
        parcels.move(parcel, step, by=None, now=now, note=event.note)
    if wanted is ParcelStatus.SHIPPED:
        _tell_on_the_way(parcel, event)
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
        "reason": reasons.said(event.note, "ar"),
        "reason_en": event.note,
    }
    tell(Telling(kind, [order.user_id], ("order", order.pk), values))


# --- booking ------------------------------------------------------------------------------------
def book(parcel: Parcel, *, by: User, now: datetime) -> Parcel:
    """Have the parcel's carrier fetch it, and keep the number. Opens its own transactions.

    :raises CarrierUnavailable: if the carrier does not answer or refuses.
    :raises InvalidTransition: if the parcel is not being prepared.
    """
    if parcel.status != ParcelStatus.PROCESSING:
        raise InvalidTransition(stands_at=parcel.status)
    if parcel.order.held_for_review_at is not None:
        raise OnHold
    if parcel.tracking_number:
        return parcel
    number = carriers.carrier(parcel.carrier or "manual").book(parcel)
    return opens_transaction(_note_number)(parcel, number, now=now)


@joins_transaction
def _note_number(parcel: Parcel, number: str, *, now: datetime) -> Parcel:
    parcel = Parcel.objects.locked().get(pk=parcel.pk)
    if not parcel.tracking_number:
        others = Parcel.objects.filter(carrier=parcel.carrier, tracking_number=number[:60])
        if parcel.carrier not in states.OWN_WAY and others.exists():
            log.error("a carrier gave a number it had given before", parcel=parcel.pk)
            raise CarrierUnavailable
        parcel.tracking_number = number[:60]
        parcel.save(update_fields=["tracking_number", "updated_at"])
        papers.want(parcel, PACKING_SLIP, now=now)
    return parcel


# --- calling off, and asking --------------------------------------------------------------------
def call_off_waiting(*, clock: Callable[[], datetime]) -> int:
    """Tell carriers of booked parcels that were cancelled. Opens its own transactions."""
    waiting = list(Parcel.objects.to_be_called_off().order_by("pk")[:BATCH])
    done = 0
    for parcel in waiting:
        try:
            is_off = carriers.carrier(parcel.carrier).call_off(parcel.tracking_number)
        except CarrierUnavailable:
            continue  # it is still waiting the next time
        if not is_off:
            log.error("a cancelled parcel is with its carrier", parcel=parcel.pk)
        done += opens_transaction(_note_called_off)(parcel, now=clock())
    return done


@joins_transaction
def _note_called_off(parcel: Parcel, *, now: datetime) -> int:
    return Parcel.objects.filter(pk=parcel.pk).update(called_off_at=now)


def ask_about_silent(*, clock: Callable[[], datetime]) -> int:
    """Ask carriers about parcels of which nothing was heard for hours. Opens its own transactions."""
    silent = Parcel.objects.silent_since(clock() - SILENCE).order_by("updated_at", "pk")
    rows = list(silent[:BATCH])
    for parcel in rows:
        try:
            events = carriers.carrier(parcel.carrier).poll(parcel.tracking_number)
        except CarrierUnavailable:
            break  # it will not answer for the others either
        opens_transaction(_take_answer)(parcel, events, now=clock())
    return 0  # those that said nothing are asked again when they have been silent for as long


@joins_transaction
def _take_answer(parcel: Parcel, events: Sequence[Event], *, now: datetime) -> None:
    for event in events:
        take(parcel.carrier, event, now=now)
    Parcel.objects.filter(pk=parcel.pk).update(asked_at=now)


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
    the rest is shown to staff.

    All orders and parcels it names are locked first, in the order everybody takes them: two files that
    name the same in another order cannot wait for each other.
    """
    remittance = Remittance.objects.create(
        carrier=carrier,
        reference=reference,
        received_on=received_on,
        total=sum((row.amount for row in collected), ZERO),
        fees=fees,
        imported_by=by,
    )
    known = _locked(carrier, [row.tracking_number for row in collected])
    lines, matched = [], []
    for row in collected:
        parcel = known.get(row.tracking_number)
        outcome = "unknown" if parcel is None else _outcome(parcel, row)
        if outcome == "matched" and parcel is not None:
            parcel.remitted_at = now
            matched.append(parcel)
        lines.append(
            RemittanceLine(
                remittance=remittance,
                tracking_number=row.tracking_number,
                amount=row.amount,
                parcel=parcel,
                outcome=outcome,
            )
        )
    settlement.note_remitted(matched, fees=fees, reference=f"fees:remittance:{remittance.pk}")
    RemittanceLine.objects.bulk_create(lines)
    return remittance


def _locked(carrier: str, numbers: Sequence[str]) -> dict[str, Parcel]:
    named = Parcel.objects.filter(carrier=carrier, tracking_number__in=set(numbers))
    ids = dict(named.values_list("pk", "order_id"))
    orders = {order.pk: order for order in Order.objects.filter(pk__in=ids.values()).locked()}
    found = {}
    for parcel in Parcel.objects.filter(pk__in=ids).locked():
        parcel.order = orders[parcel.order_id]
        found[parcel.tracking_number] = parcel
    return found


def _outcome(parcel: Parcel, row: Collected) -> str:
    if parcel.remitted_at is not None:
        return "repeated"
    if parcel.status != ParcelStatus.DELIVERED or parcel.cash_holder != "courier":
        return "undelivered"
    return "matched" if parcel.total == row.amount else "different"
