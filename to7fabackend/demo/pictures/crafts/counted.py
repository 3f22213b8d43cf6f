"""What is counted thread by thread: kilims, cross-stitch and knitting."""

from __future__ import annotations

from functools import lru_cache

from PIL import Image, ImageChops, ImageDraw

from to7fabackend.demo.pictures import charts
from to7fabackend.demo.pictures.brief import Brief
from to7fabackend.demo.pictures.colour import Colour, shift
from to7fabackend.demo.pictures.light import clouds, repeated, ribs, threads, veiled
from to7fabackend.demo.pictures.palettes import Palette, palette

WOOL = [
    palette("efe4cc 2a1a18 a3262a 1f3f66 dd9a34 f4ead4"),
    palette("f0e3c8 2b1d14 c4622d 2f6f6a 7b2d26 f6ecd5"),
    palette("e9dcc2 1c2530 27507c b8433a e0ac4f f3e9d2"),
    palette("efe2c6 2a2412 5f7a3a a83f2c d8a53f f6ecd4"),
    palette("ead9bd 2a1614 7d1f2d d38a3c 2d5a63 f4e7cf"),
    palette("e6dac4 1d1a1a 3b3a3c 9a5a3c c9a26a f1e8d6"),
    palette("f1e4cb 24192c d0574a 3d5a94 e7b24c f8eedb"),
]
THREAD = [
    palette("1c1a22 0d0c11 d1343b e0a93a 2f9a8f f2e6cf"),
    palette("18284a 0c1426 e7b745 e5603f 63b7c4 f6ecd6"),
    palette("5e1526 2c0810 f0c35a e9e0cc 3d9aa0 f8efdc"),
    palette("efe7d6 b9ac94 b02a34 2a5a94 d5962e c7402f"),
    palette("0f4a4a 062526 f1c553 ee7f4b e9e3d0 f8f0dc"),
    palette("e9dcc3 b29f7e 27335f a63446 2f7b6a d18b2c"),
]
YARN = [
    palette("f3e9da 6b4a3f d9786c 6fa8a0 e9b65c fbf5ea"),
    palette("2c3f63 172440 e9b4a6 f3ead8 d9695f f8f2e4"),
    palette("efe3d3 4b3f52 8f7bb5 e3a0ad f0c36b fbf4ea"),
    palette("dfe7df 2f4a42 4f8f7b e8b84f dd7a5a f7f5ea"),
    palette("f4ead9 5a3527 c4573c 3f7f93 eebd5a fcf5e8"),
]


def _colours(paint: Palette) -> list[Colour]:
    return [
        paint.ground,
        paint.main,
        paint.second,
        paint.accent,
        shift(paint.ink, light=0.05),
        paint.pale,
    ]


def _fit(unit: int, stitches: int) -> int:
    """Whole pixels per stitch, at least two."""
    return max(2, round(unit / stitches))


def kilim_bands(brief: Brief) -> Image.Image:
    return _kilim(brief, charts.banded(brief.dice, 104))


def kilim_diamonds(brief: Brief) -> Image.Image:
    return _kilim(brief, charts.diamonds(brief.dice))


def _kilim(brief: Brief, rows: charts.Rows) -> Image.Image:
    paint = brief.palette
    step = _fit(brief.unit, len(rows[0]))
    size = (len(rows[0]) * step, len(rows) * step)
    picture = charts.coloured(rows, _colours(paint)).resize(size, Image.Resampling.NEAREST)
    # Hand-dyed wool comes from the pot in slightly different baths: bands of tone along the weft.
    work = brief.surface(picture, Image.new("L", size))
    work.textured(clouds(f"dye {brief.seed}", size, (2, max(6, len(rows) // 5))), strength=0.10)
    work.textured(_weft(size, (len(rows[0]), len(rows) * 2)), strength=0.20)
    work.textured(clouds(f"wool {brief.seed}", size, (48, 48)), strength=0.05)
    return work.image()


def _weft(size: tuple[int, int], count: tuple[int, int]) -> Image.Image:
    """Round weft threads packed close, nicked where they pass behind a warp."""
    return ImageChops.multiply(
        ribs(size, count[1]).point([min(255, v + 40) for v in range(256)]),
        threads(size, (count[0], count[1])).point([min(255, 96 + v) for v in range(256)]),
    )


def cross_stitch(brief: Brief) -> Image.Image:
    """Bedouin and oasis embroidery: crosses on dark cotton."""
    return _embroidered(brief, charts.all_over(brief.dice, brief.dice.choice([48, 52, 56])))


def stitched_bands(brief: Brief) -> Image.Image:
    """Rows of embroidery, as down the front and round the hem of a dress."""
    return _embroidered(brief, charts.banded(brief.dice, 72, grounds=(0,)))


def _embroidered(brief: Brief, rows: charts.Rows) -> Image.Image:
    paint = brief.palette
    step = max(3, _fit(brief.unit, len(rows[0])))
    size = (len(rows[0]) * step, len(rows) * step)
    colours = [paint.ground, paint.main, paint.second, paint.accent, paint.pale, paint.pale]
    floss = charts.coloured(rows, colours).resize(size, Image.Resampling.NEAREST)
    floss = veiled(floss, repeated(_cross(step)[1], size), strength=0.55)
    where = ImageChops.multiply(
        charts.mask(rows).resize(size, Image.Resampling.NEAREST), repeated(_cross(step)[0], size)
    )
    work = brief.surface(Image.new("RGB", size, paint.ground), where)
    work.textured(threads(size, (len(rows[0]) * 2, len(rows) * 2)), strength=0.05)
    cloth = work.shaded(fall=0.0025, soft=0.0022, strength=0.6).image()
    cloth.paste(floss, mask=where)
    return cloth


@lru_cache(maxsize=16)
def _cross(step: int) -> tuple[Image.Image, Image.Image]:
    """Where the thread of one cross lies, and how the light falls on it."""
    large = step * 8
    where, light = Image.new("L", (large, large)), Image.new("L", (large, large), 120)
    brush, lamp = ImageDraw.Draw(where), ImageDraw.Draw(light)
    low, high = large * 0.10, large * 0.90
    for i, ends in enumerate([((low, high), (high, low)), ((low, low), (high, high))]):
        brush.line(ends, 255, round(large * 0.30))
        for share, tone in ((0.30, 70), (0.22, 120), (0.12, 165), (0.05, 190)):
            lamp.line(ends, tone + 12 * i, max(1, round(large * share)))
    return where.reduce(8), light.reduce(8)


def knitting(brief: Brief) -> Image.Image:
    """Two-coloured knitting, stitch over stitch."""
    paint = brief.palette
    if brief.dice.random() < 0.5:
        rows = charts.all_over(brief.dice, 40)
    else:
        rows = charts.banded(brief.dice, 80, wide=48)
    step = max(4, _fit(brief.unit, len(rows[0])) // 2 * 2)
    tall = max(3, step * 4 // 5)
    size = (len(rows[0]) * step, len(rows) * tall)
    colours = _colours(paint)
    yarn = charts.coloured(rows, colours).resize(size, Image.Resampling.NEAREST)
    # A stitch leans over the row above: its lower half belongs to the next row's place.
    light = repeated(_stitch(step, tall), size)
    work = brief.surface(yarn, light).textured(light, strength=0.5)
    return work.textured(clouds(f"yarn {brief.seed}", size, (40, 40)), strength=0.05).image()


@lru_cache(maxsize=16)
def _stitch(step: int, tall: int) -> Image.Image:
    """The V of one knitted stitch in greys, seamless above and below."""
    fine = 6
    wide, high = step * fine, tall * fine
    image = Image.new("L", (wide, high), 62)
    brush = ImageDraw.Draw(image)
    half = wide / 2
    for share, tone in ((0.50, 84), (0.44, 118), (0.34, 140), (0.22, 156), (0.10, 168)):
        for shift_by in (-high, 0, high):
            for side in (-1, 1):
                foot = (half + side * wide * 0.02, high * 1.06 + shift_by)
                head = (half + side * wide * 0.45, -high * 0.02 + shift_by)
                brush.line((foot, head), tone, max(1, round(half * share * 1.35)))
    return image.reduce(fine)
