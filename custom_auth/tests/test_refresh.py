"""Refresh tokens: each works once, and one that is used again ends its whole family."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.conf import settings as configured
from rest_framework.test import APIClient

from core.tests.races import at_once
from custom_auth import tokens
from custom_auth.models import Session
from custom_auth.tests.builders import PASSWORD, a_session, a_user, signed_in
from notifications.models import Notice


def signed_in_tokens(api: APIClient, email: str) -> dict[str, str]:
    body = {"email": email, "password": PASSWORD}
    found: dict[str, str] = api.post("/api/auth/login/", body, format="json").json()
    return found


def refresh(api: APIClient, token: str) -> Any:
    return api.post("/api/auth/token/refresh/", {"refresh": token}, format="json")


def reads_profile(access: str) -> int:
    api = APIClient()
    api.credentials(HTTP_AUTHORIZATION=f"Bearer {access}")
    return int(api.get("/api/users/profile/").status_code)


@pytest.mark.django_db
def test_a_refresh_gives_new_tokens(api: APIClient) -> None:
    first = signed_in_tokens(api, a_user().email)

    second = refresh(api, first["refresh"]).json()
    third = refresh(api, second["refresh"])

    assert third.status_code == 200
    assert len({first["refresh"], second["refresh"], third.json()["refresh"]}) == 3
    assert reads_profile(third.json()["access"]) == 200
    assert Session.objects.count() == 1


@pytest.mark.django_db
def test_a_used_token_ends_its_family_and_tells_the_owner(api: APIClient) -> None:
    person = a_user()
    elsewhere = signed_in(person)
    first = signed_in_tokens(api, person.email)
    second = refresh(api, first["refresh"]).json()
    Notice.objects.all().delete()

    again = refresh(api, first["refresh"])

    assert (again.status_code, again.json()["code"]) == (401, "token_reused")
    assert refresh(api, second["refresh"]).json()["code"] == "invalid_token"
    assert reads_profile(second["access"]) == 401
    assert elsewhere.get("/api/users/profile/").status_code == 200  # another family
    assert Notice.objects.get().kind == "account.token_reused"


@pytest.mark.django_db
@pytest.mark.parametrize("case", ["signed out", "session over", "token over", "closed"])
def test_a_token_is_no_good_any_more(api: APIClient, case: str) -> None:
    person = a_user()
    token = signed_in_tokens(api, person.email)["refresh"]
    later = datetime.now(UTC)
    if case == "signed out":
        Session.objects.update(ended_at=later)
    elif case == "session over":
        Session.objects.update(expires_at=later)
    elif case == "token over":
        later += timedelta(days=30, minutes=1)
    else:
        person.is_active = False
        person.save()

    with time_machine.travel(later):
        answer = refresh(api, token)

    assert (answer.status_code, answer.json()["code"]) == (401, "invalid_token")


@pytest.mark.django_db
def test_an_access_token_buys_nothing(api: APIClient) -> None:
    assert refresh(api, signed_in_tokens(api, a_user().email)["access"]).status_code == 401


@pytest.mark.django_db
def test_a_refresh_token_opens_no_door(api: APIClient) -> None:
    assert reads_profile(signed_in_tokens(api, a_user().email)["refresh"]) == 401


@pytest.mark.race
@pytest.mark.usefixtures("own_database")
def test_of_two_at_once_exactly_one_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    person = a_user()
    session = a_session(person)
    now = datetime.now(UTC)
    token = tokens.refresh_token(user_id=person.pk, session_id=session.pk, generation=0, now=now)
    gate = threading.Barrier(2)
    read = tokens.read
    monkeypatch.setattr(tokens, "read", lambda *given: (read(*given), gate.wait(timeout=20))[0])

    answers = at_once(2, lambda _at: refresh(APIClient(), token).json())

    assert sorted(answer.get("code", "won") for answer in answers) == ["token_reused", "won"]
    session.refresh_from_db()
    assert (session.generation, session.ended_because) == (1, "reuse")


@pytest.mark.django_db
def test_keys_change_without_signing_anybody_out(api: APIClient, settings: Any) -> None:
    before = signed_in_tokens(api, a_user().email)
    made = Ed25519PrivateKey.generate()
    fresh = made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()

    settings.JWT_PRIVATE_KEYS = [fresh, *configured.JWT_PRIVATE_KEYS]

    assert reads_profile(before["access"]) == 200
    after = refresh(api, before["refresh"]).json()
    assert reads_profile(after["access"]) == 200

    settings.JWT_PRIVATE_KEYS = [fresh]  # the old key is gone for good

    assert reads_profile(before["access"]) == 401
    assert reads_profile(after["access"]) == 200
