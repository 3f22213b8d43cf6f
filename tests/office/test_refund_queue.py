"""Refunds that wait for a person are finished by one, once, and the books agree."""

from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from payment.actions import audit, by_hand, erasure, refunds
from payment.errors import NotByHand
from payment.models import Refund
from payment.tests.builders import Bank, a_refund_due
from tests.office.signing import browser_of
from tests.office.test_queues import a_colleague, decide, decisions, said
from wallet.actions import ledger
from wallet.models import Wallet
from wallet.rules import Account

pytestmark = pytest.mark.django_db


def now() -> datetime:
    return datetime.now(UTC)


def a_failed_refund() -> Refund:
    due = a_refund_due(Bank())
    Refund.objects.filter(pk=due.pk).update(
        status="failed", attempts=6, error="insufficient balance"
    )
    return Refund.objects.get(pk=due.pk)


def finance() -> Client:
    return browser_of(a_colleague("finance"))


def is_shown(client: Client, refund: Refund) -> bool:
    page = client.get(reverse("admin:queue", args=["refunds"]))
    return f"/refunds/{refund.pk}/" in page.content.decode()


def test_what_the_bank_transferred_is_booked_there_and_waits_no_longer() -> None:
    refund, client = a_failed_refund(), finance()
    assert is_shown(client, refund)
    assert erasure.is_busy(refund.payment.user)

    answer = decide(client, "refunds", refund.pk, "transferred", reference="CIB-2026-77")

    refund.refresh_from_db()
    assert said(answer) == ["Done: The bank has transferred it."]
    assert (refund.status, refund.transaction_id) == ("done", "CIB-2026-77")
    assert ledger.house_balance(Account.BANK) == refund.amount
    assert ledger.house_balance(Account.REFUNDS_DUE) == 0
    assert not is_shown(client, refund)
    assert not erasure.is_busy(refund.payment.user)
    assert decisions().get().action == "refunds.transferred"
    assert audit.discrepancies() == []


def test_what_is_given_as_credit_lands_in_the_wallet_once() -> None:
    refund, client = a_failed_refund(), finance()

    for _ in range(2):
        decide(client, "refunds", refund.pk, "credit")

    assert Wallet.objects.get(pk=refund.payment.user_id).credit == refund.amount
    assert Refund.objects.get().status == "done"
    assert audit.discrepancies() == []


def test_a_refund_that_failed_is_sent_to_the_gateway_again() -> None:
    bank = Bank(refund_answer="refused")
    refund = a_refund_due(bank)
    refunds.send_waiting(bank, clock=now)
    Refund.objects.filter(pk=refund.pk).update(status="failed")
    bank.refund_answer = "done"

    decide(finance(), "refunds", refund.pk, "again")
    refunds.send_waiting(bank, clock=now)

    refund.refresh_from_db()
    assert (refund.status, refund.attempts, refund.error) == ("done", 1, "")
    assert sum(row["refunded_amount_cents"] for row in bank.transactions.values()) == 5000
    assert audit.discrepancies() == []


def test_a_refund_that_is_done_is_not_made_by_hand_besides() -> None:
    refund = a_failed_refund()
    with transaction.atomic():
        refunds.settle(refund.pk, transaction_id="5", now=now())

    decide(finance(), "refunds", refund.pk, "transferred", reference="CIB-1")
    for act in (by_hand.send_again, by_hand.turn_into_credit):
        with pytest.raises(NotByHand), transaction.atomic():
            act(refund, now=now())

    refund.refresh_from_db()
    assert (refund.status, refund.transaction_id) == ("done", "5")
    assert ledger.house_balance(Account.BANK) == 0


def test_a_bank_transfer_has_no_gateway_to_be_sent_to() -> None:
    refund = a_failed_refund()
    Refund.objects.filter(pk=refund.pk).update(status="manual", taken_from="")

    page = finance().get(reverse("admin:queue_item", args=["refunds", refund.pk]))

    assert [verb.name for verb, _form in page.context["choices"]] == ["transferred", "credit"]
