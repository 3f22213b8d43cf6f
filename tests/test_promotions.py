"""Nothing promotional goes to whoever took the consent back, whatever was chosen and however late."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from rest_framework.test import APIClient

from custom_auth.models import Consent, User
from custom_auth.tests.builders import a_user, signed_in
from notifications.actions import campaigns, deliver, expand
from notifications.channels import push
from notifications.models import Campaign, Delivery, Device, Notice, Notification

pytestmark = pytest.mark.django_db


def now() -> datetime:
    return datetime.now(UTC)


def say(person: User, *, is_given: bool) -> None:
    body = {"purpose": "promotion", "is_given": is_given}
    answer = signed_in(person).put("/api/users/consents/", body, format="json")
    assert answer.status_code == 200


def who_agrees() -> User:
    """Give somebody with a phone who agreed to promotions."""
    person = a_user()
    Device.objects.create(user=person, token=f"phone-{person.pk}", platform="ios", seen_at=now())
    say(person, is_given=True)
    return person


def choose_people() -> Campaign:
    campaign = Campaign.objects.create(name="x", title="أيام", message="فوانيس")
    with transaction.atomic():
        campaigns.schedule(campaign, by=None, now=now())
    with transaction.atomic():
        campaigns.step_due(now=now() + timedelta(seconds=1))
    campaign.refresh_from_db()
    return campaign


@transaction.atomic
def tell_them() -> None:
    expand.expand_waiting(now=now())


@pytest.fixture(autouse=True)
def _memory(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def pushed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note the phones that a push message is sent to."""
    tokens: list[str] = []

    def send(messages: Any) -> list[push.Outcome]:
        tokens.extend(message.token for message in messages)
        return [push.Outcome(is_sent=True) for _ in messages]

    monkeypatch.setattr(push, "send", send)
    return tokens


def send_them() -> None:
    deliver.deliver_mails(clock=now)
    deliver.deliver_pushes(clock=now)


def readers() -> list[str]:
    return [address for message in mail.outbox for address in message.to]


def test_who_agrees_is_reached(pushed: list[str]) -> None:
    person = who_agrees()

    choose_people()
    tell_them()
    send_them()

    (reader,) = readers()
    assert person.email in reader
    assert pushed == [f"phone-{person.pk}"]
    assert Notification.objects.filter(user=person).count() == 1


def test_who_took_it_back_is_not_among_those_chosen() -> None:
    person, other = who_agrees(), who_agrees()
    say(person, is_given=False)

    campaign = choose_people()

    assert [notice.user_ids for notice in Notice.objects.filter(campaign_id=campaign.pk)] == [
        [other.pk]
    ]
    assert campaign.told == 1


def test_who_takes_it_back_before_the_notice_is_expanded_is_told_nothing() -> None:
    person = who_agrees()
    choose_people()

    say(person, is_given=False)
    tell_them()

    assert not Notification.objects.filter(user=person).exists()
    assert not Delivery.objects.filter(user=person).exists()


def test_who_takes_it_back_before_mail_and_push_are_sent_gets_neither(pushed: list[str]) -> None:
    person = who_agrees()
    choose_people()
    tell_them()

    say(person, is_given=False)
    send_them()

    assert (readers(), pushed) == ([], [])
    assert set(Delivery.objects.filter(user=person).values_list("state", flat=True)) == {"dropped"}


def test_switches_alone_do_not_reach_who_took_it_back() -> None:
    person = who_agrees()
    say(person, is_given=False)
    person.notification_preferences.update(is_on=True)

    choose_people()
    tell_them()

    assert not Notification.objects.filter(user=person).exists()


def test_switching_promotions_on_again_is_agreeing_again() -> None:
    person = who_agrees()
    say(person, is_given=False)
    body = {"switches": [{"topic": "promotion", "channel": "email", "is_on": True}]}

    answer = signed_in(person).put("/api/notifications/preferences/", body, format="json")

    assert answer.status_code == 200
    rows = Consent.objects.filter(user=person, purpose="promotion").order_by("pk")
    assert list(rows.values_list("is_given", flat=True)) == [True, False, True]
    choose_people()
    tell_them()
    assert list(Delivery.objects.filter(user=person).values_list("channel", flat=True)) == ["email"]


def test_whoever_was_never_asked_is_reached_in_the_app_alone(api: APIClient) -> None:
    person = a_user()

    choose_people()
    tell_them()

    assert Notification.objects.filter(user=person).count() == 1
    assert not Delivery.objects.exists()


def test_what_is_no_promotion_comes_all_the_same() -> None:
    person = who_agrees()
    say(person, is_given=False)
    Notice.objects.create(kind="account.password_changed", user_ids=[person.pk], values={})

    tell_them()

    assert Notification.objects.filter(user=person).count() == 1
