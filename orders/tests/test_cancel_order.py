from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from core.problems import InvalidTransition
from custom_auth.tests.builders import a_seller, a_user, signed_in
from notifications.models import Notice
from orders import tasks
from orders.actions import audit, parcels
from orders.models import Coupon, CouponUse, Order, OrderEvent, RefundDue
from orders.rules.states import Method, ParcelStatus
from orders.tests.builders import a_card_order, an_order, walk, wanting
from products.errors import InsufficientStock
from products.models import Product, StockMovement
from products.tests.builders import a_product
from wallet.actions import ledger
from wallet.rules import Account

pytestmark = pytest.mark.django_db


def now() -> datetime:
    return datetime.now(UTC)


def cancel(order: Order, **body: Any) -> Any:
    return signed_in(order.user).put(f"/api/orders/{order.pk}/cancel/", body, format="json")


def stock_of(piece: Product) -> int:
    return Product.objects.get(pk=piece.pk).stock


def expire(order: Order, *, after: timedelta) -> bool:
    with transaction.atomic():
        return parcels.expire(order, now=now() + after)


def test_a_cancelled_order_hands_its_pieces_back() -> None:
    vase, lamp = a_product(stock=5), a_product(stock=2)
    order = an_order(lines=[(vase, 2), (lamp, 1)])

    answer = cancel(order, reason="غيّرت رأيي")

    assert (answer.status_code, answer.json()["status"]) == (200, "cancelled")
    assert {p["status"] for p in answer.json()["parcels"]} == {"cancelled"}
    assert (stock_of(vase), stock_of(lamp)) == (5, 2)
    moves = StockMovement.objects.filter(reason="cancelled").values_list("change", "reference")
    assert sorted(moves) == [(1, f"order:{order.pk}"), (2, f"order:{order.pk}")]
    assert Notice.objects.filter(kind="sale.cancelled").count() == 1
    assert Notice.objects.filter(kind="order.cancelled").count() == 1


@pytest.mark.parametrize("status", [s for s in ParcelStatus if s not in {"pending", "processing"}])
def test_what_has_left_or_ended_cannot_be_cancelled(status: ParcelStatus) -> None:
    piece = a_product(stock=5)
    order = an_order(lines=[(piece, 2)], status=status)
    before = stock_of(piece)

    answer = cancel(order)

    assert (answer.status_code, answer.json()["code"]) == (409, "cannot_cancel")
    assert order.parcels.get().status == status
    assert stock_of(piece) == before


def test_one_parcel_that_left_keeps_the_whole_but_the_other_can_be_cancelled_alone() -> None:
    sent, kept = a_product(stock=5), a_product(stock=5)
    order = an_order(lines=[(sent, 1), (kept, 1)])
    gone = order.parcels.get(seller=sent.seller)
    walk(gone, ParcelStatus.SHIPPED)
    other = order.parcels.get(seller=kept.seller)

    assert cancel(order).json()["code"] == "cannot_cancel"
    answer = cancel(order, parcel=other.pk)

    assert (answer.status_code, answer.json()["status"]) == (200, "shipped")
    assert (stock_of(sent), stock_of(kept)) == (4, 5)


def test_a_part_its_seller_cancelled_does_not_keep_the_rest() -> None:
    one, other = a_product(stock=5), a_product(stock=5)
    order = an_order(lines=[(one, 1), (other, 1)])
    walk(order.parcels.get(seller=one.seller), ParcelStatus.CANCELLED)

    answer = cancel(order)

    assert (answer.status_code, answer.json()["status"]) == (200, "cancelled")
    assert (stock_of(one), stock_of(other)) == (5, 5)
    assert audit.discrepancies() == []


def test_a_paid_order_of_two_sellers_goes_back_in_one_refund() -> None:
    """A gateway undoes a whole payment for nothing; two halves of it would be refunds with a fee."""
    order = a_card_order([(a_product(price="280"), 1), (a_product(price="100"), 1)])

    answer = cancel(order)

    assert answer.json()["payment"]["status"] == "refunded"
    due = RefundDue.objects.get()
    assert (due.amount, due.reference) == (order.total_amount, f"cancel:order:{order.pk}")
    for account in (Account.COMMISSION, Account.VAT, Account.SHIPPING):
        assert ledger.house_balance(account) == 0
    assert audit.discrepancies() == []


def test_cancelling_one_parcel_of_a_paid_order_gives_that_part_back() -> None:
    kept, dropped = a_product(price="280"), a_product(price="100")
    order = a_card_order([(kept, 1), (dropped, 1)])

    answer = cancel(order, parcel=order.parcels.get(seller=dropped.seller).pk, reason="غيّرت رأيي")

    steps = [(step["code"], step["note"], step["by"]) for step in answer.json()["timeline"]]
    assert steps[-2:] == [
        ("refunded", "150.00 غيّرت رأيي", "buyer"),
        ("parcel", "غيّرت رأيي", "buyer"),
    ]
    assert answer.json()["payment"]["status"] == "partly_refunded"
    assert RefundDue.objects.get().amount == Decimal("150.00")  # with its shipping
    assert audit.discrepancies() == []


def test_cancelling_twice_gives_back_once() -> None:
    piece = a_product(stock=5)
    order = a_card_order([(piece, 2)])

    first, again = cancel(order), cancel(order)

    assert (first.status_code, again.status_code) == (200, 409)
    assert stock_of(piece) == 5
    assert RefundDue.objects.count() == 1


def test_part_of_what_is_not_paid_yet_cannot_be_cancelled() -> None:
    order = an_order(lines=[(a_product(), 1), (a_product(), 1)], method=Method.CREDIT_CARD)
    first = order.parcels.order_by("pk").first()
    assert first is not None

    assert cancel(order, parcel=first.pk).json()["code"] == "cannot_cancel"
    assert cancel(order).status_code == 200


# --- holds ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("method", "held_for"),
    [
        (Method.CREDIT_CARD, timedelta(minutes=20)),
        (Method.MOBILE_WALLET, timedelta(minutes=20)),
        (Method.WALLET, timedelta(minutes=20)),
        (Method.KIOSK, timedelta(hours=48)),
        (Method.BANK_TRANSFER, timedelta(hours=72)),
        (Method.CASH_ON_DELIVERY, None),
    ],
)
def test_each_way_to_pay_holds_stock_for_its_own_time(
    method: Method, held_for: timedelta | None
) -> None:
    moment = now()

    order = an_order(method=method, now=moment)

    assert order.hold_until == (moment + held_for if held_for else None)


def test_the_worker_lets_go_of_what_was_not_paid_in_time_and_of_nothing_else() -> None:
    piece = a_product(stock=9)
    an_hour_ago = now() - timedelta(hours=1)
    late = an_order(lines=[(piece, 1)], method=Method.CREDIT_CARD, now=an_hour_ago)
    kiosk = an_order(lines=[(piece, 1)], method=Method.KIOSK, now=an_hour_ago)
    cash = an_order(lines=[(piece, 1)], now=an_hour_ago)
    paid = a_card_order([(piece, 1)], now=an_hour_ago)

    done = [tasks.expire_holds(), tasks.expire_holds()]

    assert done == [1, 0]
    assert Order.objects.get(pk=late.pk).status == "cancelled"
    for other in (kiosk, cash, paid):
        assert Order.objects.get(pk=other.pk).status == "pending"
    assert stock_of(piece) == 6
    assert Notice.objects.filter(kind="order.expired").count() == 1


def test_an_expired_order_taken_up_again_leaves_a_row_for_each_parcel() -> None:
    order = an_order(lines=[(a_product(), 1), (a_product(), 1)], method=Method.CREDIT_CARD)
    expire(order, after=timedelta(hours=1))

    with transaction.atomic():
        parcels.revive(order, now=now())

    moves = OrderEvent.objects.filter(order=order, code="parcel").order_by("pk")
    assert list(moves.values_list("from_status", "to_status")) == [
        ("pending", "cancelled"),
        ("pending", "cancelled"),
        ("cancelled", "pending"),
        ("cancelled", "pending"),
    ]


def test_reviving_an_order_of_which_one_piece_is_gone_takes_none_of_the_others() -> None:
    """The payment is sent back and that is committed: so must not be half of the pieces."""
    there, gone = a_product(stock=1), a_product(stock=1)
    order = an_order(lines=[(there, 1), (gone, 1)], method=Method.CREDIT_CARD)
    expire(order, after=timedelta(hours=1))
    an_order(lines=[(gone, 1)])

    with transaction.atomic(), pytest.raises(InsufficientStock):
        parcels.revive(order, now=now())

    assert (stock_of(there), stock_of(gone)) == (1, 0)
    assert not StockMovement.objects.filter(reference=f"revived:{order.pk}").exists()


# --- coupons ----------------------------------------------------------------------------------------
def test_a_coupon_can_be_used_again_when_its_order_is_let_go_of() -> None:
    Coupon.objects.create(code="ONCE", percent=Decimal(10), most_uses=1)
    buyer = a_user()
    first = an_order(buyer, method=Method.CREDIT_CARD, coupon="ONCE")
    expire(first, after=timedelta(hours=1))
    assert Coupon.objects.get().used == 0

    answer = signed_in(buyer).post(
        "/api/orders/", wanting((a_product(), 1), coupon="ONCE"), format="json"
    )

    assert answer.status_code == 201, answer.content
    with transaction.atomic(), pytest.raises(InvalidTransition):
        parcels.revive(first, now=now())
    assert CouponUse.objects.get().order_id == answer.json()["id"]


def test_a_coupon_of_which_one_parcel_remains_stays_used() -> None:
    Coupon.objects.create(code="ONCE", percent=Decimal(10))
    order = an_order(lines=[(a_product(), 1), (a_product(a_seller()), 1)], coupon="ONCE")
    parcel = order.parcels.order_by("pk").first()
    assert parcel is not None

    cancel(order, parcel=parcel.pk)

    assert Coupon.objects.get().used == 1
    cancel(order)
    assert Coupon.objects.get().used == 0


def test_a_coupon_can_be_used_again_when_its_sellers_send_nothing() -> None:
    Coupon.objects.create(code="ONCE", percent=Decimal(10), most_uses=1)
    order = an_order(lines=[(a_product(), 1), (a_product(a_seller()), 1)], coupon="ONCE")
    first, second = order.parcels.order_by("pk")
    api = signed_in(second.seller)
    walk(first, ParcelStatus.CANCELLED)
    assert Coupon.objects.get().used == 1

    answer = api.put(
        f"/api/seller/orders/{order.pk}/status/", {"status": "cancelled"}, format="json"
    )

    assert answer.status_code == 200, answer.content
    assert Coupon.objects.get().used == 0
    assert CouponUse.objects.count() == 0
