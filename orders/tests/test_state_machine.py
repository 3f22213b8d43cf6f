"""Any sequence of things that may happen to a small market leaves it sound: looked for by hypothesis."""

import os
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from orders.rules.states import ParcelStatus
from orders.tests.market import Market

# More of them with ORDERS_EXAMPLES=200 and ORDERS_STEPS=60.
EXAMPLES = int(os.environ.get("ORDERS_EXAMPLES", "6"))
STEPS = int(os.environ.get("ORDERS_STEPS", "20"))

few = st.integers(0, 11)
picks = st.lists(st.tuples(few, st.integers(1, 3)), min_size=1, max_size=3)


class Trade(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        # Each course of events begins in an empty market: what the last one wrote is taken back.
        self.world: Any = transaction.atomic()
        self.world.__enter__()
        self.market = Market(buyers=2, stock=(2, 3, 1))

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.world.__exit__(None, None, None)

    @rule(buyer=few, picks=picks, method=few, coupon=few)
    def place(self, buyer: int, picks: list[tuple[int, int]], method: int, coupon: int) -> None:
        self.market.place(buyer, picks, method, coupon)

    @rule(number=few)
    def pay(self, number: int) -> None:
        self.market.pay(number)

    @rule(number=few, part=few)
    def cancel(self, number: int, part: int) -> None:
        self.market.cancel(number, part)

    @rule(number=few)
    def expire(self, number: int) -> None:
        self.market.expire(number)

    @rule(number=few)
    def revive(self, number: int) -> None:
        self.market.revive(number)

    @rule(number=few, part=few, steps=st.integers(1, 3))
    def send(self, number: int, part: int, steps: int) -> None:
        way = [ParcelStatus.PROCESSING, ParcelStatus.SHIPPED, ParcelStatus.DELIVERED]
        for status in way[:steps]:
            self.market.move(number, part, status)

    @rule(number=few, part=few, status=st.sampled_from(ParcelStatus))
    def move(self, number: int, part: int, status: ParcelStatus) -> None:
        self.market.move(number, part, status)

    @rule(number=few, line=few, quantity=st.integers(1, 3), reason=few)
    def ask(self, number: int, line: int, quantity: int, reason: int) -> None:
        self.market.ask(number, line, quantity, reason)

    @rule(number=few, decision=few)
    def answer(self, number: int, decision: int) -> None:
        self.market.answer(number, decision)

    @rule(number=few, part=few)
    def release(self, number: int, part: int) -> None:
        self.market.release(number, part)

    @invariant()
    def sound(self) -> None:
        self.market.assert_sound()


@pytest.mark.django_db
def test_no_course_of_events_leaves_the_market_unsound() -> None:
    run_state_machine_as_test(
        Trade,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
