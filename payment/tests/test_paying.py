from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import transaction

from custom_auth.tests.builders import a_staff_member, a_user, signed_in
from orders.actions import parcels, settlement
from orders.models import Order, OrderEvent, Parcel
from orders.rules.states import Method, ParcelStatus
from orders.tests.builders import an_order, walk
from payment import tasks
from payment.actions import audit, callbacks, follow, pay, refunds
from payment.models import Attempt, GatewayCallback, GatewayTransaction, Payment, Refund
from payment.tests.builders import Bank, a_card_payment, a_paid_order, tell_us, top_up
from products.models import Product
from products.tests.builders import a_product
from wallet.actions import ledger
from wallet.models import LedgerEntry, Wallet
from wallet.rules import Account, Entry, Line

pytestmark = pytest.mark.django_db


def now() -> datetime:
    return datetime.now(UTC)


def assert_clean() -> None:
    assert [str(found) for found in audit.discrepancies()] == []


def refund_everything(bank: Bank, *, at: datetime | None = None) -> None:
    """Do what the worker does until nothing is left to do."""
    moment = at or now()
    with transaction.atomic():
        refunds.collect(now=moment)
    refunds.send_waiting(bank, clock=lambda: moment)


def test_a_wallet_pays_an_order_in_one_step() -> None:
    buyer = a_user()
    top_up(buyer, "500")
    order = an_order(buyer, [(a_product(price="280"), 1)], method=Method.WALLET)

    answer = signed_in(buyer).post(
        "/api/payments/process/", {"order": order.pk, "method": "wallet"}, format="json"
    )

    assert answer.status_code == 201, answer.content
    assert answer.json()["payment"]["status"] == "completed"
    assert answer.json()["next_action"]["type"] == "none"
    order.refresh_from_db()
    assert order.payment_status
    assert Wallet.objects.get(pk=buyer.pk).balance == Decimal("170.00")
    seller = order.parcels.get().seller_id
    # 280 less 28.00 commission less 3.92 VAT, and the shipping the seller does itself.
    assert Wallet.objects.get(pk=seller).pending == Decimal("298.08")
    assert_clean()


def test_a_wallet_that_holds_too_little_pays_nothing() -> None:
    buyer = a_user()
    top_up(buyer, "100")
    order = an_order(buyer, method=Method.WALLET)

    answer = signed_in(buyer).post(
        "/api/payments/process/", {"order": order.pk, "method": "wallet"}, format="json"
    )

    assert (answer.status_code, answer.json()["code"]) == (409, "insufficient_funds")
    order.refresh_from_db()
    assert not order.payment_status
    assert Wallet.objects.get(pk=buyer.pk).balance == Decimal("100.00")


def test_a_callback_repeated_has_one_effect() -> None:
    bank = Bank()
    payment, attempt = a_card_payment(bank=bank)
    made = bank.pay(attempt)

    outcomes = [tell_us(made) for _ in range(5)]

    assert outcomes == ["applied", "paid", "paid", "paid", "paid"]
    assert LedgerEntry.objects.filter(kind="sale").count() == 1
    payment.refresh_from_db()
    assert payment.status == "completed"
    assert_clean()


def test_a_decline_before_and_after_changes_nothing_about_success() -> None:
    bank = Bank()
    payment, attempt = a_card_payment(bank=bank)
    declined, paid = bank.pay(attempt, success=False), bank.pay(attempt)

    assert tell_us(declined) == "declined"
    assert tell_us(paid) == "applied"
    assert tell_us(declined) == "declined after it was paid"

    payment.refresh_from_db()
    assert payment.status == "completed"


def test_the_amount_is_the_servers() -> None:
    bank = Bank()
    payment, attempt = a_card_payment(bank=bank)

    outcome = tell_us(bank.pay(attempt, amount=attempt.amount - 1))

    assert outcome == "sent back"
    payment.refresh_from_db()
    assert payment.status == "pending"
    step = OrderEvent.objects.get(order=payment.order, code="refunded")
    assert step.note == f"{attempt.amount - 1:.2f}"
    refund_everything(bank)
    assert Refund.objects.get().status == "done"
    assert ledger.house_balance(Account.UNAPPLIED) == 0
    assert ledger.house_balance(Account.GATEWAY) == 0
    assert_clean()


def test_paying_twice_pays_once_and_the_rest_goes_back() -> None:
    bank = Bank()
    payment, first = a_card_payment(bank=bank)
    order = Order.objects.get(pk=payment.order_id)
    _, second = a_card_payment(order, bank=bank)

    assert tell_us(bank.pay(first)) == "applied"
    assert tell_us(bank.pay(second)) == "sent back"
    refund_everything(bank)

    assert ledger.house_balance(Account.GATEWAY) == -order.total_amount
    assert GatewayTransaction.objects.filter(use="applied").count() == 1
    assert_clean()


def test_a_late_payment_takes_an_expired_order_up_again_while_its_pieces_last() -> None:
    bank = Bank()
    piece = a_product(stock=1)
    order = an_order(lines=[(piece, 1)], method=Method.CREDIT_CARD)
    _, attempt = a_card_payment(order, bank=bank)
    later = now() + timedelta(hours=1)
    with transaction.atomic():
        assert parcels.expire(order, now=later)
    assert Product.objects.get(pk=piece.pk).stock == 1

    outcome = tell_us(bank.pay(attempt), now=later)

    assert outcome == "applied"
    order.refresh_from_db()
    assert (order.status, order.payment_status) == ("pending", True)
    assert Product.objects.get(pk=piece.pk).stock == 0
    assert_clean()


def test_a_late_payment_for_pieces_that_are_gone_goes_back_in_full() -> None:
    bank = Bank()
    piece = a_product(stock=1)
    order = an_order(lines=[(piece, 1)], method=Method.CREDIT_CARD)
    _, attempt = a_card_payment(order, bank=bank)
    later = now() + timedelta(hours=1)
    with transaction.atomic():
        parcels.expire(order, now=later)
    an_order(lines=[(piece, 1)])

    outcome = tell_us(bank.pay(attempt), now=later)
    refund_everything(bank, at=later)

    assert outcome == "sent back"
    order.refresh_from_db()
    assert (order.status, order.payment_status) == ("cancelled", False)
    assert ledger.house_balance(Account.GATEWAY) == 0
    assert_clean()


def test_credit_first_and_the_rest_by_card() -> None:
    bank = Bank()
    buyer = a_user()
    top_up(buyer, "100")
    order = an_order(buyer, [(a_product(price="280"), 1)], method=Method.CREDIT_CARD)

    _, attempt = a_card_payment(order, bank=bank, use_credit=True)

    assert attempt.amount == Decimal("230.00")
    assert Wallet.objects.get(pk=buyer.pk).held == Decimal("100.00")
    tell_us(bank.pay(attempt))
    order.refresh_from_db()
    assert (order.paid_by_gateway, order.paid_by_credit) == (Decimal("230.00"), Decimal("100.00"))
    assert Wallet.objects.get(pk=buyer.pk).held == 0
    assert_clean()


def test_a_cancelled_order_gives_card_money_to_the_card_and_credit_to_the_wallet() -> None:
    bank = Bank()
    buyer = a_user()
    top_up(buyer, "100")
    order = an_order(buyer, [(a_product(price="280"), 1)], method=Method.CREDIT_CARD)
    a_paid_order(order, bank=bank, use_credit=True)

    answer = signed_in(buyer).put(f"/api/orders/{order.pk}/cancel/")
    refund_everything(bank)

    assert answer.status_code == 200, answer.content
    assert answer.json()["status"] == "cancelled"
    assert Wallet.objects.get(pk=buyer.pk).balance == Decimal("100.00")
    assert Refund.objects.get().amount == Decimal("230.00")
    assert sum(row["refunded_amount_cents"] for row in bank.transactions.values()) == 23000
    assert Payment.objects.get().status == "refunded"
    for account in (Account.COMMISSION, Account.VAT, Account.REFUNDS_DUE):
        assert ledger.house_balance(account) == 0
    assert_clean()


def test_a_payment_that_cannot_be_closed_keeps_no_other_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stuck, other = (a_card_payment()[0] for _ in range(2))
    Order.objects.update(status="cancelled")
    close = follow.close

    def fails_for_one(payment_id: int, *, now: datetime) -> bool:
        if payment_id == stuck.pk:
            raise RuntimeError("nobody thought of that")
        return close(payment_id, now=now)

    monkeypatch.setattr(follow, "close", fails_for_one)

    assert tasks.close_payments() == 1
    assert dict(Payment.objects.values_list("pk", "status")) == {
        stuck.pk: "pending",
        other.pk: "failed",
    }


@pytest.mark.parametrize("answer", ["silent but done", "silent and not done"])
def test_an_unanswered_refund_is_done_once(answer: str) -> None:
    bank = Bank(refund_answer=answer)
    order = a_paid_order(bank=bank)
    with transaction.atomic():
        parcels.cancel(order, by=order.user, now=now())
    refund_everything(bank)
    assert Refund.objects.get().status == "unknown"

    bank.refund_answer = "done"
    for minutes in (1, 2, 6, 10):
        moment = now() + timedelta(minutes=minutes)
        refunds.send_waiting(bank, clock=lambda: moment)  # noqa: B023 - called at once

    assert Refund.objects.get().status == "done"
    refunded = sum(row["refunded_amount_cents"] for row in bank.transactions.values())
    assert refunded == order.total_amount * 100
    assert_clean()


def test_staff_refund_part_of_a_delivered_and_released_order() -> None:
    """Commission comes back in proportion; what the seller no longer has is a debt, netted later."""
    bank = Bank()
    piece = a_product(price="100", stock=9)
    order = a_paid_order(an_order(lines=[(piece, 2)], method=Method.CREDIT_CARD), bank=bank)
    parcel = order.parcels.get()
    walk(parcel, ParcelStatus.DELIVERED)
    long_after = now() + timedelta(days=60)
    release(parcel, long_after)
    seller = Wallet.objects.get(pk=parcel.seller_id)
    assert seller.earnings == Decimal("227.20")  # 200 − 20 − 2.80 + 50 shipping
    spend_all(parcel.seller_id, seller.earnings)

    payment = Payment.objects.get(order=order)
    answer = signed_in(a_staff_member("finance")).post(
        "/api/payments/refund/",
        {"payment": payment.pk, "amount": "100.00", "reason": "خدش"},
        format="json",
    )
    refund_everything(bank)

    assert answer.status_code == 201, answer.content
    seller.refresh_from_db()
    assert (seller.earnings, seller.debt) == (0, Decimal("-88.60"))  # 100 − 10 − 1.40
    assert ledger.house_balance(Account.COMMISSION) == Decimal("10.00")
    assert_clean()

    second = a_paid_order(an_order(lines=[(piece, 1)], method=Method.CREDIT_CARD), bank=bank)
    other = second.parcels.get()
    walk(other, ParcelStatus.DELIVERED)
    release(other, long_after)
    seller.refresh_from_db()
    assert (seller.earnings, seller.debt) == (Decimal("50.00"), 0)  # 88.60 + 50 − 88.60
    assert_clean()


def release(parcel: Parcel, at: datetime) -> None:
    with transaction.atomic():
        _, own = parcels.locked(parcel)
        assert settlement.release(own, now=at)


def spend_all(user_id: int, amount: Decimal) -> None:
    with transaction.atomic():
        ledger.post(
            Entry(
                f"spent:{user_id}",
                "test",
                (Line(Account.EARNINGS, -amount, owner=user_id), Line(Account.BANK, amount)),
            )
        )


def test_refunds_never_exceed_the_payment() -> None:
    bank = Bank()
    order = a_paid_order(
        an_order(lines=[(a_product(price="100"), 1)], method=Method.CREDIT_CARD), bank=bank
    )
    payment = Payment.objects.get(order=order)
    staff = signed_in(a_staff_member("finance"))

    def ask(amount: str) -> int:
        body = {"payment": payment.pk, "amount": amount, "reason": "x"}
        return staff.post("/api/payments/refund/", body, format="json").status_code

    assert order.total_amount == 150  # with its shipping
    assert [ask("90"), ask("90"), ask("60"), ask("0.01")] == [201, 409, 201, 409]
    assert_clean()


def test_callbacks_wait_in_a_table_and_are_applied_once() -> None:
    bank = Bank()
    payment, attempt = a_card_payment(bank=bank)
    made = bank.pay(attempt)
    GatewayCallback.objects.create(kind="TRANSACTION", digest="x", body=made)

    assert callbacks.apply_waiting(clock=now) == 1
    assert callbacks.apply_waiting(clock=now) == 0
    payment.refresh_from_db()
    assert payment.status == "completed"


def test_cash_the_seller_collected_makes_the_commission_a_debt() -> None:
    order = an_order(lines=[(a_product(price="100"), 1)])
    parcel = walk(order.parcels.get(), ParcelStatus.DELIVERED)

    wallet = Wallet.objects.get(pk=parcel.seller_id)
    assert (wallet.pending, wallet.debt) == (0, Decimal("-11.40"))
    order.refresh_from_db()
    assert (order.status, order.payment_status) == ("delivered", True)
    release(parcel, now() + timedelta(days=60))
    assert_clean()


def test_cash_a_courier_collected_is_paid_out_only_once_it_was_handed_over() -> None:
    order = an_order(lines=[(a_product(price="100"), 1)], options="bosta")
    parcel = walk(order.parcels.get(), ParcelStatus.DELIVERED)
    later = now() + timedelta(days=60)
    assert ledger.house_balance(Account.COURIER, "bosta") == Decimal("-165.00")

    with transaction.atomic():
        _, own = parcels.locked(parcel)
        assert not settlement.release(own, now=later)
        own.remitted_at = later
        settlement.note_remitted([own], fees=Decimal(0), reference="remittance:1")
        assert settlement.release(own, now=later)

    wallet = Wallet.objects.get(pk=parcel.seller_id)
    assert (wallet.earnings, wallet.pending) == (Decimal("88.60"), 0)
    assert ledger.house_balance(Account.COURIER, "bosta") == 0
    assert ledger.house_balance(Account.SHIPPING) == Decimal("65.00")
    assert_clean()


# --- holds ------------------------------------------------------------------------------------------
def switched(order: Order, method: str, *, after: timedelta) -> timedelta:
    """Change the way to pay so long after the order was placed; gives for how long it is held in all."""
    with transaction.atomic():
        pay.start(order, method=method, use_credit=False, saved=None, now=order.created_at + after)
    order.refresh_from_db()
    assert order.hold_until is not None
    return order.hold_until - order.created_at


def test_changing_the_way_to_pay_holds_pieces_from_when_the_order_was_placed() -> None:
    order = an_order(method=Method.CREDIT_CARD)
    minute, hour, tolerance = timedelta(minutes=1), timedelta(hours=1), timedelta(seconds=5)

    to_kiosk = switched(order, "kiosk", after=15 * minute)
    back = switched(order, "credit_card", after=30 * hour)
    again = switched(order, "kiosk", after=30 * hour)

    assert abs(to_kiosk - 48 * hour) < tolerance
    # Late for a card's own time: it still gets its minutes, within what the kiosk had been promised.
    assert abs(back - (30 * hour + 20 * minute)) < tolerance
    assert abs(again - 48 * hour) < tolerance


def test_changing_to_and_fro_holds_nothing_for_longer() -> None:
    order = an_order(method=Method.KIOSK)
    last = timedelta(hours=47, minutes=50)

    held = switched(order, "mobile_wallet", after=last)

    assert held <= timedelta(hours=48, seconds=5)


def test_asking_how_a_payment_stands_is_answered_once_it_has_been_decided() -> None:
    buyer = a_user()
    top_up(buyer, "500")
    order = an_order(buyer, [(a_product(price="280"), 1)], method=Method.WALLET)
    api = signed_in(buyer)
    paying = {"order": order.pk, "method": "wallet"}
    paid = api.post("/api/payments/process/", paying, format="json").json()["payment"]

    answers = [
        api.post(
            "/api/payments/verify/",
            {"payment": paid["id"]},
            format="json",
            HTTP_IDEMPOTENCY_KEY="asked",
        )
        for _ in range(2)
    ]

    assert answers[0].content == answers[1].content
    assert answers[1]["Idempotent-Replayed"] == "true"
    told = answers[0].json()
    assert (told["payment_method"], told["transaction_id"]) == (None, paid["transaction_id"])


def test_one_key_goes_on_asking_while_a_payment_is_pending() -> None:
    payment, _attempt = a_card_payment()
    assert payment.order is not None
    api = signed_in(payment.order.user)

    def asked() -> str:
        answer = api.post(
            "/api/payments/verify/",
            {"payment": payment.pk},
            format="json",
            HTTP_IDEMPOTENCY_KEY="asked",
        )
        return str(answer.json()["status"])

    Attempt.objects.filter(payment=payment).delete()  # nobody to ask
    before = asked()
    Payment.objects.filter(pk=payment.pk).update(status="failed")

    assert (before, asked()) == ("pending", "failed")
