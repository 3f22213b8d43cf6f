"""Words of folded text: runs of Arabic letters, Latin words (digits in them are Arabizi), numbers."""

import re
from enum import StrEnum
from typing import NamedTuple


class Script(StrEnum):
    ARABIC = "ar"
    LATIN = "la"
    NUMBER = "nu"


class Token(NamedTuple):
    text: str
    start: int
    end: int
    script: Script


_TOKEN = re.compile(
    r"(?P<ar>[\u0620-\u063f\u0641-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff]+)"
    r"|(?P<nu>\d+(?:[.,]\d+)*(?!'?[a-z]|\d))"
    r"|(?P<la>(?:[0-9]+')*[a-z0-9]*[a-z][a-z0-9]*(?:'[a-z0-9]+)*'?)"
)
_SCRIPTS: dict[str | None, Script] = {script.value: script for script in Script}
_DIGIT_MARK = re.compile(r"(?<![0-9])'")
LONGEST = 40


def tokens(folded: str) -> list[Token]:
    """Cut folded text into words; what is longer than any word ever was is cut off."""
    found = []
    for match in _TOKEN.finditer(folded):
        script = _SCRIPTS[match.lastgroup]
        text = match.group()
        if script is Script.LATIN:
            # mother's is mother; but 7' and 3' are letters of Arabizi.
            text = _DIGIT_MARK.sub("", text.removesuffix("'s")) or text.strip("'")
        elif script is Script.NUMBER:
            text = text.replace(",", "")
        found.append(Token(text[:LONGEST], match.start(), match.end(), script))
    return found
