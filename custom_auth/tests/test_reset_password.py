import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rest_framework.test import APIClient

from custom_auth.actions import accounts
from custom_auth.models import User
from custom_auth.tests.builders import PASSWORD, a_user, do_waiting_jobs, signed_in

pytestmark = pytest.mark.django_db

NEW = "another-long-secret-7"


def ask(api: APIClient, email: str) -> Any:
    return api.post("/api/auth/password/reset/", {"email": email}, format="json")


def confirm(api: APIClient, user: User, token: str, password: str = NEW) -> Any:
    body = {"uid": accounts.uid(user), "token": token, "new_password": password}
    return api.post("/api/auth/password/reset/confirm/", body, format="json")


def test_the_link_of_the_mail_sets_a_password_and_ends_every_session(api: APIClient) -> None:
    person = a_user()
    before = signed_in(person)
    assert ask(api, person.email.upper()).status_code == 202
    do_waiting_jobs()
    found = re.search(r"reset-password\?uid=(\w+)&token=([\w-]+)", str(mail.outbox[0].body))
    assert found
    body = {"uid": found[1], "token": found[2], "new_password": NEW}

    answer = api.post("/api/auth/password/reset/confirm/", body, format="json")

    assert answer.status_code == 204
    person.refresh_from_db()
    assert person.check_password(NEW)
    assert before.get("/api/users/profile/").status_code == 401


def test_an_unknown_address_is_answered_likewise_and_sends_nothing(api: APIClient) -> None:
    person = a_user()
    with CaptureQueriesContext(connection) as when_known:
        known = ask(api, person.email)
    with CaptureQueriesContext(connection) as when_unknown:
        unknown = ask(api, "nobody@tohfa.example")

    do_waiting_jobs()

    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)
    assert len(when_known) == len(when_unknown)
    assert [sent.to for sent in mail.outbox] == [[person.email]]


def test_a_link_works_once(api: APIClient) -> None:
    person = a_user()
    token = accounts.reset_keys.make_token(person)
    confirm(api, person, token)

    answer = confirm(api, person, token, "yet-another-secret-9")

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_key")
    person.refresh_from_db()
    assert person.check_password(NEW)


def test_a_link_expires(api: APIClient) -> None:
    person = a_user()
    token = accounts.reset_keys.make_token(person)

    with time_machine.travel(timezone.now() + timedelta(hours=2, minutes=1)):
        answer = confirm(api, person, token)

    assert answer.status_code == 400
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_a_link_is_for_one_account(api: APIClient) -> None:
    owner, other = a_user(), a_user()

    assert confirm(api, other, accounts.reset_keys.make_token(owner)).status_code == 400


def test_a_link_is_for_the_address_it_was_sent_to(api: APIClient) -> None:
    person = a_user()
    token = accounts.reset_keys.make_token(person)
    person.email = "another@tohfa.example"
    person.save()

    assert confirm(api, person, token).status_code == 400


def test_a_closed_account_is_not_opened_by_a_link(api: APIClient) -> None:
    person = a_user(is_active=False)

    assert confirm(api, person, accounts.reset_keys.make_token(person)).status_code == 400


def test_a_weak_password_leaves_the_link_usable(api: APIClient) -> None:
    person = a_user()
    token = accounts.reset_keys.make_token(person)

    assert confirm(api, person, token, "password").status_code == 400
    assert confirm(api, person, token).status_code == 204
