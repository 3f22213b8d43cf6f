"""What the control pages can do, by name: their buttons and the JSON API call the same verbs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from sandbox import clock, deliveries, passing
from sandbox.bodies import checked
from sandbox.bosta import parcels, rules, shapes
from sandbox.deliveries import Options
from sandbox.fields import Address, Choice, Field, Flag, Pounds, Shape, Text, Whole
from sandbox.models import (
    Attempt,
    BearerToken,
    Delivery,
    Disbursement,
    Exchange,
    Fault,
    Inquiry,
    Order,
    Parcel,
    Pickup,
    State,
    Transaction,
)
from sandbox.paymob import payments, refunds
from sandbox.payouts import disbursements
from sandbox.refusals import Refusal

FOREVER = 60 * 60 * 24 * 60
ONE_DELIVERY: dict[str, Field] = {"delivery": Whole()}
TRAVEL: dict[str, Field] = {
    "delay_seconds": Whole(0, 86_400),
    "copies": Whole(1, 20),
    "reorder": Flag(),
    "lose": Flag(),
    "hold": Flag(),
    "corrupt": Flag(),
}


@dataclass(frozen=True, kw_only=True)
class Verb:
    """Something that can be done; ``does`` gives the sentence that tells it was."""

    takes: Shape
    does: Callable[[Mapping[str, Any]], str]


def perform(name: str, given: Mapping[str, Any], among: Mapping[str, Verb]) -> str:
    """Do what a verb says.

    :raises Refusal: 404 for an unknown verb, 400 for what it does not take, or as the verb says.
    """
    verb = among.get(name)
    if verb is None:
        raise Refusal(404, {"detail": f"There is no “{name[:40]}”: {', '.join(sorted(among))}."})
    return verb.does(checked(given, verb.takes))


# --- deliveries ---------------------------------------------------------------------------------


def _delivery(given: Mapping[str, Any]) -> Delivery:
    rows = Delivery.objects.select_for_update(no_key=True)
    found = rows.filter(pk=given["delivery"]).first()
    if found is None:
        raise Refusal(404, {"detail": "There is no such delivery."})
    return found


def _resend(given: Mapping[str, Any]) -> str:
    delivery = _delivery(given)
    if given.get("corrupt"):
        delivery = deliveries.corrupted(delivery)
    fresh = deliveries.resend(delivery, copies=given.get("copies", 1))
    if given.get("corrupt"):
        Delivery.objects.filter(pk__in=[one.pk for one in fresh]).update(note="signature spoiled")
    return f"Queued {len(fresh)} × delivery {delivery.pk}."


def _hold(given: Mapping[str, Any]) -> str:
    delivery = _delivery(given)
    _set(delivery, state=Delivery.State.HELD)
    return f"Delivery {delivery.pk} is held back."


def _release(given: Mapping[str, Any]) -> str:
    delivery = _delivery(given)
    now = timezone.now()
    _set(delivery, state=Delivery.State.WAITING, due_at=now, claimed_until=None)
    return f"Delivery {delivery.pk} goes out now."


def _delay(given: Mapping[str, Any]) -> str:
    delivery = _delivery(given)
    due = max(delivery.due_at, timezone.now()) + timedelta(seconds=given["seconds"])
    _set(delivery, due_at=due)
    return f"Delivery {delivery.pk} waits {given['seconds']} s longer."


def _lose(given: Mapping[str, Any]) -> str:
    delivery = _delivery(given)
    _set(delivery, state=Delivery.State.LOST)
    return f"Delivery {delivery.pk} is lost."


def _corrupt(given: Mapping[str, Any]) -> str:
    delivery = deliveries.corrupted(_delivery(given))
    delivery.save(update_fields=["url", "headers", "note"])
    return f"The signature of delivery {delivery.pk} is spoiled."


def _reorder(given: Mapping[str, Any]) -> str:
    turned = deliveries.reverse(given["subject"])
    return f"Turned round {turned} waiting deliveries of {given['subject']}."


def _deliver(given: Mapping[str, Any]) -> str:
    """Ordered here and done by the caller once the transaction is over: it calls the shop."""
    return "Delivered what was due."


def _set(delivery: Delivery, **columns: Any) -> None:
    for name, value in columns.items():
        setattr(delivery, name, value)
    delivery.save(update_fields=list(columns))


# --- the sandbox itself -------------------------------------------------------------------------


def _travel(given: Mapping[str, Any]) -> str:
    """Choose how callbacks travel: those of one order or parcel, or all that have no choice."""
    chosen = {name: given[name] for name in TRAVEL if name in given}
    options = replace(Options(), **chosen).stored()
    if "order" in given:
        found = Order.objects.filter(pk=given["order"]).update(callback_options=options)
    elif "parcel" in given:
        parcel = Parcel.objects.filter(tracking_number=given["parcel"])
        found = parcel.update(callback_options=options)
    else:
        State.current()
        found = State.objects.update(callback_options=options)
    if not found:
        raise Refusal(404, {"detail": "There is no such order or parcel."})
    return f"Callbacks now travel so: {options}."


def _fault(given: Mapping[str, Any]) -> str:
    fault = Fault.objects.create(
        target=given.get("target", ""),
        kind=given["kind"],
        seconds=given.get("seconds", 0),
        remaining=given.get("times", 1),
    )
    kind = Fault.Kind(fault.kind).label
    return f"The next {fault.remaining} calls of {fault.target or 'any endpoint'}: {kind}."


def _mend(given: Mapping[str, Any]) -> str:
    count, _ = Fault.objects.all().delete()
    return f"Called off {count} faults."


def _advance(given: Mapping[str, Any]) -> str:
    now = clock.advance(timedelta(seconds=given["seconds"]))
    passing.pass_time(now)
    return f"It is now {clock.local_text(now)[:16].replace('T', ' ')} in Cairo."


def _switch(given: Mapping[str, Any]) -> str:
    state = State.current(lock=True)
    for name, value in given.items():
        setattr(state, name, value)
    state.save()
    return f"Set {', '.join(given) or 'nothing'}."


def _unlimit(given: Mapping[str, Any]) -> str:
    State.current()
    State.objects.update(balance_cents=None)
    return "Refunds may draw on any amount."


def _forget(given: Mapping[str, Any]) -> str:
    for model in (
        *(Attempt, Delivery, Exchange, Fault, Inquiry, BearerToken),
        *(Disbursement, Pickup, Parcel, Order, State),
    ):
        model.objects.all().delete()
    return "The sandbox has forgotten everything."


# --- payments and payouts -----------------------------------------------------------------------


def _decide(given: Mapping[str, Any]) -> str:
    """Give a pending payment or refund its end."""
    now, approve = clock.now(), given["outcome"] == "approve"
    child = Transaction.objects.pending().filter(pk=given["transaction"], is_refund=True).first()
    if child is None:
        payments.decide(payments.open_payment(given["transaction"]), approve=approve, now=now)
    else:
        refunds.decide(child.pk, approve=approve, now=now)
    return f"Transaction {given['transaction']} is {given['outcome']}d."


def _refund(given: Mapping[str, Any]) -> str:
    """Refund as somebody would in the gateway's dashboard, behind the shop's back."""
    child = refunds.refund(given["transaction"], given["amount_cents"], now=clock.now())
    return f"Refunded {child.amount_cents} of transaction {child.parent_id}: {child.pk}."


def _void(given: Mapping[str, Any]) -> str:
    """Void as somebody would in the gateway's dashboard, behind the shop's back."""
    child = refunds.void(given["transaction"], now=clock.now())
    return f"Voided transaction {child.parent_id}: {child.pk}."


def _pay_bill(given: Mapping[str, Any]) -> str:
    payment = payments.pay_bill(given["bill_reference"], now=clock.now())
    return f"Bill {payment.bill_reference} is paid: transaction {payment.pk}."


def _decide_payout(given: Mapping[str, Any]) -> str:
    rows = Disbursement.objects.locked()
    sent = rows.filter(transaction_id=given["payout"]).first()
    if sent is None:
        raise Refusal(404, {"detail": "There is no such payout."})
    try:
        disbursements.finish(sent, given["status"], now=clock.now())
    except ValueError as error:
        raise Refusal(400, {"status": [str(error)]}) from None
    return f"Payout {sent.transaction_id} is {sent.status}."


# --- parcels ------------------------------------------------------------------------------------


def _step(given: Mapping[str, Any]) -> str:
    parcel = parcels.locked(given["parcel"])
    if not parcels.step(parcel, now=clock.now()):
        raise Refusal(400, {"parcel": ["This parcel is at the end of its way."]})
    for _ in range(given.get("times", 1) - 1):
        parcels.step(parcel, now=clock.now())
    return _stands(parcel)


def _move(given: Mapping[str, Any]) -> str:
    parcel = parcels.locked(given["parcel"])
    try:
        wanted = rules.State(given["state"])
    except ValueError:
        raise Refusal(400, {"state": ["This is no state of a parcel."]}) from None
    parcels.move(parcel, wanted, now=clock.now(), code=given.get("code"))
    return _stands(parcel)


def _fail(given: Mapping[str, Any]) -> str:
    parcel = parcels.locked(given["parcel"])
    parcels.fail(parcel, code=given["code"], now=clock.now())
    return _stands(parcel)


def _send_home(given: Mapping[str, Any]) -> str:
    parcel = parcels.locked(given["parcel"])
    parcels.send_home(parcel)
    return f"Parcel {parcel.tracking_number} is on its way back."


def _walk(given: Mapping[str, Any]) -> str:
    parcel = parcels.locked(given["parcel"])
    parcels.walk(parcel, ending=given["ending"], now=clock.now())
    return _stands(parcel)


def _stands(parcel: Parcel) -> str:
    state = rules.said(rules.State(parcel.state), kind=shapes.type_of(parcel))
    return f"Parcel {parcel.tracking_number}: {state}."


NOTHING = Shape()
PARCEL: dict[str, Field] = {"parcel": Text(20)}
PAYOUT_STATUSES = ("success", "failed", "returned")

COMMON = {
    "resend": Verb(
        takes=Shape(needed=ONE_DELIVERY, optional={"copies": Whole(1, 20), "corrupt": Flag()}),
        does=_resend,
    ),
    "hold": Verb(takes=Shape(needed=ONE_DELIVERY), does=_hold),
    "release": Verb(takes=Shape(needed=ONE_DELIVERY), does=_release),
    "delay": Verb(takes=Shape(needed={**ONE_DELIVERY, "seconds": Whole(1, 86_400)}), does=_delay),
    "lose": Verb(takes=Shape(needed=ONE_DELIVERY), does=_lose),
    "corrupt": Verb(takes=Shape(needed=ONE_DELIVERY), does=_corrupt),
    "reorder": Verb(takes=Shape(needed={"subject": Text(80)}), does=_reorder),
    "deliver": Verb(takes=NOTHING, does=_deliver),
    "travel": Verb(
        takes=Shape(optional={**TRAVEL, "order": Whole(), "parcel": Text(20)}), does=_travel
    ),
    "fault": Verb(
        takes=Shape(
            needed={"kind": Choice(tuple(Fault.Kind.values))},
            optional={
                "target": Text(60, may_be_blank=True),
                "seconds": Whole(0, 60),
                "times": Whole(1, 1000),
            },
        ),
        does=_fault,
    ),
    "mend": Verb(takes=NOTHING, does=_mend),
    "advance": Verb(takes=Shape(needed={"seconds": Whole(1, FOREVER)}), does=_advance),
    "forget": Verb(takes=NOTHING, does=_forget),
}
GATEWAY = {
    **COMMON,
    "decide": Verb(
        takes=Shape(needed={"transaction": Whole(), "outcome": Choice(("approve", "decline"))}),
        does=_decide,
    ),
    "refund": Verb(
        takes=Shape(needed={"transaction": Whole(), "amount_cents": Whole(1)}), does=_refund
    ),
    "void": Verb(takes=Shape(needed={"transaction": Whole()}), does=_void),
    "pay_bill": Verb(takes=Shape(needed={"bill_reference": Whole()}), does=_pay_bill),
    "decide_payout": Verb(
        takes=Shape(
            needed={
                "payout": Text(36, pattern=disbursements.UUID_TEXT, sentence="Not a valid UUID."),
                "status": Choice(PAYOUT_STATUSES),
            }
        ),
        does=_decide_payout,
    ),
    "switch": Verb(
        takes=Shape(
            optional={
                "amount_triggers": Flag(),
                "balance_cents": Whole(),
                "budget": Pounds(least=Decimal(0)),
                "payouts_callback_url": Address(),
            }
        ),
        does=_switch,
    ),
    "unlimit": Verb(takes=NOTHING, does=_unlimit),
}
CARRIER = {
    **COMMON,
    "step": Verb(takes=Shape(needed=PARCEL, optional={"times": Whole(1, 20)}), does=_step),
    "move": Verb(
        takes=Shape(needed={**PARCEL, "state": Whole()}, optional={"code": Whole(0, 1000)}),
        does=_move,
    ),
    "fail": Verb(takes=Shape(needed={**PARCEL, "code": Whole(0, 1000)}), does=_fail),
    "send_home": Verb(takes=Shape(needed=PARCEL), does=_send_home),
    "walk": Verb(takes=Shape(needed={**PARCEL, "ending": parcels.ENDINGS}), does=_walk),
}
