"""Perfume: jasmine on curling stems."""

from __future__ import annotations

from math import pi

from PIL import Image

from to7fabackend.demo.pictures.brief import Brief
from to7fabackend.demo.pictures.colour import mix
from to7fabackend.demo.pictures.crafts.soap import milled
from to7fabackend.demo.pictures.geometry import Point, bezier, petal, polar, shrunk
from to7fabackend.demo.pictures.palettes import palette
from to7fabackend.demo.pictures.tile import Tile

JASMINE = [
    palette("1f4a44 0e2724 f6f1e2 cfe0c4 e9c25a fffdf4"),
    palette("2f2a55 17142c f7f0ea cfc4e4 f0b95a fffdfa"),
    palette("efe3d2 8a6a4f fffaf0 d9b98f c97f4a fffdf6"),
    palette("5a2038 2c0e1b f9ece6 e6b4bc f0c46a fffaf6"),
]


def jasmine(brief: Brief) -> Image.Image:
    """Jasmine stars strung on curling scent."""
    paint = brief.palette
    height = 3**0.5
    tile = brief.tile((1.0, height), paint.ground, level=90)
    corners = ((0.5, height / 6), (0.0, height / 3), (0.0, height * 2 / 3), (0.5, height * 5 / 6))
    trellis = mix(paint.ground, paint.second, 0.16)
    for corner in corners:
        for i in range(3):
            tile.ring(polar(corner, 0.29, 2 * pi * i / 3 + pi / 2), 0.29, 0.012, trellis, rise=100)
    for centre in ((0.0, 0.0), (0.5, height / 2)):
        for i in range(6):
            for side in (-1, 1):
                _tendril(tile, centre, pi / 3 * i, side, brief)
        tile.ring(centre, 0.285, 0.007, paint.accent, rise=150)
        for i in range(12):
            tile.dot(polar(centre, 0.262, pi / 6 * (i + 0.5)), 0.009, paint.accent, rise=180)
        _blossom(tile, centre, 0.235, brief, 6)
    for corner in corners:
        _blossom(tile, corner, 0.115, brief, 5)
    return milled(tile, brief)


def _tendril(tile: Tile, centre: Point, angle: float, side: int, brief: Brief) -> None:
    paint = brief.palette
    curve = bezier(
        polar(centre, 0.285, angle),
        polar(centre, 0.38, angle + side * 0.05),
        polar(centre, 0.47, angle + side * 0.30),
        polar(centre, 0.385, angle + side * 0.36),
        14,
    )
    tile.ribbon(curve, [0.014 - 0.0007 * k for k in range(15)], paint.accent, rise=150)
    leaf = petal(curve[5], 0.0, 0.105, angle - side * 0.1, 0.046)
    tile.polygon(leaf, paint.second, rise=150)
    tile.polygon(shrunk(leaf, 0.6), mix(paint.second, paint.main, 0.4))
    tile.dot(curve[-1], 0.014, paint.main, rise=190)


def _blossom(tile: Tile, centre: Point, radius: float, brief: Brief, petals: int) -> None:
    paint = brief.palette
    for i in range(petals):
        angle = 2 * pi * i / petals - pi / 2
        leaf = petal(centre, radius * 0.05, radius, angle, radius * 0.66, belly=0.6)
        tile.polygon(leaf, mix(paint.main, paint.second, 0.25), rise=190)
        tile.polygon(
            petal(centre, radius * 0.1, radius * 0.92, angle, radius * 0.42, belly=0.6),
            paint.main,
            rise=205,
        )
        tile.line(
            [polar(centre, radius * 0.15, angle), polar(centre, radius * 0.6, angle)],
            radius * 0.030,
            mix(paint.second, paint.accent, 0.4),
        )
    tile.dot(centre, radius * 0.15, paint.accent, rise=220)
    tile.dot(centre, radius * 0.07, paint.ink)
