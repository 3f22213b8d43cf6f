"""Lanterns: pierced brass with coloured glass and a lamp behind it."""

from __future__ import annotations

from math import pi

from PIL import Image

from to7fabackend.demo.pictures.brief import Brief
from to7fabackend.demo.pictures.colour import Colour, from_hex, mix, shift
from to7fabackend.demo.pictures.geometry import Point, petal, shrunk, star
from to7fabackend.demo.pictures.girih import CLASSICS, Star, web
from to7fabackend.demo.pictures.light import halo, laid, screened
from to7fabackend.demo.pictures.palettes import palette
from to7fabackend.demo.pictures.strapwork import Strap, weave
from to7fabackend.demo.pictures.tile import Tile

LANTERNS = [
    palette("1a120c 0c0805 8a5a1e 5a3810 ffb347 fff0b8"),
    palette("121624 080a12 7d5d26 4a3512 ff9d3a ffe9a8"),
    palette("1c0f14 0d0609 8c5522 56300f ff8a3c ffe2a0"),
    palette("0e1c1c 061010 6f5a2c 443417 ffc65a fff4c4"),
]
# Glass that the lantern makers of old Cairo set behind brass, in sets that agree.
PANES = [
    ["1f5fc4", "d8273a", "f0a51e", "178a8f"],
    ["c8202f", "f0a51e", "1f5fc4", "e0862a"],
    ["148a5a", "f0b12e", "c8202f", "1a6fb8"],
    ["6f3fb5", "e2557a", "f2b04a", "2a5fc0"],
    ["0f8f98", "2a62c8", "f2b33a", "14705f"],
    ["e08a1e", "c8202f", "f5c04e", "b8342a"],
]


def pierced(brief: Brief) -> Image.Image:
    """A lantern at night: light falls through brass and coloured glass."""
    lines = web(*brief.dice.choice([rank for rank in CLASSICS if rank[0] != "decagons"]))
    paint = brief.palette
    panes = [from_hex(code) for code in brief.dice.choice(PANES)]
    if brief.dice.random() < 0.35:
        panes = [
            paint.accent,
            shift(paint.accent, hue=-14),
            paint.accent,
            shift(paint.accent, hue=14),
        ]
    glass = brief.tile(lines.span, paint.ink, soft=True)
    for piece in lines.fields:
        _aglow(glass, piece, panes[len(piece) % 3], paint.pale)
    frame = brief.tile(lines.span, paint.second, level=0)
    for shape in lines.stars:
        _panes(glass, shape, panes, paint.pale)
        if shape.sides > 6:
            _boss(frame, shape, brief)
    strap = Strap.of(0.030, paint.main, paint.ink, rise=235)
    weave(frame, lines, strap.grooved(0.010, shift(paint.main, light=-0.12), 190))
    light = halo(glass.colours(), brief.pixels(0.007))
    relief = frame.relief()
    brass = brief.surface(frame.colours(), relief).carved(soft=0.003, force=0.9).image()
    return screened(laid(light, brass, relief), halo(light, brief.pixels(0.05)), strength=0.15)


def _panes(glass: Tile, shape: Star, panes: list[Colour], hot: Colour) -> None:
    for ring in range(1, shape.deepest):
        for kite in shape.kites(ring):
            _aglow(glass, kite, panes[(ring + shape.sides) % 4], hot)
    _aglow(glass, shape.shape(shape.deepest), panes[3 if shape.sides > 6 else 2], hot)


def _aglow(tile: Tile, path: list[Point], pane: Colour, hot: Colour) -> None:
    """A pane with the lamp behind it: deep at the leads, its own colour, then nearly white."""
    bright = mix(shift(pane, light=0.24), hot, 0.25)
    tile.polygon(path, shift(pane, light=-0.24))
    for share, lift in ((0.92, -0.17), (0.84, -0.11), (0.76, -0.05), (0.68, 0.0)):
        tile.polygon(shrunk(path, share), shift(pane, light=lift))
    for share, heat in ((0.58, 0.28), (0.49, 0.52), (0.40, 0.76), (0.30, 1.0)):
        tile.polygon(shrunk(path, share), mix(pane, bright, heat))


def _boss(tile: Tile, shape: Star, brief: Brief) -> None:
    paint = brief.palette
    radius = shape.radius(shape.deepest) * 0.62
    tile.loop(
        star(shape.centre, radius, radius * 0.74, shape.sides, shape.turn),
        radius * 0.13,
        paint.main,
        rise=235,
    )
    for i in range(shape.sides):
        leaf = petal(
            shape.centre,
            radius * 0.2,
            radius * 0.62,
            shape.turn + 2 * pi * i / shape.sides,
            radius * 1.6 / shape.sides,
        )
        tile.loop(leaf, radius * 0.05, paint.main, rise=235)
    tile.dot(shape.centre, radius * 0.22, paint.main, rise=235)
