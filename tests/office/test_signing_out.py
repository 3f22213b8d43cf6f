"""What ends access ends it in browsers as well, and nothing brings an ended session back."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.transactions import opens_transaction
from custom_auth.actions import accounts, sessions
from custom_auth.actions.sessions import Origin
from custom_auth.models import Session, User
from custom_auth.tests.builders import PASSWORD, a_seller, a_staff_member, signed_in
from tests.office.signing import browser_of

pytestmark = pytest.mark.django_db
NEW = "another-long-secret-7"


def everywhere(person: User) -> None:
    pair = opens_transaction(sessions.begin)(person, origin=Origin("", ""), now=timezone.now())
    body = {"refresh": pair.refresh, "all": True}
    answer = signed_in(person).post("/api/auth/logout/", body, format="json")
    assert answer.status_code == 204


def by_a_new_password(person: User) -> None:
    body = {"current_password": PASSWORD, "new_password": NEW}
    answer = signed_in(person).post("/api/auth/password/change/", body, format="json")
    assert answer.status_code == 204


def by_a_reset(person: User) -> None:
    body = {
        "uid": accounts.uid(person),
        "token": accounts.reset_keys.make_token(person),
        "new_password": NEW,
    }
    answer = Client().post("/api/auth/password/reset/confirm/", body, "application/json")
    assert answer.status_code == 204


def by_leaving(person: User) -> None:
    answer = signed_in(person).delete("/api/users/profile/", {"password": PASSWORD}, format="json")
    assert answer.status_code == 202


@pytest.mark.parametrize("end", [everywhere, by_a_new_password, by_a_reset, by_leaving])
def test_browsers_of_staff_and_of_makers_are_signed_out_too(end: Callable[[User], None]) -> None:
    for person, page, door in (
        (a_staff_member("admin"), "/admin/", "/admin/login/"),
        (a_seller(), "/seller/", "/seller/sign-in/"),
    ):
        browser = browser_of(person)
        assert browser.get(page).status_code == 200

        end(person)

        answer = browser.get(page)
        assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (302, door)


def change(person: User, **fields: object) -> None:
    """Change somebody's rights in the back office."""
    chief = browser_of(a_staff_member("admin"))
    page = reverse("admin:custom_auth_user_change", args=[person.pk])
    shown = chief.get(page).context["adminform"].form
    form = {name: shown.initial.get(name) for name in shown.fields}
    form["groups"] = [group.pk for group in person.groups.all()]
    form.update(fields)
    for inline in chief.get(page).context["inline_admin_formsets"]:
        prefix = inline.formset.prefix
        form |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    sent = {name: value for name, value in form.items() if value is not False and value is not None}
    answer = chief.post(page, sent)
    assert answer.status_code == 302, answer.context["errors"]


def test_a_closed_account_that_is_opened_again_has_nobody_signed_in() -> None:
    person = a_staff_member("support")
    browser, api = browser_of(person), signed_in(person)

    change(person, is_active=False)
    assert browser.get("/admin/").status_code == 302
    change(person, is_active=True)

    person.refresh_from_db()
    assert person.is_active
    assert browser.get("/admin/").status_code == 302
    assert api.get("/api/users/profile/").status_code == 401


def test_other_roles_begin_with_signing_in_again() -> None:
    person = a_staff_member("support")
    browser, api = browser_of(person), signed_in(person)

    change(person, groups=[])

    assert not person.groups.exists()
    assert browser.get("/admin/").status_code == 302
    assert api.get("/api/users/profile/").status_code == 401
    rows = Session.objects.filter(user=person)
    assert set(rows.values_list("ended_because", flat=True)) == {"rights"}


def test_a_change_that_concerns_no_rights_signs_nobody_out() -> None:
    person = a_staff_member("support")
    browser, api = browser_of(person), signed_in(person)

    change(person)

    assert browser.get("/admin/").status_code == 200
    assert api.get("/api/users/profile/").status_code == 200


@pytest.mark.parametrize("door", ["admin:login", "seller:sign_in"])
def test_signing_in_with_a_browser_undoes_a_planned_erasure(door: str) -> None:
    person = a_seller()
    opens_transaction(accounts.ask_for_erasure)(person, password=PASSWORD, now=timezone.now())

    form = {"username": person.email, "email": person.email, "password": PASSWORD, "otp": ""}
    Client().post(reverse(door), form)

    person.refresh_from_db()
    assert person.erase_after is None
