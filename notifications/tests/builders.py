"""Notices for tests; every argument is optional."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from notifications.actions import expand, inbox, notify
from notifications.actions.notify import Telling
from notifications.models import Campaign, Delivery, Device, Notification
from notifications.rules import Channel, Topic

NOON = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)  # 12:00 in Cairo
_numbers = count(1)


def a_person(**fields: Any) -> Any:
    """Make somebody to tell; of people this app knows the address, the language and the first name."""
    defaults = {"email": f"reader{next(_numbers)}@tohfa.example", "first_name": "منى"}
    return get_user_model().objects.create(**{**defaults, **fields})


@transaction.atomic
def wanting_promotions(*people: Any) -> None:
    """Have people ask for promotions by mail and push."""
    channels = (Channel.EMAIL, Channel.PUSH)
    for person in people:
        inbox.switch_topics(person, [(Topic.PROMOTION, channel, True) for channel in channels])


def a_device(user: Any, token: str | None = None) -> Device:
    return Device.objects.create(
        user=user, token=token or f"token-{next(_numbers)}", platform="android", seen_at=NOON
    )


SHIPPED = {"order": "TH-4KX-7Q2M", "order_id": 42, "seller": "فخار", "carrier": "بوسطة"}


@transaction.atomic
def tell(kind: str, *to: Any, about: tuple[str, int] | None = None, **values: Any) -> None:
    notify.tell(Telling(kind, [user.pk for user in to], about, values))


def tell_shipped(*to: Any) -> None:
    tell("parcel.shipped", *to, about=("order", 42), **SHIPPED, tracking_number="7234891")


@transaction.atomic
def expanded(now: datetime = NOON) -> int:
    """Have the worker's step done; the rows it made are dated ``now``."""
    before = set(Delivery.objects.values_list("pk", flat=True))
    done = expand.expand_waiting(now=now)
    Delivery.objects.exclude(pk__in=before).update(created_at=now)
    return done


def told(kind: str, *to: Any, now: datetime = NOON, **values: Any) -> None:
    """Tell people something and have it expanded."""
    tell(kind, *to, **values)
    expanded(now)


def inbox_of(user: Any) -> list[Notification]:
    return list(Notification.objects.filter(user=user).order_by("position"))


def deliveries_of(user: Any) -> list[tuple[str, str]]:
    rows = Delivery.objects.filter(user=user).order_by("pk")
    return [(row.kind, row.channel) for row in rows]


def a_campaign(**fields: Any) -> Campaign:
    defaults: dict[str, Any] = {
        "name": "Ramadan",
        "title": "أيام الفوانيس",
        "message": "فوانيس من صُنّاع الدرب الأحمر.",
        "title_en": "Lantern days",
        "message_en": "Lanterns by the makers of Darb al-Ahmar.",
        "link": "products?category=lanterns",
    }
    return Campaign.objects.create(**{**defaults, **fields})
