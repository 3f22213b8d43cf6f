"""Decoding pictures from strangers, with Pillow alone: usable in a process that knows no Django.

What a file is, is decided by decoding it; bombs are refused from the header, before that.
"""

import io
import warnings
from dataclasses import dataclass
from typing import IO

from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
# A JPEG with a second picture behind it, for a screen or a depth of its own: it is read as its first.
OF_PHONES = "MPO"
LARGEST_FILE = 10 * 1024 * 1024
LARGEST_PIXELS = 50_000_000
SMALLEST_SIDE, LARGEST_SIDE = 16, 12_000

# Pillow's own alarm is set to our bound, and is an error rather than a warning.
Image.MAX_IMAGE_PIXELS = LARGEST_PIXELS
warnings.simplefilter("error", Image.DecompressionBombWarning)

UNREADABLE = (
    UnidentifiedImageError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
    OSError,
    ValueError,
    SyntaxError,
    MemoryError,
)


class BadPicture(Exception):
    """Why a file is no picture we accept, in one of the words below."""


TOO_LARGE_A_FILE = "too_large_a_file"
NOT_A_PICTURE = "not_a_picture"
TOO_MANY_PIXELS = "too_many_pixels"
TOO_SMALL = "too_small"
MOVING = "moving"
DAMAGED = "damaged"


@dataclass(frozen=True)
class Inspected:
    format: str
    content_type: str
    width: int
    height: int


def inspect(file: IO[bytes], *, size: int) -> Inspected:
    """Find out what a file is from its header alone, without decoding its pixels.

    :raises BadPicture: if it is no picture of an accepted format, or too large in bytes or pixels.
    """
    if size > LARGEST_FILE:
        raise BadPicture(TOO_LARGE_A_FILE)
    file.seek(0)
    try:
        with Image.open(file, formats=list(FORMATS)) as image:
            width, height = image.size
            kind = str(image.format)
            frames = getattr(image, "n_frames", 1)
            if kind == OF_PHONES:
                kind, frames = "JPEG", 1
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise BadPicture(TOO_MANY_PIXELS) from error
    except UNREADABLE as error:
        raise BadPicture(NOT_A_PICTURE) from error
    finally:
        file.seek(0)
    if width * height > LARGEST_PIXELS or max(width, height) > LARGEST_SIDE:
        raise BadPicture(TOO_MANY_PIXELS)
    if min(width, height) < SMALLEST_SIDE:
        raise BadPicture(TOO_SMALL)
    if frames > 1:
        raise BadPicture(MOVING)
    return Inspected(kind, FORMATS[kind], width, height)


def decoded(file: IO[bytes], *, size: int) -> Image.Image:
    """Decode a picture, upright and in plain RGB: nothing but its pixels comes through.

    :raises BadPicture: also if it cannot be decoded to the end.
    """
    inspect(file, size=size)
    try:
        with Image.open(file, formats=list(FORMATS)) as image:
            upright = ImageOps.exif_transpose(image)
            flat = upright.convert("RGBA") if _has_alpha(upright) else upright.convert("RGB")
    except UNREADABLE as error:
        raise BadPicture(DAMAGED) from error
    ground = Image.new("RGB", flat.size, "white")
    ground.paste(flat, mask=flat.getchannel("A") if flat.mode == "RGBA" else None)
    return ground


def _has_alpha(image: Image.Image) -> bool:
    return image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info


def as_webp(image: Image.Image, *, longest_side: int, quality: int = 82) -> bytes:
    """Encode a picture, made smaller where it is larger than ``longest_side``."""
    small = image.copy()
    small.thumbnail((longest_side, longest_side), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.save(out, "WEBP", quality=quality, method=4)
    return out.getvalue()
