"""Wood: screens of turned bars, and panels in joinery."""

from __future__ import annotations

from math import pi

from PIL import Image

from to7fabackend.demo.pictures.brief import Brief
from to7fabackend.demo.pictures.colour import Colour, from_hex, mix, shift
from to7fabackend.demo.pictures.geometry import Point, between, inset, polar
from to7fabackend.demo.pictures.girih import CLASSICS, web
from to7fabackend.demo.pictures.light import clouds, halo, laid, screened, veiled
from to7fabackend.demo.pictures.ornament import carved_rose
from to7fabackend.demo.pictures.palettes import palette
from to7fabackend.demo.pictures.strapwork import Strap, weave
from to7fabackend.demo.pictures.tile import Tile

# ground: what is behind or deepest; main, second: two woods; accent: a rare piece; pale: sapwood
WOODS = [
    palette("2a170d 140a05 9a5f33 6f3f20 d9a25e e9c79a"),
    palette("1f1410 0d0806 7d4526 54301c c98b4a dcb788"),
    palette("3a2413 1b1008 b9814a 8a5a30 e0b878 f0d7ac"),
    palette("2b1a16 120b09 8a4632 5e2c20 cf8e57 e8c39c"),
]
SKIES = ["f6d08a", "9fc9d6", "f2b59a", "cfe0c8", "f4e3b4"]


def mashrabiya(brief: Brief) -> Image.Image:
    """A screen of turned wood with daylight behind it."""
    paint = brief.palette
    sky = from_hex(brief.dice.choice(SKIES))
    wide = brief.dice.choice([0.060, 0.066, 0.072])
    cross = brief.dice.random() < 0.75
    frame = brief.tile((1.0, 1.0), paint.second, level=0, folded=True)
    for upright in (False, True):
        for offset in (0.0, 0.5):
            _spindle(frame, paint.main, paint.second, wide, offset, upright=upright)
    if cross:
        for i in range(4):
            _rod(
                frame,
                (0.25, 0.25),
                polar((0.25, 0.25), 0.36, pi / 4 + pi * i / 2),
                wide * 0.42,
                paint.second,
            )
        _ball(frame, (0.25, 0.25), wide * 1.45, paint.main, paint.accent)
    for x in (0.0, 0.5):
        for y in (0.0, 0.5):
            _ball(frame, (x, y), wide * (1.75 if x == y else 1.45), paint.main, paint.accent)
    size = frame.size
    behind = Image.new("RGB", size, sky)
    behind = veiled(behind, clouds(f"sky {brief.seed}", size, (3, 3)), strength=0.10)
    relief = frame.relief()
    # A lathe leaves round work: the relief of a rod is its height at each point.
    wood = _turned(frame, brief)
    solid = relief.point([min(255, value * 3) for value in range(256)])
    work = brief.surface(laid(behind, wood, relief, full=60), solid)
    picture = work.shaded(fall=0.012, soft=0.014, strength=0.5).image()
    return screened(picture, halo(behind, brief.pixels(0.03)), strength=0.04)


def _turned(frame: Tile, brief: Brief) -> Image.Image:
    work = brief.surface(frame.colours(), frame.relief())
    grain = clouds(f"grain {brief.seed}", frame.size, (10, 90))
    work.textured(grain, strength=0.10)
    work.carved(soft=0.012, force=0.62)
    return work.carved(soft=0.004, force=0.5).image()


def _spindle(
    tile: Tile, main: Colour, second: Colour, wide: float, offset: float, *, upright: bool
) -> None:
    """One turned bar: beads and hollows between the crossings."""

    def place(along: float, across: float) -> Point:
        return (offset + across, along) if upright else (along, offset + across)

    profile = [
        (0.00, 0.62),
        (0.10, 0.62),
        (0.13, 0.40),
        (0.18, 0.40),
        (0.20, 0.80),
        (0.235, 0.92),
        (0.25, 0.95),
        (0.265, 0.92),
        (0.30, 0.80),
        (0.32, 0.40),
        (0.37, 0.40),
        (0.40, 0.62),
        (0.50, 0.62),
    ]
    for share, rise, colour in ((1.0, 90, second), (0.72, 150, main), (0.40, 200, main)):
        half = [(a, wide * b * share) for a, b in profile]
        outline = [place(a, b) for a, b in half] + [place(a, -b) for a, b in reversed(half)]
        tile.polygon(outline, colour if share > 0.5 else shift(colour, light=0.03), rise=rise)
    for a in (0.115, 0.385, 0.185, 0.315):
        collar = [
            place(a - 0.008, wide * 0.9),
            place(a + 0.008, wide * 0.9),
            place(a + 0.008, -wide * 0.9),
            place(a - 0.008, -wide * 0.9),
        ]
        tile.polygon(collar, second, rise=170)


def _rod(tile: Tile, foot: Point, tip: Point, wide: float, colour: Colour) -> None:
    for share, rise in ((1.0, 80), (0.6, 130), (0.3, 165)):
        tile.line([foot, tip], wide * 2 * share, colour, rise=rise)
    for at in (0.45, 0.62):
        bead = between(foot, tip, at)
        for share, rise in ((1.0, 90), (0.7, 150), (0.4, 190)):
            tile.dot(bead, wide * 1.7 * share, colour, rise=rise)


def _ball(tile: Tile, centre: Point, radius: float, colour: Colour, cap: Colour) -> None:
    for i in range(7):
        share = 1 - i / 7
        tile.dot(
            centre,
            radius * share,
            shift(colour, light=0.008 * i),
            rise=round(95 + 150 * (1 - share**2) ** 0.5),
        )
    tile.dot(centre, radius * 0.30, cap, rise=252)
    tile.dot(centre, radius * 0.14, shift(colour, light=-0.15), rise=225)


def panels(brief: Brief) -> Image.Image:
    """Joinery of small panels held by grooved battens, as in pulpits and doors."""
    lines = web(*brief.dice.choice(CLASSICS))
    paint = brief.palette
    span = lines.span[0]
    tile = brief.tile(lines.span, paint.second, level=110)
    for piece in lines.fields:
        _panel(tile, piece, paint.main, paint.ground, span)
    for shape in lines.stars:
        for ring in range(1, shape.deepest):
            for kite in shape.kites(ring):
                _panel(tile, kite, paint.second if ring % 2 else paint.accent, paint.ground, span)
        core = shape.shape(shape.deepest)
        _panel(tile, core, paint.main, paint.ground, span)
        if shape.sides > 6:
            carved_rose(tile, shape, paint.accent, paint.ground)
    battens = Strap.of(0.026, mix(paint.main, paint.pale, 0.35), paint.ink, rise=225, foot=60)
    weave(tile, lines, battens.grooved(0.006, paint.second, 160))
    return oiled(tile, brief)


def _panel(tile: Tile, path: list[Point], wood: Colour, dark: Colour, span: float) -> None:
    tile.polygon(path, dark, rise=60)
    tile.polygon(inset(path, span * 0.020), wood, rise=150)
    tile.polygon(inset(path, span * 0.034), shift(wood, light=0.035), rise=190)


def oiled(tile: Tile, brief: Brief) -> Image.Image:
    work = brief.surface(tile.colours(), tile.relief())
    work.textured(clouds(f"grain {brief.seed}", tile.size, (8, 110)), strength=0.16)
    work.shaded(fall=0.005, soft=0.006, strength=0.5)
    return work.carved(soft=0.003, force=0.75).image()
