"""How long what lies on the shelves has lain there."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection

AGES = """
SELECT width_bucket(%(today)s - coalesce(
           last.day, (coalesce(p.published_at, p.created_at) AT TIME ZONE 'Africa/Cairo')::date
       ), %(edges)s::int[]) AS band,
       count(*), sum(p.stock), sum(p.stock * p.price)
  FROM products_product p LEFT JOIN analytics_lastsale last ON last.product_id = p.id
 WHERE p.stock > 0 AND p.is_active AND p.state = 'approved'
 GROUP BY band
"""
# Days without a sale from which each of the later bands begins.
EDGES = (31, 91, 181)


@dataclass(frozen=True)
class Band:
    """Pieces of which the last was sold, or which were first shown, so many days ago; ``most`` may be
    None, for ever."""

    least: int
    most: int | None
    pieces: int = 0
    units: int = 0
    value: Decimal = Decimal("0.00")


def ages(today: date) -> list[Band]:
    """Give what is in stock by days without a sale, the freshest first. One query."""
    with connection.cursor() as cursor:
        cursor.execute(AGES, {"today": today, "edges": list(EDGES)})
        found = {band: rest for band, *rest in cursor.fetchall()}
    starts = (0, *EDGES)
    ends = (*(edge - 1 for edge in EDGES), None)
    return [
        Band(least, most, *found.get(band, ()))
        for band, (least, most) in enumerate(zip(starts, ends, strict=True))
    ]
