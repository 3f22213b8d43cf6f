"""Points, stars, petals and strokes in the plane; nothing here draws."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import atan2, ceil, cos, hypot, pi, sin

Point = tuple[float, float]
Path = list[Point]


def polar(centre: Point, radius: float, angle: float) -> Point:
    """A point by its distance and angle (radians; 0 points right, a quarter turn points down)."""
    return centre[0] + radius * cos(angle), centre[1] + radius * sin(angle)


def between(first: Point, second: Point, share: float) -> Point:
    return (
        first[0] + (second[0] - first[0]) * share,
        first[1] + (second[1] - first[1]) * share,
    )


def regular(centre: Point, radius: float, sides: int, turn: float = 0.0) -> Path:
    return [polar(centre, radius, turn + 2 * pi * i / sides) for i in range(sides)]


def star(centre: Point, outer: float, inner: float, points: int, turn: float = 0.0) -> Path:
    return [
        polar(centre, outer if i % 2 == 0 else inner, turn + pi * i / points)
        for i in range(2 * points)
    ]


def circle(centre: Point, radius: float, steps: int = 0) -> Path:
    return regular(centre, radius, steps or 40)


def arc(centre: Point, radius: float, start: float, end: float, steps: int = 16) -> Path:
    return [polar(centre, radius, start + (end - start) * i / steps) for i in range(steps + 1)]


def bezier(first: Point, second: Point, third: Point, fourth: Point, steps: int = 12) -> Path:
    path = []
    for i in range(steps + 1):
        t = i / steps
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        path.append(
            (
                a * first[0] + b * second[0] + c * third[0] + d * fourth[0],
                a * first[1] + b * second[1] + c * third[1] + d * fourth[1],
            )
        )
    return path


def spiral(
    centre: Point, outer: float, inner: float, start: float, turns: float, steps: int = 40
) -> Path:
    """A curl that begins at ``outer`` and winds in to ``inner``."""
    return [
        polar(
            centre,
            outer + (inner - outer) * (i / steps) ** 0.85,
            start + 2 * pi * turns * i / steps,
        )
        for i in range(steps + 1)
    ]


def petal(
    centre: Point,
    near: float,
    far: float,
    angle: float,
    width: float,
    *,
    belly: float = 0.5,
    point: float = 0.35,
    steps: int = 7,
) -> Path:
    """A leaf that points outward from ``centre``.

    ``belly`` is where between ``near`` and ``far`` it is widest, ``point`` how slender its tip is.
    """
    reach = far - near
    root, tip = (near, 0.0), (far, 0.0)
    middle = (near + reach * belly, width / 2)
    out = bezier(
        root,
        (near + reach * 0.05, width * 0.42),
        (middle[0] - reach * 0.22, middle[1]),
        middle,
        steps,
    )
    back = bezier(
        middle,
        (middle[0] + reach * 0.25, middle[1]),
        (far - reach * point, width * 0.10),
        tip,
        steps,
    )
    upper = out + back[1:]
    lower = [(x, -y) for x, y in reversed(upper[1:-1])]
    return turned(upper + lower, centre, angle)


def turned(path: Sequence[Point], centre: Point, angle: float) -> Path:
    """Turn a path about the origin, then carry the origin to ``centre``."""
    c, s = cos(angle), sin(angle)
    return [(centre[0] + x * c - y * s, centre[1] + x * s + y * c) for x, y in path]


def swapped(path: Sequence[Point]) -> Path:
    """The path seen in a mirror along the diagonal."""
    return [(y, x) for x, y in path]


def shrunk(path: Sequence[Point], share: float) -> Path:
    """The path drawn in towards its middle; ``share`` 1 leaves it as it is."""
    centre = middle_of(path)
    return [between(centre, corner, share) for corner in path]


def middle_of(path: Sequence[Point]) -> Point:
    return sum(x for x, _ in path) / len(path), sum(y for _, y in path) / len(path)


def inset(path: Sequence[Point], by: float) -> Path:
    """Draw every side of a polygon in by the same distance (a negative one pushes it out)."""
    if signed_area(path) < 0:
        by = -by
    count = len(path)
    result = []
    for i, corner in enumerate(path):
        before, after = path[i - 1], path[(i + 1) % count]
        result.append(_corner(before, corner, after, by, limit=4.0))
    return result


def signed_area(path: Sequence[Point]) -> float:
    return (
        sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(path, [*path[1:], path[0]], strict=True)) / 2
    )


def stroke(path: Sequence[Point], width: float) -> Path:
    """The outline of an open line of the given width, with mitred bends and square ends."""
    return ribbon(path, [width] * len(path))


def ribbon(path: Sequence[Point], widths: Sequence[float]) -> Path:
    """The outline of a line whose width changes from point to point, as a reed pen writes."""
    left: Path = []
    right: Path = []
    last = len(path) - 1
    for i, (corner, width) in enumerate(zip(path, widths, strict=True)):
        before = path[i - 1] if i else _beyond(path[1], corner)
        after = path[i + 1] if i < last else _beyond(path[-2], corner)
        left.append(_corner(before, corner, after, width / 2, limit=2.5))
        right.append(_corner(before, corner, after, -width / 2, limit=2.5))
    return left + right[::-1]


def along(path: Sequence[Point], spacing: float) -> list[tuple[Point, float]]:
    """Points at even distances along a path, each with the direction of travel."""
    lengths = [hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(path)]
    total = sum(lengths)
    count = max(1, ceil(total / spacing - 1e-6))
    step = total / count
    found: list[tuple[Point, float]] = []
    wanted, walked = step / 2, 0.0
    for (a, b), length in zip(pairwise(path), lengths, strict=True):
        heading = atan2(b[1] - a[1], b[0] - a[0])
        while wanted <= walked + length and len(found) < count:
            found.append((between(a, b, (wanted - walked) / (length or 1.0)), heading))
            wanted += step
        walked += length
    return found


def _beyond(first: Point, second: Point) -> Point:
    return 2 * second[0] - first[0], 2 * second[1] - first[1]


def _corner(before: Point, corner: Point, after: Point, by: float, *, limit: float) -> Point:
    """Where two sides meet once both have moved ``by`` to their left, a spike cut at ``limit``."""
    ux, uy = _direction(before, corner)
    vx, vy = _direction(corner, after)
    nx, ny = -(uy + vy), ux + vx
    length = hypot(nx, ny)
    if length < 1e-9:
        return corner[0] - uy * by, corner[1] + ux * by
    nx, ny = nx / length, ny / length
    stretch = min(1 / max(nx * -vy + ny * vx, 1e-6), limit)
    return corner[0] + nx * by * stretch, corner[1] + ny * by * stretch


def _direction(first: Point, second: Point) -> Point:
    dx, dy = second[0] - first[0], second[1] - first[1]
    length = hypot(dx, dy) or 1.0
    return dx / length, dy / length
