from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from custom_auth.models import User
from custom_auth.tests.builders import a_seller, a_user, signed_in
from orders.actions import cart
from orders.models import CartItem, OrderItem
from orders.tests.builders import wanting
from products.models import Listing, Product, Variant
from products.tests.builders import a_product, the_variant

pytestmark = pytest.mark.django_db


def put(api: APIClient, piece: Product, quantity: int = 1, **more: Any) -> Any:
    body = {"product": piece.pk, "quantity": quantity, **more}
    return api.put("/api/cart/items/", body, format="json")


def lines(answer: Any) -> list[dict[str, Any]]:
    return [item for group in answer.json()["groups"] for item in group["items"]]


def test_a_basket_is_grouped_by_seller_and_added_up() -> None:
    potter, weaver = a_seller(), a_seller()
    vase, bowl, rug = a_product(potter, price="280"), a_product(potter), a_product(weaver)
    api = signed_in(a_user())

    for piece, quantity in [(vase, 2), (rug, 1), (bowl, 1)]:
        put(api, piece, quantity)
    shown = api.get("/api/cart/").json()

    assert {group["seller"]["id"]: group["items_total"] for group in shown["groups"]} == {
        potter.pk: "840.00",
        weaver.pk: "280.00",
    }
    assert (shown["item_count"], shown["items_total"], shown["has_changes"]) == (
        4,
        "1120.00",
        False,
    )


def test_what_was_chosen_is_told_in_the_language_asked_for() -> None:
    """In the basket and in the order, which keeps how it was called then."""
    colours = [{"value": "أزرق", "value_en": "Blue"}, {"value": "بني", "value_en": ""}]
    sizes = [{"value": "كبير", "value_en": "Large"}]
    shirt = a_product(
        options=[
            {"name": "اللون", "name_en": "Colour", "values": colours},
            {"name": "المقاس", "name_en": "Size", "values": sizes},
        ]
    )
    api = signed_in(a_user())
    for variant in shirt.variants.order_by("position"):
        put(api, shirt, variant=variant.pk)

    def chosen(path: str, language: str) -> list[list[str]]:
        answer = api.get(path, HTTP_ACCEPT_LANGUAGE=language)
        rows = answer.json()["items"] if "orders" in path else lines(answer)
        return sorted(row["choices"] for row in rows)

    arabic, english = [["أزرق", "كبير"], ["بني", "كبير"]], [["Blue", "Large"], ["بني", "Large"]]
    assert (chosen("/api/cart/", "ar"), chosen("/api/cart/", "en")) == (arabic, english)
    order = api.post("/api/orders/", {**wanting(), "items": []}, format="json").json()
    Product.objects.filter(pk=shirt.pk).update(options=[])

    path = f"/api/orders/{order['id']}/"
    assert (chosen(path, "ar"), chosen(path, "en")) == (arabic, english)
    OrderItem.objects.update(choices_en=[])  # as of an order older than the column
    assert chosen(path, "en") == arabic


def test_what_changed_since_a_piece_was_put_in_is_said_and_not_refused() -> None:
    dearer, scarcer, gone = a_product(price="100"), a_product(stock=5), a_product()
    api = signed_in(a_user())
    for piece in (dearer, scarcer, gone):
        put(api, piece, 3)
    Product.objects.filter(pk=dearer.pk).update(price=120)
    Variant.objects.filter(product=scarcer).update(stock=1)
    Listing.objects.filter(pk=gone.pk).update(product_ok=False)

    answer = api.get("/api/cart/")

    changes = {item["product"]: item["changes"] for item in lines(answer)}
    assert changes == {
        dearer.pk: [{"code": "price", "before": "100.00", "now": "120.00"}],
        scarcer.pk: [{"code": "stock", "available": 1}],
        gone.pk: [{"code": "withdrawn"}],
    }
    assert answer.json()["has_changes"] is True
    # What is withdrawn is shown, but does not count: 3 × 120 and 3 × 280.
    assert answer.json()["items_total"] == "1200.00"


def test_setting_a_quantity_replaces_it_and_none_takes_the_piece_out() -> None:
    piece = a_product()
    api = signed_in(a_user())

    put(api, piece, 2)
    assert [item["quantity"] for item in lines(put(api, piece, 5))] == [5]

    assert lines(put(api, piece, 0)) == []


def test_pieces_with_different_wording_are_different_lines() -> None:
    asked = {"code": "name", "label": "الاسم", "label_en": "Name", "max_length": 20}
    cup = a_product(personalisation=[{**asked, "is_required": True}])
    api = signed_in(a_user())

    put(api, cup, 1, personalisation={"name": "ليلى"})
    answer = put(api, cup, 2, personalisation={"name": "عمر"})

    assert {item["personalisation"]["name"]: item["quantity"] for item in lines(answer)} == {
        "ليلى": 1,
        "عمر": 2,
    }


def test_a_phones_basket_is_merged_and_merging_it_again_changes_nothing() -> None:
    both, only_there, gone = a_product(), a_product(), a_product()
    Listing.objects.filter(pk=gone.pk).update(product_ok=False)
    api = signed_in(a_user())
    put(api, both, 2)
    phone = {
        "items": [
            {"product": both.pk, "quantity": 3},
            {"product": only_there.pk, "quantity": 1},
            {"product": gone.pk, "quantity": 1},
        ]
    }

    first = api.post("/api/cart/merge/", phone, format="json")
    again = api.post("/api/cart/merge/", phone, format="json")

    for answer in (first, again):
        assert {i["product"]: i["quantity"] for i in lines(answer)} == {
            both.pk: 3,
            only_there.pk: 1,
        }


def test_a_piece_that_is_not_for_sale_is_refused() -> None:
    gone = a_product()
    Listing.objects.filter(pk=gone.pk).update(product_ok=False)

    answer = put(signed_in(a_user()), gone)

    assert (answer.status_code, answer.json()["code"]) == (409, "not_for_sale")
    assert CartItem.objects.count() == 0


def test_a_basket_holds_no_more_than_a_hundred_different_pieces(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cart, "MOST_ITEMS", 2)
    api = signed_in(a_user())
    first = a_product()
    put(api, first)
    put(api, a_product())

    answer = put(api, a_product())

    assert (answer.status_code, answer.json()["code"]) == (409, "cart_full")
    assert put(api, first, 4).status_code == 200


def test_wording_makes_a_full_basket_no_larger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cart, "MOST_ITEMS", 2)
    asked = {"code": "name", "label": "الاسم", "label_en": "Name", "max_length": 20}
    cup = a_product(personalisation=[{**asked, "is_required": True}])
    api = signed_in(a_user())
    for name in ("ليلى", "عمر"):
        put(api, cup, 1, personalisation={"name": name})

    answer = put(api, cup, 1, personalisation={"name": "سلمى"})

    assert (answer.status_code, answer.json()["code"]) == (409, "cart_full")
    assert put(api, cup, 3, personalisation={"name": "عمر"}).status_code == 200


def test_a_basket_says_what_an_order_would_refuse() -> None:
    asked = {"code": "name", "label": "الاسم", "label_en": "Name", "max_length": 20}
    cup = a_product(stock=4, personalisation=[{**asked, "is_required": False}])
    api = signed_in(a_user())
    put(api, cup, 3, personalisation={"name": "ليلى"})
    put(api, cup, 2)
    cup.personalisation = [{**asked, "is_required": True}]
    cup.save(update_fields=["personalisation"])

    shown = lines(api.get("/api/cart/"))

    # Neither line is too much by itself.
    short = {"code": "stock", "available": 4}
    assert [item["changes"] for item in shown] == [
        [short],
        [short, {"code": "personalisation", "field": "name"}],
    ]


def test_ones_own_pieces_are_refused_and_left_out_of_a_phones_basket() -> None:
    seller = a_seller()
    own, other = a_product(seller), a_product()
    api = signed_in(seller)
    rows = [{"product": piece.pk, "quantity": 1} for piece in (own, other)]

    assert put(api, own).json()["code"] == "own_piece"

    answer = api.post("/api/cart/merge/", {"items": rows}, format="json")
    assert [item["product"] for item in lines(answer)] == [other.pk]


def test_a_basket_is_its_owners_alone() -> None:
    owner, other = signed_in(a_user()), signed_in(a_user())
    put(owner, a_product())

    assert lines(other.get("/api/cart/")) == []
    assert other.delete("/api/cart/").status_code == 204
    assert len(lines(owner.get("/api/cart/"))) == 1


def test_nobody_has_a_basket_without_signing_in(api: APIClient) -> None:
    assert api.get("/api/cart/").status_code == 401


def filled(user: User, count: int) -> APIClient:
    seller = a_seller()
    api = signed_in(user)
    for _ in range(count):
        put(api, a_product(seller))
    return api


@pytest.mark.parametrize("count", [1, 30])
def test_showing_a_basket_takes_three_queries_however_full_it_is(count: int) -> None:
    api = filled(a_user(), count)

    with CaptureQueriesContext(connection) as queries:
        answer = api.get("/api/cart/")

    assert len(lines(answer)) == count
    # Who asks (1); what is in the basket (2); those pieces as they are on offer now (3).
    assert len(queries) == 3, [row["sql"][:80] for row in queries.captured_queries]


def test_the_variant_meant_is_the_only_one() -> None:
    piece = a_product()

    answer = put(signed_in(a_user()), piece, variant=the_variant(piece).pk)

    assert lines(answer)[0]["variant"] == the_variant(piece).pk
