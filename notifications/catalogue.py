"""Every kind of notice there is: whom it concerns, how it travels, and its shipped words."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from notifications.rules import Channel, Topic

TEXTS = Path(__file__).parent / "texts"
LANGUAGES = ("ar", "en")
FILLED_IN = re.compile(r"{{[^{}]*}}|{%[^{}]*%}")
TYPES = {
    Topic.ACCOUNT: "system",
    Topic.ORDERS: "order",
    Topic.SALES: "order",
    Topic.PAYMENTS: "payment",
    Topic.REVIEWS: "system",
    Topic.STOCK: "system",
    Topic.WISHLIST: "promotion",
    Topic.PROMOTION: "promotion",
}


@dataclass(frozen=True)
class Words:
    """What one kind says in one language; templates over the notice's values."""

    title: str
    message: str
    subject: str
    body: str
    button: str


@dataclass(frozen=True)
class Kind:
    code: str
    topic: Topic
    channels: frozenset[Channel]
    # Cannot be silenced: it concerns somebody's account or money.
    is_mandatory: bool
    # Waits for the daily digest of those who want one.
    is_chatty: bool
    # Seconds within which further ones about the same object are folded into the first.
    collapse_seconds: int
    # Where the app goes when it is tapped, relative to its deep links.
    link: str
    # Values to show it with to staff, and in tests.
    sample: dict[str, Any]
    words: dict[str, Words]

    def named(self, language: str) -> str:
        """Give what staff know it by: its title, with dots where a notice has its values."""
        title = self.words[language].title.replace("{% else %}", " / ")
        named = FILLED_IN.sub(lambda found: "…" if found[0].startswith("{{") else "", title)
        return named if named != "…" else self.code

    @property
    def notification_type(self) -> str:
        return TYPES[self.topic]


def _words(texts: dict[str, str]) -> Words:
    return Words(
        title=texts["title"],
        message=texts["message"],
        subject=texts.get("subject", texts["title"]),
        body=texts.get("body", texts["message"]),
        button=texts.get("button", ""),
    )


def _kind(code: str, entry: dict[str, Any]) -> Kind:
    return Kind(
        code=code,
        topic=Topic(entry["topic"]),
        channels=frozenset(Channel(name) for name in entry["channels"]),
        is_mandatory=entry.get("mandatory", False),
        is_chatty=entry.get("chatty", False),
        collapse_seconds=entry.get("collapse_seconds", 0),
        link=entry.get("link", ""),
        sample=entry.get("sample", {}),
        words={language: _words(entry[language]) for language in LANGUAGES},
    )


@cache
def kinds() -> dict[str, Kind]:
    """Give the catalogue, read once from the shipped files."""
    found: dict[str, Kind] = {}
    for path in sorted(TEXTS.glob("*.toml")):
        for group, entries in tomllib.loads(path.read_text(encoding="utf-8")).items():
            for name, entry in entries.items():
                found[f"{group}.{name}"] = _kind(f"{group}.{name}", entry)
    return found
