"""A repeat unit to draw on: larger than it will be shown, and without seams."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, floor, sin

from PIL import Image, ImageDraw

from to7fabackend.demo.pictures.colour import Colour
from to7fabackend.demo.pictures.geometry import Point, along, inset, regular, ribbon, stroke


class Tile:
    """A cell of ``span`` units that becomes ``size`` pixels; what leaves one side enters the other.

    Beside the colours it keeps the relief: how high each shape stands, 0–255, for the light to
    play on. A shape without ``rise`` is flat paint and leaves the relief alone.
    """

    def __init__(
        self,
        size: tuple[int, int],
        span: tuple[float, float],
        ground: Colour,
        *,
        finer: int,
        level: int = 96,
        folded: bool = False,
    ) -> None:
        self.size = size
        self.span = span
        self._finer = finer
        self._folded = folded
        whole = (size[0] * finer, size[1] * finer)
        self._scale = (whole[0] / span[0], whole[1] / span[1])
        # A folded cell is drawn as its upper left quarter only and opened like a cut paper star.
        self._large = (whole[0] // 2, whole[1] // 2) if folded else whole
        self._colours = Image.new("RGB", self._large, ground)
        self._relief = Image.new("L", self._large, level)
        self._brush = ImageDraw.Draw(self._colours)
        self._chisel = ImageDraw.Draw(self._relief)

    def polygon(
        self, path: Sequence[Point], fill: Colour | None, *, rise: int | None = None
    ) -> None:
        scale_x, scale_y = self._scale
        corners = [(floor(x * scale_x + 0.5), floor(y * scale_y + 0.5)) for x, y in path]
        for dx, dy in self._copies(corners):
            moved = [(x + dx, y + dy) for x, y in corners] if dx or dy else corners
            if fill is not None:
                self._brush.polygon(moved, fill=fill)
            if rise is not None:
                self._chisel.polygon(moved, fill=rise)

    def line(
        self, path: Sequence[Point], width: float, fill: Colour | None, *, rise: int | None = None
    ) -> None:
        self.polygon(stroke(path, width), fill, rise=rise)

    def loop(
        self, path: Sequence[Point], width: float, fill: Colour | None, *, rise: int | None = None
    ) -> None:
        """A closed line: the last point is joined to the first."""
        outer, inner = inset(path, -width / 2), inset(path, width / 2)
        self.polygon([*outer, outer[0], inner[0], *inner[::-1]], fill, rise=rise)

    def ribbon(
        self,
        path: Sequence[Point],
        widths: Sequence[float],
        fill: Colour | None,
        *,
        rise: int | None = None,
    ) -> None:
        self.polygon(ribbon(path, widths), fill, rise=rise)

    def dot(
        self, centre: Point, radius: float, fill: Colour | None, *, rise: int | None = None
    ) -> None:
        scale_x, scale_y = self._scale
        box = [
            (
                floor((centre[0] - radius) * scale_x + 0.5),
                floor((centre[1] - radius) * scale_y + 0.5),
            ),
            (
                floor((centre[0] + radius) * scale_x + 0.5),
                floor((centre[1] + radius) * scale_y + 0.5),
            ),
        ]
        for dx, dy in self._copies(box):
            moved = [(x + dx, y + dy) for x, y in box]
            if fill is not None:
                self._brush.ellipse(moved, fill=fill)
            if rise is not None:
                self._chisel.ellipse(moved, fill=rise)

    def ring(
        self,
        centre: Point,
        radius: float,
        width: float,
        fill: Colour | None,
        *,
        rise: int | None = None,
        steps: int = 48,
    ) -> None:
        self.loop(regular(centre, radius, steps), width, fill, rise=rise)

    def glow(self, centre: Point, radius: float, inner: Colour, outer: Colour, steps: int) -> None:
        """Discs one inside the other, from the outer colour to the inner."""
        for i in range(steps):
            share = i / max(steps - 1, 1)
            colour = tuple(round(a + (b - a) * share) for a, b in zip(outer, inner, strict=True))
            self.dot(centre, radius * (1 - i / steps), (colour[0], colour[1], colour[2]))

    def stitches(
        self,
        path: Sequence[Point],
        *,
        length: float,
        gap: float,
        width: float,
        fill: Colour,
        closed: bool = True,
    ) -> None:
        """A running stitch along a path."""
        scale_x, scale_y = self._scale
        thick = max(1, round(width * scale_x))
        for (x, y), heading in along([*path, path[0]] if closed else path, length + gap):
            dx, dy = cos(heading) * length / 2, sin(heading) * length / 2
            ends = [
                (floor((x - dx) * scale_x + 0.5), floor((y - dy) * scale_y + 0.5)),
                (floor((x + dx) * scale_x + 0.5), floor((y + dy) * scale_y + 0.5)),
            ]
            for across, down in self._copies(ends):
                self._brush.line([(a + across, b + down) for a, b in ends], fill, thick)

    def colours(self) -> Image.Image:
        return self._opened(self._colours.reduce(self._finer))

    def relief(self) -> Image.Image:
        return self._opened(self._relief.reduce(self._finer))

    def _opened(self, image: Image.Image) -> Image.Image:
        if not self._folded:
            return image
        whole = Image.new(image.mode, self.size)
        flop, flip = Image.Transpose.FLIP_LEFT_RIGHT, Image.Transpose.FLIP_TOP_BOTTOM
        upper = image.transpose(flop)
        whole.paste(image, (0, 0))
        whole.paste(upper, (image.width, 0))
        whole.paste(image.transpose(flip), (0, image.height))
        whole.paste(upper.transpose(flip), (image.width, image.height))
        return whole

    def _copies(self, corners: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Where else a shape shows because the cell repeats, its own place among them."""
        if self._folded:
            return [(0, 0)]
        wide, high = self._large
        columns = _reach([x for x, _ in corners], wide)
        rows = _reach([y for _, y in corners], high)
        return [(-column * wide, -row * high) for column in columns for row in rows]


def _reach(values: list[int], length: int) -> range:
    return range(min(values) // length, max(values) // length + 1)
