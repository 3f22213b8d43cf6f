"""What becomes of an order and its parcels: each step checked by the table, noted, and told."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import translation

from core.money import ZERO
from core.problems import InvalidTransition
from core.transactions import joins_transaction
from custom_auth.models import User
from notifications.actions.notify import Telling, tell
from orders.actions import coupons, papers, settlement
from orders.actions.offers import trade_rules
from orders.actions.settlement import Refund
from orders.errors import CannotCancel, CarrierDecides, NotPaidYet, OnHold
from orders.models import Order, OrderEvent, OrderItem, Parcel
from orders.models.papers import INVOICE, PACKING_SLIP
from orders.rules import returns as law
from orders.rules import states
from orders.rules.numbers import spoken
from orders.rules.shipping import PICK_UP
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
    ParcelStatus.LOST: "parcel.lost",
    ParcelStatus.CANCELLED: "parcel.cancelled",
}
TOLD_SELLER = {
    ParcelStatus.REFUSED: "sale.refused",
    ParcelStatus.LOST: "sale.lost",
    ParcelStatus.CANCELLED: "sale.cancelled",
}
# Where these end an order, its coupon is its buyer's again; who refuses at the door has used it.
NOT_THE_BUYERS_DOING = frozenset({ParcelStatus.CANCELLED, ParcelStatus.LOST})


def locked(parcel: Parcel) -> tuple[Order, Parcel]:
    """Lock an order and one of its parcels, in the order everybody takes them."""
    order = Order.objects.locked().get(pk=parcel.order_id)
    own = Parcel.objects.locked().get(pk=parcel.pk)
    own.order = order
    return order, own


@joins_transaction
def move_as_seller(
    parcel: Parcel,
    status: ParcelStatus,
    *,
    by: User,
    now: datetime,
    note: str = "",
    carrier_name: str = "",
    tracking_number: str = "",
) -> Parcel:
    """Move a parcel one step on its seller's word.

    :raises CarrierDecides: if a carrier of the marketplace carries it and says this itself. Its number
        comes from booking alone: by a number typed in, a parcel could pass for another one.
    :raises InvalidTransition, NotPaidYet, OnHold:
    """
    _, parcel = locked(parcel)
    is_booked = bool(parcel.tracking_number)
    if not states.is_for_seller_to_say(status, carrier=parcel.carrier, is_booked=is_booked):
        raise CarrierDecides
    is_new_number = tracking_number not in {"", parcel.tracking_number}
    if is_new_number and parcel.carrier not in states.OWN_WAY:
        raise CarrierDecides
    return move(
        parcel,
        status,
        by=by,
        now=now,
        note=note,
        carrier_name=carrier_name,
        tracking_number=tracking_number,
    )


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
        raise InvalidTransition(stands_at=before)
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
    if order.status == OrderStatus.CANCELLED and status in NOT_THE_BUYERS_DOING:
        coupons.give_back(order)
    _tell(order, parcel, note)
    return parcel


def _begin(order: Order, parcel: Parcel, by: User | None, now: datetime, note: str) -> None:
    papers.want(parcel, PACKING_SLIP, now=now)


def _turn_back(order: Order, parcel: Parcel, by: User | None, now: datetime, note: str) -> None:
    """A parcel refused at the door is on its way home: money and pieces wait until it is there."""


def _ship(order: Order, parcel: Parcel, by: User | None, now: datetime, note: str) -> None:
    parcel.shipped_at = now
    # A piece made to order has left the workshop: its place there is free again.
    made = [item for item in _items(parcel) if item.made_to_order]
    _put_back(made, Movement.FINISHED, f"parcel:{parcel.pk}", by)


def _deliver(order: Order, parcel: Parcel, by: User | None, now: datetime, note: str) -> None:
    parcel.delivered_at = now
    parcel.release_after = law.safe_after(now, trade_rules().release_days)
    if order.payment_method == Method.CASH_ON_DELIVERY:
        settlement.book_cash(parcel, order, now=now)
    papers.want(parcel, INVOICE, now=now)
    reviews.grant(order.user_id, [item.product_id for item in _items(parcel)])


def _cancel(order: Order, parcel: Parcel, by: User | None, now: datetime, note: str) -> None:
    items = _items(parcel)
    _put_back(items, Movement.CANCELLED, f"parcel:{parcel.pk}", by)
    reference = f"cancel:parcel:{parcel.pk}"
    _refund_rest(order, [parcel], items, reference, note, by=by, now=now, with_shipping=True)


def _come_back(order: Order, parcel: Parcel, by: User | None, now: datetime, note: str) -> None:
    """A refused parcel is back: its pieces can be sold again; the way there and back was not free."""
    items = _items(parcel)
    finished = [item for item in items if not item.made_to_order]
    _put_back(finished, Movement.REFUSED, f"parcel:{parcel.pk}", by)
    reference = f"refused:parcel:{parcel.pk}"
    _refund_rest(order, [parcel], items, reference, note, by=by, now=now, with_shipping=False)
    if settlement.is_booked(parcel, order):
        parcel.release_after = now  # what is left is shipping, and that was earned


def _lose(order: Order, parcel: Parcel, by: User | None, now: datetime, note: str) -> None:
    """A parcel is lost: its buyer gets everything back; its pieces do not return to any shelf."""
    items = _items(parcel)
    _refund_rest(order, [parcel], items, loss_of(parcel), note, by=by, now=now, with_shipping=True)


def loss_of(parcel: Parcel) -> str:
    """Give the reference of what a parcel's loss gave back."""
    return f"lost:parcel:{parcel.pk}"


_EFFECTS = {
    ParcelStatus.PROCESSING: _begin,
    ParcelStatus.SHIPPED: _ship,
    ParcelStatus.DELIVERED: _deliver,
    ParcelStatus.CANCELLED: _cancel,
    ParcelStatus.REFUSED: _turn_back,
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
    parcels: Sequence[Parcel],
    items: Sequence[OrderItem],
    reference: str,
    reason: str,
    *,
    by: User | None,
    now: datetime,
    with_shipping: bool,
) -> None:
    """Give back all that is left of parcels, in one refund: a gateway undoes a whole payment for
    nothing, but takes a fee for each part of one."""
    if not order.payment_status or order.payment_method == Method.CASH_ON_DELIVERY:
        return  # nothing of it was ever booked
    lines: dict[int, Decimal] = {}
    shipping: dict[int, Decimal] = {}
    for parcel in parcels:
        own = [item for item in items if item.parcel_id == parcel.pk]
        parts, way = settlement.whole_parcel(parcel, own, with_shipping=with_shipping)
        lines |= parts
        shipping |= way
    refund = Refund(reference, lines, shipping, reason)
    if refund.amount:
        settlement.give_back(order, refund, by=by, now=now)
        for parcel in parcels:
            parcel.shipping_refunded += shipping.get(parcel.pk, ZERO)


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
    after = states.order_status((ParcelStatus(status) for status in parcels), stands=before)
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
        **carrier_names(parcel),
        "tracking_number": parcel.tracking_number,
        "reason": note,
        "by_carrier": parcel.carrier not in states.OWN_WAY,
        "address": parcel.pick_up_address,
    }
    tellings = []
    if kind := _told_buyer(parcel, status):
        tellings.append(Telling(kind, [order.user_id], ("order", order.pk), values))
    if kind := TOLD_SELLER.get(status):
        tellings.append(Telling(kind, [parcel.seller_id], ("order", order.pk), values))
    if tellings:
        tell(*tellings)


def _told_buyer(parcel: Parcel, status: ParcelStatus) -> str | None:
    """Name what a buyer is told of a step, if anything: what is fetched is ready and does not come."""
    if status is ParcelStatus.SHIPPED and parcel.shipping_option == PICK_UP:
        return "parcel.ready"
    return TOLD_BUYER.get(status)


def carrier_names(parcel: Parcel) -> dict[str, str]:
    """Give who carries a parcel, as a notice names it in either language."""
    return {"carrier": _carrier(parcel, "ar"), "carrier_en": _carrier(parcel, "en")}


def _carrier(parcel: Parcel, language: str) -> str:
    """Name who carries a parcel; a seller's own way has the name its seller gave it, or none."""
    if parcel.carrier in states.OWN_WAY:
        return parcel.carrier_name
    with translation.override(language):
        return parcel.carried_by


@joins_transaction
def close_silent(
    parcel: Parcel, status: ParcelStatus, *, by: User, now: datetime, note: str
) -> Parcel:
    """Say for a carrier that says nothing that a parcel is lost, or back at its seller's.

    Lost: its buyer gets all back that was paid, the way included, and its pieces return to no shelf.
    Back: its pieces can be sold again, and what the way cost stays with who carried it. Nothing of a
    cash parcel was ever booked, so nothing of it is given back.

    :raises InvalidTransition: if the parcel has not left, or has arrived.
    """
    _, parcel = locked(parcel)
    stands = ParcelStatus(parcel.status)
    if status not in {ParcelStatus.LOST, ParcelStatus.RETURNED}:
        raise InvalidTransition(stands_at=stands)
    if status is ParcelStatus.RETURNED and stands is ParcelStatus.SHIPPED:
        parcel = move(parcel, ParcelStatus.REFUSED, by=by, now=now, note=note)
    return move(parcel, status, by=by, now=now, note=note)


@joins_transaction
def cancel(
    order: Order, *, by: User | None, now: datetime, reason: str = "", parcel_id: int | None = None
) -> Order:
    """Cancel an order, or one parcel of it, before anything of that has left.

    Stock returns, and money goes back to where it came from.

    :raises CannotCancel: if a parcel has left or all were cancelled before.
    """
    order = Order.objects.locked().get(pk=order.pk)
    parcels = list(Parcel.objects.filter(order=order).locked())
    if parcel_id is not None:
        parcels = [parcel for parcel in parcels if parcel.pk == parcel_id]
        if order.awaits_payment:
            raise CannotCancel  # what is to be paid is fixed: cancel the whole and order anew
    parcels = [parcel for parcel in parcels if parcel.status != ParcelStatus.CANCELLED]
    if not parcels or any(p.status not in states.CANCELLABLE for p in parcels):
        raise CannotCancel
    _cancel_together(order, parcels, by=by, now=now, reason=reason)
    _follow(order, now=now)
    if order.status == OrderStatus.CANCELLED:
        coupons.give_back(order)
    order.hold_until = None
    order.save(update_fields=["hold_until", "updated_at"])
    values = {"order": spoken(order.number), "order_id": order.pk, "reason": reason}
    about = ("order", order.pk)
    tellings = [Telling("sale.cancelled", [p.seller_id for p in parcels], about, values)]
    if order.status == OrderStatus.CANCELLED:
        tellings.append(Telling("order.cancelled", [order.user_id], about, values))
    tell(*tellings)
    return order


def _cancel_together(
    order: Order, parcels: Sequence[Parcel], *, by: User | None, now: datetime, reason: str
) -> None:
    """Cancel parcels at once: one statement puts all their pieces back and one entry the money, so
    that the locks of several sellers' pieces and wallets are taken in the order everybody takes them."""
    items = list(OrderItem.objects.filter(parcel__in=parcels).order_by("pk"))
    reference = f"parcel:{parcels[0].pk}" if len(parcels) == 1 else f"order:{order.pk}"
    _put_back(items, Movement.CANCELLED, reference, by)
    _refund_rest(
        order, parcels, items, f"cancel:{reference}", reason, by=by, now=now, with_shipping=True
    )
    for parcel in parcels:
        before = ParcelStatus(parcel.status)
        parcel.status = ParcelStatus.CANCELLED
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
    coupons.give_back(order)
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
    :raises InvalidTransition: if it was not expiry that ended it, or its coupon was used up since.
    """
    order = Order.objects.locked().get(pk=order.pk)
    last = order.events.order_by("-pk").exclude(code="parcel").first()
    if order.status != OrderStatus.CANCELLED or last is None or last.code != "expired":
        raise InvalidTransition
    items = list(OrderItem.objects.filter(order=order))
    lines = [Line(item.variant_id, item.quantity) for item in items]
    # A caller that answers the refusal with a refund commits; what was taken before it must not be.
    with transaction.atomic():
        stock.take(lines, reference=f"revived:{order.pk}", by=None)
        coupons.take_again(order)
    for parcel in Parcel.objects.filter(order=order).locked():
        parcel.status = ParcelStatus.PENDING
        parcel.save(update_fields=["status", "updated_at"])
        _note(order, parcel, ParcelStatus.CANCELLED, by=None, now=now, note="")
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
