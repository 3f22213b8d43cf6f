"""Refund, void, capture: the child, the parent's flags, both callbacks, every refusal."""

from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from sandbox import clock, deliveries
from sandbox.models import Transaction
from sandbox.paymob import refunds
from sandbox.refusals import Refusal
from sandbox.tests.builders import (
    AUTH,
    CARD,
    DECLINED,
    KIOSK,
    WALLET,
    a_payment,
    an_intention,
    checkout_url,
    latest,
)
from sandbox.tests.shop import PAYMOB, Api, Shop, control, with_bearer, with_secret_key

pytestmark = pytest.mark.django_db

REFUND = f"{PAYMOB}/api/acceptance/void_refund/refund"
VOID = f"{PAYMOB}/api/acceptance/void_refund/void"
CAPTURE = f"{PAYMOB}/api/acceptance/capture"


def refund(paid: Transaction, amount: Any) -> Any:
    body = {"transaction_id": paid.pk, "amount_cents": amount}
    return with_secret_key().post(REFUND, body)


def a_wallet_payment() -> Transaction:
    made = an_intention(payment_methods=[WALLET])
    browser = Client()
    step = browser.post(checkout_url(made), {"method": "wallet", "phone": "01010101010"}).headers[
        "Location"
    ]
    browser.post(step, {"mpin": "123456", "otp": "123456"})
    return latest(made)


def a_kiosk_payment() -> Transaction:
    made = an_intention(payment_methods=[KIOSK])
    Client().post(checkout_url(made), {"method": "kiosk"})
    control("pay_bill", bill_reference=latest(made).bill_reference)
    return latest(made)


def test_a_refund_makes_a_child_and_marks_its_parent(shop: Shop) -> None:
    paid = a_payment()
    deliveries.deliver_due()

    answer = refund(paid, 24950)

    child = answer.json()
    assert answer.status_code == 200
    assert (child["success"], child["pending"], child["is_refund"]) == (True, False, True)
    assert (child["parent_transaction"], child["amount_cents"]) == (paid.pk, 24950)
    assert (child["has_parent_transaction"], child["is_standalone_payment"]) == (True, False)
    assert child["api_source"] == "OTHER"
    assert child["data"]["migs_transaction"]["type"] == "REFUND"
    assert child["data"]["migs_order"]["status"] == "PARTIALLY_REFUNDED"
    paid.refresh_from_db()
    assert (paid.is_refunded, paid.refunded_amount_cents) == (True, 24950)
    deliveries.deliver_due()
    parent_told, child_told = shop.received[1:]
    assert parent_told.is_genuine
    assert child_told.is_genuine
    assert parent_told.body["obj"]["id"] == paid.pk
    assert parent_told.body["obj"]["is_refunded"] is True
    assert parent_told.body["obj"]["refunded_amount_cents"] == 24950
    assert child_told.body["obj"]["id"] == child["id"]


def test_the_child_can_call_back_first(shop: Shop, settings: Settings) -> None:
    settings.SANDBOX = {**settings.SANDBOX, "strict": {"child_first": True}}
    paid = a_payment()
    child = refund(paid, 100).json()
    deliveries.deliver_due()
    assert [one.body["obj"]["id"] for one in shop.received] == [paid.pk, child["id"], paid.pk]


def test_refunds_add_up_to_the_payment_and_no_further() -> None:
    paid = a_payment()
    assert refund(paid, 124900).status_code == 200

    too_much = refund(paid, 51)
    rest = refund(paid, "50")
    nothing_left = refund(paid, 1)

    sentence = (
        "Requested Refund Amount is greater than the maximum refund amount permissible. "
        "Maximum Refund Amount is EGP {}"
    )
    assert (too_much.status_code, too_much.json()) == (400, {"message": sentence.format("0.5")})
    assert rest.json()["data"]["migs_order"]["status"] == "REFUNDED"
    assert nothing_left.json() == {"message": sentence.format("0.0")}
    paid.refresh_from_db()
    assert paid.refunded_amount_cents == paid.amount_cents


@pytest.mark.parametrize("amount", [None, "all", -5, 0, 1.5, [], {}])
def test_an_amount_that_is_none_is_refused(amount: Any) -> None:
    paid = a_payment()
    answer = refund(paid, amount)
    assert (answer.status_code, list(answer.json())) == (400, ["amount_cents"])
    assert not paid.children.exists()


@pytest.mark.parametrize("path", [REFUND, VOID, CAPTURE])
@pytest.mark.parametrize("transaction_id", [1, 10**12])
def test_an_unknown_transaction_is_404(path: str, transaction_id: int) -> None:
    body = {"transaction_id": transaction_id, "amount_cents": 5}
    answer = with_secret_key().post(path, body)
    assert (answer.status_code, answer.json()) == (404, {"detail": "Invalid transaction id"})


@pytest.mark.parametrize("path", [REFUND, VOID, CAPTURE])
def test_what_was_declined_cannot_be_given_back(path: str) -> None:
    declined = a_payment(DECLINED)
    body = {"transaction_id": declined.pk, "amount_cents": 5}
    assert with_secret_key().post(path, body).status_code == 404


@pytest.mark.parametrize("path", [REFUND, VOID, CAPTURE])
def test_without_a_key_nothing_moves(path: str) -> None:
    paid = a_payment()
    answer = Api("").post(path, {"transaction_id": paid.pk, "amount_cents": 5})
    assert answer.status_code == 401
    assert not paid.children.exists()


def test_the_older_token_in_the_body_lets_in() -> None:
    token = with_bearer().authorization.removeprefix("Bearer ")
    body = {"auth_token": token, "transaction_id": a_payment().pk, "amount_cents": 5}
    assert Api("").post(REFUND, body).status_code == 200


def test_a_wallet_is_refunded_but_not_voided() -> None:
    paid = a_wallet_payment()
    voided = with_secret_key().post(VOID, {"transaction_id": paid.pk})
    assert (voided.status_code, list(voided.json())) == (400, ["message"])
    assert refund(paid, 100).json()["success"] is True


def test_a_kiosk_payment_is_never_refunded() -> None:
    paid = a_kiosk_payment()
    answer = refund(paid, 100)
    assert (answer.status_code, list(answer.json())) == (400, ["message"])
    assert not paid.children.exists()


def test_a_void_undoes_the_whole_payment_on_its_day(shop: Shop) -> None:
    paid = a_payment()
    deliveries.deliver_due()

    answer = with_secret_key().post(VOID, {"transaction_id": paid.pk})

    child = answer.json()
    assert (child["is_void"], child["success"], child["amount_cents"]) == (True, True, 124950)
    assert child["data"]["migs_transaction"]["type"] == "VOID_PAYMENT"
    paid.refresh_from_db()
    assert paid.is_voided
    deliveries.deliver_due()
    assert shop.received[1].body["obj"]["is_voided"] is True
    assert all(one.is_genuine for one in shop.received)
    again = with_secret_key().post(VOID, {"transaction_id": paid.pk})
    assert again.status_code == 400
    assert refund(paid, 1).status_code == 400


def test_the_next_day_is_too_late_for_a_void() -> None:
    paid = a_payment()
    control("advance", seconds=86_400)

    late = with_secret_key().post(VOID, {"transaction_id": paid.pk})

    assert late.status_code == 400
    paid.refresh_from_db()
    assert paid.is_settled
    assert refund(paid, 100).status_code == 200


def test_after_a_refund_there_is_no_void() -> None:
    paid = a_payment()
    refund(paid, 1)
    assert with_secret_key().post(VOID, {"transaction_id": paid.pk}).status_code == 400


def test_an_authorisation_is_captured_in_parts(shop: Shop) -> None:
    held = a_payment(payment_methods=[AUTH])
    deliveries.deliver_due()
    capture = {"transaction_id": held.pk, "amount_cents": 100000}

    first = with_secret_key().post(CAPTURE, capture)
    too_much = with_secret_key().post(CAPTURE, capture)
    rest = with_secret_key().post(CAPTURE, {**capture, "amount_cents": 24950})
    over = with_secret_key().post(CAPTURE, {**capture, "amount_cents": 1})

    assert (first.json()["is_capture"], first.json()["success"]) == (True, True)
    assert (too_much.status_code, too_much.json()) == (
        400,
        {"detail": "Capture amount cannot exceed auth amount"},
    )
    assert rest.status_code == 200
    assert over.status_code == 404
    held.refresh_from_db()
    assert (held.is_captured, held.captured_amount) == (True, 124950)
    deliveries.deliver_due()
    assert shop.received[1].body["obj"]["captured_amount"] == 100000
    assert all(one.is_genuine for one in shop.received)


def test_only_what_was_captured_is_refunded() -> None:
    held = a_payment(payment_methods=[AUTH])
    assert refund(held, 1).status_code == 400
    with_secret_key().post(CAPTURE, {"transaction_id": held.pk, "amount_cents": 5000})
    assert refund(held, 5001).status_code == 400
    assert refund(held, 5000).status_code == 200


def test_what_is_no_authorisation_is_not_captured() -> None:
    body = {"transaction_id": a_payment().pk, "amount_cents": 5}
    assert with_secret_key().post(CAPTURE, body).status_code == 404


def test_a_forgotten_authorisation_voids_itself(shop: Shop) -> None:
    held = a_payment(payment_methods=[AUTH])
    deliveries.deliver_due()

    control("advance", seconds=14 * 86_400)

    held.refresh_from_db()
    assert held.is_voided
    deliveries.deliver_due()
    assert [one.body["obj"]["is_voided"] for one in shop.received[1:]] == [True, False]


def test_the_balance_may_be_too_low() -> None:
    control("switch", balance_cents=100)
    paid = a_payment()

    too_low = refund(paid, 101)
    enough = refund(paid, 100)
    empty = refund(paid, 1)

    assert (too_low.status_code, enough.status_code, empty.status_code) == (400, 200, 400)
    assert "insufficient balance" in too_low.json()["message"]
    control("unlimit")
    assert refund(paid, 1).status_code == 200


def test_a_200_may_hold_a_refusal(shop: Shop) -> None:
    paid = a_payment()
    deliveries.deliver_due()
    control("fault", kind="decline", target="refund")

    answer = refund(paid, 100)

    assert (answer.status_code, answer.json()["success"]) == (200, False)
    paid.refresh_from_db()
    assert (paid.is_refunded, paid.refunded_amount_cents) == (False, 0)
    deliveries.deliver_due()
    assert [one.body["obj"]["success"] for one in shop.received] == [True, False]
    assert refund(paid, 100).json()["success"] is True


@pytest.mark.parametrize(("outcome", "refunded"), [("approve", 124950), ("decline", 0)])
def test_a_refund_may_stay_open(shop: Shop, outcome: str, refunded: int) -> None:
    paid = a_payment()
    control("fault", kind="pending", target="refund")

    open_refund = refund(paid, 124950).json()

    assert (open_refund["success"], open_refund["pending"]) == (False, True)
    assert refund(paid, 1).status_code == 400
    control("decide", transaction=open_refund["id"], outcome=outcome)
    paid.refresh_from_db()
    assert paid.refunded_amount_cents == refunded


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(amounts=st.lists(st.integers(1, 60_000), max_size=8))
def test_refunds_never_exceed_the_payment(amounts: list[int]) -> None:
    paid = a_payment()
    given_back = 0
    for amount in amounts:
        fits = given_back + amount <= paid.amount_cents
        try:
            refunds.refund(paid.pk, amount, now=clock.now())
            given_back += amount
            assert fits
        except Refusal:
            assert not fits
    paid.refresh_from_db()
    assert paid.refunded_amount_cents == given_back
    assert refunds.refundable(paid) == paid.amount_cents - given_back


def test_a_refund_of_a_card_carries_its_last_digits() -> None:
    paid = a_payment(payment_methods=[CARD])
    assert refund(paid, 5).json()["source_data"]["pan"] == "2346"
