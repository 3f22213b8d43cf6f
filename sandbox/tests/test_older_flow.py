"""Order, payment key, payment: the flow from before the Intention API."""

from typing import Any

import pytest
from django.test import Client

from sandbox import deliveries
from sandbox.models import Order, Transaction
from sandbox.tests.builders import (
    CARD,
    KIOSK,
    MOTO,
    WALLET,
    a_card_form,
    a_saved_card,
    an_intention,
    latest,
)
from sandbox.tests.shop import PAYMOB, Api, Shop, control, with_bearer

pytestmark = pytest.mark.django_db

ORDERS = f"{PAYMOB}/api/ecommerce/orders"
KEYS = f"{PAYMOB}/api/acceptance/payment_keys"
PAY = f"{PAYMOB}/api/acceptance/payments/pay"
BILLING = {
    "apartment": "NA",
    "email": "buyer@example.com",
    "floor": "NA",
    "first_name": "Mona",
    "street": "NA",
    "building": "NA",
    "phone_number": "+201000000001",
    "shipping_method": "NA",
    "postal_code": "NA",
    "city": "Cairo",
    "country": "EG",
    "last_name": "Adel",
    "state": "NA",
}


def an_order(**changes: Any) -> Any:
    body = {"amount_cents": 5000, "currency": "EGP", "items": [], "merchant_order_id": "old-1"}
    return with_bearer().post(ORDERS, {**body, **changes})


def a_key(integration: int, **changes: Any) -> str:
    body = {
        "amount_cents": 5000,
        "order_id": an_order(merchant_order_id=None).json()["id"],
        "billing_data": BILLING,
        "currency": "EGP",
        "integration_id": integration,
        "expiration": 3600,
    }
    token: str = with_bearer().post(KEYS, {**body, **changes}).json()["token"]
    return token


def pay(key: str, subtype: str, identifier: str) -> Any:
    source = {"identifier": identifier, "subtype": subtype}
    return Api("").post(PAY, {"source": source, "payment_token": key})


def test_an_order_is_made_once_per_reference() -> None:
    first, repeated = an_order(), an_order()
    assert (first.status_code, first.json()["merchant_order_id"]) == (201, "old-1")
    assert (repeated.status_code, repeated.json()) == (422, {"message": "duplicate"})
    assert Order.objects.count() == 1


def test_a_key_needs_all_of_the_billing_data() -> None:
    order = an_order().json()["id"]
    body = {
        "amount_cents": 5000,
        "order_id": order,
        "billing_data": {**BILLING, "floor": ""},
        "currency": "EGP",
        "integration_id": CARD,
    }
    answer = with_bearer().post(KEYS, body)
    assert (answer.status_code, answer.json()) == (
        400,
        {"billing_data": {"floor": ["This field may not be blank."]}},
    )


def test_a_key_for_nothing_is_404() -> None:
    body = {
        "amount_cents": 5000,
        "order_id": 5,
        "billing_data": BILLING,
        "currency": "EGP",
        "integration_id": CARD,
    }
    assert with_bearer().post(KEYS, body).status_code == 404


def test_a_card_pays_in_the_frame() -> None:
    frame = f"{PAYMOB}/api/acceptance/iframes/7?payment_token={a_key(CARD)}"
    browser = Client()

    page = browser.get(frame).content.decode()
    answer = browser.post(frame, a_card_form())

    assert 'name="number"' in page
    assert answer.headers["Location"].startswith(f"{PAYMOB}/unifiedcheckout/payment-status/")
    assert Transaction.objects.get().success


def test_a_wallet_is_sent_to_its_page() -> None:
    answer = pay(a_key(WALLET), "WALLET", "01010101010").json()

    assert answer["pending"] is True
    assert answer["redirect_url"] == answer["iframe_redirection_url"]
    assert answer["source_data"]["type"] == "wallet"
    step = answer["redirect_url"].removeprefix("http://testserver")
    Client().post(step, {"mpin": "123456", "otp": "123456"})
    assert Transaction.objects.get().success


def test_a_bill_is_issued() -> None:
    answer = pay(a_key(KIOSK), "AGGREGATOR", "AGGREGATOR").json()
    assert (answer["pending"], answer["data"]["txn_response_code"]) == (True, "05")
    bill = answer["data"]["bill_reference"]
    assert control("pay_bill", bill_reference=bill).status_code == 200
    assert Transaction.objects.get().success


def test_a_saved_card_is_charged_without_its_owner(shop: Shop) -> None:
    saved = a_saved_card()
    made = an_intention(payment_methods=[MOTO])
    deliveries.deliver_due()

    answer = pay(made["payment_keys"][0]["key"], "TOKEN", saved.token).json()

    assert (answer["success"], answer["pending"]) == ("true", "false")
    assert answer["source_data.pan"] == "2346"
    assert answer["data.message"] == "Approved"
    assert "redirection_url" not in answer
    paid = latest(made)
    assert (paid.success, paid.is_3d_secure) == (True, False)
    deliveries.deliver_due()
    assert shop.received[-1].is_genuine


def test_a_saved_card_on_a_secure_method_goes_to_the_bank_first() -> None:
    saved = a_saved_card()
    made = an_intention(payment_methods=[CARD])

    answer = pay(made["payment_keys"][0]["key"], "TOKEN", saved.token).json()

    assert (answer["success"], answer["pending"]) == ("false", "true")
    step = answer["redirection_url"].removeprefix("http://testserver")
    Client().post(step, {"otp": "123456"})
    assert latest(made).success


@pytest.mark.parametrize(
    ("subtype", "identifier", "status"),
    [
        ("TOKEN", "unknown", 404),
        ("CASH", "cash", 400),
        ("CARD", "5123456789012346", 400),
        ("WALLET", "01010101010", 400),
        ("", "x", 400),
    ],
)
def test_other_sources_are_refused(subtype: str, identifier: str, status: int) -> None:
    assert pay(a_key(CARD), subtype, identifier).status_code == status
    assert not Transaction.objects.exists()


def test_a_wallets_number_has_to_be_one() -> None:
    assert pay(a_key(WALLET), "WALLET", "12345").status_code == 400


def test_an_unknown_key_is_401_and_an_old_one_400() -> None:
    saved, key = a_saved_card(), a_key(MOTO, expiration=60)
    control("advance", seconds=61)
    assert pay("unknown", "TOKEN", saved.token).status_code == 401
    assert pay(key, "TOKEN", saved.token).status_code == 400


def test_a_paid_order_is_not_charged_again() -> None:
    saved, key = a_saved_card(), a_key(MOTO)
    assert pay(key, "TOKEN", saved.token).json()["success"] == "true"
    assert pay(key, "TOKEN", saved.token).status_code == 400
