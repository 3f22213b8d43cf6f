"""The gateway's signatures against vectors computed elsewhere."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from sandbox.paymob import signatures

SECRET = "sandbox-hmac-secret"
RECORDED = Path(__file__).parent / "recorded" / "processed_callback.json"
PAID = json.loads(RECORDED.read_text(encoding="utf-8"))["obj"]
KIOSK = {"pan": None, "type": "aggregator", "sub_type": "AGGREGATOR"}
WALLET = {"pan": "01010101010", "type": "wallet", "sub_type": "wallet"}

VECTORS: dict[str, tuple[dict[str, Any], str]] = {
    "card paid": (
        {},
        "12c6fc2daf14aab87473a7ed633d3699b8e2d383d51eed3f600ad3f71160da5c"
        "bf58974dea4da1e558eef104fe36ace51067aea3a992755f8098aafc787a703b",
    ),
    "card declined": (
        {
            "id": 190000002,
            "order": 210000002,
            "source_data": {"pan": "1111", "type": "card", "sub_type": "Visa"},
            "success": False,
        },
        "daf706886654621f2721c7a82d63c557d2487a3099a52f427e69b175ed27d477"
        "22e607e7fa6cd0515c9ea428d64eb928d5da7ac338bf67e83a3523cea5475743",
    ),
    "after a refund": (
        {"is_refunded": True},
        "497f62e73d6b9a8114020bc925f8ab86e2e0abae03092a561c9e53e02b122f3e"
        "ab0d6b0e3181df7ae8cc69f8c853596fce0223997b2c7fd2bed84ab145a4f93d",
    ),
    "kiosk waiting": (
        {
            "id": 190000003,
            "order": 210000003,
            "integration_id": 4000003,
            "is_3d_secure": False,
            "source_data": KIOSK,
            "pending": True,
            "success": False,
        },
        "abd4c4aee62862f93fd00352084136ab69a516a6198bf346f18420d1ee38c6e3"
        "48f4800bfc0b35e157c50affd9386a0b3ac620f0e41d1bcb01822943219c63d2",
    ),
    "wallet paid": (
        {
            "id": 190000004,
            "order": 210000004,
            "integration_id": 4000002,
            "is_3d_secure": False,
            "source_data": WALLET,
        },
        "ae52ebd984f03a022412e9a99d54a3f8502ad030fb43522469db93b097254e2d"
        "5a049677f5ee2385b5034cdabffb74784d4e037243173ffab9cc8f22ddcc828d",
    ),
    "refund, the child": (
        {
            "id": 190000005,
            "amount_cents": 24950,
            "created_at": "2026-09-02T09:00:00.000001",
            "has_parent_transaction": True,
            "is_3d_secure": False,
            "is_standalone_payment": False,
        },
        "4b094fcba823a5b07a5233f54fc0b8b0eba5974f03e73ea9c0244325df4121a5"
        "916b8abc1b707b5876c76f6a6ad25e842ff4f25b4564556be8561a60995dfc63",
    ),
}


def a_transaction(changes: dict[str, Any]) -> dict[str, Any]:
    changed: dict[str, Any] = deepcopy(PAID)
    for name, value in changes.items():
        if name == "order":
            changed["order"]["id"] = value
        else:
            changed[name] = value
    return changed


@pytest.mark.parametrize("case", VECTORS)
def test_a_transaction_is_signed_as_the_vectors_say(case: str) -> None:
    changes, expected = VECTORS[case]
    assert signatures.of_transaction(a_transaction(changes), secret=SECRET) == expected


@pytest.mark.parametrize("case", VECTORS)
def test_the_redirect_of_a_transaction_has_its_signature(case: str) -> None:
    changes, expected = VECTORS[case]
    transaction = a_transaction(changes)
    flat = {
        **transaction,
        "order": transaction["order"]["id"],
        "source_data.pan": transaction["source_data"]["pan"],
        "source_data.type": transaction["source_data"]["type"],
        "source_data.sub_type": transaction["source_data"]["sub_type"],
    }
    query = {name: signatures.text(value) for name, value in flat.items()}

    assert signatures.of_redirect(query, secret=SECRET) == expected


def test_a_published_vector_of_another_shop_holds() -> None:
    query = {
        "amount_cents": "111111",
        "created_at": "2025-04-01T17:29:16.967925",
        "currency": "EGP",
        "error_occured": "false",
        "has_parent_transaction": "false",
        "id": "dummy_id",
        "integration_id": "1234",
        "is_3d_secure": "true",
        "is_auth": "false",
        "is_capture": "false",
        "is_refunded": "false",
        "is_standalone_payment": "true",
        "is_voided": "false",
        "order": "123",
        "owner": "12",
        "pending": "false",
        "source_data.pan": "1111",
        "source_data.sub_type": "Visa",
        "source_data.type": "card",
        "success": "true",
    }
    assert signatures.of_redirect(query, secret="dummy_hmac") == (
        "51860052ecc6d9f08ac30a549359019e2eee837913b5673094c242c817ddf57c"
        "055ba5e3e9c0894b1171e62c2d37cd55ff98a46a0e28e1ccf2e4a907e6683aa5"
    )


def test_a_card_token_is_signed_as_the_vector_says() -> None:
    token = {
        "id": 5000001,
        "token": "0123456789abcdef0123456789abcdef0123456789abcdef01234567",
        "masked_pan": "xxxx-xxxx-xxxx-2346",
        "merchant_id": 300001,
        "card_subtype": "MasterCard",
        "created_at": "2026-09-01T14:05:23.654321",
        "email": "buyer@example.com",
        "order_id": "210000001",
        "user_added": False,
    }
    assert signatures.of_card_token(token, secret=SECRET) == (
        "1c99d182012566bb10aef275ca285d198c3133d3e7ea71a8ba46254f82eb305b"
        "5596236e4e7b2f88b3937195203766561a5b2a435cd7eb2293f84ec9c25dfe1e"
    )


def test_a_subscription_is_signed_as_the_vector_says() -> None:
    signed = signatures.of_subscription(
        trigger="Successful Transaction", subscription_id=1264, secret=SECRET
    )
    assert signed == (
        "df242fcd5d02e3681e735661340cab968f2ba76a02dbb932e0a0098fd1bf7881"
        "40d3d4c483ffab17cf9b5373b46e1fa0db30908be3a048f9f95de15cb06c5fff"
    )


def test_a_missing_text_can_be_signed_as_null() -> None:
    waiting = a_transaction(VECTORS["kiosk waiting"][0])
    nothing = signatures.of_transaction(waiting, secret=SECRET)
    null = signatures.of_transaction(waiting, secret=SECRET, null_as="null")
    assert nothing != null
