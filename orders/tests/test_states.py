"""The tables of states, and the rule by which an order's status follows from its parcels."""

from itertools import combinations_with_replacement, permutations, product

import pytest

from orders.rules import states
from orders.rules.states import OrderStatus, ParcelStatus, ReturnStatus

P, R = ParcelStatus, ReturnStatus
STEPS = {
    (P.PENDING, P.PROCESSING),
    (P.PENDING, P.CANCELLED),
    (P.PROCESSING, P.SHIPPED),
    (P.PROCESSING, P.CANCELLED),
    (P.SHIPPED, P.DELIVERED),
    (P.SHIPPED, P.REFUSED),
    (P.SHIPPED, P.LOST),
    (P.REFUSED, P.RETURNED),
    (P.REFUSED, P.LOST),
}
RETURN_STEPS = {
    (R.REQUESTED, R.APPROVED),
    (R.REQUESTED, R.REFUSED),
    (R.REQUESTED, R.DISPUTED),
    (R.REQUESTED, R.CLOSED),
    (R.APPROVED, R.RECEIVED),
    (R.APPROVED, R.DISPUTED),
    (R.APPROVED, R.CLOSED),
    (R.RECEIVED, R.REFUNDED),
    (R.RECEIVED, R.DISPUTED),
    (R.REFUSED, R.DISPUTED),
    (R.REFUSED, R.CLOSED),
    (R.DISPUTED, R.REFUNDED),
    (R.DISPUTED, R.CLOSED),
}
# How far along each state is; a parcel of which nothing will come has no say.
LIVE = {P.PENDING: 0, P.PROCESSING: 1, P.SHIPPED: 2, P.DELIVERED: 3}


@pytest.mark.parametrize(("before", "after"), [*product(P, P)])
def test_a_parcel_takes_the_steps_of_the_table_and_no_other(
    before: ParcelStatus, after: ParcelStatus
) -> None:
    assert states.may_become(before, after) is ((before, after) in STEPS)


@pytest.mark.parametrize(("before", "after"), [*product(R, R)])
def test_a_return_takes_the_steps_of_the_table_and_no_other(
    before: ReturnStatus, after: ReturnStatus
) -> None:
    assert states.return_may_become(before, after) is ((before, after) in RETURN_STEPS)


def expected(parcels: tuple[ParcelStatus, ...], stands: OrderStatus) -> OrderStatus:
    """Say the rule in other words than the program: by the slowest and the fastest that still count."""
    along = [LIVE[status] for status in parcels if status in LIVE]
    if not along:
        return OrderStatus.CANCELLED
    if min(along) >= 2:
        return OrderStatus.DELIVERED if min(along) == 3 else OrderStatus.SHIPPED
    if max(along) > 0:
        return OrderStatus.PROCESSING
    is_one_gone = len(along) < len(parcels)
    return stands if is_one_gone and stands == "processing" else OrderStatus.PENDING


@pytest.mark.parametrize("stands", OrderStatus)
@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_an_orders_status_follows_from_every_combination_of_its_parcels(
    count: int, stands: OrderStatus
) -> None:
    for parcels in combinations_with_replacement(P, count):
        for arranged in set(permutations(parcels)):
            found = states.order_status(arranged, stands=stands)
            assert found is expected(parcels, stands), arranged


@pytest.mark.parametrize(
    ("parcels", "order"),
    [
        ((P.PENDING,), "pending"),
        ((P.PENDING, P.PROCESSING), "processing"),
        ((P.PENDING, P.DELIVERED), "processing"),
        ((P.PENDING, P.CANCELLED), "pending"),
        ((P.SHIPPED, P.DELIVERED), "shipped"),
        ((P.SHIPPED, P.REFUSED), "shipped"),
        ((P.DELIVERED, P.RETURNED), "delivered"),
        ((P.DELIVERED, P.CANCELLED), "delivered"),
        ((P.RETURNED, P.CANCELLED), "cancelled"),
        ((P.LOST,), "cancelled"),
    ],
)
def test_the_rule_by_example(parcels: tuple[ParcelStatus, ...], order: str) -> None:
    assert states.order_status(parcels, stands="pending") == order


@pytest.mark.parametrize(
    ("carrier", "is_booked", "may_say"),
    [
        (
            "manual",
            False,
            {P.PROCESSING, P.SHIPPED, P.DELIVERED, P.CANCELLED, P.REFUSED, P.RETURNED},
        ),
        ("", False, {P.PROCESSING, P.SHIPPED, P.DELIVERED, P.CANCELLED, P.REFUSED, P.RETURNED}),
        ("bosta", False, {P.PROCESSING, P.CANCELLED}),
        ("bosta", True, {P.PROCESSING, P.CANCELLED, P.SHIPPED}),
    ],
)
def test_what_decides_about_money_is_said_by_who_carries(
    carrier: str, is_booked: bool, may_say: set[ParcelStatus]
) -> None:
    said = {
        wanted
        for wanted in P
        if states.is_for_seller_to_say(wanted, carrier=carrier, is_booked=is_booked)
    }

    assert said == may_say


def test_every_state_of_a_parcel_can_be_reached_and_ends() -> None:
    reached = {P.PENDING}
    for _ in P:
        reached |= {after for before in reached for after in states.NEXT[before]}

    assert reached == set(P)
    ends = {status for status in P if not states.NEXT[status]}
    assert ends == {P.DELIVERED, P.CANCELLED, P.RETURNED, P.LOST}
