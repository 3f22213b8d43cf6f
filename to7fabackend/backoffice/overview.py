"""The figures of the house: what came in, how far people got, who sold, what lies."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from analytics import figures, rules, shelves
from analytics.rules import Granularity, Period
from core import staff
from core.staff import ADMIN, FINANCE
from custom_auth.models import Governorate
from orders.models.shipping import CARRIERS
from to7fabackend import spans

SEEN_BY = frozenset({FINANCE, ADMIN})
MONTHS_OF_COHORTS = 6
STEPS = {
    "visits": _("Visits"),
    "viewers": _("Looked at a piece"),
    "carts": _("Put one into the basket"),
    "checkouts": _("Began to order"),
    "placed": _("Orders placed"),
    "booked": _("Orders booked"),
    "delivered": _("Orders delivered"),
}


def may_see(request: HttpRequest) -> bool:
    return bool(staff.roles_of(request) & SEEN_BY)


def show(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Show the figures over a span to finance and administrators."""
    if not may_see(request):
        raise PermissionDenied
    name, span = spans.chosen(request.GET.get("span", ""))
    today = rules.day_of(timezone.now())
    period = span.period(today)
    found = figures.shop_figures(period.first, period.last, span.granularity)
    labels = [spans.label(begins_on, span.granularity) for begins_on, _sums in found.series]
    every = [sums for _begins_on, sums in found.series]
    more = {
        "title": _("Figures"),
        "span": name,
        "spans": spans.TITLES.items(),
        "found": found,
        "totals": found.totals,
        "before": found.totals_before,
        "steps": _steps(found.funnel),
        "by_place": _named(found.by_governorate, Governorate.named()),
        "by_carrier": _named(found.by_carrier, {**dict(CARRIERS), "": CARRIERS[0][1]}),
        "cohorts": _cohorts(today),
        "ages": shelves.ages(today),
        "trade_chart": spans.chart(
            labels,
            (_("Revenue (EGP)"), [one.revenue for one in every]),
            (_("Refunds (EGP)"), [one.refunds for one in every]),
            (_("Commission (EGP)"), [one.commission for one in every]),
        ),
        "visits_chart": spans.chart(
            labels,
            (_("Visits"), [one.visits for one in every]),
            (_("Orders placed"), [one.placed for one in every]),
        ),
    }
    return render(request, "backoffice/figures.html", {**context, **more})


def _steps(funnel: list[tuple[str, int]]) -> list[dict[str, Any]]:
    """Give each step with its share of the first."""
    widest = funnel[0][1]
    return [
        {"name": STEPS[key], "count": count, "share": figures.share(count, widest)}
        for key, count in funnel
    ]


def _named(fates: list[figures.Fates], names: dict[str, Any]) -> list[tuple[Any, figures.Fates]]:
    return [(names.get(one.key, one.key), one) for one in fates]


def _cohorts(today: date) -> dict[str, Any]:
    """Give the last months' first buyers, and how many came back after how many months."""
    first = rules.step_back(today.replace(day=1), Granularity.MONTH, MONTHS_OF_COHORTS - 1)
    rows = figures.cohorts(first, today)
    months = len(rules.buckets(Period(first, today), Granularity.MONTH))
    return {"rows": rows, "later": range(months)}
