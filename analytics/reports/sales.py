"""What was ordered and booked, day by day."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from analytics.figures import ShopTotals
from analytics.models import ShopDay
from analytics.reporting import Column, Report, Row
from analytics.rules import Period


def rows(period: Period) -> Iterator[Row]:
    days = {row.day: row for row in ShopDay.objects.within(period)}
    for day in period.each():
        totals = ShopTotals()
        if day in days:
            totals.add(days[day])
        yield (
            day,
            totals.placed,
            totals.placed_value,
            totals.orders,
            totals.units,
            totals.revenue,
            totals.refunds,
            totals.net_revenue,
            totals.average_order,
            totals.commission,
            totals.vat,
            totals.shipping,
            totals.discounts,
            totals.take_rate,
        )


REPORT = Report(
    title=_("Sales"),
    columns=(
        Column("day", _("Day"), "day"),
        Column("placed", _("Orders placed"), "count"),
        Column("placed_value", _("Value of orders placed"), "money"),
        Column("orders", _("Orders booked"), "count"),
        Column("units", _("Pieces sold"), "count"),
        Column("revenue", _("Revenue"), "money"),
        Column("refunds", _("Refunds"), "money"),
        Column("net_revenue", _("Net revenue"), "money"),
        Column("average_order", _("Average order"), "money"),
        Column("commission", _("Commission"), "money"),
        Column("vat", _("VAT on commission"), "money"),
        Column("shipping", _("Shipping"), "money"),
        Column("discounts", _("Discounts given by us"), "money"),
        Column("take_rate", _("Take rate"), "share"),
    ),
    rows=rows,
    size=lambda period: period.days,
    summed=frozenset(
        {
            "placed",
            "placed_value",
            "orders",
            "units",
            "revenue",
            "refunds",
            "net_revenue",
            "commission",
            "vat",
            "shipping",
            "discounts",
        }
    ),
)
