from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import product as square
from typing import Any

import pytest
from django.db import transaction

from core.problems import InvalidTransition
from custom_auth.tests.builders import a_seller, a_user, signed_in
from notifications.models import Notice
from orders import tasks
from orders.actions import audit, parcels, terms
from orders.models import Order, OrderEvent, Parcel, SellerShipping
from orders.rules import states
from orders.rules.states import Method, ParcelStatus
from orders.tests.builders import a_card_order, an_order, walk
from products.actions import news
from products.models import Product, ReviewRight
from products.tests.builders import a_product
from wallet.actions import ledger
from wallet.models import Wallet
from wallet.rules import Account

pytestmark = pytest.mark.django_db

P = ParcelStatus


def say(parcel: Parcel, status: str, **more: Any) -> Any:
    api = signed_in(parcel.seller)
    path = f"/api/seller/orders/{parcel.order_id}/status/"
    return api.put(path, {"status": status, **more}, format="json")


def stock_of(piece: Product) -> int:
    return Product.objects.get(pk=piece.pk).stock


def test_a_seller_takes_a_parcel_to_its_buyer() -> None:
    order = an_order(lines=[(a_product(stock=5), 1)])
    parcel = order.parcels.get()

    answers = [
        say(parcel, "processing"),
        say(parcel, "shipped", carrier="أرامكس", tracking_number="AX1", note="في الطريق"),
        say(parcel, "delivered"),
    ]

    assert [a.status_code for a in answers] == [200, 200, 200]
    last = answers[-1].json()
    assert (last["status"], last["order_status"]) == ("delivered", "delivered")
    assert (last["carrier_name"], last["tracking_number"]) == ("أرامكس", "AX1")
    assert ReviewRight.objects.filter(user=order.user).count() == 1
    steps = OrderEvent.objects.filter(parcel=parcel).order_by("pk")
    assert list(steps.values_list("from_status", "to_status", "by", "note")) == [
        ("pending", "processing", parcel.seller_id, ""),
        ("processing", "shipped", parcel.seller_id, "في الطريق"),
        ("shipped", "delivered", parcel.seller_id, ""),
    ]
    kinds = Notice.objects.filter(kind__startswith="parcel.").order_by("pk")
    assert list(kinds.values_list("kind", flat=True)) == [
        "parcel.processing",
        "parcel.shipped",
        "parcel.delivered",
    ]


@pytest.mark.parametrize(("before", "after"), [*square(P, P)])
def test_only_steps_of_the_table_are_taken(before: ParcelStatus, after: ParcelStatus) -> None:
    parcel = an_order(status=before).parcels.get()
    events = OrderEvent.objects.count()

    with transaction.atomic():
        if after in states.NEXT[before]:
            parcels.move(parcel, after, by=None, now=datetime.now(UTC))
        else:
            with pytest.raises(InvalidTransition):
                parcels.move(parcel, after, by=None, now=datetime.now(UTC))
            assert OrderEvent.objects.count() == events

    parcel.refresh_from_db()
    assert parcel.status == (after if after in states.NEXT[before] else before)


def test_an_impossible_step_is_refused_with_where_it_stands() -> None:
    parcel = an_order().parcels.get()

    answer = say(parcel, "delivered")

    assert (answer.status_code, answer.json()["code"]) == (409, "invalid_transition")
    assert answer.json()["stands_at"] == "pending"
    assert Parcel.objects.get().status == "pending"


def test_nothing_is_sent_before_it_is_paid() -> None:
    parcel = an_order(method=Method.CREDIT_CARD).parcels.get()

    answer = say(parcel, "processing")

    assert (answer.status_code, answer.json()["code"]) == (409, "not_paid_yet")
    assert Parcel.objects.get().status == "pending"


def test_nothing_is_sent_while_staff_look_at_it() -> None:
    order = an_order()
    Order.objects.update(held_for_review_at=datetime.now(UTC))

    answer = say(order.parcels.get(), "processing")

    assert (answer.status_code, answer.json()["code"]) == (409, "on_hold")


@pytest.mark.parametrize(
    ("fields", "is_shown"),
    [
        ({}, True),
        ({"method": Method.CREDIT_CARD}, False),
        ({"method": Method.CREDIT_CARD, "is_paid": True}, True),
        ({"status": P.CANCELLED}, False),
        ({"status": P.DELIVERED}, True),
    ],
)
def test_a_seller_sees_the_address_only_of_what_may_be_sent(
    fields: dict[str, Any], is_shown: bool
) -> None:
    parcel = an_order(**fields).parcels.get()

    shown = signed_in(parcel.seller).get(f"/api/seller/orders/{parcel.order_id}/").json()

    assert (shown["address"] is not None) is is_shown
    assert (shown["shipping_address"] is not None) is is_shown
    assert shown["may_be_sent"] is is_shown


def test_an_order_that_was_never_paid_shows_no_address_when_it_is_over() -> None:
    order = an_order(method=Method.CREDIT_CARD)
    with transaction.atomic():
        parcels.expire(order, now=datetime.now(UTC) + timedelta(hours=1))
    parcel = order.parcels.get()

    answer = signed_in(parcel.seller).get(f"/api/seller/orders/{order.pk}/")

    assert "العقاد" not in answer.content.decode()
    assert answer.json()["address"] is None


# --- made to order ----------------------------------------------------------------------------------
def test_a_workshops_places_are_taken_by_orders_and_free_again_when_a_piece_leaves() -> None:
    made = a_product(made_to_order=True, lead_time_days=7, stock=2)
    order = an_order(lines=[(made, 2)])
    api_answer = signed_in(a_user()).post(
        "/api/orders/quote/",
        {
            "items": [{"product": made.pk, "quantity": 1}],
            "shipping_address": {
                "recipient": "منى",
                "phone_number": "01001234567",
                "governorate": "C",
                "city": "القاهرة",
                "street": "شارع",
                "building": "1",
            },
        },
        format="json",
    )
    assert api_answer.json()["is_available"] is False

    walk(order.parcels.get(), P.SHIPPED)

    assert stock_of(made) == 2
    assert audit.discrepancies() == []


# --- refusal at the door ----------------------------------------------------------------------------
def test_a_prepaid_parcel_refused_at_the_door_costs_its_buyer_the_shipping() -> None:
    piece = a_product(price="280", stock=5)
    order = a_card_order([(piece, 2)], status=P.SHIPPED)
    parcel = order.parcels.get()

    refused = say(parcel, "refused", note="لم يُفتح الباب")

    assert (refused.status_code, refused.json()["order_status"]) == (200, "cancelled")
    assert stock_of(piece) == 3
    order.refresh_from_db()
    assert order.refunded == 0
    assert Notice.objects.filter(kind__in=["parcel.refused", "sale.refused"]).count() == 2

    back = say(parcel, "returned")

    assert back.status_code == 200
    assert stock_of(piece) == 5
    order.refresh_from_db()
    assert (order.refunded, order.total_amount) == (Decimal("560.00"), Decimal("610.00"))
    steps = signed_in(order.user).get(f"/api/orders/{order.pk}/").json()["timeline"]
    sold = signed_in(parcel.seller).get(f"/api/seller/orders/{order.pk}/").json()["timeline"]
    assert [(s["code"], s["by"]) for s in steps][-3:] == [
        ("status", "system"),
        ("refunded", "seller"),
        ("parcel", "seller"),
    ]
    assert [(s["to_status"], s["by"]) for s in sold][-2:] == [
        ("refused", "seller"),
        ("returned", "seller"),
    ]
    # The seller did carry it there and back: the shipping is the seller's, at once.
    assert Wallet.objects.get(pk=parcel.seller_id).pending == Decimal("50.00")
    assert tasks.release_earnings() == 1
    wallet = Wallet.objects.get(pk=parcel.seller_id)
    assert (wallet.pending, wallet.earnings) == (0, Decimal("50.00"))
    assert audit.discrepancies() == []


def test_a_cash_parcel_refused_at_the_door_moves_no_money() -> None:
    piece = a_product(stock=5)
    order = an_order(lines=[(piece, 1)], status=P.SHIPPED)
    parcel = order.parcels.get()

    say(parcel, "refused")
    say(parcel, "returned")

    order.refresh_from_db()
    assert (order.status, order.payment_status, order.refunded) == ("cancelled", False, 0)
    assert not Wallet.objects.filter(pk=parcel.seller_id).exclude(pending=0).exists()
    assert ledger.house_balance(Account.COMMISSION) == 0
    assert stock_of(piece) == 5
    assert audit.discrepancies() == []


def test_a_made_piece_that_was_refused_frees_no_second_place() -> None:
    made = a_product(made_to_order=True, lead_time_days=7, stock=3)
    order = a_card_order([(made, 1)], status=P.RETURNED)

    assert stock_of(made) == 3
    order.refresh_from_db()
    assert order.refunded == Decimal("280.00")
    assert audit.discrepancies() == []


def test_a_lost_parcel_is_paid_back_whole_and_returns_to_no_shelf() -> None:
    piece = a_product(price="280", stock=5)
    order = a_card_order([(piece, 1)], status=P.LOST)

    order.refresh_from_db()
    assert order.refunded == order.total_amount
    assert stock_of(piece) == 4
    assert audit.discrepancies() == []


def test_of_two_parcels_one_refused_and_one_delivered_make_a_delivered_order() -> None:
    kept, refused = a_product(price="100", stock=5), a_product(price="200", stock=5)
    order = an_order(lines=[(kept, 1), (refused, 1)])
    walk(order.parcels.get(seller=kept.seller), P.DELIVERED)
    walk(order.parcels.get(seller=refused.seller), P.RETURNED)

    order.refresh_from_db()
    assert (order.status, order.payment_status) == ("delivered", True)
    assert audit.discrepancies() == []


# --- pick-up ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("end", [ParcelStatus.CANCELLED, ParcelStatus.REFUSED])
def test_an_order_that_was_begun_stays_begun_when_its_only_begun_parcel_is_gone(
    end: ParcelStatus,
) -> None:
    order = an_order(lines=[(a_product(), 1), (a_product(), 1)])
    first, second = order.parcels.order_by("pk")
    begun = walk(first, ParcelStatus.PROCESSING)
    steps = [end] if end is ParcelStatus.CANCELLED else [ParcelStatus.SHIPPED, end]

    for step in steps:
        with transaction.atomic():
            begun = parcels.move(begun, step, by=begun.seller, now=datetime.now(UTC))

    order.refresh_from_db()
    assert order.status == "processing"
    assert audit.discrepancies() == []
    walk(second, ParcelStatus.DELIVERED)
    order.refresh_from_db()
    assert order.status == "delivered"
    moves = order.events.filter(code="status").order_by("pk")
    assert list(moves.values_list("to_status", flat=True)) == ["processing", "shipped", "delivered"]


def test_a_buyer_who_fetches_a_piece_learns_where_and_the_seller_keeps_it_frozen() -> None:
    seller = a_seller()
    terms = SellerShipping.objects.create(
        seller=seller, allows_pick_up=True, pick_up_address="ورشة الفيوم"
    )
    order = an_order(lines=[(a_product(seller), 1)], options="pickup")
    terms.pick_up_address = "مكان آخر"
    terms.save()

    shown = signed_in(order.user).get(f"/api/orders/{order.pk}/").json()["parcels"][0]

    assert (shown["shipping_option"], shown["shipping_cost"]) == ("pickup", "0.00")
    assert shown["pick_up_address"] == "ورشة الفيوم"


def test_a_place_to_fetch_a_piece_is_not_told_before_it_is_paid() -> None:
    seller = a_seller()
    SellerShipping.objects.create(seller=seller, allows_pick_up=True, pick_up_address="ورشة الفيوم")
    order = an_order(lines=[(a_product(seller), 1)], options="pickup", method=Method.CREDIT_CARD)

    shown = signed_in(order.user).get(f"/api/orders/{order.pk}/").json()["parcels"][0]

    assert shown["pick_up_address"] == ""


# --- wishlist ---------------------------------------------------------------------------------------
def test_a_cancelled_sale_brings_a_piece_back_and_those_who_saved_it_hear_of_it() -> None:
    last = a_product(stock=1)
    order = an_order(lines=[(last, 1)])
    waiting = a_user()
    assert signed_in(waiting).put(f"/api/wishlist/{last.pk}/").status_code in {200, 201, 204}

    signed_in(order.user).put(f"/api/orders/{order.pk}/cancel/", {}, format="json")
    with transaction.atomic():
        news.tell_waiting(now=datetime.now(UTC))

    kinds = Notice.objects.filter(kind__startswith="wishlist.", user_ids=[waiting.pk])
    assert "wishlist.back_in_stock" in set(kinds.values_list("kind", flat=True))


def test_what_is_picked_up_is_ready_and_not_on_its_way() -> None:
    seller = a_seller()
    with transaction.atomic():
        terms.set_shipping(
            seller,
            cost=None,
            value_percent=None,
            free_from=None,
            allows_pick_up=True,
            pick_up_address="١٢ شارع المعز",
        )

    an_order(lines=[(a_product(seller), 1)], options="pickup", status=ParcelStatus.DELIVERED)

    ready = Notice.objects.get(kind="parcel.ready")
    assert ready.values["address"] == "١٢ شارع المعز"
    assert not Notice.objects.filter(kind="parcel.shipped").exists()
    assert Notice.objects.filter(kind="parcel.delivered").count() == 1
