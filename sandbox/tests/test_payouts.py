"""Payouts: prose, 200 for failures, banks that take their time, and no idempotency."""

import base64
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from sandbox import deliveries
from sandbox.configuration import configuration
from sandbox.models import Disbursement, State
from sandbox.tests.shop import (
    HOOK,
    PAYOUTS,
    Api,
    Shop,
    control,
    payouts_grant,
    with_bearer,
    with_payouts_token,
)

pytestmark = pytest.mark.django_db

WALLET = {"issuer": "vodafone", "amount": 100, "msisdn": "01023456789"}
BANK = {
    "issuer": "bank_card",
    "amount": "150.50",
    "full_name": "Mona Adel",
    "bank_card_number": "1111-2222-3333-4444",
    "bank_code": "CIB",
    "bank_transaction_type": "cash_transfer",
}


def disburse(body: dict[str, Any], **changes: Any) -> Any:
    wanted = {name: value for name, value in {**body, **changes}.items() if value is not None}
    return with_payouts_token().post(f"{PAYOUTS}/disburse/", wanted)


def inquire(ids: list[str], *, bank: bool = False) -> Any:
    body = {"transactions_ids_list": ids, "bank_transactions": bank}
    return with_payouts_token().get(f"{PAYOUTS}/transaction/inquire/", body)


def budget() -> Decimal:
    return State.current().budget


def test_a_wallet_is_paid_at_once() -> None:
    reference = str(uuid4())

    answer = disburse(WALLET, client_reference_id=reference)

    paid = answer.json()
    assert answer.status_code == 200
    assert (paid["disbursement_status"], paid["status_code"]) == ("success", "200")
    assert (paid["msisdn"], paid["amount"]) == ("01023456789", 100.0)
    assert paid["client_reference_id"] == reference
    assert (paid["fees"], paid["vat"], paid["aman_cashing_details"]) == (2.0, 0.28, None)
    assert paid["created_at"][10] == " "
    assert budget() == Decimal("99897.72")
    assert inquire([paid["transaction_id"]]).json()["results"] == [paid]


@pytest.mark.parametrize(
    ("issuer", "phone"),
    [("etisalat", "01123456789"), ("orange", "01223456789"), ("bank_wallet", "01123416789")],
)
def test_the_published_numbers_succeed(issuer: str, phone: str) -> None:
    paid = disburse(WALLET, issuer=issuer, msisdn=phone, full_name="Mona Adel").json()
    assert paid["disbursement_status"] == "success"


def test_the_recipient_can_bear_the_fees() -> None:
    disburse(WALLET, customer_bears_fees=True)
    assert budget() == Decimal("99900.00")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"issuer": None}, "issuer"),
        ({"issuer": "aman"}, "issuer"),
        ({"amount": None}, "amount"),
        ({"amount": "0.5"}, "amount"),
        ({"amount": 10.123}, "amount"),
        ({"amount": "lots"}, "amount"),
        ({"amount": 60001}, "amount"),
        ({"msisdn": None}, "msisdn"),
        ({"msisdn": "123"}, "msisdn"),
        ({"issuer": "orange"}, "full_name"),
        ({"issuer": "post", "full_name": "Mona Adel"}, "national_id"),
        ({"client_reference_id": "mine"}, "client_reference_id"),
        ({"client_reference": "x" * 141}, "client_reference"),
    ],
)
def test_a_bad_order_is_answered_with_200_and_a_map(changes: dict[str, Any], field: str) -> None:
    answer = disburse(WALLET, **changes)

    body = answer.json()
    assert (answer.status_code, body["disbursement_status"], body["status_code"]) == (
        200,
        "failed",
        "400",
    )
    assert list(body["status_description"]) == [field]
    assert not Disbursement.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"amount": 4}, "amount"),
        ({"issuer": "instant_bank", "amount": 111}, "amount"),
        ({"bank_card_number": None}, "bank_card_number"),
        ({"bank_card_number": "12"}, "bank_card_number"),
        ({"bank_code": None}, "bank_code"),
        ({"bank_transaction_type": None}, "bank_transaction_type"),
        ({"bank_transaction_type": "gift"}, "bank_transaction_type"),
    ],
)
def test_banks_want_more(changes: dict[str, Any], field: str) -> None:
    assert list(disburse(BANK, **changes).json()["status_description"]) == [field]


@pytest.mark.parametrize(
    ("phone", "code"),
    [
        ("01023456618", "618"),
        ("01023456604", "604"),
        ("01023456583", "583"),
        ("01023456610", "610"),
        ("01023456065", "6065"),
        ("01023456051", "6051"),
        ("01023456501", "501"),
        ("01023490040", "90040"),
    ],
)
def test_some_numbers_fail(phone: str, code: str) -> None:
    failed = disburse(WALLET, msisdn=phone).json()
    assert (failed["disbursement_status"], failed["status_code"]) == ("failed", code)
    assert budget() == Decimal("100000.00")


def test_an_undocumented_code_may_hide_a_success() -> None:
    answer = disburse(WALLET, msisdn="01023459999").json()
    assert (answer["disbursement_status"], answer["status_code"]) == ("failed", "7777")
    found = inquire([answer["transaction_id"]]).json()["results"][0]
    assert (found["disbursement_status"], found["status_code"]) == ("success", "200")
    assert budget() == Decimal("99897.72")


def test_sent_twice_is_paid_twice() -> None:
    reference = str(uuid4())
    first = disburse(WALLET, client_reference_id=reference).json()
    second = disburse(WALLET, client_reference_id=reference).json()
    assert first["transaction_id"] != second["transaction_id"]
    assert budget() == Decimal("99795.44")


def test_beyond_the_budget_the_answer_is_prose() -> None:
    control("switch", budget="102.27")
    refused = disburse(WALLET).json()
    assert (refused["status_code"], refused["disbursement_status"]) == ("400", "failed")
    assert "exceeds you budget limit" in refused["status_description"]
    control("switch", budget="102.28")
    assert disburse(WALLET).json()["disbursement_status"] == "success"
    assert budget() == Decimal("0.00")


def test_a_bank_settles_after_a_day_and_calls_back(shop: Shop) -> None:
    control("switch", payouts_callback_url=HOOK)
    sent = disburse(BANK).json()
    assert (sent["disbursement_status"], sent["status_code"]) == ("pending", "8000")
    assert (sent["amount"], sent["bank_card_number"]) == (150.5, "****4444")
    assert deliveries.deliver_due() == 0

    control("advance", seconds=86_400)

    deliveries.deliver_due()
    told = shop.received[0].body
    assert (told["transaction_id"], told["disbursement_status"]) == (
        sent["transaction_id"],
        "success",
    )
    assert shop.received[0].hmac == ""
    assert inquire([sent["transaction_id"]], bank=True).json()["results"] == [told]


@pytest.mark.parametrize(
    ("account", "status"), [("111122220002", "failed"), ("111122220003", "returned")]
)
def test_a_bank_can_send_it_back(account: str, status: str) -> None:
    sent = disburse(BANK, bank_card_number=account).json()
    control("advance", seconds=86_400)
    found = inquire([sent["transaction_id"]], bank=True).json()["results"][0]
    assert found["disbursement_status"] == status
    assert budget() == Decimal("100000.00")


def test_even_a_success_can_be_returned() -> None:
    sent = disburse(BANK).json()
    payout = sent["transaction_id"]
    assert control("decide_payout", payout=payout, status="success").status_code == 200
    assert control("decide_payout", payout=payout, status="failed").status_code == 400
    assert control("decide_payout", payout=payout, status="returned").status_code == 200
    assert control("decide_payout", payout=payout, status="success").status_code == 400
    assert budget() == Decimal("100000.00")


def test_wallets_never_call_back(shop: Shop) -> None:
    control("switch", payouts_callback_url=HOOK)
    sent = disburse(WALLET).json()
    control("decide_payout", payout=sent["transaction_id"], status="returned")
    assert deliveries.deliver_due() == 0


def test_a_wrong_bank_code_fails_at_once() -> None:
    failed = disburse(BANK, bank_code="NOPE").json()
    assert (failed["disbursement_status"], failed["status_code"]) == ("failed", "8002")


def test_each_side_of_the_inquiry_knows_its_own() -> None:
    wallet = disburse(WALLET).json()["transaction_id"]
    bank = disburse(BANK).json()["transaction_id"]
    of_wallets = inquire([wallet, bank]).json()
    of_banks = inquire([wallet, bank], bank=True).json()
    assert [one["transaction_id"] for one in of_wallets["results"]] == [wallet]
    assert [one["transaction_id"] for one in of_banks["results"]] == [bank]
    assert (of_banks["count"], of_banks["next"], of_banks["previous"]) == (1, None, None)


def test_payouts_are_found_by_the_shops_reference() -> None:
    reference = str(uuid4())
    sent = disburse(BANK, client_reference_id=reference).json()
    body = {"references_list": [reference], "bank_transactions": True}
    found = with_payouts_token().get(f"{PAYOUTS}/transaction/inquire/by-reference/", body)
    assert [one["transaction_id"] for one in found.json()["results"]] == [sent["transaction_id"]]


def test_the_sixth_inquiry_of_a_minute_is_429() -> None:
    api = with_payouts_token()
    path = f"{PAYOUTS}/budget/inquire/"
    statuses = [api.get(path).status_code for _ in range(6)]
    assert statuses == [200] * 5 + [429]
    assert inquire([]).status_code == 200

    control("advance", seconds=60)

    assert api.get(path).json() == {"current_budget": "Your current budget is 100000.00 LE"}


def test_the_inquiry_reads_the_body_of_a_get() -> None:
    api = with_payouts_token()
    path = f"{PAYOUTS}/transaction/inquire/"
    assert api.get(path).status_code == 400
    assert api.get(path, {"transactions_ids_list": ["none"]}).status_code == 400
    assert api.get(path, {"transactions_ids_list": [str(uuid4())]}).json()["count"] == 0


def test_the_client_may_come_as_basic() -> None:
    settings = configuration()
    pair = f"{settings.payouts_client_id}:{settings.payouts_client_secret}".encode()
    answer = Client().post(
        f"{PAYOUTS}/o/token/",
        {
            "grant_type": "password",
            "username": settings.payouts_username,
            "password": settings.payouts_password,
        },
        headers={"authorization": f"Basic {base64.b64encode(pair).decode()}"},
    )
    assert answer.status_code == 200
    assert answer.json().keys() == {
        "access_token",
        "expires_in",
        "token_type",
        "scope",
        "refresh_token",
    }


def test_a_refresh_token_works_once() -> None:
    refresh = payouts_grant()["refresh_token"]
    wanted = {"grant_type": "refresh_token", "refresh_token": refresh}
    assert "access_token" in payouts_grant(**wanted)
    assert payouts_grant(**wanted)["error"] == "invalid_grant"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"password": "wrong"}, "invalid_grant"),
        ({"username": "wrong"}, "invalid_grant"),
        ({"client_id": "wrong"}, "invalid_client"),
        ({"client_secret": "wrong"}, "invalid_client"),
        ({"grant_type": "magic"}, "unsupported_grant_type"),
    ],
)
def test_bad_credentials_get_no_token(changes: dict[str, str], error: str) -> None:
    assert payouts_grant(**changes)["error"] == error


@pytest.mark.parametrize("authorization", ["", "Bearer wrong", "Basic eDp5", "Bearer "])
def test_without_a_token_nothing_is_paid(authorization: str) -> None:
    answer = Api(authorization).post(f"{PAYOUTS}/disburse/", WALLET)
    assert answer.status_code == 401
    assert not Disbursement.objects.exists()


def test_the_gateways_token_is_none_for_payouts() -> None:
    assert with_bearer().post(f"{PAYOUTS}/disburse/", WALLET).status_code == 401


def test_a_rail_can_be_made_to_fail_or_wait() -> None:
    control("fault", kind="decline", target="payouts.disburse")
    assert disburse(WALLET).json()["status_code"] == "501"
    control("fault", kind="pending", target="payouts.disburse")
    assert disburse(WALLET).json()["disbursement_status"] == "pending"
    control("advance", seconds=86_400)
    assert Disbursement.objects.filter(status="success").count() == 1


def test_the_account_number_is_not_kept() -> None:
    disburse(BANK)
    kept = Disbursement.objects.values().get()
    assert kept["account_last_four"] == "4444"
    assert not any("333" in str(value) for value in kept.values())
