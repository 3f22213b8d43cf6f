"""What the worker does for this app."""

from django.utils import timezone

from core.relay import Relay
from core.transactions import opens_transaction
from orders.actions import parcels, settlement, shipping
from orders.models import Order, Parcel

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


RELAYS = [
    Relay("carriers", apply_carrier_messages, every=1.0),
    Relay("holds", expire_holds, every=5.0),
    Relay("releases", release_earnings, every=60.0),
]
