"""What lies on the shelves today, and for how long nobody has bought any of it."""

from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from analytics import rules
from analytics.naming import sellers_named
from analytics.reporting import Column, Report, Row
from analytics.rules import Period
from products.models import Product

BATCH = 1000
# Each batch begins after the piece on which the last one ended, so that no report has to be held as a whole.
PIECES = """
WITH pieces AS MATERIALIZED (
    SELECT id, sku, name, name_en, stock, price, seller_id, coalesce(published_at, created_at) AS shown_at
      FROM products_product
     WHERE stock > 0 AND is_active AND state = 'approved' AND id > %(after)s ORDER BY id LIMIT %(batch)s
),
sold AS (
    SELECT d.product_id, sum(d.units) AS units
      FROM pieces p JOIN analytics_productday d ON d.product_id = p.id
     WHERE d.day BETWEEN %(first)s AND %(last)s GROUP BY d.product_id
)
SELECT p.id, p.sku, coalesce(nullif(CASE WHEN %(is_english)s THEN p.name_en END, ''), p.name), p.seller_id,
       p.stock, p.price, p.price * p.stock, last.day,
       %(today)s - coalesce(last.day, (p.shown_at AT TIME ZONE 'Africa/Cairo')::date), coalesce(sold.units, 0)
  FROM pieces p
  LEFT JOIN analytics_lastsale last ON last.product_id = p.id
  LEFT JOIN sold ON sold.product_id = p.id
 ORDER BY p.id
"""


def on_shelves() -> QuerySet[Product]:
    return Product.objects.filter(stock__gt=0, is_active=True, state="approved")


def rows(period: Period) -> Iterator[Row]:
    names: dict[int, str] = {}
    for batch in _batches(period):
        names |= sellers_named({seller for _pk, _sku, _name, seller, *_ in batch} - names.keys())
        for _pk, sku, name, seller, *figures in batch:
            yield sku, name, names.get(seller, ""), *figures


def _batches(period: Period) -> Iterator[list[tuple[Any, ...]]]:
    """Give the pieces and what was sold of them, one batch after the other. One query for each."""
    given: dict[str, Any] = {
        "first": period.first,
        "last": period.last,
        "today": rules.day_of(timezone.now()),
        "is_english": get_language() == "en",
        "batch": BATCH,
    }
    after = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(PIECES, {**given, "after": after})
            found = cursor.fetchall()
        if found:
            yield found
        if len(found) < BATCH:
            return
        after = found[-1][0]


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
    summed=frozenset({"stock", "value", "units"}),
)
