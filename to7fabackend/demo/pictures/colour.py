"""Colours, reckoned in OKLCH so that tints, shades and mixtures stay clean."""

from __future__ import annotations

from functools import lru_cache
from math import atan2, cos, degrees, hypot, radians, sin

Colour = tuple[int, int, int]


def from_hex(text: str) -> Colour:
    return int(text[0:2], 16), int(text[2:4], 16), int(text[4:6], 16)


@lru_cache(maxsize=8192)
def oklch(lightness: float, chroma: float, hue: float) -> Colour:
    """Give the nearest colour a screen can show: lightness 0–1, chroma 0–0.37, hue in degrees."""
    lightness = min(max(lightness, 0.0), 1.0)
    if _fits(_linear(lightness, chroma, hue)):
        return _screen(_linear(lightness, chroma, hue))
    # Too vivid for a screen: give up chroma, never hue or lightness, or the colour turns muddy.
    low, high = 0.0, chroma
    for _ in range(14):
        middle = (low + high) / 2
        if _fits(_linear(lightness, middle, hue)):
            low = middle
        else:
            high = middle
    return _screen(_linear(lightness, low, hue))


@lru_cache(maxsize=8192)
def to_oklch(colour: Colour) -> tuple[float, float, float]:
    lightness, a, b = _oklab(colour)
    return lightness, hypot(a, b), degrees(atan2(b, a)) % 360


@lru_cache(maxsize=8192)
def mix(first: Colour, second: Colour, share: float) -> Colour:
    """Blend as paint for the eye would: ``share`` 0 is the first colour, 1 the second."""
    one, two = _oklab(first), _oklab(second)
    lightness, a, b = (x + (y - x) * share for x, y in zip(one, two, strict=True))
    return oklch(lightness, hypot(a, b), degrees(atan2(b, a)) % 360)


def shift(colour: Colour, *, light: float = 0.0, chroma: float = 1.0, hue: float = 0.0) -> Colour:
    """Move a colour: ``light`` is added, ``chroma`` multiplied, ``hue`` turned by degrees."""
    lightness, saturation, angle = to_oklch(colour)
    return oklch(
        round(lightness + light, 4), round(saturation * chroma, 4), round(angle + hue, 2) % 360
    )


def lightness(colour: Colour) -> float:
    return to_oklch(colour)[0]


def at_lightness(colour: Colour, wanted: float) -> Colour:
    _, chroma, hue = to_oklch(colour)
    return oklch(round(wanted, 4), round(chroma, 4), round(hue, 2))


def hue_distance(first: Colour, second: Colour) -> float:
    """How far apart two hues are, in degrees; greys stand 90 from everything."""
    (_, chroma, hue), (_, other_chroma, other_hue) = to_oklch(first), to_oklch(second)
    if min(chroma, other_chroma) < 0.03:
        return 90.0
    return abs((hue - other_hue + 180) % 360 - 180)


def _linear(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _oklab(colour: Colour) -> tuple[float, float, float]:
    red, green, blue = (_light(channel / 255) for channel in colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _fits(linear: tuple[float, float, float]) -> bool:
    return all(-0.0005 <= channel <= 1.0005 for channel in linear)


def _screen(linear: tuple[float, float, float]) -> Colour:
    red, green, blue = (round(_dark(min(max(channel, 0.0), 1.0)) * 255) for channel in linear)
    return red, green, blue


def _light(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _dark(channel: float) -> float:
    return channel * 12.92 if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055
