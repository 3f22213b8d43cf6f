"""The shop's own outgoing messages, as it wrote them into a folder instead of sending them.

One JSON file per push or text message: ``channel`` (``push`` or ``sms``), ``to``, ``title``,
``body``, ``sent_at`` (ISO time), ``link``; all may be missing. One ``.eml`` file per mail. Folders
inside the folder count too.
"""

import email
import email.policy
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.message import Message
from pathlib import Path
from typing import Any

from sandbox.configuration import configuration

NEWEST = 100
LARGEST = 2 * 1024 * 1024
SHOWN = 4000


@dataclass(frozen=True, kw_only=True)
class PhoneMessage:
    channel: str
    to: str
    title: str
    body: str
    link: str
    sent_at: datetime


@dataclass(frozen=True, kw_only=True)
class Mail:
    name: str
    sender: str
    to: str
    subject: str
    sent_at: datetime
    text: str = ""
    html: str = ""
    attachments: list[str] = field(default_factory=list)


def phone_messages() -> list[PhoneMessage]:
    """Read the newest messages to phones; files that are none are passed over."""
    read = [_phone_message(path) for path in _files(".json")]
    found = [message for message in read if message is not None]
    return sorted(found, key=lambda message: message.sent_at, reverse=True)


def mails() -> list[Mail]:
    """Read the newest mails' heads and texts."""
    read = [_mail(path) for path in _files(".eml")]
    return [mail for mail in read if mail is not None]


def mail(name: str) -> Mail | None:
    """Read one mail by the name it is listed under; a name not in the list is nobody's."""
    path = next((path for path in _files(".eml") if _name(path) == name), None)
    return _mail(path) if path else None


def _files(ending: str) -> list[Path]:
    """List the newest files of one kind; what a link leads out of the folder does not count."""
    folder = configuration().outbox
    if folder is None or not folder.is_dir():
        return []
    root = folder.resolve()
    inside = [
        path
        for path in root.rglob(f"*{ending}")
        if path.is_file() and path.resolve().is_relative_to(root)
    ]
    return sorted(inside, key=_age, reverse=True)[:NEWEST]


def _age(path: Path) -> tuple[float, str]:
    try:
        return (path.stat().st_mtime, path.name)
    except OSError:
        return (0.0, path.name)


def _name(path: Path) -> str:
    folder = configuration().outbox
    return str(path.relative_to(folder.resolve())) if folder else path.name


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if path.stat().st_size <= LARGEST else None
    except OSError:
        return None


def _phone_message(path: Path) -> PhoneMessage | None:
    content = _bytes(path)
    if content is None:
        return None
    try:
        written = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if not isinstance(written, dict):
        return None
    return PhoneMessage(
        channel=_text(written, "channel") or "push",
        to=_text(written, "to"),
        title=_text(written, "title"),
        body=_text(written, "body"),
        link=_text(written, "link"),
        sent_at=_moment(_text(written, "sent_at"), path),
    )


def _text(written: dict[str, Any], name: str) -> str:
    value = written.get(name)
    if isinstance(value, list):
        value = ", ".join(str(entry) for entry in value)
    shown = "" if value is None else str(value)[:SHOWN]
    return shown.encode(errors="replace").decode()


def _moment(text: str, path: Path) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return datetime.fromtimestamp(_age(path)[0], tz=UTC)


def _mail(path: Path) -> Mail | None:
    content = _bytes(path)
    if content is None:
        return None
    # The older policy never fails on a broken head; what it cannot read it leaves as it is.
    parsed = email.message_from_bytes(content, policy=email.policy.compat32)
    parts = [part for part in parsed.walk() if not part.is_multipart()]
    return Mail(
        name=_name(path),
        sender=_head(parsed, "From"),
        to=_head(parsed, "To"),
        subject=_head(parsed, "Subject"),
        sent_at=datetime.fromtimestamp(_age(path)[0], tz=UTC),
        text=_part(parts, "text/plain"),
        html=_part(parts, "text/html"),
        attachments=[name for part in parts if (name := _filename(part))],
    )


def _head(parsed: Message, name: str) -> str:
    raw = parsed.get(name, "")
    try:
        shown = str(make_header(decode_header(str(raw))))
    except (LookupError, ValueError):
        shown = str(raw)
    return " ".join(shown.encode(errors="replace").decode().split())[:300]


def _filename(part: Message) -> str:
    try:
        name = part.get_filename() or ""
    except (LookupError, ValueError, TypeError):
        name = ""
    return name.encode(errors="replace").decode()[:200]


def _part(parts: list[Message], kind: str) -> str:
    for part in parts:
        if part.get_content_type() == kind and not _filename(part):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return _decoded(payload, part.get_content_charset() or "utf-8")
    return ""


def _decoded(payload: bytes, charset: str) -> str:
    try:
        return payload.decode(charset, errors="replace")
    except (LookupError, ValueError):
        return payload.decode(errors="replace")
