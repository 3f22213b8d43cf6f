from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from rest_framework.test import APIClient

from custom_auth import rules
from custom_auth.models import Session, User
from custom_auth.tests.builders import PASSWORD, a_session, a_staff_member, a_user, signed_in

pytestmark = pytest.mark.django_db


def tokens_of(person: User) -> dict[str, str]:
    body = {"email": person.email, "password": PASSWORD}
    found: dict[str, str] = APIClient().post("/api/auth/login/", body, format="json").json()
    return found


def with_token(access: str) -> APIClient:
    api = APIClient(HTTP_ACCEPT_LANGUAGE="en")
    api.credentials(HTTP_AUTHORIZATION=f"Bearer {access}")
    return api


def test_one_sees_the_devices_that_are_signed_in() -> None:
    person = a_user()
    a_session(person, device="iPad", address="203.0.113.9")
    a_session(person, device="gone", ended_at="2026-01-01T00:00:00Z")
    a_session(a_user(), device="somebody else's")

    rows = signed_in(person).get("/api/auth/sessions/").json()["results"]

    assert [(row["device"], row["address"], row["is_current"]) for row in rows] == [
        ("Pixel 9", "127.0.0.1", True),
        ("iPad", "203.0.113.9", False),
    ]
    assert all(row["last_used_at"] for row in rows)


def test_an_access_token_lives_a_quarter_of_an_hour() -> None:
    access, now = tokens_of(a_user())["access"], datetime.now(UTC)

    for minutes, status in ((14, 200), (16, 401)):
        with time_machine.travel(now + timedelta(minutes=minutes)):
            answer = with_token(access).get("/api/users/profile/")
            assert answer.status_code == status


def test_a_token_is_good_no_longer_than_its_session() -> None:
    person = a_user()
    api = signed_in(person)
    assert api.get("/api/users/profile/").status_code == 200

    Session.objects.update(expires_at=datetime.now(UTC))

    assert api.get("/api/users/profile/").status_code == 401


def test_signing_out_ends_this_session_at_once() -> None:
    person = a_user()
    here, elsewhere = tokens_of(person), tokens_of(person)
    api = with_token(here["access"])

    answer = api.post("/api/auth/logout/", {"refresh": here["refresh"]}, format="json")

    assert answer.status_code == 204
    assert api.get("/api/users/profile/").status_code == 401
    assert with_token(elsewhere["access"]).get("/api/users/profile/").status_code == 200


def test_signing_out_everywhere_ends_them_all() -> None:
    person = a_user()
    here, elsewhere = tokens_of(person), tokens_of(person)

    with_token(here["access"]).post(
        "/api/auth/logout/", {"refresh": here["refresh"], "all": True}, format="json"
    )

    assert with_token(elsewhere["access"]).get("/api/users/profile/").status_code == 401
    assert not Session.objects.filter(ended_at=None).exists()


def test_nobody_signs_somebody_else_out() -> None:
    victim = tokens_of(a_user())

    answer = signed_in(a_user()).post(
        "/api/auth/logout/", {"refresh": victim["refresh"], "all": True}, format="json"
    )

    assert answer.status_code == 401
    assert with_token(victim["access"]).get("/api/users/profile/").status_code == 200


def test_one_device_is_ended_from_another() -> None:
    person = a_user()
    lost = tokens_of(person)
    session = Session.objects.get()

    answer = signed_in(person).delete(f"/api/auth/sessions/{session.pk}/")

    assert answer.status_code == 204
    assert with_token(lost["access"]).get("/api/users/profile/").status_code == 401


def test_closing_an_account_ends_access_at_once() -> None:
    person = a_user()
    api = signed_in(person)
    User.objects.filter(pk=person.pk).update(is_active=False)

    assert api.get("/api/users/profile/").status_code == 401


def test_a_role_that_is_taken_ends_what_it_allowed_at_once() -> None:
    moderator = a_staff_member("moderator")
    api = signed_in(moderator)
    body: Any = {"name": "زجاج", "name_en": "Glass"}
    assert api.post("/api/products/categories/", body, format="json").status_code == 201

    moderator.groups.clear()

    assert api.post("/api/products/categories/", body, format="json").status_code == 403


def test_a_session_that_has_expired_is_signed_in_nowhere() -> None:
    person = a_user()
    a_session(person, device="old", expires_at="2026-01-01T00:00:00Z")

    rows = signed_in(person).get("/api/auth/sessions/").json()["results"]

    assert [row["device"] for row in rows] == ["Pixel 9"]


@pytest.mark.parametrize(
    ("told", "name"),
    [
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox, Linux",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0",
            "Edge, Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, "
            "like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
            "Safari, iPhone",
        ),
        (
            "Mozilla/5.0 (Linux; Android 15; SM-S931B) AppleWebKit/537.36 (KHTML, like Gecko) "
            "SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
            "Samsung Internet, Android",
        ),
        ("curl/8.5.0", "curl/8.5.0"),
        ("", ""),
    ],
)
def test_a_browser_is_called_what_people_call_it(told: str, name: str) -> None:
    assert rules.name_of_browser(told) == name
