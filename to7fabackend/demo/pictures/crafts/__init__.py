"""Which painters, colours and light belong to which craft."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import pi, sin

from to7fabackend.demo.pictures.brief import Painter
from to7fabackend.demo.pictures.crafts import (
    book,
    ceramics,
    counted,
    filigree,
    glass,
    inlay,
    jasmine,
    khayamiya,
    lantern,
    leather,
    lute,
    metal,
    palm,
    pantry,
    papyrus,
    soap,
    stone,
    textiles,
    toys,
    wax,
    wood,
    yarn,
)
from to7fabackend.demo.pictures.palettes import Palette, dyed, steered

Tint = Callable[[Palette, str | None], Palette]
# How light or dark a picture grows, -1 to 1, for a place in it from (0, 0) to (1, 1).
Light = Callable[[float, float], float]


def daylight(x: float, y: float) -> float:
    """From a window at the upper left."""
    return 0.10 * (1 - x - y) - 0.22 * _from_middle(x, y)


def sheen(x: float, y: float) -> float:
    """Streaks over polished metal."""
    across = x * 0.62 + y * 0.38
    return (
        0.15 * sin(across * 2.6 * pi + 0.4)
        + 0.05 * sin(across * 7.1 * pi)
        - 0.20 * _from_middle(x, y)
    )


def folds(x: float, y: float) -> float:
    """Cloth that hangs: broad soft waves."""
    return (
        0.065 * sin((x * 0.8 + y * 0.25) * 3.4 * pi)
        + 0.05 * (1 - x - y)
        - 0.14 * _from_middle(x, y)
    )


def lamp(x: float, y: float) -> float:
    """A light behind the middle."""
    return 0.14 - 0.85 * _from_middle(x, y)


def _from_middle(x: float, y: float) -> float:
    return (x - 0.5) ** 2 + (y - 0.5) ** 2


@dataclass(frozen=True)
class Craft:
    painters: tuple[Painter, ...]
    palettes: tuple[Palette, ...]
    light: Light
    # Fewest and most repeats across a picture.
    repeats: tuple[float, float] = (2.0, 3.2)
    # The shapes in which a second piece may be set into the first.
    openings: tuple[str, ...] = ()
    # How a product's own colour takes hold of a palette.
    tint: Tint = steered


ALL_SHAPES = ("star", "lobed", "octagon", "arch", "frame")
CRAFTS: dict[str, Craft] = {
    "pottery": Craft(
        (ceramics.zellige, ceramics.star_and_cross, ceramics.zellige, ceramics.scales),
        tuple(ceramics.PALETTES),
        daylight,
        (1.5, 2.4),
        ALL_SHAPES,
    ),
    "khayamiya": Craft(
        (khayamiya.rosettes, khayamiya.stars, khayamiya.rosettes),
        tuple(khayamiya.TENT),
        folds,
        (1.3, 2.1),
        ("frame", "arch", "star", "lobed"),
    ),
    "metal": Craft(
        (metal.engraved, metal.medallions),
        tuple(metal.COPPER),
        sheen,
        (1.4, 2.2),
        ("star", "lobed", "octagon"),
    ),
    "lighting": Craft(
        (lantern.pierced,), tuple(lantern.LANTERNS), lamp, (1.4, 2.3), ("arch", "star", "lobed")
    ),
    "jewelry": Craft(
        (filigree.filigree, filigree.lace),
        tuple(filigree.FILIGREE),
        daylight,
        (1.15, 1.8),
        ("lobed",),
    ),
    "wood": Craft(
        (wood.mashrabiya, wood.panels),
        tuple(wood.WOODS),
        daylight,
        (1.5, 2.4),
        ("frame", "arch", "octagon"),
    ),
    "inlay": Craft(
        (inlay.pearl,), tuple(inlay.PEARL), daylight, (1.2, 1.9), ("frame", "star", "octagon")
    ),
    "music": Craft((lute.lute, lute.waves), tuple(wood.WOODS), daylight, (1.4, 2.2)),
    "leather": Craft(
        (leather.tooled,), tuple(leather.HIDES), daylight, (1.2, 2.0), ("frame", "octagon", "lobed")
    ),
    "stone": Craft(
        (stone.marble, stone.alabaster, stone.marble),
        tuple(stone.STONES),
        daylight,
        (1.7, 2.7),
        ("frame", "star", "octagon", "arch"),
    ),
    "glass": Craft(
        (glass.window, glass.blown, glass.window),
        tuple(glass.GLASSES),
        lamp,
        (1.6, 2.6),
        ("arch", "star", "lobed"),
    ),
    "clothing": Craft(
        (counted.cross_stitch, counted.stitched_bands),
        tuple(counted.THREAD),
        folds,
        (1.1, 1.7),
        ("frame",),
        dyed,
    ),
    "rugs": Craft(
        (counted.kilim_bands, counted.kilim_diamonds),
        tuple(counted.WOOL),
        folds,
        (1.1, 1.8),
        ("frame",),
    ),
    "crochet": Craft(
        (yarn.grannies, counted.knitting, yarn.doilies),
        tuple(counted.YARN),
        daylight,
        (1.1, 1.7),
    ),
    "textiles": Craft(
        (textiles.damask, textiles.block_print, textiles.sprigs, textiles.checks),
        tuple(textiles.LINENS),
        folds,
        (1.6, 2.5),
        ("frame",),
    ),
    "basketry": Craft(
        (palm.coils, palm.plaited, palm.coils), tuple(palm.PALM), daylight, (1.0, 1.6)
    ),
    "soap": Craft((soap.olive, soap.cakes), tuple(soap.OLIVE), daylight, (1.4, 2.2)),
    "candles": Craft((wax.flames, wax.honeycomb), tuple(wax.WAX), lamp, (1.3, 2.0)),
    "food": Craft((pantry.pantry,), tuple(pantry.PANTRY), daylight, (0.95, 1.25)),
    "perfume": Craft((jasmine.jasmine,), tuple(jasmine.JASMINE), daylight, (1.6, 2.4)),
    "papyrus": Craft((papyrus.friezes,), tuple(papyrus.PAPYRUS), daylight, (1.25, 1.7)),
    "calligraphy": Craft(
        (book.illuminated, book.illuminated, book.letters),
        tuple(book.BOOKS),
        daylight,
        (1.3, 2.0),
        ("frame", "arch", "lobed"),
    ),
    "toys": Craft((toys.fans, toys.pinwheels), tuple(toys.FAIR), daylight, (1.1, 1.8)),
}
ALIASES = {
    "ceramics": "pottery",
    "copper": "metal",
    "lanterns": "lighting",
    "jewellery": "jewelry",
    "mashrabiya": "wood",
    "woodwork": "wood",
    "arabesque": "inlay",
    "alabaster": "stone",
    "kilim": "rugs",
    "weaving": "rugs",
    "embroidery": "clothing",
    "knitting": "crochet",
    "gifts": "candles",
    "perfumes": "perfume",
    "art": "calligraphy",
    "dolls": "toys",
}
UNKNOWN = Craft(
    (ceramics.zellige, stone.marble, khayamiya.stars),
    (*ceramics.PALETTES, *stone.STONES),
    daylight,
    (1.9, 3.0),
    ALL_SHAPES,
)


def craft_of(slug: str) -> Craft:
    """Find a craft by its category; an unknown one gets plain tilework."""
    return CRAFTS.get(ALIASES.get(slug, slug), UNKNOWN)
