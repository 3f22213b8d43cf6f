"""Looking at orders for risk: every decision with its reasons, and held ones for people to decide."""

from dataclasses import asdict
from datetime import datetime, timedelta

from django.db.models import Count, Max

from core.money import ZERO
from core.problems import InvalidTransition
from core.transactions import joins_transaction
from custom_auth.models import User
from orders.actions import parcels
from orders.models import Order, OrderEvent, Parcel, Return
from payment import rules
from payment.models import FraudCheck, FraudThreshold, GatewayTransaction
from payment.rules import Outcome, PayoutSignals, Signals
from wallet.actions import payouts
from wallet.models import Payout
from wallet.rules import PayoutStatus

BATCH = 50


@joins_transaction
def score_waiting(*, now: datetime) -> int:
    """Judge orders that were not looked at yet, and hold those that seem risky."""
    waiting = list(
        Order.objects.filter(is_scored=False)
        .order_by("pk")
        .select_for_update(of=("self",), skip_locked=True)[:BATCH]
    )
    thresholds = dict(FraudThreshold.objects.values_list("name", "value"))
    for order in waiting:
        judge(order, thresholds, now=now)
    return len(waiting)


@joins_transaction
def judge(order: Order, thresholds: rules.Thresholds, *, now: datetime) -> FraudCheck:
    """Judge a locked order by the rules and write down what they saw."""
    signals = signals_of(order, now=now)
    found = rules.findings(signals, thresholds)
    points = rules.score(found)
    hold_from = thresholds.get("hold_from", rules.DEFAULTS["hold_from"])
    is_held = points >= hold_from and order.status == "pending"
    check = FraudCheck.objects.create(
        order=order,
        score=points,
        findings=[asdict(finding) for finding in found],
        signals={name: _plain(value) for name, value in asdict(signals).items()},
        is_held=is_held,
    )
    order.is_scored = True
    if is_held:
        order.held_for_review_at = now
        OrderEvent.objects.create(order=order, code="held", created_at=now)
    order.save(update_fields=["is_scored", "held_for_review_at", "updated_at"])
    return check


def _plain(value: object) -> object:
    if isinstance(value, timedelta):
        return round(value.total_seconds())
    return value if isinstance(value, bool | int) else str(value)


def signals_of(order: Order, *, now: datetime) -> Signals:
    """Collect what is known about an order's buyer. Six queries."""
    buyer = User.objects.select_related("profile").get(pk=order.user_id)
    earlier = Order.objects.filter(user=buyer, pk__lt=order.pk)
    moment = order.created_at
    cards = GatewayTransaction.objects.filter(
        attempt__payment__user=buyer, first_seen_at__gte=moment - timedelta(days=7), method="card"
    )
    outcomes = dict(
        Parcel.objects.filter(order__user=buyer, status__in=["delivered", "refused", "returned"])
        .values("status")
        .annotate(count=Count("pk"))
        .values_list("status", "count")
    )
    street = (order.address or {}).get("street")
    recipient = str((order.address or {}).get("recipient") or "")
    return Signals(
        amount=order.total_amount,
        is_cash=order.payment_method == "cash_on_delivery",
        account_age=moment - buyer.date_joined,
        is_email_verified=buyer.is_email_verified,
        is_phone_verified=buyer.profile.phone_verified_at is not None,
        orders_last_hour=earlier.filter(created_at__gte=moment - timedelta(hours=1)).count(),
        orders_last_day=earlier.filter(created_at__gte=moment - timedelta(days=1)).count(),
        cards_last_week=cards.values("source__pan").distinct().count(),
        declines_last_day=cards.filter(
            outcome=Outcome.DECLINED, first_seen_at__gte=moment - timedelta(days=1)
        ).count(),
        refusals_at_door=outcomes.get("refused", 0) + outcomes.get("returned", 0),
        deliveries=outcomes.get("delivered", 0),
        is_new_address=not earlier.filter(address__street=street).exists(),
        names_differ=bool(buyer.last_name) and buyer.last_name not in recipient,
    )


@joins_transaction
def score_payouts(*, now: datetime) -> int:
    """Judge withdrawals that were not looked at yet, and hold those that seem risky."""
    waiting = list(
        Payout.objects.filter(scored_at__isnull=True, status=PayoutStatus.REQUESTED)
        .order_by("pk")
        .select_for_update(of=("self",), skip_locked=True)[:BATCH]
    )
    thresholds = dict(FraudThreshold.objects.values_list("name", "value"))
    hold_from = thresholds.get("hold_from", rules.DEFAULTS["hold_from"])
    for payout in waiting:
        found = rules.payout_findings(payout_signals(payout, now=now), thresholds)
        payout.fraud_score = rules.score(found)
        payout.fraud_reasons = [asdict(finding) for finding in found]
        payout.scored_at = now
        payout.save(update_fields=["fraud_score", "fraud_reasons", "scored_at"])
        if payout.fraud_score >= hold_from:
            words = "، ".join(finding.words for finding in found)
            payouts.move(payout, PayoutStatus.HELD, note=words)
    return len(waiting)


def payout_signals(payout: Payout, *, now: datetime) -> PayoutSignals:
    """Collect what is known about a withdrawal's seller. Six queries."""
    seller = User.objects.get(pk=payout.user_id)
    own = Payout.objects.filter(user=seller, pk__lt=payout.pk)
    same = Payout.objects.filter(destination_digest=payout.destination_digest)
    paid = own.filter(status=PayoutStatus.PAID)
    changed = seller.password_changed_at
    return PayoutSignals(
        amount=payout.amount,
        account_age=now - seller.date_joined,
        is_new_destination=not paid.filter(destination_digest=payout.destination_digest).exists(),
        is_others_destination=same.exclude(user=seller).exists(),
        largest_before=paid.aggregate(most=Max("amount"))["most"] or ZERO,
        asked_last_day=own.filter(requested_at__gte=now - timedelta(days=1)).count(),
        open_disputes=Return.objects.filter(parcel__seller=seller, status="disputed").count(),
        password_age=None if changed is None else now - changed,
    )


@joins_transaction
def release(check: FraudCheck, *, by: User, now: datetime) -> None:
    """Let a held order go on.

    :raises InvalidTransition: if somebody has decided before.
    """
    order = _undecided(check)
    order.held_for_review_at = None
    order.save(update_fields=["held_for_review_at", "updated_at"])
    OrderEvent.objects.create(order=order, code="cleared", by=by, created_at=now)
    _decide(check, "released", by=by, now=now)


@joins_transaction
def cancel(check: FraudCheck, *, by: User, now: datetime, reason: str = "") -> None:
    """Cancel a held order; what was paid goes back.

    :raises CannotCancel: if it has left all the same.
    :raises InvalidTransition: if somebody has decided before.
    """
    order = _undecided(check)
    order.held_for_review_at = None
    order.save(update_fields=["held_for_review_at", "updated_at"])
    parcels.cancel(order, by=by, now=now, reason=reason)
    _decide(check, "cancelled", by=by, now=now)


def _undecided(check: FraudCheck) -> Order:
    """Lock a held order, under whose lock it is decided."""
    order: Order = Order.objects.locked().get(pk=check.order_id)
    if not FraudCheck.objects.filter(pk=check.pk, is_held=True).exists():
        raise InvalidTransition
    return order


def _decide(check: FraudCheck, decision: str, *, by: User, now: datetime) -> None:
    FraudCheck.objects.filter(pk=check.pk).update(
        decision=decision, decided_by=by, decided_at=now, is_held=False
    )
