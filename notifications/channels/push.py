"""Push messages to phones. A sender is one class with one method; the settings name which."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from notifications.channels import outbox

BATCH = 500  # what Firebase takes at once


@dataclass(frozen=True)
class Push:
    """One message for one device. ``key`` makes a repeated message replace the first on the phone."""

    token: str
    title: str
    message: str
    link: str
    key: str


@dataclass(frozen=True)
class Outcome:
    is_sent: bool
    # The phone's token is no longer one.
    is_dead: bool = False
    # Nothing would be better the next time.
    is_refused: bool = False
    error: str = ""
    retry_after: timedelta | None = None


class Sender(Protocol):
    def send(self, messages: Sequence[Push]) -> list[Outcome]:
        """Send up to ``BATCH`` messages and say of each what became of it."""


class OutboxSender:
    """The demo's: writes each message where it can be read."""

    def send(self, messages: Sequence[Push]) -> list[Outcome]:
        for push in messages:
            content = {
                "to": push.token,
                "title": push.title,
                "body": push.message,
                "link": push.link,
            }
            outbox.write_message("push", f"{push.key}-{push.token[:16]}", content)
        return [Outcome(is_sent=True) for _ in messages]


def send(messages: Sequence[Push]) -> list[Outcome]:
    """Send up to ``BATCH`` messages and say of each what became of it."""
    sender: Sender = import_string(settings.PUSH_SENDER)()
    return sender.send(messages)
