"""Staff act with a second factor alone: a password by itself gives them what a stranger has."""

import pyotp
import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from custom_auth.models import Session, User
from custom_auth.tests.builders import PASSWORD, a_staff_member, a_user, signed_in
from tests.office.signing import browser_of
from tests.surface.calls import try_out
from tests.surface.table import TABLE, Row
from tests.surface.world import World

pytestmark = pytest.mark.django_db
STAFF = ("support", "finance", "moderator", "admin")
FOR_STAFF = [
    row for row in TABLE if any(row.expected[role] != row.expected["stranger"] for role in STAFF)
]
REPORTS = "/api/reports/"


@pytest.fixture(autouse=True)
def _is_demanded(settings: object) -> None:
    settings.STAFF_SECOND_FACTOR = True  # type: ignore[attr-defined]


def signing_in(person: User, otp: str | None = None) -> dict[str, object]:
    body = {"email": person.email, "password": PASSWORD, "otp": otp}
    found: dict[str, object] = APIClient().post("/api/auth/login/", body, format="json").json()
    return found


def bearer(token: object) -> APIClient:
    api = APIClient(HTTP_ACCEPT_LANGUAGE="en")
    api.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
    return api


def with_second_factor(api: APIClient) -> str:
    """Set the second factor up in a session; give a recovery code."""
    secret = api.post("/api/auth/two-factor/setup/").json()["secret"]
    body = {"code": pyotp.TOTP(secret).now()}
    answer = api.post("/api/auth/two-factor/confirm/", body, format="json")
    code: str = answer.json()["recovery_codes"][0]
    return code


def test_there_are_routes_to_try() -> None:
    assert len(FOR_STAFF) > 10


@pytest.mark.parametrize("row", FOR_STAFF, ids=lambda row: row.name)
def test_a_password_alone_gives_staff_no_more_than_a_stranger(row: Row, world: World) -> None:
    world.path(row.path)
    if row.body:
        row.body(world)

    for role in STAFF:
        answer = try_out(row, world, role)
        if answer.status_code == 403 and row.expected[role] != 403:
            assert answer.json()["code"] == "two_factor_required", role
        else:
            assert answer.status_code == row.expected["stranger"], role


@pytest.mark.parametrize("row", FOR_STAFF, ids=lambda row: row.name)
def test_with_it_each_role_gets_what_the_table_says(row: Row, world: World) -> None:
    world.path(row.path)
    if row.body:
        row.body(world)
    Session.objects.filter(user__is_staff=True).update(has_second_factor=True)

    for role in STAFF:
        assert try_out(row, world, role).status_code == row.expected[role], role


def test_signing_in_says_so_and_setting_it_up_lifts_it() -> None:
    person = a_staff_member("finance")
    signed_in_by_password = signing_in(person)
    api = bearer(signed_in_by_password["access"])
    refused = api.get(REPORTS)
    assert (refused.status_code, refused.json()["code"]) == (403, "two_factor_required")
    assert signed_in_by_password["two_factor_required"] is True

    code = with_second_factor(api)

    assert api.get(REPORTS).status_code == 200
    later = signing_in(person, code)
    assert later["two_factor_required"] is False
    assert bearer(later["access"]).get(REPORTS).status_code == 200


def test_setting_it_up_lifts_no_session_but_the_one_it_was_set_up_in() -> None:
    person = a_staff_member("finance")
    stolen = signed_in(person)

    with_second_factor(signed_in(person))

    assert stolen.get(REPORTS).json()["code"] == "two_factor_required"


def test_switching_it_off_takes_the_rights_of_every_session_and_browser() -> None:
    person = a_staff_member("finance")
    api = bearer(signing_in(person)["access"])
    code = with_second_factor(api)
    browser = browser_of(person)
    body = {"password": PASSWORD, "code": code}

    assert api.post("/api/auth/two-factor/disable/", body, format="json").status_code == 204

    assert api.get(REPORTS).json()["code"] == "two_factor_required"
    assert "/login/" in browser.get(reverse("admin:index")).headers["Location"]


def test_nobody_else_is_held_up() -> None:
    assert signing_in(a_user())["two_factor_required"] is False
