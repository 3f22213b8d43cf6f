"""Soap: olive sprigs, and cakes with their seals."""

from __future__ import annotations

from math import pi

from PIL import Image

from to7fabackend.demo.pictures.brief import Brief
from to7fabackend.demo.pictures.colour import Colour, mix, shift
from to7fabackend.demo.pictures.geometry import (
    Path,
    Point,
    arc,
    inset,
    petal,
    polar,
    regular,
    star,
)
from to7fabackend.demo.pictures.light import clouds
from to7fabackend.demo.pictures.palettes import palette
from to7fabackend.demo.pictures.tile import Tile

OLIVE = [
    palette("eef0e2 4a5a3a 6f8a4f a9bf7f c9a04e f8f8ee"),
    palette("f4ece0 5a4a3a 8a9a5f c9b98a b9774e fbf6ec"),
    palette("e6efec 35544e 4f8a7a 9cc4b4 d9b36a f6faf6"),
    palette("f3e9ec 5f4256 8a6a8f c7a3bb 8fa873 fbf5f6"),
    palette("dfe8d8 3c4d30 5c7a45 b7c98a e2b765 f6f7ea"),
]


def olive(brief: Brief) -> Image.Image:
    """Sprigs of olive that lean on one another in rings of six."""
    paint = brief.palette
    height = 3**0.5
    tile = brief.tile((1.0, height), paint.ground, level=110)
    faint = mix(paint.ground, paint.second, 0.22)
    for centre in (
        (0.5, height / 6),
        (0.0, height / 3),
        (0.0, height * 2 / 3),
        (0.5, height * 5 / 6),
    ):
        tile.polygon(regular(centre, 0.30, 3, pi / 2 if centre[0] else -pi / 2), faint)
        for i in range(12):
            tile.polygon(
                petal(centre, 0.03, 0.135, pi / 6 * i, 0.042),
                paint.second if i % 2 else paint.pale,
                rise=150,
            )
        tile.ring(centre, 0.155, 0.007, paint.accent, rise=150)
        tile.dot(centre, 0.034, paint.accent, rise=180)
    for centre in ((0.0, 0.0), (0.5, height / 2)):
        for i in range(6):
            _sprig(tile, centre, pi / 3 * i, brief)
        for share, colour in (
            (0.125, paint.accent),
            (0.108, paint.pale),
            (0.070, paint.main),
            (0.038, paint.accent),
        ):
            tile.polygon(star(centre, share, share * 0.66, 6, pi / 6), colour, rise=170)
    return milled(tile, brief)


def _sprig(tile: Tile, centre: Point, angle: float, brief: Brief) -> None:
    paint = brief.palette
    stem = [polar(centre, 0.11 + 0.36 * k / 8, angle + 0.16 * (k / 8) ** 2) for k in range(9)]
    tile.ribbon(stem, [0.013 - 0.0008 * k for k in range(9)], paint.ink, rise=140)
    for k in range(8):
        for side in (-1, 1):
            tone = paint.main if (k + (side > 0)) % 2 else paint.second
            lean = angle + side * (0.80 - 0.05 * k)
            reach = 0.165 - 0.010 * k
            tile.polygon(
                petal(stem[k], 0.004, reach, lean, 0.054, belly=0.5, point=0.4), tone, rise=165
            )
            tile.line(
                [stem[k], polar(stem[k], reach * 0.8, lean)], 0.0036, mix(tone, paint.pale, 0.55)
            )
    tile.polygon(petal(stem[8], -0.02, 0.11, angle + 0.16, 0.046), paint.main, rise=165)
    for k, side in ((2, 1), (4, -1), (6, 1)):
        fruit = polar(stem[k], 0.040, angle + side * 1.5)
        tile.dot(fruit, 0.025, shift(paint.accent, light=-0.10), rise=190)
        tile.dot((fruit[0] - 0.004, fruit[1] - 0.004), 0.019, paint.accent, rise=215)


def cakes(brief: Brief) -> Image.Image:
    """Cakes of soap, each with the seal of its maker pressed into it."""
    paint = brief.palette
    tile = brief.tile((2.0, 2.0), mix(paint.ink, paint.main, 0.35), level=30)
    tones = [
        paint.pale,
        paint.second,
        mix(paint.second, paint.pale, 0.5),
        mix(paint.main, paint.second, 0.6),
    ]
    for row in range(2):
        for column in range(2):
            centre = (column + 0.5, row + 0.5)
            tone = tones[(2 * row + column * (1 if row else 3)) % 4]
            body = _rounded(centre, 0.465, 0.09)
            tile.polygon(body, shift(tone, light=-0.05), rise=170)
            tile.polygon(inset(body, 0.035), tone, rise=215)
            _seal(tile, centre, tone, 6 if (row + column) % 2 else 8)
    work = brief.surface(tile.colours(), tile.relief())
    work.textured(clouds(f"soap {brief.seed}", tile.size, (9, 9)), strength=0.06)
    work.shaded(fall=0.006, soft=0.010, strength=0.4)
    work.carved(soft=0.004, force=0.6)
    return work.grained(f"soap {brief.seed}", strength=0.05, soft=1.0).image()


def _seal(tile: Tile, centre: Point, tone: Colour, count: int) -> None:
    deep = shift(tone, light=-0.09)
    tile.ring(centre, 0.335, 0.018, deep, rise=150)
    tile.ring(centre, 0.295, 0.008, deep, rise=160)
    for i in range(count):
        angle = 2 * pi * i / count
        leaf = petal(centre, 0.07, 0.265, angle, 1.05 / count, belly=0.55)
        tile.loop(leaf, 0.014, deep, rise=150)
        if count == 8:
            tile.line(
                [polar(centre, 0.10, angle), polar(centre, 0.22, angle)], 0.010, deep, rise=155
            )
        else:
            tile.dot(polar(centre, 0.235, angle + pi / count), 0.020, deep, rise=150)
    tile.dot(centre, 0.050, deep, rise=150)


def _rounded(centre: Point, half: float, corner: float) -> Path:
    inner = half - corner
    path: Path = []
    for i in range(4):
        middle = polar(centre, inner * 2**0.5, pi / 4 + pi / 2 * i)
        path.extend(arc(middle, corner, pi / 2 * i, pi / 2 * (i + 1), 6))
    return path


def milled(tile: Tile, brief: Brief) -> Image.Image:
    work = brief.surface(tile.colours(), tile.relief())
    work.textured(clouds(f"milled {brief.seed}", tile.size, (5, 9)), strength=0.06)
    work.shaded(fall=0.006, soft=0.008, strength=0.28)
    return work.carved(soft=0.004, force=0.4).image()
