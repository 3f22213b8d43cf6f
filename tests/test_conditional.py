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
