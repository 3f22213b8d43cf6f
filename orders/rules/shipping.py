"""What sending costs and how long it takes."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from core.money import ZERO, percentage

PICK_UP = "pickup"
FRIDAY = 4


@dataclass(frozen=True)
class Rate:
    """The price of one way of sending to one zone."""

    option: str
    name: str
    name_en: str
    carrier: str
    cost: Decimal
    included_grams: int
    per_extra_kilo: Decimal
    value_percent: Decimal
    free_from: Decimal | None
    days_min: int
    days_max: int
    largest_grams: int


@dataclass(frozen=True)
class Offer:
    """One way a seller's parcel can be sent."""

    option: str
    name: str
    name_en: str
    carrier: str
    cost: Decimal
    days_min: int
    days_max: int


def offer(rate: Rate, *, grams: int, value: Decimal, lead_days: int) -> Offer | None:
    """Price a parcel; None if it is too heavy for this way. Every kilo begun above what is included
    costs extra, so does a share of its value, and the maker's days come before the carrier's."""
    if grams > rate.largest_grams:
        return None
    extra_kilos = max(0, -(-(grams - rate.included_grams) // 1000))
    cost = rate.cost + rate.per_extra_kilo * extra_kilos + percentage(value, rate.value_percent)
    if rate.free_from is not None and value >= rate.free_from:
        cost = ZERO
    return Offer(
        rate.option,
        rate.name,
        rate.name_en,
        rate.carrier,
        cost,
        lead_days + rate.days_min,
        lead_days + rate.days_max,
    )


def pick_up(*, lead_days: int) -> Offer:
    return Offer(
        PICK_UP, "استلام من الصانع", "Pick-up from the maker", "", ZERO, lead_days, lead_days
    )


def promised_on(ordered_on: date, days: int) -> date:
    """Give the day ``days`` working days after ``ordered_on``; nobody delivers on a Friday."""
    day = ordered_on
    while days > 0:
        day += timedelta(days=1)
        if day.weekday() != FRIDAY:
            days -= 1
    return day
