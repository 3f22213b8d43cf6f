"""Inlay: chips of mother-of-pearl in dark wood."""

from __future__ import annotations

from math import pi

from PIL import Image

from to7fabackend.demo.pictures.brief import Brief
from to7fabackend.demo.pictures.colour import Colour, mix, oklch
from to7fabackend.demo.pictures.geometry import Point, inset, middle_of, petal, shrunk
from to7fabackend.demo.pictures.girih import CLASSICS, Star, web
from to7fabackend.demo.pictures.light import clouds
from to7fabackend.demo.pictures.palettes import palette
from to7fabackend.demo.pictures.tile import Tile

PEARL = [
    palette("241510 0e0806 4a2a1a 5e3a22 c9a24e f4f1ea"),
    palette("1a1216 0a0709 35222a 54303a cfa65a f3f2ef"),
    palette("14201c 080e0c 2a3f36 1f5a50 d0a852 f2f4ee"),
    palette("2c1a10 120a06 6a3a1e 8a5228 d8b060 f6f0e2"),
]


def pearl(brief: Brief) -> Image.Image:
    """Chips of mother-of-pearl set in dark wood between threads of brass."""
    lines = web(*brief.dice.choice(CLASSICS))
    paint = brief.palette
    span = lines.span[0]
    tile = brief.tile(lines.span, paint.main, level=120)
    for piece in lines.fields:
        tile.polygon(piece, paint.ground)
        _chips(tile, inset(piece, span * 0.022), brief)
    for shape in lines.stars:
        for ring in range(1, shape.deepest):
            for i, kite in enumerate(shape.kites(ring)):
                if ring == 1:
                    tile.polygon(kite, paint.second)
                    _shell(tile, inset(kite, span * 0.013), brief)
                else:
                    tile.polygon(kite, paint.main if i % 2 else paint.second)
        tile.polygon(shape.shape(shape.deepest), paint.ground)
        _shell_rose(tile, shape, brief)
    for strap in lines.straps:
        tile.line(strap, span * 0.0095, paint.ink, rise=100)
    for strap in lines.straps:
        tile.line(strap, span * 0.0055, paint.accent, rise=190)
    work = brief.surface(tile.colours(), tile.relief())
    work.textured(clouds(f"sheen {brief.seed}", tile.size, (14, 30)), strength=0.13)
    return work.carved(soft=0.0022, force=0.6).image()


def _nacre(brief: Brief) -> Colour:
    """Pearl has no colour of its own: rose, green, blue and gold pass over it."""
    hue = brief.dice.choice([165, 190, 215, 240, 330, 350, 75, 95])
    return oklch(
        round(brief.dice.uniform(0.88, 0.955), 3), round(brief.dice.uniform(0.012, 0.05), 3), hue
    )


def _shell(tile: Tile, path: list[Point], brief: Brief) -> None:
    first = _nacre(brief)
    tile.polygon(path, first, rise=190)
    # Half of the chip catches the light from another side.
    half = len(path) // 2
    tile.polygon(path[: half + 1], mix(first, _nacre(brief), 0.7))


def _chips(tile: Tile, path: list[Point], brief: Brief) -> None:
    centre = middle_of(path)
    for i, corner in enumerate(path):
        after = path[(i + 1) % len(path)]
        chip = [centre, corner, after]
        tile.polygon(
            shrunk(chip, 0.86), _nacre(brief) if i % 2 == 0 else brief.palette.second, rise=185
        )
    tile.loop(path, 0.004, brief.palette.accent, rise=190)


def _shell_rose(tile: Tile, shape: Star, brief: Brief) -> None:
    radius = shape.radius(shape.deepest)
    count = shape.sides if shape.sides > 4 else 4
    for i in range(count):
        angle = shape.turn + 2 * pi * (i + 0.5 * (shape.deepest % 2)) / count
        leaf = petal(shape.centre, radius * 0.22, radius * 0.95, angle, radius * 3.6 / count)
        tile.polygon(leaf, _nacre(brief), rise=190)
    tile.dot(shape.centre, radius * 0.20, brief.palette.accent, rise=190)
    tile.dot(shape.centre, radius * 0.12, brief.palette.ground)
