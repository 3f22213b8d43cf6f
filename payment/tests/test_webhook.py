"""What the gateway sends us: believed as far as it is signed, taken down once, applied once."""

import json
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection, transaction
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from core.tests.races import at_once
from orders.models import Order
from orders.rules.states import Method
from orders.tests.builders import an_order
from payment import rules
from payment.actions import audit, callbacks, reconcile
from payment.gateways import paymob
from payment.models import Attempt, GatewayCallback, GatewayTransaction, Payment, PaymentMethod
from payment.tests.builders import Bank, a_card_payment, signature_of
from products.tests.builders import a_product
from wallet.models import LedgerEntry

RECORDED = Path(__file__).parents[2] / "sandbox" / "tests" / "recorded" / "processed_callback.json"
URL = "/api/payments/webhooks/paymob/"
SECRET = "sandbox-hmac-secret"

# The vectors of the gateway's documents, by what differs from the recorded callback.
V1 = (
    "12c6fc2daf14aab87473a7ed633d3699b8e2d383d51eed3f600ad3f71160da5c"
    "bf58974dea4da1e558eef104fe36ace51067aea3a992755f8098aafc787a703b"
)
NOT_SECURE = {"is_3d_secure": False}
VECTORS: dict[str, tuple[dict[str, Any], str]] = {
    "card paid": ({}, V1),
    "card declined": (
        {
            "id": 190000002,
            "order": {"id": 210000002},
            "success": False,
            "source_data": {"pan": "1111", "type": "card", "sub_type": "Visa"},
        },
        "daf706886654621f2721c7a82d63c557d2487a3099a52f427e69b175ed27d477"
        "22e607e7fa6cd0515c9ea428d64eb928d5da7ac338bf67e83a3523cea5475743",
    ),
    "card refunded": (
        {"is_refunded": True},
        "497f62e73d6b9a8114020bc925f8ab86e2e0abae03092a561c9e53e02b122f3e"
        "ab0d6b0e3181df7ae8cc69f8c853596fce0223997b2c7fd2bed84ab145a4f93d",
    ),
    "kiosk waiting": (
        {
            **NOT_SECURE,
            "id": 190000003,
            "integration_id": 4000003,
            "order": {"id": 210000003},
            "pending": True,
            "success": False,
            "source_data": {"pan": None, "type": "aggregator", "sub_type": "AGGREGATOR"},
        },
        "abd4c4aee62862f93fd00352084136ab69a516a6198bf346f18420d1ee38c6e3"
        "48f4800bfc0b35e157c50affd9386a0b3ac620f0e41d1bcb01822943219c63d2",
    ),
    "wallet paid": (
        {
            **NOT_SECURE,
            "id": 190000004,
            "integration_id": 4000002,
            "order": {"id": 210000004},
            "source_data": {"pan": "01010101010", "type": "wallet", "sub_type": "wallet"},
        },
        "ae52ebd984f03a022412e9a99d54a3f8502ad030fb43522469db93b097254e2d"
        "5a049677f5ee2385b5034cdabffb74784d4e037243173ffab9cc8f22ddcc828d",
    ),
    "refund's child": (
        {
            **NOT_SECURE,
            "id": 190000005,
            "amount_cents": 24950,
            "created_at": "2026-09-02T09:00:00.000001",
            "has_parent_transaction": True,
            "is_standalone_payment": False,
        },
        "4b094fcba823a5b07a5233f54fc0b8b0eba5974f03e73ea9c0244325df4121a5"
        "916b8abc1b707b5876c76f6a6ad25e842ff4f25b4564556be8561a60995dfc63",
    ),
}
CARD_TOKEN: dict[str, Any] = {
    "id": 5000001,
    "token": "0123456789abcdef" * 3 + "01234567",
    "masked_pan": "xxxx-xxxx-xxxx-2346",
    "merchant_id": 300001,
    "card_subtype": "MasterCard",
    "created_at": "2026-09-01T14:05:23.654321",
    "email": "buyer@example.com",
    "order_id": "210000001",
    "user_added": False,
}
V6 = (
    "1c99d182012566bb10aef275ca285d198c3133d3e7ea71a8ba46254f82eb305b"
    "5596236e4e7b2f88b3937195203766561a5b2a435cd7eb2293f84ec9c25dfe1e"
)


@pytest.fixture(autouse=True)
def _secret(settings: Settings) -> None:
    settings.PAYMOB = {**settings.PAYMOB, "hmac_secret": SECRET}


def now() -> datetime:
    return datetime.now(UTC)


def recorded(**changes: Any) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(RECORDED.read_text())
    body["obj"] |= changes
    return body


def send(api: APIClient, body: Any, signature: str) -> Any:
    return api.post(f"{URL}?hmac={signature}", body, format="json")


def a_callback(made: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """Give a transaction as the gateway sends it, and its signature."""
    return {"type": "TRANSACTION", "obj": made}, signature_of(made)


@pytest.mark.django_db
@pytest.mark.parametrize("name", VECTORS)
def test_the_published_vectors_are_signed(api: APIClient, name: str) -> None:
    changes, signature = VECTORS[name]

    answer = send(api, recorded(**changes), signature)

    assert (answer.status_code, answer.json()) == (200, {"received": True})
    assert GatewayCallback.objects.get().applied_at is None


@pytest.mark.django_db
def test_a_cards_token_is_signed_and_kept_encrypted(api: APIClient) -> None:
    _, attempt = a_card_payment()
    attempt.gateway_order_id = 210000001
    attempt.save()

    answer = send(api, {"type": "TOKEN", "obj": CARD_TOKEN}, V6)
    callbacks.apply_waiting(clock=now)

    assert answer.status_code == 200
    assert CARD_TOKEN["token"] not in json.dumps(GatewayCallback.objects.get().body)
    kept = PaymentMethod.objects.get()
    assert kept.details == {"brand": "MasterCard", "masked": "xxxx-2346"}
    assert kept.token == CARD_TOKEN["token"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT token FROM payment_paymentmethod")
        assert CARD_TOKEN["token"] not in cursor.fetchone()[0]


@pytest.mark.django_db
@pytest.mark.parametrize("field", paymob.SIGNED)
def test_whatever_is_signed_cannot_be_changed(api: APIClient, field: str) -> None:
    body = recorded()
    holder, *rest = field.split(".")
    place = body["obj"][holder] if rest else body["obj"]
    name = rest[0] if rest else holder
    place[name] = (not place[name]) if isinstance(place[name], bool) else f"{place[name]}1"

    answer = send(api, body, V1)

    assert (answer.status_code, answer.json()["code"]) == (403, "bad_signature")
    assert GatewayCallback.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("signature", ["", "0" * 128, V1.upper(), V1[:-1], "ü"])
def test_a_forged_signature_leaves_no_trace(api: APIClient, signature: str) -> None:
    answer = send(api, recorded(), signature)

    assert (answer.status_code, answer.json()["code"]) == (403, "bad_signature")
    assert GatewayCallback.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    "body", [[], "x", None, {}, {"type": "TRANSACTION"}, {"type": "OTHER", "obj": {"id": 1}}]
)
def test_what_is_no_callback_is_not_signed(api: APIClient, body: object) -> None:
    answer = send(api, body, V1)

    assert answer.status_code in {400, 403}
    assert GatewayCallback.objects.count() == 0


@pytest.mark.django_db
def test_where_no_secret_is_set_nothing_is_signed(api: APIClient, settings: Settings) -> None:
    """An empty secret is known to everybody."""
    settings.PAYMOB = {**settings.PAYMOB, "hmac_secret": ""}
    made = Bank().pay(a_card_payment()[1])
    signature = signature_of(made)

    answer = send(api, {"type": "TRANSACTION", "obj": made}, signature)

    assert (answer.status_code, answer.json()["code"]) == (403, "bad_signature")
    assert GatewayCallback.objects.count() == 0


@pytest.mark.django_db
def test_a_callback_is_answered_before_it_is_applied(api: APIClient) -> None:
    bank = Bank()
    payment, attempt = a_card_payment(bank=bank)

    answer = send(api, *a_callback(bank.pay(attempt)))

    assert answer.status_code == 200
    assert Payment.objects.get().status == "pending"
    assert callbacks.apply_waiting(clock=now) == 1
    payment.refresh_from_db()
    assert payment.status == "completed"
    assert GatewayCallback.objects.get().outcome == "applied"


@pytest.mark.django_db
def test_our_reference_is_not_signed_and_so_not_believed(api: APIClient) -> None:
    """Somebody pays an order of their own and writes another one's reference beside it."""
    bank = Bank()
    _, victim = a_card_payment(bank=bank)
    Attempt.objects.filter(pk=victim.pk).update(gateway_order_id=None, ask_at=None)
    made = deepcopy(bank.pay(a_card_payment(bank=bank)[1]))
    made["order"] = {"id": 219999999, "merchant_order_id": victim.reference}
    body, signature = a_callback(made)

    send(api, body, signature)
    callbacks.apply_waiting(clock=now)

    assert GatewayTransaction.objects.count() == 0
    assert not Order.objects.filter(payment_status=True).exists()
    victim.refresh_from_db()
    assert victim.ask_at is not None
    reconcile.ask_about_open(bank, clock=now)
    assert not Order.objects.filter(payment_status=True).exists()


@pytest.mark.django_db
def test_an_intention_whose_answer_was_lost_is_found_by_asking(api: APIClient) -> None:
    bank = Bank()
    payment, attempt = a_card_payment(bank=bank)
    made = bank.pay(attempt)
    Attempt.objects.filter(pk=attempt.pk).update(gateway_order_id=None, status="unknown")

    send(api, *a_callback(made))
    callbacks.apply_waiting(clock=now)
    reconcile.ask_about_open(bank, clock=now)

    payment.refresh_from_db()
    assert payment.status == "completed"
    assert audit.discrepancies() == []


@pytest.mark.django_db
def test_a_card_number_written_beside_the_signature_is_not_kept(api: APIClient) -> None:
    bank = Bank()
    made = bank.pay(a_card_payment(bank=bank)[1])
    signature = signature_of(made)
    made["extra"] = {"note": "4111 1111 1111 1111", "plain": 4111111111111111}

    answer = send(api, {"type": "TRANSACTION", "obj": made}, signature)

    assert answer.status_code == 200
    assert "1111 1111" not in json.dumps(GatewayCallback.objects.get().body)
    assert "11111111" not in json.dumps(GatewayCallback.objects.get().body)


@pytest.mark.django_db
def test_a_callback_that_cannot_be_applied_keeps_no_other_waiting(api: APIClient) -> None:
    bank = Bank()
    payment, attempt = a_card_payment(bank=bank)
    broken = {**bank.pay(attempt), "amount_cents": 10**17}
    send(api, *a_callback(broken))
    send(api, *a_callback(bank.pay(attempt)))

    callbacks.apply_waiting(clock=now)

    payment.refresh_from_db()
    assert payment.status == "completed"
    waiting = GatewayCallback.objects.get(applied_at__isnull=True)
    assert waiting.attempts == 1
    for hours in range(1, 10):
        later = now() + timedelta(hours=hours)
        callbacks.apply_waiting(clock=lambda moment=later: moment)  # type: ignore[misc]
    waiting.refresh_from_db()
    assert waiting.outcome == "given up; the reconciliation will ask"


@pytest.mark.race
@pytest.mark.usefixtures("own_database")
def test_a_hundred_identical_callbacks_at_once_and_an_older_one_have_one_effect(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    taken: list[rules.Told] = []
    real = callbacks.take

    def noted(told: rules.Told, *, now: datetime) -> str:
        taken.append(told)
        return real(told, now=now)

    monkeypatch.setattr(callbacks, "take", noted)
    bank = Bank()
    payment, attempt = a_card_payment(
        an_order(lines=[(a_product(price="280"), 1)], method=Method.CREDIT_CARD), bank=bank
    )
    older, paid = bank.pay(attempt, success=False), bank.pay(attempt)
    body, signature = a_callback(paid)
    old_body, old_signature = a_callback(older)

    def act(number: int) -> int:
        if number == 50:
            send(APIClient(), old_body, old_signature)
        answer = send(APIClient(), body, signature)
        callbacks.apply_waiting(clock=now)
        return int(answer.status_code)

    # As many at once as the database has room for; each sends five times.
    got = at_once(20, lambda number: [act(5 * number + n) for n in range(5)])

    assert got == [[200] * 5] * 20
    callbacks.apply_waiting(clock=now)
    assert GatewayCallback.objects.count() == len(taken) == 2
    assert LedgerEntry.objects.filter(reference=f"payment:{payment.pk}").count() == 1
    assert LedgerEntry.objects.count() == 1
    payment.refresh_from_db()
    assert (payment.status, payment.failure) == ("completed", "")
    assert audit.discrepancies() == []


@pytest.mark.race
@pytest.mark.usefixtures("own_database")
def test_a_hundred_of_the_same_word_taken_in_at_once_pay_once() -> None:
    """Past the table of callbacks: the locks alone."""
    bank = Bank()
    _, attempt = a_card_payment(bank=bank)
    told = rules.told(bank.pay(attempt))

    def act(_number: int) -> list[str]:
        outcomes = []
        for _ in range(5):
            with transaction.atomic():
                outcomes.append(callbacks.take(told, now=now()))
        return outcomes

    got = at_once(20, act)

    outcomes = [outcome for found in got for outcome in found]
    assert sorted(outcomes) == ["applied", *["paid"] * 99]
    assert LedgerEntry.objects.count() == 1
    assert django_settings.DATABASES["default"]["NAME"].endswith("_own")
    assert audit.discrepancies() == []
