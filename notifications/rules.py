"""When a notice may disturb somebody, and how long we keep trying: no database."""

from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

CAIRO = "Africa/Cairo"
# Waits between attempts at a channel; after the last one the delivery has failed.
RETRIES = [timedelta(minutes=m) for m in (1, 5, 30, 120, 720)]
# A delivery whose worker died in the middle is taken up again after this time.
ABANDONED_AFTER = timedelta(minutes=5)
# More than so many notices of one day to one person are not pushed or mailed, only kept in-app.
DAILY_CEILING = 60
DIGEST_AT = time(18, 0)
# A delivery that was begun so often is given up, even if every attempt died without a word.
MOST_ATTEMPTS = len(RETRIES) + 1
# No attempt begins with less than this left of its claim, or another worker could make it as well.
LEAST_LEFT = timedelta(seconds=60)
# How long things are kept: an inbox shows its last months, records of sending serve support.
ARCHIVED_AFTER = timedelta(days=120)
FORGOTTEN_AFTER = timedelta(days=400)
DELIVERIES_KEPT = timedelta(days=90)


class Channel(StrEnum):
    IN_APP = "in_app"
    EMAIL = "email"
    PUSH = "push"
    SMS = "sms"


class Topic(StrEnum):
    """What a person can switch on and off, each per channel."""

    ACCOUNT = "account"
    ORDERS = "orders"
    SALES = "sales"
    PAYMENTS = "payments"
    REVIEWS = "reviews"
    STOCK = "stock"
    WISHLIST = "wishlist"
    PROMOTION = "promotion"


def is_on_by_default(topic: str, channel: str) -> bool:
    """Tell what holds for somebody who chose nothing: promotions leave the app only for who asks."""
    return topic != Topic.PROMOTION or channel == Channel.IN_APP


class State(StrEnum):
    """Where one delivery to one channel stands."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"


class Fate(StrEnum):
    """What a provider tells of a mail afterwards, as far as it says something of its address."""

    DELIVERED = "delivered"
    BOUNCED = "bounced"
    COMPLAINED = "complained"
    UNSUBSCRIBED = "unsubscribed"


def outweighs(told: Fate, standing: Fate) -> bool:
    """Tell whether what is told of an address takes the place of what stands: a complaint stays one."""
    return standing is Fate.BOUNCED or told is Fate.COMPLAINED


# The longest name that providers give a mail is a Message-ID.
PROVIDER_ID_LENGTH = 200


class CampaignState(StrEnum):
    """Where a message to many stands."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    RUNNING = "running"
    STOPPED = "stopped"
    DONE = "done"


NEXT: dict[CampaignState, frozenset[CampaignState]] = {
    CampaignState.DRAFT: frozenset({CampaignState.SCHEDULED}),
    CampaignState.SCHEDULED: frozenset({CampaignState.RUNNING, CampaignState.STOPPED}),
    CampaignState.RUNNING: frozenset({CampaignState.DONE, CampaignState.STOPPED}),
    CampaignState.STOPPED: frozenset({CampaignState.SCHEDULED}),
    CampaignState.DONE: frozenset(),
}
# As many people are told in one transaction.
LARGEST_STEP = 500


def may_become(current: CampaignState, wanted: CampaignState) -> bool:
    return wanted in NEXT[current]


def step_size(per_minute: int) -> int:
    """Give how many people of a campaign are told at once: so few that it goes evenly."""
    return max(1, min(LARGEST_STEP, per_minute // 10))


def step_pause(told: int, per_minute: int) -> timedelta:
    """Give how long a campaign rests after telling ``told`` people."""
    return timedelta(seconds=60 * told / per_minute)


def end_of_quiet(now: datetime, *, start: time | None, end: time | None, zone: str) -> datetime:
    """Give the earliest moment from ``now`` on that is not in the quiet hours, in UTC.

    ``start`` and ``end`` are wall-clock times in ``zone``; a span over midnight is understood, and
    equal times mean no quiet hours.
    """
    if start is None or end is None or start == end:
        return now
    local = now.astimezone(ZoneInfo(zone))
    clock = local.time().replace(tzinfo=None)
    over_midnight = start > end
    is_quiet = (clock >= start or clock < end) if over_midnight else (start <= clock < end)
    if not is_quiet:
        return now
    day = local.date() + timedelta(days=1 if over_midnight and clock >= start else 0)
    return datetime.combine(day, end, ZoneInfo(zone)).astimezone(UTC)


def next_digest(now: datetime, *, zone: str) -> datetime:
    """Give the moment of the next daily digest in ``zone``, in UTC."""
    local = now.astimezone(ZoneInfo(zone))
    day = local.date() + timedelta(days=1 if local.time() >= DIGEST_AT else 0)
    return datetime.combine(day, DIGEST_AT, ZoneInfo(zone)).astimezone(UTC)


def next_attempt(
    attempts: int, now: datetime, *, at_least: timedelta | None = None
) -> datetime | None:
    """Give when to try again after ``attempts`` failed attempts; None if that is not worth it.

    ``at_least`` is how long the other side asked us to wait; more than a day is not waited for.
    """
    if attempts > len(RETRIES):
        return None
    asked = min(at_least or timedelta(0), timedelta(days=1))
    return now + max(RETRIES[attempts - 1], asked)
