"""Food: leaves, rinds and spices printed one to a square."""

from __future__ import annotations

from math import pi

from PIL import Image

from to7fabackend.demo.pictures.brief import Brief
from to7fabackend.demo.pictures.colour import Colour
from to7fabackend.demo.pictures.geometry import Point, arc, petal, polar
from to7fabackend.demo.pictures.light import clouds, threads
from to7fabackend.demo.pictures.palettes import palette
from to7fabackend.demo.pictures.tile import Tile

PANTRY = [
    palette("f6ead2 4a2a1c c4472f e3a23a 5f7d3f fbf4e2"),
    palette("f4e6cc 3f2414 a8322f e88a34 7a8f45 faf1de"),
    palette("f7eed8 352a18 d99a2b 8f5a2a 4f7a52 fcf6e6"),
    palette("f3e4d2 42202a 8a2346 e2844a 6f8a4a faf0e2"),
    palette("efe8d0 2f2f1a 6f7f35 d6b23c b9542f f8f4e2"),
]


def pantry(brief: Brief) -> Image.Image:
    """Leaves, rinds, star anise, dates and ears of wheat, one to a square."""
    paint = brief.palette
    tile = brief.tile((4.0, 4.0), paint.ground, level=120)
    kinds = [_leaf_pair, _slice, _anise, _wheat, _quarters, _date]
    grounds = [paint.pale, paint.second, paint.main, paint.accent, paint.ground]
    order = [brief.dice.randrange(6) for _ in range(8)]
    for row in range(4):
        for column in range(4):
            index = (column + 2 * row) % 8
            ground = grounds[(column * 2 + row * 3 + order[0]) % 5]
            corner = (float(column), float(row))
            tile.polygon(
                [
                    corner,
                    (corner[0] + 1, corner[1]),
                    (corner[0] + 1, corner[1] + 1),
                    (corner[0], corner[1] + 1),
                ],
                ground,
                rise=120,
            )
            figures = [
                tone
                for tone in (paint.main, paint.second, paint.accent, paint.pale)
                if tone != ground
            ]
            kinds[(order[index] + row) % 6](
                tile, corner, figures, paint.ink, (row + column + 1) % 2
            )
    work = brief.surface(tile.colours(), tile.relief())
    work.textured(threads(tile.size, (110, 110)), strength=0.04)
    work.textured(clouds(f"print {brief.seed}", tile.size, (12, 12)), strength=0.05)
    return work.carved(soft=0.002, force=0.25).image()


def _leaf_pair(tile: Tile, corner: Point, tones: list[Colour], ink: Colour, turn: int) -> None:
    x, y = corner
    for k, (cx, cy, angle) in enumerate(
        ((0.06, 0.94, -pi / 4), (0.94, 0.06, 3 * pi / 4))
        if turn
        else ((0.06, 0.06, pi / 4), (0.94, 0.94, -3 * pi / 4))
    ):
        leaf = petal((x + cx, y + cy), 0.0, 1.24, angle, 0.62 if k == 0 else 0.30, belly=0.5)
        tile.polygon(leaf, tones[k], rise=170)
    start, angle = ((x + 0.06, y + 0.94), -pi / 4) if turn else ((x + 0.06, y + 0.06), pi / 4)
    tile.line([start, polar(start, 1.1, angle)], 0.016, ink)
    for k in range(1, 7):
        joint = polar(start, 0.16 * k, angle)
        for side in (-1, 1):
            tile.line(
                [joint, polar(joint, 0.20 - abs(k - 3.5) * 0.035, angle + side * 0.75)], 0.012, ink
            )


def _slice(tile: Tile, corner: Point, tones: list[Colour], ink: Colour, turn: int) -> None:
    centre = (corner[0] + 0.5, corner[1] + 0.5)
    tile.dot(centre, 0.44, tones[0], rise=170)
    tile.dot(centre, 0.385, tones[-1], rise=180)
    for i in range(9):
        middle = 2 * pi * i / 9 + (0.2 if turn else 0.0)
        wedge = [polar(centre, 0.05, middle), *arc(centre, 0.345, middle - 0.27, middle + 0.27, 5)]
        tile.polygon(wedge, tones[0], rise=190)
        seed = petal(centre, 0.16, 0.27, middle, 0.05)
        tile.polygon(seed, tones[1])
    tile.dot(centre, 0.035, ink)


def _anise(tile: Tile, corner: Point, tones: list[Colour], ink: Colour, turn: int) -> None:
    centre = (corner[0] + 0.5, corner[1] + 0.5)
    for i in range(8):
        angle = pi / 4 * i + (pi / 8 if turn else 0.0)
        pod = petal(centre, 0.05, 0.45, angle, 0.19, belly=0.55)
        tile.polygon(pod, tones[0], rise=180)
        tile.polygon(petal(centre, 0.12, 0.37, angle, 0.085, belly=0.6), tones[1])
        tile.dot(polar(centre, 0.27, angle), 0.022, ink)
    tile.dot(centre, 0.07, ink)
    tile.dot(centre, 0.045, tones[-1])


def _wheat(tile: Tile, corner: Point, tones: list[Colour], ink: Colour, turn: int) -> None:
    x, y = corner
    for column in (0.25, 0.75):
        tile.line([(x + column, y + 0.02), (x + column, y + 0.98)], 0.022, ink)
        for k in range(6):
            foot = (x + column, y + (0.20 + 0.155 * k if turn else 0.80 - 0.155 * k + 0.15))
            for side in (-1, 1):
                angle = -pi / 2 + side * 0.70
                tile.polygon(
                    petal(foot, 0.01, 0.215, angle, 0.105, belly=0.5),
                    tones[0 if side < 0 else 1],
                    rise=180,
                )


def _quarters(tile: Tile, corner: Point, tones: list[Colour], ink: Colour, turn: int) -> None:
    x, y = corner
    centre, start = ((x, y), 0.0) if turn else ((x + 1, y + 1), pi)
    for k, share in enumerate((0.96, 0.80, 0.62, 0.44, 0.26)):
        tile.polygon(
            [centre, *arc(centre, share, start, start + pi / 2, 14)],
            tones[k % len(tones)] if k != 4 else ink,
            rise=150 + 10 * k,
        )
    for i in range(7):
        tile.dot(polar(centre, 0.71, start + pi / 2 * (i + 0.5) / 7), 0.026, ink)


def _date(tile: Tile, corner: Point, tones: list[Colour], ink: Colour, turn: int) -> None:
    x, y = corner
    for i, (cx, cy) in enumerate(((0.28, 0.28), (0.72, 0.28), (0.28, 0.72), (0.72, 0.72))):
        lean = pi / 4 if (i in (0, 3)) == bool(turn) else -pi / 4
        foot = polar((x + cx, y + cy), -0.21, lean)
        tile.polygon(
            petal(foot, 0.0, 0.43, lean, 0.24, belly=0.5, point=0.6), tones[i % 2], rise=185
        )
        tile.polygon(petal(foot, 0.09, 0.34, lean, 0.07, belly=0.5), tones[-1])
    tile.dot((x + 0.5, y + 0.5), 0.05, ink)
