"""A gateway that does not answer: buyers are told at once, it is left in peace, and tried again."""

import json
from typing import Any

import httpx2
import pytest
from django.db import transaction

from core import partners
from custom_auth.models import User
from custom_auth.tests.builders import signed_in
from orders.models import Order
from orders.rules.states import Method
from orders.tests.builders import an_order
from payment.gateways import paymob
from payment.gateways.paymob import Paymob
from payment.models import Attempt, Payment
from wallet.models import LedgerEntry

pytestmark = pytest.mark.django_db


class Wire:
    """A gateway that is down, slow or failing until it is mended; counts who came."""

    def __init__(self) -> None:
        self.calls = 0
        self.fault: Any = httpx2.ConnectError("refused")

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        self.calls += 1
        if isinstance(self.fault, Exception):
            raise self.fault
        if self.fault:
            return httpx2.Response(self.fault)
        made = {
            "id": f"pi_{self.calls}",
            "client_secret": "egy_csk_x",
            "intention_order_id": self.calls,
        }
        body = json.loads(request.content)
        return httpx2.Response(201, json={**made, "special_reference": body["special_reference"]})


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Wire:
    wire = Wire()
    speaking = Paymob(httpx2.MockTransport(wire.answer))
    monkeypatch.setattr(paymob, "client", lambda: speaking)
    return wire


def pay(order: Order, buyer: User | None = None) -> Any:
    body = {"order": order.pk, "method": "credit_card"}
    return signed_in(buyer or order.user).post("/api/payments/process/", body, format="json")


@pytest.mark.parametrize("fault", [httpx2.ConnectError("x"), httpx2.ReadTimeout("x"), 500, 503])
def test_a_gateway_that_fails_charges_nothing_and_is_told_as_such(wire: Wire, fault: Any) -> None:
    wire.fault = fault
    order = an_order(method=Method.CREDIT_CARD)

    answer = pay(order)

    assert (answer.status_code, answer.json()["code"]) == (503, "gateway_unavailable")
    order.refresh_from_db()
    assert (order.payment_status, order.status) == (False, "pending")
    assert not LedgerEntry.objects.exists()


def test_after_failures_in_a_row_it_is_left_in_peace_and_tried_again(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [1000.0]
    monkeypatch.setattr("core.partners.time.monotonic", lambda: clock[0])
    order = an_order(method=Method.CREDIT_CARD)
    allowed = partners.Breaker().failures_allowed
    for _ in range(allowed):
        pay(order)
    assert wire.calls == allowed

    resting = [pay(order).status_code for _ in range(10)]
    assert (resting, wire.calls) == ([503] * 10, allowed)

    # One may try after a while; it still fails, so the others wait for as long again.
    clock[0] += partners.Breaker().rest + 1
    assert [pay(order).status_code for _ in range(3)] == [503] * 3
    assert wire.calls == allowed + 1

    clock[0] += partners.Breaker().rest + 1
    wire.fault = None
    assert [pay(order).status_code for _ in range(3)] == [201] * 3
    assert wire.calls == allowed + 4


def test_while_it_rests_other_ways_to_pay_go_on(wire: Wire) -> None:
    card = an_order(method=Method.CREDIT_CARD)
    for _ in range(partners.Breaker().failures_allowed + 1):
        pay(card)

    body = {"order": card.pk, "method": "bank_transfer"}
    answer = signed_in(card.user).post("/api/payments/process/", body, format="json")

    assert answer.status_code == 201
    assert Payment.objects.get().method == "bank_transfer"


def test_an_attempt_nobody_answered_is_remembered_to_be_asked_about(wire: Wire) -> None:
    wire.fault = httpx2.ReadTimeout("x")
    order = an_order(method=Method.CREDIT_CARD)

    pay(order)

    attempt = Attempt.objects.get()
    assert attempt.status in {"unknown", "starting"}
    assert attempt.ask_at is not None
    with transaction.atomic():
        assert Order.objects.get().awaits_payment
