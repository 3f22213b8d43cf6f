"""The table of a parcel's states, over the whole square."""

from itertools import product

import pytest

from sandbox.bosta import rules
from sandbox.bosta.rules import State, Type


@pytest.mark.parametrize("kind", list(Type))
def test_every_way_leads_to_an_end(kind: Type) -> None:
    for state in State:
        steps = 0
        following = rules.next_state(kind, state)
        while following is not None:
            steps += 1
            assert steps < 12
            following = rules.next_state(kind, following)


@pytest.mark.parametrize("kind", list(Type))
def test_an_end_is_an_end_and_the_next_step_is_allowed(kind: Type) -> None:
    for state, wanted in product(State, State):
        allowed = rules.may_become(kind, state, wanted)
        assert not (allowed and (state in rules.FINAL or state == wanted))
        if rules.next_state(kind, state) == wanted and state in rules.ROUTES[kind]:
            assert allowed, (state, wanted)


def test_money_is_only_at_the_end_of_a_delivery() -> None:
    assert rules.ROUTES[Type.SEND][-1] == State.DELIVERED
    assert State.DELIVERED not in rules.ROUTES[Type.RTO]
