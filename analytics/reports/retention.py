"""Of those who first bought in a month, how many came back in which month."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from analytics import figures
from analytics.reporting import Column, Report, Row
from analytics.rules import Granularity, Period, buckets


def rows(period: Period) -> Iterator[Row]:
    for cohort in figures.cohorts(period.first, period.last):
        months = buckets(Period(cohort.month, period.last), Granularity.MONTH)
        for number, month in enumerate(months):
            yield (
                cohort.month,
                month,
                number,
                cohort.size,
                cohort.buyers[number],
                cohort.shares[number],
            )


def size(period: Period) -> int:
    months = len(buckets(period, Granularity.MONTH))
    return months * (months + 1) // 2


REPORT = Report(
    title=_("Buyers who come back"),
    columns=(
        Column("cohort", _("First bought in"), "day"),
        Column("month", _("Month"), "day"),
        Column("months_later", _("Months later"), "count"),
        Column("size", _("First buyers"), "count"),
        Column("buyers", _("Bought in the month"), "count"),
        Column("share", _("Share"), "share"),
    ),
    rows=rows,
    size=size,
)
