"""The worker's relays for notices, alone, with senders that write down each attempt."""

import os
import threading
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage

from core import relay
from notifications import rules
from notifications.channels import outbox, push
from notifications.tasks import RELAYS


def note(key: str) -> None:
    """Write a key down in one piece; a line survives the process."""
    line = os.open(Path(settings.DATA_DIR) / "attempts", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(line, f"{key}\n".encode())
    os.close(line)


class EmailBackend(outbox.EmailBackend):
    def send_messages(self, email_messages: list[EmailMessage]) -> int:  # type: ignore[override]
        for mail in email_messages:
            note(f"mail-{mail.extra_headers['Message-ID']}")
        return len(email_messages)


class Sender:
    def send(self, messages: list[push.Push]) -> list[push.Outcome]:
        for message in messages:
            note(f"push-{message.key}-{message.token}")
        return [push.Outcome(is_sent=True) for _ in messages]


def main(abandoned_after: timedelta) -> None:
    """Run until killed. A real claim lasts minutes; nobody wants to wait that long after each kill."""
    rules.ABANDONED_AFTER, rules.LEAST_LEFT = abandoned_after, abandoned_after / 3
    settings.EMAIL_BACKEND = "bench.notice_worker.EmailBackend"
    settings.PUSH_SENDER = "bench.notice_worker.Sender"
    for thread in relay.start(RELAYS, threading.Event()):
        thread.join()
