"""Papyrus: the friezes of tombs on laid reed."""

from __future__ import annotations

from collections.abc import Callable
from math import pi

from PIL import Image

from to7fabackend.demo.pictures.brief import Brief
from to7fabackend.demo.pictures.colour import mix
from to7fabackend.demo.pictures.geometry import arc, petal, regular, spiral, star
from to7fabackend.demo.pictures.light import clouds
from to7fabackend.demo.pictures.ornament import lotus
from to7fabackend.demo.pictures.palettes import palette
from to7fabackend.demo.pictures.tile import Tile

PAPYRUS = [
    palette("e6d3a3 3a2512 1f4f8f 2f9c96 b5412c f0e2ba"),
    palette("e9d7ab 2f2214 1b7a74 d29a35 a8372a f2e6c2"),
    palette("e2cd9a 33200f b0462a 27548f d9a23c efdfb4"),
    palette("ead9b0 2b2018 2c4a7c c0562e 3f8a5c f3e8c8"),
]
# Each frieze draws itself between two heights of a page one unit wide.
Frieze = Callable[[Tile, Brief, float, float], None]


def friezes(brief: Brief) -> Image.Image:
    """Painted bands as on tomb walls, on laid strips of papyrus."""
    paint = brief.palette
    others: list[tuple[Frieze, float]] = [
        (_waves, 0.20),
        (_chevrons, 0.16),
        (_stars, 0.26),
        (_khekher, 0.30),
        (_rosettes, 0.22),
    ]
    brief.dice.shuffle(others)
    chosen = [(_lotus_row, 0.40), *others[:4]]
    total = sum(high + 0.10 for _, high in chosen)
    tile = brief.tile((1.0, total), paint.ground, level=110)
    top = 0.0
    for frieze, high in chosen:
        _blocks(tile, brief, top, 0.10)
        frieze(tile, brief, top + 0.10, high)
        top += high + 0.10
    work = brief.surface(tile.colours(), tile.relief())
    work.textured(clouds(f"reed {brief.seed}", tile.size, (90, 4)), strength=0.08)
    work.textured(clouds(f"lay {brief.seed}", tile.size, (4, 110)), strength=0.10)
    work.carved(soft=0.002, force=0.25)
    return work.grained(f"papyrus {brief.seed}", strength=0.05).image()


def _blocks(tile: Tile, brief: Brief, top: float, high: float) -> None:
    """The striped border that every Egyptian picture stands between."""
    paint = brief.palette
    for y in (top + high * 0.16, top + high * 0.84):
        tile.line([(0.0, y), (1.0, y)], high * 0.07, paint.ink)
    tones = [paint.main, paint.pale, paint.accent, paint.pale, paint.second, paint.pale]
    count = 24
    for i in range(count):
        left, right = (i + 0.10) / count, (i + 0.90) / count
        tile.polygon(
            [
                (left, top + high * 0.27),
                (right, top + high * 0.27),
                (right, top + high * 0.73),
                (left, top + high * 0.73),
            ],
            tones[i % 6],
            rise=140,
        )


def _lotus_row(tile: Tile, brief: Brief, top: float, high: float) -> None:
    paint = brief.palette
    foot = top + high * 0.93
    for i in range(4):
        x = (i + 0.5) / 4
        swag = arc((x + 0.125, top + high * 0.62), 0.125, 0.0, pi, 16)
        tile.line(swag, 0.010, paint.ink)
        colours = (
            (paint.second, paint.main, paint.accent)
            if i % 2
            else (paint.main, paint.second, paint.accent)
        )
        lotus(
            tile,
            (x, top + high * 0.63),
            high * 0.56,
            -pi / 2,
            colours,
            paint.ink,
            petals=7,
            spread=1.05,
        )
        bud = (x + 0.125, foot - high * 0.02)
        tile.polygon(
            petal(bud, -0.01, high * 0.50, -pi / 2, 0.052, belly=0.5), paint.accent, rise=140
        )
        tile.polygon(petal(bud, 0.02, high * 0.36, -pi / 2, 0.022, belly=0.5), paint.pale)
        tile.line([(x, top + high * 0.64), (x, foot)], 0.010, paint.ink)
    tile.line([(0.0, foot), (1.0, foot)], 0.012, paint.main)


def _waves(tile: Tile, brief: Brief, top: float, high: float) -> None:
    """Running spirals."""
    paint = brief.palette
    tile.polygon([(0, top), (1, top), (1, top + high), (0, top + high)], paint.main)
    middle = top + high / 2
    for i in range(6):
        centre = ((i + 0.5) / 6, middle)
        curl = spiral(centre, 0.072, 0.012, pi, 1.5, 30)
        tile.line(curl, 0.013, paint.pale)
        back = spiral(centre, 0.072, 0.012, 0.0, 1.5, 30)
        tile.line(back, 0.013, paint.pale)
        tile.dot(centre, 0.015, paint.accent)
        for y in (top + high * 0.10, top + high * 0.90):
            tile.polygon(
                petal(((i + 1.0) / 6, y), -0.02, 0.045, pi / 2 if y < middle else -pi / 2, 0.05),
                paint.second,
            )


def _chevrons(tile: Tile, brief: Brief, top: float, high: float) -> None:
    paint = brief.palette
    tones = [paint.second, paint.pale, paint.main, paint.pale, paint.accent, paint.pale]
    step = 1 / 18
    for i in range(-2, 20):
        x = i * step
        tile.polygon(
            [
                (x, top),
                (x + step, top),
                (x + 2 * step, top + high / 2),
                (x + step, top + high),
                (x, top + high),
                (x + step, top + high / 2),
            ],
            tones[i % 6],
        )


def _stars(tile: Tile, brief: Brief, top: float, high: float) -> None:
    """The ceiling of a tomb: five-pointed stars on the night."""
    paint = brief.palette
    night = mix(paint.main, paint.ink, 0.35)
    tile.polygon([(0, top), (1, top), (1, top + high), (0, top + high)], night)
    gold = mix(paint.pale, (236, 190, 80), 0.6)
    for row in range(2):
        for i in range(8):
            centre = ((i + 0.25 + row * 0.5) / 8, top + high * (0.27 + 0.46 * row))
            tile.polygon(star(centre, 0.055, 0.014, 5, -pi / 2), gold, rise=140)
            tile.dot(centre, 0.009, paint.accent)


def _khekher(tile: Tile, brief: Brief, top: float, high: float) -> None:
    """Bundles of reeds tied at top and foot."""
    paint = brief.palette
    count = 10
    for i in range(count):
        x = (i + 0.5) / count
        foot, neck, tip = top + high * 0.98, top + high * 0.40, top + high * 0.04
        body = [
            (x - 0.040, foot),
            (x - 0.034, top + high * 0.66),
            (x - 0.012, neck),
            (x - 0.036, tip + 0.02),
            (x, tip),
            (x + 0.036, tip + 0.02),
            (x + 0.012, neck),
            (x + 0.034, top + high * 0.66),
            (x + 0.040, foot),
        ]
        tile.polygon(body, paint.second if i % 2 else paint.main, rise=140)
        tile.loop(body, 0.006, paint.ink)
        tile.dot((x, top + high * 0.66), 0.022, paint.accent)
        tile.dot((x, top + high * 0.66), 0.011, paint.pale)
        tile.line([(x - 0.016, neck), (x + 0.016, neck)], 0.016, paint.accent)
        tile.line([(x - 0.038, foot - 0.03), (x + 0.038, foot - 0.03)], 0.012, paint.pale)


def _rosettes(tile: Tile, brief: Brief, top: float, high: float) -> None:
    paint = brief.palette
    for i in range(5):
        centre = ((i + 0.5) / 5, top + high / 2)
        tile.dot(centre, 0.092, paint.ink)
        tile.dot(centre, 0.085, paint.second if i % 2 else paint.main)
        for k in range(12):
            tile.polygon(petal(centre, 0.015, 0.080, pi / 6 * k, 0.030), paint.pale)
        tile.dot(centre, 0.022, paint.accent)
        tile.polygon(regular(((i + 1.0) / 5, top + high / 2), 0.022, 4), paint.accent)
