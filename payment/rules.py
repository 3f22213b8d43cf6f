"""What a gateway's word means, what a payment may become, how risky an order looks: no database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from core.money import from_piastres


class PaymentStatus(StrEnum):
    PENDING = "pending"
    COMPLETED = "completed"
    FAILED = "failed"
    REFUNDED = "refunded"


class AttemptStatus(StrEnum):
    """One try at the gateway. ``unknown``: asked for, and no answer came."""

    STARTING = "starting"
    OPEN = "open"
    UNKNOWN = "unknown"
    PAID = "paid"
    DECLINED = "declined"
    ABANDONED = "abandoned"


class RefundStatus(StrEnum):
    DUE = "due"
    SENDING = "sending"
    UNKNOWN = "unknown"
    DONE = "done"
    FAILED = "failed"
    MANUAL = "manual"


# Refunds that wait for a person.
BY_HAND = frozenset({RefundStatus.MANUAL, RefundStatus.FAILED})
# Methods that go through the gateway.
ONLINE = frozenset({"credit_card", "mobile_wallet", "kiosk"})
# An attempt nobody finished is asked about for so long, less and less often.
# A kiosk's bill may be paid days later.
ASK_AFTER = [timedelta(minutes=m) for m in (2, 5, 15, 60, 240, 720, 1440)]
ASK_AFTER += [timedelta(days=d) for d in (2, 3, 5, 8)]
# So long after an unanswered refund it is certain that the gateway is not still at it.
UNANSWERED_FOR = timedelta(minutes=5)


class Outcome(StrEnum):
    PENDING = "pending"
    PAID = "paid"
    DECLINED = "declined"
    AUTHORISED = "authorised"
    VOIDED = "voided"
    CHILD = "child"


@dataclass(frozen=True)
class Told:
    """What the gateway says of one transaction, in our words."""

    transaction_id: int
    order_id: int
    reference: str
    outcome: Outcome
    amount: Decimal
    refunded: Decimal
    currency: str
    integration_id: int
    method: str
    parent_id: int | None
    message: str
    code: str
    source: dict[str, str]


def told(transaction: Mapping[str, Any]) -> Told:
    """Read a gateway's transaction; what is missing or null counts as nothing.

    :raises ValueError: if it has no id, order or amount.
    """
    try:
        order = transaction.get("order") or {}
        order_id = int(order["id"] if isinstance(order, Mapping) else order)
        source = transaction.get("source_data") or {}
        details = transaction.get("data") or {}
        return Told(
            transaction_id=int(transaction["id"]),
            order_id=order_id,
            reference=str(order.get("merchant_order_id") or "")
            if isinstance(order, Mapping)
            else "",
            outcome=_outcome(transaction),
            amount=from_piastres(int(transaction["amount_cents"])),
            refunded=from_piastres(int(transaction.get("refunded_amount_cents") or 0)),
            currency=str(transaction.get("currency") or ""),
            integration_id=int(transaction.get("integration_id") or 0),
            method=str(source.get("type") or ""),
            parent_id=_whole(transaction.get("parent_transaction")),
            message=str(details.get("message") or "")[:200],
            code=str(details.get("txn_response_code") or "")[:50],
            source={name: str(source.get(name) or "")[:50] for name in ("type", "sub_type", "pan")},
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not a transaction") from error


def _whole(value: Any) -> int | None:
    return int(value) if value else None


def _outcome(transaction: Mapping[str, Any]) -> Outcome:
    def yes(name: str) -> bool:
        return transaction.get(name) is True

    if yes("has_parent_transaction") or yes("is_refund") or yes("is_void"):
        return Outcome.CHILD
    if yes("is_voided"):
        return Outcome.VOIDED
    if yes("pending"):
        return Outcome.PENDING
    if not yes("success"):
        return Outcome.DECLINED
    if yes("is_auth") and not yes("is_captured"):
        return Outcome.AUTHORISED
    return Outcome.PAID


# --- fraud --------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Signals:
    """What is known about a buyer when an order is looked at."""

    amount: Decimal
    is_cash: bool
    account_age: timedelta
    is_email_verified: bool
    is_phone_verified: bool
    orders_last_hour: int
    orders_last_day: int
    cards_last_week: int
    declines_last_day: int
    refusals_at_door: int
    deliveries: int
    is_new_address: bool
    names_differ: bool


@dataclass(frozen=True)
class Finding:
    """A rule that fired: its points, and why in words."""

    code: str
    points: int
    words: str


Thresholds = Mapping[str, Decimal]
DEFAULTS: dict[str, Decimal] = {
    "hold_from": Decimal(60),
    "high_value": Decimal(5000),
    "new_account_hours": Decimal(24),
    "many_orders_hour": Decimal(5),
    "many_orders_day": Decimal(12),
    "many_cards_week": Decimal(3),
    "many_declines_day": Decimal(4),
    "refusals": Decimal(2),
    "young_seller_days": Decimal(30),
    "payout_times": Decimal(5),
    "many_payouts_day": Decimal(4),
    "open_disputes": Decimal(3),
    "recent_password_days": Decimal(7),
}


def findings(signals: Signals, thresholds: Thresholds) -> list[Finding]:
    """Judge an order by rules that explain themselves; their points add up to its risk."""
    t = {**DEFAULTS, **thresholds}
    found = []
    is_high = signals.amount >= t["high_value"]
    is_new = signals.account_age < timedelta(hours=float(t["new_account_hours"]))
    if is_high and is_new:
        found.append(Finding("new_account_high_value", 45, "حساب جديد وقيمة كبيرة"))
    if signals.orders_last_hour >= t["many_orders_hour"]:
        found.append(Finding("velocity_hour", 40, "طلبات كثيرة في ساعة"))
    if signals.orders_last_day >= t["many_orders_day"]:
        found.append(Finding("velocity_day", 30, "طلبات كثيرة في يوم"))
    if signals.cards_last_week >= t["many_cards_week"]:
        found.append(Finding("many_cards", 40, "بطاقات كثيرة في أسبوع"))
    if signals.declines_last_day >= t["many_declines_day"]:
        found.append(Finding("many_declines", 35, "محاولات دفع مرفوضة كثيرة"))
    if signals.is_cash and signals.refusals_at_door >= t["refusals"]:
        refused_most = signals.refusals_at_door > signals.deliveries
        found.append(
            Finding("refusal_history", 60 if refused_most else 30, "رفض استلام طلبات سابقة")
        )
    if is_high and signals.is_cash and not signals.is_phone_verified:
        found.append(Finding("cash_unverified_phone", 25, "دفع عند الاستلام وهاتف غير مؤكد"))
    if is_high and signals.is_new_address and signals.names_differ:
        found.append(Finding("name_mismatch", 20, "اسم المستلم يختلف والعنوان جديد"))
    if is_high and not signals.is_email_verified:
        found.append(Finding("email_unverified", 15, "بريد غير مؤكد"))
    return found


@dataclass(frozen=True)
class PayoutSignals:
    """What is known about a withdrawal when it is looked at."""

    amount: Decimal
    account_age: timedelta
    is_new_destination: bool
    is_others_destination: bool
    largest_before: Decimal
    asked_last_day: int
    open_disputes: int
    password_age: timedelta | None


def payout_findings(signals: PayoutSignals, thresholds: Thresholds) -> list[Finding]:
    """Judge a withdrawal by rules that explain themselves."""
    t = {**DEFAULTS, **thresholds}
    found = []
    is_high = signals.amount >= t["high_value"]
    if signals.is_others_destination:
        found.append(Finding("shared_destination", 60, "حساب يستخدمه بائع آخر"))
    if is_high and signals.is_new_destination:
        found.append(Finding("new_destination_high_value", 35, "حساب جديد وقيمة كبيرة"))
    if is_high and signals.account_age < timedelta(days=float(t["young_seller_days"])):
        found.append(Finding("young_seller_high_value", 35, "بائع جديد وقيمة كبيرة"))
    if signals.largest_before and signals.amount > t["payout_times"] * signals.largest_before:
        found.append(Finding("unusual_amount", 25, "قيمة أكبر بكثير من المعتاد"))
    if signals.asked_last_day >= t["many_payouts_day"]:
        found.append(Finding("payout_velocity", 40, "طلبات سحب كثيرة في يوم"))
    if signals.open_disputes >= t["open_disputes"]:
        found.append(Finding("open_disputes", 30, "نزاعات مفتوحة كثيرة"))
    recently = timedelta(days=float(t["recent_password_days"]))
    if signals.password_age is not None and signals.password_age < recently and is_high:
        found.append(Finding("recent_password", 25, "كلمة مرور تغيّرت حديثًا وقيمة كبيرة"))
    return found


def score(found: list[Finding]) -> int:
    return min(sum(finding.points for finding in found), 100)


def ask_again_at(asked: int, started_at: datetime) -> datetime | None:
    """Give when to ask the gateway about an attempt again; None if it is not worth it any more."""
    return started_at + ASK_AFTER[asked] if asked < len(ASK_AFTER) else None
