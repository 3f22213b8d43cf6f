"""Everything the partners send to the shop, from one queue.

A delivery is claimed in a transaction of its own, sent with none open, and its outcome recorded in
another. A runner that dies in between leaves a claim that lapses, so the message is sent once more:
at least once, like the partners themselves.
"""

import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import httpx2
from django.db import transaction
from django.utils import timezone

from sandbox import origins
from sandbox.configuration import configuration
from sandbox.models import Attempt, Delivery, Exchange

CLAIM = timedelta(seconds=60)
KEPT_ANSWER = 2000
JOURNAL_AGE = timedelta(days=30)
OVERTAKING_DELAY = timedelta(seconds=3)


@dataclass(frozen=True, kw_only=True)
class Options:
    """How a message travels."""

    delay_seconds: int = 0
    copies: int = 1
    reorder: bool = False
    """Overtake what still waits of the same subject; waits a little itself, so that it can be."""
    lose: bool = False
    hold: bool = False
    corrupt: bool = False
    """Spoil the signature; only the sender knows how, so it reads this itself."""

    @classmethod
    def read(cls, stored: Mapping[str, Any] | None) -> "Options":
        known = {name.name for name in fields(cls)}
        return cls(**{name: value for name, value in (stored or {}).items() if name in known})

    def stored(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, kw_only=True)
class Message:
    """What is sent, and where."""

    kind: Delivery.Kind
    subject: str
    about: str
    url: str
    body: str
    headers: Mapping[str, str]


def enqueue(message: Message, options: Options) -> list[Delivery]:
    """Put a message into the queue, as often and as late as ``options`` say."""
    now = timezone.now()
    row = Delivery(
        kind=message.kind,
        subject=message.subject[:80],
        about=message.about[:80],
        url=message.url,
        headers=dict(message.headers),
        body=message.body,
        state=_first_state(options),
        note="signature spoiled" if options.corrupt else "",
        created_at=now,
        due_at=_first_due(message.subject, options, now),
    )
    rows = [row] + [_copy_of(row) for _ in range(options.copies - 1)]
    return Delivery.objects.bulk_create(rows)


def deliver_due(now: datetime | None = None, *, limit: int = 100) -> int:
    """Send what is due and give the number of attempts made.

    Safe to be called by several at once: each takes the next free delivery and skips the locked.
    """
    moment = now or timezone.now()
    made = 0
    with client() as sender:
        while made < limit and (delivery := _claim(moment)):
            _record(delivery, _send(delivery, sender), moment)
            made += 1
    return made


def client() -> httpx2.Client:
    """Give a client that goes nowhere but where it is told: no proxy, no redirects."""
    return httpx2.Client(
        timeout=configuration().delivery_timeout_seconds, trust_env=False, follow_redirects=False
    )


def resend(delivery: Delivery, *, copies: int = 1) -> list[Delivery]:
    """Queue a delivery again, as a new one."""
    now = timezone.now()
    fresh = [_copy_of(delivery) for _ in range(copies)]
    for copy in fresh:
        copy.state, copy.created_at, copy.due_at = Delivery.State.WAITING, now, now
        copy.note = f"resent from {delivery.pk}"
    return Delivery.objects.bulk_create(fresh)


def corrupted(delivery: Delivery) -> Delivery:
    """Spoil the signature in a delivery's address, or its secret headers, without saving it."""
    parts = urlsplit(delivery.url)
    if "hmac=" in parts.query:
        before, _, digest = parts.query.partition("hmac=")
        query = f"{before}hmac={spoiled(digest)}"
        delivery.url = urlunsplit(parts._replace(query=query))
    else:
        delivery.headers = {
            name: value if name.lower() == "content-type" else spoiled(value)
            for name, value in delivery.headers.items()
        }
    delivery.note = "signature spoiled"
    return delivery


def spoiled(digest: str) -> str:
    """Give a signature of the same look that proves nothing."""
    if not digest:
        return "0"
    return ("1" if digest[0] == "0" else "0") + digest[1:]


def reverse(subject: str) -> int:
    """Turn round the order of what waits for one subject; gives how many there are."""
    waiting = list(Delivery.objects.waiting().about(subject).order_by("due_at", "pk"))
    dues = sorted((delivery.due_at for delivery in waiting), reverse=True)
    for place, (delivery, due) in enumerate(zip(waiting, dues, strict=True)):
        # Those due at one moment go by their ids, so each gets a moment of its own.
        delivery.due_at = due - timedelta(microseconds=place)
    Delivery.objects.bulk_update(waiting, ["due_at"])
    return len(waiting)


def forget_old(now: datetime) -> None:
    """Shorten the journal of requests; payments stay, so that an old one can still be refunded."""
    Exchange.objects.filter(received_at__lt=now - JOURNAL_AGE).delete()


def _first_state(options: Options) -> Delivery.State:
    if options.lose:
        return Delivery.State.LOST
    return Delivery.State.HELD if options.hold else Delivery.State.WAITING


def _first_due(subject: str, options: Options, now: datetime) -> datetime:
    due = now + timedelta(seconds=options.delay_seconds)
    if not options.reorder:
        return due
    first = Delivery.objects.waiting().about(subject).order_by("due_at").first()
    if first:
        return first.due_at - timedelta(milliseconds=1)
    return max(due, now + OVERTAKING_DELAY)


def _copy_of(delivery: Delivery) -> Delivery:
    copied = ("kind", "subject", "about", "url", "headers", "body", "state", "note")
    times = ("created_at", "due_at")
    return Delivery(**{name: getattr(delivery, name) for name in (*copied, *times)})


@transaction.atomic
def _claim(now: datetime) -> Delivery | None:
    free = Delivery.objects.due(now).select_for_update(skip_locked=True, no_key=True)
    delivery = free.order_by("due_at", "pk").first()
    if delivery:
        delivery.claimed_until = now + CLAIM
        delivery.save(update_fields=["claimed_until"])
    return delivery


def _send(delivery: Delivery, sender: httpx2.Client) -> Attempt:
    attempt = Attempt(delivery=delivery, sent_at=timezone.now(), milliseconds=0)
    began = time.perf_counter()
    try:
        if not origins.is_allowed(delivery.url):
            raise httpx2.UnsupportedProtocol("Not one of the allowed origins; nothing was sent.")
        _post(delivery, sender, attempt)
    except (httpx2.HTTPError, httpx2.InvalidURL, UnicodeError, ValueError) as error:
        attempt.error = (f"{type(error).__name__}: {error}").replace("\x00", "")[:200]
    attempt.milliseconds = round((time.perf_counter() - began) * 1000)
    return attempt


def _post(delivery: Delivery, sender: httpx2.Client, attempt: Attempt) -> None:
    content = delivery.body.encode()
    with sender.stream("POST", delivery.url, content=content, headers=delivery.headers) as answer:
        attempt.status = answer.status_code
        attempt.headers = {"Content-Type": answer.headers.get("Content-Type", "")[:200]}
        attempt.answer = _beginning(answer)


def _beginning(answer: httpx2.Response) -> str:
    """Read no more than is kept: an endless answer must not hold the queue."""
    kept = b""
    for chunk in answer.iter_bytes(KEPT_ANSWER):
        kept += chunk
        if len(kept) >= KEPT_ANSWER:
            break
    return kept[:KEPT_ANSWER].decode(errors="replace").replace("\x00", "")


@transaction.atomic
def _record(delivery: Delivery, attempt: Attempt, now: datetime) -> None:
    attempt.save(force_insert=True)
    made = delivery.attempts_made + 1
    outcome: dict[str, Any] = {"attempts_made": made, "claimed_until": None}
    schedule = configuration().retry_seconds
    if attempt.status is not None and 200 <= attempt.status < 300:
        outcome["state"] = Delivery.State.DELIVERED
    elif made > len(schedule):
        outcome["state"] = Delivery.State.EXHAUSTED
    else:
        outcome["due_at"] = now + timedelta(seconds=schedule[made - 1])
    # Whoever held it back or lost it on the control page meanwhile has the last word.
    Delivery.objects.waiting().filter(pk=delivery.pk).update(**outcome)
