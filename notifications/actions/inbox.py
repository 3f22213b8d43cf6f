"""What people do with their inbox, their preferences and their devices."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from core.transactions import joins_transaction
from notifications import consents, rendering, rules
from notifications.catalogue import kinds
from notifications.errors import MandatoryTopic
from notifications.models import Delivery, Device, Inbox, Notification, Preference, QuietHours
from notifications.rules import Channel, Topic

# Topics that only mandatory kinds have: there is nothing to choose.
FIXED = frozenset({Topic.ACCOUNT})


@joins_transaction
def mark_read(notification: Notification) -> Notification:
    if not notification.is_read:
        notification.is_read = True
        notification.save(update_fields=["is_read"])
    return notification


@joins_transaction
def follow_link(delivery_id: int, *, now: datetime) -> str:
    """Note that the link of a message was followed; give where it leads, the app if that is forgotten."""
    delivery = Delivery.objects.filter(pk=delivery_id).first()
    if delivery is None:
        return f"{settings.APP_LINK_URL}/"
    if delivery.opened_at is None:
        delivery.opened_at = now
        delivery.save(update_fields=["opened_at"])
    return rendering.address_of(kinds()[delivery.kind], delivery.values)


@joins_transaction
def mark_all_read(inbox: QuerySet[Notification]) -> int:
    """Mark everything unread in ``inbox`` as read; give how many there were."""
    return inbox.filter(is_read=False).update(is_read=True)


@joins_transaction
def switch_topics(user: Any, choices: Iterable[tuple[Topic, Channel, bool]]) -> None:
    """Switch topics on and off for channels; who switches promotions on agrees to them.

    :raises MandatoryTopic: if one of them is not for people to choose.
    """
    rows = []
    for topic, channel, is_on in choices:
        if topic in FIXED and not is_on:
            raise MandatoryTopic
        rows.append(Preference(user=user, topic=topic, channel=channel, is_on=is_on))
    if any(row.topic is Topic.PROMOTION and row.is_on for row in rows):
        consents.records().note_promotions(user.pk)
    Preference.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["user", "topic", "channel"],
        update_fields=["is_on"],
    )


@joins_transaction
def set_quiet_hours(user: Any, **fields: Any) -> QuietHours:
    quiet, _ = QuietHours.objects.update_or_create(user=user, defaults=fields)
    return quiet


@joins_transaction
def register_device(user: Any, *, token: str, platform: str, now: datetime) -> Device:
    """Note that a phone takes push messages for ``user``; it stops doing so for whoever had it."""
    device, _ = Device.objects.update_or_create(
        token=token, defaults={"user": user, "platform": platform, "seen_at": now}
    )
    return device


@joins_transaction
def unsubscribe_from_promotions(user_id: int) -> None:
    rows = [
        Preference(user_id=user_id, topic=Topic.PROMOTION, channel=channel, is_on=False)
        for channel in (Channel.EMAIL, Channel.PUSH)
    ]
    Preference.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["user", "topic", "channel"],
        update_fields=["is_on"],
    )


def preferences_of(user: Any) -> dict[str, dict[str, bool]]:
    """Give every topic with its channels, on or off. One query."""
    chosen = {
        (row.topic, row.channel): row.is_on for row in Preference.objects.filter(user_id=user.pk)
    }
    table: dict[str, dict[str, bool]] = {}
    for topic in Topic:
        own = [kind for kind in kinds().values() if kind.topic is topic]
        channels = {channel for kind in own for channel in kind.channels}
        if any(kind.is_chatty for kind in own):
            channels.add(Channel.EMAIL)  # by which its digest would come
        table[topic] = {
            channel: chosen.get((topic, channel), rules.is_on_by_default(topic, channel))
            for channel in sorted(channels - {Channel.SMS})
        }
    return table


def resume_at(user: Any, last_event_id: str) -> int:
    """Give the position from which a stream goes on: behind the last event, or now. One query."""
    row = Inbox.objects.filter(pk=user.pk).first()
    newest = row.position if row else 0
    # One that we have not given is as good as none.
    if last_event_id.isascii() and last_event_id.isdigit() and len(last_event_id) < 19:
        return min(int(last_event_id), newest)
    return newest
