from datetime import UTC, datetime, timedelta

import pytest
from django.core import signing
from rest_framework.test import APIClient

from core.paging import write_cursor
from custom_auth.tests.builders import a_seller
from products.tests.builders import a_category, a_product

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


def test_pages_lead_through_everything_once_and_back_again(api: APIClient) -> None:
    seller, category = a_seller(), a_category()
    made = [
        a_product(seller, category=category, now=NOON + timedelta(minutes=i // 2)).pk
        for i in range(7)
    ]

    pages, address = [], "/api/products/?page_size=3"
    while address:
        page = api.get(address).json()
        pages.append(page)
        address = page["next"]
    backwards = [pages[-1]]
    while backwards[-1]["previous"]:
        backwards.append(api.get(backwards[-1]["previous"]).json())

    seen = [card["id"] for page in pages for card in page["results"]]
    assert seen == sorted(made, reverse=True)
    assert pages[0]["previous"] is None
    assert [page["results"] for page in backwards] == [page["results"] for page in pages[::-1]]


def test_what_is_added_meanwhile_shifts_nothing(api: APIClient) -> None:
    seller = a_seller()
    for i in range(4):
        a_product(seller, now=NOON + timedelta(minutes=i))
    first = api.get("/api/products/?page_size=2").json()
    a_product(seller, now=NOON + timedelta(hours=1))

    second = api.get(first["next"]).json()

    ids = [card["id"] for card in first["results"] + second["results"]]
    assert len(set(ids)) == 4


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "x",
        "a:b",
        "٣",
        "%00",
        signing.Signer(salt="cursor:elsewhere").sign_object([0, "1", "2"]),
        write_cursor(["2026-11-01 12:00:00+00:00", "1"], of="another list"),
    ],
)
def test_a_cursor_that_is_not_ours_is_refused(api: APIClient, cursor: str) -> None:
    a_product()

    answer = api.get("/api/products/", {"cursor": cursor})

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_cursor")


@pytest.mark.parametrize("size", ["0", "101", "-1", "1.5", "x", "9" * 30, "²"])
def test_a_page_has_bounds(api: APIClient, size: str) -> None:
    answer = api.get("/api/products/", {"page_size": size})

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "page_size")


def test_a_size_may_be_written_in_arabic_digits(api: APIClient) -> None:
    for _ in range(3):
        a_product()

    assert len(api.get("/api/products/", {"page_size": "٢"}).json()["results"]) == 2
