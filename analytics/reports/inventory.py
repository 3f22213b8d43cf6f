"""What lies on the shelves today, and for how long nobody has bought any of it."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from django.db import connection
from django.db.models import QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from analytics import rules
from analytics.models import ProductDay
from analytics.naming import sellers_named
from analytics.reporting import Column, Report, Row
from analytics.rules import Period
from core.serializers import localised
from products.models import Product

BATCH = 500


# One look into an index for each piece, however long it has been sold.
LAST_SALES = """
SELECT key, last.day
  FROM unnest(%(keys)s::bigint[]) AS key,
       LATERAL (SELECT day FROM analytics_productday d WHERE d.product_id = key AND d.units > 0
                 ORDER BY day DESC LIMIT 1) last
"""
SHOWN = ("sku", "name", "name_en", "stock", "price", "seller_id", "published_at", "created_at")


def on_shelves() -> QuerySet[Product]:
    return Product.objects.filter(stock__gt=0, is_active=True, state="approved")


def rows(period: Period) -> Iterator[Row]:
    today = rules.day_of(timezone.now())
    source = on_shelves().only(*SHOWN).order_by("pk").iterator(chunk_size=BATCH)
    while batch := list(islice(source, BATCH)):
        yield from _of(batch, period, today)


def _of(batch: list[Product], period: Period, today: date) -> Iterator[Row]:
    """Give the rows of some pieces. Three queries."""
    keys = [product.pk for product in batch]
    sold = _last_sales(keys)
    days = ProductDay.objects.within(period).filter(product__in=keys)
    units = dict(days.values_list("product_id").annotate(units=Sum("units")))
    names = sellers_named(product.seller_id for product in batch)
    for product in batch:
        since = sold.get(product.pk) or rules.day_of(product.published_at or product.created_at)
        yield (
            product.sku,
            localised(product, "name"),
            names.get(product.seller_id, ""),
            product.stock,
            product.price,
            product.price * product.stock,
            sold.get(product.pk),
            (today - since).days,
            units.get(product.pk, 0),
        )


def _last_sales(keys: list[int]) -> dict[int, date]:
    with connection.cursor() as cursor:
        cursor.execute(LAST_SALES, {"keys": keys})
        return dict(cursor.fetchall())


REPORT = Report(
    title=_("Stock and its age"),
    columns=(
        Column("sku", _("SKU")),
        Column("piece", _("Piece")),
        Column("seller_name", _("Seller")),
        Column("stock", _("Stock"), "count"),
        Column("price", _("Price"), "money"),
        Column("value", _("Value of the stock"), "money"),
        Column("last_sold_on", _("Last sold on"), "day"),
        Column("days_without_sale", _("Days without a sale"), "count"),
        Column("units", _("Pieces sold in the period"), "count"),
    ),
    rows=rows,
    size=lambda period: on_shelves().count(),
)
