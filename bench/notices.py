"""People to tell, and the telling, for the benches of notices."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from core.ids import next_id
from custom_auth.models import Session, User, UserProfile
from custom_auth.tokens import access_token
from notifications.actions import expand
from notifications.actions.notify import Telling, tell
from notifications.models import Delivery, Device, Notice, Notification, Preference
from notifications.rules import Channel, Topic


def readers(count: int) -> list[User]:
    """Make people with a profile and a running session each."""
    people = [
        User(pk=next_id(), email=f"reader{i}@bench.example", password="!") for i in range(count)
    ]
    User.objects.bulk_create(people, batch_size=1000)
    UserProfile.objects.bulk_create([UserProfile(user=one) for one in people], batch_size=1000)
    now = datetime.now(UTC)
    Session.objects.bulk_create(
        [Session(user=one, last_used_at=now, expires_at=now + timedelta(days=1)) for one in people],
        batch_size=1000,
    )
    Preference.objects.bulk_create(
        [
            Preference(user=one, topic=Topic.PROMOTION, channel=Channel.EMAIL, is_on=True)
            for one in people
        ],
        batch_size=1000,
    )
    return people


def tokens_of(people: list[User]) -> list[str]:
    sessions = dict(Session.objects.values_list("user_id", "pk"))
    now = datetime.now(UTC)
    return [access_token(user_id=one.pk, session_id=sessions[one.pk], now=now) for one in people]


def tell_everybody(people: list[User]) -> None:
    values = {"title": "أيام", "message": "فوانيس", "link": "products"}
    with transaction.atomic():
        tell(Telling("promotion.campaign", [one.pk for one in people], values=values))


def expand_all() -> None:
    while transaction.atomic(expand.expand_waiting)(now=timezone.now()):
        pass
    connection.close()


def readers_with_phones(count: int) -> list[User]:
    people = readers(count)
    Device.objects.bulk_create(
        Device(user=one, token=f"phone-{one.pk}", platform="android", seen_at=timezone.now())
        for one in people
    )
    return people


def tell_each(people: list[User], count: int) -> None:
    """Tell ``count`` notices, each to one person, spread evenly; all mandatory, so that none is held back."""
    with transaction.atomic():
        tell(
            *[
                Telling("payout.paid", [people[n % len(people)].pk], values={"amount": "10.00"})
                for n in range(count)
            ]
        )


def is_all_done() -> bool:
    waiting = Delivery.objects.filter(state__in=["waiting", "sending"])
    return not Notice.objects.waiting().exists() and not waiting.exists()


def duplicates_and_gaps() -> tuple[int, int]:
    """Give how many notices are in an inbox twice, and how many are in none."""
    found = Counter(Notification.objects.values_list("notice_id", flat=True))
    told = set(Notice.objects.values_list("pk", flat=True))
    return sum(count - 1 for count in found.values()), len(told - set(found))
