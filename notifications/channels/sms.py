"""Text messages. A sender is one class with one method; the settings name which."""

import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from notifications.channels import outbox
from notifications.channels.answers import Busy

# Waits before a message that was certainly not taken is handed over again.
WAITS = (timedelta(seconds=0.5), timedelta(seconds=2))
LONGEST_WAIT = timedelta(seconds=5)


@dataclass(frozen=True)
class Text:
    """One message for an E.164 number; ``key`` names it, also when it is repeated.

    ``code`` stands by itself as well, for services that put it into a message they have approved.
    """

    to: str
    text: str
    key: str
    code: str = ""
    language: str = "ar"


class Sender(Protocol):
    def send(self, text: Text) -> None:
        """Hand a message over.

        :raises Refused: if it will never be taken.
        :raises Busy: if it was certainly not taken now.
        """


class OutboxSender:
    """The demo's: writes the message where it can be read."""

    def send(self, text: Text) -> None:
        outbox.write_message("sms", text.key, {"to": text.to, "body": text.text})


def send(text: Text) -> None:
    """Hand a message over, up to three times as long as it was certainly not taken.

    :raises Refused, Busy: if it was not taken, for good or now.
    :raises PartnerSilent: if nobody knows whether it was.
    """
    sender: Sender = import_string(settings.SMS_SENDER)()
    for wait in WAITS:
        try:
            return sender.send(text)
        except Busy as busy:
            if busy.retry_after is not None and busy.retry_after > LONGEST_WAIT:
                raise  # the job comes back later
            time.sleep(max(wait, busy.retry_after or timedelta(0)).total_seconds())
    return sender.send(text)
