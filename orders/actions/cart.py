"""A basket on the server, merged with the one a phone kept before its owner signed in."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import orjson

from core.transactions import joins_transaction
from custom_auth.models import User
from orders.actions import offers
from orders.actions.offers import Good, Wish
from orders.errors import CartFull, NotForSale, OwnPiece, VariantRequired
from orders.models import Cart, CartItem

MOST_ITEMS = 100


def wording(personalisation: Mapping[str, str]) -> str:
    """Give the canonical digest of a personalisation; empty for none."""
    if not personalisation:
        return ""
    text = orjson.dumps(dict(personalisation), option=orjson.OPT_SORT_KEYS)
    return hashlib.blake2b(text, digest_size=16).hexdigest()


@joins_transaction
def put(user: User, wish: Wish) -> None:
    """Set how many of a piece are in the basket; none takes it out.

    :raises NotForSale, VariantRequired, OwnPiece, CartFull:
    """
    cart = _locked(user)
    goods = offers.goods_of([wish.product])
    good = _meant(wish, goods)
    words = wording(wish.personalisation)
    if wish.quantity == 0:
        CartItem.objects.filter(cart=cart, variant=good.variant_id, wording=words).delete()
        return
    if not good.is_open:
        raise NotForSale(items=[{"product": wish.product, "variant": good.variant_id}])
    if good.seller_id == user.pk:
        raise OwnPiece(product=wish.product)
    present = CartItem.objects.filter(cart=cart)
    is_there = present.filter(variant=good.variant_id, wording=words).exists()
    if not is_there and present.count() >= MOST_ITEMS:
        raise CartFull
    CartItem.objects.update_or_create(
        cart=cart,
        variant_id=good.variant_id,
        wording=words,
        defaults={
            "product_id": good.product_id,
            "quantity": min(wish.quantity, offers.MOST_OF_ONE),
            "price_seen": good.price,
            "personalisation": dict(wish.personalisation),
        },
    )


@joins_transaction
def merge(user: User, wishes: Iterable[Wish]) -> None:
    """Take in the basket of a phone: of what is in both, the larger number counts; what is no longer
    for sale, or turns out to be one's own, is left out."""
    cart = _locked(user)
    wanted = list(wishes)[:MOST_ITEMS]
    goods = offers.goods_of([wish.product for wish in wanted])
    present = {(item.variant_id, item.wording): item for item in CartItem.objects.filter(cart=cart)}
    for wish in wanted:
        try:
            good = _meant(wish, goods)
        except (NotForSale, VariantRequired):
            continue
        if not good.is_open or good.seller_id == user.pk or wish.quantity < 1:
            continue
        key = (good.variant_id, wording(wish.personalisation))
        quantity = min(wish.quantity, offers.MOST_OF_ONE)
        if key in present:
            item = present[key]
            if item.quantity < quantity:
                item.quantity = quantity
                item.save(update_fields=["quantity"])
        elif len(present) < MOST_ITEMS:
            present[key] = CartItem.objects.create(
                cart=cart,
                product_id=good.product_id,
                variant_id=good.variant_id,
                quantity=quantity,
                price_seen=good.price,
                personalisation=dict(wish.personalisation),
                wording=key[1],
            )


@joins_transaction
def empty(user: User) -> None:
    CartItem.objects.visible_to(user).delete()


def _locked(user: User) -> Cart:
    Cart.objects.get_or_create(user=user)
    return Cart.objects.locked().get(user=user)


def _meant(wish: Wish, goods: Iterable[Good]) -> Good:
    own = [good for good in goods if good.product_id == wish.product]
    if wish.variant is not None:
        own = [good for good in own if good.variant_id == wish.variant]
    elif len(own) > 1:
        raise VariantRequired(product=wish.product)
    if not own:
        raise NotForSale(items=[{"product": wish.product, "variant": wish.variant}])
    return own[0]


@dataclass(frozen=True)
class Shown:
    """A line of a basket beside the piece as it is now, and what has changed since it was put in."""

    item: CartItem
    good: Good
    changes: list[dict[str, Any]]

    @property
    def line_total(self) -> Decimal:
        return self.good.price * self.item.quantity


def shown(user: User) -> list[Shown]:
    """Give the basket as it is now. Two queries."""
    items = list(CartItem.objects.visible_to(user).order_by("pk"))
    goods = {good.variant_id: good for good in offers.goods_of([i.product_id for i in items])}
    wanted = Counter[int]()
    for item in items:
        wanted[item.variant_id] += item.quantity
    return [
        Shown(item, good, _changes(item, good, wanted[item.variant_id]))
        for item in items
        if (good := goods.get(item.variant_id)) is not None
    ]


def _changes(item: CartItem, good: Good, wanted: int) -> list[dict[str, Any]]:
    """Say what has changed of a line; ``wanted`` are all of its variant, in any wording."""
    if not good.is_open:
        return [{"code": "withdrawn"}]
    changes: list[dict[str, Any]] = []
    if good.price != item.price_seen:
        changes.append({"code": "price", "before": item.price_seen, "now": good.price})
    if good.stock < wanted:
        changes.append({"code": "stock", "available": good.stock})
    if (field := offers.misfit(good, item.personalisation)) is not None:
        changes.append({"code": "personalisation", "field": field})
    return changes
