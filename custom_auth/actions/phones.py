"""Proving that one holds a phone, by a code sent to it."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.crypto import constant_time_compare

from core.crypto import blind_index
from core.jobs import enqueue
from core.text import western_digits
from core.transactions import joins_transaction
from custom_auth import rules
from custom_auth.errors import InvalidCode, PhoneTaken
from custom_auth.models import PhoneCode, User, UserProfile
from notifications import rendering, texts_store
from notifications.catalogue import kinds


@dataclass(frozen=True)
class CodeMessage:
    phone_number: str
    text: str
    code: str
    language: str


@joins_transaction
def ask_for_code(user: User, *, phone_number: str, now: datetime) -> None:
    """Have a code sent to ``phone_number``, to be entered within its life.

    Tells nothing of whether the number belongs to another account; that is said to its holder only.
    """
    PhoneCode.objects.update_or_create(
        user=user,
        defaults={
            "phone_number": phone_number,
            "digest": "",
            "attempts": 0,
            "expires_at": now + rules.PHONE_CODE_LIFE,
        },
    )
    enqueue("custom_auth.send_phone_code", user_id=user.pk)


@joins_transaction
def make_code(user_id: int, *, now: datetime) -> CodeMessage | None:
    """Make the code that was asked for and word its message; None if it has been waiting too long."""
    waiting = (
        PhoneCode.objects.select_for_update(of=("self",), no_key=True)
        .select_related("user")
        .filter(user_id=user_id, expires_at__gt=now)
        .first()
    )
    if waiting is None:
        return None
    code = f"{secrets.randbelow(10**6):06}"
    waiting.digest = _digest(waiting, code)
    waiting.save(update_fields=["digest"])
    language = waiting.user.language
    words = texts_store.words(kinds()["account.phone_code"], language)
    values = {"code": code, "minutes": int(rules.PHONE_CODE_LIFE.total_seconds() // 60)}
    text = rendering.fill(words.message, values, language=language)
    return CodeMessage(waiting.phone_number, text, code, language)


@joins_transaction
def take_code(user: User, code: str, *, now: datetime) -> bool:
    """Take the code and note the phone as proved; False if it is wrong, which counts as an attempt.

    :raises InvalidCode: if none was sent, it has expired or was missed too often.
    :raises PhoneTaken: if another account has proved the number.
    """
    waiting = (
        PhoneCode.objects.select_for_update(of=("self",), no_key=True)
        .filter(user=user, expires_at__gt=now)
        .exclude(digest="")
        .first()
    )
    if waiting is None or waiting.attempts >= rules.PHONE_CODE_ATTEMPTS:
        raise InvalidCode
    if not constant_time_compare(waiting.digest, _digest(waiting, western_digits(code).strip())):
        waiting.attempts += 1
        waiting.save(update_fields=["attempts"])
        return False
    try:
        with transaction.atomic():
            UserProfile.objects.filter(user=user).update(
                phone_number=waiting.phone_number, phone_verified_at=now
            )
    except IntegrityError as taken:
        # Only the database can tell, as another account may be proving it at this moment.
        raise PhoneTaken from taken
    waiting.delete()
    return True


def _digest(waiting: PhoneCode, code: str) -> str:
    return blind_index(f"phone {waiting.user_id} {waiting.phone_number} {code}")
