"""What a painter is told before it draws one repeat unit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from PIL import Image

from to7fabackend.demo.pictures.colour import Colour
from to7fabackend.demo.pictures.light import Surface
from to7fabackend.demo.pictures.palettes import Palette
from to7fabackend.demo.pictures.tile import Tile


@dataclass(frozen=True)
class Brief:
    """``unit`` is the width of the repeat in pixels; ``dice`` decides whatever is left open."""

    seed: str
    dice: Random
    palette: Palette
    unit: int

    def tile(
        self,
        span: tuple[float, float],
        ground: Colour,
        *,
        level: int = 96,
        folded: bool = False,
        soft: bool = False,
    ) -> Tile:
        """Begin a repeat; one that will be blurred (``soft``) needs no smooth edges."""
        return Tile(
            self.size(span),
            span,
            ground,
            finer=1 if soft else self.finer,
            level=level,
            folded=folded,
        )

    @property
    def finer(self) -> int:
        """How much larger than shown a repeat is drawn: smooth edges, at a bounded price."""
        if self.unit <= 400:
            return 4
        return 3 if self.unit <= 640 else 2

    def size(self, span: tuple[float, float]) -> tuple[int, int]:
        """Pixels of a repeat: the width as asked for, both even, so that it can be folded."""
        wide = max(2, self.unit // 2 * 2)
        return wide, max(2, round(wide * span[1] / span[0] / 2) * 2)

    def surface(self, colours: Image.Image, relief: Image.Image) -> Surface:
        return Surface(colours, relief, self.unit)

    def pixels(self, share: float) -> float:
        """A length given as a share of the repeat's width, in pixels."""
        return self.unit * share


Painter = Callable[[Brief], Image.Image]
