from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from orders.rules import returns, shipping
from orders.rules.returns import Reason
from orders.rules.shipping import Rate

RATE = Rate(
    "standard",
    "شحن عادي",
    "Standard",
    "manual",
    Decimal("50.00"),
    included_grams=2000,
    per_extra_kilo=Decimal("10.00"),
    value_percent=Decimal(0),
    free_from=Decimal("1000.00"),
    days_min=2,
    days_max=4,
    largest_grams=25_000,
)


@pytest.mark.parametrize(
    ("grams", "cost"),
    [(0, "50.00"), (2000, "50.00"), (2001, "60.00"), (3000, "60.00"), (25_000, "280.00")],
)
def test_every_kilo_begun_above_what_is_included_costs_extra(grams: int, cost: str) -> None:
    offer = shipping.offer(RATE, grams=grams, value=Decimal(100), lead_days=0)

    assert offer is not None
    assert offer.cost == Decimal(cost)


def test_what_is_too_heavy_is_not_sent_so() -> None:
    assert shipping.offer(RATE, grams=25_001, value=Decimal(100), lead_days=0) is None


@pytest.mark.parametrize(("value", "cost"), [("999.99", "60.00"), ("1000.00", "0.00")])
def test_above_an_amount_it_is_free(value: str, cost: str) -> None:
    offer = shipping.offer(RATE, grams=2500, value=Decimal(value), lead_days=0)

    assert offer is not None
    assert offer.cost == Decimal(cost)


@pytest.mark.parametrize(
    ("value", "percent", "cost"),
    [
        ("0.00", "1.50", "60.00"),
        ("99.00", "1.50", "61.49"),  # 1.485: halves away from zero
        ("100.00", "0.25", "60.25"),
        ("999.99", "100", "1059.99"),
        ("1000.00", "1.50", "0.00"),
    ],
)
def test_a_share_of_the_value_is_added_to_the_price_by_weight(
    value: str, percent: str, cost: str
) -> None:
    rate = replace(RATE, value_percent=Decimal(percent))

    offer = shipping.offer(rate, grams=2500, value=Decimal(value), lead_days=0)

    assert offer is not None
    assert offer.cost == Decimal(cost)


def test_the_makers_days_come_before_the_carriers() -> None:
    offer = shipping.offer(RATE, grams=1, value=Decimal(1), lead_days=10)

    assert offer is not None
    assert (offer.days_min, offer.days_max) == (12, 14)


@pytest.mark.parametrize(
    ("days", "arrives"),
    [(0, date(2026, 7, 1)), (1, date(2026, 7, 2)), (2, date(2026, 7, 4)), (8, date(2026, 7, 11))],
)
def test_nobody_delivers_on_a_friday(days: int, arrives: date) -> None:
    a_wednesday = date(2026, 7, 1)

    assert shipping.promised_on(a_wednesday, days) == arrives


DELIVERED = datetime(2026, 7, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("reason", "made_to_order", "days", "may"),
    [
        (Reason.CHANGED_MIND, False, 14, True),
        (Reason.CHANGED_MIND, False, 14.01, False),
        (Reason.CHANGED_MIND, True, 1, False),
        (Reason.DEFECTIVE, False, 30, True),
        (Reason.DEFECTIVE, True, 30, True),
        (Reason.DEFECTIVE, False, 30.01, False),
        (Reason.WRONG_ITEM, False, 20, True),
        (Reason.NOT_AS_DESCRIBED, True, 20, True),
    ],
)
def test_the_law_says_what_may_be_sent_back_and_until_when(
    reason: Reason, made_to_order: bool, days: float, may: bool
) -> None:
    asked_at = DELIVERED + timedelta(days=days)

    returnable = returns.is_returnable(
        reason, delivered_at=DELIVERED, made_to_order=made_to_order, now=asked_at
    )

    assert returnable is may


@pytest.mark.parametrize("reason", list(Reason))
def test_what_never_arrived_cannot_be_sent_back(reason: Reason) -> None:
    assert not returns.is_returnable(reason, delivered_at=None, made_to_order=False, now=DELIVERED)
