"""What happened becomes what each person finds: once, in order, and as often as they wish to be disturbed."""

from datetime import datetime, time, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from notifications import rules
from notifications.actions import expand, notify
from notifications.actions.notify import Telling
from notifications.errors import UnknownKind
from notifications.models import Delivery, Inbox, Notice, Notification, Preference, QuietHours
from notifications.rules import Channel, Topic
from notifications.tests.builders import (
    NOON,
    a_device,
    a_person,
    deliveries_of,
    expanded,
    inbox_of,
    tell,
    tell_shipped,
    told,
)

pytestmark = pytest.mark.django_db


def message(reader: object, sender: str, about: int = 7, now: datetime = NOON) -> None:
    told(
        "return.message",
        reader,
        about=("return", about),
        order="TH-1",
        return_id=about,
        sender=sender,
        now=now,
    )


def test_everybody_told_finds_it_in_both_languages() -> None:
    mona, adel = a_person(), a_person()
    a_device(mona)

    tell_shipped(mona, adel, mona)
    expanded()

    (row,) = inbox_of(mona)
    assert row.title == "في الطريق إليك من فخار"
    assert row.title_en == "On its way to you from \u2068فخار\u2069"
    assert (row.kind, row.notification_type) == ("parcel.shipped", "order")
    assert (row.related_object_type, row.related_object_id) == ("order", 42)
    assert deliveries_of(mona) == [("parcel.shipped", "email"), ("parcel.shipped", "push")]
    assert len(inbox_of(adel)) == 1
    assert deliveries_of(adel) == [("parcel.shipped", "email")]


def test_a_notice_is_expanded_once() -> None:
    mona = a_person()
    tell_shipped(mona)

    assert (expanded(), expanded()) == (1, 0)

    assert len(inbox_of(mona)) == 1


def test_who_is_told_in_a_transaction_that_fails_hears_nothing() -> None:
    mona = a_person()

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        notify.tell(Telling("seller.applied", [mona.pk]))
        1 / 0  # noqa: B018 - whatever fails after the telling

    assert expanded() == 0
    assert inbox_of(mona) == []


def test_a_kind_that_is_not_in_the_catalogue_is_a_bug() -> None:
    with pytest.raises(UnknownKind):
        tell("order.eaten", a_person())

    assert Notice.objects.count() == 0


def test_positions_count_up_per_person() -> None:
    mona, adel = a_person(), a_person()

    told("seller.applied", mona)
    told("seller.approved", mona, adel)
    told("seller.applied", mona)

    assert [row.position for row in inbox_of(mona)] == [1, 2, 3]
    assert [row.position for row in inbox_of(adel)] == [1]
    assert Inbox.objects.get(pk=mona.pk).position == 3


def test_one_that_cannot_be_worded_is_laid_aside_and_those_behind_it_go_on() -> None:
    mona = a_person()
    tell("refund.made", mona, order="TH-1", order_id=1, amount="not an amount")
    tell("seller.applied", mona)

    expanded()

    assert [row.kind for row in inbox_of(mona)] == ["seller.applied"]
    broken = Notice.objects.get(kind="refund.made")
    assert broken.expanded_at == NOON
    assert "InvalidOperation" in broken.error


def test_whoever_was_closed_since_hears_nothing() -> None:
    gone, mona = a_person(is_active=False), a_person()

    told("seller.applied", gone, mona)

    assert (inbox_of(gone), deliveries_of(gone)) == ([], [])
    assert len(inbox_of(mona)) == 1


def test_a_topic_that_is_off_is_off_and_a_mandatory_kind_comes_all_the_same() -> None:
    mona = a_person()
    a_device(mona)
    for channel in (Channel.IN_APP, Channel.EMAIL):
        Preference.objects.create(user=mona, topic=Topic.ORDERS, channel=channel, is_on=False)

    tell_shipped(mona)
    told("dispute.opened", mona, order="TH-1", return_id=1)

    assert [row.kind for row in inbox_of(mona)] == ["dispute.opened"]
    assert deliveries_of(mona) == [
        ("parcel.shipped", "push"),
        ("dispute.opened", "email"),
        ("dispute.opened", "push"),
    ]


# --- bursts -------------------------------------------------------------------------------------
def test_a_burst_is_folded_into_its_first_and_disturbs_once() -> None:
    mona = a_person()
    a_device(mona)

    message(mona, "فخار")
    message(mona, "نحاس", now=NOON + timedelta(minutes=5))

    (row,) = inbox_of(mona)
    assert (row.repeats, row.position) == (2, 2)
    assert row.message_en.startswith("\u2068نحاس\u2069 wrote")
    assert deliveries_of(mona) == [("return.message", "push")]


def test_a_burst_that_comes_at_once_is_folded_too() -> None:
    mona = a_person()
    for sender in ("فخار", "نحاس", "خشب"):
        tell("return.message", mona, about=("return", 7), order="T", return_id=7, sender=sender)

    expanded()

    (row,) = inbox_of(mona)
    assert (row.repeats, row.position) == (3, 3)


def test_another_matter_an_old_one_and_one_that_was_read_are_not_folded_into() -> None:
    mona = a_person()

    message(mona, "فخار")
    message(mona, "فخار", about=8)
    Notification.objects.filter(related_object_id=7).update(is_read=True)
    message(mona, "فخار")
    Notification.objects.filter(is_read=False).update(created_at=NOON - timedelta(hours=1))
    message(mona, "فخار")

    assert [row.repeats for row in inbox_of(mona)] == [1, 1, 1, 1]


# --- when it disturbs ---------------------------------------------------------------------------
def test_at_night_an_ordinary_notice_waits_and_a_mandatory_one_does_not() -> None:
    mona = a_person()
    QuietHours.objects.create(user=mona, start=time(22), end=time(8), time_zone="Africa/Cairo")
    midnight = NOON.replace(hour=22)

    tell_shipped(mona)
    tell("dispute.opened", mona, order="TH-1", return_id=1)
    expanded(midnight)

    waits = dict(Delivery.objects.values_list("kind", "next_try_at"))
    assert waits["parcel.shipped"] == NOON.replace(day=21, hour=6)  # 08:00 in Cairo
    assert waits["dispute.opened"] == midnight


def test_what_is_chatty_comes_as_one_daily_mail_to_who_wants_that() -> None:
    mona = a_person()
    a_device(mona)
    QuietHours.objects.create(user=mona, wants_digest=True)

    told("stock.low", mona, about=("product", 9), product="فازة", product_id=9, count=2)
    tell_shipped(mona)
    expanded()

    assert deliveries_of(mona) == [
        ("stock.low", "email"),
        ("parcel.shipped", "email"),
        ("parcel.shipped", "push"),
    ]
    digest = Delivery.objects.get(is_digest=True)
    assert (digest.kind, digest.next_try_at) == ("stock.low", NOON.replace(hour=16))


def test_beyond_the_ceiling_only_the_inbox_fills_and_what_is_mandatory_comes() -> None:
    mona = a_person()
    Delivery.objects.bulk_create(
        Delivery(notice_id=n, user=mona, channel="push", kind="stock.low", next_try_at=NOON)
        for n in range(rules.DAILY_CEILING)
    )
    Delivery.objects.update(created_at=NOON - timedelta(hours=23))

    tell_shipped(mona)
    tell("dispute.opened", mona, order="TH-1", return_id=1)
    expanded()

    assert [row.kind for row in inbox_of(mona)] == ["parcel.shipped", "dispute.opened"]
    sent = Delivery.objects.filter(created_at=NOON).values_list("kind", flat=True)
    assert list(sent) == ["dispute.opened"]


@pytest.mark.parametrize("readers", [1, 30])
def test_expansion_asks_the_database_as_often_for_many_as_for_one(readers: int) -> None:
    tell_shipped(*[a_person() for _ in range(readers)])

    with CaptureQueriesContext(connection) as queries:
        expanded_now = transaction.atomic(expand.expand_waiting)(now=NOON)

    assert expanded_now == 1
    # The notices; people, preferences, quiet hours, devices, recent deliveries; positions; the inbox
    # rows, the deliveries, the mark, the streams; and the savepoints that stand for transactions.
    assert len(queries) == 14
