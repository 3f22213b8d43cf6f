from datetime import UTC, datetime
from typing import Any

import pytest
from rest_framework.test import APIClient

from custom_auth.models import Governorate
from custom_auth.rules import UserType
from custom_auth.tests.builders import a_seller, a_user, signed_in
from products.models import Listing
from products.tests.builders import a_product

pytestmark = pytest.mark.django_db
PRIVATE: dict[str, Any] = {
    "tax_id": "987-654-321",
    "phone_number": "+201009998887",
    "address": "شقة سرية",
    "store_name": "اسم قانوني",
}


def names(api: APIClient, query: str = "") -> set[str]:
    return {row["name"] for row in api.get(f"/api/sellers/{query}").json()["results"]}


def test_nothing_private_is_on_a_sellers_page(api: APIClient) -> None:
    seller = a_seller("secret-address@tohfa.example", **PRIVATE, policies="استبدال خلال أسبوع")

    for address in (f"/api/sellers/{seller.pk}/", "/api/sellers/"):
        shown = api.get(address).content.decode()
        assert "استبدال خلال أسبوع" in shown
        for secret in ("secret-address", *PRIVATE.values()):
            assert secret not in shown


def test_a_page_tells_rating_pieces_and_since_when(api: APIClient) -> None:
    seller = a_seller(rating_count=3, rating_sum=14)
    a_product(seller)

    page = api.get(f"/api/sellers/{seller.pk}/").json()

    assert (page["rating_average"], page["rating_count"], page["product_count"]) == (4.67, 3, 1)
    assert seller.profile.verified_at
    assert page["since"] == seller.profile.verified_at.isoformat().replace("+00:00", "Z")


@pytest.mark.parametrize(
    ("profile", "status"),
    [
        ({}, 200),
        ({"is_verified": False}, 404),
        ({"suspended_at": datetime(2026, 1, 1, tzinfo=UTC)}, 404),
        ({"holiday_since": datetime(2026, 1, 1, tzinfo=UTC)}, 200),
    ],
)
def test_who_has_a_page(api: APIClient, profile: dict[str, Any], status: int) -> None:
    seller = a_seller(display_name="ليلى", **profile)

    assert api.get(f"/api/sellers/{seller.pk}/").status_code == status
    assert (names(api) == {"ليلى"}) == (status == 200)


def test_customers_and_closed_accounts_have_none(api: APIClient) -> None:
    closed = a_seller()
    closed.is_active = False
    closed.save()

    assert api.get(f"/api/sellers/{a_user().pk}/").status_code == 404
    assert api.get(f"/api/sellers/{closed.pk}/").status_code == 404


def test_sellers_are_found_by_what_a_visitor_asks_for(api: APIClient) -> None:
    cairo = Governorate.objects.get(code="C")
    a_seller(display_name="ليلى", specialty="خزف أزرق", governorate=cairo)
    a_seller(display_name="كريم", display_name_en="Karim", specialty="خشب", is_featured=True)
    a_seller(display_name="بيت النحاس", user_type=UserType.STORE)

    assert names(api, "?user_type=store") == {"بيت النحاس"}
    assert names(api, "?specialty=خزف") == {"ليلى"}
    assert names(api, "?featured=true") == {"كريم"}
    assert names(api, "?q=karim") == {"كريم"}
    assert names(api, "?governorate=c") == {"ليلى"}
    assert names(api, "?user_type=artist&featured=false") == {"ليلى"}


def test_a_list_asks_as_often_for_thirty_as_for_one(
    api: APIClient, django_assert_num_queries: Any
) -> None:
    cairo = Governorate.objects.get(code="C")
    a_seller(governorate=cairo)
    with django_assert_num_queries(1):  # sellers with their governorates and people
        api.get("/api/sellers/?page_size=100")
    for _ in range(29):
        a_seller(governorate=cairo)

    with django_assert_num_queries(1):
        rows = api.get("/api/sellers/?page_size=99").json()["results"]

    assert len(rows) == 30


def test_a_holiday_takes_the_pieces_off_the_market_and_back(api: APIClient) -> None:
    seller = a_seller()
    product = a_product(seller)
    own = signed_in(seller)

    own.patch("/api/users/profile/", {"is_on_holiday": True}, format="json")
    assert not Listing.objects.get(pk=product.pk).is_open
    assert api.get(f"/api/sellers/{seller.pk}/").json()["is_on_holiday"]

    own.patch("/api/users/profile/", {"is_on_holiday": False}, format="json")
    assert Listing.objects.get(pk=product.pk).is_open


def test_a_customer_has_no_shop_to_close() -> None:
    person = a_user()

    answer = signed_in(person).patch("/api/users/profile/", {"is_on_holiday": True}, format="json")

    assert (answer.status_code, answer.json()["is_on_holiday"]) == (200, False)
