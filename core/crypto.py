"""Columns that are encrypted at rest, and how to find their values again.

The cipher is Fernet (AES-128-CBC with HMAC-SHA256) of the cryptography library; the first key of
``FIELD_KEYS`` encrypts, all of them decrypt, so a key is changed by putting a new one in front.
"""

import hashlib
import hmac
from functools import cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


@cache
def _cipher(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def cipher() -> MultiFernet:
    return _cipher(tuple(settings.FIELD_KEYS))


def blind_index(value: str) -> str:
    """Give a keyed digest of ``value``: equal values meet in it, and it cannot be turned back."""
    key = settings.BLIND_INDEX_KEY.encode()
    return hmac.new(key, value.encode(), hashlib.sha256).hexdigest()


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]
    """Text that only our processes can read; it cannot be searched or ordered by.

    Reading a value that no key opens raises ``cryptography.fernet.InvalidToken``: ciphertext is
    never handed out as if it were the text.
    """

    def get_prep_value(self, value: Any) -> str | None:
        text = super().get_prep_value(value)
        return None if text is None else cipher().encrypt(text.encode()).decode()

    def from_db_value(
        self, value: str | None, expression: Any, connection: BaseDatabaseWrapper
    ) -> str | None:
        return None if value is None else cipher().decrypt(value.encode()).decode()
