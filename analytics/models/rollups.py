"""Sums by day, kept by the worker and never by anybody else; what each means stands in docs/analytics.md.

Keys of other apps' rows stand here as plain numbers of the right kind: a sum holds nothing in place.
"""

from collections.abc import Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from analytics.rules import Period
from core.fields import MoneyField
from custom_auth.models import User
from products.models import Product


def loosely(to: Any, **options: Any) -> Any:
    """Make a key that the database does not enforce and that nothing is deleted along."""
    return models.ForeignKey(
        to,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="+",
        **options,
    )


class DayQuerySet(models.QuerySet[Any]):
    """Sums of days."""

    def within(self, period: Period) -> Self:
        return self.filter(day__range=(period.first, period.last))

    def sold_by(self, seller: User | int) -> Self:
        return self.filter(seller=seller)

    def summed(self, *, since: Sequence[date]) -> dict[int, Any]:
        """Add up the days from each of ``since`` on to the next one; gives objects with the sums by place,
        from 1 on, and under 0 those of the days before the first. One query."""
        counted = (models.PositiveIntegerField, MoneyField)
        names = [one.name for one in self.model._meta.fields if isinstance(one, counted)]
        edges = models.Value(list(since), ArrayField(models.DateField()))
        place = models.Func(
            models.F("day"), edges, function="width_bucket", output_field=models.IntegerField()
        )
        rows = self.order_by().annotate(place=place).values_list("place")
        sums = rows.annotate(**{f"sum_{name}": models.Sum(name) for name in names})
        return {
            where: SimpleNamespace(**dict(zip(names, found, strict=True))) for where, *found in sums
        }


class Sums(models.Model):
    """What is booked in a day: sales when their money is, refunds when they are made."""

    orders = models.PositiveIntegerField(_("orders"), default=0)
    units = models.PositiveIntegerField(_("units"), default=0)
    revenue = MoneyField(_("revenue"), default=0)
    refunds = MoneyField(_("refunds"), default=0)
    commission = MoneyField(_("commission"), default=0)
    commission_back = MoneyField(default=0)

    class Meta:
        abstract = True


class SellerDay(Sums):
    """One seller's day. ``placed`` counts what was ordered, everything else what was booked."""

    day = models.DateField()
    seller = loosely(settings.AUTH_USER_MODEL)
    placed = models.PositiveIntegerField(default=0)
    discounts = MoneyField(default=0)
    vat = MoneyField(default=0)
    vat_back = MoneyField(default=0)
    shipping = MoneyField(default=0)
    shipping_back = MoneyField(default=0)
    earnings = MoneyField(default=0)
    earnings_back = MoneyField(default=0)
    payouts = MoneyField(default=0)

    objects: ClassVar[models.Manager[Any]] = DayQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(name="seller_day_once", fields=["seller", "day"])]
        indexes = [models.Index(name="seller_day_by_day", fields=["day"])]


class ProductDay(Sums):
    """One piece's day."""

    day = models.DateField()
    product = loosely(Product)
    seller = loosely(settings.AUTH_USER_MODEL)

    objects: ClassVar[models.Manager[Any]] = DayQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="product_day_once", fields=["seller", "day", "product"])
        ]
        indexes = [
            models.Index(name="product_day_by_day", fields=["day"]),
            models.Index(name="units_of_product", fields=["product", "day"], include=["units"]),
        ]


class LastSale(models.Model):
    """The last day on which a piece was booked, so that what lies on the shelves is told from one row of
    each."""

    product = models.OneToOneField(
        Product,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
        primary_key=True,
    )
    day = models.DateField()


class ProductMonth(Sums):
    """One piece's month, once it is over, so that a year is read from twelve rows of each piece."""

    month = models.DateField()
    product = loosely(Product)
    seller = loosely(settings.AUTH_USER_MODEL)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="product_month_once", fields=["seller", "month", "product"]
            )
        ]
        indexes = [models.Index(name="product_month_by_month", fields=["month"])]


class ShopDay(models.Model):
    """The house's day: what was ordered, and every account of the ledger that sales and refunds move."""

    day = models.DateField(primary_key=True)
    placed = models.PositiveIntegerField(default=0)
    placed_value = MoneyField(default=0)
    orders = models.PositiveIntegerField(default=0)
    units = models.PositiveIntegerField(default=0)
    revenue = MoneyField(default=0)
    refunds = MoneyField(default=0)
    commission = MoneyField(default=0)
    commission_back = MoneyField(default=0)
    vat = MoneyField(default=0)
    vat_back = MoneyField(default=0)
    # Of carriers' shipping only: what sellers send in an own way is theirs.
    shipping = MoneyField(default=0)
    shipping_back = MoneyField(default=0)
    # What the house gave away, and what of it came back with refunds.
    discounts = MoneyField(default=0)
    discounts_back = MoneyField(default=0)
    fees = MoneyField(default=0)
    payouts = MoneyField(default=0)
    # Orders of which the first parcel arrived.
    delivered = models.PositiveIntegerField(default=0, db_default=0)
    # Who bought for the first time, of any seller.
    new_buyers = models.PositiveIntegerField(default=0, db_default=0)

    objects: ClassVar[models.Manager[Any]] = DayQuerySet.as_manager()


class Purchase(models.Model):
    """That one buyer's orders with one seller were booked on a day; ``is_first`` if none were before.

    ``before`` and ``after`` are the days of the same two next to it: buyers of any period are counted by
    them, each by the first of its purchases there, without putting the rows of one buyer together.
    """

    day = models.DateField()
    seller = loosely(settings.AUTH_USER_MODEL)
    buyer = loosely(settings.AUTH_USER_MODEL)
    orders = models.PositiveIntegerField()
    revenue = MoneyField()
    is_first = models.BooleanField(default=False)
    before = models.DateField(null=True)
    after = models.DateField(null=True)

    objects: ClassVar[models.Manager[Any]] = DayQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="purchase_once", fields=["seller", "buyer", "day"])
        ]
        indexes = [
            # A seller's buyers are counted without a look at the rows themselves.
            models.Index(
                name="buyers_in_period",
                fields=["seller", "day"],
                include=["orders", "is_first", "before", "after"],
            ),
            models.Index(name="purchase_by_day", fields=["day"]),
            models.Index(name="purchase_of_buyer", fields=["buyer", "day"]),
        ]


class Buyer(models.Model):
    """When the first order of a buyer was booked, with whatever seller."""

    buyer = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
        primary_key=True,
    )
    first_on = models.DateField(db_index=True)


class CohortMonth(models.Model):
    """How many of those who first bought in one month bought in another, and for how much."""

    cohort = models.DateField()
    month = models.DateField()
    buyers = models.PositiveIntegerField()
    orders = models.PositiveIntegerField()
    revenue = MoneyField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="cohort_month_once", fields=["month", "cohort"])
        ]


class ParcelDay(models.Model):
    """What became of parcels in a day, by where they go and who carries them."""

    day = models.DateField()
    governorate = models.CharField(max_length=4)
    carrier = models.CharField(max_length=20)
    shipped = models.PositiveIntegerField(default=0)
    delivered = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    lost = models.PositiveIntegerField(default=0)
    cancelled = models.PositiveIntegerField(default=0)

    objects: ClassVar[models.Manager[Any]] = DayQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="parcel_day_once", fields=["day", "governorate", "carrier"]
            )
        ]


# --- from events --------------------------------------------------------------------------------
class ProductTraffic(models.Model):
    """How many people looked at a piece in a day, and how many put it into their basket."""

    day = models.DateField()
    product = loosely(Product)
    seller = loosely(settings.AUTH_USER_MODEL)
    views = models.PositiveIntegerField(default=0)
    carts = models.PositiveIntegerField(default=0)

    objects: ClassVar[models.Manager[Any]] = DayQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="product_traffic_once", fields=["seller", "day", "product"]
            )
        ]
        indexes = [
            models.Index(name="product_traffic_by_day", fields=["day"]),
            models.Index(name="product_traffic_of_product", fields=["product", "day"]),
        ]


class ProductTrafficMonth(models.Model):
    """One piece's looks in a month, once it is over; a year of one is read from twelve rows."""

    month = models.DateField()
    product = loosely(Product)
    views = models.PositiveIntegerField(default=0)
    carts = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="product_traffic_month_once", fields=["product", "month"])
        ]
        indexes = [models.Index(name="product_traffic_by_month", fields=["month"])]


class SellerTraffic(models.Model):
    """How many pieces of a seller were looked at in a day (``views``), and by how many (``visits``)."""

    day = models.DateField()
    seller = loosely(settings.AUTH_USER_MODEL)
    views = models.PositiveIntegerField(default=0)
    visits = models.PositiveIntegerField(default=0)
    carts = models.PositiveIntegerField(default=0)

    objects: ClassVar[models.Manager[Any]] = DayQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="seller_traffic_once", fields=["seller", "day"])
        ]
        indexes = [models.Index(name="seller_traffic_by_day", fields=["day"])]


class ShopTraffic(models.Model):
    """How many people came in a day, and how many of them went how far."""

    day = models.DateField(primary_key=True)
    visits = models.PositiveIntegerField(default=0)
    viewers = models.PositiveIntegerField(default=0)
    searchers = models.PositiveIntegerField(default=0)
    carts = models.PositiveIntegerField(default=0)
    checkouts = models.PositiveIntegerField(default=0)

    objects: ClassVar[models.Manager[Any]] = DayQuerySet.as_manager()


class SearchDay(models.Model):
    """How many people searched for something in a day, and how many found nothing."""

    day = models.DateField()
    query = models.CharField(max_length=200)
    searches = models.PositiveIntegerField()
    empty = models.PositiveIntegerField(default=0)

    objects: ClassVar[models.Manager[Any]] = DayQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(name="search_day_once", fields=["day", "query"])]


class SearchMonth(models.Model):
    """What was searched for in a month, once it is over, as far as its days kept it."""

    month = models.DateField()
    query = models.CharField(max_length=200)
    searches = models.PositiveIntegerField()
    empty = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(name="search_month_once", fields=["month", "query"])]


# --- lists --------------------------------------------------------------------------------------
class Leader(models.Model):
    """Who stands where in a list of the house, over the spans that its page shows up to today.

    To find the first of all pieces, all that sold are read; so the worker does it, and pages read ten rows.
    """

    class List(models.TextChoices):
        PIECES = "pieces"
        SELLERS = "sellers"
        SEARCHES = "searches"
        EMPTY_SEARCHES = "empty"

    list = models.CharField(max_length=10, choices=List)
    first = models.DateField()
    last = models.DateField()
    place = models.PositiveSmallIntegerField()
    # The piece or the seller; what was searched for.
    key = models.BigIntegerField(null=True)
    query = models.CharField(max_length=200)
    orders = models.PositiveIntegerField(default=0)
    units = models.PositiveIntegerField(default=0)
    revenue = MoneyField(default=0)
    refunds = MoneyField(default=0)
    net_commission = MoneyField(default=0)
    searches = models.PositiveIntegerField(default=0)
    empty = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="leader_once", fields=["first", "last", "list", "place"])
        ]


class RollupMark(models.Model):
    """Up to when what happened has been summed up, and up to which day the catalogue knows of it; one
    row, whose lock lets one sum up at a time."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    reached = models.DateTimeField(null=True)
    told_on = models.DateField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(name="rollup_mark_one_row", condition=models.Q(id=1))]
