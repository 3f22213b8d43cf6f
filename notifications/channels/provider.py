"""Mail through a provider's API, and what it tells of mails later: the one file that knows Anymail.

It is imported by name where a provider is set, so that nobody else carries its weight.
"""

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from anymail.exceptions import (
    AnymailError,
    AnymailInsecureWebhookWarning,
    AnymailRecipientsRefused,
)
from anymail.signals import EventType
from anymail.webhooks.base import AnymailBaseWebhookView
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.http import HttpRequest
from django.utils.module_loading import import_string
from django.utils.timezone import is_aware

from core.text import FORBIDDEN
from notifications.channels.answers import Busy, Refused, asked_wait
from notifications.rules import Fate

# What is told of a mail, as far as it says something of the address.
FATES = {
    EventType.DELIVERED: Fate.DELIVERED,
    EventType.BOUNCED: Fate.BOUNCED,
    EventType.REJECTED: Fate.BOUNCED,
    EventType.COMPLAINED: Fate.COMPLAINED,
    EventType.UNSUBSCRIBED: Fate.UNSUBSCRIBED,
}
# What Anymail makes of an answer that is neither a yes nor a no.
UNCLEAR = {"unknown", "failed"}


class NotTheProvider(Exception):
    """Whoever told us this did not know the secret, or signed it with another key."""


@dataclass(frozen=True)
class MailEvent:
    """What became of one mail at one address; ``provider_id`` is what the provider calls the mail."""

    fate: Fate
    address: str
    provider_id: str
    detail: str
    at: datetime | None


class EmailBackend(BaseEmailBackend):
    """Sends through the provider that EMAIL_PROVIDER names, and says in our words what it answered."""

    def __init__(self, *, fail_silently: bool = False, **options: Any) -> None:
        super().__init__(fail_silently=fail_silently)
        path = f"anymail.backends.{settings.EMAIL_PROVIDER}.EmailBackend"
        self.provider = get_connection(path, fail_silently=fail_silently)

    def open(self) -> bool | None:
        return self.provider.open()

    def close(self) -> None:
        self.provider.close()

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Send mails; each then has the provider's id for it as ``provider_id``.

        :raises Refused: if the address is none, or the provider sends nothing there any more.
        :raises Busy: if the provider cannot be reached, or takes nothing now.
        """
        with _in_our_words():
            sent = self.provider.send_messages(list(email_messages))
        for message in email_messages:
            status: Any = getattr(message, "anymail_status", None)
            given = getattr(status, "message_id", None)
            if given is None and status is not None and status.status <= UNCLEAR:
                raise Busy("the provider does not say that it took the mail")
            setattr(message, "provider_id", given if isinstance(given, str) else "")  # noqa: B010
        return int(sent or 0)


@contextmanager
def _in_our_words() -> Iterator[None]:
    try:
        yield
    except AnymailRecipientsRefused as error:
        raise Refused("the provider sends nothing to this address") from error
    except AnymailError as error:
        # An error of ours (a wrong key, a sender it does not know) is tried again as well: it is mended
        # while mails wait, and attempts are counted.
        answer = getattr(error, "response", None)
        if answer is None:
            raise Busy(f"{error.esp_name}: no answer") from error
        asked = asked_wait(answer.headers.get("Retry-After", ""))
        raise Busy(f"{error.esp_name}: {answer.status_code}", asked) from error


def events_in(request: HttpRequest) -> list[MailEvent]:
    """Give what a provider tells us in ``request``, as far as it matters to us.

    :raises NotTheProvider: if it is not known to come from the provider.
    :raises ValueError: if it cannot be read.
    """
    view = _door()
    try:
        view.run_validators(request)
    except AnymailError as error:
        raise NotTheProvider from error
    try:
        told = view.parse_events(request)
    except (AnymailError, ImproperlyConfigured, LookupError, TypeError, AttributeError) as error:
        raise ValueError("not a message of this provider") from error
    return [
        MailEvent(
            fate=FATES[event.event_type],
            address=_plain(event.recipient),
            provider_id=_plain(event.message_id),
            detail=_plain(event.mta_response or event.description or event.reject_reason),
            at=event.timestamp if event.timestamp and is_aware(event.timestamp) else None,
        )
        for event in told
        if event.event_type in FATES and event.recipient
    ]


def _plain(told: Any) -> str:
    """Take out of what somebody else wrote what cannot be kept."""
    return FORBIDDEN.sub(" ", str(told or ""))


def _door() -> AnymailBaseWebhookView:
    with warnings.catch_warnings():
        # Its warning is about having no secret; without one this is never called.
        warnings.simplefilter("ignore", AnymailInsecureWebhookWarning)
        view: AnymailBaseWebhookView = import_string(settings.EMAIL_PROVIDER_EVENTS)()
    return view
