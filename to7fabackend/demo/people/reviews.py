"""Reviews and the answers of sellers, put together from what people say."""

from __future__ import annotations

import re
from random import Random

from to7fabackend.demo.chance import dice
from to7fabackend.demo.people.phrases import (
    ANY,
    CLOSINGS,
    CRAFTS,
    GRATEFUL_BUT,
    OPENINGS,
    SERVICE,
    SORRY,
    THANKS,
)

# Who gives stars without a word, by stars: the angry seldom keep silent.
SILENT = {5: 0.24, 4: 0.26, 3: 0.18, 2: 0.10, 1: 0.05}
HEARTS = ("❤", "🌹", "👏", "👍", "😍")


def review_text(seed: str, rating: int, category: str) -> str | None:
    """Give what a buyer writes beside ``rating`` stars (1–5), or None if they only gave stars.

    :raises KeyError: if the rating is none.
    """
    chance = dice("review", seed, str(rating), category)
    if chance.random() < SILENT[rating]:
        return None
    text = _joined(chance, _sentences(chance, rating, category))
    if rating >= 4 and chance.random() < 0.10:
        text = f"{text} {chance.choice(HEARTS)}"
    return _hasty(text) if chance.random() < 0.22 else text


def reply_text(seed: str, rating: int = 5) -> str:
    """Give a seller's public answer to a review of so many stars."""
    chance = dice("reply", seed, str(rating))
    if rating <= 2:
        return chance.choice(SORRY)
    return chance.choice(THANKS if rating >= 4 else GRATEFUL_BUT)


def _sentences(chance: Random, rating: int, category: str) -> list[str]:
    """One sentence, two, or a whole paragraph; long ones are rare."""
    opening = chance.choice(OPENINGS[rating])
    first, second = _of_craft(chance, rating, category)
    service = chance.choice(SERVICE[rating])
    closing = chance.choice(CLOSINGS[rating])
    shapes = [
        [opening],
        [first],
        [opening, first],
        [first, service],
        [opening, service],
        [opening, first, second],
        [opening, first, closing],
        [opening, first, second, service, closing],
    ]
    return chance.choices(shapes, [10, 10, 22, 12, 10, 14, 12, 10])[0]


def _of_craft(chance: Random, rating: int, category: str) -> tuple[str, str]:
    """Two things to say about the piece itself; the second never stands without the first."""
    talk = CRAFTS.get(category, ANY)
    if rating == 5:
        first, second = chance.sample(talk.praise, 2)
        return first, second
    if rating == 4:
        return chance.choice(talk.praise), f"بس {chance.choice(talk.but)}"
    if rating == 3:
        return chance.choice(talk.but), f"الحق يتقال: {chance.choice(talk.praise)}"
    return chance.choice(talk.blame), chance.choice(ANY.blame)


def _joined(chance: Random, sentences: list[str]) -> str:
    mark = chance.choice(["، ", ". ", ". ", "\n"]) if len(sentences) > 1 else ""
    text = mark.join(sentences)
    return text + chance.choice(["", ".", "!"] if len(sentences) < 3 else [".", "."])


def _hasty(text: str) -> str:
    """The same words as a thumb types them: no hamza, no dots under the final letters."""
    text = re.sub("[\u064b-\u0652]", "", text)
    text = re.sub("[أإآ]", "ا", text)
    return re.sub(r"ة\b", "ه", text)
