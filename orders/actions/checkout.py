"""Placing an order: all of it or nothing, in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any

from django.db.models import F, Model

from core import prepared
from core.ids import next_ids
from core.rows import insertion, written
from core.transactions import joins_transaction
from custom_auth.models import Address, Governorate, User
from notifications.actions.notify import Telling, tell
from orders.actions import offers
from orders.actions.offers import BasketOffer, OfferLine, OfferParcel, Wish
from orders.models import (
    CartItem,
    Coupon,
    CouponUse,
    Order,
    OrderEvent,
    OrderItem,
    Parcel,
    TradeRules,
)
from orders.rules.numbers import spoken
from orders.rules.states import Method, OrderStatus
from products.actions import stock
from products.errors import InsufficientStock


@dataclass(frozen=True)
class Destination:
    """Where an order goes, in its parts and as one text, both frozen on it."""

    governorate_code: str
    parts: dict[str, Any]
    text: str


def destination(address: Address) -> Destination:
    """Freeze an address, whether it is kept or was only given for one order."""
    governorate: Governorate = address.governorate
    parts = {
        "recipient": address.recipient,
        "phone_number": address.phone_number,
        "governorate": {
            "code": governorate.code,
            "name": governorate.name,
            "name_en": governorate.name_en,
        },
        "city": address.city,
        "street": address.street,
        "building": address.building,
        "floor": address.floor,
        "apartment": address.apartment,
        "landmark": address.landmark,
        "latitude": None if address.latitude is None else str(address.latitude),
        "longitude": None if address.longitude is None else str(address.longitude),
    }
    where = [
        f"{address.building} {address.street}".strip(),
        f"الدور {address.floor}" if address.floor else "",
        f"شقة {address.apartment}" if address.apartment else "",
        address.landmark,
        address.city,
        governorate.name,
    ]
    lines = [
        f"{address.recipient} · {address.phone_number}",
        "، ".join(part for part in where if part),
    ]
    return Destination(governorate.code, parts, "\n".join(lines))


@dataclass(frozen=True)
class Request:
    """What a buyer asks for. Without ``wishes`` the basket is meant."""

    wishes: Sequence[Wish]
    destination: Destination
    method: str
    options: Mapping[int, str] | str = ""
    coupon: str = ""
    note: str = ""
    quote: str = ""
    language: str = "ar"


@joins_transaction
def wishes_from_cart(buyer: User) -> list[Wish]:
    items = CartItem.objects.visible_to(buyer).order_by("pk")
    return [Wish(i.product_id, i.quantity, i.variant_id, i.personalisation) for i in items]


def quote(request: Request, *, buyer: User, now: datetime) -> BasketOffer:
    """Price a request without reserving anything.

    :raises EmptyOrder, NotForSale, VariantRequired, PersonalisationMissing, OwnPiece, NotDeliverable,
        CouponInvalid, MethodUnavailable:
    """
    ground = offers.ground_of(
        [wish.product for wish in request.wishes],
        governorate_code=request.destination.governorate_code,
    )
    offer = offers.make(
        offers.matched(request.wishes, ground.goods, buyer=buyer),
        ground,
        buyer=buyer,
        options=request.options,
        coupon_code=request.coupon,
        now=now,
    )
    if request.method:
        offers.check_method(request.method, offer, ground.terms)
    return offer


@joins_transaction
def place(request: Request, *, buyer: User, from_cart: bool, now: datetime) -> Order:
    """Place an order: stock is taken, and prices, commission and address are frozen on it.

    :raises InsufficientStock: naming what there is not enough of.
    :raises QuoteChanged: if it is not what was quoted.
    :raises EmptyOrder, NotForSale, VariantRequired, PersonalisationMissing, OwnPiece, NotDeliverable,
        CouponInvalid, MethodUnavailable:
    """
    # Every line may be a parcel of its own; the step that the timeline begins with takes one more.
    order_id, *ids = next_ids(2 * len(request.wishes) + 2)
    # First their locks, then what they cost: what was read before may have changed while waiting.
    _take(request.wishes, buyer=buyer, reference=f"order:{order_id}")
    offer = quote(request, buyer=buyer, now=now)
    if request.quote:
        offers.hold_to_quote(request.quote, offer)
    order = _written(order_id, ids, request, offer, buyer=buyer, now=now)
    if from_cart:
        CartItem.objects.visible_to(buyer).delete()
    return order


def _take(wishes: Sequence[Wish], *, buyer: User, reference: str) -> None:
    """Take what is wanted off the shelves. One query, two where a wish leaves its variant open.

    :raises InsufficientStock: and what ``offers.matched`` raises, where that tells more.
    """
    lines = [stock.Line(wish.variant, wish.quantity) for wish in wishes if wish.variant is not None]
    if len(lines) < len(wishes):
        lines = _lines(wishes, buyer)
    try:
        stock.take(lines, reference=reference, by=buyer)
    except InsufficientStock:
        _lines(wishes, buyer)
        raise


def _lines(wishes: Sequence[Wish], buyer: User) -> list[stock.Line]:
    goods = offers.goods_of([wish.product for wish in wishes])
    pairs = offers.matched(wishes, goods, buyer=buyer)
    return [stock.Line(good.variant_id, wish.quantity) for wish, good in pairs]


# The database makes the number.
MADE = {"number"}
WRITE = f"""
WITH placed AS ({insertion(Order, "order", without=MADE)} RETURNING number),
sent AS ({insertion(Parcel, "parcels")}),
listed AS ({insertion(OrderItem, "items")}),
begun AS ({insertion(OrderEvent, "events")})
SELECT number FROM placed
"""  # noqa: S608 - of constants


def _written(
    order_id: int,
    ids: Sequence[int],
    request: Request,
    offer: BasketOffer,
    *,
    buyer: User,
    now: datetime,
) -> Order:
    """Write an order and give it with all its parts, as it would be read. One query."""
    unused = iter(ids)
    order = Order(
        pk=order_id,
        number="",
        user=buyer,
        items_total=offer.items_total,
        shipping_cost=offer.shipping_cost,
        discount=offer.discount,
        total_amount=offer.total,
        status=OrderStatus.PENDING.value,
        shipping_address=request.destination.text,
        address=request.destination.parts,
        governorate_code=request.destination.governorate_code,
        payment_method=request.method,
        hold_until=hold_until(request.method, offer.terms, now=now),
        coupon_code=offer.coupon.code if offer.coupon else "",
        note=request.note,
        language=request.language,
        created_at=now,
        updated_at=now,
    )
    parcels, items = [], []
    for one in offer.parcels:
        parcels.append(parcel := _parcel(next(unused), order, one))
        items += [_item(next(unused), parcel, line) for line in one.lines]
    begun = OrderEvent(
        pk=next(unused),
        order=order,
        code="placed",
        to_status=OrderStatus.PENDING.value,
        by=buyer,
        created_at=now,
    )
    rows = {
        "order": written([order], without=MADE),
        "parcels": written(parcels),
        "items": written(items),
        "events": written([begun]),
    }
    ((order.number,),) = prepared.rows(WRITE, rows)
    order._state.adding = False
    _hold(order, "parcels", parcels)
    _hold(order, "items", items)
    _hold(order, "events", [begun])
    if offer.coupon is not None:
        CouponUse.objects.create(coupon=offer.coupon, user=buyer, order=order)
        Coupon.objects.filter(pk=offer.coupon.pk).update(used=F("used") + 1)
    _tell(order, offer)
    return order


def hold_after_switch(order: Order, terms: TradeRules, *, now: datetime) -> datetime | None:
    """Give until when stock is held for an order whose way to pay was changed.

    It counts from when the order was placed, so that changing to and fro holds nothing for longer. Who
    changes to a shorter one late still has its time, within what was promised before.
    """
    since_placed = hold_until(order.payment_method, terms, now=order.created_at)
    since_now = hold_until(order.payment_method, terms, now=now)
    if since_placed is None or since_now is None or order.hold_until is None:
        return since_placed
    return max(since_placed, min(order.hold_until, since_now))


def _hold(order: Order, name: str, rows: Sequence[Model]) -> None:
    """Let an order know its rows as though ``for_listing`` had read them."""
    found: Any = type(rows[0])._default_manager.all()
    # Narrowed to the order, as whoever narrows it further asks the database anew; but only then, as a
    # related manager does it.
    found._defer_next_filter = True
    found = found.filter(order=order)
    found._result_cache = sorted(rows, key=attrgetter("pk"))
    found._prefetch_done = True
    order.__dict__.setdefault("_prefetched_objects_cache", {})[name] = found


def hold_until(method: str, terms: TradeRules, *, now: datetime) -> datetime | None:
    """Give until when stock is held for an order paid by ``method``; cash has no such clock."""
    if method == Method.CASH_ON_DELIVERY:
        return None
    if method == Method.KIOSK:
        return now + timedelta(hours=terms.hold_kiosk_hours)
    if method == Method.BANK_TRANSFER:
        return now + timedelta(hours=terms.hold_transfer_hours)
    return now + timedelta(minutes=terms.hold_card_minutes)


def _parcel(pk: int, order: Order, one: OfferParcel) -> Parcel:
    return Parcel(
        pk=pk,
        order=order,
        seller_id=one.seller_id,
        seller_name=one.seller_name,
        items_total=one.items_total,
        shipping_cost=one.chosen.cost,
        discount=one.discount,
        shipping_option=one.chosen.option,
        pick_up_address=one.pick_up_address,
        carrier=one.chosen.carrier,
        weight_grams=one.grams,
        promised_from=one.promised_from,
        promised_to=one.promised_to,
        created_at=order.created_at,
        updated_at=order.created_at,
    )


def _item(pk: int, parcel: Parcel, line: OfferLine) -> OrderItem:
    good = line.good
    return OrderItem(
        pk=pk,
        order=parcel.order,
        parcel=parcel,
        product_id=good.product_id,
        variant_id=good.variant_id,
        quantity=line.wish.quantity,
        price=good.price,
        seller_id=good.seller_id,
        commission_rate=line.rule.percent,
        commission_fixed=line.rule.fixed,
        commission_amount=line.split.commission,
        commission_vat=line.split.vat,
        house_discount=line.split.house,
        seller_discount=line.seller_discount,
        name=good.name,
        name_en=good.name_en,
        sku=good.sku,
        choices=good.choices,
        choices_en=good.choices_en,
        personalisation=dict(line.wish.personalisation),
        image=good.image,
        made_to_order=good.made_to_order,
        weight_grams=good.grams,
    )


def _tell(order: Order, offer: BasketOffer) -> None:
    """Tell the buyer and each seller. One query."""
    about = ("order", order.pk)
    number = spoken(order.number)
    pieces = sum(line.wish.quantity for parcel in offer.parcels for line in parcel.lines)
    bought = {"order": number, "order_id": order.pk, "amount": offer.total, "count": pieces}
    tellings = [Telling("order.placed", [order.user_id], about, bought)]
    for parcel in offer.parcels:
        sold = {
            "order": number,
            "order_id": order.pk,
            "amount": parcel.items_total,
            "count": sum(line.wish.quantity for line in parcel.lines),
            "awaits_payment": order.awaits_payment,
        }
        tellings.append(Telling("sale.new", [parcel.seller_id], about, sold))
    tell(*tellings)
