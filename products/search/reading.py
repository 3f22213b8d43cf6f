"""What a shopper means: layout, price limits, words known, mended or read from Latin, and concepts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise

from products.search import bases, layout, prices
from products.search.fold import Folded, fold, folded
from products.search.lexicon import ELSEWHERE, Lexicon, Match, Options
from products.search.prices import Limits
from products.search.tokens import Script, Token, tokens
from products.search.vocabulary import Vocabulary

LONGEST = 200
MOST_WORDS = 12
MOST_OPTIONS = 5
# By what it says of a thing: what it is above all, whom it is for the least.
IMPORTANCE = {
    "kind": 1.7,
    "motif": 1.15,
    "material": 1.0,
    "style": 1.0,
    "place": 1.0,
    "word": 1.0,
    "occasion": 0.8,
    "purpose": 0.4,
    "colour": 0.7,
    "audience": 0.6,
    "number": 0.3,
}
# Below this a mended word is too unsure to be read as part of a phrase.
SURE = 0.45
DERIVED, DOUBTFUL = 0.88, 0.75


class How(StrEnum):
    TYPED = "typed"
    MENDED = "mended"
    ARABIZI = "arabizi"


@dataclass(frozen=True)
class Option:
    """A word that a token may stand for."""

    word: str
    confidence: float
    how: How = How.TYPED


@dataclass(frozen=True)
class Word:
    """A token of the query with what it may stand for; without options it is unknown."""

    token: Token
    options: tuple[Option, ...]

    @property
    def how(self) -> How:
        return self.options[0].how if self.options else How.TYPED


# Lexemes that a product has all of, and what that is worth.
Alternative = tuple[tuple[str, ...], float]


@dataclass(frozen=True)
class Group:
    """One thing asked for: words, and the ways a product may have it, each with its weight."""

    words: tuple[Word, ...]
    kind: str
    importance: float
    alternatives: tuple[Alternative, ...]
    concepts: tuple[str, ...] = ()
    joined_to_last: bool = False
    # As the words were typed: of two that answer, the one whose name says it so is the better.
    exact: tuple[str, ...] = ()

    @property
    def is_unknown(self) -> bool:
        return not any(word.options for word in self.words)

    @property
    def is_guessed(self) -> bool:
        """Tell whether some word of it is not known as it was typed."""
        return any(word.how is not How.TYPED or not word.options for word in self.words)

    @property
    def is_doubtful(self) -> bool:
        """Tell whether it is a guess that could as well be another word."""
        return all(
            word.how is not How.TYPED and word.options[0].confidence < DOUBTFUL
            for word in self.words
        )


@dataclass(frozen=True)
class Reading:
    """What was understood of a query."""

    typed: str
    text: str
    groups: tuple[Group, ...] = ()
    limits: Limits = field(default_factory=Limits)
    layout: str | None = None
    arabizi: tuple[tuple[str, str], ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()
    is_noise: bool = False

    @property
    def corrected(self) -> str | None:
        """Give the query as it was mended, or None if it was taken as typed."""
        was_mended = self.layout or self.arabizi or self.corrections
        return self.text if was_mended else None


def read(typed: str, vocabulary: Vocabulary, *, literally: bool = False) -> Reading:
    """Read a query; ``literally`` takes every word as it stands."""
    typed = " ".join(typed[:LONGEST].split())
    text, switched = typed, None
    if not literally:
        switched = _on_the_other_layout(typed, vocabulary)
        text = switched or typed
    written = folded(text)
    text_tokens = tokens(written.text)
    limits = Limits() if literally else prices.read(text_tokens)
    kept = _without_filler_phrases(
        [t for at, t in enumerate(text_tokens) if at not in limits.said_by], vocabulary.lexicon
    )[:MOST_WORDS]
    words = [_word(token, vocabulary, literally=literally) for token in kept]
    words = _without_bold_guesses(words, vocabulary)
    asked = [w for w in words if not _is_filler(w, vocabulary)]
    if not asked and not limits:
        # Nothing but fillers: then they are what is looked for.
        asked = words = [replace(w, options=(Option(w.token.text, 1.0),)) for w in words]
    groups = _groups(words, vocabulary)
    return Reading(
        typed=typed,
        text=_rewritten(text, written, words, vocabulary),
        groups=tuple(groups),
        limits=limits,
        layout=switched,
        arabizi=_changes(asked, How.ARABIZI, vocabulary),
        corrections=_changes(asked, How.MENDED, vocabulary),
        unknown=tuple(w.token.text for w in asked if not w.options),
        is_noise=_is_noise(asked, vocabulary) or _is_sold_elsewhere(groups, vocabulary),
    )


def _is_filler(word: Word, vocabulary: Vocabulary) -> bool:
    return vocabulary.lexicon.is_filler(word.token.text)


def _without_filler_phrases(kept: list[Token], lexicon: Lexicon) -> list[Token]:
    found: list[Token] = []
    at = 0
    while at < len(kept):
        for phrase in lexicon.filler_phrases.get(kept[at].text, ()):
            if [t.text for t in kept[at : at + len(phrase)]] == phrase:
                at += len(phrase)
                break
        else:
            found.append(kept[at])
            at += 1
    return found


def _without_bold_guesses(words: list[Word], vocabulary: Vocabulary) -> list[Word]:
    """Leave words unknown that could be anything, where another word says what is wanted."""
    if not any(
        w.options and _is_sure(w, vocabulary) and not _is_filler(w, vocabulary) for w in words
    ):
        return words
    return [
        replace(w, options=())
        if w.how is not How.TYPED and w.options[0].confidence < DOUBTFUL
        else w
        for w in words
    ]


def _is_noise(asked: Sequence[Word], vocabulary: Vocabulary) -> bool:
    """Tell whether some words are unknown and the others only guessed: then nothing is better.

    Numbers say nothing of what is sold. Of several words that all are guesses, bad ones are noise too.
    """
    words = [w for w in asked if w.token.script is not Script.NUMBER]
    known = [w for w in words if w.options]
    if known != words and _only_describe(known, vocabulary):
        return True
    if not words or any(w.options and _is_sure(w, vocabulary) for w in words):
        return False
    if any(not w.options for w in words):
        return True
    doubt = sum(1 - w.options[0].confidence for w in words) / len(words)
    return len(words) > 1 and doubt > 0.2


def _is_sold_elsewhere(groups: Sequence[Group], vocabulary: Vocabulary) -> bool:
    """Tell whether the kind asked for is one of other shops, and nobody offers such a thing here."""
    kinds = [group for group in groups if group.kind == "kind" and group.concepts]
    if not kinds:
        return False
    chief = max(kinds, key=lambda group: group.importance)
    return all(
        ELSEWHERE in vocabulary.lexicon.above(one) and not vocabulary.counts.get(f"^{one}")
        for one in chief.concepts
    )


# What says how, for whom and when, and not what: of an unknown thing it is no help.
DESCRIBING = frozenset({"style", "colour", "audience", "occasion", "purpose"})


def _only_describe(words: Sequence[Word], vocabulary: Vocabulary) -> bool:
    lexicon = vocabulary.lexicon
    meant = [
        [lexicon.kind_of(one) for one in lexicon.singles.get(vocabulary.base(text) or "", ())]
        for text in (w.options[0].word if w.options else "" for w in words)
    ]
    return all(kinds and DESCRIBING.issuperset(kinds) for kinds in meant)


def _is_sure(word: Word, vocabulary: Vocabulary) -> bool:
    return word.how is How.TYPED and vocabulary.is_sure(word.token.text)


def _changes(
    words: Iterable[Word], how: How, vocabulary: Vocabulary
) -> tuple[tuple[str, str], ...]:
    return tuple(
        (w.token.text, vocabulary.spelt(w.options[0].word))
        for w in words
        if w.options and w.how is how and w.options[0].word != w.token.text
    )


def _rewritten(text: str, written: Folded, words: Sequence[Word], vocabulary: Vocabulary) -> str:
    """Give the text with the words that were mended in their places, all else as it was typed."""
    parts: list[str] = []
    reached = 0
    for word in words:
        if word.how is not How.TYPED:
            start, end = written.original(word.token.start, word.token.end)
            parts += [text[reached:start], vocabulary.spelt(word.options[0].word)]
            reached = end
    return " ".join("".join([*parts, text[reached:]]).split())


def near(read: Reading, vocabulary: Vocabulary) -> list[str]:
    """Give queries near one without an answer: mended more boldly, then word by word."""
    words = [word for group in read.groups for word in group.words]
    mended = [
        word.options[0].word if word.options else _boldly_mended(word.token.text, vocabulary)
        for word in words
    ]
    whole = [vocabulary.spelt(word) for word in mended if word]
    singly = [vocabulary.spelt(word) for word in mended if word]
    return [text for text in (" ".join(whole), *singly) if text and text != read.text]


BOLD = 2.0


def _boldly_mended(text: str, vocabulary: Vocabulary) -> str | None:
    guesses = [*vocabulary.near(text, most=BOLD), *vocabulary.readings(text)]
    return min(guesses, key=lambda pair: pair[1])[0] if guesses else None


# --- the other layout ---------------------------------------------------------------------------
def _on_the_other_layout(typed: str, vocabulary: Vocabulary) -> str | None:
    """Give what was meant if the whole query was typed on the wrong layout, else None."""
    typed_tokens = [t for t in tokens(fold(typed)) if not _is_number(t)]
    if any(t.script is Script.LATIN and any(map(str.isdigit, t.text)) for t in typed_tokens):
        return None  # digits within words are Arabizi, and no key of Arabic letters
    # A single Latin letter is no word, though the keys beside it may have cut it off from one.
    if typed_tokens and all(
        vocabulary.knows(t.text) and not (t.script is Script.LATIN and len(t.text) == 1)
        for t in typed_tokens
    ):
        return None
    if layout.is_latin(typed):
        mapped = layout.to_arabic(typed)
        return mapped if _all_known(mapped, vocabulary, Script.ARABIC) else None
    if layout.is_arabic(typed):
        mapped = layout.to_latin(typed)
        if _all_known(mapped, vocabulary, Script.LATIN):
            return mapped
        explained = all(vocabulary.knows(t.text) or vocabulary.near(t.text) for t in typed_tokens)
        return mapped if not explained and _all_readable(mapped, vocabulary) else None
    return None


def _is_number(token: Token) -> bool:
    return token.script is Script.NUMBER


def _all_known(mapped: str, vocabulary: Vocabulary, script: Script) -> bool:
    found = [t for t in tokens(fold(mapped)) if not _is_number(t)]
    return bool(found) and all(
        t.script is script and len(t.text) > 1 and vocabulary.knows(t.text) for t in found
    )


def _all_readable(mapped: str, vocabulary: Vocabulary) -> bool:
    found = [t for t in tokens(fold(mapped)) if not _is_number(t)]
    return bool(found) and all(
        t.script is Script.LATIN
        and len(t.text) > 3
        and (vocabulary.knows(t.text) or _from_latin(t.text, vocabulary))
        for t in found
    )


# --- words --------------------------------------------------------------------------------------
def _word(token: Token, vocabulary: Vocabulary, *, literally: bool) -> Word:
    text = token.text
    if token.script is Script.NUMBER or literally or vocabulary.lexicon.is_filler(text):
        return Word(token, (Option(text, 1.0),))
    options: list[Option] = []
    if vocabulary.knows(text):
        options.append(Option(text, 1.0))
        if vocabulary.is_sure(text):
            return Word(token, (*options, *_also(text, vocabulary)))
        # Its ending may be a slip: فازان is two vases, and one letter from فازات.
        options[0] = Option(text, DERIVED)
    if token.script is Script.LATIN:
        options += _from_latin(text, vocabulary)
    options += _mended(text, vocabulary)
    options.sort(key=lambda option: -option.confidence)
    return Word(token, tuple(_near_the_best(options)))


def _also(text: str, vocabulary: Vocabulary) -> list[Option]:
    """Give the Arabic words that a Latin word of somebody's name may be as well."""
    if not text.isascii() or vocabulary.base(text):
        return []
    return [
        replace(option, confidence=option.confidence * 0.9, how=How.TYPED)
        for option in _from_latin(text, vocabulary)
        if option.confidence > 0.7
    ]


def _mended(text: str, vocabulary: Vocabulary) -> list[Option]:
    found = []
    for article in ("", *bases.ARTICLES):
        if article and not (text.startswith(article) and len(text) - len(article) > 3):
            continue
        for word, distance in vocabulary.near(text[len(article) :]):
            likely = 0.04 if word in vocabulary.lexicon.singles else 0.0
            likely += 0.04 * (1 - vocabulary.rarity(word))
            confidence = 1.0 - 0.32 * distance + likely - (0.03 if article else 0.0)
            found.append(Option(word, min(confidence, 0.97), How.MENDED))
    return _near_the_best(sorted(found, key=lambda option: -option.confidence))


def _from_latin(text: str, vocabulary: Vocabulary) -> list[Option]:
    found = []
    for article in ("", "el", "al", "wel", "bel", "lel"):
        if article and not (text.startswith(article) and len(text) - len(article) > 3):
            continue
        for word, cost in vocabulary.readings(text[len(article) :]):
            likely = 0.06 if word in vocabulary.lexicon.singles else 0.0
            likely += 0.05 * (1 - vocabulary.rarity(word))
            confidence = 0.95 - 0.4 * cost + likely - (0.03 if article else 0.0)
            found.append(Option(word, min(confidence, 0.99), How.ARABIZI))
    return _near_the_best(sorted(found, key=lambda option: -option.confidence))


def _near_the_best(options: Sequence[Option]) -> list[Option]:
    best = options[0].confidence if options else 0.0
    kept: dict[str, Option] = {}
    for option in options:
        if option.confidence > best - 0.14:
            kept.setdefault(option.word, option)
    return list(kept.values())[:MOST_OPTIONS]


# --- groups -------------------------------------------------------------------------------------
def _groups(words: Sequence[Word], vocabulary: Vocabulary) -> list[Group]:
    lexicon = vocabulary.lexicon
    meant = [[(option.word, option.confidence) for option in word.options] for word in words]
    text = lexicon.options(meant, [word.token for word in words])
    groups: list[Group] = []
    at = 0
    while at < len(words):
        best = [m for m in lexicon.best_at(text, at) if m.length == 1 or m.confidence > SURE]
        if not best and at in text.fillers and len(words) != 1:
            at += 1
            continue
        passed = {m.passed for m in best if m.passed >= 0}
        end = best[0].end if best else at + 1
        own = [words[here] for here in range(at, end) if here not in passed]
        own = [w for w in own if not _is_filler(w, vocabulary)] or own
        is_phrase = any(m.length > 1 for m in best)
        if is_phrase or not _only_set_words(own, lexicon) or len(words) == 1:
            groups.append(_group(own, best, vocabulary))
        groups += _besides(words, at, end, best, text, vocabulary)
        at = end
    return _weighed(_joined(groups, words), vocabulary)


SAID_BESIDES = frozenset({"material", "colour", "audience"})


def _besides(
    words: Sequence[Word],
    start: int,
    end: int,
    best: Sequence[Match],
    text: Options,
    vocabulary: Vocabulary,
) -> list[Group]:
    """Give what the words of a form say besides: a cross of copper is a cross, and of copper."""
    lexicon = vocabulary.lexicon
    if end == start + 1 or not all(lexicon.kind_of(m.concept) == "kind" for m in best):
        return []
    implied = {above for m in best for above in lexicon.above(m.concept)}
    found = []
    for here in sorted(text.modifiers & set(range(start, end))):
        alone = [m for m in lexicon.matches_at(text, here) if m.end == here + 1]
        kinds = {lexicon.kind_of(m.concept) for m in alone}
        if not implied & {m.concept for m in alone} and kinds <= SAID_BESIDES:
            found.append(_group([words[here]], alone, vocabulary))
    return found


def _only_set_words(words: Sequence[Word], lexicon: Lexicon) -> bool:
    return all(w.token.text in lexicon.set_words for w in words)


class Weights:
    """Alternatives with the most that each is worth."""

    def __init__(self, present: Iterable[Alternative] = ()) -> None:
        self._of = dict(present)

    def allow(self, lexemes: str | tuple[str, ...], weight: float) -> None:
        key = (lexemes,) if isinstance(lexemes, str) else lexemes
        self._of[key] = max(self._of.get(key, 0.0), weight)

    def sorted(self) -> tuple[Alternative, ...]:
        return tuple(sorted(self._of.items(), key=lambda pair: (-pair[1], pair[0])))


def _group(words: Sequence[Word], matches: Sequence[Match], vocabulary: Vocabulary) -> Group:
    lexicon = vocabulary.lexicon
    surest = max((m.confidence for m in matches), default=0.0)
    matches = [m for m in matches if m.confidence > surest - 0.14]
    begun = _begun(words, lexicon) if not matches else ()
    kinds = {lexicon.kind_of(m.concept) for m in matches} | ({"kind"} if begun else set())
    kind = max(kinds, key=lambda k: IMPORTANCE[k], default="word")
    if words[0].token.script is Script.NUMBER:
        kind = "number"
    weights = Weights()
    narrow = lexicon.narrowest(m.concept for m in matches)
    for match in matches:
        share = 1.0 if match.concept in narrow else WIDER
        for lexeme, weight in _of_concept(match.concept, lexicon):
            weights.allow(lexeme, weight * match.confidence * share)
    for concept in begun:
        for lexeme, weight in _of_concept(concept, lexicon):
            weights.allow(lexeme, weight * BEGUN)
    if len(words) == 1:
        # Of a kind of goods a word in the name is no more than a mention.
        most = MENTIONED if kind == "kind" else 1.0
        for lexeme, weight in _of_word(words[0], vocabulary, has_concept=bool(matches)):
            weights.allow(lexeme, min(weight, most))
    else:
        for lexemes, weight in _of_parts(words, vocabulary):
            weights.allow(lexemes, weight * surest)
    return Group(
        words=tuple(words),
        kind=kind,
        importance=IMPORTANCE[kind],
        alternatives=weights.sorted(),
        concepts=(*narrow, *begun),
        joined_to_last=_is_joined(words[0]),
        exact=_exact(words, vocabulary),
    )


# What stands above what was meant in the same words; a phrase of which only the first word was typed.
WIDER, BEGUN, MOST_BEGUN = 0.6, 0.7, 4


def _begun(words: Sequence[Word], lexicon: Lexicon) -> tuple[str, ...]:
    """Give the kinds whose names begin with a word that means nothing alone; none if they are many."""
    found = {
        concept
        for word in words[:1]
        for option in word.options
        if option.how is How.TYPED
        for concept in lexicon.begun.get(option.word, ())
    }
    narrow = lexicon.narrowest(sorted(found))
    return tuple(narrow) if len(narrow) <= MOST_BEGUN else ()


GENERIC, MENTIONED = 0.7, 0.78
TIERS = (("A", 1.0), ("B", 0.5), ("D", 0.2))


def _of_concept(concept: str, lexicon: Lexicon) -> list[tuple[str, float]]:
    if lexicon.kind_of(concept) == "kind":
        # A seller who only says towel may well mean a bath towel; but who says decoration means anything.
        parents = lexicon.concepts[concept].parents
        generic = [(f"!{one}", GENERIC) for one in parents if lexicon.is_narrow(one)]
        mentions = [(f"{t}@{concept}", MENTIONED * w) for t, w in TIERS]
        return [(f"!{concept}", 1.31), (f"^{concept}", 1.28), *mentions, *generic]
    return [(f"{t}@{concept}", 0.95 * w) for t, w in TIERS]


def _of_word(word: Word, vocabulary: Vocabulary, *, has_concept: bool) -> list[tuple[str, float]]:
    found: list[tuple[str, float]] = []
    for option in word.options or (Option(word.token.text, 0.9),):
        text = option.word
        known = vocabulary.surface(text) or vocabulary.lexicon.surface(text)
        base = vocabulary.base(text) or known
        consonants = None if text.isascii() else bases.skeleton(base)
        sure = option.confidence
        for tier, share in TIERS:
            found.append((f"{tier}={known}", sure * share))
            found.append((f"{tier}={vocabulary.lexicon.surface(text)}", sure * share))
            found.append(
                (f"{tier}~{bases.stem(base)}", (0.6 if has_concept else 0.8) * sure * share)
            )
            if consonants:
                found.append(
                    (f"{tier}%{consonants}", (0.25 if has_concept else 0.5) * sure * share)
                )
    return found


def _of_parts(words: Sequence[Word], vocabulary: Vocabulary) -> list[Alternative]:
    """Give what a product is worth that has each word of a phrase, but not side by side."""
    lexicon = vocabulary.lexicon
    parts: list[tuple[str, str]] = []
    stems = []
    for word in words:
        text = word.options[0].word
        stems.append(bases.stem(vocabulary.base(text) or text))
        meant = lexicon.singles.get(vocabulary.base(text) or "", ())
        if meant:
            mark = "^" if lexicon.kind_of(meant[0]) == "kind" and not parts else "A@"
            parts.append((f"{mark}{meant[0]}", f"D@{meant[0]}"))
        else:
            parts.append((f"A~{stems[-1]}", f"D~{stems[-1]}"))
    first = parts[0][0]
    return [
        (tuple(name for name, _ in parts), 0.9),
        ((first, *(told for _, told in parts[1:])), 0.55),
        (tuple(f"B~{stem}" for stem in stems), 0.45),
    ]


def _exact(words: Sequence[Word], vocabulary: Vocabulary) -> tuple[str, ...]:
    found = []
    for word in words:
        text = word.options[0].word if word.options else word.token.text
        base = vocabulary.base(text) or text
        found += [f"A={vocabulary.lexicon.surface(text)}", f"A~{bases.stem(base)}"]
        if not text.isascii() and (consonants := bases.skeleton(base)):
            found.append(f"A%{consonants}")
    return tuple(dict.fromkeys(found))


def _is_joined(word: Word) -> bool:
    text = word.token.text
    return text.startswith("و") and bool(word.options) and len(text) > 3


def _joined(groups: Sequence[Group], words: Sequence[Word]) -> list[Group]:
    """Make one of two kinds with "and" or "or" between them: either will do."""
    found: list[Group] = []
    conjunctions = {
        following.token.start
        for conjunction, following in pairwise(words)
        if conjunction.token.text in {"و", "او", "and", "or", "w", "aw"}
    }
    for group in groups:
        is_second = group.joined_to_last or group.words[0].token.start in conjunctions
        if found and group.kind == "kind" == found[-1].kind and is_second:
            last = found[-1]
            weights = Weights(last.alternatives)
            for lexemes, weight in group.alternatives:
                weights.allow(lexemes, weight)
            found[-1] = replace(
                last,
                words=last.words + group.words,
                alternatives=weights.sorted(),
                concepts=last.concepts + group.concepts,
            )
        else:
            found.append(group)
    return found


def _weighed(groups: list[Group], vocabulary: Vocabulary) -> list[Group]:
    """Let only one kind be what is asked for, and the rare say more than the common."""
    kinds = [at for at, group in enumerate(groups) if group.kind == "kind"]
    english = all(
        word.token.text.isascii() and word.how is How.TYPED for g in groups for word in g.words
    )
    head = (kinds[-1] if english else kinds[0]) if kinds else None
    weighed = []
    for at, group in enumerate(groups):
        lexeme = f"@{group.concepts[0]}" if group.concepts else _known(group, vocabulary)
        share = 0.6 + 0.4 * vocabulary.rarity(lexeme)
        importance = group.importance * share
        if at in kinds and at != head:
            importance = IMPORTANCE["material"] * share
            weights = Weights((lexemes, min(w, 1.0)) for lexemes, w in group.alternatives)
            for concept in group.concepts:
                weights.allow(f"A@{concept}", 0.95)
                for one in vocabulary.lexicon.concepts[concept].related:
                    weights.allow(f"A@{one}", 0.7)
            group = replace(group, alternatives=weights.sorted())
        weighed.append(replace(group, importance=importance))
    return weighed


def _known(group: Group, vocabulary: Vocabulary) -> str:
    word = group.words[0]
    text = word.options[0].word if word.options else word.token.text
    return vocabulary.surface(text) or text
