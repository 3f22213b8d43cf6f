"""The sandbox's own time: the real one, plus whatever the control page put it ahead.

Deliveries run on real time; when the clock is put forward they come due that much earlier.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import F
from django.utils import timezone

from sandbox.models import Delivery, State

CAIRO = ZoneInfo("Africa/Cairo")


def now() -> datetime:
    """Read the clock (one query)."""
    ahead: timedelta = State.current().ahead
    return timezone.now() + ahead


def advance(by: timedelta) -> datetime:
    """Put the clock forward and give the new time; what then falls due is the caller's to do."""
    state = State.current(lock=True)
    ahead: timedelta = state.ahead + by
    state.ahead = ahead
    state.save(update_fields=["ahead"])
    Delivery.objects.waiting().update(due_at=F("due_at") - by)
    return timezone.now() + ahead


def local_text(moment: datetime) -> str:
    """Write a time as the gateway does: Cairo's, with microseconds and without a zone."""
    return moment.astimezone(CAIRO).strftime("%Y-%m-%dT%H:%M:%S.%f")


def utc_text(moment: datetime) -> str:
    """Write a time as the gateway does where it means UTC; equally without a zone."""
    return moment.astimezone(ZoneInfo("UTC")).strftime("%Y-%m-%dT%H:%M:%S.%f")
