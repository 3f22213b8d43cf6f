from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from rest_framework.test import APIClient

from core.models import IdempotencyKey
from custom_auth.tests.builders import a_seller, a_user, an_address, signed_in
from notifications.models import Notice
from orders.actions import checkout
from orders.actions.offers import Wish
from orders.models import CommissionRule, Order, OrderItem
from orders.rules import numbers
from orders.rules.states import Method
from orders.tests.builders import an_order, wanting
from products.models import Product, StockMovement, Variant
from products.tests.builders import a_product, the_variant

pytestmark = pytest.mark.django_db


def test_an_order_of_two_sellers_is_placed_as_a_whole(api: APIClient) -> None:
    vase, lamp = a_product(price="280", stock=5), a_product(price="99.50", stock=2)
    buyer = a_user()

    answer = signed_in(buyer).post(
        "/api/orders/", wanting((vase, 2), (lamp, 1), note="هدية"), format="json"
    )

    assert answer.status_code == 201, answer.content
    body = answer.json()
    assert (body["items_total"], body["shipping_cost"], body["total_amount"]) == (
        "659.50",
        "140.00",
        "799.50",
    )
    assert body["status"] == "pending"
    assert len(body["parcels"]) == 2
    assert body["payment"]["status"] == "on_delivery"
    assert body["address"]["governorate"]["code"] == "ASN"
    assert Product.objects.get(pk=vase.pk).stock == 3
    assert Product.objects.get(pk=lamp.pk).stock == 1
    item = OrderItem.objects.get(product=vase)
    assert (item.commission_rate, item.commission_amount) == (Decimal(10), Decimal("56.00"))
    assert item.commission_vat == Decimal("7.84")
    kinds = sorted(
        Notice.objects.filter(kind__in=["order.placed", "sale.new"]).values_list("kind", flat=True)
    )
    assert kinds == ["order.placed", "sale.new", "sale.new"]


def test_what_is_answered_is_what_was_written() -> None:
    pieces = [a_product(price=price, stock=9) for price in ("280", "99.50", "12.25")]
    buyer = signed_in(a_user())

    placed = buyer.post(
        "/api/orders/",
        wanting(*((piece, 2) for piece in pieces), note="هدية"),
        format="json",
    ).json()

    read = buyer.get(f"/api/orders/{placed['id']}/").json()
    assert len(read["items"]) == len(read["parcels"]) == 3
    assert placed == read


@pytest.mark.parametrize("is_withdrawn", [True, False])
def test_a_variant_that_is_gone_is_not_for_sale_rather_than_short(is_withdrawn: bool) -> None:
    vase, lamp = a_product(stock=5), a_product(stock=5)
    gone = the_variant(lamp)
    wanted = wanting((vase, 1), (lamp, 1))
    wanted["items"][1]["variant"] = gone.pk if is_withdrawn else the_variant(vase).pk
    if is_withdrawn:
        Variant.objects.filter(pk=gone.pk).update(is_active=False)

    answer = signed_in(a_user()).post("/api/orders/", wanted, format="json")

    assert (answer.status_code, answer.json()["code"]) == (409, "not_for_sale")
    assert Product.objects.get(pk=vase.pk).stock == 5


def test_too_few_of_one_piece_leaves_everything_as_it_was() -> None:
    vase, lamp = a_product(stock=5), a_product(stock=1)

    answer = signed_in(a_user()).post("/api/orders/", wanting((vase, 1), (lamp, 2)), format="json")

    assert (answer.status_code, answer.json()["code"]) == (409, "insufficient_stock")
    assert answer.json()["items"] == [
        {"product": lamp.pk, "variant": the_variant(lamp).pk, "available": 1}
    ]
    assert Order.objects.count() == 0
    assert Product.objects.get(pk=vase.pk).stock == 5
    assert not StockMovement.objects.filter(reason="sale").exists()


def test_a_number_can_be_read_out_and_misheard() -> None:
    body = signed_in(a_user()).post("/api/orders/", wanting((a_product(), 1)), format="json").json()

    number = Order.objects.get().number
    assert body["number"] == numbers.spoken(number)
    assert numbers.heard(body["number"]) == number
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert numbers.heard(wrong) is None


def test_protected_fields_have_no_effect() -> None:
    body = wanting(
        (a_product(price="280"), 1), status="delivered", total_amount="1.00", payment_status=True
    )
    body["items"][0] |= {"price": "0.01", "commission_rate": 0}

    answer = signed_in(a_user()).post("/api/orders/", body, format="json").json()

    assert (answer["status"], answer["items_total"], answer["payment_status"]) == (
        "pending",
        "280.00",
        False,
    )


def test_the_most_specific_commission_rule_wins() -> None:
    seller = a_seller()
    piece = a_product(seller, price="100")
    CommissionRule.objects.create(percent=20)
    CommissionRule.objects.create(percent=5, fixed=1, seller=seller)
    CommissionRule.objects.create(percent=15, category=piece.category)

    signed_in(a_user()).post("/api/orders/", wanting((piece, 2)), format="json")

    item = OrderItem.objects.get()
    assert (item.commission_rate, item.commission_amount, item.commission_vat) == (
        Decimal(5),
        Decimal("12.00"),
        Decimal("1.68"),
    )


def test_one_idempotency_key_places_one_order() -> None:
    piece = a_product(stock=5)
    buyer = signed_in(a_user())
    body = wanting((piece, 1))

    first = buyer.post("/api/orders/", body, format="json", HTTP_IDEMPOTENCY_KEY="abc")
    again = buyer.post("/api/orders/", body, format="json", HTTP_IDEMPOTENCY_KEY="abc")

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert again["Idempotent-Replayed"] == "true"
    assert Order.objects.count() == 1
    other = buyer.post(
        "/api/orders/", wanting((piece, 2)), format="json", HTTP_IDEMPOTENCY_KEY="abc"
    )
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


def test_a_refusal_is_remembered_under_its_key() -> None:
    buyer = signed_in(a_user())
    body = wanting((a_product(stock=1), 2))

    first = buyer.post("/api/orders/", body, format="json", HTTP_IDEMPOTENCY_KEY="abc")
    again = buyer.post("/api/orders/", body, format="json", HTTP_IDEMPOTENCY_KEY="abc")

    assert first.status_code == again.status_code == 409
    assert first.content == again.content
    assert IdempotencyKey.objects.count() == 1


def test_ones_own_piece_cannot_be_bought() -> None:
    seller = a_seller()

    answer = signed_in(seller).post("/api/orders/", wanting((a_product(seller), 1)), format="json")

    assert (answer.status_code, answer.json()["code"]) == (409, "own_piece")


def test_a_basket_is_ordered_and_then_empty() -> None:
    piece = a_product()
    buyer = signed_in(a_user())
    buyer.put("/api/cart/items/", {"product": piece.pk, "quantity": 2}, format="json")
    body = wanting()
    del body["items"]

    answer = buyer.post("/api/orders/", body, format="json")

    assert answer.status_code == 201, answer.content
    assert answer.json()["items"][0]["quantity"] == 2
    assert buyer.get("/api/cart/").json()["groups"] == []


def test_an_order_names_its_governorate_in_the_language_asked_for() -> None:
    order = an_order()
    buyer = signed_in(order.user)

    arabic, english = (
        buyer.get(f"/api/orders/{order.pk}/", headers={"Accept-Language": language}).json()
        for language in ("ar", "en")
    )

    assert arabic["address"]["governorate"].keys() == {"code", "name"}
    assert arabic["address"]["governorate"]["name"] == order.address["governorate"]["name"]
    assert english["address"]["governorate"]["name"] == order.address["governorate"]["name_en"]


def test_pictures_of_lines_have_whole_addresses() -> None:
    order = an_order()
    order.items.update(image="/media/products/ab/abc.webp")

    shown = signed_in(order.user).get(f"/api/orders/{order.pk}/").json()

    assert shown["items"][0]["image"] == "http://testserver/media/products/ab/abc.webp"


def test_a_second_rule_for_the_same_is_refused_in_words() -> None:
    CommissionRule.objects.create(percent=11)

    with pytest.raises(ValidationError, match="قاعدة سارية"):
        CommissionRule(percent=12).full_clean()


def test_an_order_just_placed_narrows_what_it_holds_to_its_own() -> None:
    buyer = a_user()
    an_order(buyer)
    request = checkout.Request(
        wishes=[Wish(a_product().pk, 1)],
        destination=checkout.destination(an_address(buyer)),
        method=Method.CASH_ON_DELIVERY,
    )

    with transaction.atomic():
        placed = checkout.place(request, buyer=buyer, from_cart=False, now=datetime.now(UTC))

    assert [own.order_id for own in placed.parcels.order_by("pk")] == [placed.pk]
    assert [own.order_id for own in placed.items.order_by("pk")] == [placed.pk]
    assert [own.order_id for own in placed.events.order_by("pk")] == [placed.pk]
