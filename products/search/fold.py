"""Folding: every way of writing the same letter becomes one, for index and query alike."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

_LETTERS = {
    "ٱ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ې": "ي",
    "ے": "ي",
    "ة": "ه",
    "ۀ": "ه",
    "ہ": "ه",
    "ھ": "ه",
    "ە": "ه",
    "ء": "",
    "ـ": "",
    "چ": "ج",
    "گ": "ج",
    "ڤ": "ف",
    "ڥ": "ف",
    "پ": "ب",
    "ک": "ك",
    "ڪ": "ك",
    "’": "'",
    "‘": "'",
    "`": "'",
    "´": "'",
    "٫": ".",
    "٬": "",
}
# Marks stand on or below letters; formats are direction marks, joiners and what else has no width.
_DROPPED = {"Mn", "Me", "Cf", "Cc", "Cs", "Co", "Cn"}
_RUN = re.compile(r"([^\W\d_])\1{2,}")


@dataclass(frozen=True)
class Folded:
    """Folded text, and for each of its characters where it began in the original."""

    text: str
    starts: list[int]
    length: int

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Give the span of the original that became ``start`` to ``end``, marks behind it included."""
        return self.starts[start], self.starts[end] if end < len(self.starts) else self.length


@cache
def _character(character: str) -> str:
    """Fold one character: to none, to one, or to several (a ligature)."""
    if character in {"\t", "\n", "\r"}:
        return " "
    folded = []
    for part in unicodedata.normalize("NFKD", _LETTERS.get(character, character)).lower():
        if unicodedata.category(part) in _DROPPED:
            continue
        digit = unicodedata.digit(part, None)
        folded.append(_LETTERS.get(part, part) if digit is None else str(digit))
    return "".join(folded)


def fold(text: str) -> str:
    """Fold without remembering where anything was."""
    return _RUN.sub(r"\1", "".join(map(_character, text)))


def folded(text: str) -> Folded:
    """Fold and remember where each character came from."""
    parts = list(map(_character, text))
    whole = "".join(parts)
    starts = [position for position, part in enumerate(parts) for _ in part]
    if not _RUN.search(whole):
        return Folded(whole, starts, len(text))
    kept: list[int] = []
    reached = 0
    for run in _RUN.finditer(whole):
        kept += range(reached, run.start() + 1)
        reached = run.end()
    kept += range(reached, len(whole))
    return Folded("".join(whole[i] for i in kept), [starts[i] for i in kept], len(text))
