"""A message to many: in steps, at its time, to whom it is meant for, and stoppable."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import product
from typing import Any

import pytest
from django.db import transaction

from notifications import audiences, rules
from notifications.actions import campaigns, inbox, retention
from notifications.audiences import Criterion
from notifications.errors import IllegalMove
from notifications.models import Campaign, Delivery, Notice, Notification
from notifications.rules import CampaignState
from notifications.tests.builders import (
    NOON,
    a_campaign,
    a_device,
    a_person,
    expanded,
    tell,
    told,
    wanting_promotions,
)

pytestmark = pytest.mark.django_db


def schedule(campaign: Campaign, now: datetime = NOON) -> Campaign:
    return transaction.atomic(campaigns.schedule)(campaign, by=None, now=now)


def step(now: datetime = NOON) -> int:
    return transaction.atomic(campaigns.step_due)(now=now)


def readers(count: int) -> list[Any]:
    return [a_person(date_joined=NOON - timedelta(days=1)) for _ in range(count)]


def told_ids() -> list[int]:
    return [uid for notice in Notice.objects.order_by("pk") for uid in notice.user_ids]


@pytest.fixture
def only_english() -> Iterator[None]:
    """Offer a criterion for the length of a test."""
    audiences.offer(
        Criterion(
            "language", "language", lambda: [("en", "English")], lambda q, v: q.filter(language=v)
        )
    )
    yield
    audiences._criteria.pop("language")


def test_everybody_is_told_once_in_steps_as_slow_as_was_asked() -> None:
    people = readers(25)
    campaign = schedule(a_campaign(per_minute=100))

    moment, steps = NOON, []
    while step(moment):
        campaign.refresh_from_db()
        assert campaign.next_at is not None
        steps.append((campaign.told, campaign.next_at - moment))
        assert step(moment) == 0
        moment = campaign.next_at

    assert steps == [
        (10, timedelta(seconds=6)),
        (20, timedelta(seconds=6)),
        (25, timedelta(seconds=3)),
    ]
    assert told_ids() == [person.pk for person in people]
    assert (campaign.state, campaign.told) == ("done", 25)
    moves = campaign.moves.order_by("pk").values_list("from_state", "to_state")
    assert list(moves) == [("draft", "scheduled"), ("scheduled", "running"), ("running", "done")]


def test_it_waits_for_its_time() -> None:
    readers(1)
    schedule(a_campaign(starts_at=NOON + timedelta(hours=3)))

    assert step() == 0
    assert step(NOON + timedelta(hours=3)) == 1
    assert len(told_ids()) == 1


def test_stopped_it_tells_nobody_more_and_goes_on_where_it_was() -> None:
    people = readers(15)
    campaign = schedule(a_campaign(per_minute=100))
    step()

    transaction.atomic(campaigns.stop)(campaign, by=None, now=NOON)
    assert step(NOON + timedelta(hours=1)) == 0
    assert len(told_ids()) == 10

    schedule(campaign, NOON + timedelta(hours=2))
    step(NOON + timedelta(hours=2))
    assert told_ids() == [person.pk for person in people]


def test_a_step_that_fails_has_told_nobody_and_is_taken_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    readers(5)
    campaign = schedule(a_campaign())
    with monkeypatch.context() as patched:
        patched.setattr(rules, "step_pause", lambda told, per_minute: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            step()
    assert told_ids() == []

    step()

    campaign.refresh_from_db()
    assert (len(told_ids()), campaign.told) == (5, 5)


@pytest.mark.usefixtures("only_english")
def test_only_its_audience_is_told() -> None:
    joined = NOON - timedelta(days=1)
    english = a_person(language="en", date_joined=joined)
    a_person(language="ar", date_joined=joined)
    a_person(language="en", date_joined=joined, is_active=False)
    a_person(language="en", date_joined=NOON + timedelta(seconds=1))

    schedule(a_campaign(audience={"language": "en"}))
    step()

    assert told_ids() == [english.pk]


def test_promotions_leave_the_app_for_who_asked_for_them_alone() -> None:
    mona, adel = readers(2)
    wanting_promotions(mona)
    a_device(mona)
    a_device(adel)
    schedule(a_campaign())
    step()
    expanded()

    assert Notification.objects.count() == 2
    sent = Delivery.objects.order_by("channel").values_list("user_id", "channel")
    assert list(sent) == [(mona.pk, "email"), (mona.pk, "push")]


def test_whoever_wants_no_promotions_gets_no_mail() -> None:
    (mona,) = readers(1)
    wanting_promotions(mona)
    transaction.atomic(inbox.unsubscribe_from_promotions)(mona.pk)
    schedule(a_campaign())
    step()
    expanded()

    assert Notification.objects.get().title == "أيام الفوانيس"
    assert not Delivery.objects.exists()


def test_what_became_of_it_is_counted_by_channel() -> None:
    mona, adel, sara = readers(3)
    wanting_promotions(mona, adel, sara)
    a_device(mona)
    campaign = schedule(a_campaign())
    step()
    expanded()
    Notification.objects.filter(user=mona).update(is_read=True)
    mails = Delivery.objects.filter(channel="email")
    mails.filter(user=mona).update(state="sent", sent_at=NOON, opened_at=NOON)
    mails.filter(user=adel).update(state="failed")

    assert campaigns.counts(campaign) == {
        "in_app": {"delivered": 3, "opened": 1, "failed": 0, "waiting": 0},
        "email": {"delivered": 1, "opened": 1, "failed": 1, "waiting": 1},
        "push": {"delivered": 0, "opened": 0, "failed": 0, "waiting": 1},
    }
    assert sara.pk in told_ids()


@pytest.mark.parametrize(("current", "wanted"), [*product(CampaignState, CampaignState)])
def test_only_the_moves_of_the_table_are_made(
    current: CampaignState, wanted: CampaignState
) -> None:
    allowed = {
        ("draft", "scheduled"),
        ("scheduled", "running"),
        ("scheduled", "stopped"),
        ("running", "done"),
        ("running", "stopped"),
        ("stopped", "scheduled"),
    }

    assert rules.may_become(current, wanted) == ((current, wanted) in allowed)


@pytest.mark.parametrize("state", [CampaignState.DONE, CampaignState.RUNNING])
def test_what_runs_or_is_done_cannot_be_scheduled(state: CampaignState) -> None:
    campaign = a_campaign(state=state, next_at=NOON)

    with pytest.raises(IllegalMove):
        schedule(campaign)

    campaign.refresh_from_db()
    assert campaign.state == state


# --- what is kept, and how long -----------------------------------------------------------------
def tidy(now: datetime) -> None:
    retention.tidy(now=now)


def test_what_is_old_leaves_the_inbox_and_later_the_house() -> None:
    mona = a_person()
    told("seller.applied", mona)
    Notification.objects.update(created_at=NOON)
    Notice.objects.update(created_at=NOON)
    told("seller.approved", mona)

    tidy(NOON + rules.ARCHIVED_AFTER + timedelta(days=1))

    assert list(Notification.objects.unread().values_list("kind", flat=True)) == ["seller.approved"]
    assert Notification.objects.count() == 2
    assert not Notice.objects.exists()

    tidy(NOON + rules.ARCHIVED_AFTER + rules.FORGOTTEN_AFTER + timedelta(days=2))
    assert not Notification.objects.filter(kind="seller.applied").exists()


def test_deliveries_that_still_wait_are_never_forgotten() -> None:
    told("seller.applied", a_person())
    told("seller.applied", a_person())
    first = Delivery.objects.order_by("pk")[0]
    Delivery.objects.filter(pk=first.pk).update(state="sent", sent_at=NOON)

    tidy(NOON + rules.DELIVERIES_KEPT + timedelta(days=1))

    assert list(Delivery.objects.values_list("state", flat=True)) == ["waiting"]


def test_a_notice_nobody_expanded_is_never_forgotten() -> None:
    tell("seller.applied", a_person())
    Notice.objects.update(created_at=NOON)

    tidy(NOON + timedelta(days=1000))

    assert Notice.objects.count() == 1


def test_a_campaigns_counts_outlive_its_deliveries() -> None:
    wanting_promotions(*readers(2))
    campaign = schedule(a_campaign())
    step()
    expanded()
    Delivery.objects.update(state="sent", sent_at=NOON)

    tidy(NOON + rules.DELIVERIES_KEPT + timedelta(days=1))

    campaign.refresh_from_db()
    assert not Delivery.objects.exists()
    assert campaigns.counts(campaign)["email"]["delivered"] == 2
