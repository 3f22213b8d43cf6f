"""Books: illuminated openings, and letters written with a reed."""

from __future__ import annotations

from math import pi

from PIL import Image

from to7fabackend.demo.pictures.brief import Brief
from to7fabackend.demo.pictures.colour import Colour, mix
from to7fabackend.demo.pictures.geometry import (
    Point,
    bezier,
    petal,
    polar,
    regular,
    shrunk,
    spiral,
    star,
    swapped,
)
from to7fabackend.demo.pictures.light import clouds
from to7fabackend.demo.pictures.ornament import split_leaf
from to7fabackend.demo.pictures.palettes import palette
from to7fabackend.demo.pictures.tile import Tile

BOOKS = [
    palette("16285a 0a1330 d9ac4c 1f7f8f b8323a f4ead2"),
    palette("0f4440 072422 dcb257 2a5aa0 c4472f f5ecd6"),
    palette("f2e6cb 4a3418 b8862f 22407f a8323a fbf4e2"),
    palette("5a1528 2c0912 ddb25a 2b6f78 1f3f7a f6ecd6"),
    palette("1c1a24 0c0b10 d8b05a 2f7f86 b23a3a f2e9d4"),
]


def illuminated(brief: Brief) -> Image.Image:
    """The opening page of a book: a sun in gold, and scrolls of leaves about it."""
    paint = brief.palette
    tile = brief.tile((1.0, 1.0), paint.ground, level=90, folded=True)
    rays = brief.dice.choice([12, 16])
    _scrolls(tile, brief)
    _sun(tile, (0.0, 0.0), 0.345, rays, brief)
    _sun(tile, (0.5, 0.5), 0.185, 8, brief)
    for centre, upright in (((0.5, 0.0), False), ((0.0, 0.5), True)):
        for i in range(4):
            reach = 0.115 if (i % 2 == 1) == upright else 0.070
            leaf = petal(centre, 0.0, reach, pi / 2 * i, 0.062)
            tile.polygon(leaf, paint.main, rise=170)
            tile.polygon(shrunk(leaf, 0.72), paint.accent)
        tile.dot(centre, 0.020, paint.pale, rise=190)
    work = brief.surface(tile.colours(), tile.relief())
    work.shaded(fall=0.003, soft=0.004, strength=0.4)
    work.carved(soft=0.0022, force=0.6)
    return work.grained(f"page {brief.seed}", strength=0.05).image()


def _sun(tile: Tile, centre: Point, radius: float, rays: int, brief: Brief) -> None:
    paint = brief.palette
    for i in range(rays * 2):
        angle = pi * (i + 0.5) / rays
        tile.line(
            [polar(centre, radius * 0.95, angle), polar(centre, radius * 1.16, angle)],
            radius * 0.014,
            paint.main,
            rise=150,
        )
        tile.dot(polar(centre, radius * 1.18, angle), radius * 0.020, paint.main, rise=160)
    for i in range(rays):
        lobe = petal(
            centre, radius * 0.55, radius * 1.06, 2 * pi * i / rays, radius * 6.0 / rays, belly=0.6
        )
        tile.polygon(lobe, paint.main, rise=170)
        tile.polygon(shrunk(lobe, 0.86), paint.second, rise=140)
        tile.polygon(shrunk(lobe, 0.50), paint.main, rise=170)
        tile.polygon(shrunk(lobe, 0.26), paint.accent)
    tile.dot(centre, radius * 0.70, paint.main, rise=175)
    tile.dot(
        centre,
        radius * 0.67,
        mix(paint.ground, paint.ink, 0.25) if sum(paint.ground) < 380 else paint.second,
        rise=130,
    )
    for i in range(rays):
        leaf = petal(
            centre, radius * 0.30, radius * 0.65, 2 * pi * (i + 0.5) / rays, radius * 3.2 / rays
        )
        tile.polygon(leaf, paint.main, rise=175)
        tile.polygon(shrunk(leaf, 0.6), paint.pale)
    tile.dot(centre, radius * 0.34, paint.main, rise=180)
    tile.polygon(star(centre, radius * 0.31, radius * 0.22, rays), paint.accent, rise=150)
    tile.polygon(star(centre, radius * 0.20, radius * 0.13, rays // 2), paint.main, rise=185)
    tile.dot(centre, radius * 0.07, paint.pale, rise=190)


def _scrolls(tile: Tile, brief: Brief) -> None:
    paint = brief.palette
    curves = [
        spiral((0.155, 0.445), 0.082, 0.016, -2.2, -1.35, 30),
        spiral((0.335, 0.390), 0.058, 0.012, -2.7, 1.30, 26),
    ]
    leaves = [
        split_leaf((0.16, 0.36), (0.235, 0.34), 0.35, 0.16),
        split_leaf((0.235, 0.46), (0.29, 0.475), -0.35, 0.16),
        split_leaf((0.28, 0.385), (0.26, 0.325), 0.32, 0.15),
        split_leaf((0.08, 0.46), (0.055, 0.395), 0.32, 0.15),
    ]
    for seen in (list, swapped):
        for curve in curves:
            path = seen(curve)
            last = len(path) - 1
            tile.ribbon(
                path, [0.010 - 0.006 * k / last for k in range(last + 1)], paint.main, rise=160
            )
            tile.polygon(regular(path[-1], 0.018, 12), paint.accent, rise=150)
            tile.dot(path[-1], 0.009, paint.pale)
        for shape in leaves:
            path = seen(shape)
            tile.polygon(path, paint.main, rise=160)
            tile.polygon(shrunk(path, 0.55), paint.second)


def letters(brief: Brief) -> Image.Image:
    """The bowl of a nun and its dot, as a pupil writes rows of them with a reed."""
    paint = brief.palette
    tile = brief.tile((2.0, 2.0), paint.ground, level=120)
    faint = mix(paint.ground, paint.second, 0.30)
    for y in (0.46, 1.46):
        tile.line([(0.0, y), (2.0, y)], 0.006, faint)
    for row in range(2):
        for column in range(2):
            x, y = column + 0.5 + 0.5 * (row % 2), row + 0.42
            _guides(tile, (x, y), brief)
            _nun(tile, (x, y), paint.main)
            _dot(tile, (x, y - 0.12), 0.070, paint.accent)
            for i in range(3):
                _dot(
                    tile,
                    (x + 0.5, y - 0.24 + 0.085 * i * 1.42),
                    0.042,
                    mix(paint.second, paint.ground, 0.25),
                )
    work = brief.surface(tile.colours(), tile.relief())
    work.textured(clouds(f"paper {brief.seed}", tile.size, (7, 7)), strength=0.05)
    work.textured(clouds(f"fibre {brief.seed}", tile.size, (50, 70)), strength=0.05)
    return work.grained(f"paper {brief.seed}", strength=0.06).image()


def _nun(tile: Tile, centre: Point, ink: Colour) -> None:
    """A deep bowl, thick below and thin where the pen turns."""
    x, y = centre
    path = [
        *bezier(
            (x + 0.36, y - 0.26),
            (x + 0.40, y - 0.10),
            (x + 0.41, y + 0.08),
            (x + 0.29, y + 0.22),
            12,
        ),
        *bezier(
            (x + 0.29, y + 0.22),
            (x + 0.12, y + 0.40),
            (x - 0.26, y + 0.38),
            (x - 0.37, y + 0.10),
            20,
        )[1:],
        *bezier(
            (x - 0.37, y + 0.10),
            (x - 0.40, y + 0.02),
            (x - 0.39, y - 0.06),
            (x - 0.36, y - 0.14),
            8,
        )[1:],
    ]
    last = len(path) - 1
    swell = [4 * k / last * (1 - k / last) for k in range(last + 1)]
    widths = [0.085, *(0.030 + 0.105 * share**1.4 for share in swell[1:])]
    tile.ribbon(path, widths, ink, rise=135)


def _dot(tile: Tile, centre: Point, size: float, colour: Colour) -> None:
    """The rhombic dot by which letters are measured."""
    x, y = centre
    tile.polygon(
        [
            (x - size, y),
            (x + size * 0.08, y - size * 0.98),
            (x + size, y),
            (x - size * 0.08, y + size * 0.98),
        ],
        colour,
        rise=135,
    )


def _guides(tile: Tile, centre: Point, brief: Brief) -> None:
    """The circle a master draws to show the proportion."""
    paint = brief.palette
    line = mix(paint.ground, paint.second, 0.55)
    tile.ring((centre[0], centre[1] - 0.02), 0.40, 0.006, line)
    for i in range(24):
        tile.dot(polar((centre[0], centre[1] - 0.02), 0.425, 2 * pi * i / 24), 0.006, line)
