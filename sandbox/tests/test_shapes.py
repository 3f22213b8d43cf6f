"""The sandbox's objects have exactly the keys of recorded ones, and values of the same kinds."""

import json
from typing import Any

import pytest
from django.test import Client

from sandbox.models import Transaction
from sandbox.paymob import shapes
from sandbox.tests.builders import (
    CARD,
    KIOSK,
    WALLET,
    a_payment,
    an_announcement,
    an_intention,
    checkout_url,
    latest,
)
from sandbox.tests.shop import PAYMOB, Shop, with_secret_key
from sandbox.tests.test_signatures import RECORDED

pytestmark = pytest.mark.django_db

SAMPLE = json.loads(RECORDED.read_text(encoding="utf-8"))


def keys(value: Any) -> Any:
    """Give the keys of an object and of the objects in it."""
    if isinstance(value, dict):
        return {name: keys(entry) for name, entry in value.items() if name != "extra"}
    return ...


def kinds(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: kinds(entry) for name, entry in value.items() if name != "extra"}
    return {"int": "number", "float": "number"}.get(type(value).__name__, type(value).__name__)


def shown(transaction: Transaction) -> dict[str, Any]:
    """Give the processed callback as it goes over the wire."""
    body: dict[str, Any] = json.loads(json.dumps(shapes.processed_callback(transaction)))
    return body


def test_a_card_callback_has_the_recorded_keys_and_kinds() -> None:
    body = shown(a_payment())

    assert keys(body) == keys(SAMPLE)
    assert kinds(body) == kinds(SAMPLE)
    assert repr(body["obj"]["data"]["amount"]) == "124950.0"
    assert body["obj"]["data"]["migs_order"]["amount"] == 1249.5


@pytest.mark.parametrize(
    ("integration", "form", "klass"),
    [
        (WALLET, {"method": "wallet", "phone": "01010101010"}, "WalletPayment"),
        (KIOSK, {"method": "kiosk"}, "CAGGPayment"),
    ],
)
def test_other_methods_differ_only_in_source_and_data(
    integration: int, form: dict[str, str], klass: str
) -> None:
    made = an_intention(payment_methods=[integration])
    Client().post(checkout_url(made), form)

    body = shown(latest(made))

    assert body["obj"].keys() == SAMPLE["obj"].keys()
    assert body["obj"]["order"].keys() == SAMPLE["obj"]["order"].keys()
    assert body["obj"]["data"]["klass"] == klass


def test_a_refund_has_the_same_keys_and_no_claims() -> None:
    paid = a_payment()
    answer = with_secret_key().post(
        f"{PAYMOB}/api/acceptance/void_refund/refund",
        {"transaction_id": paid.pk, "amount_cents": 100},
    )

    child = answer.json()

    assert child.keys() == SAMPLE["obj"].keys()
    assert child["payment_key_claims"] is None
    assert child["data"].keys() == SAMPLE["obj"]["data"].keys()


def test_times_are_cairos_and_carry_no_zone() -> None:
    paid = a_payment()
    obj = shown(paid)["obj"]
    assert len(obj["created_at"]) == len("2026-09-01T14:05:22.123456")
    assert obj["created_at"][11:13] != obj["data"]["created_at"][11:13]


def test_an_intention_answers_with_what_was_sent() -> None:
    body = an_announcement(payment_methods=[CARD, WALLET])
    answer = with_secret_key().post(f"{PAYMOB}/v1/intention/", body)

    made = answer.json()

    assert made.keys() == {
        "payment_keys",
        "redirection_url",
        "intention_order_id",
        "id",
        "intention_detail",
        "client_secret",
        "payment_methods",
        "special_reference",
        "extras",
        "confirmed",
        "status",
        "created",
        "card_detail",
        "card_tokens",
        "object",
    }
    assert made["id"].startswith("pi_test_")
    assert made["client_secret"].startswith("egy_csk_test_")
    assert (made["status"], made["object"], made["confirmed"]) == (
        "intended",
        "paymentintention",
        False,
    )
    assert made["extras"]["creation_extras"] == {
        "payment": "17",
        "merchant_order_id": body["special_reference"],
    }
    assert [key["integration"] for key in made["payment_keys"]] == [CARD, WALLET]
    assert made["payment_keys"][0]["order_id"] == made["intention_order_id"]
    assert made["payment_methods"][0].keys() == {
        "integration_id",
        "alias",
        "name",
        "method_type",
        "currency",
        "live",
        "use_cvc_with_moto",
    }
    assert made["intention_detail"]["billing_data"].keys() == set(shapes.BILLING)
    assert answer.headers["X-Paymob-Request-ID"]


def test_a_redirect_has_the_documented_keys(shop: Shop) -> None:
    query = shapes.redirect_query(a_payment())
    documented = (
        "id pending amount_cents success is_auth is_capture is_standalone_payment is_voided "
        "is_refunded is_3d_secure integration_id profile_id has_parent_transaction order "
        "created_at currency merchant_order_id merchant_commission discount_details is_void "
        "is_refund error_occured refunded_amount_cents captured_amount updated_at is_settled "
        "bill_balanced is_bill owner data.message source_data.type source_data.pan "
        "source_data.sub_type acq_response_code txn_response_code hmac"
    )
    assert query.keys() == set(documented.split())
    assert all(isinstance(value, str) for value in query.values())
