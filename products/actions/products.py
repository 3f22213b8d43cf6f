"""What a seller does with pieces: offer, change, duplicate, withdraw."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from core.transactions import joins_transaction
from custom_auth.models import User
from products import rules
from products.actions import moderation, stock
from products.actions.publish import publish
from products.errors import ChoicesDoNotFit, SkuTaken, StockOfOne, UnknownAttribute
from products.models import (
    Attribute,
    PriceChange,
    Product,
    ProductSlug,
    StockMovement,
    Variant,
)
from products.rules import Movement, State


@dataclass(frozen=True)
class Row:
    """What a seller says of one variant; ``None`` leaves a value as it is, or as shipped."""

    choices: list[str]
    price: Decimal | None = None
    stock: int | None = None
    sku: str | None = None
    weight_grams: int | None = None
    is_active: bool | None = None


@joins_transaction
def add(
    seller: User,
    *,
    now: datetime,
    is_draft: bool = False,
    stock: int = 0,
    variants: Sequence[Mapping[str, Any]] = (),
    **fields: Any,
) -> Product:
    """Offer a new piece; it is on show at once unless the marketplace looks at it first.

    :raises ChoicesDoNotFit, StockOfOne, SkuTaken, UnknownAttribute:
    """
    product = Product(seller=seller, **fields)
    _check_attributes(product)
    product.slug = slug_of(product.name)
    product.sku = fields.get("sku") or ""
    if product.compare_at_price is not None and product.compare_at_price <= product.price:
        product.compare_at_price = None
    # A new piece has no past price that it could honestly be compared with.
    product.compare_at_price = None
    _save_with_sku(product)
    PriceChange.objects.create(product=product, price=product.price, began_at=now)
    rows = [Row(**row) for row in variants] or [
        Row(choices, stock=stock) for choices in rules.all_choices(product.options)[:1]
    ]
    if product.options and not variants:
        rows = [Row(choices, stock=stock) for choices in rules.all_choices(product.options)]
    _set_variants(product, rows, by=seller)
    if not is_draft:
        moderation.submit(product, by=seller, now=now)
    publish([product.pk])
    return product


def slug_of(name: str) -> str:
    return slugify(name, allow_unicode=True)[:280] or "piece"


def _save_with_sku(product: Product) -> None:
    is_given = bool(product.sku)
    if not is_given:
        product.sku = f"draft-{id(product)}"
    try:
        with transaction.atomic():
            product.save()
    except IntegrityError as error:
        raise SkuTaken from error
    if not is_given:
        product.sku = f"T{_base32(product.pk)}"
        product.save(update_fields=["sku"])


def _base32(number: int) -> str:
    """Write an id with Crockford's digits, which people do not mistake for each other."""
    digits = ""
    while number:
        number, rest = divmod(number, 32)
        digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[rest] + digits
    return digits


def _check_attributes(product: Product) -> None:
    """Hold attributes to those of the category and all above it.

    :raises UnknownAttribute:
    """
    if not product.attributes:
        return
    known = {
        attribute.code: attribute
        for attribute in Attribute.objects.filter(categories__in=product.category.path).distinct()
    }
    for code, value in product.attributes.items():
        if code not in known or not _value_fits(known[code], value):
            raise UnknownAttribute(attribute=code)


def _value_fits(attribute: Attribute, value: Any) -> bool:
    allowed = {choice["value"] for choice in attribute.choices}
    if attribute.kind == "number":
        return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 10**9
    if attribute.kind == "choices":
        return isinstance(value, list) and bool(value) and all(one in allowed for one in value)
    if attribute.kind in {"choice", "colour"}:
        return isinstance(value, str) and (value in allowed or not allowed)
    return isinstance(value, str) and len(value) <= 200


def _set_variants(product: Product, rows: Sequence[Row], *, by: User) -> None:
    """Make the variants what ``rows`` say; those not named are no longer offered.

    :raises ChoicesDoNotFit, StockOfOne, SkuTaken:
    """
    _check_rows(product, rows)
    present = {tuple(v.choices): v for v in Variant.objects.filter(product=product).locked()}
    for position, row in enumerate(rows):
        variant = present.pop(tuple(row.choices), None)
        if variant is None:
            _add_variant(product, row, position, by=by)
        else:
            _change_variant(variant, row, position, by=by)
    for left in present.values():
        stock.set_stock(left, 0, by=by)
        Variant.objects.filter(pk=left.pk).update(is_active=False)
    product.refresh_from_db(fields=["stock"])
    if product.one_of_a_kind and product.stock > 1:
        raise StockOfOne


def _check_rows(product: Product, rows: Sequence[Row]) -> None:
    chosen = [tuple(row.choices) for row in rows]
    if len(set(chosen)) != len(chosen) or len(rows) > rules.MOST_VARIANTS:
        raise ChoicesDoNotFit
    if not all(rules.choices_fit(product.options, row.choices) for row in rows):
        raise ChoicesDoNotFit
    if product.one_of_a_kind and sum(row.stock or 0 for row in rows) > 1:
        raise StockOfOne


def _add_variant(product: Product, row: Row, position: int, *, by: User) -> None:
    amount = row.stock or 0
    variant = Variant(
        product=product,
        sku=row.sku or (product.sku if not row.choices else f"{product.sku}-{position + 1}"),
        choices=row.choices,
        price=row.price,
        stock=amount,
        weight_grams=row.weight_grams,
        is_active=row.is_active is not False,
        position=position,
    )
    try:
        with transaction.atomic():
            variant.save()
    except IntegrityError as error:
        raise SkuTaken from error
    if amount:
        StockMovement.objects.create(variant=variant, change=amount, reason=Movement.INITIAL, by=by)


def _change_variant(variant: Variant, row: Row, position: int, *, by: User) -> None:
    variant.position = position
    variant.price = row.price
    for name in ("weight_grams", "is_active"):
        if getattr(row, name) is not None:
            setattr(variant, name, getattr(row, name))
    if row.sku:
        variant.sku = row.sku
    try:
        with transaction.atomic():
            variant.save(update_fields=["position", "price", "weight_grams", "is_active", "sku"])
    except IntegrityError as error:
        raise SkuTaken from error
    if row.stock is not None:
        stock.set_stock(variant, row.stock, by=by)


@joins_transaction
def change(
    product: Product, *, by: User, is_moderator: bool, now: datetime, **fields: Any
) -> Product:
    """Change a piece. Where the marketplace looks first, what matters waits and the rest is done.

    :raises ChoicesDoNotFit, StockOfOne, SkuTaken, UnknownAttribute:
    """
    product = (
        Product.objects.locked().select_related("category", "seller__profile").get(pk=product.pk)
    )
    if not is_moderator and moderation.looks_at_changes_of(product):
        waiting = {name: fields.pop(name) for name in rules.MATTERS & fields.keys()}
        moderation.hold(product, waiting)
    apply(product, by=by, now=now, **fields)
    publish([product.pk])
    return product


@joins_transaction
def apply(product: Product, *, by: User, now: datetime, **fields: Any) -> None:
    """Write ``fields`` to a locked piece; publishing is left to the caller."""
    rows = fields.pop("variants", None)
    amount = fields.pop("stock", None)
    old_price, old_name = product.price, product.name
    asked_before = fields.pop("compare_at_price", product.compare_at_price)
    for name, value in fields.items():
        setattr(product, name, value)
    if "attributes" in fields or "category" in fields:
        _check_attributes(product)
    if product.name != old_name:
        ProductSlug.objects.get_or_create(slug=product.slug, product=product)
        product.slug = slug_of(product.name)
    if product.price != old_price:
        PriceChange.objects.create(product=product, price=product.price, began_at=now)
    product.compare_at_price = rules.reference_price(
        asked_before, product.price, _price_history(product), now=now
    )
    product.version += 1
    try:
        with transaction.atomic():
            product.save()
    except IntegrityError as error:
        raise SkuTaken from error
    _apply_stock(product, fields, rows, amount, by=by)


def _apply_stock(
    product: Product, fields: Mapping[str, Any], rows: Any, amount: int | None, *, by: User
) -> None:
    if rows is not None:
        _set_variants(product, [Row(**row) for row in rows], by=by)
    elif "options" in fields:
        _set_variants(product, [Row(c) for c in rules.all_choices(product.options)], by=by)
    elif amount is not None:
        variants = list(Variant.objects.filter(product=product, is_active=True))
        if len(variants) != 1:
            raise ChoicesDoNotFit
        stock.set_stock(variants[0], amount, by=by)
    product.refresh_from_db(fields=["stock"])


def _price_history(product: Product) -> list[tuple[datetime, Decimal]]:
    changes = PriceChange.objects.filter(product=product).order_by("-began_at", "-pk")
    return list(changes.values_list("began_at", "price")[:100])


@joins_transaction
def submit(product: Product, *, by: User, now: datetime) -> None:
    """Put a draft, a rejected or a withdrawn piece forward.

    :raises InvalidTransition: if it is on show or waiting already.
    """
    moderation.submit(product, by=by, now=now)
    publish([product.pk])


@joins_transaction
def withdraw(product: Product, *, by: User) -> None:
    """Take a piece off the market for good; orders that have it keep what they know of it."""
    product = Product.objects.locked().get(pk=product.pk)
    if product.state != State.WITHDRAWN:
        moderation.move(product, State.WITHDRAWN, by=by)
        publish([product.pk])


@joins_transaction
def duplicate(product: Product, *, by: User, now: datetime) -> Product:
    """Begin a new piece from an old one: a draft with nothing in stock and no pictures."""
    names = (
        "name",
        "name_en",
        "description",
        "description_en",
        "price",
        "category",
        "options",
        "attributes",
        "personalisation",
        "made_to_order",
        "lead_time_days",
        "one_of_a_kind",
        "weight_grams",
        "story",
        "story_en",
        "provenance",
    )
    variants = [
        {"choices": v.choices, "price": v.price, "weight_grams": v.weight_grams}
        for v in Variant.objects.filter(product=product, is_active=True).order_by("position", "pk")
    ]
    fields = {name: getattr(product, name) for name in names}
    return add(product.seller, now=now, is_draft=True, variants=variants, **fields)


@joins_transaction
def change_many(
    seller: User, changes: Sequence[Mapping[str, Any]], *, now: datetime
) -> list[Product]:
    """Set price or stock of many pieces at once: all or none.

    :raises Product.DoesNotExist: if one is not the seller's.
    """
    wanted = {row["product"]: row for row in changes}
    products = list(Product.objects.sold_by(seller).filter(pk__in=wanted).locked())
    if len(products) != len(wanted):
        raise Product.DoesNotExist
    for product in products:
        fields = {k: v for k, v in wanted[product.pk].items() if k in {"price", "stock"}}
        apply(product, by=seller, now=now, **fields)
    publish(wanted)
    return products
