"""What people do with their inbox, their preferences and their devices."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from core.transactions import joins_transaction
from notifications.catalogue import kinds
from notifications.errors import MandatoryTopic
from notifications.models import Device, Notification, Preference, QuietHours
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
def mark_all_read(inbox: QuerySet[Notification]) -> int:
    """Mark everything unread in ``inbox`` as read; give how many there were."""
    return inbox.filter(is_read=False).update(is_read=True)


@joins_transaction
def switch_topics(user: Any, choices: Iterable[tuple[Topic, Channel, bool]]) -> None:
    """Switch topics on and off for channels.

    :raises MandatoryTopic: if one of them is not for people to choose.
    """
    rows = []
    for topic, channel, is_on in choices:
        if topic in FIXED and not is_on:
            raise MandatoryTopic
        rows.append(Preference(user=user, topic=topic, channel=channel, is_on=is_on))
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
        channels = {c for kind in kinds().values() if kind.topic is topic for c in kind.channels}
        table[topic] = {
            channel: chosen.get((topic, channel), True)
            for channel in sorted(channels - {Channel.SMS})
        }
    return table
