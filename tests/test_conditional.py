import pytest
from rest_framework.test import APIClient

from custom_auth.tests.builders import a_seller, a_user, signed_in
from products.tests.builders import a_product

pytestmark = pytest.mark.django_db

PUBLIC = [
    "/api/products/",
    "/api/products/categories/",
    "/api/sellers/",
    "/api/users/governorates/",
]


@pytest.mark.parametrize("path", PUBLIC)
def test_what_has_not_changed_is_not_sent_again(api: APIClient, path: str) -> None:
    a_product()
    first = api.get(path)

    again = api.get(path, HTTP_IF_NONE_MATCH=first["ETag"])

    assert "public" in first["Cache-Control"]
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]


def test_what_has_changed_is(api: APIClient) -> None:
    product = a_product()
    tag = api.get(f"/api/products/{product.pk}/")["ETag"]
    signed_in(product.seller).patch(
        f"/api/products/{product.pk}/", {"price": "99.00"}, format="json"
    )

    answer = api.get(f"/api/products/{product.pk}/", HTTP_IF_NONE_MATCH=tag)

    assert (answer.status_code, answer.json()["price"]) == (200, "99.00")


def test_each_language_has_a_tag_of_its_own(api: APIClient) -> None:
    product = a_product(name_en="Blue vase")
    address = f"/api/products/{product.pk}/"

    assert api.get(address)["ETag"] != api.get(address, HTTP_ACCEPT_LANGUAGE="en")["ETag"]
    assert "Accept-Language" in api.get(address)["Vary"]


@pytest.mark.parametrize("offered", ['"', "W/", "*, x", '"a", W/"b', "é", '""'])
def test_an_odd_tag_matches_nothing_and_breaks_nothing(api: APIClient, offered: str) -> None:
    assert api.get("/api/products/", HTTP_IF_NONE_MATCH=offered).status_code == 200


def test_what_is_private_is_not_kept_by_anybody() -> None:
    a_seller()
    answer = signed_in(a_user()).get("/api/users/profile/")

    assert "public" not in answer.get("Cache-Control", "")


@pytest.mark.parametrize("path", ["/api/schema/", "/api/docs/"])
def test_the_document_is_not_sent_again_either(api: APIClient, path: str) -> None:
    first = api.get(path)

    again = api.get(path, HTTP_IF_NONE_MATCH=first["ETag"])

    assert "public" in first["Cache-Control"]
    assert (again.status_code, again.content) == (304, b"")


def test_what_changed_since_then_is_not_sent_again_while_nothing_does(api: APIClient) -> None:
    product = a_product()
    since = "/api/products/?updated_since=2020-01-01T00:00:00Z"
    first = api.get(since)

    same = api.get(since, HTTP_IF_NONE_MATCH=first["ETag"])
    signed_in(product.seller).delete(f"/api/products/{product.pk}/")
    gone = api.get(since, HTTP_IF_NONE_MATCH=first["ETag"])

    assert (same.status_code, first["Cache-Control"]) == (304, "no-cache")
    assert gone.json()["results"] == [{"id": product.pk, "is_active": False}]


def test_a_change_gives_the_tag_for_the_next_one() -> None:
    product = a_product()
    seller = signed_in(product.seller)
    address = f"/api/products/{product.pk}/"

    first = seller.patch(address, {"price": "99.00"}, format="json")
    second = seller.patch(address, {"price": "98.00"}, format="json", HTTP_IF_MATCH=first["ETag"])
    late = seller.patch(address, {"price": "97.00"}, format="json", HTTP_IF_MATCH=first["ETag"])

    assert (second.status_code, second.json()["price"]) == (200, "98.00")
    assert (late.status_code, late.json()["code"]) == (412, "precondition_failed")


def test_sellers_are_found_though_a_filter_is_empty(api: APIClient) -> None:
    a_seller()

    assert len(api.get("/api/sellers/?q=&user_type=").json()["results"]) == 1
