"""How much pieces are bought and looked at, lately more than long ago."""

import math
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Sum
from django.db.models.functions import TruncDay

from core import ids
from core.transactions import joins_transaction
from products import rules
from products.models import Product, SalesMark, StockMovement

# Sales younger than this are left for the next time: their transactions may still be running.
SETTLED_AFTER = timedelta(minutes=2)
WRITE = """
WITH warmed AS (SELECT * FROM unnest(%(ids)s::bigint[], %(heats)s::float8[]) AS w(id, heat)),
listed AS (UPDATE products_listing l SET popularity = w.heat FROM warmed w WHERE l.product_id = w.id)
UPDATE products_product p SET popularity = w.heat FROM warmed w WHERE p.id = w.id
"""


@joins_transaction
def note_views(views: Mapping[int, int], *, at: datetime) -> None:
    """Let pieces be more popular by how often they were looked at, around ``at``. Two queries."""
    _warm((pk, rules.heat(count * rules.VIEW_WEIGHT, at)) for pk, count in views.items())


@joins_transaction
def note_sales(*, now: datetime) -> int:
    """Let pieces be more popular by what was sold since the last time; give how many those were."""
    mark = SalesMark.objects.select_for_update().get_or_create(pk=1)[0]
    until = ids.first_id_at(now - SETTLED_AFTER)
    sold = list(
        StockMovement.objects.filter(
            reason=rules.Movement.SALE.value, pk__gte=mark.reached, pk__lt=until
        )
        .values_list("variant__product_id", TruncDay("created_at"))
        .annotate(total=-Sum("change"))
    )
    _warm((pk, rules.heat(total * rules.SALE_WEIGHT, day)) for pk, day, total in sold)
    mark.reached = until
    mark.save(update_fields=["reached"])
    return len(sold)


def _warm(heats: Iterable[tuple[int, float]]) -> None:
    added: dict[int, float] = {}
    for product_id, heat in heats:
        added[product_id] = rules.hotter(added.get(product_id, -math.inf), heat)
    present = Product.objects.filter(pk__in=added).locked().values_list("pk", "popularity")
    totals = {pk: rules.hotter(popularity, added[pk]) for pk, popularity in present}
    if totals:
        with connection.cursor() as cursor:
            cursor.execute(WRITE, {"ids": list(totals), "heats": list(totals.values())})
