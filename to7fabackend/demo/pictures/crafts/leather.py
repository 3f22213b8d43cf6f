"""Leather: knots pressed into the hide, stamped grounds, sewn seams."""

from __future__ import annotations

from math import pi

from PIL import Image

from to7fabackend.demo.pictures.brief import Brief
from to7fabackend.demo.pictures.colour import Colour, mix, shift
from to7fabackend.demo.pictures.geometry import Point, inset, middle_of, polar, ribbon
from to7fabackend.demo.pictures.girih import CLASSICS, web
from to7fabackend.demo.pictures.light import clouds
from to7fabackend.demo.pictures.ornament import carved_rose
from to7fabackend.demo.pictures.palettes import palette
from to7fabackend.demo.pictures.strapwork import Strap, weave
from to7fabackend.demo.pictures.tile import Tile

HIDES = [
    palette("7a4522 3a1e0d b06f3a 8f5529 d9a566 f0cf9c"),
    palette("5a2a1c 28110b 94472c 6f3220 cf8a52 e9bf94"),
    palette("8a5a30 46290f c48d52 a06d3a e8c089 f6deb4"),
    palette("3a2620 180f0c 6a473a 4c322a b98a63 dcb994"),
    palette("6d1f22 320c0e 9c3334 7a2628 d79a5a efc890"),
    palette("2f3a34 131a16 55685c 3f4f46 b99a62 dccba0"),
]


def tooled(brief: Brief) -> Image.Image:
    """A knot pressed into damp leather, its ground stamped, its seams sewn."""
    lines = web(*brief.dice.choice([*CLASSICS, ("small rhombs", 60.0, 1), ("octagons", 60.0, 2)]))
    paint = brief.palette
    span = lines.span[0]
    tile = brief.tile(lines.span, mix(paint.ground, paint.second, 0.4), level=80)
    for piece in lines.fields:
        tile.polygon(inset(piece, span * 0.026), paint.second, rise=130)
        _stamp(tile, piece, span, paint.ground)
    for shape in lines.stars:
        core = shape.shape(shape.deepest)
        tile.polygon(core, mix(paint.second, paint.ground, 0.35), rise=100)
        if shape.sides > 5:
            carved_rose(tile, shape, paint.main, paint.ground)
    strap = Strap.of(0.046, paint.main, shift(paint.ink, light=0.05), rise=215, foot=50)
    weave(tile, lines, strap)
    for path in lines.straps:
        for side in (-1, 1):
            edge = _beside(path, side * span * 0.014)
            tile.stitches(
                edge,
                length=span * 0.010,
                gap=span * 0.010,
                width=span * 0.0040,
                fill=paint.pale,
                closed=False,
            )
    work = brief.surface(tile.colours(), tile.relief())
    work.shaded(fall=0.004, soft=0.008, strength=0.5)
    work.carved(soft=0.006, force=0.9)
    work.textured(clouds(f"hide {brief.seed}", tile.size, (9, 9)), strength=0.10)
    return work.grained(f"hide {brief.seed}", strength=0.07, soft=1.4).image()


def _beside(path: list[Point], by: float) -> list[Point]:
    outline = ribbon(path, [abs(by) * 2] * len(path))
    return outline[: len(path)] if by > 0 else outline[len(path) :]


def _stamp(tile: Tile, piece: list[Point], span: float, dark: Colour) -> None:
    centre = middle_of(piece)
    for ring, count in ((0.0, 1), (0.022, 6), (0.044, 12)):
        for i in range(count):
            tile.dot(polar(centre, span * ring, 2 * pi * i / count), span * 0.006, dark, rise=60)
