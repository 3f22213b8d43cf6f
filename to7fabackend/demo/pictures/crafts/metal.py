"""Copper and brass: engraved trays and round medallions."""

from __future__ import annotations

from math import pi

from PIL import Image

from to7fabackend.demo.pictures.brief import Brief
from to7fabackend.demo.pictures.colour import mix, shift
from to7fabackend.demo.pictures.geometry import Point, inset, petal, polar, shrunk, star
from to7fabackend.demo.pictures.girih import CLASSICS, Star, web
from to7fabackend.demo.pictures.light import clouds
from to7fabackend.demo.pictures.palettes import palette
from to7fabackend.demo.pictures.strapwork import Strap, weave
from to7fabackend.demo.pictures.tile import Tile

# ground: patina; ink: the darkest chasing; main: the metal; second: a shade of it; accent: inlay
COPPER = [
    palette("6a3a1c 2e160a e59a5c b56a34 f4cf8c ffe9c2"),
    palette("5c4a18 281e08 e8c15a b48a30 f6e09a fff3cc"),
    palette("4a2a20 20100b d47e50 9a5433 ecb95c ffe3b8"),
    palette("2b4442 10201f d9bb6a 8f8a4a 6fc0b2 fff0c8"),
    palette("454b53 1b1f24 d5d9de 98a0a9 dfba60 ffffff"),
    palette("23365a 0d1830 e2bf66 6a7fae c8553d fff2c8"),
]


def engraved(brief: Brief) -> Image.Image:
    """A tray: raised straps, chased stars, a punched ground."""
    lines = web(*brief.dice.choice(CLASSICS))
    paint = brief.palette
    span = lines.span[0]
    tile = brief.tile(lines.span, mix(paint.ground, paint.second, 0.35), level=90)
    for piece in lines.fields:
        tile.polygon(inset(piece, span * 0.030), mix(paint.main, paint.second, 0.45), rise=150)
        tile.loop(inset(piece, span * 0.045), span * 0.004, paint.ground, rise=90)
    for shape in lines.stars:
        _chased(tile, shape, brief)
    strap = Strap.of(0.026, paint.main, paint.ink)
    weave(tile, lines, strap.grooved(0.005, shift(paint.main, light=-0.14), 150))
    return _polished(tile, brief)


def _chased(tile: Tile, shape: Star, brief: Brief) -> None:
    paint = brief.palette
    fills = [paint.second, mix(paint.main, paint.ground, 0.25), paint.second, paint.main]
    for ring in range(1, len(shape.rings)):
        tile.polygon(shape.shape(ring), fills[ring - 1], rise=130)
    if shape.sides < 6:
        return
    radius = shape.radius(shape.deepest)
    for i in range(shape.sides):
        angle = shape.turn + 2 * pi * (i + 0.5 * (shape.deepest % 2)) / shape.sides
        leaf = petal(shape.centre, radius * 0.30, radius * 0.94, angle, radius * 3.2 / shape.sides)
        tile.polygon(leaf, paint.ink, rise=70)
        tile.polygon(shrunk(leaf, 0.80), paint.main, rise=190)
    tile.dot(shape.centre, radius * 0.30, paint.ink, rise=70)
    tile.dot(shape.centre, radius * 0.25, paint.accent, rise=230)
    tile.dot(shape.centre, radius * 0.10, paint.second, rise=150)


def medallions(brief: Brief) -> Image.Image:
    """Round engraved medallions, ring within ring, and a small one between every four."""
    paint = brief.palette
    tile = brief.tile((1.0, 1.0), paint.second, level=120, folded=True)
    points = brief.dice.choice([12, 16, 20])
    _medallion(tile, (0.0, 0.0), 0.47, points, brief)
    _medallion(tile, (0.5, 0.5), 0.20, 8, brief)
    return _polished(tile, brief)


def _medallion(tile: Tile, centre: Point, radius: float, points: int, brief: Brief) -> None:
    paint = brief.palette
    tile.dot(centre, radius, paint.ink, rise=60)
    tile.dot(centre, radius * 0.975, paint.main, rise=220)
    tile.dot(centre, radius * 0.93, paint.ground, rise=90)
    for i in range(points * 2):
        tile.dot(
            polar(centre, radius * 0.88, pi * (i + 0.5) / points),
            radius * 0.030,
            paint.main,
            rise=220,
        )
    tile.dot(centre, radius * 0.83, paint.main, rise=200)
    tile.dot(centre, radius * 0.81, mix(paint.ground, paint.ink, 0.4), rise=80)
    for i in range(points):
        angle = 2 * pi * i / points
        wide = radius * 4.4 / points
        leaf = petal(centre, radius * 0.46, radius * 0.79, angle, wide, belly=0.55)
        tile.polygon(leaf, paint.main, rise=210)
        tile.polygon(shrunk(leaf, 0.62), paint.second, rise=140)
        tile.dot(
            polar(centre, radius * 0.75, angle + pi / points),
            radius * 0.022,
            paint.accent,
            rise=220,
        )
    tile.dot(centre, radius * 0.48, paint.main, rise=220)
    tile.dot(centre, radius * 0.45, paint.ground, rise=80)
    sharp = star(centre, radius * 0.44, radius * 0.30, points, pi / points)
    tile.polygon(sharp, paint.main, rise=210)
    tile.polygon(star(centre, radius * 0.33, radius * 0.22, points), paint.ink, rise=80)
    tile.polygon(
        star(centre, radius * 0.26, radius * 0.17, points // 2 or 6), paint.accent, rise=220
    )
    tile.dot(centre, radius * 0.07, paint.ink, rise=80)


def _polished(tile: Tile, brief: Brief) -> Image.Image:
    work = brief.surface(tile.colours(), tile.relief())
    work.textured(clouds(f"beat {brief.seed}", tile.size, (26, 26)), strength=0.10)
    work.shaded(fall=0.004, soft=0.006, strength=0.5)
    work.carved(soft=0.0035, force=1.1)
    work.carved(soft=0.012, force=0.5)
    return work.grained(brief.seed, strength=0.02, soft=1.2).image()
