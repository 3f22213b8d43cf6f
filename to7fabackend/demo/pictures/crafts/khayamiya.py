"""Sewn and printed cloth: appliqué of the tentmakers, embroidery, and printed lengths."""

from __future__ import annotations

from math import pi

from PIL import Image

from to7fabackend.demo.pictures.brief import Brief
from to7fabackend.demo.pictures.colour import Colour, lightness, shift
from to7fabackend.demo.pictures.geometry import (
    Path,
    Point,
    bezier,
    inset,
    petal,
    regular,
    star,
    swapped,
)
from to7fabackend.demo.pictures.girih import web
from to7fabackend.demo.pictures.light import threads
from to7fabackend.demo.pictures.ornament import split_leaf
from to7fabackend.demo.pictures.palettes import palette
from to7fabackend.demo.pictures.tile import Tile

TENT = [
    palette("1f3a6b 101d38 c8352f e7c15a 2f8f83 f6edd8"),
    palette("8f1f2c 3a0d14 24427c e9bd4f 2e8a7c f7ecd6"),
    palette("f2e6cd 3b2a26 b8322e 2b5c93 d99a2b fbf4e3"),
    palette("14615c 0a2b2b e2b64a c4392f f09a5b f5ecd7"),
    palette("2b2230 120e18 d24a36 e6b34a 4aa3a0 f4e9d4"),
    palette("d9a136 4a2a10 a12a2a 1f4e79 2f7d5b fbf1d8"),
]


def rosettes(brief: Brief) -> Image.Image:
    """Great rosettes and curling leaves, cut from cotton and sewn on by hand."""
    paint = brief.palette
    tile = brief.tile((1.0, 1.0), paint.ground, level=60, folded=True)
    folds = brief.dice.choice([8, 12, 16])
    _vines(tile, paint.accent, paint.pale)
    _rosette(tile, (0.0, 0.0), 0.355, folds, [paint.main, paint.pale, paint.second, paint.main])
    _rosette(tile, (0.5, 0.5), 0.225, 8, [paint.second, paint.main, paint.pale, paint.second])
    for centre in ((0.5, 0.0), (0.0, 0.5)):
        _bud(tile, centre, brief)
    return _sewn(tile, brief)


def _rosette(tile: Tile, centre: Point, radius: float, petals: int, fills: list[Colour]) -> None:
    wide = 2 * radius * pi / petals
    for i in range(petals):
        leaf = petal(centre, radius * 0.50, radius, 2 * pi * i / petals, wide * 0.98, belly=0.55)
        _patch(tile, leaf, fills[0] if i % 2 == 0 else fills[2])
        _patch(
            tile,
            petal(centre, radius * 0.60, radius * 0.90, 2 * pi * i / petals, wide * 0.42),
            fills[1],
            sewn=False,
        )
    _patch(tile, star(centre, radius * 0.68, radius * 0.52, petals, pi / petals), fills[1])
    _patch(tile, star(centre, radius * 0.52, radius * 0.38, petals), fills[3])
    half = petals // 2
    for i in range(half):
        leaf = petal(
            centre, radius * 0.10, radius * 0.37, 2 * pi * i / half, radius * 1.9 / half, belly=0.6
        )
        _patch(tile, leaf, fills[1], sewn=False)
    _patch(tile, regular(centre, radius * 0.14, 24), fills[2])


def _vines(tile: Tile, leaf: Colour, stem: Colour) -> None:
    """One eighth of the leafwork, and its mirror image across the diagonal."""
    curve = bezier((0.17, 0.33), (0.10, 0.46), (0.22, 0.52), (0.33, 0.42), 14)
    leaves = [
        split_leaf((0.155, 0.40), (0.045, 0.435), 0.35, 0.20),
        split_leaf((0.20, 0.455), (0.13, 0.525), -0.30, 0.18),
        split_leaf((0.255, 0.40), (0.29, 0.30), 0.34, 0.18),
        split_leaf((0.28, 0.455), (0.35, 0.515), -0.28, 0.16),
    ]
    for seen in (list, swapped):
        tile.line(seen(curve), 0.014, stem, rise=170)
        for shape in leaves:
            _patch(tile, seen(shape), leaf)


def _bud(tile: Tile, centre: Point, brief: Brief) -> None:
    paint = brief.palette
    upright = centre[0] == 0.0
    for i in range(4):
        angle = pi / 2 * i
        along_edge = (i % 2 == 1) == upright
        leaf = petal(centre, 0.0, 0.125 if along_edge else 0.085, angle, 0.075, belly=0.55)
        _patch(tile, leaf, paint.second if along_edge else paint.pale)
    _patch(tile, regular(centre, 0.030, 20), paint.main, sewn=False)


def stars(brief: Brief) -> Image.Image:
    """Strapwork of cotton bands about pointed stars."""
    name, angle, depth = brief.dice.choice(
        [("octagons", 67.5, 2), ("great dodecagons", 60.0, 2), ("decagons", 54.0, 2)]
    )
    lines = web(name, angle, depth)
    paint = brief.palette
    size = lines.span[0]
    tile = brief.tile(lines.span, paint.ground, level=60)
    fills = [paint.main, paint.second, paint.accent]
    for shape in lines.stars:
        for ring in range(1, len(shape.rings)):
            tile.polygon(shape.shape(ring), fills[(ring + (shape.sides < 7)) % 3], rise=90)
    for strap in lines.straps:
        tile.line(strap, size * 0.034, shift(paint.pale, light=-0.25), rise=190)
        tile.line(strap, size * 0.030, paint.pale, rise=200)
    reach = size * 0.03
    for (x, y), (dx, dy) in lines.bridges:
        piece = [(x - dx * reach, y - dy * reach), (x + dx * reach, y + dy * reach)]
        tile.line(piece, size * 0.034, shift(paint.pale, light=-0.25), rise=200)
        tile.line(piece, size * 0.030, paint.pale, rise=215)
    for shape in lines.stars:
        if shape.sides > 6:
            radius = shape.radius(shape.deepest)
            flower_fills = [paint.pale, paint.ground, paint.pale, paint.main]
            _rosette(tile, shape.centre, radius * 0.82, shape.sides, flower_fills)
    return _sewn(tile, brief)


def _patch(tile: Tile, path: Path, fill: Colour, *, sewn: bool = True) -> None:
    tile.polygon(path, shift(fill, light=-0.10), rise=150)
    tile.polygon(inset(path, 0.0025), fill, rise=200)
    if sewn:
        thread = shift(fill, light=-0.17 if lightness(fill) > 0.5 else 0.20, chroma=0.8)
        tile.stitches(inset(path, 0.0085), length=0.009, gap=0.008, width=0.0032, fill=thread)


def _sewn(tile: Tile, brief: Brief) -> Image.Image:
    work = brief.surface(tile.colours(), tile.relief())
    count = 84
    size = tile.size
    cloth = threads(size, (count, round(count * size[1] / size[0])))
    work.textured(cloth, strength=0.06)
    work.shaded(fall=0.006, soft=0.007, strength=0.55)
    return work.carved(soft=0.004, force=0.45).image()
