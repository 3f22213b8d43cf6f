"""Giving money back: in many steps as at once, to the piastre, and back to where it came from."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from custom_auth.tests.builders import a_seller, a_staff_member, a_user, signed_in
from orders.models import Coupon, Order, OrderItem
from orders.rules.states import Method, ParcelStatus
from orders.tests.builders import an_order, walk
from payment.actions import audit, give_back, pay, refunds
from payment.models import Payment, Refund
from payment.tests.builders import (
    Bank,
    a_card_payment,
    a_deposit,
    a_paid_order,
    a_refund_due,
    top_up,
)
from products.tests.builders import a_product
from tests.thorough import examples
from wallet.actions import ledger
from wallet.models import HouseBalance, LedgerEntry, Wallet
from wallet.rules import Account

pytestmark = pytest.mark.django_db
URL = "/api/payments/refund/"


def now() -> datetime:
    return datetime.now(UTC)


def ask(user: Any, payment: Payment, **body: Any) -> Any:
    return signed_in(user).post(
        URL, {"payment": payment.pk, "reason": "خدش", **body}, format="json"
    )


def positions() -> dict[str, Decimal]:
    """Give what everybody holds, by account."""
    house: dict[str, Decimal] = {}
    for row in HouseBalance.objects.all():
        house[row.account] = house.get(row.account, Decimal(0)) + row.balance
    people = Wallet.objects.values_list("credit", "earnings", "pending", "debt")
    return {
        **house,
        **{f"wallet {n}": sum(row, Decimal(0)) for n, row in enumerate(people.order_by("pk"))},
    }


@pytest.mark.deep
@settings(
    max_examples=examples(25, 8),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(cuts=st.lists(st.integers(1, 100_000), min_size=1, max_size=6), is_delivered=st.booleans())
def test_many_steps_end_where_one_does(cuts: list[int], is_delivered: bool) -> None:
    """Two sellers, three lines, a coupon of the house and a carrier; then the whole, cut anywhere."""
    ends = []
    for in_steps in (False, True):
        whole = transaction.atomic()
        whole._from_testcase = True  # type: ignore[attr-defined]
        with whole:
            order = a_sale(is_delivered=is_delivered)
            left = order.total_amount
            amounts = cut(left, cuts) if in_steps else [left]
            for amount in amounts:
                refund(order, amount)
            assert audit.discrepancies() == []
            ends.append(positions())
            transaction.set_rollback(True)

    assert ends[0] == ends[1]


def a_sale(*, is_delivered: bool) -> Order:
    seller = a_seller()
    pieces = [a_product(seller, price="33.33"), a_product(seller, price="0.07"), a_product()]
    Coupon.objects.create(code="EID", percent=Decimal("12.50"))
    order = an_order(
        lines=[(piece, 2) for piece in pieces],
        method=Method.CREDIT_CARD,
        options="bosta",
        coupon="EID",
    )
    a_paid_order(order)
    if is_delivered:
        for parcel in order.parcels.order_by("pk"):
            walk(parcel, ParcelStatus.DELIVERED)
    return order


def cut(whole: Decimal, at: list[int]) -> list[Decimal]:
    """Cut an amount at some piastres, into parts that add up to it."""
    piastres = int(whole * 100)
    marks = sorted({0, piastres, *(mark % piastres for mark in at)})
    return [Decimal(b - a) / 100 for a, b in pairwise(marks)]


def refund(order: Order, amount: Decimal) -> None:
    payment = Payment.objects.get(order=order)
    with transaction.atomic():
        give_back.refund(
            pay.locked(payment.pk),
            by=order.user,
            only_of=None,
            amount=amount,
            items=[],
            reason="x",
            now=now(),
        )


def test_a_seller_refunds_own_lines_and_no_others() -> None:
    seller, other = a_seller(), a_seller()
    lines = [(a_product(seller, price="100"), 1), (a_product(other, price="60"), 1)]
    order = a_paid_order(an_order(lines=lines, method=Method.CREDIT_CARD))
    payment = Payment.objects.get(order=order)
    own = OrderItem.objects.get(order=order, seller=seller)
    others = OrderItem.objects.get(order=order, seller=other)

    refused = ask(seller, payment, items=[{"item": others.pk}])
    too_much = ask(seller, payment, amount="100.01")
    done = ask(seller, payment, items=[{"item": own.pk, "amount": "40.00"}])

    assert (refused.status_code, refused.json()["code"]) == (409, "refund_exceeds_payment")
    assert (too_much.status_code, too_much.json()["code"]) == (409, "refund_exceeds_payment")
    assert (done.status_code, done.json()["amount"]) == (201, "40.00")
    assert order.events.get(code="refunded").by == seller
    others.refresh_from_db()
    assert others.refunded == 0


@pytest.mark.parametrize("option", ["bosta", ""], ids=["carrier", "own way"])
def test_staff_give_the_whole_of_a_payment_back_with_its_shipping(option: str) -> None:
    order = a_paid_order(
        an_order(lines=[(a_product(price="100"), 1)], method=Method.CREDIT_CARD, options=option)
    )
    walk(order.parcels.get(), ParcelStatus.DELIVERED)
    payment = Payment.objects.get(order=order)
    staff = a_staff_member("finance")

    beyond = ask(staff, payment, amount=str(payment.amount + Decimal("0.01")))
    whole = ask(staff, payment, amount=str(payment.amount))

    assert (beyond.status_code, beyond.json()["left"]) == (409, f"{payment.amount:.2f}")
    assert payment.amount > 100
    assert (whole.status_code, whole.json()["payment"]["status"]) == (201, "refunded")
    parcel = order.parcels.get()
    assert parcel.shipping_refunded == parcel.shipping_cost > 0
    held = {account: amount for account, amount in positions().items() if amount}
    assert held == {"refunds_due": payment.amount, "gateway": -payment.amount}
    assert audit.discrepancies() == []


def test_strangers_and_buyers_refund_nothing() -> None:
    order = a_paid_order()
    payment = Payment.objects.get(order=order)

    assert ask(order.user, payment, amount="1.00").status_code == 403
    assert ask(a_user(), payment, amount="1.00").status_code == 403
    assert ask(a_seller(), payment, amount="1.00").status_code == 404
    assert LedgerEntry.objects.filter(kind="refund").count() == 0


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"amount": "1.00", "items": [{"item": 1}]},
        {"amount": "0.00"},
        {"amount": "-5.00"},
        {"amount": "1.001"},
        {"items": [{"item": 1}, {"item": 1}]},
        {"amount": "NaN"},
    ],
)
def test_a_refund_that_makes_no_sense_is_invalid(body: dict[str, Any]) -> None:
    payment = Payment.objects.get(order=a_paid_order())

    answer = ask(a_staff_member("finance"), payment, **body)

    assert (answer.status_code, answer.json()["code"]) == (400, "validation_failed")
    assert LedgerEntry.objects.filter(kind="refund").count() == 0


def test_an_order_that_was_not_paid_has_nothing_to_give_back() -> None:
    payment, _ = a_card_payment()

    answer = ask(a_staff_member("support"), payment, amount="1.00")

    assert (answer.status_code, answer.json()["code"]) == (409, "refund_exceeds_payment")


def test_a_named_line_gives_back_no_more_than_is_left_of_it() -> None:
    order = a_paid_order(
        an_order(
            lines=[(a_product(price="100"), 1), (a_product(price="500"), 1)],
            method=Method.CREDIT_CARD,
        )
    )
    payment, staff = Payment.objects.get(order=order), a_staff_member("finance")
    line = OrderItem.objects.get(order=order, price=100)
    assert ask(staff, payment, items=[{"item": line.pk, "amount": "70.00"}]).status_code == 201

    too_much = ask(staff, payment, items=[{"item": line.pk, "amount": "30.01"}])
    rest = ask(staff, payment, items=[{"item": line.pk}])
    nothing_left = ask(staff, payment, items=[{"item": line.pk}])

    assert (too_much.status_code, too_much.json()["code"]) == (409, "refund_exceeds_payment")
    assert (rest.status_code, rest.json()["amount"]) == (201, "30.00")
    assert (nothing_left.status_code, nothing_left.json()["code"]) == (
        409,
        "refund_exceeds_payment",
    )
    assert Order.objects.get(pk=order.pk).refunded == Decimal("100.00")
    assert audit.discrepancies() == []


def test_a_deposit_gives_back_no_more_than_itself_out_of_a_wallet_that_holds_more() -> None:
    payment = a_deposit(Bank())
    top_up(payment.user, "5000")
    staff = a_staff_member("finance")
    assert ask(staff, payment, amount=f"{payment.amount - 40}").status_code == 201

    answer = ask(staff, payment, amount="40.01")

    assert (answer.status_code, answer.json()["code"]) == (409, "refund_exceeds_payment")
    assert Wallet.objects.get(pk=payment.user_id).credit == Decimal("5040.00")
    assert Refund.objects.count() == 1


@pytest.mark.parametrize(
    ("table", "column", "constraint"),
    [
        ("orders_order", "refunded", "order_refund_within_payment"),
        ("orders_orderitem", "refunded", "order_item_refund_within"),
        ("orders_parcel", "shipping_refunded", "parcel_shipping_refund_within"),
        ("payment_payment", "refunded", "payment_refund_within"),
    ],
)
def test_the_database_itself_lets_nothing_be_refunded_beyond_what_was_paid(
    table: str, column: str, constraint: str
) -> None:
    a_paid_order()

    with (
        pytest.raises(IntegrityError, match=constraint),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE {table} SET {column} = 99999")  # noqa: S608 - names of ours


def test_a_deposit_goes_back_where_it_came_from_as_far_as_it_was_not_spent() -> None:
    bank = Bank()
    payment = a_deposit(bank)
    staff = a_staff_member("finance")
    order = an_order(payment.user, [(a_product(price="250"), 1)], method=Method.WALLET)
    body = {"order": order.pk, "method": "wallet"}
    assert (
        signed_in(payment.user).post("/api/payments/process/", body, format="json").status_code
        == 201
    )

    too_much = ask(staff, payment, amount="200.01")
    done = ask(staff, payment, amount="200.00")
    refunds.send_waiting(bank, clock=now)

    assert (too_much.status_code, too_much.json()["code"]) == (409, "refund_exceeds_payment")
    assert done.status_code == 201
    assert Wallet.objects.get(pk=payment.user_id).balance == 0
    assert Refund.objects.get().status == "done"
    assert sum(row["refunded_amount_cents"] for row in bank.transactions.values()) == 20000
    assert ledger.house_balance(Account.GATEWAY) == Decimal("-300.00")
    assert audit.discrepancies() == []


def test_a_refund_the_gateway_takes_its_time_with_is_not_sent_twice() -> None:
    bank = Bank(refund_answer="pending")
    a_refund_due(bank)

    for minutes in range(0, 60, 5):
        later = now() + timedelta(minutes=minutes)
        refunds.send_waiting(bank, clock=lambda moment=later: moment)  # type: ignore[misc]

    children = [row for row in bank.transactions.values() if row.get("is_refund")]
    assert len(children) == 1
    assert Refund.objects.get().status == "unknown"
    bank.decide(children[0]["id"], success=True)
    refunds.send_waiting(bank, clock=lambda: now() + timedelta(hours=2))
    assert (Refund.objects.get().status, Refund.objects.get().transaction_id) == (
        "done",
        str(children[0]["id"]),
    )
    assert audit.discrepancies() == []


def test_a_refund_the_gateway_gives_up_on_is_sent_again() -> None:
    bank = Bank(refund_answer="pending")
    a_refund_due(bank)
    refunds.send_waiting(bank, clock=now)
    child = next(row for row in bank.transactions.values() if row.get("is_refund"))
    bank.decide(child["id"], success=False)
    bank.refund_answer = "done"

    for hours in range(1, 5):
        later = now() + timedelta(hours=hours)
        refunds.send_waiting(bank, clock=lambda moment=later: moment)  # type: ignore[misc]

    assert Refund.objects.get().status == "done"
    assert sum(row["refunded_amount_cents"] for row in bank.transactions.values()) == 5000
    assert audit.discrepancies() == []


def test_a_gateway_that_does_not_know_a_payment_is_not_asked_without_pause() -> None:
    bank = Bank(refund_answer="silent but done")
    a_refund_due(bank)
    refunds.send_waiting(bank, clock=now)
    bank.transactions.clear()
    later = now() + timedelta(minutes=10)

    assert refunds.send_waiting(bank, clock=lambda: later) == 1
    assert refunds.send_waiting(bank, clock=lambda: later) == 0
    assert Refund.objects.get().status == "unknown"


def test_a_refund_whose_payment_cannot_be_read_keeps_no_other_waiting() -> None:
    bank = Bank()
    unreadable, sound = a_paid_order(bank=bank), a_paid_order(bank=bank)
    for order in (unreadable, sound):
        refund(order, Decimal("50.00"))
    with transaction.atomic():
        refunds.collect(now=now())
    bank.transactions[int(unreadable.payment.transaction_id or 0)]["amount_cents"] = "a lot"

    assert refunds.send_waiting(bank, clock=now) == 2

    statuses = dict(Refund.objects.values_list("payment__order", "status"))
    assert statuses == {unreadable.pk: "due", sound.pk: "done"}
    assert refunds.send_waiting(bank, clock=now) == 0  # it rests before it is tried again


def test_a_cancelled_wallet_payment_is_shown_as_refunded() -> None:
    buyer = a_user()
    top_up(buyer, "500")
    order = an_order(buyer, [(a_product(price="280"), 1)], method=Method.WALLET)
    api = signed_in(buyer)
    api.post("/api/payments/process/", {"order": order.pk, "method": "wallet"}, format="json")

    api.put(f"/api/orders/{order.pk}/cancel/")
    with transaction.atomic():
        refunds.collect(now=now())

    shown = api.get("/api/payments/").json()["results"][0]
    assert (shown["status"], shown["refunded"]) == ("refunded", "330.00")
    assert Wallet.objects.get(pk=buyer.pk).balance == Decimal("500.00")
    assert Refund.objects.count() == 0


# One each: caller, session, rate, order; key claimed and marked as running; then in the transaction of
# the effect: order and payment locked, trade rules, wallet; parcels, lines, the entry and its lines, the
# order paid, its timeline, two notices, the payment completed, shown, and the answer recorded.
QUERIES = 36


def test_a_wallet_pays_three_lines_in_one_transaction_and_a_fixed_number_of_queries() -> None:
    seller, buyer = a_seller(), a_user()
    top_up(buyer, "2000")
    pieces = [a_product(seller), a_product(seller), a_product()]
    order = an_order(buyer, [(piece, 1) for piece in pieces], method=Method.WALLET)
    api = signed_in(buyer)

    with CaptureQueriesContext(connection) as queries:
        answer = api.post(
            "/api/payments/process/",
            {"order": order.pk, "method": "wallet"},
            format="json",
            HTTP_IDEMPOTENCY_KEY="three lines",
        )

    assert answer.status_code == 201
    assert len(queries) <= QUERIES, "\n".join(
        f"{n} {row['sql'][:150]}" for n, row in enumerate(queries.captured_queries, 1)
    )
    written = [row["sql"] for row in queries.captured_queries]
    first = next(n for n, sql in enumerate(written) if "wallet_ledgerentry" in sql)
    opened = max(n for n, sql in enumerate(written[:first]) if sql.startswith("SAVEPOINT"))
    closed = min(n for n, sql in enumerate(written) if n > first and sql.startswith("RELEASE"))
    inside = " ".join(written[opened:closed])
    for table in ("wallet_ledgerline", "orders_order", "payment_payment", "core_idempotencykey"):
        assert table in inside
