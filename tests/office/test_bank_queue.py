"""Payouts at the bank, from the queue: the file, what became of them; and returns taken up in time."""

import csv
import io
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from custom_auth.tests.builders import a_seller
from orders.actions import returns
from orders.models import OrderItem, Return
from orders.rules.returns import Reason
from orders.rules.states import ParcelStatus
from orders.tests.builders import an_order
from tests.office.signing import browser_of
from tests.office.test_queues import a_colleague, a_dispute, a_payout, decide, decisions, said
from wallet.actions import payouts
from wallet.models import LedgerEntry, Payout, Wallet
from wallet.rules import PayoutStatus
from wallet.tests.builders import book, some_earnings

pytestmark = pytest.mark.django_db
QUEUE = "/admin/queues/bank/"


def an_approved_payout(amount: str = "500.00") -> Payout:
    payout = a_payout(amount)
    with transaction.atomic():
        return payouts.approve(payout, by=a_colleague("finance"), now=datetime.now(UTC))


def file_of(answer: Any) -> list[dict[str, str]]:
    text = answer.content.decode()
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def sends_to_bank(client: Client, which: str = "") -> Any:
    return client.post(QUEUE, {"which": which})


def test_approved_payouts_go_into_one_file_once() -> None:
    first, second = an_approved_payout("500.00"), an_approved_payout("720.50")
    waiting = a_payout("300.00")
    person = a_colleague("finance")
    client = browser_of(person)

    answer = sends_to_bank(client)

    rows = file_of(answer)
    assert {int(row["payout_id"]): row["amount"] for row in rows} == {
        first.pk: "500.00",
        second.pk: "720.50",
    }
    assert rows[0]["account"] == "EG380019000500000000263180002"
    for payout in (first, second, waiting):
        payout.refresh_from_db()
    assert (first.status, second.status, waiting.status) == ("sent", "sent", "requested")
    assert f'filename="{first.batch}.csv"' in answer.headers["Content-Disposition"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert decisions().get(action="payouts.bank-file").after == {"file": f"{first.batch}.csv"}

    again = sends_to_bank(client)
    assert again.status_code == 200
    assert again.headers["Content-Type"].startswith("text/html")
    assert decisions().filter(action="payouts.bank-file").count() == 1


def test_a_payout_to_a_new_destination_rests_and_says_until_when() -> None:
    payout = an_approved_payout()
    Payout.objects.update(rests_until=datetime(2099, 5, 17, 9, 30, tzinfo=UTC))
    client = browser_of(a_colleague("finance"))

    refused = sends_to_bank(client)

    payout.refresh_from_db()
    assert (payout.status, payout.batch) == ("approved", "")
    assert refused.headers["Content-Type"].startswith("text/html")
    for address in (QUEUE, f"{QUEUE}{payout.pk}/"):
        page = client.get(address, headers={"Accept-Language": "en"}).content.decode()
        assert "2099-05-17 12:30" in page


def test_the_bank_reads_a_phone_as_it_is_dialled() -> None:
    now, seller = datetime.now(UTC), a_seller()
    book(some_earnings(seller.pk, "300.00"))
    to = payouts.Destination("mobile_wallet", "Hoda", "+201023456789")
    with transaction.atomic():
        known_since = now - timedelta(days=2)
        payout = payouts.ask(seller, Decimal("300.00"), to, now=now, known_since=known_since)
        payouts.approve(payout, by=a_colleague("finance"), now=now)

    (row,) = file_of(sends_to_bank(browser_of(a_colleague("finance"))))

    assert row["account"] == "01023456789"


def test_a_file_that_was_lost_is_made_again_as_it_was() -> None:
    payout = an_approved_payout()
    client = browser_of(a_colleague("finance"))
    first = sends_to_bank(client)
    payout.refresh_from_db()
    later = an_approved_payout()

    again = sends_to_bank(client, payout.batch)

    assert again.content == first.content
    later.refresh_from_db()
    assert later.status == "approved"
    assert sends_to_bank(client, "bank-of-somebody").headers["Content-Type"].startswith("text/html")


def test_what_the_bank_paid_is_booked_with_its_fee() -> None:
    payout = an_approved_payout()
    person = a_colleague("finance")
    client = browser_of(person)
    sends_to_bank(client)

    decide(client, "bank", payout.pk, "paid", fee="3.50")

    payout.refresh_from_db()
    assert (payout.status, payout.fee) == ("paid", Decimal("3.50"))
    assert Wallet.objects.get(pk=payout.user_id).payout == 0
    assert LedgerEntry.objects.filter(reference=f"paid:payout:{payout.pk}").count() == 1
    assert decisions().get(action="bank.paid").by == person


def test_what_the_bank_sent_back_returns_to_the_seller() -> None:
    payout = an_approved_payout()
    client = browser_of(a_colleague("finance"))
    sends_to_bank(client)

    decide(client, "bank", payout.pk, "returned", reason="الحساب مغلق")

    payout.refresh_from_db()
    wallet = Wallet.objects.get(pk=payout.user_id)
    assert (payout.status, payout.reason) == ("failed", "الحساب مغلق")
    assert (wallet.earnings, wallet.payout) == (Decimal("500.00"), 0)


@pytest.mark.parametrize("status", ["requested", "approved", "partner", "paid"])
def test_a_payout_that_is_in_no_file_is_not_settled_by_hand(status: str) -> None:
    payout = a_payout("500.00") if status == "requested" else an_approved_payout()
    if status in {"partner", "paid"}:
        with transaction.atomic():
            payout = payouts.move(Payout.objects.locked().get(pk=payout.pk), PayoutStatus.SENDING)
    if status == "paid":
        with transaction.atomic():
            payouts.settle(payout, now=datetime.now(UTC))
    payout.refresh_from_db()
    before = payout.status

    for verb, written in (("paid", {"fee": "0"}), ("returned", {"reason": "no"})):
        decide(browser_of(a_colleague("finance")), "bank", payout.pk, verb, **written)

    payout.refresh_from_db()
    assert payout.status == before
    assert not decisions().filter(action__startswith="bank.").exists()


@pytest.mark.parametrize("role", ["support", "moderator"])
def test_others_get_no_bank_file(role: str) -> None:
    payout = an_approved_payout()

    answer = sends_to_bank(browser_of(a_colleague(role)))

    payout.refresh_from_db()
    assert (answer.status_code, payout.status) == (403, "approved")


# --- returns under way --------------------------------------------------------------------------
def a_return() -> Return:
    order = an_order(status=ParcelStatus.DELIVERED)
    with transaction.atomic():
        return returns.ask(
            order,
            [returns.Wanted(OrderItem.objects.get(order=order).pk, 1)],
            reason=Reason.DEFECTIVE,
            details="Broken",
            photos=[],
            now=datetime.now(UTC),
        )


def test_a_return_is_taken_up_before_its_time_is_over() -> None:
    asked, disputed = a_return(), a_dispute()
    client = browser_of(a_colleague("support"))
    page = client.get(reverse("admin:queue", args=["returns"])).content.decode()
    assert f"/returns/{asked.pk}/" in page
    assert f"/returns/{disputed.pk}/" not in page

    decide(client, "returns", asked.pk, "take-up", reason="المشتري اتصل بنا")

    asked.refresh_from_db()
    assert asked.status == "disputed"
    assert decisions().get(action="returns.take-up").reason == "المشتري اتصل بنا"


def test_a_dispute_is_not_taken_up_again() -> None:
    disputed = a_dispute()

    answer = decide(
        browser_of(a_colleague("support")), "returns", disputed.pk, "take-up", reason="x"
    )

    disputed.refresh_from_db()
    assert disputed.status == "disputed"
    assert said(answer) != []
    assert not decisions().filter(action="returns.take-up").exists()
