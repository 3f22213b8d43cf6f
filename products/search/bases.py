"""Dictionary forms that a word may stand for, and what is left of one when nothing is known."""

from collections.abc import Callable, Iterator

ARTICLES = ("وبال", "وكال", "وال", "بال", "كال", "فال", "ولل", "لل", "ال")
PARTICLES = ("و", "ب", "ل", "ك", "ف")
# What may be taken off the end, and what may have stood there instead.
ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("تيهما", ("ه",)),
    ("اتها", ("ه", "")),
    ("اتهم", ("ه", "")),
    ("اتنا", ("ه", "")),
    ("تها", ("ه",)),
    ("تهم", ("ه",)),
    ("تنا", ("ه",)),
    ("تين", ("ه", "")),
    ("يات", ("يه", "ي", "")),
    ("وات", ("ه", "ا", "")),
    ("يين", ("ي", "")),
    ("ايه", ("ا", "")),
    ("اوي", ("ا", "ه")),
    ("ويه", ("ا", "ه", "")),
    ("تي", ("ه",)),
    ("تك", ("ه",)),
    ("ته", ("ه",)),
    ("ات", ("ه", "", "ا")),
    ("ين", ("", "ه")),
    ("ون", ("",)),
    ("يه", ("ي", "", "ا", "ه")),
    ("ها", ("", "ه")),
    ("هم", ("",)),
    ("نا", ("",)),
    ("كم", ("",)),
    ("كو", ("",)),
    ("ه", ("",)),
    ("ي", ("", "ه", "ا")),
    ("ك", ("",)),
    ("ا", ("ه", "")),
    ("ت", ("ه",)),
)
_STEM_ENDINGS = ("يات", "ات", "تين", "ين", "ون", "ان", "يه", "ها", "ه", "ي", "ا")
SHORTEST = 2


def without_article(word: str) -> str:
    """Take off the article and what is written together with it."""
    for article in ARTICLES:
        if word.startswith(article) and len(word) - len(article) > SHORTEST:
            return word[len(article) :]
    return word


def arabic(word: str) -> Iterator[str]:
    """Give what an Arabic word may stand for, the least changed first; particles come last."""
    bare = without_article(word)
    yield word
    if bare != word:
        yield bare
    elif (article := next((a for a in ARTICLES if word.startswith(a)), "")) and (
        len(word) - len(article) == SHORTEST
    ):
        yield word.removeprefix(article)  # المج, الدف: of two letters only what is a word
    yield from _without_endings(bare)
    for particle in PARTICLES:
        rest = word.removeprefix(particle)
        if rest != word and len(rest) > SHORTEST:
            yield rest
            rest_bare = without_article(rest)
            if rest_bare != rest:
                yield rest_bare
            yield from _without_endings(rest_bare)


def _without_endings(word: str) -> Iterator[str]:
    for ending, instead in sorted(
        (pair for pair in ENDINGS if word.endswith(pair[0])), key=lambda pair: len(pair[0])
    ):
        root = word[: -len(ending)]
        for letter in instead:
            if len(root) + len(letter) > SHORTEST and root + letter != word:
                yield root + letter


def english(word: str) -> Iterator[str]:
    """Give the singular and the plain form that an English word may stand for."""
    yield word
    if word.endswith("ies") and len(word) > 4:
        yield word[:-3] + "y"
    if word.endswith("ves") and len(word) > 4:
        yield word[:-3] + "f"
        yield word[:-3] + "fe"
    if word.endswith("es") and len(word) > 4:
        yield word[:-2]
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        yield word[:-1]
    if word.endswith("ing") and len(word) > 5:
        yield word[:-3]
        yield word[:-3] + "e"
    if word.endswith("ed") and len(word) > 4:
        yield word[:-2]
        yield word[:-1]


def first_known(candidates: Iterator[str], knows: Callable[[str], bool]) -> str | None:
    """Give the first of ``candidates`` that is a word."""
    return next((word for word in candidates if knows(word)), None)


def stem(word: str) -> str:
    """Give what is left of a word when article and ending are taken off without knowing it."""
    bare = without_article(word)
    if bare.isascii():
        return next((b for b in list(english(bare))[1:]), bare)
    for ending in _STEM_ENDINGS:
        if bare.endswith(ending) and len(bare) - len(ending) > SHORTEST:
            return bare[: -len(ending)]
    return bare


_WEAK = frozenset("اويه")


def skeleton(word: str) -> str | None:
    """Give the consonants of a word, three at the least: they survive broken plurals.

    و and ي count as consonants where a word begins with them; ه does within a word.
    """
    consonants = [
        letter
        for position, letter in enumerate(word)
        if letter not in _WEAK
        or (letter in "وي" and position == 0)
        or (letter == "ه" and 0 < position < len(word) - 1)
    ]
    return "".join(consonants) if len(consonants) >= 3 else None
