"""What a product is found by: lexemes that carry in their text where they stood and what they are.

The first letter is where: A the name, B category, colour, material and store, D the description. Then
``=`` a word as written, ``~`` its stem, ``@`` a concept, ``%`` a skeleton. ``^`` before a concept is what
the product is, not only what it mentions. An index of lexemes holds no weights, so they stand in the text.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from products.search.fold import fold, folded
from products.search.lexicon import Lexicon, Match
from products.search.tokens import Script, Token, tokens

# Grows with every change of what is written here: what an older one wrote is written anew.
VERSION = 8
MOST_TOKENS = 600
FOR = "لل"
_PREPOSITIONS = frozenset({"with", "for", "of", "from", "in", "by", "on", "and"})


@dataclass(frozen=True)
class Texts:
    """What is said of a product, by how much it says."""

    names: Sequence[str]
    facts: Sequence[str]
    descriptions: Sequence[str]
    # Who made it: a shop called Silver of the Goldsmiths sells amber as well.
    makers: Sequence[str] = ()


def lexemes(texts: Texts, lexicon: Lexicon) -> set[str]:
    """Give everything the product is found by; what a stronger place says is not repeated."""
    found: set[str] = set()
    seen: set[str] = set()
    heads: list[set[str]] = []
    meant: set[str] = set()
    aims: set[str] = set()
    for tier, parts in (("A", texts.names), ("B", texts.facts), ("D", texts.descriptions)):
        here: set[str] = set(aims) if tier == "B" else set()
        for part in parts:
            text_tokens = tokens(fold(part))[:MOST_TOKENS]
            matches = list(lexicon.read(text_tokens))
            here |= _of_words(text_tokens, lexicon) | _of_concepts(matches, lexicon)
            meant |= _unmistakable(matches, lexicon)
            if tier == "A":
                heads.append(_heads(text_tokens, matches, lexicon))
                aim = _of_aims(text_tokens, matches, lexicon)
                here -= aim
                aims |= aim
        if tier == "B":
            for part in texts.makers:
                here |= _of_maker(tokens(fold(part)), lexicon)
        found |= {tier + lexeme for lexeme in here - seen}
        seen |= here
    what = _likeliest(_agreed(heads), meant, lexicon)
    found |= {f"!{head}" for head in what}
    return found | {f"^{one}" for head in what for one in lexicon.above(head)}


def _of_aims(text_tokens: Sequence[Token], matches: Sequence[Match], lexicon: Lexicon) -> set[str]:
    """Give what a name only says it is for: a coaster for cups (للأكواب) is a fact, but no cup."""
    at = {
        here
        for here, token in enumerate(text_tokens)
        if token.text.startswith(FOR) and token.text not in lexicon.words
    }
    if not at:
        return set()
    others = [m for m in matches if m.start not in at]
    words = [token for here, token in enumerate(text_tokens) if here not in at]
    whole = _of_words(text_tokens, lexicon) | _of_concepts(matches, lexicon)
    return whole - _of_words(words, lexicon) - _of_concepts(others, lexicon)


def _of_maker(text_tokens: Sequence[Token], lexicon: Lexicon) -> set[str]:
    """Give the words of a maker's name, and only the places that it names."""
    places = [m for m in lexicon.read(text_tokens) if lexicon.kind_of(m.concept) == "place"]
    return _of_words(text_tokens, lexicon) | _of_concepts(places, lexicon)


def _unmistakable(matches: Sequence[Match], lexicon: Lexicon) -> set[str]:
    """Give what is meant by words with one meaning, and what stands above it."""
    at = Counter(m.start for m in matches)
    alone = (m.concept for m in matches if at[m.start] == 1)
    return {above for concept in alone for above in lexicon.above(concept)}


def _likeliest(heads: set[str], meant: set[str], lexicon: Lexicon) -> set[str]:
    """Give those of several things a name may mean that the rest of the texts speaks of most."""
    if len(heads) < 2:
        return heads
    common = set.intersection(*(set(lexicon.above(head)) for head in heads))
    spoken = {head: len(meant & (set(lexicon.above(head)) - common)) for head in heads}
    most = max(spoken.values())
    return {head for head in heads if spoken[head] == most}


def _agreed(heads: Sequence[set[str]]) -> set[str]:
    """Give what the names say the product is; the second tells which of the first one's meanings is meant.

    Where they agree on nothing the first is believed: the other is often a loose translation.
    """
    said = [head for head in heads if head]
    common = set.intersection(*said) if said else set()
    return common or (said[0] if said else set())


def _of_words(text_tokens: Iterable[Token], lexicon: Lexicon) -> set[str]:
    return set().union(*(lexicon.lexemes_of(token.text, token.script) for token in text_tokens))


def _of_concepts(matches: Iterable[Match], lexicon: Lexicon) -> set[str]:
    return {f"@{one}" for match in matches for one in lexicon.above(match.concept)}


def _heads(text_tokens: Sequence[Token], matches: Sequence[Match], lexicon: Lexicon) -> set[str]:
    """Give what the thing named is: of the kinds named the first in Arabic, in English the last.

    In English what stands behind a preposition no longer counts.
    """
    kinds = [m for m in matches if lexicon.kind_of(m.concept) == "kind"]
    if not kinds:
        return set()
    if text_tokens[kinds[0].start].script is Script.LATIN:
        stop = next(
            (
                at
                for at, token in enumerate(text_tokens)
                if token.text in _PREPOSITIONS and at > kinds[0].start
            ),
            len(text_tokens),
        )
        before = [m for m in kinds if m.start < stop]
        chosen = max(before, key=lambda m: m.start).start
    else:
        chosen = kinds[0].start
    return set(lexicon.narrowest(m.concept for m in kinds if m.start == chosen))


def spellings(names: Iterable[str], lexicon: Lexicon) -> dict[str, str]:
    """Give the words of names as they are kept, each with how it was written."""
    found: dict[str, str] = {}
    for name in names:
        fold = folded(name)
        for token in tokens(fold.text):
            word = lexicon.surface(token.text)
            if token.script is not Script.NUMBER and len(word) > 1:
                # With an article taken off, what is left stands at the end of what was written.
                start, end = fold.original(token.end - len(word), token.end)
                found.setdefault(word, name[start:end] if word in token.text else word)
    return found
