"""Pictures from strangers: what they are is decided by decoding them, and bombs are refused before that."""

import io
import warnings
from dataclasses import dataclass
from typing import IO, Any

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError
from rest_framework.exceptions import ValidationError

FORMATS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
LARGEST_FILE = 10 * 1024 * 1024
LARGEST_PIXELS = 50_000_000
SMALLEST_SIDE, LARGEST_SIDE = 16, 12_000

# Pillow's own alarm is set to our bound, and is an error rather than a warning.
Image.MAX_IMAGE_PIXELS = LARGEST_PIXELS
warnings.simplefilter("error", Image.DecompressionBombWarning)


@dataclass(frozen=True)
class Inspected:
    format: str
    content_type: str
    width: int
    height: int


class PictureRefused(ValidationError):
    def __init__(self, message: Any) -> None:
        super().__init__([message], code="picture_refused")


def inspect(file: IO[bytes], *, size: int) -> Inspected:
    """Find out what a file is from its header alone, without decoding its pixels.

    :raises PictureRefused: if it is no picture of an accepted format, or too large in bytes or pixels.
    """
    if size > LARGEST_FILE:
        raise PictureRefused(_("A picture may have 10 MiB at the most."))
    file.seek(0)
    try:
        with Image.open(file, formats=list(FORMATS)) as image:
            width, height = image.size
            kind = str(image.format)
            frames = getattr(image, "n_frames", 1)
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
        OSError,
        ValueError,
        SyntaxError,
    ) as error:
        raise PictureRefused(_("This is not a JPEG, PNG or WebP picture.")) from error
    finally:
        file.seek(0)
    if width * height > LARGEST_PIXELS or max(width, height) > LARGEST_SIDE:
        raise PictureRefused(_("The picture has too many pixels."))
    if min(width, height) < SMALLEST_SIDE:
        raise PictureRefused(_("The picture is too small."))
    if frames > 1:
        raise PictureRefused(_("Moving pictures are not accepted."))
    return Inspected(kind, FORMATS[kind], width, height)


def decoded(file: IO[bytes], *, size: int) -> Image.Image:
    """Decode a picture, upright and in plain RGB: nothing but its pixels comes through.

    :raises PictureRefused: if it cannot be decoded to the end.
    """
    inspect(file, size=size)
    try:
        with Image.open(file, formats=list(FORMATS)) as image:
            upright = ImageOps.exif_transpose(image)
            flat = upright.convert("RGBA") if _has_alpha(upright) else upright.convert("RGB")
    except (OSError, ValueError, SyntaxError, MemoryError, Image.DecompressionBombError) as error:
        raise PictureRefused(_("The picture is damaged.")) from error
    if flat.mode == "RGBA":
        ground = Image.new("RGB", flat.size, "white")
        ground.paste(flat, mask=flat.getchannel("A"))
        flat = ground
    clean = Image.new("RGB", flat.size)
    clean.paste(flat)
    return clean


def _has_alpha(image: Image.Image) -> bool:
    return image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info


def as_webp(image: Image.Image, *, longest_side: int, quality: int = 82) -> bytes:
    """Encode a picture, made smaller where it is larger than ``longest_side``."""
    small = image.copy()
    small.thumbnail((longest_side, longest_side), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.save(out, "WEBP", quality=quality, method=4)
    return out.getvalue()
