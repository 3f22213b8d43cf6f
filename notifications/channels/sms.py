"""Text messages. A sender is one class with one method; the settings name which."""

from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from notifications.channels import outbox


class Sender(Protocol):
    def send(self, *, to: str, text: str, key: str) -> None:
        """Send ``text`` to an E.164 number; ``key`` names the message, also when it is repeated."""


class OutboxSender:
    """The demo's: writes the message where it can be read."""

    def send(self, *, to: str, text: str, key: str) -> None:
        outbox.write_message("sms", key, {"to": to, "body": text})


def send(*, to: str, text: str, key: str) -> None:
    sender: Sender = import_string(settings.SMS_SENDER)()
    sender.send(to=to, text=text, key=key)
