"""The heads of the house's lists: the pieces, sellers and searches that lead.

For the spans that its page shows they are kept by the worker, together with the sums they are made of. Any
other days are added up when they are asked for.
"""

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.db import connection

from analytics import rules
from analytics.models import Leader
from analytics.rules import Period
from core.transactions import joins_transaction

TOP = 10
List = Leader.List
COLUMNS = (
    "key",
    "query",
    "orders",
    "units",
    "revenue",
    "refunds",
    "net_commission",
    "searches",
    "empty",
)
PIECES = """
SELECT product_id, '', sum(orders), sum(units), sum(revenue), sum(refunds), 0, 0, 0
  FROM (SELECT product_id, seller_id, orders, units, revenue, refunds FROM analytics_productmonth
         WHERE month = ANY(%(months)s::date[]) {own}
        UNION ALL
        SELECT product_id, seller_id, orders, units, revenue, refunds FROM analytics_productday
         WHERE day = ANY(%(days)s::date[]) {own}) sums
 GROUP BY product_id ORDER BY sum(revenue) DESC, product_id LIMIT %(limit)s
"""
SELLERS = """
SELECT seller_id, '', sum(orders), sum(units), sum(revenue), sum(refunds), sum(commission - commission_back),
       0, 0
  FROM analytics_sellerday WHERE day BETWEEN %(first)s AND %(last)s
 GROUP BY seller_id HAVING sum(orders) > 0 ORDER BY sum(revenue) DESC, seller_id LIMIT %(limit)s
"""
SEARCHES = """
SELECT NULL, query, 0, 0, 0, 0, 0, sum(searches), sum(empty)
  FROM (SELECT query, searches, empty FROM analytics_searchmonth WHERE month = ANY(%(months)s::date[])
        UNION ALL
        SELECT query, searches, empty FROM analytics_searchday WHERE day = ANY(%(days)s::date[])) sums
 GROUP BY query HAVING sum({by}) > 0 ORDER BY sum({by}) DESC, query LIMIT %(limit)s
"""
STATEMENTS = {
    List.PIECES: PIECES.format(own=""),
    List.SELLERS: SELLERS,
    List.SEARCHES: SEARCHES.format(by="searches"),
    List.EMPTY_SEARCHES: SEARCHES.format(by="empty"),
}


@joins_transaction
def keep(*, now: datetime) -> None:
    """Make the lists of the spans up to today anew; what is summed up has to reach up to ``now``."""
    periods = {span.period(rules.day_of(now)) for span in rules.SPANS.values()}
    found = [row for period in periods for rows in _of_all(period, now).values() for row in rows]
    Leader.objects.all().delete()
    Leader.objects.bulk_create(found)


def of_house(period: Period, *, reached: datetime) -> dict[List, list[Leader]]:
    """Give each list of some days, the first first. One query where the lists are kept, five where not."""
    kept: dict[List, list[Leader]] = defaultdict(list)
    for row in Leader.objects.filter(first=period.first, last=period.last).order_by("place"):
        kept[List(row.list)].append(row)
    return kept or _of_all(period, reached)


def pieces_of(seller: int, period: Period, *, reached: datetime) -> list[Leader]:
    """Give a seller's pieces that brought most. One query."""
    statement = PIECES.format(own="AND seller_id = %(seller)s")
    return _rows(List.PIECES, statement, period, reached, seller=seller)


def _of_all(period: Period, reached: datetime) -> dict[List, list[Leader]]:
    return {one: _rows(one, text, period, reached) for one, text in STATEMENTS.items()}


def _rows(
    name: List, statement: str, period: Period, reached: datetime, **more: Any
) -> list[Leader]:
    months, days = rules.split(period, summed_until=rules.day_of(reached))
    given: dict[str, Any] = {
        "first": period.first,
        "last": period.last,
        "months": months,
        "days": days,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, {**given, "limit": TOP, **more})
        found = cursor.fetchall()
    return [
        Leader(
            list=name,
            first=period.first,
            last=period.last,
            place=place,
            **dict(zip(COLUMNS, row, strict=True)),
        )
        for place, row in enumerate(found, 1)
    ]
