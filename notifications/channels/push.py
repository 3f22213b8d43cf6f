"""Push messages to phones. A sender is one class with one method; the settings name which."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

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
    is_dead: bool = False
    error: str = ""


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


class FirebaseSender:
    """Firebase Cloud Messaging v1 through Google's own library (the ``push`` extra)."""

    def send(self, messages: Sequence[Push]) -> list[Outcome]:
        from firebase_admin import messaging

        batch = [
            messaging.Message(
                token=push.token,
                notification=messaging.Notification(title=push.title, body=push.message),
                data={"link": push.link, "key": push.key},
                android=messaging.AndroidConfig(
                    collapse_key=push.key,
                    notification=messaging.AndroidNotification(tag=push.key),
                ),
                apns=messaging.APNSConfig(headers={"apns-collapse-id": push.key[:64]}),
            )
            for push in messages
        ]
        answer = messaging.send_each(batch, app=_firebase())
        return [self._outcome(one) for one in answer.responses]

    @staticmethod
    def _outcome(response: Any) -> Outcome:
        from firebase_admin import messaging

        if response.success:
            return Outcome(is_sent=True)
        gone = isinstance(
            response.exception, messaging.UnregisteredError | messaging.SenderIdMismatchError
        )
        return Outcome(is_sent=False, is_dead=gone, error=type(response.exception).__name__)


@cache
def _firebase() -> Any:
    import firebase_admin

    credential = firebase_admin.credentials.Certificate(settings.FIREBASE_CREDENTIALS)
    return firebase_admin.initialize_app(credential, name="tohfa")


def send(messages: Sequence[Push]) -> list[Outcome]:
    sender: Sender = import_string(settings.PUSH_SENDER)()
    outcomes: list[Outcome] = []
    for start in range(0, len(messages), BATCH):
        outcomes += sender.send(messages[start : start + BATCH])
    return outcomes
