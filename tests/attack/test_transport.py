"""Headers of every kind of answer, other sites, and cookies."""

import json
from pathlib import Path

import pytest
from django.test import Client, override_settings
from rest_framework.test import APIClient

from tests.surface.world import World
from tests.test_deployment import manage, production

PAGES = ["/admin/login/", "/seller/sign-in/", "/api/docs/"]
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.mark.parametrize(
    "path", [*PAGES, "/api/products/", "/api/orders/", "/api/nothing/", "/health/live/"]
)
def test_every_answer_has_its_headers(path: str, world: World) -> None:
    answer = Client().get(path)

    assert {name: answer.headers.get(name) for name in EVERYWHERE} == EVERYWHERE
    assert "Server" not in answer.headers
    assert "X-Powered-By" not in answer.headers


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.django_db
def test_a_page_runs_no_script_that_is_not_ours(path: str) -> None:
    answer = Client().get(path)

    assert answer.status_code == 200
    policy = {
        part.strip().split(" ")[0]: part.strip().split(" ")[1:]
        for part in answer.headers["Content-Security-Policy"].split(";")
    }
    assert policy["default-src"] == ["'none'"]
    assert policy["frame-ancestors"] == ["'none'"]
    assert policy["base-uri"] == ["'none'"]
    assert "'unsafe-inline'" not in policy["script-src"]
    assert not [source for source in policy["script-src"] if source.startswith(("http", "*"))]


@override_settings(CORS_ALLOWED_ORIGINS=["https://shop.example"])
@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        ("https://shop.example", True),
        ("https://shop.example.evil.example", False),
        ("http://shop.example", False),
        ("null", False),
    ],
)
@pytest.mark.django_db
def test_only_sites_that_are_named_may_call(origin: str, allowed: bool) -> None:
    answer = APIClient().options(
        "/api/orders/",
        headers={"Origin": origin, "Access-Control-Request-Method": "POST"},
    )

    assert (answer.headers.get("Access-Control-Allow-Origin") == origin) is allowed
    assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.django_db
def test_a_method_that_nothing_takes_is_refused_before_anything_else() -> None:
    for method in ("TRACE", "CONNECT", "PROPFIND", "GET\u00e9"):
        answer = APIClient().generic(method, "/api/orders/")
        assert answer.status_code == 405
        assert set(answer.headers["Allow"].split(", ")) >= {"GET", "POST"}


@pytest.mark.parametrize("method", ["PUT", "POST", "PATCH", "DELETE"])
@pytest.mark.django_db
def test_what_can_only_be_read_says_so_to_whoever_writes(method: str) -> None:
    answer = APIClient().generic(method, "/api/products/suggest/")

    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


@pytest.mark.django_db
def test_options_tell_methods_alone_and_break_nothing(world: World) -> None:
    """They once made a server error wherever a view has no serializer for the framework to describe."""
    for path in ("/api/notifications/read-all/", "/api/payments/1/proofs/", "/api/products/"):
        answer = world.client("customer").options(path)
        assert (answer.status_code, answer.content) == (204, b""), path
        assert answer.headers["Allow"]


def test_cookies_and_transport_are_locked_down_in_production(tmp_path: Path) -> None:
    environment = {**production(), "TOHFA_DATA_DIR": str(tmp_path)}
    names = [
        "SESSION_COOKIE_SECURE",
        "SESSION_COOKIE_HTTPONLY",
        "SESSION_COOKIE_SAMESITE",
        "CSRF_COOKIE_SECURE",
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
        "SECURE_HSTS_INCLUDE_SUBDOMAINS",
        "DEBUG",
    ]

    shown = manage(
        "shell",
        "-c",
        "import json; from django.conf import settings as s;"
        f"print(json.dumps([getattr(s, name) for name in {names!r}]))",
        environment=environment,
    )

    told = json.loads(shown.stdout.strip().splitlines()[-1])
    assert dict(zip(names, told, strict=True)) == {
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31536000,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
        "DEBUG": False,
    }
