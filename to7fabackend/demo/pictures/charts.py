"""Patterns that are counted on a grid: for the loom, the needle and knitting.

A chart is rows of numbers 0–5 that stand for the colours of a palette; it repeats both ways.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from PIL import Image

from to7fabackend.demo.pictures.colour import Colour

Rows = list[list[int]]
# A band says which number stands at a column and row of its own.
Band = Callable[[int, int], int]

WIDE = 48


def coloured(rows: Rows, colours: list[Colour]) -> Image.Image:
    """One pixel per stitch."""
    image = Image.new("RGB", (len(rows[0]), len(rows)))
    image.putdata([colours[number] for row in rows for number in row])
    return image


def mask(rows: Rows) -> Image.Image:
    """White where a stitch stands, black where the ground shows."""
    image = Image.new("L", (len(rows[0]), len(rows)))
    image.putdata([255 if number else 0 for row in rows for number in row])
    return image


def all_over(dice: Random, size: int = WIDE) -> Rows:
    """A great star in a stepped lozenge, and small stars where four lozenges meet."""
    half = size // 2
    petal = dice.choice([4, 5])
    far = dice.choice([3, 4])
    rim = 3 * petal + dice.choice([2, 3])
    filling = dice.choice([_teeth_between, _crosses_between, _steps_between])

    def number(x: int, y: int) -> int:
        u, v = _fold(x, size), _fold(y, size)
        reach, back = u + v, 2 * half - 2 - u - v
        if reach < rim:
            return _star(u, v, petal) or (5 if reach == rim - 2 and (u - v) % 4 == 0 else 0)
        if reach <= rim + 1:
            return 3
        if back <= 3 * far:
            away = _star(half - 1 - u, half - 1 - v, far)
            return {0: 0, 1: 2, 3: 4, 5: 5}[away]
        if back <= 3 * far + 2:
            return 0 if back == 3 * far + 1 and (u - v) % 2 else 2
        return filling(reach - rim - 2, back - 3 * far - 3, u - v)

    return [[number(x, y) for x in range(size)] for y in range(size)]


def _teeth_between(near: int, far: int, along: int) -> int:
    return 1 if near + abs(along % 12 - 6) <= 5 else 4 if far == 0 else 0


def _crosses_between(near: int, far: int, along: int) -> int:
    middle = (near - far) // 2
    return 5 if abs(middle) + abs(along % 8 - 4) // 2 <= 1 and min(near, far) >= 1 else 0


def _steps_between(near: int, far: int, along: int) -> int:
    return (1 if along % 12 < 6 else 3) if (near // 2 + along // 2) % 3 == 0 and far > 1 else 0


def _fold(place: int, size: int) -> int:
    """The distance from the middle of the cell, counted in whole stitches from 0."""
    half = size // 2
    return place - half if place >= half else half - 1 - place


def _star(u: int, v: int, petal: int) -> int:
    """An eight-pointed star of sixteen slanted pieces: 1 and 3 in turn, 0 outside."""
    long, short = max(u, v), min(u, v)
    if long - short > petal or short >= petal or long >= 2 * petal:
        return 0
    if short == long:
        return 5 if long < petal - 1 else 0
    if short == 0 and long > 0:
        return 0 if long > 1 else 1
    return 1 if u > v else 3


def diamonds(dice: Random, size: int = 2 * WIDE) -> Rows:
    """Stepped lozenges one inside the other, hooked along the edge where they meet."""
    step = dice.choice([2, 2, 3])
    rings = _rings(dice)
    count = size // 2 // step
    inner = dice.choice([3, 4])

    def number(x: int, y: int) -> int:
        u, v = _fold(x, size) // step, _fold(y, size) // step
        reach = u + v
        if reach < count - 2:
            return rings[reach % len(rings)]
        if reach < count:
            return 4 if reach == count - 2 else 5
        back = 2 * count - 2 - reach
        if back > count - 5:
            return 1 if (u - v) % 6 < 3 else 0
        return rings[-1 - back // inner % len(rings)]

    return [[number(x, y) for x in range(size)] for y in range(size)]


def _rings(dice: Random) -> list[int]:
    """Which number each ring of a lozenge has; a ring is at least two wide, or it falls to dots."""
    order = dice.choice(
        [
            [0, 4, 1, 5, 2, 4, 3],
            [5, 1, 4, 3, 0, 2],
            [1, 5, 2, 0, 4, 3],
            [3, 4, 5, 1, 0, 2, 4],
        ]
    )
    return [number for number in order for _ in range(dice.choice([2, 2, 3]))]


GROUNDS = (1, 2, 0, 3, 1, 2, 4, 0)


def banded(
    dice: Random, height: int = 96, *, wide: int = WIDE, grounds: tuple[int, ...] = GROUNDS
) -> Rows:
    """Bands of small patterns, one below the other, on ``grounds`` in turn."""
    rows: Rows = []
    kinds = [zigzag, lozenges, teeth, star_row, hooks, comb, eyes, checks]
    dice.shuffle(kinds)
    turn = dice.randrange(4)
    index = 0
    while len(rows) < height:
        ground = grounds[(index + turn) % len(grounds)]
        figure = {0: 1, 1: 5, 2: 5, 3: 5, 4: 0}[ground]
        third = 4 if ground != 4 else 1
        band, tall = kinds[index % len(kinds)](ground, figure, third)
        rows.extend([ground if ground != 5 else 0] * wide for _ in range(1))
        rows.extend([band(x, y) for x in range(wide)] for y in range(tall))
        rows.extend([ground] * wide for _ in range(1))
        line = 5 if ground != 5 else 1
        rows.append([0 if ground != 0 else 2] * wide)
        rows.extend([line] * wide for _ in range(2))
        rows.append([4 if ground != 4 else 3] * wide)
        index += 1
    return rows


def zigzag(ground: int, figure: int, third: int) -> tuple[Band, int]:
    def number(x: int, y: int) -> int:
        wave = abs(x % 12 - 6) + y
        return (
            (ground, figure, figure, third, ground, ground)[(wave - 6) % 6] if wave >= 6 else ground
        )

    return number, 13


def lozenges(ground: int, figure: int, third: int) -> tuple[Band, int]:
    def number(x: int, y: int) -> int:
        reach = abs(x % 16 - 8) + abs(y - 6)
        if reach <= 1:
            return ground
        if reach <= 3:
            return third
        return figure if reach <= 6 else ground

    return number, 13


def teeth(ground: int, figure: int, third: int) -> tuple[Band, int]:
    def number(x: int, y: int) -> int:
        return figure if abs(x % 8 - 4) <= y // 2 else third if y < 2 else ground

    return number, 8


def star_row(ground: int, figure: int, third: int) -> tuple[Band, int]:
    def number(x: int, y: int) -> int:
        u, v = _fold(x % 16, 16), _fold(y, 16)
        return {0: ground, 1: figure, 3: figure, 5: third}[_star(u, v, 4)]

    return number, 16


def hooks(ground: int, figure: int, third: int) -> tuple[Band, int]:
    """The running dog: hooks that catch one another."""
    shape = (
        "111111110000",
        "110000111000",
        "110110011100",
        "110011001110",
        "111001100111",
        "011100110011",
        "001110000011",
        "000111111111",
    )

    def number(x: int, y: int) -> int:
        return figure if shape[y][x % 12] == "1" else ground

    del third
    return number, 8


def comb(ground: int, figure: int, third: int) -> tuple[Band, int]:
    def number(x: int, y: int) -> int:
        if y < 2:
            return third
        return figure if x % 4 < 2 else ground

    return number, 6


def eyes(ground: int, figure: int, third: int) -> tuple[Band, int]:
    def number(x: int, y: int) -> int:
        u, v = abs(x % 12 - 6), abs(y - 4)
        if u <= 1 and v <= 1:
            return third
        return figure if u // 2 + v // 2 == 2 or (u <= 3 and v == 4) else ground

    return number, 9


def checks(ground: int, figure: int, third: int) -> tuple[Band, int]:
    def number(x: int, y: int) -> int:
        return figure if (x // 3 + y // 3) % 2 else third if y in (4,) else ground

    return number, 9
