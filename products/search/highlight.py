"""Which words of a text answered a query, found by analysing it as the index does."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from products.search.lexicon import Lexicon
from products.search.reading import Alternative

EXCERPT = 160
LONGEST = 2000


@dataclass(frozen=True)
class Part:
    text: str
    is_match: bool


def wanted(alternatives: Iterable[Alternative], *, least: float = 0.15) -> set[str]:
    """Give what is to be marked: lexemes without the letter that says where they stood."""
    return {
        f"@{lexeme[1:]}" if lexeme[0] in "^!" else lexeme[1:]
        for lexemes, weight in alternatives
        if weight >= least
        for lexeme in lexemes
    }


def parts(text: str, marks: Collection[str], lexicon: Lexicon) -> list[Part]:
    """Cut a text into what matched and what did not, exactly as it was written."""
    text = text[:LONGEST]
    return _cut(text, _spans(text, marks, lexicon), 0, len(text))


def excerpt(text: str, marks: Collection[str], lexicon: Lexicon) -> list[Part]:
    """Give the stretch of a long text around its first match, as parts; its beginning without any."""
    text = text.strip()
    spans = _spans(text[:LONGEST], marks, lexicon)
    if len(text) <= EXCERPT:
        return _cut(text, spans, 0, len(text))
    first = spans[0][0] if spans else 0
    begin = max(0, first - EXCERPT // 3)
    if begin:
        begin = text.find(" ", begin, first) + 1 or begin
    end = begin + EXCERPT
    if end < len(text):
        end = max(text.rfind(" ", begin, end), begin + EXCERPT // 2)
    before = [Part("…", is_match=False)] if begin else []
    behind = [Part("…", is_match=False)] if end < len(text) else []
    return [*before, *_cut(text, spans, begin, end), *behind]


def _cut(text: str, spans: Iterable[tuple[int, int]], begin: int, end: int) -> list[Part]:
    """Cut a stretch of a text at the edges of the spans in it."""
    found: list[Part] = []
    reached = begin
    for start, stop in spans:
        if start < begin or stop > end:
            continue
        if start > reached:
            found.append(Part(text[reached:start], is_match=False))
        found.append(Part(text[start:stop], is_match=True))
        reached = stop
    if reached < end:
        found.append(Part(text[reached:end], is_match=False))
    return found


def _spans(text: str, marks: Collection[str], lexicon: Lexicon) -> list[tuple[int, int]]:
    edges, lexemes = lexicon.analysed(text)
    return [
        (edges[2 * at], edges[2 * at + 1])
        for at, found in enumerate(lexemes)
        if not found.isdisjoint(marks)
    ]
