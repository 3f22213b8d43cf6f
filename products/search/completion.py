"""What somebody may be about to type."""

from heapq import nsmallest

from products.search import layout
from products.search.fold import folded
from products.search.tokens import Script, tokens
from products.search.vocabulary import Vocabulary

LONGEST = 60


def completions(typed: str, vocabulary: Vocabulary, *, at_most: int) -> list[str]:
    """Give whole queries that begin with ``typed``, the likeliest first: its last word completed.

    A Latin beginning is completed as English and read as Arabic; what begins nothing is tried on the
    other layout.
    """
    typed = typed[:LONGEST].lstrip()
    found = _of_last_word(typed, vocabulary, at_most)
    return found or on_the_other_layout(typed, vocabulary, at_most=at_most)


def on_the_other_layout(typed: str, vocabulary: Vocabulary, *, at_most: int) -> list[str]:
    """Give whole queries that begin with what the same keys write on the other layout."""
    typed = typed[:LONGEST].lstrip()
    if layout.is_latin(typed):
        return _of_last_word(layout.to_arabic(typed), vocabulary, at_most)
    if layout.is_arabic(typed):
        return _of_last_word(layout.to_latin(typed), vocabulary, at_most)
    return []


def _of_last_word(typed: str, vocabulary: Vocabulary, at_most: int) -> list[str]:
    written = folded(typed)
    text_tokens = tokens(written.text)
    if not text_tokens or text_tokens[-1].end != len(written.text.rstrip("'")):
        return []
    last = text_tokens[-1]
    before = typed[: written.original(last.start, last.end)[0]]
    words = _words(last.text, last.script, vocabulary, at_most)
    return list(dict.fromkeys(before + vocabulary.spelt(word) for word in words))[:at_most]


def _words(beginning: str, script: Script, vocabulary: Vocabulary, at_most: int) -> list[str]:
    if script is Script.NUMBER:
        return []
    words = vocabulary.completions(beginning, at_most=at_most)
    article = "ال" if beginning.startswith("ال") and len(beginning) > 2 else ""
    if article and len(words) < at_most:
        words += vocabulary.completions(beginning.removeprefix(article), at_most=at_most)
    if script is Script.LATIN:
        read = vocabulary.beginnings(beginning)
        # Beside words of its own script only what the goods are called, and not every spelling there is.
        sold = [pair for pair in read if vocabulary.counts.get(pair[0])]
        read = sold if sold or words else read
        best = min((paid for _, paid in read), default=0.0)
        near = nsmallest(
            at_most,
            (pair for pair in read if pair[1] < best + 0.15),
            key=lambda pair: (-vocabulary.counts.get(pair[0], 0), pair[1], len(pair[0])),
        )
        half = at_most // 2
        words = [*words[: at_most - min(half, len(near))], *(word for word, _ in near)]
    return words[:at_most]
