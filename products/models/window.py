"""The shop window: what the public sees, prepared when it changes and not when it is read."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from core.fields import MoneyField
from core.models import Numbered
from products.models.catalogue import Product


class Listing(Numbered):
    """One published piece: its card and detail as finished JSON, and what lists filter and order by.

    There is a row for every piece that was ever on show. It is on show while ``is_open``, which the
    database derives: the piece is offered and approved, its seller is on the market, and every
    category above it is shown. Triggers keep ``seller_ok``, ``category_ok`` and ``in_stock`` true in
    the transaction that changes them, whoever writes (migration 0002).

    ``detail_…`` lacks its closing brace: stock, variants and shipping are joined in when it is read.
    """

    product = models.OneToOneField(
        Product, on_delete=models.CASCADE, primary_key=True, related_name="listing"
    )
    category_id = models.BigIntegerField()
    seller_id = models.BigIntegerField()
    price = MoneyField()
    rating = models.FloatField(default=0)  # the lower bound, for order and filter alike
    popularity = models.FloatField(default=0)
    published_at = models.DateTimeField()
    is_featured = models.BooleanField(default=False)
    in_stock = models.BooleanField()
    product_ok = models.BooleanField()
    seller_ok = models.BooleanField()
    category_ok = models.BooleanField()
    is_open = models.GeneratedField(
        expression=models.ExpressionWrapper(
            Q(product_ok=True, seller_ok=True, category_ok=True), output_field=models.BooleanField()
        ),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    changed_at = models.DateTimeField(db_default=Now())
    version = models.PositiveIntegerField()
    variant_ids = ArrayField(models.BigIntegerField())
    card_ar = models.TextField()
    card_en = models.TextField()
    detail_ar = models.TextField()
    detail_en = models.TextField()
    variants_ar = ArrayField(models.TextField())
    variants_en = ArrayField(models.TextField())

    class Meta:
        indexes = [
            models.Index(
                F("published_at").desc(),
                F("product_id").desc(),
                name="listing_newest",
                condition=Q(is_open=True),
            ),
            models.Index("price", "product_id", name="listing_price", condition=Q(is_open=True)),
            models.Index(
                F("rating").desc(),
                F("product_id").desc(),
                name="listing_rating",
                condition=Q(is_open=True),
            ),
            models.Index(
                F("popularity").desc(),
                F("product_id").desc(),
                name="listing_popular",
                condition=Q(is_open=True),
            ),
            models.Index(
                F("category_id"),
                F("published_at").desc(),
                F("product_id").desc(),
                name="listing_category_newest",
                condition=Q(is_open=True),
            ),
            models.Index(
                "category_id",
                "price",
                "product_id",
                name="listing_category_price",
                condition=Q(is_open=True),
            ),
            models.Index(
                F("category_id"),
                F("rating").desc(),
                F("product_id").desc(),
                name="listing_category_rating",
                condition=Q(is_open=True),
            ),
            models.Index(
                F("category_id"),
                F("popularity").desc(),
                F("product_id").desc(),
                name="listing_category_popular",
                condition=Q(is_open=True),
            ),
            models.Index(
                F("seller_id"),
                F("published_at").desc(),
                F("product_id").desc(),
                name="listing_of_seller",
            ),
            models.Index(
                F("published_at").desc(),
                F("product_id").desc(),
                name="listing_featured",
                condition=Q(is_open=True, is_featured=True),
            ),
            models.Index("changed_at", "product_id", name="listing_changed"),
            # Narrow: the sitemap's index of pages is one scan of it.
            models.Index(
                fields=["product"], include=["changed_at", "is_open"], name="listing_in_sitemap"
            ),
        ]


class ShippingHint(Numbered):
    """What sending costs and how long it takes at the least, told by orders: for a seller, or for all."""

    seller_id = models.BigIntegerField(primary_key=True)  # 0 stands for every seller without a row
    cost_from = MoneyField()
    free_above = MoneyField(null=True)
    days_min = models.PositiveSmallIntegerField()
    days_max = models.PositiveSmallIntegerField()
