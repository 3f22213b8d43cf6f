"""What the worker does for this app."""

from django.utils import timezone

from core.relay import Relay
from core.transactions import opens_transaction
from orders.actions import credit_notes, papers, parcels, returns, settlement, shipping
from orders.models import Order, Parcel, Return

BATCH = 50


def expire_holds() -> int:
    """Let go of orders whose payment did not come in time; each in a transaction of its own."""
    now = timezone.now()
    waiting = Order.objects.hold_over(now).order_by("hold_until", "pk")
    done = [opens_transaction(parcels.expire)(order, now=now) for order in list(waiting[:BATCH])]
    return sum(done)


def _release(parcel_id: int) -> bool:
    now = timezone.now()
    parcel = Parcel.objects.filter(pk=parcel_id).first()
    if parcel is None:
        return False
    order, own = parcels.locked(parcel)
    own.order = order
    return settlement.release(own, now=now)


def release_earnings() -> int:
    """Make safe shares their sellers' own; each in a transaction of its own."""
    due = Parcel.objects.release_due(timezone.now()).order_by("release_after", "pk")
    ids = list(due.values_list("pk", flat=True)[:BATCH])
    return sum(opens_transaction(_release)(parcel_id) for parcel_id in ids)


def apply_carrier_messages() -> int:
    return shipping.apply_waiting(clock=timezone.now)


def call_off_cancelled() -> int:
    return shipping.call_off_waiting(clock=timezone.now)


def ask_carriers() -> int:
    return shipping.ask_about_silent(clock=timezone.now)


def make_papers() -> int:
    return papers.make_waiting(clock=timezone.now)


def move_returns_on() -> int:
    """Take returns further that nobody answered; each in a transaction of its own."""
    now = timezone.now()
    waiting = Return.objects.unanswered(now) | Return.objects.uncontested(now)
    rows = list(waiting.order_by("answer_by", "pk")[:BATCH])
    return sum(opens_transaction(returns.move_on)(asked, now=now) for asked in rows)


def make_credit_notes() -> int:
    return credit_notes.make_waiting(clock=timezone.now)


RELAYS = [
    Relay("carriers", apply_carrier_messages, every=1.0),
    Relay("calling off", call_off_cancelled, every=5.0),
    Relay("carriers asked", ask_carriers, every=60.0),
    Relay("papers", make_papers, every=1.0),
    Relay("credit notes", make_credit_notes, every=2.0),
    Relay("holds", expire_holds, every=5.0),
    Relay("releases", release_earnings, every=60.0),
    Relay("returns", move_returns_on, every=60.0),
]
