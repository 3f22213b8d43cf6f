"""Cloth by the length for the house: damask, block print and checks."""

from __future__ import annotations

from math import cos, pi

from PIL import Image

from to7fabackend.demo.pictures.brief import Brief
from to7fabackend.demo.pictures.colour import Colour, lightness, mix, shift
from to7fabackend.demo.pictures.geometry import (
    Path,
    Point,
    bezier,
    petal,
    polar,
    shrunk,
    star,
    swapped,
)
from to7fabackend.demo.pictures.light import clouds, threads
from to7fabackend.demo.pictures.ornament import flower, lotus, split_leaf
from to7fabackend.demo.pictures.palettes import palette
from to7fabackend.demo.pictures.tile import Tile

LINENS = [
    palette("f1e8d8 3c4a5a 4a6f94 a9bfd0 c98a4a fbf6ec"),
    palette("efe6d4 4a3a2c 9a6b44 d9bf96 5f7f6a faf4e8"),
    palette("e9ece2 33483c 557a5f b4c8ac d29a52 f8f9f2"),
    palette("f3e5dc 5a2f34 a2464f e2b3a4 5a7a8c fcf3ec"),
    palette("ebe4ee 43365a 77619e c5b5d8 d9a860 f8f4fa"),
    palette("f4ead0 4a3a1a c08a2c ecd08a 3f6f7a fdf6e4"),
]


def damask(brief: Brief) -> Image.Image:
    """Pointed ovals with a palmette in each, in two tones of one thread."""
    paint = brief.palette
    high = 1.5
    ground, figure = paint.ground, paint.main
    # A pale cloth keeps its ground; only a deep colour may change places with it.
    if lightness(paint.main) < 0.69 and brief.dice.random() < 0.55:
        ground, figure = paint.main, mix(paint.main, paint.pale, 0.62)
    tile = brief.tile((1.0, high), ground, level=100, folded=True)
    tints = [figure, mix(ground, figure, 0.45), paint.accent]
    for centre in ((0.0, 0.0), (0.5, high / 2)):
        tile.loop(_oval(centre, high / 2, 0.975), 0.013, figure, rise=170)
        tile.loop(_oval(centre, high / 2, 0.90), 0.006, tints[1], rise=150)
        for i in range(9):
            y = centre[1] - high / 2 * 0.84 + high * 0.84 * i / 8
            for side in (-1, 1):
                x = centre[0] + side * _half_width(y - centre[1], high / 2) * 0.83
                tile.dot((x, y), 0.010, paint.accent, rise=180)
        _palmette(tile, centre, tints, ground)
    return _woven(tile, brief, strength=0.06)


def _half_width(y: float, reach: float) -> float:
    return 0.25 * (1 + cos(pi * y / reach))


def _oval(centre: Point, reach: float, share: float) -> Path:
    x, y = centre
    steps = 22
    right = [
        (
            x + share * _half_width(reach * (2 * i / steps - 1), reach),
            y + share * reach * (2 * i / steps - 1),
        )
        for i in range(steps + 1)
    ]
    left = [(2 * x - a, b) for a, b in reversed(right[1:-1])]
    return right + left


def _palmette(tile: Tile, centre: Point, tints: list[Colour], ground: Colour) -> None:
    x, y = centre
    figure, soft, accent = tints
    for up in (-1, 1):
        for lean, reach, wide in (
            (0.0, 0.44, 0.15),
            (0.50, 0.37, 0.12),
            (-0.50, 0.37, 0.12),
            (1.0, 0.30, 0.10),
            (-1.0, 0.30, 0.10),
        ):
            angle = up * pi / 2 + lean
            leaf = petal((x, y), 0.10, reach, angle, wide, belly=0.6)
            tile.polygon(leaf, figure, rise=180)
            tile.polygon(shrunk(leaf, 0.66), ground, rise=110)
            tile.polygon(shrunk(leaf, 0.36), soft, rise=160)
        for side in (-1, 1):
            foot = (x + side * 0.03, y + up * 0.44)
            tile.polygon(
                split_leaf(foot, (x + side * 0.13, y + up * 0.56), side * up * 0.5, 0.2),
                soft,
                rise=150,
            )
        tile.polygon(petal((x, y + up * 0.46), 0.0, 0.13, up * pi / 2, 0.045), accent, rise=180)
    for share, tone in ((0.115, figure), (0.095, ground), (0.070, accent), (0.035, ground)):
        tile.polygon(star((x, y), share, share * 0.72, 8), tone, rise=190)
    for side in (-1, 1):
        curl = bezier(
            (x + side * 0.13, y),
            (x + side * 0.24, y - 0.14),
            (x + side * 0.36, y - 0.08),
            (x + side * 0.33, y + 0.03),
            10,
        )
        tile.ribbon(curl, [0.016 - 0.001 * k for k in range(11)], soft, rise=160)
        tile.ribbon(
            [(a, 2 * y - b) for a, b in curl],
            [0.016 - 0.001 * k for k in range(11)],
            soft,
            rise=160,
        )


def block_print(brief: Brief) -> Image.Image:
    """Flowers stamped in rows from a carved block, a little ink always missing."""
    paint = brief.palette
    dark = brief.dice.random() < 0.4 and lightness(paint.main) < 0.69
    ground = paint.main if dark else paint.ground
    line = paint.pale if dark else paint.ink
    tile = brief.tile((1.0, 1.0), ground, level=110, folded=True)
    bloom = (
        (paint.second, paint.pale, paint.accent)
        if dark
        else (paint.main, paint.second, paint.accent)
    )
    petals = brief.dice.choice([8, 12])
    flower(tile, (0.0, 0.0), 0.27, petals, bloom, line)
    flower(tile, (0.5, 0.5), 0.17, 8, (bloom[1], bloom[0], paint.accent), line)
    for i in range(24):
        angle = pi / 12 * i
        tile.dot(polar((0.0, 0.0), 0.31, angle), 0.008, paint.accent)
    stem = bezier((0.20, 0.24), (0.27, 0.28), (0.29, 0.33), (0.37, 0.37), 8)
    tile.line(stem, 0.009, line)
    for seen in (list, swapped):
        for foot, tip, bend in (
            ((0.24, 0.26), (0.36, 0.22), 0.30),
            ((0.30, 0.33), (0.43, 0.32), 0.28),
        ):
            leaf = split_leaf(foot, tip, bend, 0.2)
            path = seen(leaf)
            tile.polygon(path, paint.second if dark else paint.main)
            tile.loop(path, 0.004, line)
    for centre in ((0.5, 0.0), (0.0, 0.5)):
        for i in range(4):
            tile.polygon(petal(centre, 0.02, 0.125, pi / 2 * i, 0.07), paint.accent)
            tile.polygon(petal(centre, 0.02, 0.085, pi / 2 * i + pi / 4, 0.045), bloom[1])
        tile.dot(centre, 0.030, line)
        tile.dot(centre, 0.020, paint.pale)
    return _woven(tile, brief, strength=0.06)


def sprigs(brief: Brief) -> Image.Image:
    """Lotus sprigs in a half drop between broad stripes."""
    paint = brief.palette
    tile = brief.tile((1.0, 1.2), paint.ground, level=110)
    for x, tone in ((0.0, paint.main), (0.5, paint.second)):
        for wide, colour in (
            (0.150, tone),
            (0.105, paint.pale),
            (0.085, tone),
            (0.012, paint.accent),
        ):
            tile.line([(x, -0.1), (x, 1.3)], wide, colour)
        for side in (-1, 1):
            tile.line([(x + side * 0.095, -0.1), (x + side * 0.095, 1.3)], 0.008, paint.accent)
    for i in range(12):
        for x in (0.0, 0.5):
            tile.dot((x, 0.1 * i + 0.05), 0.020, paint.pale)
            tile.dot((x, 0.1 * i + 0.05), 0.010, paint.accent)
    for i, (x, y) in enumerate(((0.25, 0.45), (0.75, 1.05), (0.25, 1.05), (0.75, 0.45))):
        tone = paint.main if i < 2 else shift(paint.main, light=0.10)
        lotus(tile, (x, y), 0.24, -pi / 2, (paint.second, tone, paint.accent), paint.ink)
        tile.line(
            bezier((x, y), (x + 0.02, y + 0.08), (x - 0.02, y + 0.16), (x, y + 0.24), 8),
            0.010,
            paint.ink,
        )
        for side in (-1, 1):
            leaf = split_leaf((x, y + 0.20), (x + side * 0.115, y + 0.06), side * -0.3, 0.2)
            tile.polygon(leaf, tone)
    return _woven(tile, brief, strength=0.06)


def checks(brief: Brief) -> Image.Image:
    """Checks of the handloom: coloured threads each way, crossed in a twill."""
    paint = brief.palette
    count = 80
    size = (max(count, brief.unit // count * count),) * 2
    warp = _stripes(brief, [paint.ground, paint.main, paint.pale, paint.second, paint.accent])
    weft = (
        warp
        if brief.dice.random() < 0.6
        else _stripes(brief, [paint.pale, paint.second, paint.ground, paint.main, paint.accent])
    )
    lengthwise, crosswise = Image.new("RGB", (count, 1)), Image.new("RGB", (1, count))
    lengthwise.putdata(warp)
    crosswise.putdata(weft)
    which = Image.new("L", (count, count))
    which.putdata([255 if (x + y) % 4 < 2 else 0 for y in range(count) for x in range(count)])
    nearest = Image.Resampling.NEAREST
    cloth = Image.composite(
        lengthwise.resize(size, nearest),
        crosswise.resize(size, nearest),
        which.resize(size, nearest),
    )
    work = brief.surface(cloth, Image.new("L", size))
    work.textured(threads(size, (count, count), twill=True), strength=0.14)
    return work.textured(clouds(f"slub {brief.seed}", size, (90, 30)), strength=0.05).image()


def _stripes(brief: Brief, tones: list[Colour]) -> list[Colour]:
    """Half a check drawn at random, and its mirror image."""
    half: list[Colour] = []
    wide = [9, 2, 8, 2, 3, 2, 5, 1, 4, 2, 2]
    brief.dice.shuffle(wide)
    for i, threads_wide in enumerate(wide):
        half.extend([tones[(0, 1, 2, 1, 3, 4, 0, 3, 1, 2, 4)[i]]] * threads_wide)
    return half + half[::-1]


def _woven(tile: Tile, brief: Brief, *, strength: float) -> Image.Image:
    size = tile.size
    count = 76
    work = brief.surface(tile.colours(), tile.relief())
    work.carved(soft=0.003, force=0.3)
    work.textured(threads(size, (count, round(count * size[1] / size[0]))), strength=strength)
    return work.textured(clouds(f"slub {brief.seed}", size, (60, 24)), strength=0.03).image()
