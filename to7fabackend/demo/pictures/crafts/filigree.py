"""Filigree: wire curled and soldered into rosettes, with grains and stones."""

from __future__ import annotations

from math import pi

from PIL import Image

from to7fabackend.demo.pictures.brief import Brief
from to7fabackend.demo.pictures.colour import shift
from to7fabackend.demo.pictures.geometry import Point, petal, polar, spiral
from to7fabackend.demo.pictures.light import clouds
from to7fabackend.demo.pictures.palettes import palette
from to7fabackend.demo.pictures.tile import Tile

FILIGREE = [
    palette("16203a 090e1c d7dbe2 9aa2b0 b3202c ffffff"),
    palette("3a0f1e 1a060d dfe2e6 a3a8b0 2f9e9a ffffff"),
    palette("122c28 081513 e6c36a b08a34 c8452f fff3cf"),
    palette("1b1a1f 0b0a0d e0e2e6 9b9fa8 2a6fb8 ffffff"),
    palette("e6dfd2 b8ad9a a8adb5 6f7680 1f9a95 ffffff"),
    palette("24163a 100a1c e7cb7c b08c3e 3fae8c fff4d4"),
]


def filigree(brief: Brief) -> Image.Image:
    """Wire curled and soldered into rosettes, grains, and a stone in the middle."""
    paint = brief.palette
    arms = brief.dice.choice([8, 8, 12])
    tile = brief.tile((1.0, 1.0), paint.ground, level=40, folded=True)
    _jewel(tile, (0.0, 0.0), 0.44, arms, brief)
    _jewel(tile, (0.5, 0.5), 0.25, 8, brief)
    return _soldered(tile, brief)


def lace(brief: Brief) -> Image.Image:
    """The same wirework in six-fold ranks, each rosette with twelve curls."""
    paint = brief.palette
    height = 3**0.5
    tile = brief.tile((1.0, height), paint.ground, level=40, folded=True)
    for centre in ((0.0, 0.0), (0.5, height / 2)):
        _jewel(tile, centre, 0.455, 12, brief)
    for centre in ((0.5, height / 6), (0.0, height / 3)):
        _collet(tile, centre, 0.050, brief)
        for i in range(6):
            tile.dot(polar(centre, 0.082, pi * i / 3), 0.012, paint.main, rise=230)
    return _soldered(tile, brief)


def _jewel(tile: Tile, centre: Point, radius: float, arms: int, brief: Brief) -> None:
    paint = brief.palette
    wire = 0.0085
    tile.ring(centre, radius * 0.985, wire * 1.1, paint.main, rise=220)
    tile.ring(centre, radius * 0.93, wire * 0.7, paint.second, rise=180)
    step = 2 * pi / arms
    for i in range(arms):
        angle = step * i
        frame = petal(centre, radius * 0.36, radius * 0.93, angle, radius * 4.6 / arms, belly=0.6)
        tile.loop(frame, wire, paint.main, rise=220)
        for side in (-1, 1):
            foot = polar(centre, radius * 0.70, angle + side * step * 0.17)
            curl = spiral(
                foot,
                radius * 1.05 / arms,
                radius * 0.12 / arms,
                angle + side * pi * 0.55,
                side * 1.6,
                22,
            )
            tile.ribbon(
                curl, [wire * (0.85 - 0.3 * k / 22) for k in range(23)], paint.main, rise=210
            )
            small = polar(centre, radius * 0.54, angle + side * step * 0.12)
            tile.dot(small, wire * 0.95, paint.pale, rise=235)
        tip = polar(centre, radius * 0.845, angle)
        tile.dot(tip, radius * 0.026, paint.pale, rise=240)
        gap = polar(centre, radius * 0.80, angle + step / 2)
        tile.dot(gap, radius * 0.55 / arms, paint.main, rise=230)
    _collet(tile, centre, radius * 0.30, brief)


def _collet(tile: Tile, centre: Point, radius: float, brief: Brief) -> None:
    """A polished stone in a beaded setting."""
    paint = brief.palette
    beads = 20
    for i in range(beads):
        tile.dot(
            polar(centre, radius * 1.06, 2 * pi * (i + 0.5) / beads),
            radius * 0.15,
            paint.main,
            rise=225,
        )
    tile.dot(centre, radius * 0.93, paint.second, rise=180)
    tile.dot(centre, radius * 0.80, shift(paint.accent, light=-0.20), rise=180)
    tile.dot(centre, radius * 0.74, shift(paint.accent, light=-0.08), rise=215)
    tile.dot(centre, radius * 0.56, paint.accent, rise=235)
    tile.dot(centre, radius * 0.34, shift(paint.accent, light=0.08), rise=250)


def _soldered(tile: Tile, brief: Brief) -> Image.Image:
    work = brief.surface(tile.colours(), tile.relief())
    velvet = clouds(f"velvet {brief.seed}", tile.size, (60, 60))
    work.textured(velvet, strength=0.05)
    work.shaded(fall=0.008, soft=0.008, strength=0.7)
    return work.carved(soft=0.0032, force=1.5).image()
