"""The words of one notice, filled in; the words staff wrote give way where they cannot be filled."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import structlog

from notifications import rendering, texts_store
from notifications.catalogue import LANGUAGES, Kind, Words

log = structlog.get_logger("tohfa.notices")

T = TypeVar("T")


@dataclass(frozen=True)
class Short:
    """What fits into a list or onto a locked screen."""

    title: str
    message: str


def short(kind: Kind, values: Mapping[str, Any], language: str) -> Short:
    """Word a notice for the inbox and for push."""

    def fill(words: Words) -> Short:
        title = rendering.fill(words.title, values, language=language)
        return Short(title[:255], rendering.fill(words.message, values, language=language))

    return _with_words(kind, language, fill)


def in_every_language(kind: Kind, values: Mapping[str, Any]) -> dict[str, Short]:
    return {language: short(kind, values, language) for language in LANGUAGES}


def mail(
    kind: Kind,
    values: Mapping[str, Any],
    *,
    language: str,
    name: str,
    unsubscribe: str = "",
    opened: str = "",
) -> rendering.Mail:
    """Word a mail. ``opened`` is an address to lead its button through, see ``rendering.mail``."""
    return _with_words(
        kind,
        language,
        lambda words: rendering.mail(
            kind,
            words,
            values,
            language=language,
            name=name,
            unsubscribe=unsubscribe,
            opened=opened,
        ),
    )


def trial(kind: Kind, words: Words, language: str) -> dict[str, Any]:
    """Fill words with the kind's sample in every form, for their author to look at."""
    title = rendering.fill(words.title, kind.sample, language=language)
    message = rendering.fill(words.message, kind.sample, language=language)
    name = {"ar": "منى", "en": "Mona"}[language]
    mail = rendering.mail(kind, words, kind.sample, language=language, name=name)
    return {"short": Short(title, message), "mail": mail}


def _with_words(kind: Kind, language: str, fill: Callable[[Words], T]) -> T:
    """Fill the words in force; a mistake in staff's own must silence nobody, so ours stand in."""
    own = texts_store.words(kind, language)
    shipped = kind.words[language]
    if own is shipped:
        return fill(shipped)
    try:
        return fill(own)
    except Exception:
        log.exception("a notice's own words cannot be filled", kind=kind.code, language=language)
        return fill(shipped)
