"""The colours each craft works in, and how a product's own colour steers them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random

from to7fabackend.demo.pictures.colour import (
    Colour,
    at_lightness,
    from_hex,
    hue_distance,
    lightness,
    oklch,
    shift,
    to_oklch,
)


@dataclass(frozen=True)
class Palette:
    ground: Colour
    ink: Colour
    main: Colour
    second: Colour
    accent: Colour
    pale: Colour

    def turned(self) -> Palette:
        """The two leading colours exchanged, for a piece that is set into another."""
        return replace(self, main=self.second, second=self.main)


# Arabic colour names as the catalogue writes them: what a shopper expects to see first.
NAMED: dict[str, str] = {
    "أبيض": "f4efe4",
    "أوف وايت": "efe6d3",
    "بيج": "dcc6a0",
    "أصفر": "e9b531",
    "ذهبي": "cf9f3f",
    "برتقالي": "df7a2b",
    "أحمر": "b92d2f",
    "وردي": "dd8fa0",
    "نبيتي": "7a1f35",
    "موف": "8f6bb0",
    "بنفسجي": "6a4a9c",
    "كحلي": "22315f",
    "أزرق": "245fae",
    "لبني": "8fbfe0",
    "سماوي": "7db8dc",
    "تركواز": "1d9a9b",
    "أخضر": "2f7d4f",
    "زيتي": "6d7434",
    "بني": "7b4a2a",
    "هافان": "a9673a",
    "عسلي": "b9772c",
    "جملي": "b98a58",
    "رمادي": "8b8f95",
    "فضي": "b9bec4",
    "نحاسي": "b56a3c",
    "أسود": "26262b",
    "أحمر وأزرق": "b92d2f",
}
SEVERAL = "متعدد الألوان"


def palette(text: str) -> Palette:
    """Read six colours in the order ground, ink, main, second, accent, pale."""
    ground, ink, main, second, accent, pale = (from_hex(word) for word in text.split())
    return Palette(ground, ink, main, second, accent, pale)


@lru_cache(maxsize=1024)
def steered(plain: Palette, name: str | None) -> Palette:
    """Turn a palette towards a named colour; an unknown name changes nothing."""
    if name is None or name not in NAMED:
        return plain
    wanted = from_hex(NAMED[name])
    tone = lightness(wanted)
    if tone > 0.86:
        return _whitened(plain, wanted)
    if tone < 0.30:
        return _blackened(plain, wanted)
    second = shift(wanted, light=-0.16 if tone > 0.5 else 0.17, hue=8)
    if name == "أحمر وأزرق":
        second = from_hex("2a5aa8")
    turned = replace(plain, main=wanted, second=second, accent=_apart(plain.accent, wanted))
    return replace(
        turned,
        ground=_lean(plain.ground, wanted),
        ink=_lean(plain.ink, wanted),
        pale=_lean(plain.pale, wanted),
    )


@lru_cache(maxsize=1024)
def dyed(plain: Palette, name: str | None) -> Palette:
    """Give the ground itself the named colour, and keep what is worked on it clear of it."""
    if name is None or name not in NAMED:
        return plain
    ground = from_hex(NAMED[name])
    return Palette(
        ground,
        shift(ground, light=-0.10),
        *(_clear_of(ground, tone) for tone in (plain.main, plain.second, plain.accent, plain.pale)),
    )


def _clear_of(ground: Colour, tone: Colour) -> Colour:
    """Lighten or darken a colour until it can be read on a ground."""
    apart = lightness(tone) - lightness(ground)
    if abs(apart) > 0.24:
        return tone
    wanted = lightness(ground) + (0.34 if lightness(ground) < 0.62 else -0.34)
    return at_lightness(tone, wanted)


def varied(plain: Palette, dice: Random) -> Palette:
    """Let the dyer's hand show: each product a little off the pattern book."""
    return replace(
        plain,
        main=shift(plain.main, light=_near(dice, 0.03), hue=_near(dice, 7)),
        second=shift(plain.second, light=_near(dice, 0.03), hue=_near(dice, 10)),
        accent=shift(plain.accent, hue=_near(dice, 16)),
    )


def _near(dice: Random, reach: float) -> float:
    return round(dice.uniform(-reach, reach), 2)


def _whitened(plain: Palette, wanted: Colour) -> Palette:
    """White work lives by its shadows: cream on a quiet ground with one clear accent."""
    _, chroma, hue = to_oklch(plain.main)
    if lightness(plain.ground) > 0.8:
        return replace(
            plain,
            ground=shift(wanted, light=-0.015),
            main=oklch(0.70, min(chroma, 0.07), hue),
            second=oklch(0.83, min(chroma, 0.05), hue),
            pale=shift(wanted, light=0.02),
        )
    quiet = oklch(0.80, min(chroma, 0.05), hue)
    return replace(
        plain,
        ground=oklch(0.70, min(chroma, 0.06), hue),
        main=wanted,
        second=quiet,
        pale=shift(wanted, light=0.02),
        accent=at_lightness(plain.accent, 0.66),
    )


def _blackened(plain: Palette, wanted: Colour) -> Palette:
    return replace(
        plain,
        main=wanted,
        second=shift(plain.second, light=0.46 - lightness(plain.second), chroma=0.75),
        ink=shift(wanted, light=-0.08),
    )


def _apart(accent: Colour, wanted: Colour) -> Colour:
    """Keep an accent that stands out from the wanted colour, or give gold or turquoise instead."""
    if hue_distance(accent, wanted) > 42:
        return accent
    gold, turquoise = from_hex("dba53c"), from_hex("2f9c9a")
    return gold if hue_distance(gold, wanted) > 42 else turquoise


def _lean(colour: Colour, wanted: Colour) -> Colour:
    """Let a ground or an ink take a breath of the wanted hue, so that all belongs together."""
    tone, chroma, _ = to_oklch(colour)
    _, strength, hue = to_oklch(wanted)
    if chroma > 0.075 or strength < 0.03:
        return colour
    return oklch(round(tone, 4), round(max(chroma, 0.018), 4), round(hue, 1))
