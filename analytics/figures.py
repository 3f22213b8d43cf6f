"""The figures that sellers and the house look at, read from the sums of days and from nothing else.

So a page costs the same however long the history is. What each figure means stands in
``docs/analytics.md``. Money is ``Decimal``; a share is a ``Decimal`` between 0 and 1 with four
places, or None where there is nothing to divide by. A period has both its ends in it, in Cairo's days.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from django.db import connection

from analytics import rules
from analytics.actions import leaders, rollups
from analytics.models import (
    CohortMonth,
    Leader,
    SellerDay,
    SellerTraffic,
    ShopDay,
    ShopTraffic,
)
from analytics.rules import Granularity, Period, buckets
from core.money import ZERO, rounded
from core.serializers import localised
from custom_auth.models import User, UserProfile
from products.models import Product

T = TypeVar("T")
List = Leader.List
SHARE = Decimal("0.0001")


def share(part: Decimal | int, whole: Decimal | int) -> Decimal | None:
    """Give ``part`` of ``whole`` with four places; None of nothing."""
    return (Decimal(part) / Decimal(whole)).quantize(SHARE) if whole else None


def each(amount: Decimal, count: int) -> Decimal | None:
    """Give the average in whole piastres; None of nothing."""
    return rounded(amount / count) if count else None


@dataclass
class Trade:
    """What was booked: sales when their money is, less refunds when they are made.

    ``net_revenue − commission − vat + shipping = earnings``, to the piastre. Commission, VAT,
    shipping and earnings are after refunds.
    """

    placed: int = 0
    orders: int = 0
    units: int = 0
    revenue: Decimal = ZERO
    refunds: Decimal = ZERO
    commission: Decimal = ZERO
    vat: Decimal = ZERO
    shipping: Decimal = ZERO
    payouts: Decimal = ZERO

    @property
    def net_revenue(self) -> Decimal:
        return self.revenue - self.refunds

    @property
    def average_order(self) -> Decimal | None:
        return each(self.revenue, self.orders)

    def add(self, row: Any) -> None:
        """Add a day's sums."""
        self.placed += row.placed
        self.orders += row.orders
        self.units += row.units
        self.revenue += row.revenue
        self.refunds += row.refunds
        self.commission += row.commission - row.commission_back
        self.vat += row.vat - row.vat_back
        self.shipping += row.shipping - row.shipping_back
        self.payouts += row.payouts


# --- a seller -----------------------------------------------------------------------------------
@dataclass
class SellerTotals(Trade):
    earnings: Decimal = ZERO
    discounts: Decimal = ZERO
    views: int = 0
    visits: int = 0
    carts: int = 0

    @property
    def conversion(self) -> Decimal | None:
        """Orders placed for each visit; a visit is one person on one day."""
        return share(self.placed, self.visits)

    def add(self, row: Any) -> None:
        super().add(row)
        self.earnings += row.earnings - row.earnings_back
        self.discounts += row.discounts

    def add_traffic(self, row: Any) -> None:
        self.views += row.views
        self.visits += row.visits
        self.carts += row.carts


@dataclass
class Buyers:
    """How many bought; ``new`` for the first time, ``repeat`` not for the first time. One can be both."""

    buyers: int = 0
    new: int = 0
    repeat: int = 0


@dataclass(frozen=True)
class Piece:
    """What a piece did in a period."""

    id: int
    name: str
    orders: int
    units: int
    revenue: Decimal
    refunds: Decimal
    views: int
    carts: int


@dataclass
class SellerFigures:
    """What ``seller_figures`` gives. ``series`` has a row for every bucket, also where nothing was."""

    period: Period
    before: Period
    granularity: Granularity
    totals: SellerTotals
    totals_before: SellerTotals
    buyers: Buyers
    buyers_before: Buyers
    series: list[tuple[date, SellerTotals]]
    top_products: list[Piece]
    reached: datetime


def seller_figures(
    seller: User | int, first: date, last: date, granularity: Granularity = Granularity.DAY
) -> SellerFigures:
    """Give a seller's figures from ``first`` to ``last``, and of as many days before. Six queries."""
    period = Period(first, last)
    before = period.before()
    now, then, series = SellerTotals(), SellerTotals(), _series(period, granularity, SellerTotals)
    for row, sums in _spread(SellerDay.objects.sold_by(seller), period, now, then, series):
        sums.add(row)
    for row, sums in _spread(SellerTraffic.objects.sold_by(seller), period, now, then, series):
        sums.add_traffic(row)
    key = seller if isinstance(seller, int) else seller.pk
    buyers, buyers_before = _buyers(key, period, before)
    reached = rollups.reached()
    return SellerFigures(
        period=period,
        before=before,
        granularity=granularity,
        totals=now,
        totals_before=then,
        buyers=buyers,
        buyers_before=buyers_before,
        series=series,
        top_products=_pieces(leaders.pieces_of(key, period, reached=reached), period, reached),
        reached=reached,
    )


def _series(period: Period, granularity: Granularity, kind: type[T]) -> list[tuple[date, T]]:
    """Give nothing for every bucket of a period, by its first day, which may lie before the period."""
    return [(bucket, kind()) for bucket in buckets(period, granularity)]


def _spread(
    days: Any, period: Period, now: T, then: T, series: list[tuple[date, T]]
) -> Iterator[tuple[Any, T]]:
    """Give the sums of each bucket of a period, and of as many days before it, with every total that they
    count in. One query."""
    both = Period(period.before().first, period.last)
    starts = [period.first, *(bucket for bucket, _ in series[1:])]
    for place, row in days.within(both).summed(since=starts).items():
        if not place:
            yield row, then
            continue
        yield row, now
        yield row, series[place - 1][1]


# Somebody counts by the first purchase of the period, and once more among those who came back unless that
# purchase is the only one there and the first of all.
BUYERS = """
SELECT is_now, count(*) FILTER (WHERE is_opening), count(*) FILTER (WHERE is_first),
       count(*) FILTER (WHERE is_opening AND NOT (is_first AND orders = 1 AND is_closing))
  FROM (SELECT is_first, orders, is_now,
               before IS NULL OR before < CASE WHEN is_now THEN %(first)s ELSE %(begin)s END AS is_opening,
               after IS NULL OR after > %(last)s OR (after >= %(first)s AND NOT is_now) AS is_closing
          FROM (SELECT is_first, orders, before, after, day >= %(first)s AS is_now
                  FROM analytics_purchase
                 WHERE seller_id = %(seller)s AND day BETWEEN %(begin)s AND %(last)s) days) days
 GROUP BY is_now
"""


def _buyers(seller: int, period: Period, before: Period) -> tuple[Buyers, Buyers]:
    """Count who bought in each period. One query."""
    days = {"begin": before.first, "first": period.first, "last": period.last}
    with connection.cursor() as cursor:
        cursor.execute(BUYERS, {"seller": seller, **days})
        found = {is_now: Buyers(*counts) for is_now, *counts in cursor.fetchall()}
    return found.get(True, Buyers()), found.get(False, Buyers())


SEEN = """
SELECT product_id, sum(views), sum(carts)
  FROM (SELECT product_id, views, carts FROM analytics_producttrafficmonth
         WHERE product_id = ANY(%(pieces)s) AND month = ANY(%(months)s::date[])
        UNION ALL
        SELECT product_id, views, carts FROM analytics_producttraffic
         WHERE product_id = ANY(%(pieces)s) AND day = ANY(%(days)s::date[])) sums
 GROUP BY product_id
"""


def _pieces(led: list[Leader], period: Period, reached: datetime) -> list[Piece]:
    """Name the pieces of a list and say how often each was looked at. Two queries.

    ``reached`` tells which months are summed up as such.
    """
    keys = [row.key for row in led]
    named = Product.objects.only("name", "name_en").in_bulk(keys)
    months, days = rules.split(period, summed_until=rules.day_of(reached))
    with connection.cursor() as cursor:
        cursor.execute(SEEN, {"pieces": keys, "months": months, "days": days})
        seen = {key: (views, carts) for key, views, carts in cursor.fetchall()}
    return [
        Piece(
            id=row.key or 0,
            name=localised(named[row.key], "name") or "",
            orders=row.orders,
            units=row.units,
            revenue=row.revenue,
            refunds=row.refunds,
            views=seen.get(row.key, (0, 0))[0],
            carts=seen.get(row.key, (0, 0))[1],
        )
        for row in led
    ]


# --- the house ----------------------------------------------------------------------------------
@dataclass
class ShopTotals(Trade):
    """``revenue`` is the gross merchandise value: what pieces went for, before the house's gifts.

    ``shipping`` is what carriers' shipping brought in, ``discounts`` what the house gave away after
    what refunds brought back of it, ``fees`` what gateways and banks kept.
    """

    placed_value: Decimal = ZERO
    discounts: Decimal = ZERO
    fees: Decimal = ZERO
    visits: int = 0
    viewers: int = 0
    searchers: int = 0
    carts: int = 0
    checkouts: int = 0
    delivered: int = 0
    new_buyers: int = 0

    @property
    def take_rate(self) -> Decimal | None:
        """The commission that stayed, of the revenue that stayed."""
        return share(self.commission, self.net_revenue)

    @property
    def conversion(self) -> Decimal | None:
        return share(self.placed, self.visits)

    def add(self, row: Any) -> None:
        super().add(row)
        self.placed_value += row.placed_value
        self.discounts += row.discounts - row.discounts_back
        self.fees += row.fees
        self.delivered += row.delivered
        self.new_buyers += row.new_buyers

    def add_traffic(self, row: Any) -> None:
        self.visits += row.visits
        self.viewers += row.viewers
        self.searchers += row.searchers
        self.carts += row.carts
        self.checkouts += row.checkouts


@dataclass(frozen=True)
class Fates:
    """What became of parcels of one governorate or carrier; ``refusal_rate`` of those that arrived."""

    key: str
    shipped: int
    delivered: int
    refused: int
    lost: int
    cancelled: int

    @property
    def refusal_rate(self) -> Decimal | None:
        return share(self.refused, self.delivered + self.refused)


@dataclass(frozen=True)
class League:
    """A seller's place among the sellers of a period."""

    seller_id: int
    name: str
    orders: int
    units: int
    revenue: Decimal
    commission: Decimal


@dataclass(frozen=True)
class Search:
    query: str
    searches: int
    empty: int


@dataclass
class ShopFigures:
    """What ``shop_figures`` gives. ``funnel`` is a list of steps with their counts, the widest first."""

    period: Period
    before: Period
    granularity: Granularity
    totals: ShopTotals
    totals_before: ShopTotals
    series: list[tuple[date, ShopTotals]]
    funnel: list[tuple[str, int]]
    by_governorate: list[Fates]
    by_carrier: list[Fates]
    top_sellers: list[League]
    top_products: list[Piece]
    searches: list[Search]
    empty_searches: list[Search]
    reached: datetime = field(kw_only=True)


def shop_figures(
    first: date, last: date, granularity: Granularity = Granularity.DAY
) -> ShopFigures:
    """Give the house's figures from ``first`` to ``last``, and totals of as many days before.

    Eight queries, whatever the period.
    """
    period = Period(first, last)
    now, then, series = ShopTotals(), ShopTotals(), _series(period, granularity, ShopTotals)
    for row, sums in _spread(ShopDay.objects, period, now, then, series):
        sums.add(row)
    for row, sums in _spread(ShopTraffic.objects, period, now, then, series):
        sums.add_traffic(row)
    fates = parcel_fates(period)
    reached = rollups.reached()
    led = leaders.of_house(period, reached=reached)
    return ShopFigures(
        period=period,
        before=period.before(),
        granularity=granularity,
        totals=now,
        totals_before=then,
        series=series,
        funnel=funnel(now),
        by_governorate=fates["governorate"],
        by_carrier=fates["carrier"],
        top_sellers=_league(led[List.SELLERS]),
        top_products=_pieces(led[List.PIECES], period, reached),
        searches=_searches(led[List.SEARCHES]),
        empty_searches=_searches(led[List.EMPTY_SEARCHES]),
        reached=reached,
    )


def days_of_the_house(period: Period) -> dict[date, ShopTotals]:
    """Give what was ordered and booked on each day of a period. One query."""
    found = {day: ShopTotals() for day in period.each()}
    for row in ShopDay.objects.within(period):
        found[row.day].add(row)
    return found


def funnel(totals: ShopTotals) -> list[tuple[str, int]]:
    """Give how many went how far. The first four count people in a day, then orders."""
    return [
        ("visits", totals.visits),
        ("viewers", totals.viewers),
        ("carts", totals.carts),
        ("checkouts", totals.checkouts),
        ("placed", totals.placed),
        ("booked", totals.orders),
        ("delivered", totals.delivered),
    ]


FATES = """
SELECT carrier IS NULL, coalesce(carrier, governorate), sum(shipped), sum(delivered), sum(refused), sum(lost),
       sum(cancelled)
  FROM analytics_parcelday WHERE day BETWEEN %(first)s AND %(last)s
 GROUP BY GROUPING SETS ((governorate), (carrier)) ORDER BY sum(shipped) DESC, 2
"""


def parcel_fates(period: Period) -> dict[str, list[Fates]]:
    """Give what became of parcels by ``governorate`` and by ``carrier``. One query."""
    found: dict[str, list[Fates]] = {"governorate": [], "carrier": []}
    with connection.cursor() as cursor:
        cursor.execute(FATES, {"first": period.first, "last": period.last})
        for is_place, *row in cursor.fetchall():
            found["governorate" if is_place else "carrier"].append(Fates(*row))
    return found


def _league(led: list[Leader]) -> list[League]:
    """Name the sellers of a list. One query."""
    profiles = UserProfile.objects.filter(user__in=[row.key for row in led])
    names = {profile.user_id: localised(profile, "display_name") for profile in profiles}
    return [
        League(
            row.key or 0,
            names.get(row.key or 0) or str(row.key),
            row.orders,
            row.units,
            row.revenue,
            row.net_commission,
        )
        for row in led
    ]


def _searches(led: list[Leader]) -> list[Search]:
    return [Search(row.query, row.searches, row.empty) for row in led]


@dataclass(frozen=True)
class Cohort:
    """Who first bought in a month: how many, and the share that bought in the month and in later ones."""

    month: date
    size: int
    buyers: list[int]
    shares: list[Decimal | None]
    revenue: Decimal


def cohorts(first: date, last: date) -> list[Cohort]:
    """Give those who first bought in the months from ``first`` to ``last``, with every month since up to
    ``last``. One query."""
    begin, end = first.replace(day=1), last.replace(day=1)
    rows = list(
        CohortMonth.objects.filter(cohort__gte=begin, month__lte=end).order_by("cohort", "month")
    )
    found = []
    for cohort in sorted({row.cohort for row in rows}):
        own = {row.month: row for row in rows if row.cohort == cohort}
        months = buckets(Period(cohort, end), Granularity.MONTH)
        counts = [own[month].buyers if month in own else 0 for month in months]
        found.append(
            Cohort(
                month=cohort,
                size=counts[0],
                buyers=counts,
                shares=[share(count, counts[0] or 1) for count in counts],
                revenue=sum((row.revenue for row in own.values()), ZERO),
            )
        )
    return found
