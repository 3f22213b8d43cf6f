"""Medallions that stand for people: rings of petals and stars about one heart."""

from __future__ import annotations

from collections.abc import Callable
from math import pi
from random import Random

from PIL import Image

from to7fabackend.demo.pictures.brief import Brief
from to7fabackend.demo.pictures.colour import Colour, mix, shift
from to7fabackend.demo.pictures.geometry import Point, inset, petal, polar, regular, shrunk, star
from to7fabackend.demo.pictures.light import clouds
from to7fabackend.demo.pictures.palettes import Palette, palette
from to7fabackend.demo.pictures.tile import Tile

PALETTES = [
    palette("16425b 0b2636 e0a83e 2f9c95 d9583b f6ecd6"),
    palette("6b1f33 350d18 e6b450 d8705a 2f8f8a f8ecd8"),
    palette("e9dcc0 3a2c1e b5492f 24608a d99a2c fbf4e4"),
    palette("1f5a4a 0c2c24 e8bd55 7fb98f c94a38 f4eedb"),
    palette("2f2a5a 161330 e58f6a 7f8fd0 f0c05a f6eee2"),
    palette("d98e3a 5a2f10 7a2430 1f5d6a f4d590 fdf3dd"),
    palette("cfe0dc 1f4a4c 1f7f86 d9704a e6b24a fbf8ee"),
    palette("8f3f2a 3f180e f0c878 d98a4a 2a7a80 faeed8"),
    palette("284a7a 12223c f0d9a0 6fb0cf e0653f f8f1e0"),
    palette("e8d2cc 5a2a38 a8435f 6a7f5a d9a040 fcf4ee"),
]
MIDDLE: Point = (0.5, 0.5)
# A ring draws itself between two radii with so many repeats.
Ring = Callable[[Tile, float, float, int, tuple[Colour, Colour], Palette], None]


def medallion(seed: str, size: int, dice: Random) -> Image.Image:
    paint = dice.choice(PALETTES)
    folds = dice.choice([6, 8, 8, 10, 12])
    brief = Brief(seed, dice, paint, size)
    tile = brief.tile((1.0, 1.0), paint.ground, level=80)
    _rays(tile, folds, mix(paint.ground, paint.main, 0.10))
    tile.dot(MIDDLE, 0.445, paint.ink, rise=100)
    tile.dot(MIDDLE, 0.437, paint.main, rise=180)
    tile.dot(MIDDLE, 0.420, paint.ink, rise=90)
    tile.dot(MIDDLE, 0.414, paint.pale, rise=120)
    tones = [paint.main, paint.second, paint.accent, mix(paint.second, paint.ink, 0.35)]
    dice.shuffle(tones)
    rings: list[Ring] = [_petals, _points, _lobes]
    dice.shuffle(rings)
    bounds = [(0.405, 0.235), (0.285, 0.145), (0.17, 0.06)]
    for i, (outer, inner) in enumerate(bounds):
        rings[i](
            tile,
            outer,
            inner,
            folds * (2 if i == 0 and folds <= 8 else 1),
            (tones[i], tones[(i + 1) % 4]),
            paint,
        )
    tile.dot(MIDDLE, 0.062, paint.ink, rise=150)
    tile.dot(MIDDLE, 0.055, tones[3], rise=230)
    tile.dot(MIDDLE, 0.026, paint.pale, rise=245)
    work = brief.surface(tile.colours(), tile.relief())
    work.textured(clouds(f"avatar {seed}", tile.size, (5, 5)), strength=0.05)
    work.shaded(fall=0.008, soft=0.012, strength=0.35)
    return work.carved(soft=0.006, force=0.5).image().resize((size, size))


def _rays(tile: Tile, folds: int, tone: Colour) -> None:
    for i in range(folds * 2):
        angle = pi * i / folds
        reach = pi / folds / 4
        tile.polygon(
            [MIDDLE, polar(MIDDLE, 0.75, angle - reach), polar(MIDDLE, 0.75, angle + reach)], tone
        )


def _petals(
    tile: Tile, outer: float, inner: float, count: int, tones: tuple[Colour, Colour], paint: Palette
) -> None:
    tile.dot(MIDDLE, (outer + inner) / 2, mix(tones[0], paint.ink, 0.25))
    for i in range(count):
        leaf = petal(
            MIDDLE, inner * 0.8, outer, 2 * pi * i / count, 5.6 * outer / count, belly=0.62
        )
        tile.polygon(leaf, paint.ink, rise=110)
        tile.polygon(inset(leaf, 0.0045), tones[0], rise=200)
        tile.polygon(shrunk(leaf, 0.52), tones[1], rise=215)


def _points(
    tile: Tile, outer: float, inner: float, count: int, tones: tuple[Colour, Colour], paint: Palette
) -> None:
    dent = outer * 0.62 + inner * 0.38
    for turn, tone, share in ((pi / count, tones[1], 1.0), (0.0, tones[0], 0.97)):
        shape = star(MIDDLE, outer * share, dent * share, count, turn)
        tile.polygon(shape, paint.ink, rise=110)
        tile.polygon(inset(shape, 0.0045), tone, rise=195)
    for i in range(count):
        tile.dot(
            polar(MIDDLE, outer * 0.80, 2 * pi * i / count), outer * 0.035, paint.pale, rise=225
        )


def _lobes(
    tile: Tile, outer: float, inner: float, count: int, tones: tuple[Colour, Colour], paint: Palette
) -> None:
    reach = outer * pi / count * 0.92
    for i in range(count):
        centre = polar(MIDDLE, outer - reach, 2 * pi * (i + 0.5) / count)
        tile.dot(centre, reach, paint.ink, rise=110)
        tile.dot(centre, reach - 0.0045, tones[0], rise=200)
        tile.dot(centre, reach * 0.55, shift(tones[0], light=-0.08), rise=170)
        tile.dot(centre, reach * 0.36, tones[1], rise=225)
    tile.polygon(
        regular(MIDDLE, (outer - reach) * 1.02, count * 2), mix(tones[1], paint.ink, 0.2), rise=160
    )
    tile.dot(MIDDLE, inner, tones[1], rise=180)
