"""The spans that pages of figures are looked at over: what they are called, and what is drawn of them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from analytics.rules import SPANS, Granularity, Span

TITLES = {"day": _("30 days"), "week": _("12 weeks"), "month": _("12 months")}


def chosen(asked: str) -> tuple[str, Span]:
    """Give the span of that name, or the shortest."""
    name = asked if asked in SPANS else "day"
    return name, SPANS[name]


def label(begins_on: date, granularity: Granularity) -> str:
    return f"{begins_on:%m/%Y}" if granularity is Granularity.MONTH else f"{begins_on:%d/%m}"


def chart(labels: Sequence[str], *series: tuple[Any, Sequence[Any]]) -> dict[str, Any]:
    """Give what ``charts.js`` draws: numbers as text, so that none is rounded on its way."""
    return {
        "labels": list(labels),
        "series": [
            {"label": str(label), "values": [str(value) for value in values]}
            for label, values in series
        ],
    }
