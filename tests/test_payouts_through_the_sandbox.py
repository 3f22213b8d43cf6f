"""Payouts through the partner, which is the sandbox's: its answers get lost, its callbacks come twice,
forged and late, and no payout is ever sent a second time."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import httpx2
import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from core.partners import PartnerSilent
from core.problems import InvalidTransition
from custom_auth.models import User
from custom_auth.tests.builders import a_seller, a_staff_member
from payment.actions import audit, payouts
from payment.gateways.paymob_payouts import PaymobPayouts
from sandbox import deliveries
from sandbox.configuration import configuration
from sandbox.models import Disbursement
from tests.test_two_seller_journey import answered_here
from wallet.actions import payouts as withdrawals
from wallet.actions.payouts import Destination
from wallet.models import Payout, Wallet
from wallet.tests.builders import book, some_earnings

pytestmark = pytest.mark.django_db

HERE = "http://shop.test"
HOOK = "/api/payments/webhooks/paymob-payouts/"
KEY = "a-long-secret-of-ours"
TO_WALLET = Destination("mobile_wallet", "منى عادل", "+201023456789")
TO_INSTAPAY = Destination("instapay", "منى عادل", "mona@instapay")
TO_BANK = Destination("bank", "منى عادل", "EG380019000500000000263180002")


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def partner(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[PaymobPayouts]:
    """Have shop and partner call each other without a network."""
    given = configuration()
    settings.PAYMOB_PAYOUTS = {
        "base_url": f"{HERE}/sandbox/paymob/payouts/api/secure/",
        "client_id": given.payouts_client_id,
        "client_secret": given.payouts_client_secret,
        "username": given.payouts_username,
        "password": given.payouts_password,
        "callback_key": KEY,
    }
    settings.SANDBOX = {
        **settings.SANDBOX,
        "allowed_origins": [HERE],
        "payouts_callback_url": f"{HERE}{HOOK}?key={KEY}",
    }
    cache.clear()
    wire = httpx2.MockTransport(answered_here)
    monkeypatch.setattr(deliveries, "client", lambda: httpx2.Client(transport=wire))
    speaking = PaymobPayouts(wire)
    yield speaking
    speaking.partner.client.close()


def approved(
    destination: Destination = TO_WALLET,
    amount: str = "400.00",
    *,
    known_since: datetime | None = None,
) -> Payout:
    seller: User = a_seller()
    known_since = known_since or now() - timedelta(days=2)
    book(some_earnings(seller.pk, amount, f"earned:{seller.pk}"))
    with transaction.atomic():
        asked = withdrawals.ask(
            seller, Decimal(amount), destination, now=now(), known_since=known_since
        )
        return withdrawals.approve(asked, by=a_staff_member("finance"), now=now())


def control(verb: str, **given: Any) -> None:
    answer = APIClient().post(f"/sandbox/paymob/control/api/{verb}/", given, format="json")
    assert answer.status_code == 200, answer.content


def callbacks_arrive() -> None:
    while deliveries.deliver_due():
        pass


def decided(payout: Payout, status: str) -> None:
    """Have the bank decide, and the partner say so."""
    made = Disbursement.objects.get()
    control("decide_payout", payout=str(made.transaction_id), status=status)
    callbacks_arrive()


def fresh(payout: Payout) -> Payout:
    return Payout.objects.get(pk=payout.pk)


def assert_clean() -> None:
    assert [str(found) for found in audit.discrepancies()] == []


def test_what_the_partner_cannot_take_waits_for_the_banks_file(partner: PaymobPayouts) -> None:
    payout, other = approved(TO_INSTAPAY), approved()

    assert payouts.send_approved(partner, clock=now) == 1

    assert (fresh(payout).status, fresh(other).status) == ("approved", "paid")
    assert Disbursement.objects.count() == 1
    assert_clean()


def test_a_destination_that_rests_is_sent_nothing_and_keeps_nobody_else_waiting(
    partner: PaymobPayouts,
) -> None:
    for number in range(payouts.BATCH):
        to = Destination("mobile_wallet", "x", f"+2010234500{number:02}")
        approved(to, known_since=now())
    other = approved()
    resting = Payout.objects.exclude(pk=other.pk)

    assert payouts.send_approved(partner, clock=now) == 1

    assert (fresh(other).status, resting.filter(status="approved").count()) == ("paid", 10)
    with transaction.atomic(), pytest.raises(InvalidTransition):
        payouts.export(list(resting), batch="bank-1", by=a_staff_member("finance"), now=now())
    tomorrow = now() + timedelta(hours=25)
    assert payouts.send_approved(partner, clock=lambda: tomorrow) == 10
    assert_clean()


def test_a_wallet_is_paid_at_once(partner: PaymobPayouts) -> None:
    payout = approved()

    assert payouts.send_approved(partner, clock=now) == 1

    assert (fresh(payout).status, fresh(payout).fee) == ("paid", Decimal("2.28"))
    assert Disbursement.objects.get().amount == Decimal("400.00")
    assert_clean()


def test_a_bank_takes_its_time_and_its_callback_has_us_ask(partner: PaymobPayouts) -> None:
    payout = approved(TO_BANK)
    payouts.send_approved(partner, clock=now)
    assert fresh(payout).status == "sent"

    decided(payout, "success")
    told_at = fresh(payout).told_at
    still = fresh(payout).status
    payouts.ask_about_sent(partner, clock=now)

    assert (told_at is not None, still) == (
        True,
        "sent",
    )  # what it says is asked about, not believed
    assert (fresh(payout).status, fresh(payout).told_at) == ("paid", None)
    assert_clean()


def test_money_that_the_bank_sent_back_returns_to_its_owner(partner: PaymobPayouts) -> None:
    payout = approved(TO_BANK)
    payouts.send_approved(partner, clock=now)
    decided(payout, "success")
    payouts.ask_about_sent(partner, clock=now)

    decided(payout, "returned")
    payouts.ask_about_sent(partner, clock=now)

    assert fresh(payout).status == "failed"
    wallet = Wallet.objects.get(pk=payout.user_id)
    assert (wallet.earnings, wallet.payout) == (Decimal("400.00"), 0)
    assert_clean()


@pytest.mark.parametrize("destination", [TO_WALLET, TO_BANK], ids=["wallet", "bank"])
def test_an_answer_that_is_lost_never_pays_twice(
    partner: PaymobPayouts, monkeypatch: pytest.MonkeyPatch, destination: Destination
) -> None:
    payout = approved(destination)
    call = partner.partner.call

    def lost(method: str, path: str, **options: Any) -> Any:
        answer = call(method, path, **options)
        if path == "disburse/":
            raise PartnerSilent("the answer was lost")
        return answer

    monkeypatch.setattr(partner.partner, "call", lost)
    payouts.send_approved(partner, clock=now)
    assert (fresh(payout).status, fresh(payout).partner_reference) == ("unknown", "")

    for _ in range(3):
        payouts.send_approved(partner, clock=now)
    if destination is TO_BANK:
        # It never told us its name for it: the callback is known by ours.
        decided(payout, "success")
        assert fresh(payout).told_at is not None
    payouts.ask_about_sent(partner, clock=now)
    payouts.send_approved(partner, clock=now)

    assert fresh(payout).status == "paid"
    assert Disbursement.objects.count() == 1
    assert_clean()


def test_callbacks_that_come_many_times_have_one_effect(partner: PaymobPayouts) -> None:
    payout = approved(TO_BANK)
    payouts.send_approved(partner, clock=now)
    body = {"transaction_id": fresh(payout).partner_reference, "disbursement_status": "success"}
    decided(payout, "success")

    for _ in range(20):
        assert Client().post(f"{HOOK}?key={KEY}", body, "application/json").status_code == 200
        payouts.ask_about_sent(partner, clock=now)

    assert fresh(payout).status == "paid"
    assert fresh(payout).events.filter(to_status="paid").count() == 1
    assert_clean()


def test_what_a_callback_claims_is_not_believed(partner: PaymobPayouts) -> None:
    payout = approved(TO_BANK)
    payouts.send_approved(partner, clock=now)
    claimed = {"transaction_id": fresh(payout).partner_reference, "disbursement_status": "failed"}

    answer = Client().post(f"{HOOK}?key={KEY}", claimed, "application/json")
    payouts.ask_about_sent(partner, clock=now)

    assert answer.status_code == 200
    assert fresh(payout).status == "sent"
    assert_clean()


@pytest.mark.parametrize("query", ["", "?key=", "?key=wrong", "?key=%D9%A1"])
def test_who_does_not_know_the_key_is_not_heard(partner: PaymobPayouts, query: str) -> None:
    payout = approved(TO_BANK)
    payouts.send_approved(partner, clock=now)
    body = {"transaction_id": fresh(payout).partner_reference}

    answer = Client().post(f"{HOOK}{query}", body, "application/json")

    assert (answer.status_code, answer.json()["code"]) == (403, "bad_signature")
    assert fresh(payout).told_at is None


def test_without_a_key_of_ours_nobody_is_heard(partner: PaymobPayouts, settings: Settings) -> None:
    settings.PAYMOB_PAYOUTS = {**settings.PAYMOB_PAYOUTS, "callback_key": ""}

    assert Client().post(f"{HOOK}?key=", {}, "application/json").status_code == 403


@pytest.mark.parametrize(
    "body",
    [b"[]", b'"x"', b"null", b'{"transaction_id": {"a": 1}}', b'{"transaction_id": "x"}', b"{}"],
)
def test_a_callback_of_any_shape_is_answered(partner: PaymobPayouts, body: bytes) -> None:
    approved(TO_BANK)

    answer = Client().post(f"{HOOK}?key={KEY}", body, "application/json")

    assert answer.status_code == 200
    assert not Payout.objects.filter(told_at__isnull=False).exists()


def test_a_partner_that_does_not_let_us_in_was_not_asked_to_pay(
    partner: PaymobPayouts, monkeypatch: pytest.MonkeyPatch
) -> None:
    payout = approved()

    def silent(method: str, path: str, **options: Any) -> Any:
        raise PartnerSilent("timed out")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(partner.partner, "call", silent)
        assert payouts.send_approved(partner, clock=now) == 0
    assert (fresh(payout).status, fresh(payout).sent_at) == ("approved", None)

    payouts.send_approved(partner, clock=now)
    assert fresh(payout).status == "paid"
    assert_clean()
