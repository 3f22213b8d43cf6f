"""The words of the shop, as a process keeps them: for knowing, mending and completing what is typed."""

import math
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nsmallest
from typing import Any

from products.search import bases
from products.search.arabizi import Reader
from products.search.lexicon import Lexicon
from products.search.typos import Corrector


@dataclass(frozen=True)
class Term:
    """A word that stands in the goods' texts; ``count`` is in how many names or facts."""

    text: str
    count: int
    spelling: str = ""


class Words:
    """Words that typing may have meant, with the readers that find them again."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self.corrector = Corrector()
        self.reader = Reader()
        self.all: set[str] = set()
        self._sorted: list[str] | None = None
        for word in words:
            self.add(word)

    def add(self, word: str) -> None:
        if word in self.all or len(word) < 2 or word.isdigit():
            return
        self.all.add(word)
        self._sorted = None
        self.corrector.add(word)
        if not word.isascii():
            self.reader.add(word)

    def beginning_with(self, prefix: str) -> list[str]:
        if self._sorted is None:
            self._sorted = sorted(self.all)
        first = bisect_left(self._sorted, prefix)
        return self._sorted[first : bisect_left(self._sorted, prefix + "\U0010ffff")]


class Vocabulary:
    """What is known: the lexicon's words, and those of the goods' texts."""

    def __init__(
        self,
        lexicon: Lexicon,
        terms: Iterable[Term] = (),
        *,
        documents: int = 0,
        lexicon_words: Words | None = None,
    ) -> None:
        self.lexicon = lexicon
        self.documents = documents
        self.counts: dict[str, int] = {}
        # What was worked out from these words, until there are others.
        self.kept: dict[str, Any] = {}
        self._spellings: dict[str, str] = {}
        self._shelves = (lexicon_words or Words(lexicon.words), Words())
        self.add(terms)

    def add(self, terms: Iterable[Term]) -> None:
        """Learn more words, or better counts of known ones."""
        known, own = self._shelves
        self.kept = {}
        for term in terms:
            self.counts[term.text] = term.count
            if term.spelling:
                self._spellings[term.text] = term.spelling
            if term.count and term.text[0] not in "@^" and term.text not in known.all:
                own.add(term.text)

    def base(self, word: str) -> str | None:
        return self.lexicon.base(word)

    def surface(self, word: str) -> str | None:
        """Give the word of the goods' texts that ``word`` is a form of, or None."""
        candidates = bases.english(word) if word.isascii() else bases.arabic(word)
        return bases.first_known(candidates, self.counts.__contains__)

    def knows(self, word: str) -> bool:
        return (
            self.base(word) is not None
            or self.surface(word) is not None
            or self.lexicon.is_filler(word)
        )

    def spelt(self, word: str) -> str:
        """Give a folded word as people write it."""
        return self.lexicon.spellings.get(word) or self._spellings.get(word) or word

    def is_sure(self, word: str) -> bool:
        """Tell whether a word stands as it is, or with its article off, in the lexicon or in names.

        One that is only reached by taking off an ending may as well be a slip of the finger, and one
        that only stands in descriptions says little of what is sold.
        """
        plain = {word, bases.without_article(word)}
        if word.isascii():
            plain |= set(bases.english(word))
        return any(self.counts.get(one) or self._is_meant(one) for one in plain)

    def _is_meant(self, word: str) -> bool:
        """Tell whether the lexicon has a word for itself; Latin ones may only be part of a phrase."""
        return word in self.lexicon.singles or (not word.isascii() and word in self.lexicon.words)

    def near(self, typed: str, *, most: float | None = None) -> list[tuple[str, float]]:
        """Give words that were perhaps meant, with their distances."""
        return [pair for shelf in self._shelves for pair in shelf.corrector.near(typed, most=most)]

    def readings(self, typed: str) -> list[tuple[str, float]]:
        """Give Arabic words that a Latin one may be, with what it costs to read it so."""
        return [pair for shelf in self._shelves for pair in shelf.reader.readings(typed)]

    def beginnings(self, typed: str) -> list[tuple[str, float]]:
        """Give Arabic words that begin as a Latin beginning is said."""
        return [pair for shelf in self._shelves for pair in shelf.reader.beginnings(typed)]

    def rarity(self, lexeme: str) -> float:
        """Give how telling a word or a concept (``@ring``) is: 0 is in everything, 1 in nothing."""
        if self.documents < 2:
            return 1.0
        count = self.counts.get(lexeme, 0)
        return 1.0 - math.log(1 + min(count, self.documents)) / math.log(1 + self.documents)

    def completions(self, prefix: str, *, at_most: int) -> list[str]:
        """Give the words that begin so, the commonest in the goods' names first."""
        words = [word for shelf in self._shelves for word in shelf.beginning_with(prefix)]
        return nsmallest(at_most, words, key=lambda w: (-self.counts.get(w, 0), len(w), w))
