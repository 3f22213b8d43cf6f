from dataclasses import asdict
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from analytics import figures, rules
from analytics.actions import events
from analytics.actions.events import Outcome, Told
from analytics.rules import Granularity, Period
from analytics.serializers import EventsIn, EventsOut, SellerFiguresOut
from core import queries as q
from core.limits import Rate, caller_key
from core.serializers import checked
from core.text import western_digits
from core.transactions import opens_transaction
from custom_auth.authentication import caller
from custom_auth.models import User
from custom_auth.permissions import WasSeller
from products.actions import wishes

EVENTS = Rate("events", 60, 60)
LONGEST = 366
SHOWN = 30


def a_day(text: str) -> date:
    try:
        day = parse_date(western_digits(text))
    except ValueError:
        day = None
    if day is None or not 2020 <= day.year < 2100:
        raise q.Unreadable(_("Write a day such as 2026-11-22."))
    return day


DAY = {"type": "string", "format": "date"}
PERIOD = q.by_name(
    q.Parameter("from", a_day, "The first day, in Cairo; 29 days before `to` unless given.", DAY),
    q.Parameter("to", a_day, "The last day, in Cairo; today unless given.", DAY),
)
FIGURES = {
    **PERIOD,
    "granularity": q.Parameter(
        "granularity",
        q.one_of([one.value for one in Granularity]),
        "What a row of the series is; a week begins on Saturday.",
        {"type": "string", "enum": [one.value for one in Granularity], "default": "day"},
    ),
}


def period_of(given: dict[str, Any], *, longest: int) -> Period:
    """Give the days that were asked for.

    :raises ValidationError: if they are too many, or end before they begin.
    """
    last = given.get("to") or rules.day_of(timezone.now())
    period = Period(given.get("from") or last - rules.DAY * (SHOWN - 1), last)
    if period.days < 1:
        raise ValidationError(
            {"from": [ErrorDetail(str(_("It ends before it begins.")), "invalid")]}
        )
    if period.days > longest:
        words = _("At most %(days)s days can be asked for at once.") % {"days": longest}
        raise ValidationError({"from": [ErrorDetail(words, "too_long")]})
    return period


class Events(APIView):
    """What people do in the app."""

    permission_classes = (AllowAny,)
    rates = (EVENTS,)

    @extend_schema(
        summary="Tell of what was done in the app",
        description="Up to 100 events, each kept once by its `event_id`; a repeat of the whole batch is "
        "safe. Nothing is kept of a person who withdrew the consent `analytics`, nor with `opt_out`, "
        "`Sec-GPC: 1` or `DNT: 1`.",
        request=EventsIn,
        responses={202: EventsOut},
    )
    @opens_transaction
    def post(self, request: Request) -> Response:
        given = checked(EventsIn, request)
        user = request.user if isinstance(request.user, User) else None
        if given["opt_out"] or _objects(request) or (user and events.has_opted_out(user)):
            outcome = Outcome(is_opted_out=True)
        else:
            told = [
                Told(**{k: v for k, v in row.items() if v is not None}) for row in given["events"]
            ]
            who = f"{caller_key(request)} {request.headers.get('User-Agent', '')}"
            outcome = events.record(told, who=who, now=timezone.now())
            if user and (seen := events.looked_at(told, outcome)):
                # One's own list of what one has looked at stands apart from the figures.
                wishes.note_views(user.pk, seen)
        shown = asdict(outcome)
        shown["refused"] = [{"event_id": one, "reason": why} for one, why in outcome.refused]
        return Response(EventsOut(shown).data, status=status.HTTP_202_ACCEPTED)


def _objects(request: Request) -> bool:
    """Tell whether the client sends a wish not to be followed (Global Privacy Control, Do Not Track)."""
    return "1" in {request.headers.get("Sec-GPC"), request.headers.get("DNT")}


class SellerAnalytics(APIView):
    """How one's own shop is doing."""

    permission_classes = (IsAuthenticated, WasSeller)

    @extend_schema(
        summary="Show how one's shop is doing",
        description="Totals and a series over up to 366 days, with the same number of days before to "
        "compare with. Sales count when their money is booked, refunds when they are made, so that the "
        "figures agree with the wallet to the piastre.",
        parameters=[one.documented() for one in FIGURES.values()],
        responses=SellerFiguresOut,
    )
    def get(self, request: Request) -> Response:
        given = q.read(FIGURES, request.query_params)
        period = period_of(given, longest=LONGEST)
        found = figures.seller_figures(
            caller(request),
            period.first,
            period.last,
            Granularity(given.get("granularity", Granularity.DAY)),
        )
        return Response(SellerFiguresOut(found).data)
