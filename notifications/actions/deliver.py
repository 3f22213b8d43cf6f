"""Carrying deliveries out through their channels.

What is promised: the inbox row exists exactly once. A mail or push message is attempted again only if
the attempt failed or its worker died before noting the outcome, and then under the same key (Message-ID,
collapse key), by which a mail server or phone can tell that it has it already.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing

from core.transactions import joins_transaction, opens_transaction
from notifications import rendering, rules, texts_store
from notifications.catalogue import kinds
from notifications.channels import mail, push
from notifications.models import Delivery, Device
from notifications.rules import Channel, State, Topic

BATCH = 50
UNSUBSCRIBE_SALT = "unsubscribe"


@dataclass
class Outcomes:
    """What became of a batch: sent, or why not."""

    sent: list[Delivery] = field(default_factory=list)
    failed: list[tuple[Delivery, str]] = field(default_factory=list)
    dropped: list[tuple[Delivery, str]] = field(default_factory=list)


@joins_transaction
def claim_due(channel: Channel, *, now: datetime, limit: int = BATCH) -> list[Delivery]:
    """Take the next due deliveries for an attempt; nobody else takes them until it is abandoned."""
    due = list(Delivery.objects.due(channel, now).claimed().select_related("user")[:limit])
    for delivery in due:
        delivery.state = State.SENDING
        delivery.attempts += 1
        delivery.next_try_at = now + rules.ABANDONED_AFTER
    Delivery.objects.bulk_update(due, ["state", "attempts", "next_try_at"])
    return due


@joins_transaction
def note_outcomes(outcomes: Outcomes, *, now: datetime) -> None:
    for delivery in outcomes.sent:
        delivery.state, delivery.sent_at, delivery.error = State.SENT, now, ""
    for delivery, error in outcomes.dropped:
        delivery.state, delivery.error = State.DROPPED, error[:200]
    for delivery, error in outcomes.failed:
        again = rules.next_attempt(delivery.attempts, now)
        delivery.state = State.WAITING if again else State.FAILED
        delivery.next_try_at = again or now
        delivery.error = error[:200]
    touched = outcomes.sent + [d for d, _ in outcomes.failed] + [d for d, _ in outcomes.dropped]
    Delivery.objects.bulk_update(touched, ["state", "next_try_at", "sent_at", "error"])


def deliver_due(channel: Channel, *, clock: Callable[[], datetime]) -> int:
    """Attempt what is due on ``channel``; opens its own short transactions around the attempts."""
    claimed = opens_transaction(claim_due)(channel, now=clock())
    if claimed:
        outcomes = _ATTEMPTS[channel](claimed)
        opens_transaction(note_outcomes)(outcomes, now=clock())
    return len(claimed)


def _send_mails(deliveries: Sequence[Delivery]) -> Outcomes:
    outcomes = Outcomes()
    digests: dict[int, list[Delivery]] = defaultdict(list)
    for delivery in deliveries:
        if not delivery.user.is_active:
            outcomes.dropped.append((delivery, "the account is closed"))
        elif delivery.is_digest:
            digests[delivery.user_id].append(delivery)
        else:
            _note_mail(outcomes, [delivery], _send_one)
    for together in digests.values():
        _note_mail(outcomes, together, _send_digest)
    return outcomes


def _note_mail(
    outcomes: Outcomes, deliveries: list[Delivery], send: Callable[[list[Delivery]], None]
) -> None:
    try:
        send(deliveries)
    except (OSError, SMTPException) as error:
        outcomes.failed += [(delivery, repr(error)) for delivery in deliveries]
    else:
        outcomes.sent += deliveries


def _send_one(deliveries: list[Delivery]) -> None:
    (delivery,) = deliveries
    kind = kinds()[delivery.kind]
    user = delivery.user
    mail.send(
        kind,
        delivery.values,
        to=user.email,
        name=user.first_name,
        language=user.language,
        key=f"delivery-{delivery.pk}",
        unsubscribe=unsubscribe_address(user.pk) if kind.topic is Topic.PROMOTION else "",
    )


def _send_digest(deliveries: list[Delivery]) -> None:
    user = deliveries[0].user
    lines = []
    for delivery in deliveries:
        words = texts_store.words(kinds()[delivery.kind], user.language)
        lines.append(rendering.fill(words.message, delivery.values, language=user.language))
    mail.send(
        kinds()["account.digest"],
        {"count": len(lines), "lines": "\n\n".join(lines)},
        to=user.email,
        name=user.first_name,
        language=user.language,
        key=f"digest-{deliveries[0].pk}",
    )


def _send_pushes(deliveries: Sequence[Delivery]) -> Outcomes:
    devices: dict[int, list[Device]] = defaultdict(list)
    for device in Device.objects.filter(user_id__in={d.user_id for d in deliveries}):
        devices[device.user_id].append(device)
    messages, owners = [], []
    for delivery in deliveries:
        for device in devices[delivery.user_id]:
            messages.append(_push(delivery, device))
            owners.append(delivery)
    results: dict[int, list[push.Outcome]] = defaultdict(list)
    dead: list[str] = []
    for message, owner, outcome in zip(messages, owners, push.send(messages), strict=True):
        results[owner.pk].append(outcome)
        if outcome.is_dead:
            dead.append(message.token)
    Device.objects.filter(token__in=dead).delete()
    return _sorted_out(deliveries, results)


def _sorted_out(deliveries: Sequence[Delivery], results: dict[int, list[push.Outcome]]) -> Outcomes:
    """One phone reached is enough; if none was, it is tried again while one may still be alive."""
    outcomes = Outcomes()
    for delivery in deliveries:
        tried = results[delivery.pk]
        if any(outcome.is_sent for outcome in tried):
            outcomes.sent.append(delivery)
        elif alive := [outcome for outcome in tried if not outcome.is_dead]:
            outcomes.failed.append((delivery, alive[0].error))
        else:
            outcomes.dropped.append((delivery, "no device"))
    return outcomes


def _push(delivery: Delivery, device: Device) -> push.Push:
    kind = kinds()[delivery.kind]
    language = delivery.user.language
    words = texts_store.words(kind, language)
    return push.Push(
        token=device.token,
        title=rendering.fill(words.title, delivery.values, language=language),
        message=rendering.fill(words.message, delivery.values, language=language),
        link=rendering.address_of(kind, delivery.values),
        key=f"delivery-{delivery.pk}",
    )


def unsubscribe_address(user_id: int) -> str:
    """Give the address that ends promotions for a person without signing in."""
    token = signing.dumps(user_id, salt=UNSUBSCRIBE_SALT)
    return f"{settings.PUBLIC_URL}/api/notifications/unsubscribe/{token}/"


def user_of_unsubscribe(token: str) -> int | None:
    """Give whose address ``token`` came from, or None if we did not make it."""
    try:
        user_id: int = signing.loads(token, salt=UNSUBSCRIBE_SALT)
    except signing.BadSignature:
        return None
    return user_id if get_user_model().objects.filter(pk=user_id).exists() else None


_ATTEMPTS: dict[Channel, Callable[[Sequence[Delivery]], Outcomes]] = {
    Channel.EMAIL: _send_mails,
    Channel.PUSH: _send_pushes,
}
