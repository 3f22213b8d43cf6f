"""From looking to having: how many went how far."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from analytics import figures
from analytics.models import ShopDay, ShopTraffic
from analytics.reporting import Column, Report, Row
from analytics.rules import Period

STEPS = {
    "visits": _("Visits"),
    "viewers": _("Looked at a piece"),
    "carts": _("Put a piece into the basket"),
    "checkouts": _("Began to order"),
    "placed": _("Orders placed"),
    "booked": _("Orders paid or handed over"),
    "delivered": _("Orders delivered"),
}


def rows(period: Period) -> Iterator[Row]:
    totals = figures.ShopTotals()
    for day in ShopDay.objects.within(period):
        totals.add(day)
    for day in ShopTraffic.objects.within(period):
        totals.add_traffic(day)
    steps = figures.funnel(totals)
    before = first = steps[0][1]
    for step, count in steps:
        yield step, STEPS[step], count, figures.share(count, before), figures.share(count, first)
        before = count


REPORT = Report(
    title=_("From looking to having"),
    columns=(
        Column("step", _("Step"), is_code=True),
        Column("meaning", _("Step")),
        Column("count", _("Count"), "count"),
        Column("of_the_step_before", _("Of the step before"), "share"),
        Column("of_the_first", _("Of all visits"), "share"),
    ),
    rows=rows,
    size=lambda period: len(STEPS),
)
