"""Turning what happened into what each person finds in the inbox and on the way to other channels."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import orjson
from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models import Count, F

from core.transactions import joins_transaction
from notifications import rules, texts_store
from notifications.catalogue import Kind, kinds
from notifications.models import Delivery, Device, Notice, Notification, Preference, QuietHours
from notifications.rendering import fill
from notifications.rules import Channel

BATCH = 100
# The channel of PostgreSQL's NOTIFY that the live stream listens on.
WIRE = "tohfa_notifications"


@joins_transaction
def expand_waiting(*, now: datetime) -> int:
    """Expand the oldest waiting notices that no other worker holds; give how many there were.

    Inbox rows, deliveries and the mark on the notice commit together, so a notice is expanded once.
    """
    notices = list(Notice.objects.waiting().claimed()[:BATCH])
    if notices:
        _Expansion(notices, now).write()
    return len(notices)


@dataclass
class _Person:
    user: Any
    switched: dict[tuple[str, str], bool]
    quiet: QuietHours | None
    has_device: bool
    today: int


class _Expansion:
    def __init__(self, notices: Sequence[Notice], now: datetime) -> None:
        self.notices = notices
        self.now = now
        self.people = _load_people({uid for notice in notices for uid in notice.user_ids}, now)

    def write(self) -> None:
        inbox: list[Notification] = []
        deliveries: list[Delivery] = []
        for notice in self.notices:
            kind = kinds()[notice.kind]
            for user_id in notice.user_ids:
                # Whoever has been erased since is told nothing.
                if person := self.people.get(user_id):
                    inbox += self._inbox_rows(notice, kind, person)
                    deliveries += self._delivery_rows(notice, kind, person)
        Notification.objects.bulk_create(inbox, ignore_conflicts=True)
        Delivery.objects.bulk_create(deliveries, ignore_conflicts=True)
        Notice.objects.filter(pk__in=[notice.pk for notice in self.notices]).update(
            expanded_at=self.now
        )
        _wake_streams({row.user_id for row in inbox})

    def _inbox_rows(self, notice: Notice, kind: Kind, person: _Person) -> list[Notification]:
        if Channel.IN_APP not in kind.channels or not _wants(person, kind, Channel.IN_APP):
            return []
        words = {lang: texts_store.words(kind, lang) for lang in ("ar", "en")}
        row = Notification(
            user_id=person.user.pk,
            notice_id=notice.pk,
            kind=notice.kind,
            notification_type=kind.notification_type,
            title=fill(words["ar"].title, notice.values, language="ar")[:255],
            message=fill(words["ar"].message, notice.values, language="ar"),
            title_en=fill(words["en"].title, notice.values, language="en")[:255],
            message_en=fill(words["en"].message, notice.values, language="en"),
            related_object_type=notice.about_type or None,
            related_object_id=notice.about_id,
        )
        return [] if kind.collapse_seconds and self._fold(row, kind) else [row]

    def _fold(self, row: Notification, kind: Kind) -> bool:
        """Fold a notice of a burst into the unread one that began it; False if it is the first."""
        since = self.now - timedelta(seconds=kind.collapse_seconds)
        first = (
            Notification.objects.unread()
            .filter(
                user_id=row.user_id,
                kind=row.kind,
                related_object_type=row.related_object_type,
                related_object_id=row.related_object_id,
                created_at__gte=since,
            )
            .order_by("-pk")
            .values_list("pk", flat=True)[:1]
        )
        return bool(
            Notification.objects.filter(pk__in=list(first)).update(
                repeats=F("repeats") + 1,
                title=row.title,
                message=row.message,
                title_en=row.title_en,
                message_en=row.message_en,
            )
        )

    def _delivery_rows(self, notice: Notice, kind: Kind, person: _Person) -> list[Delivery]:
        rows = []
        for channel in sorted(kind.channels - {Channel.IN_APP}):
            if not _wants(person, kind, channel):
                continue
            if channel is Channel.PUSH and not person.has_device:
                continue
            person.today += 1
            if person.today > rules.DAILY_CEILING and not kind.is_mandatory:
                continue
            rows.append(self._delivery(notice, kind, person, channel))
        return rows

    def _delivery(self, notice: Notice, kind: Kind, person: _Person, channel: Channel) -> Delivery:
        quiet = person.quiet
        is_digest = bool(
            quiet and quiet.wants_digest and kind.is_chatty and channel is Channel.EMAIL
        )
        when = self.now
        if quiet and is_digest:
            when = rules.next_digest(self.now, zone=quiet.time_zone)
        elif quiet and not kind.is_mandatory:
            when = rules.end_of_quiet(
                self.now, start=quiet.start, end=quiet.end, zone=quiet.time_zone
            )
        return Delivery(
            notice_id=notice.pk,
            user_id=person.user.pk,
            channel=channel,
            kind=notice.kind,
            about_type=notice.about_type,
            about_id=notice.about_id,
            values=notice.values,
            is_digest=is_digest,
            next_try_at=when,
            campaign_id=notice.values.get("campaign_id"),
        )


def _wants(person: _Person, kind: Kind, channel: Channel) -> bool:
    if kind.is_mandatory:
        return True
    return person.switched.get((kind.topic, channel), True)


def _load_people(user_ids: Iterable[int], now: datetime) -> dict[int, _Person]:
    """Read what expansion needs to know of ``user_ids``: five queries, however many they are."""
    ids = list(user_ids)
    users = get_user_model().objects.filter(pk__in=ids, is_active=True)
    switched: dict[int, dict[tuple[str, str], bool]] = defaultdict(dict)
    for preference in Preference.objects.filter(user_id__in=ids):
        switched[preference.user_id][preference.topic, preference.channel] = preference.is_on
    quiet = QuietHours.objects.in_bulk(ids)
    with_device = set(Device.objects.filter(user_id__in=ids).values_list("user_id", flat=True))
    recent = (
        Delivery.objects.filter(user_id__in=ids, created_at__gte=now - timedelta(days=1))
        .values("user_id")
        .annotate(count=Count("pk"))
    )
    today = {row["user_id"]: row["count"] for row in recent}
    return {
        user.pk: _Person(
            user,
            switched[user.pk],
            quiet.get(user.pk),
            user.pk in with_device,
            today.get(user.pk, 0),
        )
        for user in users
    }


def _wake_streams(user_ids: set[int]) -> None:
    """Tell the live streams whose inbox has changed, once this transaction commits."""
    ids = sorted(user_ids)
    with connection.cursor() as cursor:
        # A payload holds 8000 bytes: some 400 ids of 17 digits.
        for start in range(0, len(ids), 400):
            payload = orjson.dumps(ids[start : start + 400]).decode()
            cursor.execute("SELECT pg_notify(%s, %s)", [WIRE, payload])
