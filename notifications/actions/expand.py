"""Turning what happened into what each person finds in the inbox and on the way to other channels."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models import Count

from core.transactions import joins_transaction
from notifications import consents, rules, wording
from notifications.actions import streams
from notifications.catalogue import Kind, kinds
from notifications.models import Delivery, Device, Notice, Notification, Preference, QuietHours
from notifications.rules import Channel, Topic
from notifications.wording import Short

log = structlog.get_logger("tohfa.notices")

BATCH = 100
ROWS = 1000
# A burst: what of one kind about one thing reaches one person.
Burst = tuple[int, str, str | None, int | None]

TAKE_POSITIONS = """
INSERT INTO notifications_inbox AS inbox (user_id, position)
SELECT user_id, places FROM unnest(%s::bigint[], %s::bigint[]) AS w(user_id, places)
 ORDER BY user_id
    ON CONFLICT (user_id) DO UPDATE SET position = inbox.position + excluded.position
RETURNING user_id, position
"""


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


@dataclass
class _Worded:
    notice: Notice
    kind: Kind
    words: dict[str, Short]


class _Expansion:
    def __init__(self, notices: Sequence[Notice], now: datetime) -> None:
        self.notices = notices
        self.now = now
        self.worded = [worded for notice in notices if (worded := _word(notice))]
        self.people = _load_people({uid for w in self.worded for uid in w.notice.user_ids}, now)
        self.withdrawn = consents.withdrawn_by(
            {
                uid
                for w in self.worded
                if w.kind.topic is Topic.PROMOTION
                for uid in w.notice.user_ids
            }
        )
        # Taken first: it locks the inboxes, so that bursts are not counted by two workers at once.
        self.positions = self._take_positions()
        self.bursts = self._running_bursts()
        self.new: list[Notification] = []
        self.folded: dict[int, Notification] = {}
        self.deliveries: list[Delivery] = []

    def write(self) -> None:
        for worded in self.worded:
            is_promotion = worded.kind.topic is Topic.PROMOTION
            for user_id in worded.notice.user_ids:
                if is_promotion and user_id in self.withdrawn:
                    continue
                # Whoever has been erased since is told nothing.
                if person := self.people.get(user_id):
                    self._tell(worded, person)
        Notification.objects.bulk_create(self.new, batch_size=ROWS)
        Notification.objects.bulk_update(
            self.folded.values(),
            ["repeats", "position", "title", "message", "title_en", "message_en"],
            batch_size=ROWS,
        )
        Delivery.objects.bulk_create(self.deliveries, batch_size=ROWS)
        for notice in self.notices:
            notice.expanded_at = self.now
        Notice.objects.bulk_update(self.notices, ["expanded_at", "error"])
        streams.wake(row.user_id for row in [*self.new, *self.folded.values()])

    def _take_positions(self) -> dict[int, int]:
        """Take a position in the inbox for each thing that may come into it; give the last ones' ends."""
        places = Counter(
            uid for w in self.worded for uid in w.notice.user_ids if uid in self.people
        )
        if not places:
            return {}
        with connection.cursor() as cursor:
            cursor.execute(TAKE_POSITIONS, [list(places), list(places.values())])
            ends = dict(cursor.fetchall())
        return {user_id: ends[user_id] - count for user_id, count in places.items()}

    def _next_position(self, user_id: int) -> int:
        self.positions[user_id] += 1
        return self.positions[user_id]

    def _running_bursts(self) -> dict[Burst, Notification]:
        """Read the unread notifications into which further ones may be folded. At most one query."""
        spans = {w.kind.code: w.kind.collapse_seconds for w in self.worded}
        spans = {code: span for code, span in spans.items() if span}
        if not spans:
            return {}
        rows = (
            Notification.objects.unread()
            .filter(
                user_id__in=list(self.people),
                kind__in=spans,
                created_at__gte=self.now - timedelta(seconds=max(spans.values())),
            )
            .order_by("pk")
        )
        return {
            _burst(row): row
            for row in rows
            if row.created_at >= self.now - timedelta(seconds=spans[row.kind])
        }

    def _tell(self, worded: _Worded, person: _Person) -> None:
        kind = worded.kind
        if Channel.IN_APP in kind.channels and _wants(person, kind, Channel.IN_APP):
            row = self._inbox_row(worded, person)
            if kind.collapse_seconds and self._fold(row):
                return  # the first of the burst has disturbed its reader already
            self.new.append(row)
        self.deliveries += self._delivery_rows(worded.notice, kind, person)

    def _inbox_row(self, worded: _Worded, person: _Person) -> Notification:
        notice, words = worded.notice, worded.words
        return Notification(
            user_id=person.user.pk,
            notice_id=notice.pk,
            kind=notice.kind,
            notification_type=worded.kind.notification_type,
            title=words["ar"].title,
            message=words["ar"].message,
            title_en=words["en"].title,
            message_en=words["en"].message,
            related_object_type=notice.about_type or None,
            related_object_id=notice.about_id,
            campaign_id=notice.campaign_id,
            position=self._next_position(person.user.pk),
        )

    def _fold(self, row: Notification) -> bool:
        """Fold a notice of a burst into the unread one that began it; False if it is the first."""
        first = self.bursts.get(_burst(row))
        if first is None:
            self.bursts[_burst(row)] = row
            return False
        first.repeats += 1
        first.position = row.position
        first.title, first.message = row.title, row.message
        first.title_en, first.message_en = row.title_en, row.message_en
        if first.pk is not None:
            self.folded[first.pk] = first
        return True

    def _delivery_rows(self, notice: Notice, kind: Kind, person: _Person) -> list[Delivery]:
        rows = []
        for channel in sorted(self._channels(kind, person)):
            person.today += 1
            if person.today > rules.DAILY_CEILING and not kind.is_mandatory:
                continue
            rows.append(self._delivery(notice, kind, person, channel))
        return rows

    def _channels(self, kind: Kind, person: _Person) -> set[Channel]:
        """Give the channels besides the inbox; who wants a digest has what is chatty by mail alone."""
        if _in_digest(kind, person):
            return {Channel.EMAIL} if _wants(person, kind, Channel.EMAIL) else set()
        return {
            channel
            for channel in kind.channels - {Channel.IN_APP}
            if _wants(person, kind, channel) and (channel is not Channel.PUSH or person.has_device)
        }

    def _delivery(self, notice: Notice, kind: Kind, person: _Person, channel: Channel) -> Delivery:
        quiet = person.quiet
        is_digest = _in_digest(kind, person)
        when = self.now
        if quiet and is_digest:
            when = rules.next_digest(when, zone=quiet.time_zone)
        if quiet and not kind.is_mandatory:
            when = rules.end_of_quiet(when, start=quiet.start, end=quiet.end, zone=quiet.time_zone)
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
            campaign_id=notice.campaign_id,
        )


def _word(notice: Notice) -> _Worded | None:
    """Word a notice; one that cannot be worded is laid aside, so that those behind it go on."""
    try:
        kind = kinds()[notice.kind]
        return _Worded(notice, kind, wording.in_every_language(kind, notice.values))
    except Exception as error:
        log.exception("a notice cannot be worded", kind=notice.kind, notice=notice.pk)
        notice.error = repr(error)[:200]
        return None


def _burst(row: Notification) -> Burst:
    return (row.user_id, row.kind, row.related_object_type, row.related_object_id)


def _in_digest(kind: Kind, person: _Person) -> bool:
    return bool(kind.is_chatty and person.quiet and person.quiet.wants_digest)


def _wants(person: _Person, kind: Kind, channel: Channel) -> bool:
    if kind.is_mandatory:
        return True
    default = rules.is_on_by_default(kind.topic, channel)
    return person.switched.get((kind.topic, channel), default)


def _load_people(user_ids: Iterable[int], now: datetime) -> dict[int, _Person]:
    """Read what expansion needs to know of ``user_ids``: five queries, however many they are."""
    ids = list(user_ids)
    users = get_user_model().objects.filter(pk__in=ids, is_active=True)
    switched: dict[int, dict[tuple[str, str], bool]] = defaultdict(dict)
    for preference in Preference.objects.filter(user_id__in=ids):
        switched[preference.user_id][preference.topic, preference.channel] = preference.is_on
    quiet = {row.user_id: row for row in QuietHours.objects.filter(user_id__in=ids)}
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
