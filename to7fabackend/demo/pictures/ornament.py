"""Flowers, leaves and blossoms that several crafts share."""

from __future__ import annotations

from math import pi

from to7fabackend.demo.pictures.colour import Colour, mix, shift
from to7fabackend.demo.pictures.geometry import Path, Point, arc, between, bezier, petal, shrunk
from to7fabackend.demo.pictures.girih import Star
from to7fabackend.demo.pictures.tile import Tile

# Two quarter circles below a half circle: fits itself in rows half a circle apart.
SCALE: Path = [
    *arc((0.0, 0.0), 0.5, pi, 2 * pi, 18),
    *arc((0.5, 0.5), 0.5, 1.5 * pi, pi, 9)[1:],
    *arc((-0.5, 0.5), 0.5, 0.0, -0.5 * pi, 9)[1:-1],
]


def scale_at(centre: Point, share: float = 1.0) -> Path:
    """A fish scale of width 1, or a smaller one that shares its lower tip."""
    tip = (centre[0], centre[1] + 0.5)
    whole = [(centre[0] + x, centre[1] + y) for x, y in SCALE]
    return whole if share == 1.0 else [between(tip, corner, share) for corner in whole]


def flower(
    tile: Tile,
    centre: Point,
    radius: float,
    petals: int,
    colours: tuple[Colour, Colour, Colour],
    ink: Colour,
    *,
    turn: float = 0.0,
    rise: int | None = None,
) -> None:
    """Outer petals, inner petals between them and an eye, each edged in ink."""
    outer, inner, eye = colours
    edge = radius * 0.030
    wide = 2 * radius * 0.86 * pi / petals
    for i in range(petals):
        angle = turn + 2 * pi * i / petals
        leaf = petal(centre, radius * 0.26, radius, angle, wide, belly=0.62, point=0.3)
        tile.polygon(leaf, outer, rise=rise)
        tile.loop(leaf, edge, ink)
        core = petal(centre, radius * 0.42, radius * 0.84, angle, wide * 0.36, belly=0.6)
        tile.polygon(core, mix(outer, inner, 0.75))
    for i in range(petals):
        angle = turn + 2 * pi * (i + 0.5) / petals
        leaf = petal(centre, radius * 0.12, radius * 0.56, angle, wide * 0.62, belly=0.6)
        tile.polygon(leaf, inner, rise=rise)
        tile.loop(leaf, edge * 0.8, ink)
    tile.dot(centre, radius * 0.235, ink)
    tile.dot(centre, radius * 0.205, eye, rise=rise)
    tile.dot(centre, radius * 0.09, shift(eye, light=-0.22))


def lotus(
    tile: Tile,
    foot: Point,
    height: float,
    angle: float,
    colours: tuple[Colour, Colour, Colour],
    ink: Colour,
    *,
    petals: int = 5,
    spread: float = 0.95,
) -> None:
    """A blossom seen from the side, opening from ``foot`` in the direction of ``angle``."""
    sepal, leaf, heart = colours
    edge = height * 0.028
    middle = petals // 2
    order = sorted(range(petals), key=lambda i: -abs(i - middle))
    for i in order:
        lean = (i - middle) / max(middle, 1) * spread
        reach = height * (1.0 - 0.10 * abs(i - middle) / max(middle, 1))
        shape = petal(foot, 0.0, reach, angle + lean, height * 0.34, belly=0.56, point=0.28)
        colour = leaf if (i - middle) % 2 == 0 else sepal
        tile.polygon(shape, colour)
        tile.loop(shape, edge, ink)
        vein = petal(foot, height * 0.25, reach * 0.82, angle + lean, height * 0.10, belly=0.6)
        tile.polygon(vein, mix(colour, heart, 0.7))
    calyx = petal(foot, -height * 0.02, height * 0.40, angle, height * 0.42, belly=0.3, point=0.5)
    tile.polygon(calyx, heart)
    tile.loop(calyx, edge, ink)


def split_leaf(foot: Point, tip: Point, bend: float, width: float) -> Path:
    """The curved half leaf of arabesques; ``bend`` to the left if positive."""
    dx, dy = tip[0] - foot[0], tip[1] - foot[1]
    across = (-dy, dx)

    def at(forward: float, side: float) -> Point:
        return (
            foot[0] + dx * forward + across[0] * side,
            foot[1] + dy * forward + across[1] * side,
        )

    out = bezier(at(0, 0), at(0.15, bend * 0.9), at(0.65, bend * 1.05), at(1, 0), 10)
    sign = 1 if bend > 0 else -1
    back = bezier(
        at(1, 0), at(0.72, bend * 0.55), at(0.55, bend - sign * width * 2.2), at(0, 0), 10
    )
    return out + back[1:-1]


def carved_rose(tile: Tile, shape: Star, light: Colour, dark: Colour) -> None:
    """Petals cut into the heart of a great star, as chisels and stamps do it."""
    radius = shape.radius(shape.deepest) * 0.82
    for i in range(shape.sides):
        angle = shape.turn + 2 * pi * i / shape.sides
        leaf = petal(shape.centre, radius * 0.26, radius * 0.90, angle, radius * 3.4 / shape.sides)
        tile.polygon(leaf, dark, rise=60)
        tile.polygon(shrunk(leaf, 0.78), light, rise=210)
    tile.dot(shape.centre, radius * 0.24, dark, rise=60)
    tile.dot(shape.centre, radius * 0.19, light, rise=225)
