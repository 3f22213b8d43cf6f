"""Many at once: on one wallet, on one payment, on one payout."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from core.partners import PartnerSilent, PartnerUnreachable
from core.tests.races import at_once
from custom_auth.tests.builders import a_seller, a_staff_member, a_user, signed_in
from orders.models import Order
from orders.rules.states import Method
from orders.tests.builders import an_order
from payment.actions import audit, payouts, refunds
from payment.gateways.paymob_payouts import Answer, Fate
from payment.models import Payment, Refund
from payment.tests.builders import Bank, a_deposit, a_paid_order, top_up
from products.tests.builders import a_product
from wallet.actions import payouts as withdrawals
from wallet.actions.payouts import Destination
from wallet.models import LedgerEntry, Payout, Wallet
from wallet.tests.builders import book, some_earnings

pytestmark = [pytest.mark.race, pytest.mark.usefixtures("own_database")]


def now() -> datetime:
    return datetime.now(UTC)


def test_forty_spends_and_refunds_at_once_on_one_wallet() -> None:
    """Money for 12 of 20 orders, and 20 refunds of earlier ones coming in meanwhile."""
    buyer, piece = a_user(), a_product(price="100", stock=100)
    top_up(buyer, "3000")
    earlier = [an_order(buyer, [(piece, 1)], method=Method.WALLET) for _ in range(20)]
    for order in earlier:
        pay(buyer, order)
    wanted = [an_order(buyer, [(piece, 1)], method=Method.WALLET) for _ in range(20)]
    top_up(buyer, "1800")
    before = Wallet.objects.get(pk=buyer.pk).balance
    assert before == Decimal("1800.00")
    staff = a_staff_member("finance")
    payments = [Payment.objects.get(order=order).pk for order in earlier]

    def act(number: int) -> tuple[str, int, str]:
        if number % 2:
            body = {"payment": payments[number // 2], "amount": "10.00", "reason": "x"}
            answer = signed_in(staff).post("/api/payments/refund/", body, format="json")
            return "refund", answer.status_code, answer.json().get("code", "")
        answer = pay(buyer, wanted[number // 2])
        return "spend", answer.status_code, answer.json().get("code", "")

    got = at_once(40, act)

    counted = Counter(got)
    spent = counted["spend", 201, ""]
    assert counted["refund", 201, ""] == 20, counted
    assert spent + counted["spend", 409, "insufficient_funds"] == 20, counted
    # 1 800 and what of 200 had come back by then: each order is 150.
    assert spent in {12, 13}
    wallet = Wallet.objects.get(pk=buyer.pk)
    assert wallet.balance == before + 20 * 10 - spent * 150
    assert Order.objects.filter(pk__in=[o.pk for o in wanted], payment_status=True).count() == spent
    assert audit.discrepancies() == []


def pay(buyer: Any, order: Order) -> Any:
    body = {"order": order.pk, "method": "wallet"}
    return signed_in(buyer).post("/api/payments/process/", body, format="json")


def test_refunds_asked_for_at_once_never_exceed_the_payment() -> None:
    bank = Bank()
    order = a_paid_order(
        an_order(lines=[(a_product(price="100"), 1)], method=Method.CREDIT_CARD), bank=bank
    )
    payment = Payment.objects.get(order=order)
    staff = a_staff_member("finance")

    def act(_number: int) -> int:
        body = {"payment": payment.pk, "amount": "40.00", "reason": "x"}
        answer = signed_in(staff).post("/api/payments/refund/", body, format="json")
        return int(answer.status_code)

    got = at_once(12, act)

    assert sorted(got) == [201] * 3 + [409] * 9
    # 100 and 50 for the way.
    assert Order.objects.get(pk=order.pk).refunded == Decimal("120.00")
    assert audit.discrepancies() == []


def test_parts_of_a_deposit_asked_for_at_once_never_exceed_it() -> None:
    """The wallet holds much more than that: what is left of the deposit is the one limit."""
    payment = a_deposit(Bank())
    top_up(payment.user, "5000")
    staff = [a_staff_member("finance") for _ in range(10)]
    body = {"payment": payment.pk, "amount": f"{payment.amount / 3 + 1:.2f}", "reason": "x"}

    def act(number: int) -> tuple[int, str]:
        answer = signed_in(staff[number]).post("/api/payments/refund/", body, format="json")
        return answer.status_code, answer.json().get("code", "")

    got = Counter(at_once(10, act))

    assert got == {(201, ""): 2, (409, "refund_exceeds_payment"): 8}
    given = 2 * Decimal(body["amount"])
    assert Payment.objects.get(pk=payment.pk).refunded == given
    assert Wallet.objects.get(pk=payment.user_id).credit == 5000 + payment.amount - given
    assert audit.discrepancies() == []


def test_a_refund_sent_again_under_its_key_at_once_is_one_refund() -> None:
    order = a_paid_order()
    payment = Payment.objects.get(order=order)
    api = signed_in(a_staff_member("finance"))
    body = {"payment": payment.pk, "amount": "10.00", "reason": "x"}

    def act(_number: int) -> tuple[int, str]:
        answer = api.post(
            "/api/payments/refund/", body, format="json", HTTP_IDEMPOTENCY_KEY="one refund"
        )
        return answer.status_code, answer.json().get("code", "")

    got = at_once(10, act)

    assert set(got) <= {(201, ""), (409, "idempotency_in_progress")}
    assert LedgerEntry.objects.filter(kind="refund").count() == 1
    again = api.post(
        "/api/payments/refund/", body, format="json", HTTP_IDEMPOTENCY_KEY="one refund"
    )
    assert (again.status_code, again.headers["Idempotent-Replayed"]) == (201, "true")
    assert Order.objects.get(pk=order.pk).refunded == Decimal("10.00")


def test_workers_that_send_the_same_refund_at_once_send_it_once() -> None:
    bank = Bank(refund_answer="silent but done")
    order = a_paid_order(bank=bank)
    payment = Payment.objects.get(order=order)
    api = signed_in(a_staff_member("finance"))
    for _ in range(2):
        body = {"payment": payment.pk, "amount": "10.00", "reason": "x"}
        api.post("/api/payments/refund/", body, format="json")
    with transaction.atomic():
        refunds.collect(now=now())

    at_once(6, lambda _number: refunds.send_waiting(bank, clock=now))

    children = [row for row in bank.transactions.values() if row.get("is_refund")]
    # Whoever finds out that the first was done may send the second; nothing is sent twice.
    sent = Refund.objects.exclude(status="due").count()
    assert len(children) == sent >= 1
    assert Refund.objects.filter(status="unknown").count() <= 1
    bank.refund_answer = "done"
    for hours in range(1, 9):
        later = now() + timedelta(hours=hours)
        refunds.send_waiting(bank, clock=lambda moment=later: moment)  # type: ignore[misc]
    assert set(Refund.objects.values_list("status", flat=True)) == {"done"}
    assert sum(row["refunded_amount_cents"] for row in bank.transactions.values()) == 2000
    assert audit.discrepancies() == []


class Counting:
    """A payouts partner that counts what it was asked to send, and does not always answer."""

    def __init__(self, fate: Fate | None) -> None:
        self.fate = fate
        self.sent: list[str] = []

    def send(self, destination: Destination, amount: Decimal, *, reference: str) -> Answer:
        self.sent.append(reference)
        if self.fate is None:
            raise PartnerSilent("timed out")
        return Answer(self.fate, reference, Decimal("2.00"), "")

    def find(self, transaction_id: str, *, reference: str) -> Answer | None:
        return Answer(Fate.PAID, reference, Decimal("2.00"), "")


def an_approved_payout(amount: str = "500.00") -> Payout:
    seller = a_seller()
    book(some_earnings(seller.pk, amount, reference=f"earned:{seller.pk}"))
    where = Destination("bank", "x", "EG380019000500000000263180002")
    with transaction.atomic():
        known_since = now() - timedelta(days=2)
        payout = withdrawals.ask(seller, Decimal(amount), where, now=now(), known_since=known_since)
        return withdrawals.approve(payout, by=a_staff_member("finance"), now=now())


def test_a_payout_is_sent_once_by_however_many_workers() -> None:
    payout = an_approved_payout()
    partner = Counting(Fate.PAID)

    at_once(8, lambda _number: payouts.send_approved(partner, clock=now))

    assert partner.sent == [f"payout:{payout.pk}"]
    payout.refresh_from_db()
    assert payout.status == "paid"
    assert LedgerEntry.objects.filter(reference=f"paid:payout:{payout.pk}").count() == 1


def test_answers_that_come_at_once_settle_a_payout_once() -> None:
    payout = an_approved_payout()
    partner = Counting(Fate.UNKNOWN)
    payouts.send_approved(partner, clock=now)

    at_once(8, lambda _number: payouts.ask_about_sent(partner, clock=now))

    payout.refresh_from_db()
    assert (payout.status, payout.fee) == ("paid", Decimal("2.00"))
    assert LedgerEntry.objects.filter(reference=f"paid:payout:{payout.pk}").count() == 1
    assert partner.sent == [f"payout:{payout.pk}"]
    assert audit.discrepancies() == []


def test_withdrawals_asked_for_at_once_never_take_more_than_there_is() -> None:
    seller = a_seller()
    book(some_earnings(seller.pk, "1000.00"))
    where = Destination("bank", "x", "EG380019000500000000263180002")

    def act(_number: int) -> Payout:
        with transaction.atomic():
            return withdrawals.ask(seller, Decimal(300), where, now=now())

    got = at_once(8, act)

    assert sum(isinstance(one, Payout) for one in got) == 3
    wallet = Wallet.objects.get(pk=seller.pk)
    assert (wallet.earnings, wallet.payout) == (Decimal("100.00"), Decimal("900.00"))
    assert audit.discrepancies() == []


class Few(Counting):
    """A payouts partner that answers two questions a minute, and has not decided on most."""

    def __init__(self, decided: str) -> None:
        super().__init__(Fate.SENT)
        self.decided, self.left = decided, 2

    def find(self, transaction_id: str, *, reference: str) -> Answer | None:
        if not self.left:
            raise PartnerUnreachable("asked too often")
        self.left -= 1
        fate = Fate.PAID if reference == self.decided else Fate.SENT
        return Answer(fate, reference, Decimal("2.00"), "")


def test_payouts_that_wait_for_long_keep_none_from_being_asked_about() -> None:
    waiting = [an_approved_payout() for _ in range(5)]
    partner = Few(f"payout:{waiting[-1].pk}")
    payouts.send_approved(partner, clock=now)

    for _ in range(3):
        partner.left = 2
        payouts.ask_about_sent(partner, clock=now)

    assert [Payout.objects.get(pk=one.pk).status for one in waiting] == [*["sent"] * 4, "paid"]
