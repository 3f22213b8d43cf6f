"""What is on show is what should be, from the moment it should be."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import transaction
from rest_framework.test import APIClient

from custom_auth.tests.builders import a_seller, signed_in
from products.actions import categories, products, stock
from products.actions.publish import publish
from products.models import Category, Listing, Product
from products.tests.builders import a_category, a_product, the_variant

pytestmark = pytest.mark.django_db


def shown(api: APIClient, **asked: str | int) -> list[int]:
    return [card["id"] for card in api.get("/api/products/", asked).json()["results"]]


def test_a_new_piece_is_on_show(api: APIClient) -> None:
    product = a_product(price="149.5", stock=3)

    card = api.get("/api/products/").json()["results"][0]

    assert card["id"] == product.pk
    assert card["price"] == "149.50"
    assert card["in_stock"] is True
    assert card["seller"]["name"] == product.seller.profile.display_name
    assert api.get(f"/api/products/{product.pk}/").json()["stock"] == 3


def test_a_draft_is_not(api: APIClient) -> None:
    product = a_product(is_draft=True)

    assert shown(api) == []
    assert api.get(f"/api/products/{product.pk}/").status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        {"suspended_at": datetime(2026, 1, 1, tzinfo=UTC)},
        {"holiday_since": datetime(2026, 1, 1, tzinfo=UTC)},
        {"is_verified": False},
    ],
)
def test_a_seller_who_leaves_the_market_takes_the_pieces_along(
    api: APIClient, change: dict[str, object]
) -> None:
    product = a_product()
    profile = product.seller.profile
    profile.refresh_from_db()
    assert profile.product_count == 1

    type(profile).objects.filter(pk=profile.pk).update(**change)

    assert shown(api) == []
    assert api.get(f"/api/products/{product.pk}/").status_code == 404
    profile.refresh_from_db()
    assert profile.product_count == 0


def test_a_hidden_category_hides_everything_below(api: APIClient) -> None:
    root = a_category()
    leaf = a_category(parent=a_category(parent=root))
    a_product(category=leaf)
    assert len(shown(api, category=root.pk)) == 1

    Category.objects.filter(pk=root.pk).update(is_active=False)

    assert shown(api) == []
    assert api.get("/api/products/categories/").json() == []


def test_counts_include_what_is_below_and_follow_a_move(api: APIClient) -> None:
    root, other = a_category(), a_category()
    leaf = a_category(parent=root)
    a_product(category=leaf)
    with transaction.atomic():
        categories.change(leaf, parent=other)

    found = {row["id"]: row["product_count"] for row in api.get("/api/products/categories/").json()}

    assert found == {root.pk: 0, other.pk: 1}


def test_the_last_piece_sold_shows_on_the_card(api: APIClient) -> None:
    product = a_product(stock=1)
    line = stock.Line(the_variant(product).pk, 1)

    with transaction.atomic():
        stock.take([line], reference="order:1", by=None)

    assert api.get("/api/products/").json()["results"][0]["in_stock"] is False
    detail = api.get(f"/api/products/{product.pk}/").json()
    assert (detail["in_stock"], detail["stock"]) == (False, 0)
    assert detail["variants"][0]["stock"] == 0


def test_names_follow_their_owners(api: APIClient) -> None:
    product = a_product(seller=a_seller(display_name='فخار "تونس"'))
    profile = product.seller.profile

    type(profile).objects.filter(pk=profile.pk).update(display_name='طين\\نيل "٢"')
    Category.objects.filter(pk=product.category_id).update(name="خزف", name_en="Ceramics")

    arabic = api.get(f"/api/products/{product.pk}/").json()
    english = api.get(f"/api/products/{product.pk}/", HTTP_ACCEPT_LANGUAGE="en").json()
    assert arabic["seller"]["name"] == 'طين\\نيل "٢"'
    assert arabic["category"]["name"] == "خزف"
    assert english["category"]["name"] == "Ceramics"


def test_the_window_shows_what_publishing_anew_would_show(api: APIClient) -> None:
    """Whatever triggers patched, preparing from scratch gives the same."""
    product = a_product(seller=a_seller(display_name='فخار "تونس"'), stock=1)
    with transaction.atomic():
        stock.take([stock.Line(the_variant(product).pk, 1)], reference="order:1", by=None)
    type(product.seller.profile).objects.filter(user=product.seller).update(display_name="نيل")
    Category.objects.filter(pk=product.category_id).update(name="خزف")
    patched = Listing.objects.values().get(pk=product.pk)

    with transaction.atomic():
        publish([product.pk])

    assert Listing.objects.values().get(pk=product.pk) == patched


def test_everything_can_be_prepared_anew(capsys: pytest.CaptureFixture[str]) -> None:
    product, _draft = a_product(), a_product(is_draft=True)
    truth = Listing.objects.values().get(pk=product.pk)
    Listing.objects.update(card_ar="{}", detail_en="{", price=1)

    call_command("republish")

    assert Listing.objects.values().get(pk=product.pk) == {
        **truth,
        "changed_at": Listing.objects.get(pk=product.pk).changed_at,
        "version": Listing.objects.get(pk=product.pk).version,
    }
    assert "1 pieces prepared" in capsys.readouterr().out


def test_a_withdrawn_piece_is_told_to_whoever_syncs(api: APIClient) -> None:
    product, kept = a_product(), a_product()
    with transaction.atomic():
        products.withdraw(product, by=product.seller)

    answer = api.get("/api/products/", {"updated_since": "2026-01-01T00:00:00Z"}).json()

    rows = {row["id"]: row for row in answer["results"]}
    assert rows[product.pk] == {"id": product.pk, "is_active": False}
    assert rows[kept.pk]["name"] == kept.name


def test_an_old_entity_tag_is_refused(api: APIClient) -> None:
    product = a_product()
    tag = api.get(f"/api/products/{product.pk}/")["ETag"]
    seller = signed_in(product.seller)
    address = f"/api/products/{product.pk}/"

    first = seller.patch(address, {"price": "300"}, format="json", HTTP_IF_MATCH=tag)
    second = seller.patch(address, {"price": "400"}, format="json", HTTP_IF_MATCH=tag)

    assert (first.status_code, second.status_code) == (200, 412)
    assert Product.objects.get(pk=product.pk).price == 300


def test_pages_go_there_and_back(api: APIClient) -> None:
    seller = a_seller()
    category = a_category()
    made = [a_product(seller, category=category, price=str(100 + n % 3)).pk for n in range(7)]

    seen: list[int] = []
    page = api.get("/api/products/?ordering=price&page_size=3").json()
    seen += [card["id"] for card in page["results"]]
    while page["next"]:
        page = api.get(page["next"]).json()
        seen += [card["id"] for card in page["results"]]
    back = api.get(page["previous"]).json()

    assert sorted(seen) == sorted(made)
    assert len(seen) == 7
    assert [card["id"] for card in back["results"]] == seen[3:6]
