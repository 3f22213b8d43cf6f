"""Straps woven over and under, as every craft that works with stars draws them."""

from __future__ import annotations

from dataclasses import dataclass

from to7fabackend.demo.pictures.colour import Colour
from to7fabackend.demo.pictures.geometry import Path
from to7fabackend.demo.pictures.girih import Web
from to7fabackend.demo.pictures.tile import Tile


@dataclass(frozen=True)
class Strap:
    """A strap's layers from the outside in: share of the cell, colour and height of each."""

    layers: tuple[tuple[float, Colour, int], ...]

    @classmethod
    def of(
        cls, width: float, body: Colour, edge: Colour, *, rise: int = 220, foot: int = 120
    ) -> Strap:
        return cls(((width * 1.32, edge, foot), (width, body, rise)))

    def grooved(self, width: float, colour: Colour, rise: int) -> Strap:
        return Strap((*self.layers, (width, colour, rise)))


def weave(tile: Tile, lines: Web, strap: Strap) -> None:
    """Lay all straps of a web, then lift at every crossing the one that passes over."""
    span = lines.span[0]
    for share, colour, rise in strap.layers:
        for path in lines.straps:
            tile.line(path, span * share, colour, rise=rise)
    reach = span * strap.layers[0][0] * 0.95
    for (x, y), (dx, dy) in lines.bridges:
        for i, (share, colour, rise) in enumerate(strap.layers):
            far = reach * (1 + 0.08 * i)
            piece: Path = [(x - dx * far, y - dy * far), (x + dx * far, y + dy * far)]
            tile.line(piece, span * share, colour, rise=rise)
