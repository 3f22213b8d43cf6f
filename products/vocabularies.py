"""The lexicon and the words of the shop as this process keeps them, renewed when they change."""

import threading
import time
from dataclasses import dataclass

import structlog
from django.db import DatabaseError, connection
from django.db.models import Subquery

from products.models import LexiconEntry, SearchState, SearchTerm
from products.search.index import VERSION
from products.search.lexicon import Concept, Entries, Lexicon
from products.search.vocabulary import Term, Vocabulary, Words

log = structlog.get_logger("tohfa.search")
# So many seconds another process's words may go unknown here.
CHECKED_EVERY = 2.0
_LEXICONS = 1_000_000


@dataclass
class _Kept:
    lexicon_version: int = -1
    counts_version: int = -1
    last_term: int = -1
    checked_at: float = 0.0
    lexicon: Lexicon | None = None
    lexicon_words: Words | None = None
    vocabulary: Vocabulary | None = None


_kept = _Kept()
_renewing = threading.Lock()


def current() -> Vocabulary:
    """Give the words as they are, or were a moment ago. One query every two seconds."""
    if _kept.vocabulary is None or time.monotonic() - _kept.checked_at > CHECKED_EVERY:
        with _renewing:
            _renew()
    assert _kept.vocabulary is not None  # noqa: S101 - just renewed
    return _kept.vocabulary


def share() -> None:
    """Read the words before processes are forked that have them in common. It leaves no connection open.

    Without a database they are read by each process, at its first search.
    """
    try:
        current()
    except DatabaseError as error:
        log.warning("words not read ahead", reason=str(error)[:200])
    finally:
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]  # the stubs do not know it


def analyzer_version() -> int:
    """Give by which analyzer and lexicon ``current`` reads."""
    current()
    return VERSION * _LEXICONS + _kept.lexicon_version


def forget() -> None:
    """Read words and counts anew the next time; the lexicon only if it has changed."""
    _kept.vocabulary = None
    _kept.counts_version = _kept.last_term = -1


def _renew() -> None:
    """Read what has changed. Words of a transaction that committed late are met at the next count."""
    state = SearchState.objects.annotate(
        last_term=Subquery(SearchTerm.objects.order_by("-pk").values("pk")[:1])
    ).get(pk=1)
    if state.lexicon_version != _kept.lexicon_version or _kept.lexicon is None:
        _kept.lexicon = Lexicon(entries())
        _kept.lexicon_words = Words(_kept.lexicon.words)
        _kept.lexicon_version = state.lexicon_version
        _kept.vocabulary = None
    last_term = state.last_term or 0
    if _kept.vocabulary is None or state.counts_version != _kept.counts_version:
        _kept.vocabulary = Vocabulary(
            _kept.lexicon,
            _terms(after=0),
            documents=state.documents,
            lexicon_words=_kept.lexicon_words,
        )
        _kept.counts_version = state.counts_version
    elif last_term > _kept.last_term:
        _kept.vocabulary.add(_terms(after=_kept.last_term))
    _kept.last_term = last_term
    _kept.checked_at = time.monotonic()


def _terms(*, after: int) -> list[Term]:
    rows = SearchTerm.objects.filter(pk__gt=after).values_list("text", "count", "spelling")
    return [Term(*row) for row in rows.iterator(chunk_size=5000)]


def entries() -> Entries:
    """Read the lexicon as staff have it. One query."""
    concepts: list[Concept] = []
    lists: dict[str, list[str]] = {"filler": [], "set_word": []}
    for entry in LexiconEntry.objects.filter(is_active=True).order_by("pk"):
        if entry.kind in lists:
            lists[entry.kind] += [*entry.ar, *entry.en, *entry.latin]
            continue
        concepts.append(
            Concept(
                id=entry.code,
                kind=entry.kind,
                parents=tuple(entry.parents),
                related=tuple(entry.related),
                ar=tuple(entry.ar),
                en=tuple(entry.en),
                latin=tuple(entry.latin),
            )
        )
    return Entries(tuple(concepts), tuple(lists["filler"]), tuple(lists["set_word"]))
