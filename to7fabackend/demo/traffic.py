"""A year of people looking around: invented by the database itself, as there are many of them."""

from datetime import datetime

from django.db import connection

from analytics import rules
from analytics.actions import partitions
from core.transactions import joins_transaction

SEED = "SELECT setseed(0.2026)"
# Each day has its visitors, more and more as the year goes on and more on Fridays; each looks at some
# pieces, rather at those that sell, between nine in the morning and eleven at night. Some search, some
# put a piece into the basket, some of those begin to order.
INVENT = """
WITH pieces AS (
    SELECT array_agg(id ORDER BY popularity DESC, id) AS ids FROM products_product WHERE state = 'approved'
),
visits AS MATERIALIZED (
    SELECT n * 1000 + v AS visitor, day + interval '7 hours' + random() * interval '14 hours' AS at,
           random() AS mood
      FROM generate_series(0, %(days)s) AS n,
           LATERAL (SELECT %(begin)s::timestamptz + n * interval '1 day' AS day) AS d,
           LATERAL generate_series(
               1, 15 + n * 45 / %(days)s + CASE WHEN extract(isodow FROM day) = 5 THEN 20 ELSE 0 END
           ) AS v
),
looks AS MATERIALIZED (
    SELECT visitor, at + k * interval '40 seconds' AS at, mood, random() AS chance,
           ids[1 + floor(random() ^ 1.6 * cardinality(ids))::int] AS product
      FROM visits, pieces, LATERAL generate_series(1, 1 + (mood * 5)::int) AS k
),
told (visitor, at, name, product, query, properties) AS (
    SELECT visitor, at, 'product_viewed', product, '', '{}'::jsonb FROM looks
    UNION ALL
    SELECT visitor, at + interval '20 seconds', 'cart_added', product, '', '{}'::jsonb
      FROM looks WHERE chance < 0.09
    UNION ALL
    SELECT visitor, at + interval '5 minutes', 'checkout_started', NULL, '', '{}'::jsonb
      FROM visits WHERE mood > 0.93
    UNION ALL
    SELECT visitor, at - interval '10 seconds', 'search', NULL, query,
           jsonb_build_object('results', found)
      FROM visits,
           LATERAL (
               SELECT 1 + floor(random() * cardinality(%(queries)s::text[]))::int AS place WHERE visitor > 0
           ) AS p,
           LATERAL (SELECT (%(queries)s::text[])[place] AS query, (%(found)s::int[])[place] AS found) AS q
     WHERE mood BETWEEN 0.3 AND 0.6
)
INSERT INTO analytics_event (event_id, occurred_at, received_at, name, product_id, query, properties, visitor)
SELECT gen_random_uuid(), at, at, name, product, query, properties, visitor FROM told WHERE at < %(now)s
"""
# What people look for, and how much of it there is.
QUERIES = {
    "فخار": 38,
    "فازة": 12,
    "سجادة": 17,
    "كليم": 9,
    "خيامية": 14,
    "فانوس": 11,
    "نحاس": 26,
    "شنطة جلد": 8,
    "حلق فضة": 15,
    "عود": 4,
    "صابون": 10,
    "بردي": 7,
    "خط عربي": 0,
    "مكرمية": 0,
    "تطريز سيناوي": 0,
}


@joins_transaction
def invent(*, begin: datetime, now: datetime) -> int:
    """Let people have looked around from ``begin`` to ``now``; give how many events that makes."""
    partitions.make_ahead(today=rules.day_of(now), back_to=rules.day_of(begin))
    with connection.cursor() as cursor:
        cursor.execute(SEED)
        cursor.execute(
            INVENT,
            {
                "begin": rules.bounds(rules.day_of(begin))[0],
                "now": now,
                "days": (now - begin).days,
                "queries": list(QUERIES),
                "found": list(QUERIES.values()),
            },
        )
        return int(cursor.rowcount)
