"""Browsers at the back office and the sellers' pages are sessions like those of apps: seen and ended."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session as Cookie
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from rest_framework.test import APIClient

from core.transactions import opens_transaction
from custom_auth import tasks
from custom_auth.actions import sessions, two_factor
from custom_auth.models import Session, User
from custom_auth.tests.builders import PASSWORD, a_seller, a_session, a_staff_member, signed_in
from tests.office.signing import browser_of
from tests.office.test_sign_in import with_second_factor
from to7fabackend.backoffice.signing import SESSION

pytestmark = pytest.mark.django_db
CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/141.0.0.0 Safari/537.36"
)
DOORS = [
    pytest.param("admin:login", "/admin/", lambda: a_staff_member("admin"), id="back office"),
    pytest.param("seller:sign_in", "/seller/", a_seller, id="sellers' pages"),
]


def sign_in(person: User, door: str, *, client: Client | None = None, **more: str) -> Client:
    browser = client or Client(HTTP_USER_AGENT=CHROME, REMOTE_ADDR="203.0.113.7")
    form = {
        "username": person.email,
        "email": person.email,
        "password": PASSWORD,
        "otp": "",
        **more,
    }
    browser.post(reverse(door), form)
    return browser


def listed(api: APIClient) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = api.get("/api/auth/sessions/").json()["results"]
    return [row for row in rows if row["kind"] == "browser"]


@pytest.mark.parametrize(("door", "page", "make"), DOORS)
def test_a_browser_stands_in_the_list_with_device_and_last_use_and_can_be_ended(
    door: str, page: str, make: object
) -> None:
    person = make()  # type: ignore[operator]
    browser, other = sign_in(person, door), sign_in(person, door)
    assert browser.get(page).status_code == 200
    api = signed_in(person)
    assert [row["kind"] for row in api.get("/api/auth/sessions/").json()["results"]] == [
        "app",
        "browser",
        "browser",
    ]
    newest, oldest = listed(api)
    assert (oldest["device"], oldest["address"]) == ("Chrome, Windows", "203.0.113.7")
    assert oldest["last_used_at"]
    assert not oldest["is_current"]

    assert api.delete(f"/api/auth/sessions/{oldest['id']}/").status_code == 204

    answer = browser.get(page)
    assert (
        answer.status_code,
        "sign-in" in answer["Location"] or "login" in answer["Location"],
    ) == (
        302,
        True,
    )
    assert "_auth_user_id" not in browser.session
    assert other.get(page).status_code == 200
    assert listed(api) == [newest]
    assert api.delete(f"/api/auth/sessions/{oldest['id']}/").status_code == 404


def test_nobody_ends_a_browser_of_somebody_else() -> None:
    person = a_seller()
    browser = sign_in(person, "seller:sign_in")
    row = Session.objects.get(user=person)

    answer = signed_in(a_seller()).delete(f"/api/auth/sessions/{row.pk}/")

    assert answer.status_code == 404
    assert browser.get("/seller/").status_code == 200


@pytest.mark.parametrize(("door", "page", "make"), DOORS)
def test_signing_out_takes_it_from_the_list(door: str, page: str, make: object) -> None:
    person = make()  # type: ignore[operator]
    browser = sign_in(person, door)
    way_out = "admin:logout" if door.startswith("admin") else "seller:sign_out"

    browser.post(reverse(way_out))

    assert Session.objects.get(user=person).ended_because == "signed out"
    assert listed(signed_in(person)) == []


def test_signing_in_again_with_the_same_browser_ends_what_it_had() -> None:
    person, guest = a_seller(), a_seller()
    browser = sign_in(person, "seller:sign_in")

    sign_in(person, "seller:sign_in", client=browser)
    sign_in(guest, "seller:sign_in", client=browser)

    assert not Session.objects.filter(user=person, ended_at=None).exists()
    assert Session.objects.filter(user=guest, ended_at=None).count() == 1


def test_when_it_was_last_used_is_noted_but_not_with_every_page() -> None:
    person = a_seller()
    browser = sign_in(person, "seller:sign_in")
    row = Session.objects.get(user=person)
    browser.get("/seller/")
    assert Session.objects.get(user=person).last_used_at == row.last_used_at
    earlier = timezone.now() - timedelta(minutes=6)
    Session.objects.update(last_used_at=earlier)

    browser.get("/seller/")

    assert Session.objects.get(user=person).last_used_at > earlier


@pytest.mark.parametrize("change", [{"ended": True}, {"expired": True}, {"gone": True}])
def test_a_cookie_is_nobody_without_its_row(change: dict[str, bool]) -> None:
    person = a_staff_member("admin")
    browser = browser_of(person)
    rows = Session.objects.filter(user=person)
    if "ended" in change:
        rows.update(ended_at=timezone.now())
    elif "expired" in change:
        rows.update(expires_at=timezone.now())
    else:
        rows.delete()

    assert browser.get("/admin/").status_code == 302
    assert listed(signed_in(person)) == []


@pytest.mark.parametrize("whose", ["nobody's", "an app's", "somebody else's"])
def test_a_cookie_that_names_another_row_is_nobody(whose: str) -> None:
    person = a_staff_member("admin")
    browser = browser_of(person)
    rows = {
        "nobody's": 1,
        "an app's": a_session(person).pk,
        "somebody else's": a_session(a_staff_member("admin"), is_browser=True).pk,
    }
    session = browser.session
    session[SESSION] = rows[whose]
    session.save()

    assert browser.get("/admin/").status_code == 302


def test_a_wrong_password_and_somebody_who_does_not_sell_begin_no_session() -> None:
    sign_in(a_seller(), "seller:sign_in", password="not-the-right-one")
    sign_in(a_staff_member(), "seller:sign_in")
    sign_in(a_seller(), "admin:login")

    assert not Session.objects.exists()


def test_signing_out_everywhere_leaves_none_in_the_list() -> None:
    person = a_seller()
    sign_in(person, "seller:sign_in")
    body = {"email": person.email, "password": PASSWORD}
    tokens = APIClient().post("/api/auth/login/", body, format="json").json()
    api = APIClient()
    api.credentials(HTTP_AUTHORIZATION=f"Bearer {tokens['access']}")

    api.post("/api/auth/logout/", {"refresh": tokens["refresh"], "all": True}, format="json")

    assert not Session.objects.filter(ended_at=None).exists()


def test_a_cookie_from_before_a_sign_out_everywhere_is_no_good_even_if_its_row_came_back() -> None:
    person = a_staff_member("admin")
    browser = browser_of(person)
    assert browser.get("/admin/").status_code == 200

    opens_transaction(sessions.end_all)(person, because="signed out", now=timezone.now())
    Session.objects.update(ended_at=None)

    assert browser.get("/admin/").status_code == 302


def test_switching_the_second_factor_off_leaves_no_browser_in_the_list() -> None:
    person = a_staff_member("admin")
    browser, api = browser_of(person), signed_in(person)
    totp = with_second_factor(person)

    opens_transaction(two_factor.switch_off)(
        person, password=PASSWORD, code=totp.now(), now=timezone.now()
    )

    assert listed(api) == []
    assert browser.get("/admin/").status_code == 302


def test_pages_for_everybody_ask_about_no_session(
    django_assert_num_queries: object,
) -> None:
    browser = browser_of(a_seller())

    with django_assert_num_queries(0):  # type: ignore[operator]
        assert browser.get("/health/live/").status_code == 200


def test_what_is_long_over_is_forgotten() -> None:
    person = a_seller()
    long_ago = timezone.now() - timedelta(days=200)
    a_session(person, device="ended", ended_at=long_ago)
    a_session(person, device="expired", expires_at=long_ago, is_browser=True)
    kept = a_session(person, device="kept", ended_at=timezone.now())
    browser_of(person)
    Cookie.objects.update(expire_date=long_ago)

    tasks.forget(0)

    assert list(Session.objects.exclude(is_browser=True)) == [kept]
    assert not Session.objects.filter(device="expired").exists()
    assert not Cookie.objects.exists()
