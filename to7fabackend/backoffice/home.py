"""The home page: today's money, what waits, what is stuck, how the machinery is; each role its part."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from analytics import figures as shop
from analytics import rules
from analytics.actions import rollups
from analytics.rules import Period
from core import staff
from core.staff import ADMIN, FINANCE, SUPPORT
from custom_auth.actions import two_factor
from to7fabackend import spans
from to7fabackend.backoffice import figures
from to7fabackend.backoffice.queues.all import QUEUES, counts

DAYS = 14
NAMES = {
    "payments": _("Payments open for hours"),
    "refunds": _("Refunds without an outcome"),
    "payouts": _("Payouts without an outcome"),
    "callbacks": _("Messages of the gateway not applied"),
    "carrier": _("Messages of carriers not applied"),
    "not_begun": _("Parcels nobody has begun"),
    "overdue": _("Parcels past the promised day"),
    "returns": _("Returns without an answer in time"),
}


def home(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Add what the home page shows to who asks."""
    roles = staff.roles_of(request)
    now = timezone.now()
    more: dict[str, Any] = {"title": _("Home"), "queues": _waiting(request)}
    if roles & {FINANCE, ADMIN}:
        more |= _money(now)
    if roles & {SUPPORT, ADMIN}:
        more["action"] = _watches(figures.orders_needing_action(now))
    if roles & {ADMIN}:
        more["machine"] = figures.machine(now)
    more["asks_second_factor"] = not two_factor.is_on(request.user)  # type: ignore[arg-type]
    return {**context, **more}


def _waiting(request: HttpRequest) -> list[dict[str, Any]]:
    return [
        {"queue": QUEUES[slug], "count": count, "address": reverse("admin:queue", args=[slug])}
        for slug, count in counts(request).items()
    ]


def _money(now: datetime) -> dict[str, Any]:
    today = rules.day_of(now)
    found = shop.days_of_the_house(Period(today - rules.DAY * (DAYS - 1), today))
    series = sorted(found.items())
    return {
        "today": found[today],
        "yesterday": found[today - rules.DAY],
        "reached": rollups.reached(),
        "stuck": _watches(figures.stuck(now)),
        "sales": series,
        "sales_chart": spans.chart(
            [f"{day:%d/%m}" for day, _sums in series],
            (_("Ordered (EGP)"), [sums.placed_value for _day, sums in series]),
        ),
    }


def _watches(found: list[figures.Watch]) -> list[dict[str, Any]]:
    return [
        {
            "name": NAMES[watch.name],
            "count": watch.count,
            "address": f"{reverse(f'admin:{watch.model}_changelist')}?{watch.query}",
        }
        for watch in found
    ]
