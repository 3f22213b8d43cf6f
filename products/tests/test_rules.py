from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import product as square

import pytest
from hypothesis import given
from hypothesis import strategies as st

from products import rules
from products.rules import State

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def days_ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def compared(asked: str, *prices: tuple[float, str]) -> Decimal | None:
    """``prices``: so many days ago it began to cost so much; the newest first."""
    history = [(days_ago(days), Decimal(price)) for days, price in prices]
    return rules.reference_price(Decimal(asked), history[0][1], history, now=NOW)


def test_a_price_is_compared_with_what_was_really_asked() -> None:
    assert compared("400", (0, "300"), (90, "400")) == Decimal("400")


def test_a_price_raised_for_a_day_is_no_comparison() -> None:
    assert compared("500", (0, "300"), (1, "500"), (90, "310")) == Decimal("310")


def test_what_was_lower_within_thirty_days_takes_the_comparison_away() -> None:
    assert compared("500", (0, "300"), (10, "500"), (29, "250"), (40, "500")) is None


def test_what_was_lower_before_the_thirty_days_does_not() -> None:
    assert compared("500", (0, "300"), (31, "500"), (90, "250")) == Decimal("500")


def test_a_piece_that_never_cost_more_is_compared_with_nothing() -> None:
    assert compared("300", (0, "300")) is None
    assert compared("200", (0, "300"), (90, "400")) is None


@given(
    st.lists(
        st.tuples(st.integers(0, 100), st.integers(1, 1000)), min_size=1, max_size=8, unique=True
    ),
    st.integers(1, 2000),
)
def test_a_comparison_is_above_the_price_and_never_above_what_was_asked(
    prices: list[tuple[int, int]], asked: int
) -> None:
    history = [(days_ago(days), Decimal(price)) for days, price in sorted(prices)]
    price = history[0][1]

    found = rules.reference_price(Decimal(asked), price, history, now=NOW)

    assert found is None or price < found <= asked


@pytest.mark.parametrize(("before", "after"), list(square(State, State)))
def test_a_piece_moves_only_along_the_table(before: State, after: State) -> None:
    assert rules.may_become(before, after) == (after in rules.NEXT[before])
    assert not rules.may_become(before, before)


def test_two_fives_are_worth_less_than_a_hundred_that_are_nearly_five() -> None:
    assert rules.lower_bound(10, 2) < rules.lower_bound(480, 100) < 4.8


@given(st.integers(1, 5), st.integers(1, 500))
def test_more_of_the_same_rating_never_lowers_the_bound(stars: int, count: int) -> None:
    one, more = (
        rules.lower_bound(stars * count, count),
        rules.lower_bound(stars * (count + 1), count + 1),
    )

    assert 1 <= one <= stars
    assert stars == 1 or more >= one


def test_a_view_two_weeks_old_counts_half() -> None:
    old, new = rules.heat(2, NOW), rules.heat(1, NOW + rules.HALF_LIFE)

    assert old == pytest.approx(new)
    assert rules.hotter(old, new) == pytest.approx(old + 1)


def test_options_combine() -> None:
    options = [
        {"name": "مقاس", "values": [{"value": "صغير"}, {"value": "كبير"}]},
        {"name": "لون", "values": [{"value": "أزرق"}]},
    ]

    assert rules.all_choices(options) == [["صغير", "أزرق"], ["كبير", "أزرق"]]
    assert rules.choices_fit(options, ["كبير", "أزرق"])
    assert not rules.choices_fit(options, ["أزرق", "كبير"])
    assert not rules.choices_fit(options, ["كبير"])
