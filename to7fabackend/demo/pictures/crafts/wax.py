"""Wax: candle flames and honeycomb."""

from __future__ import annotations

from math import pi

from PIL import Image

from to7fabackend.demo.pictures.brief import Brief
from to7fabackend.demo.pictures.colour import lightness, mix, shift
from to7fabackend.demo.pictures.geometry import Point, bezier, inset, petal, regular, shrunk
from to7fabackend.demo.pictures.light import blurred, halo, screened
from to7fabackend.demo.pictures.ornament import scale_at
from to7fabackend.demo.pictures.palettes import palette
from to7fabackend.demo.pictures.tile import Tile

WAX = [
    palette("3a1a0c 1e0c05 e79a2c f6c45a fff0c0 fff6d8"),
    palette("2a1420 150a10 d9743a f3b05a ffe6b0 fff2d4"),
    palette("1c2038 0e1020 e8a03f f4cf7a ffefc4 fff7df"),
    palette("143434 081a1a e0953a f2c468 fff0c0 fff8e0"),
    palette("3d2030 1f0f18 d97a8a f3b49a ffe6c4 fff3e4"),
    palette("2f2648 171226 c98ac0 f2b98a ffe8c0 fff6e8"),
    palette("5a2a14 2c1408 e88a3a f8c86a fff2c8 fff9e4"),
]


def honeycomb(brief: Brief) -> Image.Image:
    """Cells of beeswax lit from behind, a blossom of flame in some of them."""
    paint = brief.palette
    height = 3**0.5
    tile = brief.tile((1.0, height), paint.ground, level=190)
    dark = lightness(paint.ground) < 0.5
    small = 1 / 3
    for row in range(6):
        for column in range(3):
            centre = ((column + row % 2 * 0.5) * small, row * small * height / 2)
            full = (column + (row // 2) * 2 + row % 2) % 3 == 0
            _cell(tile, centre, small / height, brief, full=full)
    work = brief.surface(blurred(tile.colours(), brief.pixels(0.002)), tile.relief())
    colours = work.carved(soft=0.007, force=0.7).image()
    return screened(colours, halo(colours, brief.pixels(0.05)), strength=0.22 if dark else 0.0)


def _cell(tile: Tile, centre: Point, radius: float, brief: Brief, *, full: bool) -> None:
    paint = brief.palette
    hexagon = regular(centre, radius * 0.93, 6, pi / 6)
    tile.polygon(hexagon, shift(paint.main, light=-0.10), rise=110)
    for k in range(6):
        share = 0.90 - 0.13 * k
        tone = mix(paint.main, paint.second if not full else paint.accent, k / 6)
        tile.polygon(shrunk(hexagon, share), tone, rise=90 - 10 * k)
    if not full:
        return
    for i in range(6):
        flame = petal(centre, radius * 0.10, radius * 0.74, pi / 3 * i, radius * 0.34, belly=0.45)
        tile.polygon(flame, mix(paint.main, paint.second, 0.4), rise=150)
        tile.polygon(
            petal(centre, radius * 0.14, radius * 0.58, pi / 3 * i, radius * 0.18),
            paint.accent,
            rise=180,
        )
    tile.dot(centre, radius * 0.15, paint.pale, rise=200)


def flames(brief: Brief) -> Image.Image:
    """Rows of candle flames, each with its halo."""
    paint = brief.palette
    tile = brief.tile((2.0, 2.0), paint.ground, level=80)
    dark = lightness(paint.ground) < 0.5
    for row in range(4):
        for column in range(2):
            centre = (column + row % 2 * 0.5, row * 0.5)
            for k in range(14):
                tone = mix(paint.ground, paint.main, 0.03 + k * 0.058 if dark else 0.08 + k * 0.025)
                tile.polygon(shrunk(scale_at(centre), 0.985 - 0.040 * k), tone)
            foot = (centre[0], centre[1] + 0.20)
            for reach, wide, tone in (
                (0.60, 0.34, paint.main),
                (0.49, 0.25, paint.second),
                (0.37, 0.16, paint.accent),
                (0.22, 0.08, paint.pale),
            ):
                leaf = petal(foot, 0.0, reach, -pi / 2, wide, belly=0.34, point=0.25)
                tile.polygon(leaf, tone, rise=150)
            wick = bezier(
                foot,
                (foot[0], foot[1] - 0.05),
                (foot[0] + 0.02, foot[1] - 0.08),
                (foot[0] + 0.015, foot[1] - 0.11),
                5,
            )
            tile.line(wick, 0.012, paint.ink)
            tile.loop(
                inset(scale_at(centre), 0.018), 0.010, mix(paint.main, paint.second, 0.5), rise=150
            )
    work = brief.surface(blurred(tile.colours(), brief.pixels(0.0022)), tile.relief())
    colours = work.carved(soft=0.006, force=0.4).image()
    return screened(colours, halo(colours, brief.pixels(0.04)), strength=0.25 if dark else 0.0)
