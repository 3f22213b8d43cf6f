import re
from datetime import timedelta
from urllib.parse import unquote

import pytest
import time_machine
from django.core import mail
from django.utils import timezone
from rest_framework.test import APIClient

from custom_auth.actions import accounts
from custom_auth.tests.builders import a_user, do_waiting_jobs, signed_in

pytestmark = pytest.mark.django_db


def verify(api: APIClient, key: str) -> int:
    return int(api.post("/api/auth/email/verify/", {"key": key}, format="json").status_code)


def test_the_key_of_the_mail_proves_the_address(api: APIClient) -> None:
    person = a_user(is_email_verified=False)
    signed_in(person).post("/api/auth/email/verify/resend/")
    do_waiting_jobs()
    found = re.search(r"verify-email\?key=([^\s\"&]+)", str(mail.outbox[0].body))
    assert found

    assert verify(api, unquote(found[1])) == 204

    person.refresh_from_db()
    assert person.is_email_verified


def test_the_mail_is_html_and_text_in_ones_language() -> None:
    signed_in(a_user(is_email_verified=False, language="en")).post("/api/auth/email/resend/")
    signed_in(a_user(is_email_verified=False)).post("/api/auth/email/resend/")

    do_waiting_jobs()

    english, arabic = mail.outbox
    assert "Confirm your e-mail address" in english.subject
    assert "أكّد بريدك" in arabic.subject
    for sent, direction in ((english, "ltr"), (arabic, "rtl")):
        ((html, kind),) = sent.alternatives  # type: ignore[attr-defined]
        assert kind == "text/html"
        assert f'dir="{direction}"' in html
        assert "/app/verify-email?key=" in sent.body


def test_a_key_works_once(api: APIClient) -> None:
    key = accounts.email_key(a_user(is_email_verified=False))
    verify(api, key)

    assert verify(api, key) == 400


def test_a_key_expires(api: APIClient) -> None:
    key = accounts.email_key(a_user(is_email_verified=False))

    with time_machine.travel(timezone.now() + timedelta(hours=73)):
        assert verify(api, key) == 400


def test_a_key_is_for_the_address_it_was_sent_to(api: APIClient) -> None:
    person = a_user(is_email_verified=False)
    key = accounts.email_key(person)
    person.email = "another@tohfa.example"
    person.save()

    assert verify(api, key) == 400


def test_a_key_of_a_closed_account_proves_nothing(api: APIClient) -> None:
    person = a_user(is_email_verified=False)
    key = accounts.email_key(person)
    person.is_active = False
    person.save()

    assert verify(api, key) == 400


@pytest.mark.parametrize("key", ["x", "a:b:c", "😀", "W10:1:2"])
def test_a_key_that_is_not_ours_is_refused(api: APIClient, key: str) -> None:
    assert verify(api, key) == 400
