"""Glazed clay: cut zellige, star-and-cross tiles and painted scales."""

from __future__ import annotations

from math import pi

from PIL import Image

from to7fabackend.demo.pictures.brief import Brief
from to7fabackend.demo.pictures.colour import Colour, mix, shift
from to7fabackend.demo.pictures.geometry import Point, inset, petal, polar, shrunk, star
from to7fabackend.demo.pictures.girih import Star, web
from to7fabackend.demo.pictures.light import clouds
from to7fabackend.demo.pictures.ornament import flower, lotus, scale_at
from to7fabackend.demo.pictures.palettes import Palette, palette
from to7fabackend.demo.pictures.tile import Tile

PALETTES = [
    palette("efe7d6 2b3a44 1f6f8b 2f9c95 d9a441 f7f1e3"),
    palette("e9e2d0 20284a 24509b 3f8fc4 d8683f f5efe0"),
    palette("efe6d2 3a2418 b5532e e09a45 2c6e72 f8efdc"),
    palette("ece7da 173327 2a7a55 6fae74 e0a63c f6f2e4"),
    palette("f0e6d4 3b1f22 8f3038 cf8a4b 35618e f9f1e2"),
    palette("e8e6dc 12343a 17808a 7cc0bd e3b252 f4f3ea"),
    palette("f1e8d4 2e2440 3a4a94 d9a13c bf4a3a f8f0df"),
]

CUTS = [
    ("octagons", 67.5, 2),
    ("octagons", 60.0, 2),
    ("great dodecagons", 60.0, 3),
    ("square dodecagons", 60.0, 3),
    ("decagons", 54.0, 2),
    ("decagons", 72.0, 3),
    ("dodecagons", 67.5, 3),
]
FACE = 200
JOINT = 50


def zellige(brief: Brief) -> Image.Image:
    """Small pieces cut from glazed tiles and laid face to face."""
    lines = web(*brief.dice.choice(CUTS))
    paint = brief.palette
    tile = brief.tile(lines.span, paint.pale, level=FACE)
    fills = [paint.main, paint.accent, paint.second, paint.main]
    if brief.dice.random() < 0.5:
        fills = [paint.second, paint.main, paint.accent, paint.pale]
    for shape in lines.stars:
        _lay(tile, brief, shape, fills)
    faces = [paint.pale, shift(paint.pale, light=-0.05)]
    if brief.dice.random() < 0.45:
        faces = [paint.main, paint.second] if fills[0] != paint.main else [paint.second, paint.main]
    for piece in lines.fields:
        face = faces[len(piece) // 2 % 2]
        tile.polygon(piece, _uneven(brief, face))
        line = (
            shift(face, light=-0.09) if face in (paint.pale, faces[1]) else shift(face, light=0.1)
        )
        tile.loop(inset(piece, lines.span[0] * 0.022), lines.span[0] * 0.006, line)
    joint = mix(paint.ground, paint.ink, 0.35)
    for strap in lines.straps:
        tile.line(strap, lines.span[0] * 0.009, joint, rise=JOINT)
    for shape in lines.stars:
        if shape.sides > 6:
            _heart(tile, brief, shape)
    return _fired(tile, brief)


def _lay(tile: Tile, brief: Brief, shape: Star, fills: list[Colour]) -> None:
    for ring in range(1, shape.deepest):
        for kite in shape.kites(ring):
            tile.polygon(kite, _uneven(brief, fills[ring - 1]))
    core = fills[shape.deepest - 1] if shape.sides > 5 else brief.palette.accent
    tile.polygon(shape.shape(shape.deepest), _uneven(brief, core))


def _heart(tile: Tile, brief: Brief, shape: Star) -> None:
    """The small star in the middle of a great one."""
    paint = brief.palette
    radius = shape.radius(shape.deepest) * 0.66
    outline = star(shape.centre, radius, radius * 0.62, shape.sides, shape.turn)
    tile.polygon(outline, mix(paint.ground, paint.ink, 0.35), rise=JOINT)
    tile.polygon(inset(outline, radius * 0.06), paint.pale, rise=FACE)
    tile.polygon(shrunk(outline, 0.52), paint.accent, rise=FACE)


def star_and_cross(brief: Brief) -> Image.Image:
    """Eight-pointed stars and the crosses between them, each painted before it was glazed."""
    paint = brief.palette
    flipped = brief.dice.random() < 0.4
    star_face, cross_face = (paint.main, paint.pale) if flipped else (paint.pale, paint.main)
    tile = brief.tile((1.0, 1.0), cross_face, level=FACE)
    _cross_flower(tile, (0.5, 0.5), brief, cross_face)
    whole = star((0.0, 0.0), 0.5, 0.5 * 0.7654, 8)
    tile.polygon(inset(whole, -0.006), mix(paint.ground, paint.ink, 0.35), rise=JOINT)
    tile.polygon(inset(whole, 0.006), star_face, rise=FACE)
    line = paint.pale if flipped else paint.main
    tile.loop(inset(whole, 0.030), 0.007, line)
    flower(tile, (0.0, 0.0), 0.325, 8, (paint.second, paint.pale, paint.accent), paint.ink)
    for i in range(8):
        colour = paint.accent if i % 2 else paint.second
        tile.dot(polar((0.0, 0.0), 0.415, pi * i / 4), 0.017, colour)
    return _fired(tile, brief)


def _cross_flower(tile: Tile, centre: Point, brief: Brief, face: Colour) -> None:
    paint = brief.palette
    line = paint.pale if face == paint.main else paint.main
    hole = star((0.0, 0.0), 0.5, 0.5 * 0.7654, 8)
    for x in (0.0, 1.0):
        for y in (0.0, 1.0):
            tile.loop([(x + a, y + b) for a, b in inset(hole, -0.028)], 0.007, line)
    for i in range(4):
        angle = pi / 2 * i
        foot = polar(centre, 0.07, angle)
        lotus(tile, foot, 0.20, angle, (paint.second, paint.pale, paint.accent), paint.ink)
        tip = polar(centre, 0.36, angle)
        tile.dot(tip, 0.016, paint.accent)
    for i in range(4):
        leaf = petal(centre, 0.03, 0.15, pi / 4 + pi / 2 * i, 0.07)
        tile.polygon(leaf, paint.second)
        tile.loop(leaf, 0.006, paint.ink)
    tile.dot(centre, 0.055, paint.ink)
    tile.dot(centre, 0.047, paint.accent)


def scales(brief: Brief) -> Image.Image:
    """Rows of scales, each painted with one blossom."""
    paint = brief.palette
    tile = brief.tile((2.0, 2.0), paint.main, level=FACE)
    fills = [paint.main, paint.pale, paint.second, paint.pale]
    upright = brief.dice.random() < 0.5
    places = [
        ((column + row % 2 * 0.5, row * 0.5), fills[(row if upright else row + 2 * column) % 4])
        for row in range(4)
        for column in range(2)
    ]
    for centre, fill in places:
        tile.polygon(scale_at(centre), mix(paint.ground, paint.ink, 0.35), rise=JOINT)
        tile.polygon(inset(scale_at(centre), 0.012), _uneven(brief, fill), rise=FACE)
        line = paint.main if fill == paint.pale else paint.pale
        tile.loop(inset(scale_at(centre), 0.045), 0.012, line)
    for centre, fill in places:
        _scale_flower(tile, paint, centre, fill)
    return _fired(tile, brief)


def _scale_flower(tile: Tile, paint: Palette, centre: Point, fill: Colour) -> None:
    bright = fill == paint.pale
    line = paint.main if bright else paint.pale
    foot = (centre[0], centre[1] + 0.26)
    tile.line([(centre[0], centre[1] + 0.40), foot], 0.016, line)
    colours = (paint.second if bright else paint.accent, line, paint.accent)
    lotus(tile, foot, 0.52, -pi / 2, colours, paint.ink if bright else shift(fill, light=-0.12))
    tile.dot((centre[0], centre[1] - 0.36), 0.025, paint.accent)
    for side in (-1, 1):
        tile.dot((centre[0] + side * 0.27, centre[1] - 0.20), 0.020, paint.accent)


def _uneven(brief: Brief, colour: Colour) -> Colour:
    """No two pieces leave the kiln quite alike."""
    return shift(colour, light=round(brief.dice.uniform(-0.030, 0.030), 3))


def _fired(tile: Tile, brief: Brief) -> Image.Image:
    work = brief.surface(tile.colours(), tile.relief())
    work.textured(clouds(brief.seed, tile.size, (7, 7)), strength=0.05)
    work.carved(soft=0.010, force=0.4)
    work.carved(soft=0.002, force=0.6)
    return work.grained(brief.seed, strength=0.035).image()
