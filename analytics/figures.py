"""The figures that sellers and the house look at, read from the sums of days and from nothing else.

So a page costs the same however long the history is. What each figure means stands in
``docs/analytics.md``. Money is ``Decimal``; a share is a ``Decimal`` between 0 and 1 with four
places, or None where there is nothing to divide by. A period has both its ends in it, in Cairo's days.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Count, F, Q, Sum

from analytics import rules
from analytics.actions import rollups
from analytics.models import (
    Buyer,
    CohortMonth,
    ParcelDay,
    ProductTraffic,
    Purchase,
    SellerDay,
    SellerTraffic,
    ShopDay,
    ShopTraffic,
)
from analytics.rules import Granularity, Period, bucket_of, buckets
from core.money import ZERO, rounded
from core.serializers import localised
from custom_auth.models import User, UserProfile
from products.models import Product

T = TypeVar("T")
TOP = 10
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
    both = Period(before.first, period.last)
    now, then = SellerTotals(), SellerTotals()
    series = {bucket: SellerTotals() for bucket in buckets(period, granularity)}
    for row in SellerDay.objects.sold_by(seller).within(both):
        for sums in _of_day(row.day, period, granularity, now, then, series):
            sums.add(row)
    for row in SellerTraffic.objects.sold_by(seller).within(both):
        for sums in _of_day(row.day, period, granularity, now, then, series):
            sums.add_traffic(row)
    buyers, buyers_before = _buyers(seller, period, before)
    reached = rollups.reached()
    return SellerFigures(
        period=period,
        before=before,
        granularity=granularity,
        totals=now,
        totals_before=then,
        buyers=buyers,
        buyers_before=buyers_before,
        series=sorted(series.items()),
        top_products=top_products(period, reached=reached, seller=seller),
        reached=reached,
    )


def _of_day(
    day: date, period: Period, granularity: Granularity, now: T, then: T, series: Mapping[date, T]
) -> Iterable[T]:
    """Give the sums that a day counts in."""
    if day < period.first:
        return (then,)
    return now, series[bucket_of(day, granularity)]


def _buyers(seller: User | int, period: Period, before: Period) -> tuple[Buyers, Buyers]:
    """Count who bought in each period. One query."""

    def counted(prefix: str, days: Period) -> dict[str, Count]:
        within = Q(day__range=(days.first, days.last))
        again = Q(is_first=False) | Q(orders__gt=1)
        return {
            f"{prefix}_buyers": Count("buyer", filter=within, distinct=True),
            f"{prefix}_new": Count("buyer", filter=within & Q(is_first=True), distinct=True),
            f"{prefix}_repeat": Count("buyer", filter=within & again, distinct=True),
        }

    both = Period(before.first, period.last)
    found = (
        Purchase.objects.sold_by(seller)
        .within(both)
        .aggregate(**counted("now", period), **counted("then", before))
    )
    return (
        Buyers(found["now_buyers"], found["now_new"], found["now_repeat"]),
        Buyers(found["then_buyers"], found["then_new"], found["then_repeat"]),
    )


def top_products(
    period: Period, *, reached: datetime, seller: User | int | None = None, limit: int = TOP
) -> list[Piece]:
    """Give the pieces that brought most, by revenue. Three queries.

    ``reached`` tells which months are summed up as such.
    """
    looks = ProductTraffic.objects.within(period)
    sold = _sold(period, reached, seller, limit)
    keys = [row["product_id"] for row in sold]
    pieces = Product.objects.only("name", "name_en").in_bulk(keys)
    seen = {
        row["product_id"]: row
        for row in looks.filter(product__in=keys)
        .values("product_id")
        .annotate(views=Sum("views"), carts=Sum("carts"))
    }
    return [
        Piece(
            id=row["product_id"],
            name=localised(pieces[row["product_id"]], "name") or "",
            orders=row["orders"],
            units=row["units"],
            revenue=row["revenue"],
            refunds=row["refunds"],
            views=seen.get(row["product_id"], {}).get("views", 0),
            carts=seen.get(row["product_id"], {}).get("carts", 0),
        )
        for row in sold
    ]


SOLD = """
SELECT product_id, sum(orders), sum(units), sum(revenue), sum(refunds)
  FROM (SELECT product_id, seller_id, orders, units, revenue, refunds FROM analytics_productmonth
         WHERE month = ANY(%(months)s::date[]) {own}
        UNION ALL
        SELECT product_id, seller_id, orders, units, revenue, refunds FROM analytics_productday
         WHERE day = ANY(%(days)s::date[]) {own}) sums
 GROUP BY product_id ORDER BY sum(revenue) DESC, product_id LIMIT %(limit)s
"""


def _sold(
    period: Period, reached: datetime, seller: User | int | None, limit: int
) -> list[dict[str, Any]]:
    months, days = rules.split(period, summed_until=rules.day_of(reached).replace(day=1))
    key = seller.pk if isinstance(seller, User) else seller
    with connection.cursor() as cursor:
        cursor.execute(
            SOLD.format(own="" if key is None else "AND seller_id = %(seller)s"),
            {"months": months, "days": days, "seller": key, "limit": limit},
        )
        names = ("product_id", "orders", "units", "revenue", "refunds")
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


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

    Thirteen queries, whatever the period.
    """
    period = Period(first, last)
    before = period.before()
    now, then, series = _shop_totals(period, before, granularity)
    fates = parcel_fates(period)
    reached = rollups.reached()
    return ShopFigures(
        period=period,
        before=before,
        granularity=granularity,
        totals=now,
        totals_before=then,
        series=sorted(series.items()),
        funnel=funnel(now, delivered=sum(one.delivered for one in fates["carrier"])),
        by_governorate=fates["governorate"],
        by_carrier=fates["carrier"],
        top_sellers=league(period),
        top_products=top_products(period, reached=reached),
        searches=searches(period, reached=reached),
        empty_searches=searches(period, reached=reached, empty=True),
        reached=reached,
    )


def _shop_totals(
    period: Period, before: Period, granularity: Granularity
) -> tuple[ShopTotals, ShopTotals, dict[date, ShopTotals]]:
    now, then = ShopTotals(), ShopTotals()
    series = {bucket: ShopTotals() for bucket in buckets(period, granularity)}
    both = Period(before.first, period.last)
    for row in ShopDay.objects.within(both):
        for sums in _of_day(row.day, period, granularity, now, then, series):
            sums.add(row)
    for row in ShopTraffic.objects.within(both):
        for sums in _of_day(row.day, period, granularity, now, then, series):
            sums.add_traffic(row)
    firsts = Buyer.objects.filter(first_on__range=(both.first, both.last))
    for day, count in firsts.values_list("first_on").annotate(count=Count("pk")):
        for sums in _of_day(day, period, granularity, now, then, series):
            sums.new_buyers += count
    return now, then, series


def days_of_the_house(period: Period) -> dict[date, ShopTotals]:
    """Give what was ordered and booked on each day of a period. One query."""
    found = {day: ShopTotals() for day in period.each()}
    for row in ShopDay.objects.within(period):
        found[row.day].add(row)
    return found


def funnel(totals: ShopTotals, *, delivered: int) -> list[tuple[str, int]]:
    """Give how many went how far. The first four count people in a day, then orders, then parcels."""
    return [
        ("visits", totals.visits),
        ("viewers", totals.viewers),
        ("carts", totals.carts),
        ("checkouts", totals.checkouts),
        ("placed", totals.placed),
        ("booked", totals.orders),
        ("delivered", delivered),
    ]


def parcel_fates(period: Period) -> dict[str, list[Fates]]:
    """Give what became of parcels by ``governorate`` and by ``carrier``. Two queries."""
    return {key: _fates_by(key, period) for key in ("governorate", "carrier")}


def _fates_by(key: str, period: Period) -> list[Fates]:
    counts = ("shipped", "delivered", "refused", "lost", "cancelled")
    rows = (
        ParcelDay.objects.within(period)
        .values(key)
        .annotate(**{f"sum_{name}": Sum(name) for name in counts})
        .order_by("-sum_shipped", key)
    )
    return [Fates(row[key], *(row[f"sum_{name}"] for name in counts)) for row in rows]


def league(period: Period, *, limit: int = TOP) -> list[League]:
    """Give the sellers who sold most, by revenue. Two queries."""
    rows = list(
        SellerDay.objects.within(period)
        .values("seller_id")
        .annotate(
            orders=Sum("orders"),
            units=Sum("units"),
            revenue=Sum("revenue"),
            kept=Sum(F("commission") - F("commission_back")),
        )
        .filter(orders__gt=0)
        .order_by("-revenue", "seller_id")[:limit]
    )
    profiles = UserProfile.objects.filter(user__in=[row["seller_id"] for row in rows])
    names = {profile.user_id: localised(profile, "display_name") for profile in profiles}
    return [
        League(
            row["seller_id"],
            names.get(row["seller_id"]) or str(row["seller_id"]),
            row["orders"],
            row["units"],
            row["revenue"],
            row["kept"],
        )
        for row in rows
    ]


SEARCHED = """
SELECT query, sum(searches), sum(empty)
  FROM (SELECT query, searches, empty FROM analytics_searchmonth WHERE month = ANY(%(months)s::date[])
        UNION ALL
        SELECT query, searches, empty FROM analytics_searchday WHERE day = ANY(%(days)s::date[])) sums
 GROUP BY query HAVING sum({by}) > 0 ORDER BY sum({by}) DESC, query LIMIT %(limit)s
"""


def searches(
    period: Period, *, reached: datetime, empty: bool = False, limit: int = TOP
) -> list[Search]:
    """Give what was searched for most, or most often in vain. One query."""
    months, days = rules.split(period, summed_until=rules.day_of(reached).replace(day=1))
    with connection.cursor() as cursor:
        cursor.execute(
            SEARCHED.format(by="empty" if empty else "searches"),
            {"months": months, "days": days, "limit": limit},
        )
        return [Search(*row) for row in cursor.fetchall()]


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
