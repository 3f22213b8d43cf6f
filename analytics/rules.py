"""Days, periods, and what an event may say: no database."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from core.calendar import CAIRO, month_after
from core.cards import holds_card_data, holds_card_number
from core.text import FORBIDDEN, western_digits

DAY = timedelta(days=1)


# --- days and periods ---------------------------------------------------------------------------
def day_of(moment: datetime) -> date:
    """Give the day on which something happened, as people in Cairo count days."""
    return moment.astimezone(CAIRO).date()


def bounds(day: date) -> tuple[datetime, datetime]:
    """Give the first moment of a day in Cairo, and that of the next; clocks may change in between."""
    begins, ends = (
        datetime.combine(one, time.min, CAIRO).astimezone(UTC) for one in (day, day + DAY)
    )
    return begins, ends


class Granularity(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True)
class Period:
    """Some days, both ends included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def before(self) -> "Period":
        """Give as many days, right before these."""
        return Period(self.first - DAY * self.days, self.first - DAY)

    def moments(self) -> tuple[datetime, datetime]:
        return bounds(self.first)[0], bounds(self.last)[1]

    def each(self) -> Iterator[date]:
        return (self.first + DAY * number for number in range(self.days))


def bucket_of(day: date, granularity: Granularity) -> date:
    """Give the first day of the week (which begins on Saturday) or month that ``day`` lies in."""
    if granularity is Granularity.MONTH:
        return day.replace(day=1)
    if granularity is Granularity.WEEK:
        return day - DAY * ((day.weekday() + 2) % 7)
    return day


def buckets(period: Period, granularity: Granularity) -> list[date]:
    """Give every bucket that has days in ``period``; the first may begin before it."""
    return sorted({bucket_of(day, granularity) for day in period.each()})


def split(period: Period, *, summed_until: date) -> tuple[list[date], list[date]]:
    """Part a period into whole months that were over before ``summed_until``, and the other days."""
    months = [
        month
        for month in buckets(period, Granularity.MONTH)
        if month >= period.first and month_after(month) <= min(period.last + DAY, summed_until)
    ]
    whole = set(months)
    return months, [day for day in period.each() if day.replace(day=1) not in whole]


def last_whole(today: date, granularity: Granularity) -> Period:
    """Give the last week or month that was over before ``today``."""
    last = bucket_of(today, granularity) - DAY
    return Period(bucket_of(last, granularity), last)


def step_back(day: date, granularity: Granularity, steps: int) -> date:
    """Go back ``steps`` days, weeks or months from the beginning of one."""
    if granularity is Granularity.MONTH:
        months = day.year * 12 + day.month - 1 - steps
        return date(months // 12, months % 12 + 1, 1)
    return day - DAY * steps * (7 if granularity is Granularity.WEEK else 1)


@dataclass(frozen=True)
class Span:
    """So many days, weeks or months up to today."""

    granularity: Granularity
    count: int

    def period(self, today: date) -> Period:
        """Give the days from the beginning of the first of them."""
        last = bucket_of(today, self.granularity)
        return Period(step_back(last, self.granularity, self.count - 1), today)


# What pages of figures are looked at over.
SPANS = {
    "day": Span(Granularity.DAY, 30),
    "week": Span(Granularity.WEEK, 12),
    "month": Span(Granularity.MONTH, 12),
}


def next_begin(today: date, granularity: Granularity) -> date:
    """Give the first day of the next week or month."""
    day = today + DAY
    while bucket_of(day, granularity) != day:
        day += DAY
    return day


# --- events -------------------------------------------------------------------------------------
class Name(StrEnum):
    """What a client can tell of; each is something its user did."""

    APP_OPENED = "app_opened"
    HOME_VIEWED = "home_viewed"
    CATEGORY_VIEWED = "category_viewed"
    PRODUCT_VIEWED = "product_viewed"
    SELLER_VIEWED = "seller_viewed"
    SEARCH = "search"
    SEARCH_CLICKED = "search_clicked"
    WISHLISTED = "wishlisted"
    SHARED = "shared"
    CART_ADDED = "cart_added"
    CART_REMOVED = "cart_removed"
    CHECKOUT_STARTED = "checkout_started"
    PAYMENT_STARTED = "payment_started"
    ORDER_PLACED = "order_placed"
    NOTIFICATION_OPENED = "notification_opened"


# A phone without a network keeps its events for a while; one with a wrong clock tells nothing of use.
OLDEST = timedelta(days=7)
AHEAD = timedelta(minutes=10)
MOST_PROPERTIES = 20
LONGEST_NAME = 40
LONGEST_VALUE = 200
PROPERTY = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
# Names under which people would be found, whatever is written there.
PERSONAL_NAMES = re.compile(
    r"(^|_)(e?mail|phone|mobile|tel|name|address|street|latitude|longitude|lat|lng|national_id|tax_id"
    r"|birth|password|token|card|iban|pan|cvv)(_|$)"
)
EMAIL = re.compile(r"[^\s@]@[^\s@]+\.[^\s@]+")
# Ten digits and more, however they are grouped: telephone, card, account and identity numbers.
LONG_NUMBER = re.compile(r"(?<!\d)\+?\d(?:[ ().-]?\d){9,}(?!\d)")


def is_personal(text: str) -> bool:
    """Tell whether ``text`` holds an e-mail address, or a number by which people are found."""
    digits = western_digits(text)
    return bool(EMAIL.search(digits) or LONG_NUMBER.search(digits) or holds_card_data(text))


# Ids of ours have so many digits; nothing by which people are found does, but cards.
OUR_IDS = range(10**14, 2**53)


def is_personal_value(value: Any) -> bool:
    if isinstance(value, int) and value in OUR_IDS:
        return holds_card_number(str(value))
    return is_personal(str(value))


def is_kept(occurred_at: datetime, now: datetime) -> bool:
    return now - OLDEST <= occurred_at <= now + AHEAD


def fault_of(properties: Mapping[str, Any]) -> str | None:
    """Give why ``properties`` cannot be kept: ``"size"``, ``"shape"`` or ``"personal"``; None if they can."""
    if len(properties) > MOST_PROPERTIES:
        return "size"
    for name, value in properties.items():
        if len(name) > LONGEST_NAME:
            return "size"
        if not PROPERTY.fullmatch(name) or not isinstance(value, str | int | float | bool | None):
            return "shape"
        if PERSONAL_NAMES.search(name):
            return "personal"
        text = str(value)
        if len(text) > LONGEST_VALUE:
            return "size"
        if FORBIDDEN.search(text):
            return "shape"
        if is_personal_value(value):
            return "personal"
    return None


def searched(query: str) -> str:
    """Give a query as it is counted: one spelling for letters' case and spaces."""
    return " ".join(query.lower().split())
