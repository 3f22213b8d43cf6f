"""What becomes of an order and its parcels: each step checked by the table, noted, and told."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from core.transactions import joins_transaction
from custom_auth.models import User
from notifications.actions.notify import Telling, tell
from orders.actions import settlement
from orders.actions.offers import trade_rules
from orders.actions.settlement import Refund
from orders.errors import CannotCancel, InvalidTransition, NotPaidYet, OnHold
from orders.models import Order, OrderEvent, OrderItem, Parcel
from orders.rules import states
from orders.rules.numbers import spoken
from orders.rules.states import Method, OrderStatus, ParcelStatus
from products.actions import reviews, stock
from products.actions.stock import Line
from products.rules import Movement

# Notices to the buyer and to the seller about a parcel's step.
TOLD_BUYER = {
    ParcelStatus.PROCESSING: "parcel.processing",
    ParcelStatus.SHIPPED: "parcel.shipped",
    ParcelStatus.DELIVERED: "parcel.delivered",
    ParcelStatus.REFUSED: "parcel.refused",
    ParcelStatus.CANCELLED: "parcel.cancelled",
}
TOLD_SELLER = {
    ParcelStatus.REFUSED: "sale.refused",
    ParcelStatus.CANCELLED: "sale.cancelled",
}


def locked(parcel: Parcel) -> tuple[Order, Parcel]:
    """Lock an order and one of its parcels, in the order everybody takes them."""
    order = Order.objects.locked().get(pk=parcel.order_id)
    own = Parcel.objects.locked().get(pk=parcel.pk)
    own.order = order
    return order, own


@joins_transaction
def move(
    parcel: Parcel,
    status: ParcelStatus,
    *,
    by: User | None,
    now: datetime,
    note: str = "",
    carrier_name: str = "",
    tracking_number: str = "",
) -> Parcel:
    """Move a parcel one step.

    :raises InvalidTransition: if its present state does not lead there.
    :raises NotPaidYet: if the order still waits for its payment.
    :raises OnHold: while staff look at the order.
    """
    order, parcel = locked(parcel)
    before = ParcelStatus(parcel.status)
    if not states.may_become(before, status):
        raise InvalidTransition(status=before)
    if order.awaits_payment:
        raise NotPaidYet
    if order.held_for_review_at is not None and status is not ParcelStatus.CANCELLED:
        raise OnHold
    parcel.status = status
    if carrier_name:
        parcel.carrier_name = carrier_name
    if tracking_number:
        parcel.tracking_number = tracking_number
    _EFFECTS[status](order, parcel, by, now, note)
    parcel.save()
    _note(order, parcel, before, by=by, now=now, note=note)
    _follow(order, now=now)
    _tell(order, parcel, note)
    return parcel


def _begin(order: Order, parcel: Parcel, by: User | None, now: datetime, note: str) -> None:
    """Beginning changes nothing else."""


def _ship(order: Order, parcel: Parcel, by: User | None, now: datetime, note: str) -> None:
    parcel.shipped_at = now
    # A piece made to order has left the workshop: its place there is free again.
    made = [item for item in _items(parcel) if item.made_to_order]
    _put_back(made, Movement.FINISHED, f"parcel:{parcel.pk}", by)


def _deliver(order: Order, parcel: Parcel, by: User | None, now: datetime, note: str) -> None:
    parcel.delivered_at = now
    parcel.release_after = now + timedelta(days=trade_rules().release_days)
    if order.payment_method == Method.CASH_ON_DELIVERY:
        settlement.book_cash(parcel, order, now=now)
    reviews.grant(order.user_id, [item.product_id for item in _items(parcel)])


def _cancel(order: Order, parcel: Parcel, by: User | None, now: datetime, note: str) -> None:
    items = _items(parcel)
    _put_back(items, Movement.CANCELLED, f"parcel:{parcel.pk}", by)
    _refund_rest(order, parcel, items, f"cancel:parcel:{parcel.pk}", note, now, with_shipping=True)


def _come_back(order: Order, parcel: Parcel, by: User | None, now: datetime, note: str) -> None:
    """A refused parcel is back: its pieces can be sold again; the way there and back was not free."""
    items = _items(parcel)
    finished = [item for item in items if not item.made_to_order]
    _put_back(finished, Movement.REFUSED, f"parcel:{parcel.pk}", by)
    _refund_rest(
        order, parcel, items, f"refused:parcel:{parcel.pk}", note, now, with_shipping=False
    )


def _lose(order: Order, parcel: Parcel, by: User | None, now: datetime, note: str) -> None:
    """A parcel is lost: its buyer gets everything back; its pieces do not return to any shelf."""
    items = _items(parcel)
    _refund_rest(order, parcel, items, f"lost:parcel:{parcel.pk}", note, now, with_shipping=True)


_EFFECTS = {
    ParcelStatus.PROCESSING: _begin,
    ParcelStatus.SHIPPED: _ship,
    ParcelStatus.DELIVERED: _deliver,
    ParcelStatus.CANCELLED: _cancel,
    ParcelStatus.REFUSED: _begin,
    ParcelStatus.RETURNED: _come_back,
    ParcelStatus.LOST: _lose,
}


def _items(parcel: Parcel) -> list[OrderItem]:
    return list(OrderItem.objects.filter(parcel=parcel).order_by("pk"))


def _put_back(
    items: Iterable[OrderItem], reason: Movement, reference: str, by: User | None
) -> None:
    lines = [Line(item.variant_id, item.quantity) for item in items]
    if lines:
        stock.put_back(lines, reason=reason, reference=reference, by=by)


def _refund_rest(
    order: Order,
    parcel: Parcel,
    items: list[OrderItem],
    reference: str,
    reason: str,
    now: datetime,
    *,
    with_shipping: bool,
) -> None:
    if not order.payment_status or order.payment_method == Method.CASH_ON_DELIVERY:
        return  # nothing of it was ever booked
    lines, shipping = settlement.whole_parcel(parcel, items, with_shipping=with_shipping)
    refund = Refund(reference, lines, shipping, reason)
    if refund.amount:
        settlement.give_back(order, refund, now=now)
        parcel.shipping_refunded = Parcel.objects.values_list("shipping_refunded", flat=True).get(
            pk=parcel.pk
        )


def _note(
    order: Order, parcel: Parcel, before: ParcelStatus, *, by: User | None, now: datetime, note: str
) -> None:
    OrderEvent.objects.create(
        order=order,
        parcel=parcel,
        code="parcel",
        from_status=before,
        to_status=parcel.status,
        note=note,
        by=by,
        created_at=now,
    )


def _follow(order: Order, *, now: datetime) -> None:
    """Let the order's status follow from its parcels, and note the step if there is one."""
    parcels = Parcel.objects.filter(order=order).values_list("status", flat=True)
    before = order.status
    after = states.order_status(ParcelStatus(status) for status in parcels)
    changed = ["status", "updated_at"]
    if after == OrderStatus.DELIVERED and not order.payment_status:
        # The last cash parcel was handed over, and with it the last of the money.
        order.payment_status, order.paid_at = True, now
        changed += ["payment_status", "paid_at"]
    if after != before:
        order.status = after
        order.save(update_fields=changed)
        OrderEvent.objects.create(
            order=order, code="status", from_status=before, to_status=after, created_at=now
        )


def _tell(order: Order, parcel: Parcel, note: str) -> None:
    status = ParcelStatus(parcel.status)
    values = {
        "order": spoken(order.number),
        "order_id": order.pk,
        "seller": parcel.seller_name,
        "carrier": parcel.carrier_name,
        "tracking_number": parcel.tracking_number,
        "reason": note,
    }
    tellings = []
    if kind := TOLD_BUYER.get(status):
        tellings.append(Telling(kind, [order.user_id], ("order", order.pk), values))
    if kind := TOLD_SELLER.get(status):
        tellings.append(Telling(kind, [parcel.seller_id], ("order", order.pk), values))
    if tellings:
        tell(*tellings)


@joins_transaction
def cancel(
    order: Order, *, by: User | None, now: datetime, reason: str = "", parcel_id: int | None = None
) -> Order:
    """Cancel an order, or one parcel of it, before anything of that has left.

    Stock returns, and money goes back to where it came from.

    :raises CannotCancel: if a parcel has left or was cancelled before.
    """
    order = Order.objects.locked().get(pk=order.pk)
    parcels = list(Parcel.objects.filter(order=order).locked())
    if parcel_id is not None:
        parcels = [parcel for parcel in parcels if parcel.pk == parcel_id]
        if order.awaits_payment:
            raise CannotCancel  # what is to be paid is fixed: cancel the whole and order anew
    if not parcels or any(p.status not in states.CANCELLABLE for p in parcels):
        raise CannotCancel
    for parcel in parcels:
        _cancel_one(order, parcel, by=by, now=now, reason=reason)
    _follow(order, now=now)
    order.hold_until = None
    order.save(update_fields=["hold_until", "updated_at"])
    values = {"order": spoken(order.number), "order_id": order.pk, "reason": reason}
    about = ("order", order.pk)
    tellings = [Telling("sale.cancelled", [p.seller_id for p in parcels], about, values)]
    if order.status == OrderStatus.CANCELLED:
        tellings.append(Telling("order.cancelled", [order.user_id], about, values))
    tell(*tellings)
    return order


def _cancel_one(
    order: Order, parcel: Parcel, *, by: User | None, now: datetime, reason: str
) -> None:
    before = ParcelStatus(parcel.status)
    parcel.status = ParcelStatus.CANCELLED
    _cancel(order, parcel, by, now, reason)
    parcel.save()
    _note(order, parcel, before, by=by, now=now, note=reason)


@joins_transaction
def expire(order: Order, *, now: datetime) -> bool:
    """Let go of an order whose payment did not come in time; False if it is not to be let go of."""
    order = Order.objects.locked().get(pk=order.pk)
    if not order.awaits_payment or order.hold_until is None or order.hold_until > now:
        return False
    items = list(OrderItem.objects.filter(order=order))
    _put_back(items, Movement.EXPIRED, f"order:{order.pk}", None)
    for parcel in Parcel.objects.filter(order=order).locked():
        before = ParcelStatus(parcel.status)
        parcel.status = ParcelStatus.CANCELLED
        parcel.save(update_fields=["status", "updated_at"])
        _note(order, parcel, before, by=None, now=now, note="")
    order.status = OrderStatus.CANCELLED
    order.hold_until = None
    order.save(update_fields=["status", "hold_until", "updated_at"])
    OrderEvent.objects.create(
        order=order,
        code="expired",
        from_status=OrderStatus.PENDING,
        to_status=OrderStatus.CANCELLED,
        created_at=now,
    )
    values = {"order": spoken(order.number), "order_id": order.pk}
    tell(Telling("order.expired", [order.user_id], ("order", order.pk), values))
    return True


@joins_transaction
def revive(order: Order, *, now: datetime) -> Order:
    """Take up an expired order whose payment came late, if its pieces are still there.

    :raises InsufficientStock: if they are not.
    :raises InvalidTransition: if it was not expiry that ended it.
    """
    order = Order.objects.locked().get(pk=order.pk)
    last = order.events.order_by("-pk").exclude(code="parcel").first()
    if order.status != OrderStatus.CANCELLED or last is None or last.code != "expired":
        raise InvalidTransition
    items = list(OrderItem.objects.filter(order=order))
    lines = [Line(item.variant_id, item.quantity) for item in items]
    stock.take(lines, reference=f"revived:{order.pk}", by=None)
    Parcel.objects.filter(order=order).update(status=ParcelStatus.PENDING)
    order.status = OrderStatus.PENDING
    order.save(update_fields=["status", "updated_at"])
    OrderEvent.objects.create(
        order=order,
        code="revived",
        from_status=OrderStatus.CANCELLED,
        to_status=OrderStatus.PENDING,
        created_at=now,
    )
    return order
