"""Wishes, what is akin, what was looked at; and that lists cost what they cost."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from core.tests.races import at_once
from custom_auth.tests.builders import a_seller, a_user, signed_in
from notifications.models import Notice
from products.actions import popularity, products, stock, wishes
from products.actions.publish import publish
from products.models import Product, WishlistItem
from products.rules import Movement
from products.tasks import tell_news
from products.tests.builders import a_category, a_product, the_variant
from products.tests.test_moderation import doing


@pytest.mark.django_db
def test_a_wish_is_kept_once_and_dropped() -> None:
    product, client = a_product(), signed_in(a_user())
    address = f"/api/wishlist/{product.pk}/"

    assert [client.put(address).status_code for _ in range(2)] == [201, 204]
    (row,) = client.get("/api/wishlist/").json()["results"]
    assert row["product"]["id"] == product.pk
    assert client.delete(address).status_code == 204
    assert client.get("/api/wishlist/").json()["results"] == []
    assert client.put(f"/api/wishlist/{a_product(is_draft=True).pk}/").status_code == 404


@pytest.mark.django_db
def test_whoever_saved_a_piece_hears_that_it_is_back_and_cheaper() -> None:
    product = a_product(stock=1, price="280")
    user = a_user()
    signed_in(user).put(f"/api/wishlist/{product.pk}/")
    line = stock.Line(the_variant(product).pk, 1)
    doing(stock.take, [line], reference="order:1", by=None)
    tell_news()
    assert not Notice.objects.filter(kind__startswith="wishlist").exists()

    doing(stock.put_back, [line], reason=Movement.CANCELLED, reference="order:1", by=None)
    signed_in(product.seller).patch(f"/api/products/{product.pk}/", {"price": "199"}, format="json")
    tell_news()
    tell_news()

    kinds = Notice.objects.filter(kind__startswith="wishlist").order_by("kind")
    assert [(n.kind, n.user_ids) for n in kinds] == [
        ("wishlist.back_in_stock", [user.pk]),
        ("wishlist.price_fell", [user.pk]),
    ]
    # Each reader has the piece's name in the language of the notice.
    assert {n.values["product_en"] for n in kinds} == {product.name_en or product.name}


@pytest.mark.django_db
def test_a_price_that_goes_up_is_no_news() -> None:
    product, user = a_product(price="280"), a_user()
    signed_in(user).put(f"/api/wishlist/{product.pk}/")
    signed_in(product.seller).patch(f"/api/products/{product.pk}/", {"price": "300"}, format="json")

    tell_news()

    assert not Notice.objects.filter(kind="wishlist.price_fell").exists()
    assert WishlistItem.objects.get().price_seen == 280


@pytest.mark.django_db
def test_the_seller_hears_when_little_is_left() -> None:
    product = a_product(stock=3, low_stock_at=2)

    doing(stock.take, [stock.Line(the_variant(product).pk, 1)], reference="order:1", by=None)
    tell_news()

    notice = Notice.objects.get(kind="stock.low")
    assert (notice.user_ids, notice.values["count"]) == ([product.seller_id], 2)


@pytest.mark.django_db
def test_akin_is_what_stands_near_and_is_made_by_others(api: APIClient) -> None:
    root = a_category()
    here, beside, far = a_category(parent=root), a_category(parent=root), a_category()
    piece = a_product(category=here)
    own = a_product(piece.seller, category=here)
    near, next_door, foreign = (
        a_product(category=here),
        a_product(category=beside),
        a_product(category=far),
    )
    hidden = a_product(category=here, is_draft=True)

    related = [c["id"] for c in api.get(f"/api/products/{piece.pk}/related/").json()["results"]]
    more = [
        c["id"] for c in api.get(f"/api/products/{piece.pk}/more-from-maker/").json()["results"]
    ]

    assert related == [near.pk, next_door.pk]
    assert more == [own.pk]
    assert not {foreign.pk, hidden.pk} & set(related)


@pytest.mark.django_db
def test_what_was_looked_at_is_remembered_and_forgotten() -> None:
    user = a_user()
    one, two = a_product(), a_product()
    now = datetime.now(UTC)
    doing(wishes.note_views, user.pk, {one.pk: now, 42: now})
    doing(wishes.note_views, user.pk, {two.pk: now + timedelta(minutes=1)})
    client = signed_in(user)

    seen = [card["id"] for card in client.get("/api/products/recently-viewed/").json()["results"]]

    assert seen == [two.pk, one.pk]
    assert client.delete("/api/products/recently-viewed/").status_code == 204
    assert client.get("/api/products/recently-viewed/").json()["results"] == []


@pytest.mark.django_db
def test_orders_of_lists(api: APIClient) -> None:
    now = datetime.now(UTC)
    cheap = a_product(price="50", now=now - timedelta(days=2))
    loved = a_product(price="500", now=now - timedelta(days=1))
    new = a_product(price="100", now=now)
    Product.objects.filter(pk=loved.pk).update(rating_sum=25, rating_count=5)
    doing(popularity.note_views, {cheap.pk: 100}, at=now)
    doing(publish, [loved.pk])

    def order(name: str) -> list[int]:
        found = api.get("/api/products/", {"ordering": name}).json()["results"]
        return [card["id"] for card in found]

    assert order("newest") == [new.pk, loved.pk, cheap.pk]
    assert order("price") == [cheap.pk, new.pk, loved.pk]
    assert order("-price") == [loved.pk, new.pk, cheap.pk]
    assert order("rating")[0] == loved.pk
    assert order("popular")[0] == cheap.pk


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"min_price": "100"}, ["dear"]),
        ({"max_price": "٩٩٫٥٠"}, ["cheap"]),
        ({"in_stock": "false"}, ["dear"]),
        ({"in_stock": "true"}, ["cheap"]),
    ],
)
def test_filters(api: APIClient, asked: dict[str, str], found: list[str]) -> None:
    made = {"cheap": a_product(price="50", stock=1).pk, "dear": a_product(price="150", stock=0).pk}

    shown = [card["id"] for card in api.get("/api/products/", asked).json()["results"]]

    assert shown == [made[name] for name in found]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "asked",
    [
        {"min_price": "x"},
        {"category": "١x"},
        {"in_stock": "maybe"},
        {"ordering": "random"},
        {"ids": "1,,2"},
        {"updated_since": "yesterday"},
        {"min_rating": "6"},
        {"seller": "9" * 40},
        {"min_price": "\x00"},
    ],
)
def test_a_filter_that_makes_no_sense_is_named(api: APIClient, asked: dict[str, str]) -> None:
    answer = api.get("/api/products/", asked)

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == next(iter(asked))


ADDRESSES = [
    "/api/products/?page_size=100",
    "/api/products/?page_size=100&category={category}",
    "/api/products/?page_size=100&ordering=price&min_price=1&in_stock=true",
    "/api/products/?page_size=100&updated_since=2026-01-01T00:00:00Z",
    "/api/products/{product}/",
    "/api/products/{product}/related/",
    "/api/products/{product}/more-from-maker/",
]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_public_lists_cost_the_same_for_one_and_for_thirty(api: APIClient, address: str) -> None:
    seller, category = a_seller(), a_category()
    counts = []
    for number in (1, 29):
        made = [a_product(seller, category=category) for _ in range(number)]
        with CaptureQueriesContext(connection) as queries:
            answer = api.get(address.format(category=category.pk, product=made[0].pk))
        assert answer.status_code == 200
        counts.append(len(queries))

    # One query; the delta sync first asks up to when it is whole.
    assert counts == ([2, 2] if "since" in address else [1, 1])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "who"),
    [
        ("/api/seller/products/?page_size=100", "seller"),
        ("/api/wishlist/?page_size=100", "user"),
    ],
)
def test_private_lists_cost_the_same_for_one_and_for_thirty(address: str, who: str) -> None:
    user = a_seller() if who == "seller" else a_user()
    client = signed_in(user)
    counts = []
    for number in (1, 29):
        for _ in range(number):
            product = a_product(user if who == "seller" else None)
            if who == "user":
                client.put(f"/api/wishlist/{product.pk}/")
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        assert answer.status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.mark.race
def test_a_sync_misses_nothing_that_commits_late(own_database: None, api: APIClient) -> None:
    early, late = a_product(), a_product()
    since = api.get("/api/products/", {"updated_since": "2026-01-01T00:00:00Z"}).json()[
        "synced_until"
    ]
    begun, may_commit = threading.Event(), threading.Event()

    def change_slowly() -> None:
        try:
            with transaction.atomic():
                products.withdraw(late, by=late.seller)
                begun.set()
                may_commit.wait(10)
        finally:
            connection.close()

    slow = threading.Thread(target=change_slowly)
    slow.start()
    begun.wait(10)
    with transaction.atomic():
        products.withdraw(early, by=early.seller)

    first = api.get("/api/products/", {"updated_since": since}).json()
    may_commit.set()
    slow.join()
    second = api.get("/api/products/", {"updated_since": first["synced_until"]}).json()

    def gone(body: Any) -> set[int]:
        return {row["id"] for row in body["results"] if row.get("is_active") is False}

    assert early.pk in gone(first)
    assert late.pk in gone(second)


@pytest.mark.race
def test_stock_is_the_sum_of_its_movements_under_a_rush(own_database: None) -> None:
    product = a_product(stock=5)
    variant = the_variant(product)
    lines = [stock.Line(variant.pk, 1)]

    answers = at_once(12, lambda at: doing(stock.take, lines, reference=f"order:{at}", by=None))

    outcomes = [not isinstance(answer, Exception) for answer in answers]
    variant.refresh_from_db()
    assert (sum(outcomes), len(outcomes), variant.stock) == (5, 12, 0)
    assert sum(movement.change for movement in variant.movements.all()) == 0
