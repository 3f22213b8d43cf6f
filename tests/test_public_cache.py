"""Kept answers: fast, and never older than the last commit."""

import gzip
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import brotli
import pytest
import zstandard
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from core import public_cache
from custom_auth.tests.builders import a_seller, a_staff_member, a_user, signed_in
from orders.tests.builders import wanting
from products import window
from products.actions import products
from products.tests.builders import a_product

pytestmark = pytest.mark.race


@pytest.fixture(autouse=True)
def _kept(own_database: None, settings: Settings, tmp_path: Path) -> Any:
    settings.PUBLIC_CACHE = True
    settings.DATA_DIR = tmp_path
    public_cache.store.cache_clear()
    yield
    public_cache.store.cache_clear()


def test_a_second_reader_costs_no_query(api: APIClient) -> None:
    product = a_product()
    for address in ("/api/products/", f"/api/products/{product.pk}/", "/api/products/categories/"):
        first = api.get(address)

        with CaptureQueriesContext(connection) as queries:
            again = api.get(address)
            known = api.get(address, HTTP_IF_NONE_MATCH=first["ETag"])

        assert len(queries) == 0, address
        assert again.content == first.content
        assert (known.status_code, known["ETag"]) == (304, first["ETag"])
        assert again["X-Request-ID"] != first["X-Request-ID"]
        own = {"X-Request-ID", "Content-Length"}
        assert {k: v for k, v in again.items() if k not in own} == {
            k: v for k, v in first.items() if k not in own
        }


def test_what_is_changed_shows_at_once(api: APIClient) -> None:
    product, other = a_product(price="280"), a_product()
    lists, detail = "/api/products/?ordering=price", f"/api/products/{product.pk}/"
    api.get(lists)
    api.get(detail)

    signed_in(product.seller).patch(detail, {"price": "99.00"}, format="json")

    assert api.get(detail).json()["price"] == "99.00"
    assert api.get(lists).json()["results"][0]["price"] == "99.00"
    with transaction.atomic():
        products.withdraw(other, by=other.seller)
    assert [card["id"] for card in api.get(lists).json()["results"]] == [product.pk]


def test_what_robots_are_shown_is_kept_and_never_older_than_the_last_commit(api: APIClient) -> None:
    product, path = a_product(), "/sitemap-products.xml"
    assert f"/products/{product.pk}<" in api.get(path).content.decode()
    with CaptureQueriesContext(connection) as queries:
        assert f"/products/{product.pk}<" in api.get(path).content.decode()
    assert len(queries) == 0

    with transaction.atomic():
        products.withdraw(product, by=product.seller)

    assert "/products/" not in api.get(path).content.decode()


def test_an_order_shows_in_the_stock_and_leaves_the_lists_alone(api: APIClient) -> None:
    product = a_product(stock=2)
    detail, buyer = f"/api/products/{product.pk}/", signed_in(a_user())
    api.get(detail)
    api.get("/api/products/")

    order = buyer.post("/api/orders/", wanting((product, 1)), format="json")
    with CaptureQueriesContext(connection) as queries:
        api.get("/api/products/")
    assert (order.status_code, len(queries)) == (201, 0)
    assert api.get(detail).json()["stock"] == 1

    buyer.post("/api/orders/", wanting((product, 1)), format="json")

    assert api.get(detail).json()["in_stock"] is False
    assert api.get("/api/products/").json()["results"][0]["in_stock"] is False


def test_what_is_rolled_back_forgets_nothing(api: APIClient) -> None:
    product = a_product()
    api.get("/api/products/")

    try:
        with transaction.atomic():
            products.withdraw(product, by=product.seller)
            raise InterruptedError
    except InterruptedError:
        pass

    with CaptureQueriesContext(connection) as queries:
        assert len(api.get("/api/products/").json()["results"]) == 1
    assert len(queries) == 0


def test_an_answer_made_from_older_rows_is_not_taken_for_a_new_one(
    api: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    product = a_product(price="280")
    read = window.page

    def read_then_overtaken(**asked: Any) -> window.Page:
        page = read(**asked)
        change = threading.Thread(target=_set_price, args=(product.pk, "1.00"))
        change.start()
        change.join()
        return page

    with monkeypatch.context() as slow:
        slow.setattr(window, "page", read_then_overtaken)
        assert api.get("/api/products/").json()["results"][0]["price"] == "280.00"

    assert api.get("/api/products/").json()["results"][0]["price"] == "1.00"


def _set_price(product_id: int, price: str) -> None:
    from products.models import Product

    product = Product.objects.get(pk=product_id)
    try:
        with transaction.atomic():
            products.change(
                product, by=product.seller, is_moderator=False, now=datetime.now(UTC), price=price
            )
    finally:
        connection.close()


def test_nobody_gets_anothers_answer(api: APIClient) -> None:
    a_product(name_en="Blue vase")
    arabic = api.get("/api/products/")
    english = api.get("/api/products/", HTTP_ACCEPT_LANGUAGE="en")
    elsewhere = api.get("/api/products/", HTTP_HOST="shop.example")

    assert english.json()["results"][0]["name"] == "Blue vase"
    assert arabic.json()["results"][0]["name"] != "Blue vase"
    assert elsewhere["ETag"] == arabic["ETag"] or b"shop.example" in elsewhere.content
    own = signed_in(a_user()).get("/api/users/profile/")
    assert own.status_code == 200
    assert api.get("/api/users/profile/").status_code == 401


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br", "br"),
        ("zstd, gzip", "zstd"),
        ("gzip", "gzip"),
        ("identity", ""),
        ("br;q=0, gzip", "gzip"),
        ("", ""),
    ],
)
def test_a_body_comes_in_an_encoding_the_client_takes(
    api: APIClient, accepted: str, encoding: str, times: int
) -> None:
    for _ in range(4):
        a_product(description="قطعة " * 100)
    plain = api.get("/api/products/").content

    for _ in range(times):
        answer = api.get("/api/products/", HTTP_ACCEPT_ENCODING=accepted)

    unpack: dict[str, Any] = {
        "br": brotli.decompress,
        "zstd": lambda body: zstandard.ZstdDecompressor().decompress(body, 10**6),
        "gzip": gzip.decompress,
        "": bytes,
    }
    assert answer.get("Content-Encoding", "") == encoding
    assert unpack[encoding](answer.content) == plain
    assert answer["ETag"].startswith("W/") == bool(encoding)
    assert "Accept-Encoding" in answer["Vary"]
    assert api.get("/api/products/", HTTP_IF_NONE_MATCH=answer["ETag"]).status_code == 304


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(public_cache, "MEMORY", 10_000)
    memory = public_cache.Memory(tmp_path / "marks")

    for number in range(50):
        memory.put(str(number), public_cache.Kept({}, {"": b"x" * 1000}, (), (b"",)))

    assert memory.size <= 10_000
    assert memory.get("49") is not None
    assert memory.get("0") is None


def test_two_processes_share_their_marks(tmp_path: Path) -> None:
    here, there = (public_cache.Memory(tmp_path / "marks") for _ in range(2))
    before = there.marks(["a", "b"])

    here.renew(["a"])

    after = there.marks(["a", "b"])
    assert (before[0] != after[0], before[1] == after[1]) == (True, True)


def test_a_shared_cache_that_fails_is_an_empty_one(
    api: APIClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    product = a_product()

    class Gone:
        def __getattr__(self, name: str) -> Any:
            raise ConnectionError("no such host")

    settings.REDIS_URL = "redis://gone"
    public_cache.store.cache_clear()
    monkeypatch.setattr(public_cache, "shared", Gone())

    assert api.get("/api/products/").status_code == 200
    changed = signed_in(product.seller).patch(
        f"/api/products/{product.pk}/", {"price": "99.00"}, format="json"
    )
    assert changed.status_code == 200
    assert api.get("/api/products/").json()["results"][0]["price"] == "99.00"


def test_a_search_is_kept_for_a_minute_and_no_longer(
    api: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_product(name="خاتم فضة")
    address = "/api/products/search/?q=خاتم"
    first = api.get(address)
    age = [0.0]
    now = time.time()
    monkeypatch.setattr("core.public_cache.time.time", lambda: now + age[0])

    def queries_after(seconds: float) -> int:
        age[0] = seconds
        with CaptureQueriesContext(connection) as queries:
            assert api.get(address).json()["results"] == first.json()["results"]
        return len(queries)

    assert first["Cache-Control"] == "public, max-age=15"
    assert queries_after(59) == 0
    assert queries_after(61) > 0


def test_a_new_piece_is_found_by_a_search_that_is_kept(api: APIClient) -> None:
    address = "/api/products/search/?q=خاتم"
    first, seller = a_product(name="خاتم فضة"), a_seller()
    assert [hit["id"] for hit in api.get(address).json()["results"]] == [first.pk]

    second = a_product(seller, name="خاتم نحاس")

    found = {hit["id"] for hit in api.get(address).json()["results"]}
    assert found == {first.pk, second.pk}


def test_facets_name_a_category_as_it_is_named_now(api: APIClient) -> None:
    piece, address = a_product(name="خاتم فضة"), "/api/products/search/?q=خاتم"
    staff = signed_in(a_staff_member("moderator"))
    before = api.get(address).json()["facets"]["category"]

    changed = staff.patch(
        f"/api/products/categories/{piece.category_id}/", {"name": "حليّ"}, format="json"
    )

    after = api.get(address).json()["facets"]["category"]
    assert changed.status_code == 200, changed.content
    assert before != after
    assert "حليّ" in {row["label"] for row in after}
