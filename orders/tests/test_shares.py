"""Whose money a line is, and how it goes back: always to the piastre."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.money import ZERO, rounded
from orders.rules import shares
from orders.rules.shares import CommissionRule, Split


def pounds(least: str = "0.00", most: str = "99999.99") -> st.SearchStrategy[Decimal]:
    return st.decimals(Decimal(least), Decimal(most), places=2)


NAMES = ("paid", "seller", "commission", "vat", "house")
percents = st.decimals(Decimal(0), Decimal(100), places=2)


@st.composite
def splits(draw: st.DrawFn) -> Split:
    price, quantity = draw(pounds("0.01")), draw(st.integers(1, 20))
    value = price * quantity
    by_seller = draw(pounds("0.00", str(value)))
    by_house = draw(pounds("0.00", str(value - by_seller)))
    rule = CommissionRule(draw(percents), draw(pounds("0.00", "50.00")))
    return shares.split_line(
        price=price,
        quantity=quantity,
        rule=rule,
        vat_percent=draw(percents),
        house_discount=by_house,
        seller_discount=by_seller,
    )


@given(split=splits())
def test_the_parts_of_a_line_add_up_to_what_is_paid(split: Split) -> None:
    assert split.paid == split.seller + split.commission + split.vat - split.house
    assert min(split.paid, split.seller, split.commission, split.vat, split.house) >= 0


@given(split=splits(), cuts=st.lists(st.integers(0, 1000), max_size=4))
def test_giving_back_in_steps_ends_where_giving_back_at_once_does(
    split: Split, cuts: list[int]
) -> None:
    stops = sorted({rounded(split.paid * cut / 1000) for cut in cuts} | {split.paid})
    already, given_back = ZERO, Split(ZERO, ZERO, ZERO, ZERO)
    for stop in stops:
        step = shares.refund_step(split, already=already, amount=stop - already)
        assert step.paid == step.seller + step.commission + step.vat - step.house == stop - already
        given_back = Split(*(getattr(given_back, name) + getattr(step, name) for name in NAMES))
        already = stop

    if split.paid:
        assert given_back == split


@given(
    room=st.dictionaries(st.integers(1, 9), pounds("0.00", "500.00"), min_size=1),
    share=st.decimals(Decimal(0), Decimal(1), places=4),
)
def test_a_refund_spread_over_lines_adds_up_and_fits(
    room: Mapping[int, Decimal], share: Decimal
) -> None:
    left = sum(room.values(), ZERO)
    amount = (left * share).quantize(Decimal("0.01"))

    spread = shares.spread(amount, room)

    assert sum(spread.values(), ZERO) == amount
    assert all(0 <= part <= room[key] for key, part in spread.items())


def test_more_than_is_left_is_not_spread() -> None:
    with pytest.raises(ValueError, match="more than is left"):
        shares.spread(Decimal("10.01"), {1: Decimal(5), 2: Decimal(5)})


@given(
    sources=st.lists(pounds("0.00", "900.00"), min_size=3, max_size=3),
    cuts=st.lists(st.decimals(Decimal(0), Decimal(1), places=3), max_size=4),
)
def test_money_goes_back_to_its_sources_and_fills_each_exactly(
    sources: list[Decimal], cuts: list[Decimal]
) -> None:
    total = sum(sources, ZERO)
    stops = sorted({(total * cut).quantize(Decimal("0.01")) for cut in cuts} | {total})
    reached, back = ZERO, [ZERO] * 3
    for stop in stops:
        parts = shares.back_to_sources(stop - reached, refunded=reached, sources=sources)
        assert sum(parts, ZERO) == stop - reached
        back = [one + part for one, part in zip(back, parts, strict=True)]
        reached = stop

    assert back == sources


# --- commission -------------------------------------------------------------------------------------
SELLER, OTHER = 7, 8
CRAFTS, POTTERY = 1, 2


def rule(percent: int, **applies: object) -> CommissionRule:
    return CommissionRule(Decimal(percent), ZERO, **applies)  # type: ignore[arg-type]


EVERYONE = rule(20)
LARGE = rule(18, order_from=Decimal(1000))
LARGER = rule(17, order_from=Decimal(5000))
OF_CRAFTS = rule(15, category_id=CRAFTS)
OF_POTTERY = rule(12, category_id=POTTERY)
OF_SELLER = rule(8, seller_id=SELLER)
OF_SELLERS_POTTERY = rule(6, seller_id=SELLER, category_id=POTTERY)
OF_OTHER = rule(1, seller_id=OTHER)
ALL = [
    EVERYONE,
    LARGE,
    LARGER,
    OF_CRAFTS,
    OF_POTTERY,
    OF_SELLER,
    OF_SELLERS_POTTERY,
    OF_OTHER,
]


@pytest.mark.parametrize(
    ("rules", "value", "percent"),
    [
        ([], 100, 10),
        ([EVERYONE], 100, 20),
        ([EVERYONE, LARGE, LARGER], 999, 20),
        ([EVERYONE, LARGE, LARGER], 1000, 18),
        ([EVERYONE, LARGE, LARGER], 9000, 17),
        ([EVERYONE, LARGE, OF_CRAFTS], 1000, 15),
        ([OF_CRAFTS, OF_POTTERY], 100, 12),
        ([OF_POTTERY, OF_SELLER], 100, 8),
        (ALL, 9000, 6),
        ([OF_OTHER], 100, 10),
    ],
)
def test_the_most_specific_commission_rule_wins(
    rules: list[CommissionRule], value: int, percent: int
) -> None:
    for arranged in list(permutations(rules))[:200]:
        chosen = shares.commission_rule(
            arranged,
            seller_id=SELLER,
            category_path=[CRAFTS, POTTERY],
            order_value=Decimal(value),
        )
        assert chosen.percent == percent


def test_commission_is_rounded_once_for_the_line_and_never_takes_more_than_it_brings() -> None:
    dear = CommissionRule(Decimal(90), Decimal(5))

    odd = shares.split_line(
        price=Decimal("0.35"),
        quantity=3,
        rule=CommissionRule(Decimal(10), ZERO),
        vat_percent=Decimal(14),
    )
    cheap = shares.split_line(price=Decimal("1.00"), quantity=2, rule=dear, vat_percent=Decimal(14))

    # 1.05 × 10 % is 0.105: up to 0.11 once, and not three times 0.04.
    assert (odd.commission, odd.vat, odd.seller) == (
        Decimal("0.11"),
        Decimal("0.02"),
        Decimal("0.92"),
    )
    assert (cheap.commission, cheap.vat, cheap.seller) == (Decimal("2.00"), ZERO, ZERO)
