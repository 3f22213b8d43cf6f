"""The words in force: what staff wrote, else what is shipped."""

from collections.abc import Mapping
from typing import Any

from django.core.cache import cache

from notifications.catalogue import Kind, Words
from notifications.models import NoticeText

CACHE_KEY = "notice-texts"
CACHE_SECONDS = 30


def words(kind: Kind, language: str) -> Words:
    """Give the words of ``kind``; a change by staff is in force within half a minute."""
    shipped = kind.words[language]
    own = _overrides().get((kind.code, language))
    return shipped if own is None else over(shipped, own)


def over(shipped: Words, own: Mapping[str, Any]) -> Words:
    """Give the shipped words with staff's own over them, where they have any."""
    return Words(
        title=own["title"] or shipped.title,
        message=own["message"] or shipped.message,
        subject=own["subject"] or own["title"] or shipped.subject,
        body=own["body"] or own["message"] or shipped.body,
        button=own["button"] or shipped.button,
    )


def forget() -> None:
    cache.delete(CACHE_KEY)


def _overrides() -> dict[tuple[str, str], dict[str, Any]]:
    found: dict[tuple[str, str], dict[str, Any]] | None = cache.get(CACHE_KEY)
    if found is None:
        rows = NoticeText.objects.values(
            "kind", "language", "title", "message", "subject", "body", "button"
        )
        found = {(row["kind"], row["language"]): {**row} for row in rows}
        cache.set(CACHE_KEY, found, CACHE_SECONDS)
    return found
