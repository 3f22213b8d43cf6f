"""A seller's figures, read live from its own rows; bounded by one seller's own trade in the span."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, QuerySet, Sum
from django.db.models.functions import TruncDay, TruncMonth, TruncWeek

from core.ids import first_id_at
from core.money import ZERO, rounded
from custom_auth.models import User
from orders.models import OrderItem, Parcel
from to7fabackend.backoffice.words import CAIRO

# What brought nothing in the end is not counted as sold.
GONE = ("cancelled", "refused", "returned", "lost")
SPANS = {"day": 30, "week": 12, "month": 12}
TRUNCATIONS = {"day": TruncDay, "week": TruncWeek, "month": TruncMonth}
TOP = 5


def step_back(day: date, span: str, steps: int) -> date:
    """Go back ``steps`` days, weeks or months from the beginning of one."""
    if span == "day":
        return day - timedelta(days=steps)
    if span == "week":
        return day - timedelta(weeks=steps)
    months = day.year * 12 + day.month - 1 - steps
    return date(months // 12, months % 12 + 1, 1)


def beginning(day: date, span: str) -> date:
    """Give the first day of the day, week (Monday, as the database counts) or month of ``day``."""
    if span == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if span == "month" else day


@dataclass(frozen=True)
class Bucket:
    begins_on: date
    revenue: Decimal
    orders: int


@dataclass(frozen=True)
class Totals:
    revenue: Decimal
    orders: int
    units: int

    @property
    def average(self) -> Decimal:
        return rounded(self.revenue / self.orders) if self.orders else ZERO


def first_moment(day: date) -> datetime:
    """Give the beginning of a day by Cairo's clock."""
    return datetime.combine(day, time.min, tzinfo=CAIRO)


def _sold(seller: User, begins: date, ends: date) -> QuerySet[Parcel]:
    low, high = first_id_at(first_moment(begins)), first_id_at(first_moment(ends))
    own = Parcel.objects.filter(seller=seller, pk__gte=low, pk__lt=high)
    return own.exclude(status__in=GONE)


def totals(seller: User, begins: date, ends: date) -> Totals:
    """Add up what was sold from ``begins`` until before ``ends``. Two queries."""
    sold = _sold(seller, begins, ends)
    found = sold.aggregate(revenue=Sum(F("items_total") - F("discount")), orders=Count("pk"))
    units = OrderItem.objects.filter(parcel__in=sold).aggregate(units=Sum("quantity"))
    return Totals(found["revenue"] or ZERO, found["orders"], units["units"] or 0)


def series(seller: User, today: date, span: str) -> list[Bucket]:
    """Give revenue and orders of each of the last days, weeks or months. One query."""
    last = beginning(today, span)
    starts = [step_back(last, span, steps) for steps in range(SPANS[span] - 1, -1, -1)]
    rows = (
        _sold(seller, starts[0], today + timedelta(days=1))
        .annotate(bucket=TRUNCATIONS[span]("created_at", tzinfo=CAIRO))
        .values("bucket")
        .annotate(revenue=Sum(F("items_total") - F("discount")), orders=Count("pk"))
        .values_list("bucket", "revenue", "orders")
    )
    found = {bucket.date(): (revenue, orders) for bucket, revenue, orders in rows}
    return [Bucket(start, *found.get(start, (ZERO, 0))) for start in starts]


def top_pieces(seller: User, begins: date, ends: date) -> Sequence[dict[str, Any]]:
    """Give the pieces that brought most. One query."""
    lines = OrderItem.objects.filter(parcel__in=_sold(seller, begins, ends))
    value = F("price") * F("quantity") - F("seller_discount")
    return list[Any](
        lines.values("product_id", "name")
        .annotate(units=Sum("quantity"), revenue=Sum(value))
        .order_by("-revenue", "product_id")[:TOP]
    )
