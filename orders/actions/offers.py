"""What a basket costs, where it is sent and when it arrives: the one sum behind quotes and orders."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import orjson
from django.conf import settings
from django.core import signing
from django.db import connection

from core import prepared
from core.calendar import CAIRO
from core.money import ZERO, percentage, shared
from custom_auth.models import User
from orders.errors import (
    CouponInvalid,
    EmptyOrder,
    MethodUnavailable,
    NotDeliverable,
    NotForSale,
    OwnPiece,
    PersonalisationMissing,
    QuoteChanged,
    VariantRequired,
)
from orders.models import (
    Coupon,
    CouponUse,
    SellerShipping,
    TradeRules,
)
from orders.rules import shares, shipping, states
from orders.rules.shares import Split
from orders.rules.states import Method

MOST_LINES = 100
MOST_OF_ONE = 1000
QUOTE_SALT, QUOTE_SECONDS = "orders.quote", 1800


@dataclass(frozen=True)
class Wish:
    """One line of what a buyer wants. Without ``variant`` the piece's only one is meant."""

    product: int
    quantity: int
    variant: int | None = None
    personalisation: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Good:
    """A variant as it is on offer now, with all that an order freezes of it."""

    variant_id: int
    product_id: int
    seller_id: int
    seller_name: str
    category_path: list[int]
    is_open: bool
    stock: int
    price: Decimal
    sku: str
    choices: list[str]
    choices_en: list[str]
    name: str
    name_en: str
    image: str
    personalisation: list[dict[str, Any]]
    made_to_order: bool
    lead_days: int
    grams: int


# Each of these gives one JSON text, so that all can be read at once. Of what can be chosen, each value
# has its English from the piece's options, and is its own where it has none.
GOODS = """
SELECT coalesce(json_agg(json_build_array(
           v.id, p.id, p.seller_id, s.display_name, c.path, coalesce(l.is_open AND v.is_active, false),
           CASE WHEN v.is_active THEN v.stock ELSE 0 END, coalesce(v.price, p.price)::text, v.sku,
           v.choices,
           (SELECT coalesce(json_agg(coalesce(nullif(known.value ->> 'value_en', ''), chosen.value)
                                     ORDER BY place), '[]')
              FROM unnest(v.choices) WITH ORDINALITY chosen (value, place)
              LEFT JOIN LATERAL jsonb_array_elements(p.options -> (place - 1)::int -> 'values')
                     known (value) ON known.value ->> 'value' = chosen.value),
           p.name, p.name_en, coalesce(l.card_ar::json -> 'image' ->> 'thumb', ''),
           p.personalisation, p.made_to_order, p.lead_time_days, coalesce(v.weight_grams, p.weight_grams))
       ORDER BY p.id, v.position, v.id), '[]')::text
  FROM products_variant v JOIN products_product p ON p.id = v.product_id
  JOIN products_category c ON c.id = p.category_id
  JOIN custom_auth_userprofile s ON s.user_id = p.seller_id
  LEFT JOIN products_listing l ON l.product_id = p.id
 WHERE p.id = ANY((SELECT %(products)s::bigint[])::bigint[])
"""
COMMISSION = """
SELECT coalesce(json_agg(json_build_array(percent::text, fixed::text, seller_id, category_id,
                                          order_from::text)), '[]')::text
  FROM orders_commissionrule WHERE is_active
"""
RATES = """
SELECT coalesce(json_agg(json_build_array(
           r.option, r.name, r.name_en, r.carrier, r.cost::text, r.included_grams, r.per_extra_kilo::text,
           r.value_percent::text, r.free_from::text, r.days_min, r.days_max, r.largest_grams)
       ORDER BY r.cost, r.id), '[]')::text
  FROM orders_shippingrate r
 WHERE r.is_active AND r.carrier <> ALL((SELECT %(closed)s::text[])::text[])
   AND r.zone_id IN (SELECT shippingzone_id FROM orders_shippingzone_governorates
                      WHERE governorate_id = %(governorate)s::text)
"""
OWN_TERMS = """
SELECT coalesce(json_agg(json_build_array(seller_id, cost::text, value_percent::text, free_from::text,
                                          allows_pick_up, pick_up_address)), '[]')::text
  FROM orders_sellershipping
 WHERE seller_id IN (SELECT seller_id FROM products_product
                      WHERE id = ANY((SELECT %(products)s::bigint[])::bigint[]))
"""
TERMS = """
SELECT json_build_array(vat_percent::text, hold_card_minutes, hold_kiosk_hours, hold_transfer_hours,
                        largest_cash_order::text)::text
  FROM orders_traderules WHERE id = 1
"""
GROUND = f"SELECT ({GOODS}), ({COMMISSION}), ({RATES}), ({OWN_TERMS}), ({TERMS})"


GOOD = [field.name for field in fields(Good)]
RATE = [field.name for field in fields(shipping.Rate)]


def goods_of(product_ids: Sequence[int]) -> list[Good]:
    """Read every variant of ``product_ids`` as it is on offer now. One query."""
    ((text,),) = prepared.rows(GOODS, {"products": list(product_ids)})
    return _goods(text)


def _goods(text: str) -> list[Good]:
    return [Good(**dict(zip(GOOD, _priced(row, 7), strict=True))) for row in orjson.loads(text)]


def _priced(row: list[Any], *at: int) -> list[Any]:
    """Give a row with its amounts read as such."""
    return [_money(cell) if place in at else cell for place, cell in enumerate(row)]


@dataclass(frozen=True)
class Ground:
    """All that a price stands on, read at one moment."""

    goods: list[Good]
    commission: list[shares.CommissionRule]
    rates: list[shipping.Rate]
    own_terms: dict[int, SellerShipping]
    terms: TradeRules


def ground_of(product_ids: Sequence[int], *, governorate_code: str) -> Ground:
    """Read what is wanted, and the terms it is sold and sent by. One query."""
    parameters = {
        "products": list(product_ids),
        "governorate": governorate_code,
        "closed": _closed_carriers(),
    }
    ((goods, commission, rates, own, terms),) = prepared.rows(GROUND, parameters)
    return Ground(
        goods=_goods(goods),
        commission=[
            shares.CommissionRule(Decimal(percent), Decimal(fixed), seller, category, _money(floor))
            for percent, fixed, seller, category, floor in orjson.loads(commission)
        ],
        rates=[
            shipping.Rate(**dict(zip(RATE, _priced(row, 4, 6, 7, 8), strict=True)))
            for row in orjson.loads(rates)
        ],
        own_terms={
            seller: SellerShipping(
                seller_id=seller,
                cost=_money(cost),
                value_percent=_money(value_percent),
                free_from=_money(free_from),
                allows_pick_up=allows_pick_up,
                pick_up_address=address,
            )
            for seller, cost, value_percent, free_from, allows_pick_up, address in orjson.loads(own)
        },
        terms=_terms(terms),
    )


def _money(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _terms(text: str | None) -> TradeRules:
    if text is None:
        return TradeRules()
    vat, card, kiosk, transfer, cash = orjson.loads(text)
    return TradeRules(
        vat_percent=Decimal(vat),
        hold_card_minutes=card,
        hold_kiosk_hours=kiosk,
        hold_transfer_hours=transfer,
        largest_cash_order=Decimal(cash),
    )


@dataclass(frozen=True)
class OfferLine:
    """A wish, priced and split."""

    wish: Wish
    good: Good
    split: Split
    rule: shares.CommissionRule
    seller_discount: Decimal

    @property
    def value(self) -> Decimal:
        return self.good.price * self.wish.quantity


@dataclass(frozen=True)
class OfferParcel:
    """What one seller sends."""

    seller_id: int
    seller_name: str
    lines: list[OfferLine]
    options: list[shipping.Offer]
    chosen: shipping.Offer
    promised_from: date
    promised_to: date
    pick_up_address: str = ""

    @property
    def items_total(self) -> Decimal:
        return sum((line.value for line in self.lines), ZERO)

    @property
    def discount(self) -> Decimal:
        return sum((line.split.house + line.seller_discount for line in self.lines), ZERO)

    @property
    def grams(self) -> int:
        return sum(line.good.grams * line.wish.quantity for line in self.lines)


@dataclass(frozen=True)
class BasketOffer:
    """What everything costs."""

    parcels: list[OfferParcel]
    coupon: Coupon | None
    shortages: list[dict[str, int]]
    terms: TradeRules

    @property
    def items_total(self) -> Decimal:
        return sum((parcel.items_total for parcel in self.parcels), ZERO)

    @property
    def shipping_cost(self) -> Decimal:
        return sum((parcel.chosen.cost for parcel in self.parcels), ZERO)

    @property
    def discount(self) -> Decimal:
        return sum((parcel.discount for parcel in self.parcels), ZERO)

    @property
    def total(self) -> Decimal:
        return self.items_total + self.shipping_cost - self.discount


def matched(
    wishes: Sequence[Wish], goods: Sequence[Good], *, buyer: User
) -> list[tuple[Wish, Good]]:
    """Find the good each wish means.

    :raises EmptyOrder, NotForSale, VariantRequired, PersonalisationMissing, OwnPiece:
    """
    if not wishes:
        raise EmptyOrder
    by_product: dict[int, list[Good]] = defaultdict(list)
    for good in goods:
        by_product[good.product_id].append(good)
    pairs = []
    gone = []
    for wish in wishes:
        offered = [good for good in by_product[wish.product] if good.is_open]
        if wish.variant is None:
            if len(offered) > 1:
                raise VariantRequired(product=wish.product)
        else:
            offered = [good for good in offered if good.variant_id == wish.variant]
        if not offered:
            gone.append({"product": wish.product, "variant": wish.variant})
            continue
        good = offered[0]
        if good.seller_id == buyer.pk:
            raise OwnPiece(product=wish.product)
        _check_personalisation(good, wish)
        pairs.append((wish, good))
    if gone:
        raise NotForSale(items=gone)
    return pairs


def _check_personalisation(good: Good, wish: Wish) -> None:
    field = misfit(good, wish.personalisation)
    if field is not None:
        raise PersonalisationMissing(product=good.product_id, field=field)


def misfit(good: Good, given: Mapping[str, str]) -> str | None:
    """Give the code of what is to be added and does not suit what the maker asks for, if any."""
    asked = {entry["code"]: entry for entry in good.personalisation}
    for code, text in given.items():
        if code not in asked or len(text) > asked[code]["max_length"]:
            return code
    for code, entry in asked.items():
        if entry["is_required"] and not given.get(code, "").strip():
            return str(code)
    return None


def trade_rules() -> TradeRules:
    return TradeRules.objects.filter(pk=1).first() or TradeRules()


def make(
    pairs: Sequence[tuple[Wish, Good]],
    ground: Ground,
    *,
    buyer: User,
    options: Mapping[int, str] | str,
    coupon_code: str,
    now: datetime,
) -> BasketOffer:
    """Price what is wanted, split it among those it belongs to, and find how it can be sent.

    No query, or two with a coupon.

    :raises NotDeliverable: if a parcel cannot be sent there, or not in the way asked for.
    :raises CouponInvalid:
    """
    value = sum((good.price * wish.quantity for wish, good in pairs), ZERO)
    coupon = find_coupon(coupon_code, buyer=buyer, value=value, now=now) if coupon_code else None
    discounts = _discounts(pairs, coupon)
    by_seller: dict[int, list[OfferLine]] = defaultdict(list)
    for (wish, good), off in zip(pairs, discounts, strict=True):
        line = _line(wish, good, off, ground, coupon=coupon, value=value)
        by_seller[good.seller_id].append(line)
    return BasketOffer(
        parcels=_parcels(by_seller, ground, options, now),
        coupon=coupon,
        shortages=_shortages(pairs),
        terms=ground.terms,
    )


def _line(
    wish: Wish,
    good: Good,
    off: Decimal,
    ground: Ground,
    *,
    coupon: Coupon | None,
    value: Decimal,
) -> OfferLine:
    by_seller = off if coupon is not None and coupon.seller_id is not None else ZERO
    rule = shares.commission_rule(
        ground.commission,
        seller_id=good.seller_id,
        category_path=good.category_path,
        order_value=value,
    )
    split = shares.split_line(
        price=good.price,
        quantity=wish.quantity,
        rule=rule,
        vat_percent=ground.terms.vat_percent,
        house_discount=off - by_seller,
        seller_discount=by_seller,
    )
    return OfferLine(wish, good, split, rule, by_seller)


def _shortages(pairs: Sequence[tuple[Wish, Good]]) -> list[dict[str, int]]:
    wanted: dict[int, int] = defaultdict(int)
    held: dict[int, Good] = {}
    for wish, good in pairs:
        wanted[good.variant_id] += wish.quantity
        held[good.variant_id] = good
    return [
        {"product": held[variant].product_id, "variant": variant, "available": held[variant].stock}
        for variant, quantity in sorted(wanted.items())
        if quantity > held[variant].stock
    ]


def find_coupon(code: str, *, buyer: User, value: Decimal, now: datetime) -> Coupon:
    """Find a coupon that is good for this buyer and value, and lock it.

    :raises CouponInvalid:
    """
    coupon = (
        Coupon.objects.select_for_update(of=("self",), no_key=True)
        .filter(code=code.strip().upper(), is_active=True)
        .first()
        if connection.in_atomic_block
        else Coupon.objects.filter(code=code.strip().upper(), is_active=True).first()
    )
    if coupon is None or value < coupon.smallest_order:
        raise CouponInvalid
    if (coupon.starts_at and now < coupon.starts_at) or (coupon.ends_at and now >= coupon.ends_at):
        raise CouponInvalid
    if coupon.most_uses is not None and coupon.used >= coupon.most_uses:
        raise CouponInvalid
    if CouponUse.objects.filter(coupon=coupon, user=buyer).count() >= coupon.most_per_person:
        raise CouponInvalid
    return coupon


def _discounts(pairs: Sequence[tuple[Wish, Good]], coupon: Coupon | None) -> list[Decimal]:
    """Give what the coupon takes off each line, in proportion to the lines it is good for."""
    values = [good.price * wish.quantity for wish, good in pairs]
    if coupon is None:
        return [ZERO] * len(values)
    weights = [
        value
        if coupon.seller_id in {None, good.seller_id}
        and (coupon.category_id is None or coupon.category_id in good.category_path)
        else ZERO
        for value, (_, good) in zip(values, pairs, strict=True)
    ]
    base = sum(weights, ZERO)
    if not base:
        raise CouponInvalid
    off = percentage(base, coupon.percent) if coupon.percent is not None else coupon.amount or ZERO
    off = min(off, base, coupon.largest_discount if coupon.largest_discount is not None else off)
    return shared(off, weights)


def _parcels(
    by_seller: Mapping[int, list[OfferLine]],
    ground: Ground,
    options: Mapping[int, str] | str,
    now: datetime,
) -> list[OfferParcel]:
    parcels = []
    for seller_id, lines in sorted(by_seller.items()):
        terms = ground.own_terms.get(seller_id)
        offers = _offers(lines, ground.rates, terms)
        asked = options if isinstance(options, str) else options.get(seller_id, "")
        chosen = _chosen(offers, asked)
        if chosen is None:
            raise NotDeliverable(seller=seller_id)
        is_picked_up = chosen.option == shipping.PICK_UP
        today = now.astimezone(CAIRO).date()
        parcels.append(
            OfferParcel(
                seller_id,
                lines[0].good.seller_name,
                lines,
                offers,
                chosen,
                shipping.promised_on(today, chosen.days_min),
                shipping.promised_on(today, chosen.days_max),
                terms.pick_up_address if terms is not None and is_picked_up else "",
            )
        )
    return parcels


def _chosen(offers: Sequence[shipping.Offer], asked: str) -> shipping.Offer | None:
    """Give the way asked for; or the cheapest that brings it, or else the way to fetch it."""
    if asked:
        return next((one for one in offers if one.option == asked), None)
    brought = [one for one in offers if one.option != shipping.PICK_UP]
    return min(brought or offers, key=lambda one: one.cost, default=None)


def _closed_carriers() -> list[str]:
    """Give the carriers that this marketplace has no account with."""
    return [] if settings.BOSTA["api_key"] else ["bosta"]


def _offers(
    lines: Sequence[OfferLine], rates: Sequence[shipping.Rate], own: SellerShipping | None
) -> list[shipping.Offer]:
    grams = sum(line.good.grams * line.wish.quantity for line in lines)
    value = sum((line.value for line in lines), ZERO)
    lead = max(line.good.lead_days for line in lines)
    offers = []
    for rate in rates:
        if own is not None and rate.carrier in states.OWN_WAY:
            rate = _with_own_terms(rate, own)
        priced = shipping.offer(rate, grams=grams, value=value, lead_days=lead)
        if priced is not None:
            offers.append(priced)
    if own is not None and own.allows_pick_up:
        offers.append(shipping.pick_up(lead_days=lead))
    return offers


def _with_own_terms(rate: shipping.Rate, own: SellerShipping) -> shipping.Rate:
    """Let a seller's own terms stand for the marketplace's, where the seller is who sends."""
    if own.cost is not None:
        rate = replace(rate, cost=own.cost, per_extra_kilo=ZERO, value_percent=ZERO)
    if own.value_percent is not None:
        rate = replace(rate, value_percent=own.value_percent)
    if own.free_from is not None:
        rate = replace(rate, free_from=own.free_from)
    return rate


def check_method(method: str, offer: BasketOffer, terms: TradeRules) -> None:
    """Refuse a way to pay that is not offered here, or not for so much.

    :raises MethodUnavailable:
    """
    if method not in settings.PAYMENT_METHODS:
        raise MethodUnavailable
    if method == Method.CASH_ON_DELIVERY and offer.total > terms.largest_cash_order:
        raise MethodUnavailable(largest=f"{terms.largest_cash_order:.2f}")


# --- what was quoted is what is charged ---------------------------------------------------------
def terms_of(offer: BasketOffer) -> dict[str, str]:
    """Give everything of an offer that a buyer agreed to, by name."""
    agreed = {"total": f"{offer.total:.2f}", "discount": f"{offer.discount:.2f}"}
    for parcel in offer.parcels:
        agreed[f"shipping of {parcel.seller_id}"] = f"{parcel.chosen.cost:.2f}"
        agreed[f"days of {parcel.seller_id}"] = str(parcel.chosen.days_max)
        for line in parcel.lines:
            agreed[f"price of {line.good.variant_id}"] = f"{line.good.price:.2f}"
    return agreed


def sign(offer: BasketOffer) -> str:
    return signing.dumps(terms_of(offer), salt=QUOTE_SALT, compress=True)


def hold_to_quote(token: str, offer: BasketOffer) -> None:
    """Refuse an offer that is not what was quoted, naming each difference.

    :raises QuoteChanged: also if the quote is not ours or older than half an hour.
    """
    try:
        quoted = signing.loads(token, salt=QUOTE_SALT, max_age=QUOTE_SECONDS)
    except signing.BadSignature as error:
        raise QuoteChanged(changes=[]) from error
    present = terms_of(offer)
    changes = [
        {"what": name, "quoted": quoted.get(name), "now": present.get(name)}
        for name in sorted(quoted.keys() | present.keys())
        if quoted.get(name) != present.get(name)
    ]
    if changes:
        raise QuoteChanged(changes=changes)
