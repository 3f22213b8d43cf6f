"""What leaves the house in the demo: files in a folder, one for each message."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


def folder() -> Path:
    path = Path(settings.OUTBOX_DIR)
    path.mkdir(parents=True, exist_ok=True)
    return path


def _write(name: str, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it."""
    draft = folder() / f".{name}.{os.getpid()}"
    draft.write_bytes(content)
    draft.replace(folder() / name)


def _stem(key: str) -> str:
    """Name a file by the key of its message: a second attempt replaces the first."""
    return "".join(char if char.isalnum() or char in "-_." else "-" for char in key)[:120]


def write_message(channel: str, key: str, message: dict[str, Any]) -> None:
    """Write a push or text message as JSON."""
    sent = {"channel": channel, "sent_at": datetime.now(UTC).isoformat(), **message}
    _write(f"{_stem(key)}.{channel}.json", orjson.dumps(sent, option=orjson.OPT_INDENT_2))


class EmailBackend(BaseEmailBackend):
    """Writes each mail as an ``.eml`` file, named by its Message-ID."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for mail in email_messages:
            message = mail.message()
            key = str(message["Message-ID"]).strip("<>").partition("@")[0]
            _write(f"{_stem(key)}.eml", message.as_bytes())
        return len(email_messages)
