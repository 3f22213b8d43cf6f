"""Palm leaf: coiled plates and plaited mats."""

from __future__ import annotations

from math import pi

from PIL import Image

from to7fabackend.demo.pictures.brief import Brief
from to7fabackend.demo.pictures.colour import Colour, mix, shift
from to7fabackend.demo.pictures.geometry import Point, polar, shrunk
from to7fabackend.demo.pictures.light import clouds
from to7fabackend.demo.pictures.palettes import palette
from to7fabackend.demo.pictures.tile import Tile

PALM = [
    palette("8a6a3a 4a3518 c99a52 e3c184 a8352f f1dcae"),
    palette("7d6236 3f2f16 d2a85f ead09a 2f6f7a f3e2b8"),
    palette("86683c 46331a bf8f4a e6c88e 5b3f8f f2deb0"),
    palette("7a5a34 3c2a14 c6934e e5c68c d0662c f3dfb2"),
    palette("75653a 3a3118 a8a255 dccf8f 2f7a4f f0e6b8"),
    palette("7d6238 3d2c14 caa158 e6cb90 b8326a f4e4ba"),
    palette("80643a 3c2c16 c69a50 e4c78a 2a4f94 f2e0b4"),
    palette("6f5730 33240f be9348 dfc080 1f1c1e f0dcae"),
]


def coils(brief: Brief) -> Image.Image:
    """Nubian plates: coils of palm leaf sewn round with dyed strands."""
    paint = brief.palette
    tile = brief.tile((1.0, 1.0), mix(paint.ground, paint.ink, 0.5), level=40, folded=True)
    points = brief.dice.choice([6, 8, 10, 12])
    slope = brief.dice.choice([0.7, 1.0, 1.25])
    _coil(tile, (0.5, 0.5), 0.207, 6, 8, 1.0, brief)
    _coil(tile, (0.0, 0.0), 0.497, 14, points, slope, brief)
    return _dried(tile, brief)


def _coil(
    tile: Tile, centre: Point, radius: float, rings: int, points: int, slope: float, brief: Brief
) -> None:
    paint = brief.palette
    tones = [paint.second, paint.main, paint.accent, mix(paint.accent, paint.ink, 0.45), paint.pale]
    width = radius / rings
    for ring in range(rings):
        middle = width * (ring + 0.5)
        count = max(8, round(2 * pi * middle / (width * 0.62) / (2 * points)) * 2 * points)
        tile.ring(centre, middle, width, paint.ground, rise=70, steps=60)
        for i in range(count):
            share = (i + 0.5) / count
            if not _in_quarter(centre, share):
                continue
            tone = tones[_figure(ring, rings, share * points, slope)]
            reach = pi / count * 0.84
            angle = 2 * pi * share
            stitch = [
                polar(centre, middle - width * 0.50, angle - reach * 1.5),
                polar(centre, middle, angle - reach * 0.9),
                polar(centre, middle + width * 0.46, angle - reach * 0.4),
                polar(centre, middle + width * 0.46, angle + reach * 1.5),
                polar(centre, middle, angle + reach * 0.9),
                polar(centre, middle - width * 0.50, angle + reach * 0.4),
            ]
            tile.polygon(stitch, tone, rise=160)
            tile.polygon(shrunk(stitch, 0.6), shift(tone, light=0.02), rise=210)


def _in_quarter(centre: Point, share: float) -> bool:
    """Whether a stitch shows in the quarter that is drawn; the other three are its mirror."""
    low, high = (0.0, 0.25) if centre == (0.0, 0.0) else (0.5, 0.75)
    return low - 0.03 <= share <= high + 0.03


def _figure(ring: int, rings: int, place: float, slope: float) -> int:
    """Which colour a stitch has: a star of rays between a plain heart and a striped rim."""
    if ring == 0 or ring == rings - 2:
        return 2
    if ring == rings - 1:
        return 2 if int(place * 6) % 2 else 1
    wave = abs((place % 1.0) - 0.5) * 2
    beyond = ring / rings - (0.24 + 0.46 * slope * wave)
    bounds = ((-0.20, 0), (-0.10, 3), (0.03, 2), (0.12, 4), (0.30, 1), (0.38, 2))
    return next((tone for bound, tone in bounds if beyond < bound), 0)


def plaited(brief: Brief) -> Image.Image:
    """Broad strips of palm leaf plaited over two, under two."""
    paint = brief.palette
    count = brief.dice.choice([12, 16])
    tile = brief.tile((1.0, 1.0), paint.ink, level=30)
    step = 1 / count
    dyed = brief.dice.choice([{0, 1}, {0}, {0, 4, 5}, {2, 3}])
    for row in range(count):
        for column in range(count):
            phase = (column - row) % 4
            if phase == 0:
                _strip(tile, brief, column * step, row * step, 2 * step, step, dyed=row % 8 in dyed)
    for column in range(count):
        for row in range(count):
            phase = (column - row) % 4
            if phase == 3:
                _strip_up(
                    tile, brief, column * step, row * step, step, 2 * step, dyed=column % 8 in dyed
                )
    return _dried(tile, brief)


def _leaf_tone(brief: Brief, *, dyed: bool) -> Colour:
    paint = brief.palette
    plain = brief.dice.choice([paint.main, paint.second, paint.second, paint.pale])
    return shift(paint.accent if dyed else plain, light=round(brief.dice.uniform(-0.03, 0.03), 3))


def _strip(
    tile: Tile, brief: Brief, x: float, y: float, wide: float, high: float, *, dyed: bool
) -> None:
    tone = _leaf_tone(brief, dyed=dyed)
    gap = high * 0.07
    for share, rise in ((0.0, 110), (0.14, 165), (0.30, 205)):
        edge = high * share
        tile.polygon(
            [
                (x + gap, y + gap + edge),
                (x + wide - gap, y + gap + edge),
                (x + wide - gap, y + high - gap - edge),
                (x + gap, y + high - gap - edge),
            ],
            tone if share == 0.0 else None,
            rise=rise,
        )
    for k in (0.3, 0.52, 0.72):
        tile.line(
            [(x + gap, y + high * k), (x + wide - gap, y + high * k)],
            high * 0.03,
            shift(tone, light=-0.05),
        )


def _strip_up(
    tile: Tile, brief: Brief, x: float, y: float, wide: float, high: float, *, dyed: bool
) -> None:
    tone = shift(_leaf_tone(brief, dyed=dyed), light=-0.035)
    gap = wide * 0.07
    for share, rise in ((0.0, 110), (0.14, 165), (0.30, 205)):
        edge = wide * share
        tile.polygon(
            [
                (x + gap + edge, y + gap),
                (x + wide - gap - edge, y + gap),
                (x + wide - gap - edge, y + high - gap),
                (x + gap + edge, y + high - gap),
            ],
            tone if share == 0.0 else None,
            rise=rise,
        )
    for k in (0.3, 0.52, 0.72):
        tile.line(
            [(x + wide * k, y + gap), (x + wide * k, y + high - gap)],
            wide * 0.03,
            shift(tone, light=-0.05),
        )


def _dried(tile: Tile, brief: Brief) -> Image.Image:
    work = brief.surface(tile.colours(), tile.relief())
    work.textured(clouds(f"palm {brief.seed}", tile.size, (40, 40)), strength=0.08)
    work.shaded(fall=0.004, soft=0.004, strength=0.45)
    return work.carved(soft=0.003, force=0.6).image()
