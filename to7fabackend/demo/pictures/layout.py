"""Putting repeats together into one picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import atan2, cos, pi, sin, sqrt
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from to7fabackend.demo.pictures.colour import Colour
from to7fabackend.demo.pictures.crafts import Light
from to7fabackend.demo.pictures.geometry import Path, arc, inset, polar, regular, star
from to7fabackend.demo.pictures.light import GREY

COARSE = 200


def spread(repeat: Image.Image, size: tuple[int, int], anchor: tuple[float, float]) -> Image.Image:
    """Cover a picture with a repeat so that ``anchor`` of the repeat (0–1) lies in the middle."""
    wide, high = repeat.size
    left = (size[0] // 2 - round(anchor[0] * wide)) % wide - wide
    top = (size[1] // 2 - round(anchor[1] * high)) % high - high
    row = Image.new("RGB", (size[0], high))
    for x in range(left, size[0], wide):
        row.paste(repeat, (x, 0))
    picture = Image.new("RGB", size)
    for y in range(top, size[1], high):
        picture.paste(row, (0, y))
    return picture


@dataclass(frozen=True)
class Opening:
    """A shape cut into a picture, in shares of its side, with fillets round it."""

    # Its outline, pushed out by a distance.
    outline: Callable[[float], Path]
    fillet: float = 0.0055

    def mask(self, size: tuple[int, int], grow: float = 0.0) -> Image.Image:
        return _mask(size, [self.outline(grow)])

    def fillets(self, size: tuple[int, int]) -> Image.Image:
        """Two lines, the outer one thin."""
        lines = []
        for away, share in ((0.5, 1.0), (2.6, 0.45)):
            outer = self.outline(self.fillet * (away + share / 2))
            inner = self.outline(self.fillet * (away - share / 2))
            lines.append([*outer, outer[0], inner[0], *inner[::-1]])
        return _mask(size, lines)


def _mask(size: tuple[int, int], paths: list[Path]) -> Image.Image:
    side = min(size)
    left, top = (size[0] - side) / 2, (size[1] - side) / 2
    large = Image.new("L", (size[0] * 2, size[1] * 2))
    brush = ImageDraw.Draw(large)
    for path in paths:
        brush.polygon(
            [(round((left + x * side) * 2), round((top + y * side) * 2)) for x, y in path], fill=255
        )
    return large.reduce(2)


def set_in(
    field: Image.Image, inner: Image.Image, opening: Opening, *, line: Colour, gap: Colour
) -> Image.Image:
    """Set ``inner`` into an opening of ``field``, with a band of ``gap`` and lines round it."""
    size = field.size
    band = opening.mask(size, opening.fillet * 3.6)
    field.paste(gap, mask=band)
    field.paste(inner, mask=opening.mask(size))
    field.paste(line, mask=opening.fillets(size))
    return field


def opening_of(kind: str, dice: Random) -> Opening:
    """Make a shape that suits the house: a star, a round, an octagon, an arch, a frame."""
    points = dice.choice([8, 10, 12, 16])
    if kind == "lobed":
        return Opening(lambda grow: _lobed(points, grow))
    shape = _arch()
    if kind == "frame":
        shape = [(0.15, 0.15), (0.85, 0.15), (0.85, 0.85), (0.15, 0.85)]
    elif kind == "octagon":
        shape = regular((0.5, 0.5), 0.42, 8, pi / 8)
    elif kind == "star":
        dent = {8: 0.765, 10: 0.80, 12: 0.86, 16: 0.90}[points]
        shape = star((0.5, 0.5), 0.42, 0.42 * dent, points, -pi / 2)
    return Opening(lambda grow: inset(shape, -grow))


def _lobed(lobes: int, grow: float) -> Path:
    """A round with a scalloped edge: arcs that end exactly where they meet their neighbours."""
    half = pi / lobes
    away = 0.455 / (1 + 1.08 * sin(half))
    reach = 1.08 * away * sin(half) + grow
    cusp = away * cos(half) + sqrt(reach**2 - (away * sin(half)) ** 2)
    swing = atan2(cusp * sin(half), cusp * cos(half) - away)
    path: Path = []
    for i in range(lobes):
        middle = 2 * half * (i + 0.5) - pi / 2
        centre = polar((0.5, 0.5), away, middle)
        path.extend(arc(centre, reach, middle - swing, middle + swing, 14)[:-1])
    return path


def _arch() -> Path:
    """A pointed arch that stands on its sill, as over a prayer niche."""
    left = arc((0.60, 0.46), 0.38, pi, 1.5 * pi - 0.30, 18)
    right = [(1 - x, y) for x, y in reversed(left)]
    tip = (0.5, 0.075)
    return [(0.22, 0.90), (0.22, 0.46), *left[1:], tip, *right[:-1], (0.78, 0.46), (0.78, 0.90)]


def finished(picture: Image.Image, light: Light, opening: Opening | None = None) -> Image.Image:
    """Let light fall over the whole, and the shadow of an opening's edge into it."""
    points = 28
    coarse = Image.new("L", (points, points))
    coarse.putdata(
        [
            min(255, max(0, round(GREY + 127 * light((i + 0.5) / points, (j + 0.5) / points))))
            for j in range(points)
            for i in range(points)
        ]
    )
    if opening is not None:
        coarse = _with_shadow(coarse.resize((COARSE, COARSE), Image.Resampling.BICUBIC), opening)
    veil = coarse.resize(picture.size, Image.Resampling.BICUBIC)
    return ImageChops.hard_light(picture, Image.merge("RGB", (veil, veil, veil)))


def _with_shadow(coarse: Image.Image, opening: Opening) -> Image.Image:
    inside = opening.mask((COARSE, COARSE))
    around = opening.mask((COARSE, COARSE), opening.fillet * 3.2)
    # The rim throws its shadow inwards, and stands a little above the field outside.
    inner = ImageChops.multiply(
        inside,
        ImageChops.invert(ImageChops.offset(inside, 3, 3).filter(ImageFilter.GaussianBlur(3))),
    )
    outer = ImageChops.subtract(
        ImageChops.offset(around, 2, 2).filter(ImageFilter.GaussianBlur(3)), around
    )
    dark = ImageChops.add(inner, outer).point([round(value * 0.27) for value in range(256)])
    return ImageChops.subtract(coarse, dark)
