"""Passwords that are known from a breach, asked of a service that answers in the form of its range search."""

import hashlib
from typing import Any

import httpx2
import pytest
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from custom_auth import password_rules
from custom_auth.models import User
from custom_auth.tests.builders import a_user, signed_in
from custom_auth.tests.test_register import register

pytestmark = pytest.mark.django_db
KNOWN = "correct-horse-battery"
DIGEST = hashlib.sha1(KNOWN.encode(), usedforsecurity=False).hexdigest().upper()


@pytest.fixture
def asked(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Have a service that knows one password; gives what it is asked for."""
    settings.BREACHED_PASSWORDS_URL = "https://range.example/"
    found: list[str] = []

    def fetch(url: str, **_: Any) -> bytes:
        found.append(url)
        others = "0018A45C4D1DEF81644B54AB7F969B88D65:10\r\n"
        return f"{others}{DIGEST[5:]}:42\r\n".encode()

    monkeypatch.setattr(password_rules, "fetch", fetch)
    return found


def test_a_password_from_a_breach_opens_no_account(api: APIClient, asked: list[str]) -> None:
    answer = register(api, password=KNOWN)

    assert answer.status_code == 400
    (error,) = answer.json()["errors"]
    assert (error["field"], error["code"]) == ("password", "password_breached")
    assert "تسريب" in error["message"]
    assert not User.objects.exists()


def test_it_is_not_changed_to_either(asked: list[str]) -> None:
    mona = a_user(password="an-older-password-1")
    body = {"current_password": "an-older-password-1", "new_password": KNOWN}

    answer = signed_in(mona).post("/api/auth/password/change/", body, format="json")

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] == "password_breached"


def test_the_service_learns_five_digits_of_a_digest(api: APIClient, asked: list[str]) -> None:
    assert register(api, password="another-horse-battery").status_code == 201

    (url,) = asked
    assert url.startswith("https://range.example/")
    assert len(url.removeprefix("https://range.example/")) == 5


def test_a_service_that_does_not_answer_keeps_nobody_out(
    api: APIClient, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable(url: str, **_: Any) -> bytes:
        raise httpx2.ConnectError("no route")

    monkeypatch.setattr(password_rules, "fetch", unreachable)

    assert register(api, password=KNOWN).status_code == 201
