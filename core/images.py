"""Pictures from strangers, refused in words for people where they cannot be accepted."""

from typing import IO

from django.utils.translation import gettext_lazy as _
from PIL import Image
from rest_framework.exceptions import ValidationError

from core import pixels
from core.pixels import BadPicture, Inspected, as_webp

__all__ = ["BadPicture", "PictureRefused", "as_webp", "decoded", "inspect"]

WORDS = {
    pixels.TOO_LARGE_A_FILE: _("A picture may have 10 MiB at the most."),
    pixels.NOT_A_PICTURE: _("This is not a JPEG, PNG or WebP picture."),
    pixels.TOO_MANY_PIXELS: _("The picture has too many pixels."),
    pixels.TOO_SMALL: _("The picture is too small."),
    pixels.MOVING: _("Moving pictures are not accepted."),
    pixels.DAMAGED: _("The picture is damaged."),
}


class PictureRefused(ValidationError):
    """A file that is no picture we accept; ``reason`` is one of the words of ``core.pixels``."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__([WORDS.get(reason, WORDS[pixels.DAMAGED])], code="picture_refused")


def inspect(file: IO[bytes], *, size: int) -> Inspected:
    """As ``core.pixels.inspect``.

    :raises PictureRefused:
    """
    try:
        return pixels.inspect(file, size=size)
    except BadPicture as bad:
        raise PictureRefused(str(bad)) from bad


def decoded(file: IO[bytes], *, size: int) -> Image.Image:
    """As ``core.pixels.decoded``.

    :raises PictureRefused:
    """
    try:
        return pixels.decoded(file, size=size)
    except BadPicture as bad:
        raise PictureRefused(str(bad)) from bad
