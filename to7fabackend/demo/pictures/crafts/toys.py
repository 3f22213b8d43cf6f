"""Toys and gifts: the paper fans of the Mawlid doll, pinwheels and painted tops."""

from __future__ import annotations

from math import pi

from PIL import Image

from to7fabackend.demo.pictures.brief import Brief
from to7fabackend.demo.pictures.colour import Colour, mix, shift
from to7fabackend.demo.pictures.geometry import Point, arc, inset, polar, regular, star
from to7fabackend.demo.pictures.light import clouds
from to7fabackend.demo.pictures.palettes import palette
from to7fabackend.demo.pictures.tile import Tile

FAIR = [
    palette("fbe9d0 4a2440 e4497a f6b73c 2ea7a0 fff6e4"),
    palette("fdeccf 2b2a55 ef5a3c 3f7fd0 f7c640 fff7e6"),
    palette("e9f2ea 2a3a4a 2aa08f f28a6a f5c548 fbfbf0"),
    palette("fbe3e0 3f2350 8a4fb0 f26a8d f8c24c fff4ee"),
    palette("fff0cf 3a2a20 d9402f 1f8fb0 f5b62f fff9ea"),
]


def fans(brief: Brief) -> Image.Image:
    """Overlapping pleated fans in the colours of sugar dolls."""
    paint = brief.palette
    tones = [paint.main, paint.second, paint.accent, paint.pale]
    brief.dice.shuffle(tones)
    # Rows cover the row above, so two spare rows are drawn and the middle of the cloth is kept.
    wide, high = brief.size((2.0, 2.0))
    tall = Tile((wide, high * 2), (2.0, 4.0), paint.ground, finer=brief.finer, level=60)
    pleats = brief.dice.choice([9, 11])
    for row in range(-1, 9):
        for column in range(2):
            centre = (column + row % 2 * 0.5, row * 0.5)
            order = [tones[(row * 2 + column + k) % 4] for k in range(4)]
            _fan(tall, centre, order, paint.ink, pleats)
    box = (0, high // 2, wide, high // 2 + high)
    work = brief.surface(tall.colours().crop(box), tall.relief().crop(box))
    work.shaded(fall=0.006, soft=0.010, strength=0.35)
    return work.carved(soft=0.004, force=0.5).image()


def _fan(tile: Tile, centre: Point, tones: list[Colour], ink: Colour, pleats: int) -> None:
    tile.dot(centre, 0.50, shift(tones[0], light=-0.12), rise=70)
    scallop = 0.5 * pi / pleats / 2 * 1.02
    for i in range(pleats):
        angle = pi + pi * (i + 0.5) / pleats
        tile.dot(polar(centre, 0.485 - scallop * 0.55, angle), scallop, tones[2], rise=210)
    for share, tone in ((0.415, tones[0]), (0.30, tones[1]), (0.19, tones[3])):
        for i in range(pleats):
            start = pi + pi * i / pleats
            mid, end = start + pi / pleats / 2, start + pi / pleats
            tile.polygon([centre, *arc(centre, share, start, mid, 3)], tone, rise=200)
            tile.polygon(
                [centre, *arc(centre, share, mid, end, 3)], shift(tone, light=-0.05), rise=150
            )
        tile.line(arc(centre, share, pi, 2 * pi, 24), 0.010, mix(tone, ink, 0.35))
    for i in range(pleats):
        tile.dot(polar(centre, 0.358, pi + pi * (i + 0.5) / pleats), 0.018, tones[3], rise=215)
    tile.polygon([centre, *arc(centre, 0.085, pi, 2 * pi, 12)], tones[2], rise=215)
    tile.dot(centre, 0.030, ink, rise=215)


def pinwheels(brief: Brief) -> Image.Image:
    """Pinwheels and spinning tops in a chequer."""
    paint = brief.palette
    tile = brief.tile((2.0, 2.0), paint.ground, level=90)
    tones = [paint.main, paint.second, paint.accent]
    brief.dice.shuffle(tones)
    blades = brief.dice.choice([8, 10, 12])
    for row in range(2):
        for column in range(2):
            corner = (float(column), float(row))
            ground = paint.pale if (row + column) % 2 else mix(tones[0], paint.pale, 0.72)
            tile.polygon(
                [
                    corner,
                    (corner[0] + 1, corner[1]),
                    (corner[0] + 1, corner[1] + 1),
                    (corner[0], corner[1] + 1),
                ],
                ground,
                rise=90,
            )
            centre = (corner[0] + 0.5, corner[1] + 0.5)
            if (row + column) % 2:
                _wheel(tile, centre, tones, paint.ink, blades)
            else:
                _top(tile, centre, [*tones, paint.pale], paint.ink)
    for column in range(2):
        for row in range(2):
            tile.polygon(star((float(column), float(row)), 0.13, 0.065, 8), tones[2], rise=180)
            tile.dot((float(column), float(row)), 0.035, paint.ink, rise=190)
    work = brief.surface(tile.colours(), tile.relief())
    work.textured(clouds(f"paint {brief.seed}", tile.size, (10, 10)), strength=0.04)
    work.shaded(fall=0.006, soft=0.009, strength=0.3)
    return work.carved(soft=0.003, force=0.5).image()


def _wheel(tile: Tile, centre: Point, tones: list[Colour], ink: Colour, blades: int) -> None:
    for i in range(blades):
        angle = 2 * pi * i / blades
        tip, lag = angle + 2 * pi / blades, angle + 2.9 * pi / blades
        sail = [
            centre,
            polar(centre, 0.30, angle),
            polar(centre, 0.46, tip),
            polar(centre, 0.20, tip),
        ]
        tile.polygon(sail, tones[i % 2], rise=190)
        tile.polygon(
            [polar(centre, 0.20, tip), polar(centre, 0.46, tip), polar(centre, 0.24, lag)],
            shift(tones[i % 2], light=-0.10),
            rise=150,
        )
    tile.dot(centre, 0.075, ink, rise=200)
    tile.dot(centre, 0.058, tones[2], rise=225)


def _top(tile: Tile, centre: Point, tones: list[Colour], ink: Colour) -> None:
    for i, share in enumerate((0.44, 0.385, 0.33, 0.235, 0.18, 0.10)):
        tile.dot(centre, share + 0.010, ink, rise=110 + 18 * i)
        tile.dot(centre, share, tones[i % 4], rise=120 + 18 * i)
    for i in range(16):
        tile.dot(polar(centre, 0.283, pi / 8 * i), 0.022, tones[(i % 2) + 1], rise=220)
        wedge = inset(
            regular(polar(centre, 0.412, pi / 8 * (i + 0.5)), 0.026, 3, pi / 8 * (i + 0.5)), 0.0
        )
        tile.polygon(wedge, tones[3], rise=220)
    tile.dot(centre, 0.045, ink, rise=240)
