"""What search engines are shown, and from the moment of the commit what they no longer are."""

import re
import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from custom_auth.actions import sellers
from custom_auth.models import UserProfile
from custom_auth.tests.builders import a_seller, a_user
from notifications.catalogue import kinds
from notifications.rendering import address_of
from products.actions import categories, products
from products.models import Category, Product, ShopRules
from products.tests.builders import a_category, a_product
from to7fabackend import sitemaps

pytestmark = pytest.mark.django_db
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
NOW = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _addresses(settings: Settings) -> None:
    settings.PUBLIC_URL = "https://api.tohfa.example"
    settings.APP_LINK_URL = "https://tohfa.example/app"


def entries(api: APIClient, path: str) -> ET.Element:
    answer = api.get(path)
    assert answer.status_code == 200
    return ET.fromstring(answer.content)  # noqa: S314 - our own answer


def addresses(api: APIClient, path: str) -> list[str]:
    return [str(one.text) for one in entries(api, path).iterfind("*/s:loc", NAMES)]


def named(api: APIClient, section: str = "products") -> list[int]:
    """Give the ids that the pages of a section name, found as a robot finds them."""
    pages = [one for one in addresses(api, "/sitemap.xml") if f"/sitemap-{section}.xml" in one]
    found = []
    for page in pages:
        path = page.removeprefix("https://api.tohfa.example")
        found += [int(one.rpartition("/")[2]) for one in addresses(api, path) if "?" not in one]
    return found


def test_a_piece_has_an_address_in_each_language_and_both_name_both(api: APIClient) -> None:
    product = a_product()
    arabic = f"https://tohfa.example/app/products/{product.pk}"

    root = entries(api, "/sitemap-products.xml")

    assert [one.findtext("s:loc", namespaces=NAMES) for one in root] == [
        arabic,
        f"{arabic}?lang=en",
    ]
    for one in root:
        others = {link.get("hreflang"): link.get("href") for link in one.iterfind("x:link", NAMES)}
        assert others == {"ar": arabic, "en": f"{arabic}?lang=en", "x-default": arabic}
        changed = product.listing.changed_at.astimezone(UTC)
        assert one.findtext("s:lastmod", namespaces=NAMES) == f"{changed:%Y-%m-%d}"


def test_the_address_is_the_one_that_mails_lead_to(api: APIClient) -> None:
    product = a_product()
    kind = next(k for k in kinds().values() if k.link == "products/{{ product_id }}")

    assert address_of(kind, {"product_id": product.pk}) in addresses(api, "/sitemap-products.xml")


def test_robots_are_told_where_it_is(api: APIClient) -> None:
    answer = api.get("/robots.txt")

    assert answer["Content-Type"].startswith("text/plain")
    assert "Sitemap: https://api.tohfa.example/sitemap.xml\n" in answer.content.decode()
    assert "Disallow: /admin/\n" in answer.content.decode()


def test_makers_and_categories_are_named_too(api: APIClient) -> None:
    seller, _buyer = a_seller(), a_user()
    shown = a_category()
    hidden = a_category()
    below = a_category(parent=hidden)
    Category.objects.filter(pk=hidden.pk).update(is_active=False)

    assert named(api, "sellers") == [seller.pk]
    assert shown.pk in named(api, "categories")
    assert not {hidden.pk, below.pk} & set(named(api, "categories"))


def withdraw(product: Product) -> None:
    products.withdraw(product, by=product.seller)


def suspend(product: Product) -> None:
    UserProfile.objects.filter(user=product.seller).update(suspended_at=NOW)


def go_on_holiday(product: Product) -> None:
    sellers.set_holiday(product.seller.profile, is_away=True, now=NOW)


def close_the_account(product: Product) -> None:
    product.seller.is_active = False
    product.seller.save(update_fields=["is_active"])


def hide_the_category(product: Product) -> None:
    categories.change(product.category, is_active=False)


@pytest.mark.parametrize(
    "act", [withdraw, suspend, go_on_holiday, close_the_account, hide_the_category]
)
def test_what_is_taken_off_the_market_is_gone_with_the_commit(api: APIClient, act: Any) -> None:
    product, other = a_product(), a_product()
    assert named(api) == sorted([product.pk, other.pk])

    with transaction.atomic():
        act(product)

    assert named(api) == [other.pk]


def test_a_maker_on_holiday_keeps_the_page_and_a_suspended_one_does_not(api: APIClient) -> None:
    away, suspended = a_seller(), a_seller()
    with transaction.atomic():
        sellers.set_holiday(away.profile, is_away=True, now=NOW)
    UserProfile.objects.filter(user=suspended).update(suspended_at=NOW)

    assert named(api, "sellers") == [away.pk]


def test_what_staff_have_not_looked_at_is_not_there(api: APIClient) -> None:
    ShopRules.objects.update_or_create(pk=1, defaults={"moderation": "everybody"})
    assert a_product().state == "pending"
    a_product(is_draft=True)

    assert named(api) == []
    assert addresses(api, "/sitemap-products.xml") == []


def test_pages_hold_so_many_and_each_costs_one_query(
    api: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemaps, "SIZE", 2)
    made = [a_product() for _ in range(5)]
    products_only = [p for p in addresses(api, "/sitemap.xml") if "products" in p]
    paths = [page.removeprefix("https://api.tohfa.example") for page in products_only]

    costs = []
    for path in paths:
        with CaptureQueriesContext(connection) as queries:
            api.get(path)
        costs.append(len(queries))

    assert named(api) == [product.pk for product in made]
    assert costs == [1, 1, 1]
    assert not any("OFFSET" in query["sql"] for query in queries.captured_queries)


def test_a_page_keeps_its_address_while_pieces_go(
    api: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemaps, "SIZE", 2)
    made = [a_product() for _ in range(4)]
    before = addresses(api, "/sitemap.xml")
    with transaction.atomic():
        withdraw(made[1])

    assert addresses(api, "/sitemap.xml") == before
    assert named(api) == [made[0].pk, made[2].pk, made[3].pk]

    with transaction.atomic():
        withdraw(made[0])

    # A page on which nothing is left is named no more.
    assert [p for p in addresses(api, "/sitemap.xml") if "products" in p] == [before[1]]


@pytest.mark.parametrize("page", ["x", "-1", "1.5", "9" * 30, "٣", "", "1'"])
def test_a_page_that_is_none_is_not_found(api: APIClient, page: str) -> None:
    answer = api.get("/sitemap-products.xml", {"p": page})

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_a_section_that_is_none_is_not_found(api: APIClient) -> None:
    assert api.get("/sitemap-orders.xml").status_code == 404
    assert api.post("/sitemap.xml").status_code == 405


@pytest.mark.parametrize("path", ["/sitemap.xml", "/sitemap-products.xml", "/robots.txt"])
def test_a_robot_that_knows_it_is_not_sent_it_again(api: APIClient, path: str) -> None:
    a_product()
    first = api.get(path)

    again = api.get(path, HTTP_IF_NONE_MATCH=first["ETag"])

    assert re.search(r"public, max-age=\d+", first["Cache-Control"])
    assert (again.status_code, again.content) == (304, b"")
