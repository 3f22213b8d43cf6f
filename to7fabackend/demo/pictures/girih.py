"""Star patterns after the way of the old masters: polygons in contact.

Lay polygons edge to edge, start two lines from the middle of every edge at one angle, and let each
run until it meets its neighbours'. Whatever the polygons, the lines go on straight from one to the
next, so they can be woven over and under like straps.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from math import atan2, cos, pi, radians, sin, sqrt, tan

from to7fabackend.demo.pictures.geometry import Path, Point, between, middle_of, polar, regular


@dataclass(frozen=True)
class Tiling:
    """Polygons that fill one cell of ``span`` units, which repeats sideways and downwards."""

    span: tuple[float, float]
    polygons: tuple[tuple[Point, ...], ...]
    # Polygons with dents, which hold straps but no star.
    gaps: tuple[tuple[Point, ...], ...] = ()


@dataclass(frozen=True)
class Star:
    """What the lines make of one polygon.

    ``rings[0]`` are the middles of its edges; ``rings[k]`` are the crossings of each line with the
    line of the edge ``k`` further on.
    """

    sides: int
    centre: Point
    rings: tuple[tuple[Point, ...], ...]
    outline: tuple[Point, ...]

    def shape(self, ring: int) -> Path:
        """The star whose tips lie on ``ring`` - 1 and whose dents lie on ``ring``."""
        tips, dents = self.rings[ring - 1], self.rings[ring]
        return [corner for pair in zip(tips, dents, strict=True) for corner in pair]

    def kites(self, ring: int) -> list[Path]:
        """The single pieces of ``shape(ring)`` that the next star inside it leaves over."""
        tips, dents, inner = self.rings[ring - 1], self.rings[ring], self.rings[ring + 1]
        return [[tips[i], dents[i], inner[i - 1], dents[i - 1]] for i in range(self.sides)]

    @property
    def deepest(self) -> int:
        return len(self.rings) - 1

    def radius(self, ring: int) -> float:
        (x, y), (cx, cy) = self.rings[ring][0], self.centre
        return sqrt((x - cx) ** 2 + (y - cy) ** 2)

    @property
    def turn(self) -> float:
        """The direction of the middle of its first edge."""
        (x, y), (cx, cy) = self.rings[0][0], self.centre
        return atan2(y - cy, x - cx)


@dataclass(frozen=True)
class Web:
    """All stars of a cell, the straps between them, and where one strap passes over another."""

    span: tuple[float, float]
    stars: tuple[Star, ...]
    straps: list[Path] = field(default_factory=list)
    # Per crossing: the point, and the unit direction of the strap that lies on top.
    bridges: list[tuple[Point, Point]] = field(default_factory=list)
    # The pieces that lie between the stars, one about each corner where polygons meet.
    fields: list[Path] = field(default_factory=list)


@lru_cache(maxsize=256)
def web(name: str, angle: float, depth: int) -> Web:
    """Draw the lines of a tiling, which leave the edges at ``angle`` degrees.

    ``depth`` is how many neighbours a line crosses before it bends; a polygon that is too small for
    that bends it sooner.
    """
    tiling = TILINGS[name]()
    stars = tuple(_star(polygon, radians(angle), depth) for polygon in tiling.polygons)
    result = Web(tiling.span, stars)
    for star in stars:
        _weave(result, star, radians(angle))
    for gap in tiling.gaps:
        _cross(result, gap, radians(angle))
    result.fields.extend(_fields(tiling, stars))
    return result


def _star(polygon: tuple[Point, ...], angle: float, depth: int) -> Star:
    sides = len(polygon)
    centre = middle_of(polygon)
    middles = [between(polygon[i], polygon[(i + 1) % sides], 0.5) for i in range(sides)]
    apothem = sqrt((middles[0][0] - centre[0]) ** 2 + (middles[0][1] - centre[1]) ** 2)
    rings = [tuple(middles)]
    for ring in range(1, depth + 1):
        opening = pi * ring / sides
        if ring > 1 and opening > angle - 0.02:
            break
        walked = apothem * tan(opening) / (cos(angle) + sin(angle) * tan(opening))
        radius = sqrt((apothem - walked * sin(angle)) ** 2 + (walked * cos(angle)) ** 2)
        rings.append(
            tuple(
                polar(centre, radius, atan2(y - centre[1], x - centre[0]) + opening)
                for x, y in middles
            )
        )
    return Star(sides, centre, tuple(rings), polygon)


def _weave(result: Web, star: Star, angle: float) -> None:
    """Add the straps of one star; a line that leans left is on top at every even crossing."""
    deepest = len(star.rings) - 1
    for i, middle in enumerate(star.rings[0]):
        inward = atan2(star.centre[1] - middle[1], star.centre[0] - middle[0])
        # From the middle of an edge: half a turn minus the angle to the edge, either way.
        left, right = inward - (pi / 2 - angle), inward + (pi / 2 - angle)
        bend = star.rings[deepest][i]
        result.straps.append([middle, bend, star.rings[0][(i + deepest) % star.sides]])
        result.bridges.append((middle, (cos(left), sin(left))))
        for ring in range(1, deepest):
            on_top = left if ring % 2 == 0 else right
            crossing = star.rings[ring][(i - ring * (ring % 2)) % star.sides]
            result.bridges.append((crossing, (cos(on_top), sin(on_top))))


def _fields(tiling: Tiling, stars: tuple[Star, ...]) -> list[Path]:
    """Gather what the stars leave over about each corner; a corner beside a gap is left out."""
    around: dict[tuple[float, float], list[Point]] = {}
    wide, high = tiling.span
    for star in stars:
        for i, (x, y) in enumerate(star.outline):
            place = (round(x % wide, 4) % round(wide, 4), round(y % high, 4) % round(high, 4))
            near = around.setdefault(place, [])
            before = star.rings[0][i - 1]
            dent = star.rings[1][i - 1]
            after = star.rings[0][i]
            near.extend((a - x, b - y) for a, b in (before, dent, after))
    beside_gaps = {
        (round(x % wide, 4) % round(wide, 4), round(y % high, 4) % round(high, 4))
        for gap in tiling.gaps
        for x, y in gap
    }
    return [_ordered(place, points) for place, points in around.items() if place not in beside_gaps]


def _ordered(centre: Point, points: list[Point]) -> Path:
    """Points by their direction from the middle, each of them once."""
    seen = {round(atan2(y, x) % (2 * pi), 3) % 6.283: (x, y) for x, y in points}
    return [(centre[0] + x, centre[1] + y) for _, (x, y) in sorted(seen.items())]


def _cross(result: Web, gap: tuple[Point, ...], angle: float) -> None:
    """Add the straps of a polygon with dents: lines that meet soonest are joined first."""
    count = len(gap)
    rays = []
    for i in range(count):
        (ax, ay), (bx, by) = gap[i], gap[(i + 1) % count]
        heading = atan2(by - ay, bx - ax)
        middle = between(gap[i], gap[(i + 1) % count], 0.5)
        rays.append((middle, heading + angle, heading + pi - angle))
    meetings = []
    for i, (start, ahead, _) in enumerate(rays):
        for j, (other, _, back) in enumerate(rays):
            walked = _meeting(start, ahead, other, back) if i != j else None
            if walked is not None:
                meetings.append((round(sum(walked), 6), i, j, polar(start, walked[0], ahead)))
    ahead_used: set[int] = set()
    back_used: set[int] = set()
    for _, i, j, point in sorted(meetings):
        if i not in ahead_used and j not in back_used:
            ahead_used.add(i)
            back_used.add(j)
            result.straps.append([rays[i][0], point, rays[j][0]])


def _meeting(
    start: Point, heading: float, other: Point, other_heading: float
) -> tuple[float, float] | None:
    """How far along two rays they meet, if they do."""
    ux, uy, vx, vy = cos(heading), sin(heading), cos(other_heading), sin(other_heading)
    slant = ux * vy - uy * vx
    if abs(slant) < 1e-6:
        return None
    dx, dy = other[0] - start[0], other[1] - start[1]
    first, second = (dx * vy - dy * vx) / slant, (dx * uy - dy * ux) / slant
    return (first, second) if first > 1e-6 and second > 1e-6 else None


def _squares() -> Tiling:
    return Tiling((1.0, 1.0), (tuple(regular((0.5, 0.5), sqrt(0.5), 4, pi / 4)),))


def _octagons() -> Tiling:
    """Octagons and squares (4.8.8): the star and cross of the baths and fountains."""
    side = 1 / (1 + sqrt(2))
    return Tiling(
        (1.0, 1.0),
        (
            tuple(regular((0.0, 0.0), side / 2 / sin(pi / 8), 8, pi / 8)),
            tuple(regular((0.5, 0.5), side / sqrt(2), 4, 0.0)),
        ),
    )


def _hexagons() -> Tiling:
    centres = [(0.0, 0.0), (0.5, sqrt(3) / 2)]
    return Tiling((1.0, sqrt(3)), tuple(tuple(regular(c, 1 / sqrt(3), 6, pi / 6)) for c in centres))


def _dodecagons() -> Tiling:
    """Dodecagons and triangles (3.12.12)."""
    apothem = 0.5
    side = 2 * apothem * tan(pi / 12)
    polygons = []
    for centre in [(0.0, 0.0), (0.5, sqrt(3) / 2)]:
        polygons.append(tuple(regular(centre, apothem / cos(pi / 12), 12, pi / 12)))
        for i in range(2):
            turn = pi / 2 + i * pi
            polygons.append(
                tuple(regular(polar(centre, 1 / sqrt(3), turn), side / sqrt(3), 3, turn))
            )
    return Tiling((1.0, sqrt(3)), tuple(polygons))


def _great_dodecagons() -> Tiling:
    """Dodecagons, hexagons and squares (4.6.12)."""
    side = 1 / (3 + sqrt(3))
    polygons = []
    for centre in [(0.0, 0.0), (0.5, sqrt(3) / 2)]:
        polygons.append(tuple(regular(centre, side / 2 / sin(pi / 12), 12, pi / 12)))
        for i in range(3):
            turn = i * pi / 3
            polygons.append(
                tuple(regular(polar(centre, 0.5, turn), side / sqrt(2), 4, turn + pi / 4))
            )
        for i in range(2):
            turn = pi / 2 + i * pi
            polygons.append(tuple(regular(polar(centre, 1 / sqrt(3), turn), side, 6, 0.0)))
    return Tiling((1.0, sqrt(3)), tuple(polygons))


def _small_rhombs() -> Tiling:
    """Hexagons, squares and triangles (3.4.6.4)."""
    side = 1 / (1 + sqrt(3))
    polygons = []
    for centre in [(0.0, 0.0), (0.5, sqrt(3) / 2)]:
        polygons.append(tuple(regular(centre, side, 6, pi / 6)))
        for i in range(3):
            turn = i * pi / 3
            polygons.append(
                tuple(regular(polar(centre, 0.5, turn), side / sqrt(2), 4, turn + pi / 4))
            )
        for i in range(2):
            turn = pi / 2 + i * pi
            polygons.append(
                tuple(regular(polar(centre, 1 / sqrt(3), turn), side / sqrt(3), 3, turn + pi))
            )
    return Tiling((1.0, sqrt(3)), tuple(polygons))


def _square_dodecagons() -> Tiling:
    """Dodecagons in square ranks, a square and four triangles in each gap."""
    side = tan(pi / 12)
    polygons = [
        tuple(regular((0.0, 0.0), 0.5 / cos(pi / 12), 12, pi / 12)),
        tuple(regular((0.5, 0.5), side / sqrt(2), 4, pi / 4)),
    ]
    for i in range(4):
        turn = i * pi / 2
        middle = polar((0.5, 0.5), side / 2 + side / (2 * sqrt(3)), turn)
        polygons.append(tuple(regular(middle, side / sqrt(3), 3, turn)))
    return Tiling((1.0, 1.0), tuple(polygons))


def _decagons() -> Tiling:
    """Decagons in lozenge ranks; the gap between four of them is a bow tie."""
    half_width, half_height = cos(pi / 5), sin(pi / 5)
    radius = 0.5 / cos(pi / 10)
    left, lower, right = (
        regular(centre, radius, 10, pi / 10)
        for centre in [(0.0, 0.0), (half_width, half_height), (2 * half_width, 0.0)]
    )
    dent_above = (half_width, radius - half_height)
    bow = (left[0], lower[7], right[4], right[5], dent_above, left[9])
    other = tuple((x + half_width, y + half_height) for x, y in bow)
    return Tiling(
        (2 * half_width, 2 * half_height), (tuple(left), tuple(lower)), (bow[::-1], other[::-1])
    )


TILINGS = {
    "squares": _squares,
    "octagons": _octagons,
    "hexagons": _hexagons,
    "dodecagons": _dodecagons,
    "great dodecagons": _great_dodecagons,
    "small rhombs": _small_rhombs,
    "square dodecagons": _square_dodecagons,
    "decagons": _decagons,
}

# Tilings, with the angle and depth at which the masters liked them.
CLASSICS = [
    ("octagons", 67.5, 2),
    ("great dodecagons", 60.0, 3),
    ("decagons", 54.0, 2),
    ("decagons", 72.0, 3),
    ("square dodecagons", 60.0, 3),
    ("dodecagons", 67.5, 3),
]
