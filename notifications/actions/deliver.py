"""Carrying deliveries out through their channels.

Each is claimed, attempted and noted by itself: a worker that dies leaves at most one attempt of which
nobody knows whether it arrived. That one is made again after its claim has run out, under the same key
(Message-ID, collapse key), by which a mail server or a phone can tell that it has it already.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPResponseException

import structlog
from django.conf import settings
from django.core import signing
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F

from core.transactions import joins_transaction, opens_transaction
from notifications import consents, rendering, rules, wording
from notifications.actions import troubles
from notifications.catalogue import Kind, kinds
from notifications.channels import mail, push
from notifications.channels.answers import Busy, Refused
from notifications.models import Delivery, Device
from notifications.rules import Channel, State, Topic

log = structlog.get_logger("tohfa.notices")

Clock = Callable[[], datetime]
BATCH = 50
WITHDRAWN = "agrees to promotions no longer"
TROUBLED = "mails to this address came back or were complained of"
UNSUBSCRIBE_SALT, OPENED_SALT = "unsubscribe", "opened"


@dataclass(frozen=True)
class Outcome:
    """What became of an attempt: sent; or not, and then whether, and how soon, to try again."""

    is_sent: bool = False
    error: str = ""
    is_final: bool = False
    retry_after: timedelta | None = None
    provider_id: str = ""


SENT = Outcome(is_sent=True)


# --- claiming and noting ------------------------------------------------------------------------
@joins_transaction
def claim_due(channel: Channel, *, now: datetime, limit: int = BATCH) -> list[Delivery]:
    """Take the next due deliveries for an attempt; nobody else takes them until the claim runs out."""
    due = Delivery.objects.due(channel, now).single()
    return _claim(list(due.claimed().select_related("user")[:limit]), now)


@joins_transaction
def claim_digest(*, now: datetime) -> list[Delivery]:
    """Take all of one person's deliveries that were to come together.

    They became due at the same moment and are claimed until the same moment, so that a second attempt
    finds the same ones.
    """
    due = Delivery.objects.due(Channel.EMAIL, now).filter(is_digest=True)
    first = due.claimed().first()
    if first is None:
        return []
    together = due.filter(user_id=first.user_id, next_try_at=first.next_try_at)
    return _claim(list(together.claimed().select_related("user")), now)


def _claim(due: list[Delivery], now: datetime) -> list[Delivery]:
    """Claim what is worth another attempt; what was begun too often ends here."""
    claimed = []
    for delivery in due:
        if delivery.attempts >= rules.MOST_ATTEMPTS:
            delivery.state, delivery.error = State.FAILED, "every attempt died"
            continue
        delivery.state = State.SENDING
        delivery.next_try_at = now + rules.ABANDONED_AFTER
        claimed.append(delivery)
    Delivery.objects.bulk_update(due, ["state", "next_try_at", "error"])
    return claimed


@joins_transaction
def note(deliveries: Sequence[Delivery], outcome: Outcome, *, now: datetime) -> None:
    """Note what became of one attempt."""
    for delivery in deliveries:
        delivery.error = outcome.error[:200]
        if outcome.is_sent:
            delivery.state, delivery.sent_at = State.SENT, now
            delivery.provider_id = outcome.provider_id
        elif outcome.is_final:
            delivery.state = State.DROPPED
        else:
            again = rules.next_attempt(delivery.attempts, now, at_least=outcome.retry_after)
            delivery.state = State.WAITING if again else State.FAILED
            delivery.next_try_at = again or now
    noted = ["state", "next_try_at", "sent_at", "error", "provider_id"]
    Delivery.objects.bulk_update(deliveries, noted)


def _attempts(deliveries: Sequence[Delivery], clock: Clock) -> Iterator[Delivery]:
    """Give those whose claim is sure to outlast an attempt; slow ones before them may have used it up."""
    for delivery in deliveries:
        if delivery.next_try_at - clock() >= rules.LEAST_LEFT:
            opens_transaction(begin)([delivery])
            yield delivery


@joins_transaction
def begin(deliveries: Sequence[Delivery]) -> None:
    """Count an attempt that is about to be made. One query.

    Not when it is claimed: of many claimed by a worker that dies, one at the most was attempted, and the
    others would be given up after as many deaths without ever having been tried.
    """
    for delivery in deliveries:
        delivery.attempts += 1
    begun = Delivery.objects.filter(pk__in=[delivery.pk for delivery in deliveries])
    begun.update(attempts=F("attempts") + 1)


def _note(deliveries: Sequence[Delivery], outcome: Outcome, clock: Clock) -> None:
    opens_transaction(note)(deliveries, outcome, now=clock())


# --- mail ---------------------------------------------------------------------------------------
def deliver_mails(*, clock: Clock) -> int:
    """Send due mails over one connection; opens its own short transactions around each."""
    claimed = opens_transaction(claim_due)(Channel.EMAIL, now=clock())
    if claimed:
        connection = get_connection()
        try:
            for delivery in _attempts(claimed, clock):
                outcome = _attempt_mail(delivery, lambda d: _send_one(d, connection))
                _note([delivery], outcome, clock)
        finally:
            connection.close()
    return len(claimed)


def deliver_digest(*, clock: Clock) -> int:
    """Send one person's digest, if one is due; opens its own short transactions around it."""
    together = opens_transaction(claim_digest)(now=clock())
    if together:
        opens_transaction(begin)(together)
        _note(together, _attempt_mail(together[0], lambda _: _send_digest(together)), clock)
    return len(together)


def _attempt_mail(delivery: Delivery, send: Callable[[Delivery], str]) -> Outcome:
    if not delivery.user.is_active:
        return Outcome(is_final=True, error="the account is closed")
    if _is_unwanted(delivery):
        return Outcome(is_final=True, error=WITHDRAWN)
    if _is_promotion(delivery) and troubles.has_trouble(delivery.user.email):
        return Outcome(is_final=True, error=TROUBLED)
    try:
        return Outcome(is_sent=True, provider_id=send(delivery))
    except Refused as error:
        return Outcome(error=repr(error), is_final=True)
    except Busy as error:
        return Outcome(error=repr(error), retry_after=error.retry_after)
    except SMTPResponseException as error:
        # 5xx is the server's last word about this mail (RFC 5321, section 4.2.1).
        return Outcome(error=repr(error), is_final=500 <= error.smtp_code < 600)
    except (OSError, SMTPException) as error:
        return Outcome(error=repr(error))
    except Exception as error:
        log.exception("a mail cannot be made", kind=delivery.kind, delivery=delivery.pk)
        return Outcome(error=repr(error))


def _is_promotion(delivery: Delivery) -> bool:
    kind = kinds().get(delivery.kind)
    return kind is not None and kind.topic is Topic.PROMOTION


def _is_unwanted(delivery: Delivery) -> bool:
    """Tell whether it is a promotion to which its reader agrees no longer. One query for promotions."""
    return _is_promotion(delivery) and bool(consents.withdrawn_by([delivery.user_id]))


def _send_one(delivery: Delivery, connection: BaseEmailBackend) -> str:
    kind = kinds()[delivery.kind]
    user = delivery.user
    return mail.send(
        kind,
        delivery.values,
        to=user.email,
        name=user.first_name,
        language=user.language,
        key=f"delivery-{delivery.pk}",
        unsubscribe=unsubscribe_address(user.pk) if kind.topic is Topic.PROMOTION else "",
        opened=opened_address(delivery.pk) if delivery.campaign_id else "",
        connection=connection,
    )


def _send_digest(together: Sequence[Delivery]) -> str:
    user = together[0].user
    lines = [
        wording.short(kinds()[delivery.kind], delivery.values, user.language).message
        for delivery in together
    ]
    return mail.send(
        kinds()["account.digest"],
        {"count": len(lines), "lines": "\n\n".join(lines)},
        to=user.email,
        name=user.first_name,
        language=user.language,
        key=f"digest-{min(delivery.pk for delivery in together)}",
    )


# --- push ---------------------------------------------------------------------------------------
def deliver_pushes(*, clock: Clock) -> int:
    """Send due push messages; opens its own short transactions around them."""
    claimed = opens_transaction(claim_due)(Channel.PUSH, now=clock())
    devices: dict[int, list[Device]] = {delivery.user_id: [] for delivery in claimed}
    for device in Device.objects.filter(user_id__in=list(devices)).order_by("-seen_at", "pk"):
        devices[device.user_id].append(device)
    for delivery in _attempts(claimed, clock):
        # Whoever has more phones than this hears by the newest: two batches could outlast the claim.
        phones = devices[delivery.user_id][: push.BATCH]
        _note([delivery], _attempt_push(delivery, phones), clock)
    return len(claimed)


def _attempt_push(delivery: Delivery, devices: Sequence[Device]) -> Outcome:
    """Send to each phone of one person. One phone reached is enough; dead ones are forgotten."""
    if not delivery.user.is_active or not devices:
        return Outcome(is_final=True, error="no device")
    if _is_unwanted(delivery):
        return Outcome(is_final=True, error=WITHDRAWN)
    try:
        outcomes = push.send([_push(delivery, device) for device in devices])
    except Exception as error:
        log.exception("a push message cannot be sent", kind=delivery.kind, delivery=delivery.pk)
        return Outcome(error=repr(error))
    dead = [d.token for d, o in zip(devices, outcomes, strict=True) if o.is_dead]
    Device.objects.filter(token__in=dead).delete()
    if any(outcome.is_sent for outcome in outcomes):
        return SENT
    alive = [outcome for outcome in outcomes if not outcome.is_dead]
    if not alive:
        return Outcome(is_final=True, error="no device")
    waits = [outcome.retry_after for outcome in alive if outcome.retry_after]
    return Outcome(
        error=alive[0].error,
        is_final=all(outcome.is_refused for outcome in alive),
        retry_after=max(waits, default=None),
    )


def _push(delivery: Delivery, device: Device) -> push.Push:
    kind = kinds()[delivery.kind]
    words = wording.short(kind, delivery.values, delivery.user.language)
    return push.Push(
        token=device.token,
        title=words.title,
        message=words.message,
        link=rendering.address_of(kind, delivery.values),
        key=_push_key(delivery, kind),
    )


def _push_key(delivery: Delivery, kind: Kind) -> str:
    """Give what a later message has in common with the one it takes the place of on a phone."""
    if kind.collapse_seconds:
        return f"{delivery.kind}-{delivery.about_id or 0}"
    return f"delivery-{delivery.pk}"


# --- addresses in mails -------------------------------------------------------------------------
def unsubscribe_address(user_id: int) -> str:
    """Give the address that ends promotions for a person without signing in."""
    return _address("unsubscribe", user_id, UNSUBSCRIBE_SALT)


def opened_address(delivery_id: int) -> str:
    """Give the address that notes that a mail's button was pressed, and leads on."""
    return _address("opened", delivery_id, OPENED_SALT)


def _address(door: str, number: int, salt: str) -> str:
    return f"{settings.PUBLIC_URL}/api/notifications/{door}/{signing.dumps(number, salt=salt)}/"


def signed_number(token: str, salt: str) -> int | None:
    """Give the number in a token of ours; None if we did not make it."""
    try:
        number: int = signing.loads(token, salt=salt)
    except signing.BadSignature:
        return None
    return number
