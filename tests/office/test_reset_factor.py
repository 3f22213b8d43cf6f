"""A lost second factor: an administrator removes it, it is noted, and the person is told."""

import pyotp
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.models import StaffAction
from core.staff import ADMIN, FINANCE, MODERATOR, SUPPORT
from core.transactions import opens_transaction
from custom_auth.actions import two_factor
from custom_auth.models import RecoveryCode, Session, TwoFactor, User
from custom_auth.tests.builders import (
    PASSWORD,
    a_seller,
    a_staff_member,
    signed_in,
)
from notifications.catalogue import kinds
from notifications.tests.builders import deliveries_of, expanded, inbox_of
from tests.office.signing import browser_of

pytestmark = pytest.mark.django_db
REASON = "سمعت صوتها بالهاتف ورأيت بطاقتها."


def with_factor(person: User) -> User:
    setup = opens_transaction(two_factor.set_up)(person)
    code = pyotp.TOTP(setup.secret).now()
    opens_transaction(two_factor.confirm)(person, code, now=timezone.now())
    return person


def page_of(person: User) -> str:
    return reverse("admin:custom_auth_user_second_factor", args=[person.pk])


def account_of(person: User) -> str:
    return reverse("admin:custom_auth_user_change", args=[person.pk])


@pytest.mark.parametrize("make", [lambda: a_staff_member(SUPPORT), a_seller])
def test_a_lost_second_factor_is_removed_noted_and_told(make: object) -> None:
    person = with_factor(make())  # type: ignore[operator]
    since = TwoFactor.objects.get(user=person).confirmed_at
    boss = a_staff_member(ADMIN)
    chief, api, browser = browser_of(boss), signed_in(person), browser_of(person)
    assert page_of(person) in chief.get(account_of(person)).content.decode()
    shown = chief.get(page_of(person))
    assert (shown.status_code, person.email in shown.content.decode()) == (200, True)

    answer = chief.post(page_of(person), {"reason": REASON}, REMOTE_ADDR="192.0.2.7")

    assert (answer.status_code, answer.headers["Location"]) == (302, account_of(person))
    assert not TwoFactor.objects.filter(user=person).exists()
    assert not RecoveryCode.objects.filter(user=person).exists()
    assert api.get("/api/users/profile/").status_code == 401
    rows = Session.objects.filter(user=person)
    assert set(rows.values_list("ended_because", flat=True)) == {"factor reset"}
    assert browser.get(reverse("admin:index")).status_code == 302
    entry = StaffAction.objects.get(action="second_factor.reset")
    assert (entry.by, entry.about_id, entry.reason) == (boss, str(person.pk), REASON)
    assert entry.before == {"second_factor_since": str(since)}
    assert (entry.after, entry.address) == ({"second_factor_since": None}, "192.0.2.7")
    assert chief.get(account_of(person)).content.decode().count(page_of(person)) == 0


def test_the_person_is_told_in_both_languages_and_cannot_silence_it() -> None:
    person = with_factor(a_staff_member(SUPPORT))
    expanded()

    browser_of(a_staff_member(ADMIN)).post(page_of(person), {"reason": REASON})
    expanded()

    notice = inbox_of(person)[-1]
    assert "ألغت إدارة تحفة الدخول بخطوتين" in notice.message
    assert "Tohfa's administration removed the two-step sign-in" in notice.message_en
    assert REASON not in notice.message + notice.message_en
    assert ("account.two_factor_reset", "email") in deliveries_of(person)
    assert kinds()["account.two_factor_reset"].is_mandatory


@pytest.mark.parametrize("role", [SUPPORT, FINANCE, MODERATOR])
def test_other_roles_are_refused(role: str) -> None:
    person = with_factor(a_staff_member(SUPPORT))
    client = browser_of(a_staff_member(role))

    answers = [client.get(page_of(person)), client.post(page_of(person), {"reason": REASON})]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert page_of(person) not in client.get(account_of(person)).content.decode()
    assert two_factor.is_on(person)
    assert not StaffAction.objects.filter(action="second_factor.reset").exists()


def test_strangers_and_sellers_sign_in_first() -> None:
    person = with_factor(a_staff_member(SUPPORT))

    for client in (Client(), browser_of(a_seller())):
        answer = client.post(page_of(person), {"reason": REASON})
        assert (answer.status_code, "/login/" in answer.headers["Location"]) == (302, True)

    assert two_factor.is_on(person)


def test_an_administrator_who_has_not_proved_the_second_factor_resets_nothing(
    settings: object,
) -> None:
    settings.STAFF_SECOND_FACTOR = True  # type: ignore[attr-defined]
    person = with_factor(a_staff_member(SUPPORT))
    client = browser_of(a_staff_member(ADMIN), has_second_factor=False)

    answer = client.post(page_of(person), {"reason": REASON})

    assert answer.status_code == 302
    assert two_factor.is_on(person)


def test_nobody_resets_their_own() -> None:
    boss = with_factor(a_staff_member(ADMIN))
    client = browser_of(boss)
    assert page_of(boss) not in client.get(account_of(boss)).content.decode()

    answer = client.post(page_of(boss), {"reason": REASON}, follow=True)

    assert "Nobody resets their own second factor" in answer.content.decode()
    assert client.get(page_of(boss)).status_code == 302
    assert two_factor.is_on(boss)
    assert not StaffAction.objects.filter(action="second_factor.reset").exists()


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_nothing_happens(reason: str) -> None:
    person = with_factor(a_staff_member(SUPPORT))

    answer = browser_of(a_staff_member(ADMIN)).post(page_of(person), {"reason": reason})

    assert (answer.status_code, "reason" in answer.context["form"].errors) == (200, True)
    assert two_factor.is_on(person)


def test_where_there_is_none_nothing_is_noted_and_nobody_signed_out() -> None:
    person = a_staff_member(SUPPORT)
    api = signed_in(person)
    client = browser_of(a_staff_member(ADMIN))

    answer = client.post(page_of(person), {"reason": REASON}, follow=True)

    assert "already in that state" in answer.content.decode()
    assert client.get(page_of(person)).status_code == 302
    assert api.get("/api/users/profile/").status_code == 200
    assert not StaffAction.objects.filter(action="second_factor.reset").exists()
    assert client.post(page_of(User(pk=1)), {"reason": REASON}).status_code == 404


def test_after_it_staff_get_in_with_the_password_only_to_set_up_a_new_one(
    settings: object, client: Client
) -> None:
    settings.STAFF_SECOND_FACTOR = True  # type: ignore[attr-defined]
    person = with_factor(a_staff_member(SUPPORT))
    browser_of(a_staff_member(ADMIN)).post(page_of(person), {"reason": REASON})

    client.post(reverse("admin:login"), {"username": person.email, "password": PASSWORD})
    answer = client.get(reverse("admin:index"), follow=True)

    assert answer.redirect_chain[-1] == (reverse("admin:two_factor"), 302)
