"""Orders for tests; every argument is optional."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from custom_auth.models import User
from custom_auth.tests.builders import a_user, an_address
from orders.actions import checkout, parcels, returns, settlement
from orders.actions.offers import Wish
from orders.models import Order, Parcel, Return
from orders.rules.returns import Reason
from orders.rules.states import Method, ParcelStatus
from products.models import Product
from products.tests.builders import a_product

WAY = {
    ParcelStatus.PENDING: [],
    ParcelStatus.CANCELLED: [ParcelStatus.CANCELLED],
    ParcelStatus.PROCESSING: [ParcelStatus.PROCESSING],
    ParcelStatus.SHIPPED: [ParcelStatus.PROCESSING, ParcelStatus.SHIPPED],
    ParcelStatus.DELIVERED: [
        ParcelStatus.PROCESSING,
        ParcelStatus.SHIPPED,
        ParcelStatus.DELIVERED,
    ],
    ParcelStatus.REFUSED: [ParcelStatus.PROCESSING, ParcelStatus.SHIPPED, ParcelStatus.REFUSED],
    ParcelStatus.LOST: [ParcelStatus.PROCESSING, ParcelStatus.SHIPPED, ParcelStatus.LOST],
    ParcelStatus.RETURNED: [
        ParcelStatus.PROCESSING,
        ParcelStatus.SHIPPED,
        ParcelStatus.REFUSED,
        ParcelStatus.RETURNED,
    ],
}


def an_order(
    buyer: User | None = None,
    lines: Sequence[tuple[Product, int]] | None = None,
    *,
    method: Method = Method.CASH_ON_DELIVERY,
    status: ParcelStatus = ParcelStatus.PENDING,
    is_paid: bool = False,
    now: datetime | None = None,
    **fields: Any,
) -> Order:
    """Place an order through the action; every parcel is walked to ``status``."""
    buyer = buyer or a_user()
    wanted = lines if lines is not None else [(a_product(), 1)]
    moment = now or datetime.now(UTC)
    request = checkout.Request(
        wishes=[Wish(product.pk, quantity) for product, quantity in wanted],
        destination=checkout.destination(an_address(buyer)),
        method=method,
        **fields,
    )
    with transaction.atomic():
        order = checkout.place(request, buyer=buyer, from_cart=False, now=moment)
    if is_paid:
        pay(order, now=moment)
    for parcel in Parcel.objects.filter(order=order).order_by("pk"):
        walk(parcel, status, now=moment)
    return Order.objects.get(pk=order.pk)


def a_card_order(lines: Sequence[tuple[Product, int]] | None = None, **fields: Any) -> Order:
    """Give an order that was paid by card."""
    return an_order(lines=lines, method=Method.CREDIT_CARD, is_paid=True, **fields)


def pay(order: Order, *, now: datetime | None = None) -> None:
    """Book that an order was paid through the gateway."""
    with transaction.atomic():
        locked = Order.objects.locked().get(pk=order.pk)
        funds = settlement.Funds(gateway=locked.total_amount)
        moment = now or datetime.now(UTC)
        settlement.pay(locked, funds, reference=f"test:{order.pk}", now=moment)


def a_return(order: Order, **fields: Any) -> Return:
    """Ask to give back one of the first line of a delivered order."""
    item = order.items.order_by("pk").first()
    assert item is not None
    with transaction.atomic():
        return returns.ask(
            order,
            [returns.Wanted(item.pk, fields.pop("quantity", 1))],
            reason=fields.pop("reason", Reason.CHANGED_MIND),
            details=fields.pop("details", "لونها مختلف"),
            photos=fields.pop("photos", []),
            now=fields.pop("now", datetime.now(UTC)),
        )


def walk(parcel: Parcel, status: ParcelStatus, *, now: datetime | None = None) -> Parcel:
    """Take a pending parcel along the shortest way to ``status``."""
    for step in WAY[status]:
        with transaction.atomic():
            parcel = parcels.move(parcel, step, by=parcel.seller, now=now or datetime.now(UTC))
    return parcel


def a_lost_parcel(
    *,
    status: ParcelStatus = ParcelStatus.LOST,
    carrier: str = "bosta",
    method: Method = Method.CREDIT_CARD,
) -> Parcel:
    """Give a parcel of two pieces for 100.00 each that a carrier of the marketplace has lost."""
    order = an_order(lines=[(a_product(price="100", stock=9), 2)], method=method)
    Parcel.objects.filter(order=order).update(
        carrier=carrier, tracking_number=f"T{order.pk}", carrier_name="Bosta"
    )
    if method is not Method.CASH_ON_DELIVERY:
        pay(order)
    return walk(order.parcels.get(), status)


def wanting(*lines: tuple[Product, int], **fields: Any) -> dict[str, Any]:
    """Give the body of an order over HTTP."""
    return {
        "items": [{"product": product.pk, "quantity": quantity} for product, quantity in lines],
        "shipping_address": {
            "recipient": "منى عادل",
            "phone_number": "01001234567",
            "governorate": "ASN",
            "city": "أسوان",
            "street": "كورنيش النيل",
            "building": "٧",
        },
        "payment_method": "cash_on_delivery",
        **fields,
    }
