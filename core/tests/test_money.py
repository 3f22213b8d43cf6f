from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import money

amounts = st.decimals(min_value=0, max_value=Decimal("99999999.99"), places=2)
weights = st.lists(
    st.decimals(min_value=0, max_value=Decimal("9999.99"), places=2), min_size=1, max_size=12
)


@pytest.mark.parametrize(
    ("amount", "whole"), [("0.005", "0.01"), ("0.0049", "0.00"), ("-0.005", "-0.01"), ("2", "2.00")]
)
def test_halves_are_rounded_away_from_zero(amount: str, whole: str) -> None:
    assert money.rounded(Decimal(amount)) == Decimal(whole)


def test_three_who_share_ten_get_the_odd_piastre_in_order() -> None:
    shares = money.shared(Decimal("10.00"), [Decimal(1)] * 3)

    assert shares == [Decimal("3.34"), Decimal("3.33"), Decimal("3.33")]


@given(total=amounts, weights=weights)
def test_shares_add_up_to_the_whole(total: Decimal, weights: list[Decimal]) -> None:
    shares = money.shared(total, weights)

    assert sum(shares) == total
    assert money.shared(-total, weights) == [-share for share in shares]


@given(total=amounts, weights=weights)
def test_a_share_is_within_a_piastre_of_its_proportion(
    total: Decimal, weights: list[Decimal]
) -> None:
    whole = sum(weights) or Decimal(len(weights))

    for share, weight in zip(money.shared(total, weights), weights, strict=True):
        exact = total * (weight if sum(weights) else Decimal(1)) / whole
        assert abs(share - exact) < Decimal("0.0100001")


@given(amounts)
def test_piastres_are_pounds_again(amount: Decimal) -> None:
    assert money.from_piastres(money.in_piastres(amount)) == amount


def test_half_a_piastre_is_nobodys() -> None:
    with pytest.raises(ValueError, match="fractions"):
        money.in_piastres(Decimal("0.005"))


def test_sharing_with_nobody_is_an_error() -> None:
    with pytest.raises(ValueError, match="nobody"):
        money.shared(Decimal(1), [])
