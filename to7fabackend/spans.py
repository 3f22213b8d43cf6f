"""The spans that pages of figures are looked at over, in days of Cairo."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from analytics.rules import Granularity, Period, bucket_of

DAY, WEEK, MONTH = Granularity.DAY, Granularity.WEEK, Granularity.MONTH


@dataclass(frozen=True)
class Span:
    """So many days, weeks or months up to today."""

    granularity: Granularity
    count: int
    title: Any

    def period(self, today: date) -> Period:
        """Give the days from the beginning of the first of them."""
        last = bucket_of(today, self.granularity)
        return Period(step_back(last, self.granularity, self.count - 1), today)

    def label(self, begins_on: date) -> str:
        return f"{begins_on:%m/%Y}" if self.granularity is MONTH else f"{begins_on:%d/%m}"


SPANS = {
    "day": Span(DAY, 30, _("30 days")),
    "week": Span(WEEK, 12, _("12 weeks")),
    "month": Span(MONTH, 12, _("12 months")),
}


def chosen(asked: str) -> tuple[str, Span]:
    """Give the span of that name, or the shortest."""
    name = asked if asked in SPANS else "day"
    return name, SPANS[name]


def step_back(day: date, granularity: Granularity, steps: int) -> date:
    """Go back ``steps`` days, weeks or months from the beginning of one."""
    if granularity is MONTH:
        months = day.year * 12 + day.month - 1 - steps
        return date(months // 12, months % 12 + 1, 1)
    return date.fromordinal(day.toordinal() - steps * (7 if granularity is WEEK else 1))


def chart(labels: Sequence[str], *series: tuple[Any, Sequence[Any]]) -> dict[str, Any]:
    """Give what ``charts.js`` draws: numbers as text, so that none is rounded on its way."""
    return {
        "labels": list(labels),
        "series": [
            {"label": str(label), "values": [str(value) for value in values]}
            for label, values in series
        ],
    }
