"""Every error has one shape, whoever made it."""

from typing import Any

import psycopg
import pytest
from django.db import OperationalError
from django.test import override_settings
from rest_framework.test import APIClient

from custom_auth.tests.builders import a_user, signed_in
from products.models import Product

pytestmark = pytest.mark.django_db

MEMBERS = {"type", "title", "status", "detail", "code", "request_id"}


def is_problem(answer: Any, status: int, code: str) -> bool:
    body = answer.json()
    assert answer["Content-Type"] == "application/problem+json", answer["Content-Type"]
    assert body.keys() >= MEMBERS
    assert body["request_id"] == answer["X-Request-ID"]
    return (answer.status_code, body["status"], body["code"]) == (status, status, code)


@pytest.mark.parametrize("path", ["/nowhere", "/api/", "/api/nowhere/", "/api/products", "/x//"])
def test_an_unknown_route(api: APIClient, path: str) -> None:
    assert is_problem(api.get(path), 404, "not_found")


def test_a_method_that_is_not_supported(api: APIClient) -> None:
    answer = api.put("/api/auth/login/", {}, format="json")

    assert is_problem(answer, 405, "method_not_allowed")
    assert answer["Allow"]


@pytest.mark.parametrize(
    "body", ["{", "", "\udcff{}", "{} {}", "[1,]", '{"a": NaN}', '{"a": 1e999}x']
)
def test_a_malformed_body(api: APIClient, body: str) -> None:
    sent: Any = body.encode("utf-8", "surrogateescape")  # bytes as they come
    answer = api.generic("POST", "/api/auth/login/", sent, content_type="application/json")

    assert answer.status_code == 400
    assert is_problem(answer, 400, answer.json()["code"])
    assert answer.json()["code"] in {"malformed_body", "validation_failed"}


def test_another_kind_of_body(api: APIClient) -> None:
    answer = api.generic("POST", "/api/auth/login/", "<a/>", content_type="application/xml")

    assert is_problem(answer, 415, "unsupported_media_type")


def test_a_compressed_body_is_refused_as_that(api: APIClient) -> None:
    sent: Any = b"\x1f\x8b"
    answer = api.generic(
        "POST", "/api/auth/login/", sent, "application/json", HTTP_CONTENT_ENCODING="gzip"
    )

    assert is_problem(answer, 415, "unsupported_media_type")
    assert answer["Accept-Encoding"] == "identity"


@pytest.mark.parametrize("path", ["/api/auth/login", "/api/orders/5/cancel"])
def test_who_left_the_slash_out_is_told_so(api: APIClient, path: str) -> None:
    answer = api.post(path, {}, format="json")

    assert is_problem(answer, 404, "not_found")
    assert answer.json()["detail"].endswith(f"{path}/")


def test_what_a_route_takes_is_told_whoever_asks(api: APIClient) -> None:
    reading, stream = api.options("/api/wallet/"), api.options("/api/notifications/stream/")

    assert (reading.status_code, reading["Allow"]) == (204, "GET, HEAD, OPTIONS")
    assert (stream.status_code, stream["Allow"]) == (204, "GET, OPTIONS")
    assert is_problem(api.options("/api/nowhere/"), 404, "not_found")


def test_another_encoding(api: APIClient) -> None:
    answer = api.generic("POST", "/api/auth/login/", "{}", "application/json; charset=utf-16")

    assert is_problem(answer, 415, "unsupported_media_type")


def test_a_body_that_is_too_large(api: APIClient) -> None:
    answer = api.generic("POST", "/api/auth/login/", "x" * 10_000_000, "application/json")

    assert is_problem(answer, 413, "body_too_large")


def test_json_of_great_depth(api: APIClient) -> None:
    body = '{"email":' + "[" * 5000 + "]" * 5000 + "}"
    answer = api.generic("POST", "/api/auth/login/", body, content_type="application/json")

    assert is_problem(answer, 400, answer.json()["code"])


def test_no_token(api: APIClient) -> None:
    answer = api.get("/api/orders/")

    assert is_problem(answer, 401, "not_authenticated")
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_role_that_lacks_the_right() -> None:
    answer = signed_in(a_user()).get("/api/seller/orders/")

    assert is_problem(answer, 403, "forbidden")


def test_a_field_is_named_by_its_path() -> None:
    answer = signed_in(a_user()).post(
        "/api/orders/quote/", {"items": [{"product": 1, "quantity": 0}]}, format="json"
    )

    assert is_problem(answer, 400, "validation_failed")
    assert "items.0.quantity" in {row["field"] for row in answer.json()["errors"]}


def test_a_bug_is_a_problem_too_and_tells_nothing(
    api: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the password is swordfish")

    monkeypatch.setattr("products.window.page", fail)
    api.raise_request_exception = False

    answer = api.get("/api/products/")

    assert is_problem(answer, 500, "server_error")
    assert "swordfish" not in answer.content.decode()


def test_too_many_requests_say_when_to_come_again(api: APIClient) -> None:
    with override_settings(RATE_LIMIT_FACTOR=0.001):
        answers = [
            api.post("/api/auth/password/reset/", {"email": "a@b.example"}, format="json")
            for _ in range(12)
        ]

    refused = [answer for answer in answers if answer.status_code == 429]
    assert refused
    assert is_problem(refused[0], 429, "rate_limited")
    assert int(refused[0]["Retry-After"]) >= 1


def test_messages_are_arabic_unless_english_is_asked_for(api: APIClient) -> None:
    arabic = api.get("/api/orders/")
    english = api.get("/api/orders/", HTTP_ACCEPT_LANGUAGE="en-GB,en;q=0.8")

    assert english.json()["title"] == "Please sign in."
    assert arabic.json()["title"] != english.json()["title"]
    assert (arabic["Content-Language"], english["Content-Language"]) == ("ar", "en")


def test_an_id_beyond_what_the_database_holds_is_not_found(api: APIClient) -> None:
    assert is_problem(api.get(f"/api/products/{10**30}/"), 404, "not_found")
    assert not Product.objects.exists()


@pytest.mark.parametrize(
    ("state", "status"),
    [("57P01", 503), ("53100", 503), (None, 503), ("40P01", 500), ("55P03", 500)],
)
def test_a_database_that_is_away_is_no_bug(
    state: str | None, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object, **_options: object) -> None:
        cause = (
            psycopg.OperationalError("gone") if state is None else psycopg.errors.lookup(state)()
        )
        raise OperationalError("gone") from cause

    monkeypatch.setattr("products.window.page", fail)
    api = APIClient(raise_request_exception=False)

    answer = api.get("/api/products/")

    assert answer.status_code == status
    assert answer.json()["code"] == ("unavailable" if status == 503 else "server_error")
    assert answer.headers.get("Retry-After") == ("2" if status == 503 else None)


@pytest.mark.parametrize(
    ("language", "words"), [("ar", "يُفتح هذا في التطبيق"), ("en", "opens in the app")]
)
def test_a_link_into_the_app_says_so_where_there_is_none(
    api: APIClient, language: str, words: str
) -> None:
    page = api.get("/app/verify-email?key=x", headers={"Accept-Language": language})

    assert (page.status_code, page["Cache-Control"]) == (200, "no-store")
    assert words in page.content.decode()
    assert "Content-Security-Policy" in page
