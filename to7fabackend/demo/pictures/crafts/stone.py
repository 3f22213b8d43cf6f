"""Stone: laid marble, and alabaster lit from within."""

from __future__ import annotations

from math import pi

from PIL import Image

from to7fabackend.demo.pictures.brief import Brief
from to7fabackend.demo.pictures.colour import Colour, at_lightness, lightness, mix, shift
from to7fabackend.demo.pictures.geometry import (
    Path,
    Point,
    between,
    inset,
    petal,
    polar,
    shrunk,
    star,
)
from to7fabackend.demo.pictures.girih import Star, web
from to7fabackend.demo.pictures.light import Surface, blurred, clouds
from to7fabackend.demo.pictures.ornament import SCALE
from to7fabackend.demo.pictures.palettes import palette
from to7fabackend.demo.pictures.tile import Tile

STONES = [
    palette("efe6d6 6b5a48 b9855a e3cba4 6f7f6a f8f1e4"),
    palette("ece4d4 3a3230 8c3f34 d9b98a 37474a f6efe2"),
    palette("f2e8d5 5c4a36 d7a868 ecd5ab a05c3a faf3e5"),
    palette("e6e2d8 2b3438 3f5f5a a8b9a6 b98a4e f3f0e6"),
    palette("e9dfd2 2a2422 403a3a b5a493 a97a46 f5eee4"),
    palette("f0e2d2 5a3a34 c98b7a e8c9b4 7a8a86 faf0e6"),
]
LAID = [
    ("octagons", 67.5, 2),
    ("octagons", 45.0, 1),
    ("great dodecagons", 60.0, 2),
    ("small rhombs", 60.0, 1),
    ("square dodecagons", 60.0, 3),
    ("hexagons", 60.0, 1),
]


def marble(brief: Brief) -> Image.Image:
    """Slabs sawn thin and laid as stars, polished until they show the light."""
    lines = web(*brief.dice.choice(LAID))
    paint = brief.palette
    span = lines.span[0]
    flat = brief.tile(lines.span, paint.pale, level=180)
    fills = [paint.main, paint.second, paint.accent]
    for i, piece in enumerate(lines.fields):
        flat.polygon(piece, paint.pale if i % 2 else paint.second)
        flat.loop(inset(piece, span * 0.030), span * 0.010, paint.accent)
    for shape in lines.stars:
        _slabs(flat, shape, fills, paint.pale)
    for strap in lines.straps:
        flat.line(strap, span * 0.024, paint.ink, rise=150)
        flat.line(strap, span * 0.018, paint.ground, rise=195)
    work = brief.surface(flat.colours(), flat.relief())
    _veined(work, brief, flat.size)
    work.carved(soft=0.002, force=0.35)
    return work.grained(brief.seed, strength=0.02).image()


def _slabs(tile: Tile, shape: Star, fills: list[Colour], pale: Colour) -> None:
    for ring in range(1, shape.deepest):
        for kite in shape.kites(ring):
            tile.polygon(kite, fills[(ring - 1) % 3])
    core = shape.shape(shape.deepest)
    tile.polygon(core, fills[(shape.deepest + shape.sides) % 3])
    if shape.sides < 6:
        return
    radius = shape.radius(shape.deepest)
    inner = star(shape.centre, radius * 0.80, radius * 0.58, shape.sides, shape.turn)
    tile.polygon(inner, pale)
    for i in range(shape.sides):
        wedge = [
            shape.centre,
            polar(shape.centre, radius * 0.46, shape.turn + pi * (2 * i - 0.5) / shape.sides),
            polar(shape.centre, radius * 0.62, shape.turn + pi * 2 * i / shape.sides),
            polar(shape.centre, radius * 0.46, shape.turn + pi * (2 * i + 0.5) / shape.sides),
        ]
        tile.polygon(wedge, fills[0] if i % 2 else fills[2])


def _veined(work: Surface, brief: Brief, size: tuple[int, int], *, strength: float = 1.0) -> None:
    """The clouds and veins of stone; a vein is where two greys of a cloud meet."""
    bright = [128 + max(0, 20 - abs(value - 128) * 2) for value in range(256)]
    dark = [128 - max(0, 12 - abs(value - 110) * 2) for value in range(256)]
    work.textured(clouds(f"bed {brief.seed}", size, (4, 4)), strength=0.13)
    work.textured(clouds(f"vein {brief.seed}", size, (5, 5)).point(bright), strength=strength)
    work.textured(clouds(f"hair {brief.seed}", size, (9, 9)).point(dark), strength=strength)


def alabaster(brief: Brief) -> Image.Image:
    """Thin alabaster lit from within, carved in overlapping lotus scales."""
    paint = brief.palette
    deep, glow = mix(paint.main, paint.second, 0.55), shift(paint.pale, light=0.02)
    if lightness(deep) > 0.80:
        deep = at_lightness(deep, 0.74)
    tile = brief.tile((1.0, 1.0), deep, level=90)
    for row in range(4):
        for column in range(2):
            centre = ((column + row % 2 * 0.5) * 0.5, row * 0.25)
            for i in range(9):
                tone = mix(deep, glow, min(1.0, 0.05 + 0.14 * i))
                tile.polygon(_scale(centre, 0.985 - 0.095 * i), tone, rise=100 + 13 * i)
    for row in range(4):
        for column in range(2):
            centre = ((column + row % 2 * 0.5) * 0.5, row * 0.25)
            foot = (centre[0], centre[1] + 0.21)
            for lean, reach in (
                (0.0, 0.36),
                (0.55, 0.31),
                (-0.55, 0.31),
                (1.0, 0.24),
                (-1.0, 0.24),
            ):
                leaf = petal(foot, 0.04, reach, -pi / 2 + lean, 0.085, belly=0.6)
                tile.polygon(leaf, mix(deep, paint.main, 0.35), rise=90)
                tile.polygon(shrunk(leaf, 0.80), mix(glow, paint.second, 0.25), rise=215)
    work = brief.surface(blurred(tile.colours(), brief.pixels(0.002)), tile.relief())
    _veined(work, brief, tile.size, strength=0.5)
    return work.carved(soft=0.004, force=0.55).image()


def _scale(centre: Point, share: float) -> Path:
    """A scale half a unit wide, drawn in towards its lower tip."""
    tip = (centre[0], centre[1] + 0.25)
    return [between(tip, (centre[0] + x * 0.5, centre[1] + y * 0.5), share) for x, y in SCALE]
