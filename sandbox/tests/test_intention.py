"""Announcing a payment: every row of the gateway's list of errors."""

from typing import Any

import pytest
from pytest_django.fixtures import Settings

from sandbox.models import Intention, Order
from sandbox.tests.builders import (
    BILLING,
    CARD,
    WALLET,
    a_card_form,
    a_payment,
    an_announcement,
    an_intention,
    checkout_url,
)
from sandbox.tests.shop import HOOK, PAYMOB, Api, with_bearer, with_secret_key

pytestmark = pytest.mark.django_db

CREATE = f"{PAYMOB}/v1/intention/"
REQUIRED = ["This field is required."]
BLANK = ["This field may not be blank."]


def without(name: str) -> dict[str, Any]:
    return {key: value for key, value in BILLING.items() if key != name}


@pytest.mark.parametrize(
    ("changes", "body"),
    [
        ({"amount": None, "items": None}, {"amount": REQUIRED}),
        ({"currency": None}, {"currency": REQUIRED}),
        ({"payment_methods": None}, {"payment_methods": REQUIRED}),
        ({"billing_data": None}, {"billing_data": REQUIRED}),
        (
            {"billing_data": without("phone_number")},
            {"billing_data": {"phone_number": REQUIRED}},
        ),
        ({"billing_data": without("email")}, {"billing_data": {"email": REQUIRED}}),
        (
            {"billing_data": {**BILLING, "first_name": " "}},
            {"billing_data": {"first_name": BLANK}},
        ),
        ({"items": [{"amount": 124950}]}, {"items": {"name": REQUIRED}}),
        ({"items": [{"name": "Order"}]}, {"items": {"amount": REQUIRED}}),
        (
            {"items": [{"name": "x" * 51, "amount": 124950}]},
            {"items": {"name": ["Ensure this field has no more than 50 characters."]}},
        ),
        (
            {"items": "none"},
            {"items": ['Expected a list of items but got type "str".']},
        ),
        (
            {"amount": "a lot", "items": None},
            {"amount": ["A valid integer is required."]},
        ),
        (
            {"amount": True, "items": None},
            {"amount": ["A valid integer is required."]},
        ),
        (
            {"amount": 0, "items": None},
            {"amount": ["Ensure this value is greater than or equal to 1."]},
        ),
        (
            {"expiration": 3_110_401},
            {"expiration": ["Ensure this value is less than or equal to 3110400."]},
        ),
        ({"notification_url": "shop"}, {"notification_url": ["Enter a valid URL."]}),
        ({"payment_methods": []}, {"payment_methods": ["This list may not be empty."]}),
        ({"card_tokens": ["unknown"]}, {"card_tokens": ["Invalid card token."]}),
        (
            {"card_tokens": ["a", "b", "c", "d"]},
            {"card_tokens": ["Ensure this field has no more than 3 elements."]},
        ),
        ({"currency": "USD"}, {"detail": "Unsupported currency"}),
    ],
)
def test_a_bad_field_is_named(changes: dict[str, Any], body: dict[str, Any]) -> None:
    answer = with_secret_key().post(CREATE, an_announcement(**changes))

    assert (answer.status_code, answer.json()) == (400, body)
    assert not Order.objects.exists()


@pytest.mark.parametrize(
    "authorization", ["", "Token ", "Token egy_sk_test_wrong", "Basic x", "Bearer wrong"]
)
def test_a_missing_or_wrong_key_is_401(authorization: str) -> None:
    answer = Api(authorization).post(CREATE, an_announcement())
    assert answer.status_code == 401
    assert list(answer.json()) == ["detail"]
    assert not Intention.objects.exists()


def test_the_secret_key_passes_as_bearer_too() -> None:
    key = with_secret_key().authorization.removeprefix("Token ")
    assert Api(f"Bearer {key}").post(CREATE, an_announcement()).status_code == 201


@pytest.mark.parametrize("method", [4999999, "4000001", "card", 4900001, True, None, 4000001.5])
def test_an_unknown_integration_is_404(method: Any) -> None:
    answer = with_secret_key().post(CREATE, an_announcement(payment_methods=[CARD, method]))
    assert answer.status_code == 404
    assert answer.json()["detail"].startswith("Integration ID/Name does not exist in our system")


def test_an_integrations_own_name_passes() -> None:
    assert an_intention(payment_methods=["cardtest"])["payment_keys"][0]["integration"] == CARD


def test_items_that_do_not_add_up_are_406() -> None:
    items = [{"name": "Cup", "amount": 50000, "quantity": 2}]
    answer = with_secret_key().post(CREATE, an_announcement(items=items))
    assert (answer.status_code, answer.json()["code"]) == (406, "unmatched_item_prices")


@pytest.mark.parametrize(("times", "accepted"), [(True, 100000), (False, 50000)])
def test_whether_quantities_count_can_be_chosen(
    settings: Settings, times: bool, accepted: int
) -> None:
    settings.SANDBOX = {**settings.SANDBOX, "strict": {"items_times_quantity": times}}
    items = [{"name": "Cup", "amount": 50000, "quantity": 2}]
    for amount in (100000, 50000):
        body = {**an_announcement(), "amount": amount, "items": items}
        answer = with_secret_key().post(CREATE, body)
        assert answer.status_code == (201 if amount == accepted else 406)


def test_a_reference_serves_one_attempt() -> None:
    an_intention(special_reference="attempt-1a")

    answer = with_secret_key().post(CREATE, an_announcement(special_reference="attempt-1a"))

    assert (answer.status_code, list(answer.json())) == (400, ["special_reference"])
    assert Order.objects.count() == 1


def test_a_repeated_reference_can_be_let_through(settings: Settings) -> None:
    settings.SANDBOX = {**settings.SANDBOX, "strict": {"unique_reference": False}}
    an_intention(special_reference="attempt-1a")
    an_intention(special_reference="attempt-1a")
    assert Order.objects.count() == 2


@pytest.mark.parametrize("name", ["notification_url", "redirection_url"])
@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://shop.test:81/hook/",
        "https://shop.test/hook/",
        "http://shop.test@evil.test/",
        "http://shop.test.evil.test/",
        "http://evil.test/http://shop.test/",
    ],
)
def test_an_address_elsewhere_is_refused(name: str, url: str) -> None:
    answer = with_secret_key().post(CREATE, an_announcement(**{name: url}))
    assert (answer.status_code, list(answer.json())) == (400, [name])
    assert not Order.objects.exists()


def test_an_update_changes_what_it_names() -> None:
    made = an_intention(payment_methods=[CARD])

    answer = with_secret_key().put(
        f"{CREATE}{made['client_secret']}",
        {
            "accept_order_id": made["intention_order_id"],
            "amount": 200,
            "items": [{"name": "Less", "amount": 200}],
            "payment_methods": [WALLET],
            "special_reference": "second-attempt",
        },
    )

    changed = answer.json()
    assert answer.status_code == 200
    assert changed["intention_detail"]["amount"] == 200
    assert changed["intention_detail"]["billing_data"]["first_name"] == "Mona"
    assert [key["integration"] for key in changed["payment_keys"]] == [WALLET]
    assert changed["client_secret"] == made["client_secret"]
    order = Order.objects.get()
    assert (order.amount_cents, order.merchant_order_id) == (200, "second-attempt")


def test_keys_from_before_an_update_open_nothing() -> None:
    made = an_intention(payment_methods=[CARD])
    with_secret_key().put(
        f"{CREATE}{made['client_secret']}", {"accept_order_id": made["intention_order_id"]}
    )
    body = {
        "source": {"identifier": "x", "subtype": "TOKEN"},
        "payment_token": made["payment_keys"][0]["key"],
    }
    assert Api("").post(f"{PAYMOB}/api/acceptance/payments/pay", body).status_code == 401


def test_an_update_needs_the_order() -> None:
    made = an_intention()
    path = f"{CREATE}{made['client_secret']}"

    missing = with_secret_key().put(path, {"amount": 1})
    wrong = with_secret_key().put(path, {"accept_order_id": 1})

    assert (missing.status_code, missing.json()) == (400, {"accept_order_id": REQUIRED})
    assert (wrong.status_code, list(wrong.json())) == (400, ["accept_order_id"])


def test_an_update_keeps_amount_and_items_together() -> None:
    made = an_intention()
    answer = with_secret_key().put(
        f"{CREATE}{made['client_secret']}",
        {"accept_order_id": made["intention_order_id"], "amount": 5},
    )
    assert (answer.status_code, answer.json()["code"]) == (406, "unmatched_item_prices")


def test_a_paid_intention_stays_as_it_is() -> None:
    paid = a_payment()
    secret = paid.payment_key.intention.client_secret  # type: ignore[union-attr]
    answer = with_secret_key().put(f"{CREATE}{secret}", {"accept_order_id": paid.order_id})
    assert answer.status_code == 400


def test_an_unknown_client_secret_is_404() -> None:
    answer = with_secret_key().put(f"{CREATE}egy_csk_test_none", {"accept_order_id": 1})
    assert answer.status_code == 404


def test_the_checkout_retrieves_an_intention_without_a_key() -> None:
    made = an_intention()
    public = checkout_url(made).split("publicKey=")[1].split("&")[0]

    right = Api("").get(f"{CREATE}element/{public}/{made['client_secret']}/")
    wrong = Api("").get(f"{CREATE}element/egy_pk_test_wrong/{made['client_secret']}/")

    assert (right.status_code, right.json()) == (200, made)
    assert wrong.status_code == 404


def test_a_paid_intention_is_confirmed() -> None:
    made = an_intention(payment_methods=[CARD])
    api = Api("")
    api.client.post(checkout_url(made), a_card_form())
    public = checkout_url(made).split("publicKey=")[1].split("&")[0]
    shown = api.get(f"{CREATE}element/{public}/{made['client_secret']}/").json()
    assert shown["confirmed"] is True


def test_a_wrong_method_is_405() -> None:
    answer = with_secret_key().get(CREATE)
    assert (answer.status_code, answer.json()) == (405, {"detail": 'Method "GET" not allowed.'})


def test_a_bad_api_key_is_403() -> None:
    answer = Api("").post(f"{PAYMOB}/api/auth/tokens", {"api_key": "wrong"})
    assert (answer.status_code, answer.json()) == (403, {"detail": "incorrect credentials"})


def test_a_bearer_token_lets_in_for_an_hour() -> None:
    from sandbox.tests.shop import control

    api = with_bearer()
    path = f"{PAYMOB}/api/acceptance/transactions"
    assert api.get(path).status_code == 200

    control("advance", seconds=3601)

    assert api.get(path).status_code == 401


def test_a_notification_url_may_have_a_query() -> None:
    assert an_intention(notification_url=f"{HOOK}?shop=1")["object"] == "paymentintention"
