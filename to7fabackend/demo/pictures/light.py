"""Light on what was drawn: bevels, shadows, glow and grain."""

from __future__ import annotations

from functools import lru_cache
from math import ceil

from PIL import Image, ImageChops, ImageFilter

from to7fabackend.demo.chance import dice

# In a veil of greys, what changes nothing.
GREY = 128
PATCH = 192


class Surface:
    """Colours and a relief, with all that light does to them.

    Every effect is reckoned in greys and all of them are laid on together: work on one channel
    costs a fraction of work on three. ``unit`` is the width in pixels of which lengths are shares.
    """

    def __init__(self, colours: Image.Image, relief: Image.Image, unit: int) -> None:
        self._colours = colours
        self._relief = relief
        self._unit = unit
        self._veil = Image.new("L", colours.size, GREY)

    def carved(self, *, soft: float, force: float) -> Surface:
        """Let light fall on the relief from the upper left.

        The slope is measured over a share of the repeat, so that a small picture is no rougher
        than a large one.
        """
        reach = max(1, round(self._unit * 0.0022))
        eased = force * min(1.0, self._unit / 420) ** 0.65
        heights = _softened(self._relief, max(0.35, self._unit * soft))
        slopes = ImageChops.subtract(
            ImageChops.offset(heights, -reach, -reach),
            ImageChops.offset(heights, reach, reach),
            scale=1 / eased,
            offset=GREY,
        )
        return self._with(slopes)

    def shaded(self, *, fall: float, soft: float, strength: float) -> Surface:
        """Darken where the relief throws its shadow to the lower right."""
        away = max(1, round(self._unit * fall))
        shadow = _softened(ImageChops.offset(self._relief, away, away), self._unit * soft)
        around = ImageChops.subtract(shadow, self._relief)
        return self._with(around.point([round(GREY - v * strength / 2) for v in range(256)]))

    def textured(self, greys: Image.Image, *, strength: float) -> Surface:
        return self._with(_weakened(greys, strength))

    def grained(self, seed: str, *, strength: float, soft: float = 0.6) -> Surface:
        """Give a flat surface the unevenness of clay, paper or stone."""
        patch = blurred(_noise(f"grain {seed}", (PATCH, PATCH)), soft)
        return self.textured(repeated(patch, self._colours.size), strength=strength)

    def image(self) -> Image.Image:
        return _applied(self._colours, self._veil)

    def _with(self, greys: Image.Image) -> Surface:
        self._veil = ImageChops.add(self._veil, greys, offset=-GREY)
        return self


def blurred(image: Image.Image, radius: float) -> Image.Image:
    """Blur a repeat unit as if its neighbours lay around it."""
    return _filtered(image, radius, ImageFilter.GaussianBlur(radius))


def halo(image: Image.Image, radius: float) -> Image.Image:
    """A wide blur, reckoned on a smaller copy since nothing fine survives it anyway."""
    step = max(1, round(radius / 2.5))
    small = image.resize(
        (max(1, image.width // step), max(1, image.height // step)), Image.Resampling.BOX
    )
    return blurred(small, radius / step).resize(image.size, Image.Resampling.BILINEAR)


def _softened(relief: Image.Image, radius: float) -> Image.Image:
    """Round the edges of a relief; the eye sees only slopes, so a cheap blur will do."""
    if radius > 5:
        return halo(relief, radius)
    return _filtered(relief, radius, ImageFilter.BoxBlur(radius * 1.3))


def _filtered(image: Image.Image, radius: float, by: ImageFilter.MultibandFilter) -> Image.Image:
    if radius < 0.3:
        return image
    margin = min(ceil(radius * 2.6) + 1, image.width, image.height)
    wide = Image.new(image.mode, (image.width + 2 * margin, image.height + 2 * margin))
    for x in (margin - image.width, margin, margin + image.width):
        for y in (margin - image.height, margin, margin + image.height):
            wide.paste(image, (x, y))
    return wide.filter(by).crop((margin, margin, margin + image.width, margin + image.height))


def repeated(patch: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Cover a size with a patch from its upper left corner on."""
    row = Image.new(patch.mode, (size[0], patch.height))
    for x in range(0, size[0], patch.width):
        row.paste(patch, (x, 0))
    whole = Image.new(patch.mode, size)
    for y in range(0, size[1], patch.height):
        whole.paste(row, (0, y))
    return whole


def laid(
    ground: Image.Image, colours: Image.Image, relief: Image.Image, *, full: int = 110
) -> Image.Image:
    """Lay what stands out of the relief over a ground; from ``full`` up it hides it entirely."""
    cover = relief.point([min(255, value * 255 // full) for value in range(256)])
    return Image.composite(colours, ground, cover)


def screened(image: Image.Image, glow: Image.Image, *, strength: float) -> Image.Image:
    """Add light to a picture."""
    return ImageChops.screen(image, glow.point([round(v * strength) for v in range(256)] * 3))


def veiled(image: Image.Image, greys: Image.Image, *, strength: float) -> Image.Image:
    """Lay a pattern of greys over a picture; middle grey changes nothing."""
    return _applied(image, _weakened(greys, strength))


def clouds(seed: str, size: tuple[int, int], cells: tuple[int, int]) -> Image.Image:
    """Soft random light and dark without a seam, ``cells`` patches across and down."""
    rough = _noise(seed, cells)
    wide = Image.new("L", (cells[0] * 3, cells[1] * 3))
    for column in range(3):
        for row in range(3):
            wide.paste(rough, (column * cells[0], row * cells[1]))
    box = (cells[0], cells[1], 2 * cells[0], 2 * cells[1])
    return wide.resize(size, Image.Resampling.BICUBIC, box=box)


def threads(size: tuple[int, int], count: tuple[int, int], *, twill: bool = False) -> Image.Image:
    """Greys of a cloth seen close: ``count`` threads across and down, over and under in turn."""
    lying = Image.new("L", (8, 8))
    lying.putdata([_round_thread(x, y) for y in range(8) for x in range(8)])
    upright = lying.transpose(Image.Transpose.ROTATE_90)
    weave = Image.new("L", (32, 32))
    for row in range(4):
        for column in range(4):
            over = (column + row) % 4 < 2 if twill else (column + row) % 2 == 0
            weave.paste(upright if over else lying, (8 * column, 8 * row))
    cloth = repeated(weave, (8 * count[0], 8 * count[1]))
    return cloth.resize(size, Image.Resampling.BOX)


def ribs(size: tuple[int, int], rows: int) -> Image.Image:
    """Greys of ``rows`` round ridges, one below the other."""
    ridge = (70, 120, 165, 190, 190, 165, 120, 80)
    strip = Image.new("L", (1, rows * 8))
    strip.putdata(ridge * rows)
    return strip.resize(size, Image.Resampling.BOX)


def _round_thread(x: int, y: int) -> int:
    hill = (60, 120, 165, 190, 190, 165, 120, 60)
    ends = (-30, -8, 4, 10, 10, 4, -8, -30)
    return hill[y] + ends[x]


def _weakened(greys: Image.Image, strength: float) -> Image.Image:
    return greys.point([round(GREY + (value - GREY) * strength) for value in range(256)])


def _applied(image: Image.Image, veil: Image.Image) -> Image.Image:
    return ImageChops.hard_light(image, Image.merge("RGB", (veil, veil, veil)))


@lru_cache(maxsize=64)
def _noise(seed: str, size: tuple[int, int]) -> Image.Image:
    return Image.frombytes("L", size, dice(seed).randbytes(size[0] * size[1]))
