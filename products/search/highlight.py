"""Which words of a text answered a query, found by analysing it as the index does."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from products.search import bases
from products.search.fold import folded
from products.search.index import surface
from products.search.lexicon import Lexicon
from products.search.reading import Alternative
from products.search.tokens import Script, Token, tokens

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
    spans = _spans(text, marks, lexicon)
    cut: list[Part] = []
    reached = 0
    for start, end in spans:
        if start > reached:
            cut.append(Part(text[reached:start], is_match=False))
        cut.append(Part(text[start:end], is_match=True))
        reached = end
    if reached < len(text):
        cut.append(Part(text[reached:], is_match=False))
    return cut


def excerpt(text: str, marks: Collection[str], lexicon: Lexicon) -> list[Part]:
    """Give the stretch of a long text around its first match, as parts; its beginning without any."""
    spans = _spans(text[:LONGEST], marks, lexicon)
    if len(text) <= EXCERPT:
        return parts(text, marks, lexicon)
    first = spans[0][0] if spans else 0
    begin = max(0, first - EXCERPT // 3)
    if begin:
        begin = text.find(" ", begin, first) + 1 or begin
    end = begin + EXCERPT
    if end < len(text):
        end = max(text.rfind(" ", begin, end), begin + EXCERPT // 2)
    before = [Part("…", is_match=False)] if begin else []
    behind = [Part("…", is_match=False)] if end < len(text) else []
    return [*before, *parts(text[begin:end].strip(), marks, lexicon), *behind]


def _spans(text: str, marks: Collection[str], lexicon: Lexicon) -> list[tuple[int, int]]:
    fold = folded(text)
    text_tokens = tokens(fold.text)
    matched = {
        at
        for match in lexicon.read(text_tokens)
        if any(f"@{one}" in marks for one in lexicon.above(match.concept))
        for at in range(match.start, match.end)
    }
    matched |= {at for at, token in enumerate(text_tokens) if _is_marked(token, marks, lexicon)}
    return [fold.original(text_tokens[at].start, text_tokens[at].end) for at in sorted(matched)]


def _is_marked(token: Token, marks: Collection[str], lexicon: Lexicon) -> bool:
    if lexicon.is_filler(token.text):
        return False
    word = surface(token.text, lexicon)
    if f"={word}" in marks:
        return True
    if token.script is Script.NUMBER:
        return False
    base = lexicon.base(token.text) or word
    consonants = bases.skeleton(base) if token.script is Script.ARABIC else None
    return f"~{bases.stem(base)}" in marks or bool(consonants and f"%{consonants}" in marks)
