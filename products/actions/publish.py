"""Preparing what the public sees, in the transaction that changes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

import orjson
from django.utils import translation

from core import public_cache
from core.transactions import joins_transaction
from custom_auth.models import UserProfile
from products import rules
from products.actions import search
from products.models import Attribute, Category, Listing, Product, Variant
from products.serializers.window import CardOut, DetailOut, VariantOut
from products.window import product_topic


@joins_transaction
def publish(product_ids: Iterable[int]) -> None:
    """Prepare cards, details and search words anew; pieces that were never approved have none.

    A fixed number of queries, however many pieces. The sellers' and categories' rows are held while
    it is decided whether they are on the market, so that a suspension cannot slip in between.
    """
    products = list(Product.objects.filter(pk__in=list(product_ids)).for_listing().order_by("pk"))
    if not products:
        return
    profiles = UserProfile.objects.filter(user__in={product.seller_id for product in products})
    open_sellers = {
        profile.user_id
        for profile in profiles.select_related("user").locked()
        if _on_the_market(profile)
    }
    shown = _shown_categories(products)
    shapes = Shapes.made()
    rows = [
        _listing(product, product.seller_id in open_sellers, shown, shapes)
        for product in products
        if product.published_at is not None
    ]
    public_cache.forget(public_cache.LISTS, *(product_topic(product.pk) for product in products))
    Listing.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["product"], update_fields=_WRITTEN
    )
    if rows:
        search.index(row.product_id for row in rows)


@dataclass(frozen=True)
class Shapes:
    """The serializers of one run: making their fields costs more than using them."""

    card: CardOut
    detail: DetailOut
    variant: VariantOut

    @classmethod
    def made(cls) -> "Shapes":
        """Make them, for the attributes there are now. One query."""
        context = {"attributes": Attribute.objects.in_bulk(field_name="code")}
        return cls(
            CardOut(context=context), DetailOut(context=context), VariantOut(context=context)
        )


_WRITTEN = [
    field.name
    for field in Listing._meta.concrete_fields
    if field.name not in {"product", "changed_at", "version", "is_open"}
]


def _on_the_market(profile: UserProfile) -> bool:
    return (
        profile.is_seller
        and profile.suspended_at is None
        and profile.holiday_since is None
        and profile.user.is_active
    )


def _shown_categories(products: list[Product]) -> dict[int, bool]:
    """Tell of each category whether it and all above it are shown; holds them against change."""
    above = {pk for product in products for pk in product.category.path}
    held = Category.objects.filter(pk__in=above).order_by("pk").select_for_update(no_key=True)
    is_active = dict(held.values_list("pk", "is_active"))
    return {
        product.category_id: all(is_active.get(pk, False) for pk in product.category.path)
        for product in products
    }


def is_offered(product: Product) -> bool:
    """Tell whether the piece itself is fit to be on show, whatever its seller and category are."""
    return product.is_active and product.state == rules.State.APPROVED


def _listing(
    product: Product,
    seller_ok: bool,  # noqa: FBT001 - a column's value
    shown: dict[int, bool],
    shapes: Shapes,
) -> Listing:
    variants = sorted(
        (v for v in product.variants.all() if v.is_active), key=lambda v: (v.position, v.pk)
    )
    texts = {language: _texts(product, variants, language, shapes) for language in ("ar", "en")}
    return Listing(
        product=product,
        category_id=product.category_id,
        seller_id=product.seller_id,
        price=lowest_price(product, variants),
        rating=rules.lower_bound(product.rating_sum, product.rating_count),
        popularity=product.popularity,
        published_at=product.published_at or product.created_at,
        is_featured=product.is_featured,
        in_stock=product.stock > 0,
        product_ok=is_offered(product),
        seller_ok=seller_ok,
        category_ok=shown[product.category_id],
        version=1,
        variant_ids=[variant.pk for variant in variants],
        card_ar=texts["ar"][0],
        card_en=texts["en"][0],
        detail_ar=texts["ar"][1],
        detail_en=texts["en"][1],
        variants_ar=texts["ar"][2],
        variants_en=texts["en"][2],
    )


def lowest_price(product: Product, variants: Iterable[Variant]) -> Decimal:
    prices = [product.price if v.price is None else v.price for v in variants]
    lowest: Decimal = min(prices, default=product.price)
    return lowest


def _texts(
    product: Product, variants: list[Variant], language: str, shapes: Shapes
) -> tuple[str, str, list[str]]:
    """Render card, detail and variants; the last two without the brace behind which stock is joined."""
    with translation.override(language):
        card = orjson.dumps(shapes.card.to_representation(product)).decode()
        detail = orjson.dumps(shapes.detail.to_representation(product)).decode()
        words = [
            orjson.dumps(shapes.variant.to_representation(variant)).decode() for variant in variants
        ]
    return card, detail.removesuffix("}"), [word.removesuffix("}") for word in words]
