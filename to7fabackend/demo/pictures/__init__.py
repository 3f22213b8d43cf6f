"""Pictures for the demo marketplace, drawn from nothing but a craft and a seed.

Every product, seller and category gets patterns of its own: tiles, lattices, knots, friezes and
weaves as the workshops of Egypt make them. The same arguments give the same pixels everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PIL import Image

from to7fabackend.demo.chance import dice
from to7fabackend.demo.pictures import layout, palettes
from to7fabackend.demo.pictures.avatar import medallion
from to7fabackend.demo.pictures.brief import Brief, Painter
from to7fabackend.demo.pictures.crafts import Craft, craft_of
from to7fabackend.demo.pictures.palettes import Palette

VIEWS = 3
# Where a cell has a centre of symmetry, so that a picture is well composed.
ANCHORS = ((0.0, 0.0), (0.5, 0.5), (0.0, 0.5), (0.25, 0.25), (0.37, 0.21))
# One product in three shows a second piece set into the first.
SET_IN = 0.34


def draw(
    craft: str, seed: str, size: int, *, colour: str | None = None, view: int = 0
) -> Image.Image:
    """Draw a square picture of ``size`` pixels for a product.

    ``craft`` is a category's slug and chooses the kind of pattern, ``seed`` (an SKU) everything
    else. ``colour`` is the product's colour in Arabic, as the catalogue has it. ``view`` 0 is the
    product's main picture, 1 a closer look, 2 another arrangement.
    """
    plan = _plan(craft, seed, colour)
    if view == 1:
        # Close up, the middle of the picture has to be the middle of a figure.
        near = dice("near", plan.seed).choice(ANCHORS[:2])
        repeats = max(1.1, plan.repeats * 0.64)
        plan = replace(plan, repeats=repeats, anchor=near, is_set_in=False)
    elif view == 2:
        plan = _sister(plan)
    return _composed(plan, (size, size))


def banner(slug: str, size: tuple[int, int]) -> Image.Image:
    """Draw a wide picture for a category: one pattern, no inset, calm enough to write on."""
    plan = _plan(slug, f"banner of {slug}", None)
    return _composed(replace(plan, repeats=plan.repeats * 0.62, is_set_in=False), size)


def avatar(seed: str, size: int) -> Image.Image:
    """Draw a rosette that stands for a person; it reads well cut to a circle."""
    return medallion(seed, size, dice("avatar", seed))


@dataclass(frozen=True)
class Plan:
    """What a seed decided before the first line is drawn."""

    craft: Craft
    seed: str
    painter: Painter
    palette: Palette
    # How often the pattern repeats along the shorter side.
    repeats: float
    anchor: tuple[float, float]
    is_set_in: bool


def _plan(slug: str, seed: str, colour: str | None) -> Plan:
    craft = craft_of(slug)
    chance = dice(slug, seed)
    return Plan(
        craft,
        f"{slug}/{seed}",
        painter=chance.choice(craft.painters),
        palette=craft.tint(palettes.varied(chance.choice(craft.palettes), chance), colour),
        repeats=chance.uniform(*craft.repeats),
        anchor=chance.choice(ANCHORS),
        is_set_in=bool(craft.openings) and chance.random() < SET_IN,
    )


def _sister(plan: Plan) -> Plan:
    """The same colours in another arrangement."""
    chance = dice("sister", plan.seed)
    others = [painter for painter in plan.craft.painters if painter is not plan.painter]
    return replace(
        plan,
        seed=f"{plan.seed}/sister",
        painter=chance.choice(others or [plan.painter]),
        repeats=plan.repeats * 1.12,
        anchor=chance.choice(ANCHORS),
        is_set_in=bool(plan.craft.openings) and not plan.is_set_in,
    )


def _composed(plan: Plan, size: tuple[int, int]) -> Image.Image:
    unit = max(24, round(min(size) / plan.repeats))
    field = layout.spread(_repeat(plan, plan.palette, unit, "field"), size, plan.anchor)
    if not plan.is_set_in:
        return layout.finished(field, plan.craft.light)
    chance = dice("opening", plan.seed)
    opening = layout.opening_of(chance.choice(plan.craft.openings), chance)
    repeat = _repeat(plan, plan.palette.turned(), round(unit / 1.35), "inner")
    inner = layout.spread(repeat, size, (0.0, 0.0))
    picture = layout.set_in(field, inner, opening, line=plan.palette.accent, gap=plan.palette.ink)
    return layout.finished(picture, plan.craft.light, opening)


def _repeat(plan: Plan, palette: Palette, unit: int, part: str) -> Image.Image:
    return plan.painter(Brief(f"{plan.seed}/{part}", dice(part, plan.seed), palette, unit))
