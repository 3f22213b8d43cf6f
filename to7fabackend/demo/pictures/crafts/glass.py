"""Glass: windows of coloured panes in gypsum, and blown glass."""

from __future__ import annotations

from math import atan2, pi

from PIL import Image

from to7fabackend.demo.pictures.brief import Brief
from to7fabackend.demo.pictures.colour import Colour, mix, shift
from to7fabackend.demo.pictures.geometry import Path, Point, middle_of, petal, polar, shrunk
from to7fabackend.demo.pictures.girih import Star, web
from to7fabackend.demo.pictures.light import clouds, halo, laid, screened, veiled
from to7fabackend.demo.pictures.palettes import palette
from to7fabackend.demo.pictures.tile import Tile

GLASSES = [
    palette("f1ece0 cfc5b2 1b66a8 3aa6c4 e9b23a f7f3e8"),
    palette("f1ece0 c9bda8 1c7a55 6fbf7a f0b93f f7f3e8"),
    palette("efe8dc c4b8a6 6a3fa0 c0567f f3b04a f7f2e8"),
    palette("f2ebdd cbbfa8 b8283a ef8a3a f4c64e f8f3e6"),
    palette("eeeae0 c2bcae 0f7f86 2fb3a2 f2a65a f6f3ea"),
]
WINDOWS = [
    ("octagons", 67.5, 2),
    ("great dodecagons", 60.0, 3),
    ("square dodecagons", 60.0, 3),
    ("dodecagons", 67.5, 3),
    ("small rhombs", 60.0, 1),
]


def window(brief: Brief) -> Image.Image:
    """A qamariya: coloured panes in a lattice of white gypsum."""
    lines = web(*brief.dice.choice(WINDOWS))
    paint = brief.palette
    span = lines.span[0]
    panes = [paint.main, paint.accent, paint.second, mix(paint.main, paint.second, 0.5)]
    glass = brief.tile(lines.span, paint.main, soft=True)
    frame = brief.tile(lines.span, paint.pale, level=0)
    for piece in lines.fields:
        _pane(glass, piece, panes[2])
        petals = _inner_leaf(piece)
        glass.polygon(petals, shift(panes[1], light=-0.05))
        glass.polygon(shrunk(petals, 0.7), shift(panes[1], light=0.08))
        frame.loop(petals, span * 0.010, paint.pale, rise=200)
    for shape in lines.stars:
        for ring in range(1, shape.deepest):
            for kite in shape.kites(ring):
                _pane(glass, kite, panes[(ring + shape.sides) % 2])
        _pane(glass, shape.shape(shape.deepest), panes[0] if shape.sides > 6 else panes[3])
        if shape.sides > 5:
            _gypsum_rose(glass, frame, shape, panes, paint.pale)
    for strap in lines.straps:
        frame.line(strap, span * 0.026, paint.pale, rise=215)
    light = halo(glass.colours(), brief.pixels(0.006))
    light = veiled(light, clouds(f"seeds {brief.seed}", light.size, (34, 34)), strength=0.10)
    relief = frame.relief()
    gypsum = brief.surface(frame.colours(), relief).carved(soft=0.004, force=0.7).image()
    picture = laid(light, gypsum, relief, full=170)
    return screened(picture, halo(light, brief.pixels(0.045)), strength=0.10)


def _pane(tile: Tile, path: Path, colour: Colour) -> None:
    for share, lift in ((1.0, -0.13), (0.86, -0.06), (0.72, 0.0), (0.56, 0.06), (0.40, 0.12)):
        tile.polygon(shrunk(path, share), shift(colour, light=lift))


def _inner_leaf(piece: Path) -> Path:
    return shrunk(piece, 0.45)


def _gypsum_rose(glass: Tile, frame: Tile, shape: Star, panes: list[Colour], white: Colour) -> None:
    radius = shape.radius(shape.deepest) * 0.86
    for i in range(shape.sides):
        angle = shape.turn + 2 * pi * (i + 0.5 * (shape.deepest % 2)) / shape.sides
        leaf = petal(shape.centre, radius * 0.30, radius, angle, radius * 3.8 / shape.sides)
        _pane(glass, leaf, panes[1] if i % 2 else panes[2])
        frame.loop(leaf, radius * 0.05, white, rise=200)
    glass.dot(shape.centre, radius * 0.26, shift(panes[1], light=0.1))
    frame.ring(shape.centre, radius * 0.28, radius * 0.06, white, rise=210)


def blown(brief: Brief) -> Image.Image:
    """Petals of recycled glass in rings of six, with the seeds and light caught in them."""
    paint = brief.palette
    height = 3**0.5
    tile = brief.tile((1.0, height), paint.main, level=80)
    far = 0.5
    nodes = [(x * far + row % 2 * far / 2, row * height / 4) for row in range(4) for x in range(2)]
    others = [paint.second, mix(paint.main, paint.second, 0.5)]
    for i, node in enumerate(nodes):
        for turn in range(2):
            corners = [node, polar(node, far, pi / 3 * turn), polar(node, far, pi / 3 * (turn + 1))]
            _facet(tile, corners, others[(turn + i) % 2], brief)
    for node in nodes:
        for turn in range(3):
            tip = polar(node, far, pi / 3 * turn)
            leaf = _vesica(node, tip, far)
            tone = (paint.main, paint.second, mix(paint.main, paint.second, 0.5))[turn]
            tile.polygon(leaf, mix(tone, paint.ink, 0.25), rise=130)
            for share, lift in (
                (0.93, -0.09),
                (0.80, -0.03),
                (0.66, 0.04),
                (0.50, 0.10),
                (0.33, 0.16),
            ):
                tile.polygon(
                    _squeezed(node, tip, far, share),
                    shift(tone, light=lift),
                    rise=round(235 - 100 * share),
                )
    for node in nodes:
        tile.dot(node, 0.052, paint.pale, rise=220)
        tile.dot(node, 0.038, mix(paint.accent, paint.pale, 0.3), rise=235)
    work = brief.surface(halo(tile.colours(), brief.pixels(0.004)), tile.relief())
    work.textured(clouds(f"melt {brief.seed}", tile.size, (7, 12)), strength=0.10)
    return work.carved(soft=0.006, force=0.75).image()


def _facet(tile: Tile, corners: Path, tone: Colour, brief: Brief) -> None:
    """The curved triangle between three petals, and a few bubbles in it."""
    for share, lift in ((1.0, -0.10), (0.74, -0.04), (0.58, 0.02), (0.42, 0.08)):
        tile.polygon(shrunk(corners, share), shift(tone, light=lift), rise=90)
    middle = middle_of(corners)
    for _ in range(4):
        place = polar(middle, brief.dice.uniform(0.0, 0.07), brief.dice.uniform(0, 2 * pi))
        size = brief.dice.uniform(0.004, 0.010)
        tile.dot(place, size, shift(tone, light=0.22), rise=160)
        tile.dot(
            (place[0] + size * 0.3, place[1] + size * 0.3), size * 0.62, shift(tone, light=0.03)
        )


def _vesica(first: Point, second: Point, radius: float) -> Path:
    """Two arcs of one radius that join two points; the wider, the smaller the radius."""
    heading = atan2(second[1] - first[1], second[0] - first[0])
    left = polar(first, radius, heading + pi / 3)
    right = polar(first, radius, heading - pi / 3)
    one = [polar(left, radius, heading - 2 * pi / 3 + pi / 3 * k / 12) for k in range(13)]
    two = [polar(right, radius, heading + pi / 3 + pi / 3 * k / 12) for k in range(13)]
    return one + two[1:-1]


def _squeezed(first: Point, second: Point, radius: float, share: float) -> Path:
    return shrunk(_vesica(first, second, radius), share)
