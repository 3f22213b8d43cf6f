"""The calendar of the marketplace: days and months are those of Cairo, wherever a server stands."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

CAIRO = ZoneInfo("Africa/Cairo")


def month_after(day: date) -> date:
    """Give the first day of the month after that of ``day``."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
