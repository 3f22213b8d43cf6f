"""Hook and needle: granny squares and lace rounds."""

from __future__ import annotations

from math import pi

from PIL import Image

from to7fabackend.demo.pictures.brief import Brief
from to7fabackend.demo.pictures.colour import Colour, mix, shift
from to7fabackend.demo.pictures.geometry import Path, Point, arc, petal, polar, turned
from to7fabackend.demo.pictures.light import clouds
from to7fabackend.demo.pictures.tile import Tile


def grannies(brief: Brief) -> Image.Image:
    """Squares of treble clusters, a round of each colour, joined at the edge."""
    paint = brief.palette
    tile = brief.tile((2.0, 2.0), mix(paint.ground, paint.ink, 0.30), level=40)
    tones = [paint.main, paint.second, paint.accent, paint.pale]
    brief.dice.shuffle(tones)
    for row in range(2):
        for column in range(2):
            turn = (row + column) % 2 * 2
            square = [tones[(i + turn) % 4] for i in range(4)]
            _square(tile, (column + 0.5, row + 0.5), [*square[:4], paint.ground])
    return _hooked(tile, brief)


def _square(tile: Tile, centre: Point, rounds: list[Colour]) -> None:
    tile.dot(centre, 0.030, rounds[0], rise=120)
    for i in range(8):
        _treble(tile, polar(centre, 0.075, pi / 4 * i), pi / 4 * i, 0.105, 0.060, rounds[0])
    for number, tone in enumerate(rounds[1:], start=2):
        half = 0.105 * number - 0.055
        for side in range(4):
            facing = pi / 2 * side
            for k in range(number):
                along = (k - (number - 1) / 2) * 0.205
                for lean in (-1, 0, 1):
                    foot = _on_side(centre, half, along + lean * 0.052, facing)
                    _treble(tile, foot, facing + lean * 0.10, 0.100, 0.058, tone)
            for lean in (-1, 0, 1):
                angle = facing + pi / 4
                foot = polar(centre, half * 1.32, angle + lean * 0.15 / number)
                _treble(tile, foot, angle + lean * 0.30, 0.108, 0.056, tone)


def _on_side(centre: Point, away: float, along: float, facing: float) -> Point:
    out = polar(centre, away, facing)
    return polar(out, along, facing + pi / 2)


def _treble(
    tile: Tile, middle: Point, angle: float, length: float, wide: float, tone: Colour
) -> None:
    """One puffy stitch, its ply showing as two turns across it."""
    foot = polar(middle, -length / 2, angle)
    tile.polygon(_capsule(foot, length, wide, angle), shift(tone, light=-0.04), rise=120)
    tile.polygon(
        _capsule(polar(foot, length * 0.1, angle), length * 0.8, wide * 0.62, angle), tone, rise=200
    )
    for at in (0.34, 0.60):
        place = polar(foot, length * at, angle)
        tile.line(
            [polar(place, wide * 0.34, angle + 2.0), polar(place, wide * 0.34, angle - 1.14)],
            wide * 0.085,
            shift(tone, light=-0.05),
            rise=160,
        )


def _capsule(foot: Point, length: float, wide: float, angle: float) -> Path:
    half = wide / 2
    far = [polar((length - half, 0.0), half, -pi / 2 + pi * k / 5) for k in range(6)]
    near = [polar((half, 0.0), half, pi / 2 + pi * k / 5) for k in range(6)]
    return turned(far + near, foot, angle)


def doilies(brief: Brief) -> Image.Image:
    """Lace rounds worked from the middle, laid on coloured linen."""
    paint = brief.palette
    tile = brief.tile((1.0, 1.0), paint.main, level=40, folded=True)
    lace = paint.pale
    arms = brief.dice.choice([12, 16])
    _lace(tile, (0.0, 0.0), 0.46, arms, lace, paint.accent)
    _lace(tile, (0.5, 0.5), 0.225, 8, lace, paint.second)
    return _hooked(tile, brief)


def _lace(tile: Tile, centre: Point, radius: float, arms: int, lace: Colour, heart: Colour) -> None:
    thread = radius * 0.028
    step = 2 * pi / arms
    tile.dot(centre, radius * 0.10, heart, rise=190)
    for share in (0.12, 0.30, 0.62):
        _chain(tile, centre, radius * share, thread * 1.25, lace)
    for i in range(arms):
        angle = step * i
        for share, reach, wide in ((0.13, 0.28, 0.9), (0.34, 0.58, 1.3)):
            leaf = petal(centre, radius * share, radius * reach, angle, radius * wide * 2.2 / arms)
            tile.loop(leaf, thread, lace, rise=200)
        tile.line(
            [polar(centre, radius * 0.36, angle), polar(centre, radius * 0.55, angle)],
            thread * 0.8,
            lace,
            rise=190,
        )
        for lean in (-0.25, 0.0, 0.25):
            tile.line(
                [
                    polar(centre, radius * 0.63, angle + lean * step * 0.4),
                    polar(centre, radius * 0.78, angle + lean * step),
                ],
                thread * 0.8,
                lace,
                rise=190,
            )
        fan = polar(centre, radius * 0.80, angle + step / 2)
        tile.line(
            arc(fan, radius * 3.0 / arms, angle + step / 2 - 1.7, angle + step / 2 + 1.7, 12),
            thread,
            lace,
            rise=200,
        )
        for k in range(5):
            spoke = angle + step / 2 - 1.2 + 0.6 * k
            tile.line([fan, polar(fan, radius * 3.0 / arms, spoke)], thread * 0.7, lace, rise=185)
            tile.dot(polar(fan, radius * 3.35 / arms, spoke), thread * 0.75, lace, rise=210)
        tile.dot(fan, thread * 1.2, lace, rise=210)
    _chain(tile, centre, radius * 0.79, thread * 1.1, lace)


def _chain(tile: Tile, centre: Point, radius: float, thick: float, tone: Colour) -> None:
    """A row of chain stitches seen from above."""
    tile.ring(centre, radius, thick * 1.4, shift(tone, light=-0.05), rise=150)
    count = max(10, round(2 * pi * radius / (thick * 2.1) / 4) * 4)
    for i in range(count):
        angle = 2 * pi * (i + 0.5) / count
        tile.dot(polar(centre, radius, angle), thick * 0.86, tone, rise=215)


def _hooked(tile: Tile, brief: Brief) -> Image.Image:
    work = brief.surface(tile.colours(), tile.relief())
    work.textured(clouds(f"wool {brief.seed}", tile.size, (70, 70)), strength=0.08)
    work.shaded(fall=0.005, soft=0.006, strength=0.5)
    return work.carved(soft=0.004, force=0.75).image()
