"""What sellers say of their pieces, and what comes of it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from rest_framework.test import APIClient

from custom_auth.tests.builders import a_seller, a_user, signed_in
from products.models import Attribute, Product, StockMovement, Variant
from products.tests.builders import a_category, a_product, the_variant

pytestmark = pytest.mark.django_db


def offer(api: APIClient, **fields: Any) -> Any:
    body = {
        "name": "فازة فخار",
        "description": "معمولة على الدولاب.",
        "price": "280.00",
        "stock": 3,
        "category": fields.pop("category", None) or a_category().pk,
        **fields,
    }
    return api.post("/api/products/", body, format="json")


def test_a_piece_is_on_show_and_its_stock_has_a_beginning(api: APIClient) -> None:
    seller = a_seller()

    answer = offer(signed_in(seller), price="٢٨٠٫٥٠", stock="٣")

    body = answer.json()
    assert (answer.status_code, body["price"], body["stock"]) == (201, "280.50", 3)
    assert body["state"] == "approved"
    assert api.get(f"/api/products/{body['id']}/").json()["seller"]["id"] == seller.pk
    movement = StockMovement.objects.get()
    assert (movement.change, movement.reason, movement.by) == (3, "initial", seller)


@pytest.mark.parametrize("who", ["nobody", "customer", "unverified"])
def test_only_verified_sellers_offer(who: str) -> None:
    if who == "nobody":
        client = APIClient()
    elif who == "customer":
        client = signed_in(a_user())
    else:
        client = signed_in(a_seller(is_verified=False, verified_at=None))

    assert offer(client).status_code == (401 if who == "nobody" else 403)
    assert not Product.objects.exists()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"price": "0"}, "price"),
        ({"price": "-1"}, "price"),
        ({"price": "1.005"}, "price"),
        ({"price": "NaN"}, "price"),
        ({"price": True}, "price"),
        ({"price": "1e3"}, "price"),
        ({"price": "99999999999"}, "price"),
        ({"stock": -1}, "stock"),
        ({"stock": 1.5}, "stock"),
        ({"stock": "٣ قطع"}, "stock"),
        ({"name": ""}, "name"),
        ({"name": "ف" * 256}, "name"),
        ({"name": "فازة\u202e"}, "name"),
        ({"category": 1}, "category"),
        ({"category": "x"}, "category"),
        ({"category": 10**30}, "category"),
        ({"lead_time_days": 181}, "lead_time_days"),
        ({"options": [{"name": "لون", "values": []}]}, "options.0.values"),
        ({"variants": [{"choices": "x"}]}, "variants.0.choices"),
    ],
)
def test_what_does_not_fit_is_named(fields: dict[str, Any], field: str) -> None:
    answer = offer(signed_in(a_seller()), **fields)

    assert answer.status_code == 400, answer.content
    found = {row["field"] for row in answer.json()["errors"]}
    assert any(name == field or name.startswith(f"{field}.") for name in found), found
    assert not Product.objects.exists()


COLOURS = [{"name": "لون", "name_en": "Colour", "values": [{"value": "أزرق"}, {"value": "أخضر"}]}]


def test_options_make_variants_with_their_own_price_and_stock(api: APIClient) -> None:
    variants = [
        {"choices": ["أزرق"], "stock": 2, "price": "300"},
        {"choices": ["أخضر"], "stock": 1},
    ]

    body = offer(signed_in(a_seller()), options=COLOURS, variants=variants).json()

    assert body["stock"] == 3
    detail = api.get(f"/api/products/{body['id']}/").json()
    assert [(v["choices"], v["price"], v["stock"]) for v in detail["variants"]] == [
        (["أزرق"], "300.00", 2),
        (["أخضر"], "280.00", 1),
    ]
    assert api.get("/api/products/").json()["results"][0]["price"] == "280.00"


@pytest.mark.parametrize(
    "variants",
    [
        [{"choices": ["أحمر"]}],
        [{"choices": []}],
        [{"choices": ["أزرق"]}, {"choices": ["أزرق"]}],
        [{"choices": ["أزرق", "أخضر"]}],
    ],
)
def test_a_variant_names_one_value_of_each_option(variants: list[dict[str, Any]]) -> None:
    answer = offer(signed_in(a_seller()), options=COLOURS, variants=variants)

    assert (answer.status_code, answer.json()["code"]) == (400, "choices_do_not_fit")
    assert not Variant.objects.exists()


def test_a_variant_that_is_no_longer_named_gives_its_stock_back_to_nobody() -> None:
    seller = signed_in(a_seller())
    made = offer(
        seller,
        options=COLOURS,
        variants=[{"choices": ["أزرق"], "stock": 2}, {"choices": ["أخضر"], "stock": 1}],
    ).json()

    changed = seller.patch(
        f"/api/products/{made['id']}/", {"variants": [{"choices": ["أزرق"]}]}, format="json"
    ).json()

    assert changed["stock"] == 2
    gone = Variant.objects.get(choices=["أخضر"])
    assert (gone.is_active, gone.stock) == (False, 0)
    assert sum(m.change for m in gone.movements.all()) == 0


def test_there_is_one_of_a_kind() -> None:
    seller = signed_in(a_seller())

    refused = offer(seller, one_of_a_kind=True, stock=2)
    taken = offer(seller, one_of_a_kind=True, stock=1)

    assert (refused.status_code, refused.json()["code"]) == (400, "one_of_a_kind")
    more = seller.patch(f"/api/products/{taken.json()['id']}/", {"stock": 2}, format="json")
    assert (more.status_code, more.json()["code"]) == (400, "one_of_a_kind")
    assert Product.objects.get().stock == 1


def test_a_code_belongs_to_one_piece() -> None:
    first = offer(signed_in(a_seller()), sku="V-1")
    second = offer(signed_in(a_seller()), sku="V-1")

    assert (first.status_code, second.status_code) == (201, 409)
    assert second.json()["code"] == "sku_taken"


def test_attributes_are_those_of_the_category_and_above() -> None:
    root = a_category()
    leaf, other = a_category(parent=root), a_category()
    material = Attribute.objects.create(
        code="material", name="خامة", kind="choice", choices=[{"value": "طين"}]
    )
    material.categories.add(root)
    seller = signed_in(a_seller())

    fits = offer(seller, category=leaf.pk, attributes={"material": "طين"})
    wrong_value = offer(seller, category=leaf.pk, attributes={"material": "ذهب"})
    wrong_place = offer(seller, category=other.pk, attributes={"material": "طين"})

    assert fits.json()["attributes"] == {"material": "طين"}
    for answer in (wrong_value, wrong_place):
        assert (answer.status_code, answer.json()["code"]) == (400, "unknown_attribute")


def test_a_draft_is_put_forward_when_its_maker_wants(api: APIClient) -> None:
    seller = signed_in(a_seller())
    draft = offer(seller, is_draft=True).json()
    address = f"/api/products/{draft['id']}/"
    assert (draft["state"], api.get(address).status_code) == ("draft", 404)

    submitted = seller.post(f"/api/seller/products/{draft['id']}/submit/")

    assert submitted.json()["state"] == "approved"
    assert api.get(address).status_code == 200
    again = seller.post(f"/api/seller/products/{draft['id']}/submit/")
    assert (again.status_code, again.json()["code"]) == (409, "invalid_transition")


def test_a_reduction_is_compared_with_the_truth(api: APIClient) -> None:
    now = datetime.now(UTC)
    product = a_product(price="400", now=now - timedelta(days=90))
    seller = signed_in(product.seller)

    answer = seller.patch(
        f"/api/products/{product.pk}/",
        {"price": "300", "compare_at_price": "900"},
        format="json",
    )

    assert answer.json()["compare_at_price"] == "400.00"
    assert api.get("/api/products/").json()["results"][0]["compare_at_price"] == "400.00"
    boast = seller.patch(
        f"/api/products/{product.pk}/", {"compare_at_price": "5000"}, format="json"
    )
    assert boast.json()["compare_at_price"] == "400.00"


def test_an_old_name_in_addresses_leads_to_the_piece(api: APIClient) -> None:
    product = a_product(name="فازة زرقاء")
    old = product.slug
    signed_in(product.seller).patch(
        f"/api/products/{product.pk}/", {"name": "فازة فيروزية"}, format="json"
    )
    product.refresh_from_db()

    for slug in (old, product.slug):
        answer = api.get(f"/api/products/by-slug/{slug}/")
        assert (answer.status_code, answer["Location"]) == (301, f"/api/products/{product.pk}/")


def test_a_duplicate_is_a_draft_with_nothing_in_stock() -> None:
    product = a_product(name_en="Vase", lead_time_days=4, stock=5)

    body = signed_in(product.seller).post(f"/api/seller/products/{product.pk}/duplicate/").json()

    assert (body["state"], body["stock"], body["name_en"]) == ("draft", 0, "Vase")
    assert body["id"] != product.pk
    assert body["lead_time_days"] == 4


def test_many_pieces_change_at_once_or_none_does() -> None:
    seller = a_seller()
    one, two, foreign = a_product(seller), a_product(seller), a_product()
    client = signed_in(seller)

    def bulk(*changes: dict[str, Any]) -> Any:
        return client.patch("/api/seller/products/bulk/", {"changes": list(changes)}, format="json")

    refused = bulk({"product": one.pk, "price": "10"}, {"product": foreign.pk, "price": "10"})
    done = bulk({"product": one.pk, "price": "10"}, {"product": two.pk, "stock": 9})

    assert (refused.status_code, done.status_code) == (404, 200), done.content
    assert [str(p.price) for p in Product.objects.order_by("pk")] == ["10.00", "280.00", "280.00"]
    assert the_variant(two).stock == 9


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_nobody_changes_anothers_piece(method: str) -> None:
    product = a_product()

    answer = getattr(signed_in(a_seller()), method)(
        f"/api/products/{product.pk}/", {"price": "1"}, format="json"
    )

    assert answer.status_code == 404
    product.refresh_from_db()
    assert (str(product.price), product.state) == ("280.00", "approved")


def test_own_pieces_are_listed_in_every_state() -> None:
    seller = a_seller()
    live, draft = a_product(seller), a_product(seller, is_draft=True, name="سجادة")
    a_product()
    client = signed_in(seller)

    everything = client.get("/api/seller/products/").json()["results"]

    assert {row["id"] for row in everything} == {live.pk, draft.pk}
    drafts = client.get("/api/seller/products/", {"state": "draft"}).json()["results"]
    assert [row["id"] for row in drafts] == [draft.pk]
