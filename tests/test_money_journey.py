"""Four stories of money, told to the end: a decline, a lost callback, a refund after the payout, a month of
cash."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from core.transactions import opens_transaction
from custom_auth.models import User
from custom_auth.tests.builders import a_seller, a_staff_member, a_user, signed_in
from orders.actions import parcels, settlement, shipping
from orders.models import Order, Parcel, RemittanceLine
from orders.rules.states import Method, ParcelStatus
from orders.tests.builders import an_order, walk
from payment import rules
from payment.actions import audit, callbacks, payouts, reconcile, refunds
from payment.gateways.paymob_payouts import Answer, Fate
from payment.models import Payment, Refund
from payment.tests.builders import Bank, a_card_payment, a_paid_order
from products.tests.builders import a_product
from wallet.actions import ledger
from wallet.actions import payouts as withdrawals
from wallet.actions.payouts import Destination
from wallet.models import Wallet
from wallet.rules import Account

pytestmark = pytest.mark.django_db


def now() -> datetime:
    return datetime.now(UTC)


def assert_clean() -> None:
    assert [str(found) for found in audit.discrepancies()] == []


def wallet_of(user: User) -> dict[str, Any]:
    shown: dict[str, Any] = signed_in(user).get("/api/wallet/").json()
    return shown


def release(parcel: Parcel) -> None:
    with transaction.atomic():
        _, own = parcels.locked(parcel)
        assert settlement.release(own, now=now() + timedelta(days=60))


def test_a_declined_card_is_followed_by_one_that_pays() -> None:
    bank = Bank()
    payment, attempt = a_card_payment(bank=bank)
    buyer = signed_in(payment.user)

    with transaction.atomic():
        callbacks.take(rules.told(bank.pay(attempt, success=False)), now=now())
    declined = buyer.get(f"/api/payments/{payment.pk}/").json()
    with transaction.atomic():
        callbacks.take(rules.told(bank.pay(attempt)), now=now())
    paid = buyer.get(f"/api/payments/{payment.pk}/").json()

    assert (declined["status"], declined["failure"]) == ("pending", "Do not honour")
    assert (paid["status"], paid["failure"]) == ("completed", "")
    assert buyer.get(f"/api/orders/{payment.order_id}/").json()["payment_status"] is True
    assert_clean()


def test_a_lost_callback_is_healed_by_asking() -> None:
    bank = Bank()
    payment, attempt = a_card_payment(bank=bank)
    bank.pay(attempt)

    assert reconcile.ask_about_open(bank, clock=now) == 0
    later = now() + timedelta(minutes=3)
    assert reconcile.ask_about_open(bank, clock=lambda: later) == 1

    payment.refresh_from_db()
    assert payment.status == "completed"
    assert reconcile.ask_about_open(bank, clock=lambda: later + timedelta(days=1)) == 0
    assert_clean()


def test_money_without_an_order_is_found_and_waits_for_staff() -> None:
    bank = Bank()
    _, attempt = a_card_payment(bank=bank)
    made = bank.pay(attempt)
    made["order"] = {"id": 219999999, "merchant_order_id": "somebody else's"}

    assert reconcile.look_for_strays(bank, clock=now) == 1
    assert reconcile.look_for_strays(bank, clock=now) == 0

    assert ledger.house_balance(Account.UNAPPLIED) == attempt.amount
    assert_clean()


class Sends:
    def send(self, destination: Destination, amount: Decimal, *, reference: str) -> Answer:
        return Answer(Fate.PAID, f"at the partner {reference}", Decimal("2.28"), "")

    def find(self, transaction_id: str, *, reference: str) -> Answer | None:
        return None


def test_a_refund_after_the_payout_is_owed_and_netted_from_later_sales() -> None:
    bank, seller = Bank(), a_seller()
    piece = a_product(seller, price="100", stock=9)
    order = a_paid_order(an_order(lines=[(piece, 2)], method=Method.CREDIT_CARD), bank=bank)
    parcel = walk(order.parcels.get(), ParcelStatus.DELIVERED)
    release(parcel)
    assert wallet_of(seller)["withdrawable"] == "227.20"
    where = Destination("bank", "x", "EG380019000500000000263180002")
    with transaction.atomic():
        known_since = now() - timedelta(days=2)
        asked = withdrawals.ask(
            seller, Decimal("227.20"), where, now=now(), known_since=known_since
        )
        withdrawals.approve(asked, by=a_staff_member("finance"), now=now())
    assert payouts.send_approved(Sends(), clock=now) == 1
    assert wallet_of(seller)["withdrawable"] == "0.00"

    answer = signed_in(a_staff_member("support")).post(
        "/api/payments/refund/",
        {"payment": Payment.objects.get(order=order).pk, "amount": "100.00", "reason": "خدش"},
        format="json",
    )
    opens_transaction(refunds.collect)(now=now())
    refunds.send_waiting(bank, clock=now)

    assert answer.status_code == 201
    assert Refund.objects.get().status == "done"
    assert wallet_of(seller)["debt"] == "88.60"  # 100 − 10 − 1.40
    assert_clean()
    second = a_paid_order(an_order(lines=[(piece, 1)], method=Method.CREDIT_CARD), bank=bank)
    release(walk(second.parcels.get(), ParcelStatus.DELIVERED))
    shown = wallet_of(seller)
    assert (shown["withdrawable"], shown["debt"]) == ("50.00", "0.00")
    assert_clean()


def test_a_month_of_cash_is_paid_out_as_far_as_the_carrier_handed_it_over() -> None:
    seller = a_seller()
    piece = a_product(seller, price="100", stock=50)
    orders: list[Order] = []
    for number in range(6):
        order = an_order(a_user(), [(piece, 1)], options="bosta")
        Parcel.objects.filter(order=order).update(tracking_number=f"7000{number}")
        fate = ParcelStatus.RETURNED if number == 5 else ParcelStatus.DELIVERED
        walk(order.parcels.get(), fate)
        orders.append(order)
    # 100 and 65 for the way, five times; the sixth was refused at the door.
    assert ledger.house_balance(Account.COURIER, "bosta") == Decimal("-825.00")

    rows = [shipping.Collected(f"7000{number}", Decimal("165.00")) for number in range(3)]
    rows += [
        shipping.Collected("70003", Decimal("160.00")),
        shipping.Collected("70005", Decimal("165.00")),
        shipping.Collected("79999", Decimal("165.00")),
        shipping.Collected("70000", Decimal("165.00")),
    ]
    with transaction.atomic():
        shipping.import_remittance(
            "bosta",
            reference="BST-2026-11",
            received_on=date(2026, 11, 30),
            collected=rows,
            fees=Decimal("25.00"),
            by=a_staff_member("finance"),
            now=now(),
        )

    outcomes = list(RemittanceLine.objects.order_by("pk").values_list("outcome", flat=True))
    assert outcomes == [
        "matched",
        "matched",
        "matched",
        "different",
        "undelivered",
        "unknown",
        "repeated",
    ]
    assert ledger.house_balance(Account.COURIER, "bosta") == Decimal("-330.00")
    for order in orders[:3]:
        release(order.parcels.get())
    with transaction.atomic():
        _, unremitted = parcels.locked(orders[4].parcels.get())
        assert not settlement.release(unremitted, now=now() + timedelta(days=60))
    wallet = Wallet.objects.get(pk=seller.pk)
    assert (wallet.earnings, wallet.pending) == (Decimal("265.80"), Decimal("177.20"))
    assert_clean()
