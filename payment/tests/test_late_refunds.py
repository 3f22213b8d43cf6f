"""Refunds of which two processes learn different things: whoever is late changes nothing."""

from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from payment.actions import audit, refunds
from payment.gateways.paymob import RefundPending
from payment.models import Refund
from payment.tests.builders import Bank, a_refund_due

pytestmark = pytest.mark.django_db


def now() -> datetime:
    return datetime.now(UTC)


class Interrupted(Bank):
    """A gateway at which something happens between its finding an answer and our reading it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.meanwhile: dict[str, Callable[[], object]] = {}

    def _let_happen(self, name: str) -> None:
        self.meanwhile.pop(name, lambda: None)()

    def transaction(self, transaction_id: int) -> dict[str, Any] | None:
        found = deepcopy(super().transaction(transaction_id))
        self._let_happen("transaction")
        return found

    def latest_of_order(self, order_id: int) -> dict[str, Any] | None:
        self._let_happen("latest")
        return super().latest_of_order(order_id)

    def refund(self, *, transaction_id: int, amount: Decimal) -> dict[str, Any]:
        self._let_happen("refund")
        return super().refund(transaction_id=transaction_id, amount=amount)


def an_unanswered_refund(bank: Bank) -> Refund:
    a_refund_due(bank)
    refunds.send_waiting(bank, clock=now)
    return Refund.objects.get()


def booked_by_another(asked: Refund) -> None:
    with transaction.atomic():
        refunds.settle(asked.pk, transaction_id="77", now=now())


def given_back(bank: Bank) -> int:
    return sum(row["refunded_amount_cents"] for row in bank.transactions.values())


def test_who_learns_late_that_a_refund_was_not_made_does_not_undo_what_others_booked() -> None:
    bank = Interrupted(refund_answer="silent and not done")
    asked = an_unanswered_refund(bank)
    bank.meanwhile["latest"] = lambda: bank.meanwhile.update(
        transaction=lambda: booked_by_another(asked)
    )

    refunds.send_waiting(bank, clock=lambda: now() + timedelta(hours=1))

    assert bank.meanwhile == {}
    assert Refund.objects.get().status == "done"
    assert audit.discrepancies() == []


def test_who_learns_late_that_a_refund_was_refused_does_not_undo_what_others_booked() -> None:
    bank = Interrupted(refund_answer="refused")
    asked = a_refund_due(bank)
    bank.meanwhile["refund"] = lambda: booked_by_another(asked)

    refunds.send_waiting(bank, clock=now)

    assert Refund.objects.get().status == "done"


def test_who_learns_late_of_one_sending_says_nothing_of_the_next() -> None:
    bank = Interrupted(refund_answer="silent and not done")
    asked = an_unanswered_refund(bank)
    hour = timedelta(hours=1)

    def send_anew() -> None:
        refunds.send_waiting(bank, clock=lambda: now() + hour)
        refunds.send_waiting(bank, clock=lambda: now() + 2 * hour)

    bank.meanwhile["transaction"] = send_anew
    refunds.send_waiting(bank, clock=lambda: now() + hour)

    refund_now = Refund.objects.get(pk=asked.pk)
    assert (refund_now.status, refund_now.attempts) == ("unknown", 2)


def test_a_refund_that_is_decided_between_two_questions_is_not_sent_again() -> None:
    bank = Interrupted(refund_answer="silent and not done")
    asked = an_unanswered_refund(bank)
    bank.refund_answer = "pending"
    with suppress(RefundPending):
        bank.refund(transaction_id=int(asked.taken_from), amount=asked.amount)
    child = max(bank.transactions)
    bank.meanwhile["latest"] = lambda: bank.decide(child, success=True)
    bank.refund_answer = "done"

    for hours in (1, 2, 3):
        refunds.send_waiting(bank, clock=lambda h=hours: now() + timedelta(hours=h))  # type: ignore[misc]

    assert given_back(bank) == 5000
    assert Refund.objects.get().status == "done"
    assert audit.discrepancies() == []


def test_a_process_that_stood_still_before_it_sent_a_refund_does_not_send_it_any_more() -> None:
    bank = Bank()
    a_refund_due(bank)
    began = now()

    def clock() -> datetime:
        was_marked = Refund.objects.get().status == "sending"
        return began + timedelta(minutes=10 if was_marked else 0)

    refunds.send_waiting(bank, clock=clock)

    assert (given_back(bank), Refund.objects.get().status) == (0, "sending")
    for hours in (1, 2):
        refunds.send_waiting(bank, clock=lambda h=hours: began + timedelta(hours=h))  # type: ignore[misc]
    assert (given_back(bank), Refund.objects.get().status) == (5000, "done")
