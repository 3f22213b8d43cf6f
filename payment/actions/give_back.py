"""Refunds that staff or sellers ask for: checked against what is left, to the piastre."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from core.ids import next_id
from core.money import ZERO
from core.transactions import joins_transaction
from custom_auth.models import User
from orders.actions import settlement
from orders.errors import NothingLeftToRefund
from orders.models import Order, OrderItem, Parcel
from orders.rules import shares
from payment.actions import refunds
from payment.errors import RefundExceedsPayment
from payment.models import Payment, Refund
from payment.rules import PaymentStatus
from wallet.actions import ledger
from wallet.errors import InsufficientFunds
from wallet.rules import Account, Entry, Line, TransactionType


@dataclass(frozen=True)
class Given:
    amount: Decimal
    reference: str


@joins_transaction
def refund(
    payment: Payment,
    *,
    by: User,
    only_of: User | None,
    amount: Decimal | None,
    items: Sequence[Mapping[str, object]],
    reason: str,
    now: datetime,
) -> Given:
    """Give part of a payment back: an amount spread over its lines, or named lines.

    What an amount exceeds all lines by is taken from the shipping, so that the whole can go back.
    ``only_of`` narrows it to one seller's own lines, without shipping. A deposit goes back as far as it
    was not spent.

    :raises RefundExceedsPayment: if it is more than is left.
    """
    if payment.order_id is None:
        return _refund_deposit(payment, amount or ZERO, reason=reason, now=now)
    order = Order.objects.locked().get(pk=payment.order_id)
    booked = [
        parcel
        for parcel in Parcel.objects.filter(order=order).order_by("pk")
        if settlement.is_booked(parcel, order)
    ]
    if not booked:
        raise RefundExceedsPayment
    lines = _lines(order, booked, only_of)
    of_shipping: dict[int, Decimal] = {}
    if items:
        asked = _of_items(lines, items)
    else:
        ways = booked if only_of is None else []
        asked, of_shipping = _of_amount(lines, ways, amount or ZERO)
    reference = f"refund:{next_id()}"
    wanted = settlement.Refund(
        reference,
        lines={pk: part for pk, part in asked.items() if part},
        shipping={pk: part for pk, part in of_shipping.items() if part},
        reason=reason,
        to_credit=order.payment_method == "cash_on_delivery",
    )
    try:
        given = settlement.give_back(order, wanted, by=by, now=now)
    except NothingLeftToRefund as error:
        raise RefundExceedsPayment from error
    refunds.note_refunded(payment)
    return Given(given, reference)


def _refund_deposit(payment: Payment, amount: Decimal, *, reason: str, now: datetime) -> Given:
    """Send a deposit back where it came from, out of store credit."""
    left = payment.amount - payment.refunded
    if payment.status != PaymentStatus.COMPLETED or not ZERO < amount <= left:
        raise RefundExceedsPayment(left=f"{left:.2f}")
    reference = f"refund:{next_id()}"
    lines = (
        Line(Account.CREDIT, -amount, owner=payment.user_id, shown_as=TransactionType.REFUND),
        Line(Account.REFUNDS_DUE, amount),
    )
    try:
        ledger.post(Entry(reference, "refund", lines))
    except InsufficientFunds as error:
        raise RefundExceedsPayment from error
    Refund.objects.create(
        payment=payment,
        amount=amount,
        reference=reference,
        reason=reason,
        taken_from=payment.transaction_id or "",
        next_try_at=now,
    )
    payment.refunded += amount
    if payment.refunded == payment.amount:
        payment.status = PaymentStatus.REFUNDED
    payment.save(update_fields=["refunded", "status", "updated_at"])
    return Given(amount, reference)


def _lines(order: Order, booked: Sequence[Parcel], only_of: User | None) -> dict[int, OrderItem]:
    """Give the lines whose money was booked, and that one may give back."""
    parcels = {parcel.pk for parcel in booked}
    return {
        item.pk: item
        for rows in settlement.items_by_parcel(order).values()
        for item in rows
        if item.parcel_id in parcels and (only_of is None or item.seller_id == only_of.pk)
    }


def _of_items(
    lines: Mapping[int, OrderItem], items: Sequence[Mapping[str, object]]
) -> dict[int, Decimal]:
    asked = {}
    for row in items:
        item = lines.get(int(str(row["item"])))
        if item is None:
            raise RefundExceedsPayment(item=row["item"])
        left = item.paid - item.refunded
        part = row.get("amount")
        asked[item.pk] = part if isinstance(part, Decimal) else left
        if asked[item.pk] > left or not left:
            raise RefundExceedsPayment(item=item.pk)
    return asked


def _of_amount(
    lines: Mapping[int, OrderItem], parcels: Sequence[Parcel], amount: Decimal
) -> tuple[dict[int, Decimal], dict[int, Decimal]]:
    """Spread an amount over lines, and what is beyond them over the shipping of ``parcels``."""
    room = {pk: item.paid - item.refunded for pk, item in lines.items()}
    of_shipping = {one.pk: one.shipping_cost - one.shipping_refunded for one in parcels}
    of_lines = min(amount, sum(room.values(), ZERO))
    try:
        return shares.spread(of_lines, room), shares.spread(amount - of_lines, of_shipping)
    except ValueError as error:
        left = sum(room.values(), ZERO) + sum(of_shipping.values(), ZERO)
        raise RefundExceedsPayment(left=f"{left:.2f}") from error
