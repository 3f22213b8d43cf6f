"""The books of ``kill_money``: what is set up before, and what is held against what afterwards.

Needs Django set up on the database of the program under test.
"""

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import httpx2
from django.db import DatabaseError, close_old_connections, connection
from django.db.models import Count, Sum
from django.utils import timezone

from core.transactions import opens_transaction
from custom_auth.models import User
from orders.models import Order, RefundDue
from payment.actions import audit, payouts, reconcile
from payment.errors import GatewayUnavailable
from payment.gateways import paymob, paymob_payouts
from payment.models import Attempt, GatewayCallback, GatewayTransaction, Payment, Refund
from payment.rules import UNANSWERED_FOR
from products.actions import stock
from products.models import Product, Variant
from sandbox.models import Delivery, Disbursement
from sandbox.models import Transaction as AtGateway
from wallet.actions import ledger, security
from wallet.actions import payouts as withdrawals
from wallet.models import LedgerEntry, Payout, Wallet
from wallet.rules import Account

if TYPE_CHECKING:
    from bench.kill_money import Load

BUYERS, SELLERS = 5, 2
OPEN_REFUNDS = ["due", "sending", "unknown"]
# By then a call to the gateway has come to something.
ANSWERED = timedelta(minutes=1)


def prepare(address: str, pin: str) -> None:
    """Fill the shelves, give sellers a PIN, and let the gateway pay whatever it is told to."""
    hashed = security.pin_hash(pin)
    long_ago = timezone.now() - timedelta(days=30)
    for email in _sellers():
        user = User.objects.get(email=email)
        opens_transaction(security.set_pin)(user, hashed, now=long_ago)
    for product_id, variant_id in _pieces():
        seller = Product.objects.get(pk=product_id).seller
        variant = Variant.objects.get(pk=variant_id)
        opens_transaction(stock.set_stock)(variant, 100_000, by=seller)
    _control(address, "unlimit", {})


def _control(address: str, verb: str, body: dict[str, Any]) -> None:
    with suppress(httpx2.HTTPError):
        url = f"{address}/sandbox/paymob/control/api/{verb}/"
        httpx2.post(url, json=body, timeout=20).raise_for_status()


def _sellers() -> list[str]:
    rich = Wallet.objects.filter(user__profile__is_verified=True).order_by("-earnings", "pk")
    return list(rich.values_list("user__email", flat=True)[:SELLERS])


def _pieces() -> list[tuple[int, int]]:
    found = Variant.objects.filter(
        is_active=True,
        product__is_active=True,
        product__one_of_a_kind=False,
        product__made_to_order=False,
        product__price__lt=600,
        product__personalisation=[],
    )
    return list(found.order_by("pk").values_list("product_id", "pk")[:40])


def people_and_pieces() -> tuple[list[str], list[str], list[tuple[int, int]]]:
    people = User.objects.filter(addresses__isnull=False, is_staff=False).distinct().order_by("pk")
    return list(people.values_list("email", flat=True)[:BUYERS]), _sellers(), _pieces()


def approve_all() -> int:
    """Approve what waits for it; how many."""
    close_old_connections()
    done = 0
    try:
        staff = User.objects.get(email="admin@tohfa.example")
        for payout in list(Payout.objects.filter(status="requested").order_by("pk")[:20]):
            opens_transaction(withdrawals.approve)(payout, by=staff, now=timezone.now())
            done += 1
    except DatabaseError:
        connection.close()
    return done


# --- coming to rest -----------------------------------------------------------------------------
def settle_down(address: str, seconds: float) -> float:
    """Let everything that was under way come to its end, asking on as hours later; the seconds it took."""
    began = time.monotonic()
    hours = 1
    while time.monotonic() - began < seconds:
        try:
            if not _waiting():
                break
            _ask(hours)
        except DatabaseError:
            connection.close()
        _control(address, "advance", {"seconds": 61})
        hours += 1
        time.sleep(2)
    return time.monotonic() - began


def _waiting() -> dict[str, int]:
    now = timezone.now()
    waiting = {
        "callbacks": GatewayCallback.objects.filter(applied_at__isnull=True).count(),
        "deliveries": Delivery.objects.filter(state="waiting").count(),
        "refunds due": RefundDue.objects.filter(collected_at__isnull=True).count(),
        "refunds": Refund.objects.filter(status__in=OPEN_REFUNDS).count(),
        "payouts": Payout.objects.filter(status__in=["approved", "sending"]).count(),
        "attempts": Attempt.objects.filter(ask_at__lte=now, asked=0).count(),
    }
    return {name: count for name, count in waiting.items() if count}


def _ask(hours: int) -> None:
    """Do what the worker would do hours later: ask the gateway about whatever is open."""
    later = timezone.now() + timedelta(hours=hours)
    clock = lambda: later  # noqa: E731
    with suppress(GatewayUnavailable):
        reconcile.ask_about_open(paymob.client(), clock=clock)
        reconcile.look_for_strays(paymob.client(), clock=timezone.now)
    _bring_refunds_forward()
    payouts.ask_about_sent(paymob_payouts.client(), clock=clock)


def _bring_refunds_forward() -> None:
    """Let the program's worker go on with refunds now rather than hours later.

    Not with a clock of ours: what its own process sends just now would look forsaken by that clock.
    """
    now = timezone.now()
    Refund.objects.filter(status="due").update(next_try_at=now)
    forsaken = Refund.objects.filter(status__in=["sending", "unknown"], sent_at__lt=now - ANSWERED)
    forsaken.update(sent_at=now - UNANSWERED_FOR, next_try_at=now)


# --- holding one against the other --------------------------------------------------------------
def gateway_position() -> Decimal:
    return ledger.house_balance(Account.GATEWAY)


def faults(load: "Load", before: Decimal) -> list[str]:
    """Give whatever was lost or doubled, in words; nothing, if all is well."""
    found = [str(one) for one in audit.discrepancies()]
    found += [f"still waiting: {name} {count}" for name, count in _waiting().items()]
    return [*found, *_payments(before), *_refunds(), *_payouts(), *_promises(load)]


def _payments(before: Decimal) -> Iterator[str]:
    taken = AtGateway.objects.filter(parent=None, success=True)
    known = GatewayTransaction.objects.in_bulk(list(taken.values_list("pk", flat=True)))
    for one in taken:
        ours = known.get(one.pk)
        if ours is None or not ours.use:
            yield f"money lost: the gateway took {one.amount_cents} piastres by {one.pk}"
    paid = taken.aggregate(total=Sum("amount_cents"))["total"] or 0
    children = AtGateway.objects.filter(success=True).exclude(parent=None)
    given = children.aggregate(total=Sum("amount_cents"))["total"] or 0
    expected = before - Decimal(paid - given) / 100
    if gateway_position() != expected:
        yield f"the gateway holds {-expected} for us, the ledger says {-gateway_position()}"
    doubled = LedgerEntry.objects.filter(kind="sale").values("order_id").annotate(n=Count("pk"))
    # A cash order has an entry for each parcel.
    online = Order.objects.exclude(payment_method="cash_on_delivery")
    for row in doubled.filter(n__gt=1, order_id__in=online.values("pk")):
        yield f"order {row['order_id']} was booked {row['n']} times"


def _refunds() -> Iterator[str]:
    ours: dict[str, Decimal] = defaultdict(Decimal)
    for refund in Refund.objects.filter(status="done"):
        ours[refund.taken_from] += refund.amount
    for one in AtGateway.objects.filter(parent=None, success=True):
        given = Decimal(one.amount_cents if one.is_voided else one.refunded_amount_cents) / 100
        if given != ours[str(one.pk)]:
            yield f"the gateway gave {given} of {one.pk} back, we booked {ours[str(one.pk)]}"


def _payouts() -> Iterator[str]:
    for payout in Payout.objects.exclude(partner_reference="", status__in=["cancelled"]):
        reference = paymob_payouts.reference_id(f"payout:{payout.pk}")
        sent = Disbursement.objects.filter(client_reference_id=reference)
        gone = sent.filter(status__in=["success", "pending"]).count()
        if gone > 1:
            yield f"payout {payout.pk} was sent {gone} times"
        if payout.partner_reference and payout.status == "paid" and gone != 1:
            yield f"payout {payout.pk} is paid here and was sent {gone} times"
    references = Disbursement.objects.exclude(client_reference_id="")
    for row in references.values("client_reference_id").annotate(n=Count("pk")).filter(n__gt=1):
        yield f"disbursement {row['client_reference_id']} was made {row['n']} times"


def _promises(load: "Load") -> Iterator[str]:
    """What the API answered with success has to be there."""
    paid = Payment.objects.filter(pk__in=load.paid, status__in=["completed", "refunded"])
    if lost := load.paid - set(paid.values_list("pk", flat=True)):
        yield f"{len(lost)} payments were promised and are gone"
    booked = LedgerEntry.objects.filter(reference__in=load.refunded)
    if gone := load.refunded - set(booked.values_list("reference", flat=True)):
        yield f"{len(gone)} refunds were promised and are gone"
    asked = Payout.objects.filter(pk__in=load.withdrawn)
    if missing := load.withdrawn - set(asked.values_list("pk", flat=True)):
        yield f"{len(missing)} withdrawals were promised and are gone"
    orders = Order.objects.filter(note__in=load.notes).values("note").annotate(n=Count("pk"))
    for row in orders.filter(n__gt=1):
        yield f"one request made {row['n']} orders"


def figures() -> dict[str, Any]:
    taken = AtGateway.objects.filter(parent=None, success=True)
    return {
        "ledger entries": LedgerEntry.objects.count(),
        "card payments": f"{taken.count()} taken by the gateway, "
        f"{GatewayTransaction.objects.filter(pk__in=taken.values('pk'), use='applied').count()} applied",
        "wallet pays": Payment.objects.filter(method="wallet", paid_at__isnull=False).count(),
        "refunds": dict(Refund.objects.values_list("status").annotate(n=Count("pk"))),
        "payouts": dict(
            Payout.objects.exclude(partner_reference="")
            .values_list("status")
            .annotate(n=Count("pk"))
        ),
        "unknown": Payout.objects.filter(status="unknown").count(),
    }
