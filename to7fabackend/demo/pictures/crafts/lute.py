"""Instruments: the rose of a lute, and the rings of a drum."""

from __future__ import annotations

from math import pi

from PIL import Image

from to7fabackend.demo.pictures.brief import Brief
from to7fabackend.demo.pictures.colour import mix
from to7fabackend.demo.pictures.crafts.wood import oiled
from to7fabackend.demo.pictures.geometry import Point, arc, petal, polar, star
from to7fabackend.demo.pictures.light import clouds, laid
from to7fabackend.demo.pictures.tile import Tile


def lute(brief: Brief) -> Image.Image:
    """The carved rose of a lute in its rings of marquetry, and the strings above it."""
    paint = brief.palette
    tile = brief.tile((1.0, 1.0), mix(paint.pale, paint.accent, 0.45), level=150, folded=True)
    points = brief.dice.choice([12, 16])
    _sound_hole(tile, (0.0, 0.0), 0.40, points, brief)
    _sound_hole(tile, (0.5, 0.5), 0.215, 8, brief)
    work = brief.surface(tile.colours(), tile.relief())
    work.textured(clouds(f"spruce {brief.seed}", tile.size, (120, 5)), strength=0.12)
    work.shaded(fall=0.006, soft=0.007, strength=0.55)
    return _strung(work.carved(soft=0.003, force=0.6).image(), brief)


def _sound_hole(tile: Tile, centre: Point, radius: float, points: int, brief: Brief) -> None:
    paint = brief.palette
    for share, colour in ((1.0, paint.ground), (0.975, paint.pale), (0.955, paint.second)):
        tile.dot(centre, radius * share, colour, rise=165)
    tiles = points * 4
    for i in range(tiles):
        middle = 2 * pi * (i + 0.5) / tiles
        reach = pi / tiles
        inner = arc(centre, radius * 0.86, middle - reach, middle + reach, 2)
        outer = arc(centre, radius * 0.935, middle + reach, middle - reach, 2)
        tile.polygon(inner + outer, paint.pale if i % 2 else paint.ground)
    tile.dot(centre, radius * 0.845, paint.accent, rise=180)
    tile.dot(centre, radius * 0.82, paint.ink, rise=30)
    for i in range(points):
        angle = 2 * pi * i / points
        leaf = petal(centre, radius * 0.40, radius * 0.83, angle, radius * 5.2 / points, belly=0.6)
        tile.loop(leaf, radius * 0.034, paint.main, rise=200)
        inner = petal(centre, radius * 0.52, radius * 0.74, angle, radius * 2.0 / points)
        tile.polygon(inner, paint.main, rise=200)
    tile.ring(centre, radius * 0.82, radius * 0.03, paint.main, rise=200)
    tile.ring(centre, radius * 0.41, radius * 0.04, paint.main, rise=200)
    half = points // 2
    for turn in (0.0, pi / half):
        outline = star(centre, radius * 0.40, radius * 0.20, half, turn)
        tile.loop(outline, radius * 0.030, paint.main, rise=200)
    tile.dot(centre, radius * 0.10, paint.main, rise=200)


def _strung(picture: Image.Image, brief: Brief) -> Image.Image:
    """Pairs of gut strings, with the shadow each throws on the soundboard."""
    paint = brief.palette
    strings = brief.tile((1.0, 1.0), paint.pale, level=0)
    for i in range(5):
        x = 0.1 + i * 0.2
        for side in (-0.014, 0.014):
            tone = mix(paint.pale, (255, 255, 255), 0.4)
            strings.line([(x + side, -0.1), (x + side, 1.1)], 0.0062, tone, rise=230)
    relief = strings.relief()
    picture = brief.surface(picture, relief).shaded(fall=0.010, soft=0.004, strength=0.45).image()
    return laid(
        picture,
        brief.surface(strings.colours(), relief).carved(soft=0.001, force=0.5).image(),
        relief,
        full=200,
    )


def waves(brief: Brief) -> Image.Image:
    """Circles that spread from every beat and cross one another."""
    paint = brief.palette
    tile = brief.tile((1.0, 1.0), paint.ground, level=100, folded=True)
    tones = [paint.main, paint.accent, paint.second, paint.pale]
    for centre, first in (((0.5, 0.5), 1), ((0.0, 0.0), 0)):
        for i in range(9):
            radius = 0.46 * (1 - i / 9.5)
            tile.dot(
                centre,
                radius,
                paint.ink if i % 2 else tones[(i // 2 + first) % 4],
                rise=90 + 14 * i,
            )
            tile.dot(centre, radius - 0.010, tones[(i // 2 + first) % 4], rise=100 + 14 * i)
    for centre in ((0.5, 0.0), (0.0, 0.5)):
        for i in range(4):
            tile.dot(
                centre,
                0.13 * (1 - i / 4),
                (paint.pale, paint.second, paint.accent, paint.ink)[i],
                rise=150 + 20 * i,
            )
    for i in range(24):
        tile.dot(polar((0.0, 0.0), 0.435, 2 * pi * i / 24), 0.009, paint.pale, rise=230)
    return oiled(tile, brief)
