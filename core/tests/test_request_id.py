import pytest
from rest_framework.test import APIClient

pytestmark = pytest.mark.django_db


def test_an_id_that_is_well_formed_is_taken_over(api: APIClient) -> None:
    answer = api.get("/api/products/", HTTP_X_REQUEST_ID="app-7.3_x")

    assert answer["X-Request-ID"] == "app-7.3_x"


@pytest.mark.parametrize("offered", ["", " ", "-a", "a b", "a\r\nSet-Cookie: x=1", "ط", "a" * 129])
def test_any_other_is_replaced(api: APIClient, offered: str) -> None:
    answer = api.get("/api/products/", HTTP_X_REQUEST_ID=offered)

    assert answer["X-Request-ID"] != offered
    assert len(answer["X-Request-ID"]) == 32


def test_each_request_has_its_own(api: APIClient) -> None:
    assert api.get("/health/live/")["X-Request-ID"] != api.get("/health/live/")["X-Request-ID"]
