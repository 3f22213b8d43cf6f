"""What the shop's words mean: kinds of goods, materials, styles, motifs, people, occasions, colours.

A concept has all its forms in Arabic, English and fixed Latin spellings. A text carries its concepts
and what stands above them, so that synonyms and languages meet in the same lexeme.
"""

import tomllib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from products.search import arabizi, bases
from products.search.fold import fold, folded
from products.search.tokens import Script, Token, tokens

SEED = Path(__file__).parent / "lexicon"
KINDS = ("kind", "purpose", "material", "style", "motif", "audience", "occasion", "colour", "place")
# How close something else may be: named as close, or below the same parent.
RELATED, BESIDE = 0.6, 0.3
MOST_BESIDE = 16
# What may stand between the words of a form: a leather shoulder bag is a شنطة جلد ظهر.
MODIFIERS = frozenset({"material", "style", "colour", "audience"})
Node = dict[str, Any]
LONGEST_FORM = 7
# Above the kinds of goods that are no business of this shop.
ELSEWHERE = "elsewhere"
# How sure a form is that has something between its words.
PASSED = 0.9
# What words mean is asked again and again, of the same ones: the answers for so many are kept.
_KEPT = 16_384
# So are whole texts: what is popular is found, and marked, by many queries. Each takes half a kilobyte.
_TEXTS_KEPT = 8192
# Under this key a node of the tree of phrases holds the concepts whose form ends there.
_ENDS = ""


@dataclass(frozen=True)
class Concept:
    id: str
    kind: str
    parents: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    ar: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    latin: tuple[str, ...] = ()

    def forms(self) -> tuple[str, ...]:
        return self.ar + self.en + self.latin


@dataclass(frozen=True)
class Entries:
    """All that a lexicon is made of."""

    concepts: tuple[Concept, ...] = ()
    fillers: tuple[str, ...] = ()
    set_words: tuple[str, ...] = ()


def seed(folder: Path = SEED) -> Entries:
    """Read the entries that ship with the program."""
    concepts: list[Concept] = []
    fillers: list[str] = []
    set_words: list[str] = []
    links: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for path in sorted(folder.glob("*.toml")):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        concepts += [_concept(row) for row in content.get("concept", ())]
        for key in ("ar", "en", "latin"):
            fillers += content.get(key, ())
        set_words += content.get("set_words", ())
        for row in content.get("link", ()):
            for concept_id in row["of"]:
                links[concept_id].append(row)
    concepts = [_linked(concept, links[concept.id]) for concept in concepts]
    return Entries(tuple(concepts), tuple(fillers), tuple(set_words))


def _concept(row: Mapping[str, Any]) -> Concept:
    lists = {name: tuple(row.get(name, ())) for name in ("parents", "related", "ar", "en", "latin")}
    return Concept(id=row["id"], kind=row["kind"], **lists)


def _linked(concept: Concept, links: Sequence[Mapping[str, Any]]) -> Concept:
    """Add to a concept what links say stands above it, and what is close to it."""
    if not links:
        return concept
    parents = [*concept.parents, *(one for row in links for one in row.get("parents", ()))]
    related = [*concept.related, *(one for row in links for one in row.get("related", ()))]
    return replace(
        concept, parents=tuple(dict.fromkeys(parents)), related=tuple(dict.fromkeys(related))
    )


class Match(NamedTuple):
    """A form found in a text: from the token at ``start`` to before the one at ``end``."""

    start: int
    end: int
    concept: str
    confidence: float = 1.0
    length: int = 1
    # The token that stands between the words of the form and is not of it, or -1.
    passed: int = -1


class Analysed(NamedTuple):
    """A text's words: where each begins and ends, by turns, as it was written; what it is found by."""

    edges: "array[int]"
    lexemes: tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Options:
    """A text as phrases are looked for in it: for each token the keys it may stand for, how sure.

    Between the words of a form fillers are stepped over, and of the modifiers one.
    """

    keys: list[list[tuple[str, float]]]
    fillers: frozenset[int]
    modifiers: frozenset[int]


class Lexicon:
    """Concepts, found by their forms."""

    def __init__(self, entries: Entries) -> None:
        self.concepts = {concept.id: concept for concept in entries.concepts}
        self.words: set[str] = set()
        self.singles: dict[str, list[str]] = {}
        self.fillers = {
            word for text in entries.fillers for word in words_of(text)[:1] if is_one(text)
        }
        self.filler_phrases = _by_first_word(t for t in entries.fillers if not is_one(t))
        self.set_words = {word for text in entries.set_words for word in words_of(text)}
        # Words without a meaning of their own, and of what they are the first word.
        self.begun: dict[str, set[str]] = defaultdict(set)
        # Each single word as the lexicon writes it, for showing.
        self.spellings: dict[str, str] = {}
        self._phrases: Node = {}
        self.base = lru_cache(_KEPT)(self._base)
        self.keys = lru_cache(_KEPT)(self._keys)
        self.is_modifier = lru_cache(_KEPT)(self._is_modifier)
        self.lexemes_of = lru_cache(_KEPT)(self._lexemes_of)
        self._and_meant = lru_cache(_KEPT)(self._with_concepts)
        self.analysed = lru_cache(_TEXTS_KEPT)(self._analysed)
        self._above: dict[str, tuple[str, ...]] = {}
        self._below: dict[str, list[str]] = defaultdict(list)
        forms = []
        for concept in entries.concepts:
            for form in concept.forms():
                words = words_of(form)
                forms.append((words, concept))
                if len(words) == 1:
                    self.spellings.setdefault(words[0], form)
        for words, concept in forms:
            self.words.update(words)
            if len(words) == 1 and concept.id not in self.singles.setdefault(words[0], []):
                self.singles[words[0]].append(concept.id)
        for words, concept in forms:
            self._add_phrase(words, concept)
            is_ours = concept.kind == "kind" and ELSEWHERE not in concept.parents
            if len(words) > 1 and words[0] not in self.singles and is_ours:
                self.begun[words[0]].add(concept.id)
        for concept in entries.concepts:
            for parent in concept.parents:
                self._below[parent].append(concept.id)

    def _add_phrase(self, words: Sequence[str], concept: Concept) -> None:
        # In texts fillers within a form may be left out: a box for jewellery is a jewellery box.
        without = [word for word in words if not self.is_filler(word)]
        for these in (words, without) if 1 < len(without) < len(words) else (words,):
            nodes = [self._phrases]
            for at, word in enumerate(these):
                keys = [word, *self._wider(these, at, concept)]
                nodes = [node.setdefault(key, {}) for node in nodes for key in keys]
            for node in nodes if these else ():
                ends = node.setdefault(_ENDS, [])
                if concept.id not in ends:
                    ends.append(concept.id)

    def _wider(self, words: Sequence[str], at: int, concept: Concept) -> list[str]:
        """Give the concept that may stand for a word of a form: any word for boxes in a jewellery box.

        The chief word of a kind of goods only gives way to a kind above it, or a cap of wool would be
        a cape of wool wherever the two share a word.
        """
        meant = self.singles.get(words[at], [])
        chief = len(words) - 1 if words[at].isascii() else 0
        if at == chief and len(words) > 1 < len(meant):
            # Of several meanings the one that is of the kind: the عروسة of a rag doll is a doll, no bride.
            above = self.above(concept.id)[1:]
            return [f"@{one}" for one in meant if one in above]
        if len(words) == 1 or len(meant) != 1:
            return []
        if at == chief and self.concepts[meant[0]].kind == "kind":
            return [f"@{meant[0]}"] if meant[0] in self.above(concept.id) else []
        return [f"@{meant[0]}"]

    def above(self, concept_id: str) -> tuple[str, ...]:
        """Give the concept and everything above it."""
        found = self._above.get(concept_id)
        if found is None:
            reached = [concept_id]
            for one in reached:
                parents = self.concepts[one].parents if one in self.concepts else ()
                reached += [p for p in parents if p not in reached and p in self.concepts]
            found = self._above[concept_id] = tuple(reached)
        return found

    def akin(self, concept_id: str) -> dict[str, float]:
        """Give what is close to a concept, with how close.

        What the lexicon names as close; and whatever stands below the same parent, where that is not
        half the shop: few name a thing as narrowly as they could.
        """
        concept = self.concepts[concept_id]
        close: dict[str, float] = {}
        for parent in concept.parents:
            above = self.concepts.get(parent)
            if above and above.kind == concept.kind and self.is_narrow(parent):
                close[parent] = BESIDE
        for one in concept.related:
            if one in self.concepts:
                close[one] = RELATED
        close.pop(concept_id, None)
        return close

    def is_narrow(self, concept_id: str) -> bool:
        """Tell whether what stands below a concept is so little that one may stand for another."""
        return len(self._below.get(concept_id, ())) <= MOST_BESIDE

    def kind_of(self, concept_id: str) -> str:
        return self.concepts[concept_id].kind

    def _base(self, word: str) -> str | None:
        """Give the word of the lexicon that ``word`` is a form of, or None.

        A word with a meaning of its own comes before one that only stands in phrases.
        """
        candidates = list(bases.english(word) if word.isascii() else bases.arabic(word))
        return bases.first_known(iter(candidates), self.singles.__contains__) or bases.first_known(
            iter(candidates), self.words.__contains__
        )

    def _keys(self, word: str) -> tuple[str, ...]:
        """Give under what a word is found in phrases: as it is, its base, and the concepts of that."""
        base = self.base(word)
        if base is None:
            return ()
        own = [word] if word in self.words and word != base else []
        spelt = self._spelt_in_arabic(base) if base.isascii() else ()
        return (*own, base, *spelt, *(f"@{one}" for one in self.singles.get(base, ())))

    def _spelt_in_arabic(self, word: str) -> tuple[str, ...]:
        """Give the Arabic words that a fixed Latin spelling stands for: لوحة for lo7a, in phrases too."""
        said = arabizi.phones(word)
        most = arabizi.limit(len(said))
        forms = {
            words[0]
            for one in self.singles.get(word, ())
            if word in map(fold, self.concepts[one].latin)
            for words in map(words_of, self.concepts[one].ar)
            if len(words) == 1
        }
        return tuple(sorted(form for form in forms if arabizi.cost(said, form) <= most))

    def surface(self, word: str) -> str:
        """Give a word as it is kept: without its article, unless that is part of it."""
        return word if word in self.words else bases.without_article(word)

    def _lexemes_of(self, word: str, script: Script) -> frozenset[str]:
        """Give what a word is found by: as written, its stem and its consonants."""
        if self.is_filler(word):
            return frozenset()
        if script is Script.NUMBER:
            return frozenset({f"={word}"})
        surface = self.surface(word)
        base = self.base(word) or surface
        found = {f"={surface}", f"~{bases.stem(base)}"}
        if script is Script.ARABIC and (consonants := bases.skeleton(base)):
            found.add(f"%{consonants}")
        return frozenset(found)

    def _with_concepts(self, word: str, script: Script, meant: tuple[str, ...]) -> frozenset[str]:
        above = {f"@{one}" for concept in meant for one in self.above(concept)}
        return self.lexemes_of(word, script) | above

    def _analysed(self, text: str) -> Analysed:
        """Give the words of a text with what each is found by, alone and in the forms it stands in."""
        written = folded(text)
        text_tokens = tokens(written.text)
        meant: dict[int, tuple[str, ...]] = {}
        for match in self.read(text_tokens):
            for at in range(match.start, match.end):
                meant[at] = (*meant.get(at, ()), match.concept)
        edges = array("I")
        for token in text_tokens:
            edges.extend(written.original(token.start, token.end))
        lexemes = tuple(
            self._and_meant(token.text, token.script, meant[at])
            if at in meant
            else self.lexemes_of(token.text, token.script)
            for at, token in enumerate(text_tokens)
        )
        return Analysed(edges, lexemes)

    def is_filler(self, word: str) -> bool:
        return word in self.fillers

    def _is_modifier(self, word: str) -> bool:
        """Tell whether a word only says of what, how, in which colour or for whom."""
        meant = self.singles.get(self.base(word) or "", ())
        return bool(meant) and all(self.concepts[one].kind in MODIFIERS for one in meant)

    def matches_at(self, text: "Options", start: int) -> list[Match]:
        """Give the forms that begin at ``start``, those of most words first."""
        waiting: list[tuple[Node, int, float, int, int]] = [
            (self._phrases[key], start + 1, sure, 1, -1)
            for key, sure in text.keys[start]
            if key in self._phrases
        ]
        found: dict[tuple[str, int], Match] = {}
        while waiting:
            node, at, confidence, length, passed = waiting.pop()
            for concept_id in node.get(_ENDS, ()):
                known = found.get((concept_id, length))
                if known is None or (known.confidence, -known.end) < (confidence, -at):
                    found[concept_id, length] = Match(
                        start, at, concept_id, confidence, length, passed
                    )
            if at >= len(text.keys) or at - start > LONGEST_FORM or node.keys() == {_ENDS}:
                continue
            for key, sure in text.keys[at]:
                if key in node and key != _ENDS:
                    waiting.append((node[key], at + 1, confidence * sure, length + 1, passed))
            if at in text.fillers:
                waiting.append((node, at + 1, confidence, length, passed))
            elif passed < 0 and at in text.modifiers:
                waiting.append((node, at + 1, confidence * PASSED, length, at))
        if not found:
            return []
        least = 2 if start in text.fillers else 1
        kept = [
            m
            for m in found.values()
            if m.length >= least and (m.passed < 0 or self.kind_of(m.concept) == "kind")
        ]
        return sorted(kept, key=lambda m: (-m.length, -m.confidence, m.end))

    def best_at(self, text: "Options", at: int) -> list[Match]:
        """Give the longest forms that begin at ``at``; more than one if they mean several things."""
        found = self.matches_at(text, at)
        if len(found) < 2:
            return found
        longest = [m for m in found if m.length == found[0].length]
        end = min((m.end for m in longest), default=0)
        return [m for m in longest if m.end == end]

    def read(self, text_tokens: Sequence[Token]) -> Iterator[Match]:
        """Give the forms of a text from the left, the longest at each place; all of equal length."""
        text = self.options([((t.text, 1.0),) for t in text_tokens], text_tokens)
        at = 0
        while at < len(text.keys):
            best = self.best_at(text, at)
            yield from best
            end = min((m.end for m in best), default=at + 1)
            # What the name of a kind says besides, and what stands in between, holds by itself as
            # well: a leather cross is of leather. But nobody's mother is in mother of pearl.
            is_kind = all(self.kind_of(m.concept) == "kind" for m in best)
            for inner in (
                sorted(text.modifiers & set(range(at, end))) if end > at + 1 and is_kind else ()
            ):
                yield from (m for m in self.matches_at(text, inner) if m.end == inner + 1)
            at = end

    def options(
        self, words: Sequence[Sequence[tuple[str, float]]], text_tokens: Sequence[Token]
    ) -> "Options":
        """Give what the tokens of a text may stand for, from words with confidences."""
        fillers = {at for at, token in enumerate(text_tokens) if self.is_filler(token.text)}
        keys: list[list[tuple[str, float]]] = []
        for at, token in enumerate(text_tokens):
            if token.script is Script.NUMBER:
                keys.append([])
            elif at in fillers:
                keys.append([(token.text, 1.0)] if token.text in self.words else [])
            else:
                keys.append([(key, sure) for word, sure in words[at] for key in self.keys(word)])
        modifiers = {
            at
            for at, of in enumerate(words)
            if at not in fillers and of and self.is_modifier(of[0][0])
        }
        return Options(keys, frozenset(fillers), frozenset(modifiers))

    def narrowest(self, concepts: Iterable[str]) -> list[str]:
        """Leave out what stands above another of the concepts."""
        these = list(dict.fromkeys(concepts))
        wider = {above for one in these for above in self.above(one)[1:]}
        return [one for one in these if one not in wider]


def _by_first_word(texts: Iterable[str]) -> dict[str, list[list[str]]]:
    """Give phrases by their first word, of each the longest first."""
    found: dict[str, list[list[str]]] = defaultdict(list)
    for phrase in sorted(filter(None, map(words_of, texts)), key=len, reverse=True):
        found[phrase[0]].append(phrase)
    return found


def words_of(text: str) -> list[str]:
    return [token.text for token in tokens(fold(text))]


def is_one(text: str) -> bool:
    return len(words_of(text)) == 1


def contradictions(entries: Entries) -> Iterable[str]:
    """Name what a lexicon should not hold: dead references, circles, unknown kinds, empty concepts."""
    known = {concept.id: concept for concept in entries.concepts}
    if len(known) != len(entries.concepts):
        yield "a concept is there twice"
    for concept in entries.concepts:
        if concept.kind not in KINDS:
            yield f"{concept.id}: {concept.kind} is no kind"
        if not concept.forms():
            yield f"{concept.id}: has no forms"
        for other in (*concept.parents, *concept.related):
            if other not in known:
                yield f"{concept.id}: {other} does not exist"
        if _is_in_circle(concept, known):
            yield f"{concept.id}: stands above itself"
        for form in concept.forms():
            if not words_of(form):
                yield f"{concept.id}: {form!r} has no words"


def _is_in_circle(concept: Concept, known: Mapping[str, Concept]) -> bool:
    reached = list(concept.parents)
    for one in reached:
        if one == concept.id:
            return True
        reached += [p for p in (known[one].parents if one in known else ()) if p not in reached]
    return False
