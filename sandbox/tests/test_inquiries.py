"""Asking what became of a payment, with the token wherever the gateway's papers put it."""

from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from sandbox import deliveries
from sandbox.tests.builders import (
    CARD,
    DECLINED,
    a_card_form,
    a_payment,
    a_saved_card,
    an_intention,
    checkout_url,
    latest,
)
from sandbox.tests.shop import PAYMOB, Api, Shop, with_bearer, with_secret_key

pytestmark = pytest.mark.django_db

INQUIRY = f"{PAYMOB}/api/ecommerce/orders/transaction_inquiry"
TRANSACTIONS = f"{PAYMOB}/api/acceptance/transactions"


def test_a_transaction_is_found_by_its_id_with_the_callbacks_sent(shop: Shop) -> None:
    paid = a_payment()
    shop.answers = lambda place: 500 if place == 0 else 200
    deliveries.deliver_due()

    found = with_bearer().get(f"{TRANSACTIONS}/{paid.pk}").json()

    assert (found["id"], found["success"]) == (paid.pk, True)
    response = found["transaction_processed_callback_responses"][0]
    assert response["response"]["status"] == "500"
    assert response["response"]["content"] == "thank you"
    assert response["callback_url"] == "http://shop.test/hook/"
    assert found["billing_data"]["first_name"] == "Mona"
    assert {"paid_at", "fees", "vat", "unique_ref", "routing_bank"} <= found.keys()


def test_an_order_is_asked_by_either_name() -> None:
    paid = a_payment()
    api = with_bearer()
    for wanted in (
        {"order_id": paid.order_id},
        {"order_id": str(paid.order_id)},
        {"merchant_order_id": paid.order.merchant_order_id},
    ):
        assert api.post(INQUIRY, wanted).json()["id"] == paid.pk


def test_only_the_latest_transaction_of_an_order_is_told() -> None:
    made = an_intention(payment_methods=[CARD])
    browser = Client()
    browser.post(checkout_url(made), a_card_form(DECLINED))
    browser.post(checkout_url(made), a_card_form())
    paid = latest(made)
    wanted = {"order_id": paid.order_id}
    assert with_bearer().post(INQUIRY, wanted).json()["success"] is True


@pytest.mark.parametrize("shows_children", [True, False])
def test_whether_a_refund_hides_its_payment_can_be_chosen(
    settings: Settings, shows_children: bool
) -> None:
    settings.SANDBOX = {
        **settings.SANDBOX,
        "strict": {"inquiry_shows_children": shows_children},
    }
    paid = a_payment()
    with_secret_key().post(
        f"{PAYMOB}/api/acceptance/void_refund/refund",
        {"transaction_id": paid.pk, "amount_cents": 5},
    )
    found = with_bearer().post(INQUIRY, {"order_id": paid.order_id}).json()
    assert found["is_refund"] is shows_children


def test_the_token_may_stand_in_header_body_or_query() -> None:
    paid = a_payment()
    token = with_bearer().authorization.removeprefix("Bearer ")
    wanted = {"order_id": paid.order_id}
    nobody = Api("")

    in_body = nobody.post(INQUIRY, {**wanted, "auth_token": token})
    in_query = nobody.get(f"{TRANSACTIONS}/{paid.pk}?token={token}")
    nowhere = nobody.post(INQUIRY, wanted)
    wrong = nobody.post(INQUIRY, {**wanted, "auth_token": "wrong"})

    assert (in_body.status_code, in_query.status_code) == (200, 200)
    assert (nowhere.status_code, wrong.status_code) == (401, 401)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"order_id": "x"}, 400),
        ({"order_id": 5}, 404),
        ({"merchant_order_id": "none"}, 404),
    ],
)
def test_an_order_without_a_transaction_is_not_found(body: dict[str, Any], status: int) -> None:
    assert with_bearer().post(INQUIRY, body).status_code == status


def test_an_order_not_yet_paid_has_no_transaction() -> None:
    made = an_intention()
    wanted = {"order_id": made["intention_order_id"]}
    assert with_bearer().post(INQUIRY, wanted).status_code == 404


def test_an_order_tells_what_was_paid() -> None:
    paid = a_payment()
    order = with_bearer().get(f"{PAYMOB}/api/ecommerce/orders/{paid.order_id}").json()
    assert (order["paid_amount_cents"], order["payment_status"]) == (124950, "PAID")
    assert {"token", "url"} <= order.keys()


@pytest.mark.parametrize(
    "path", [f"{TRANSACTIONS}/{10**30}", f"{PAYMOB}/api/ecommerce/orders/{10**30}"]
)
def test_an_id_beyond_all_numbers_is_404(path: str) -> None:
    assert with_bearer().get(path).status_code == 404


def test_transactions_are_listed_in_pages() -> None:
    for _ in range(3):
        a_payment()
    listed = with_bearer().get(TRANSACTIONS).json()
    assert (listed["count"], len(listed["results"]), listed["next"]) == (3, 3, None)
    assert with_bearer().get(f"{TRANSACTIONS}?page=x").json()["count"] == 3


def test_card_tokens_of_an_order_can_be_asked_for() -> None:
    saved = a_saved_card()
    path = f"{PAYMOB}/api/acceptance/order_card_tokens"

    found = with_bearer().post(path, {"order_id": saved.order_id})
    none = with_bearer().post(path, {"order_id": a_payment().order_id})

    assert [token["token"] for token in found.json()] == [saved.token]
    assert (none.status_code, none.json()) == (
        404,
        {"message": "No card tokens found for this order"},
    )
