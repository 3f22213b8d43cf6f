"""The nightly count, and the look at withdrawals."""

from dataclasses import fields
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction
from rest_framework.test import APIClient

from core.problems import InvalidTransition
from custom_auth.models import User
from custom_auth.tests.builders import a_seller, a_staff_member
from orders.models import OrderEvent
from orders.tests.builders import an_order
from payment import rules, tasks
from payment.actions import fraud
from payment.models import FraudCheck, FraudThreshold
from payment.models import fraud as names
from payment.tests.builders import a_paid_order
from wallet.actions import payouts
from wallet.actions.payouts import Destination
from wallet.errors import NeedsAnother
from wallet.models import LedgerCheck, Payout, PayoutRules
from wallet.models import payouts as payout_names
from wallet.tests.builders import book, some_earnings

HERE = Destination("bank", "x", "EG380019000500000000263180002")


def now() -> datetime:
    return datetime.now(UTC)


def part(api: APIClient) -> dict[str, object]:
    parts = {row["name"]: row for row in api.get("/health/ready/").json()["parts"]}
    found: dict[str, object] = parts["ledger"]
    return found


@pytest.mark.django_db
def test_every_night_everything_is_derived_anew(api: APIClient) -> None:
    a_paid_order()
    assert part(api) == {"name": "ledger", "status": "ok", "required": False}

    tasks.check_ledger(0)

    assert (LedgerCheck.objects.get().found, LedgerCheck.objects.get().words) == (0, [])
    assert part(api)["status"] == "ok"


@pytest.mark.django_db
def test_what_disagrees_is_shown_and_keeps_nobody_from_buying(api: APIClient) -> None:
    a_paid_order()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE wallet_wallet DISABLE TRIGGER wallet_balances_kept")
        cursor.execute("UPDATE wallet_wallet SET pending = pending + 1")

    tasks.check_ledger(0)

    check = LedgerCheck.objects.get()
    assert check.found == 1
    assert check.words[0].startswith("wallet ")
    answer = api.get("/health/ready/")
    assert (answer.status_code, part(api)["status"]) == (200, "failing")


@pytest.mark.django_db
def test_a_check_of_long_ago_says_nothing(api: APIClient) -> None:
    LedgerCheck.objects.create(found=0, milliseconds=1, created_at=now() - timedelta(hours=37))
    assert part(api)["status"] == "failing"


def a_withdrawal(
    seller: User | None = None, amount: str = "500.00", where: Destination = HERE
) -> Payout:
    seller = seller or a_seller()
    book(some_earnings(seller.pk, amount, reference=f"earned:{seller.pk}:{amount}"))
    with transaction.atomic():
        payout = payouts.ask(seller, Decimal(amount), where, now=now())
        fraud.score_payouts(now=now())
    payout.refresh_from_db()
    return payout


@pytest.mark.django_db
def test_an_ordinary_withdrawal_is_looked_at_and_goes_on() -> None:
    payout = a_withdrawal()

    assert (payout.status, payout.fraud_score, payout.fraud_reasons) == ("requested", 0, [])
    assert payout.scored_at is not None


@pytest.mark.django_db
def test_a_withdrawal_to_another_sellers_account_is_held_and_says_why() -> None:
    a_withdrawal()

    payout = a_withdrawal(amount="400.00")

    assert (payout.status, payout.fraud_score) == ("held", 60)
    assert payout.fraud_reasons == [
        {"code": "shared_destination", "points": 60, "words": "حساب يستخدمه بائع آخر"}
    ]
    assert payout.events.get(to_status="held").note == "حساب يستخدمه بائع آخر"
    with transaction.atomic():
        approved = payouts.approve(payout, by=a_staff_member("finance"), now=now())
    assert approved.status == "approved"


@pytest.mark.django_db
def test_a_new_sellers_large_withdrawal_is_held_and_thresholds_are_data() -> None:
    held = a_withdrawal(amount="6000.00")
    FraudThreshold.objects.create(name="high_value", value=Decimal(7000))
    where = Destination("bank", "x", "EG800002000156789012345180002")

    free = a_withdrawal(amount="6000.01", where=where)

    assert held.status == "held"
    assert [finding["code"] for finding in held.fraud_reasons] == [
        "new_destination_high_value",
        "young_seller_high_value",
    ]
    assert free.status == "requested"


@pytest.mark.django_db
def test_a_large_withdrawal_needs_two_people() -> None:
    PayoutRules.objects.create(two_people_from=Decimal(300))
    payout = a_withdrawal(amount="300.00")
    first, second = a_staff_member("finance"), a_staff_member("finance")

    with transaction.atomic():
        assert payouts.approve(payout, by=first, now=now()).status == "requested"
    with pytest.raises(NeedsAnother), transaction.atomic():
        payouts.approve(payout, by=first, now=now())
    with transaction.atomic():
        assert payouts.approve(payout, by=second, now=now()).status == "approved"


@pytest.mark.django_db
@pytest.mark.parametrize("first", [fraud.cancel, fraud.release])
@pytest.mark.parametrize("second", [fraud.cancel, fraud.release])
def test_a_held_order_is_decided_once(first: Any, second: Any) -> None:
    order = an_order()
    check = FraudCheck.objects.create(order=order, score=80, findings=[], signals={}, is_held=True)
    as_another_saw_it = FraudCheck.objects.get(pk=check.pk)
    with transaction.atomic():
        first(check, by=a_staff_member("support"), now=now())
    decided = FraudCheck.objects.values("decision", "decided_by").get()

    with pytest.raises(InvalidTransition), transaction.atomic():
        second(as_another_saw_it, by=a_staff_member("finance"), now=now())

    assert FraudCheck.objects.values("decision", "decided_by").get() == decided
    assert OrderEvent.objects.filter(order=order, code="cleared").count() == (
        1 if first is fraud.release else 0
    )


def test_whatever_the_rules_find_know_and_go_by_has_a_name() -> None:
    worst = rules.Signals(
        amount=Decimal(9000),
        is_cash=True,
        account_age=timedelta(),
        is_email_verified=False,
        is_phone_verified=False,
        orders_last_hour=99,
        orders_last_day=99,
        cards_last_week=99,
        declines_last_day=99,
        refusals_at_door=99,
        deliveries=0,
        is_new_address=True,
        names_differ=True,
    )
    worst_payout = rules.PayoutSignals(
        amount=Decimal(9000),
        account_age=timedelta(),
        is_new_destination=True,
        is_others_destination=True,
        largest_before=Decimal(1),
        asked_last_day=99,
        open_disputes=99,
        password_age=timedelta(),
    )

    assert {one.code for one in rules.findings(worst, {})} == set(names.FINDINGS)
    assert {one.code for one in rules.payout_findings(worst_payout, {})} == set(
        payout_names.FINDINGS
    )
    assert {field.name for field in fields(rules.Signals)} == set(names.SIGNALS)
    assert set(rules.DEFAULTS) == set(dict(names.THRESHOLDS))
