"""Making the renditions of one picture, in a process of its own: ``python -m products.renditions``.

The worker starts it for each picture. What decoding and encoding take of memory is given back when it
ends, and a picture that is meant to harm meets limits that hurt nobody else. It knows no Django.
"""

import io
import json
import resource
import sys
from pathlib import Path
from typing import Any

import blurhash
from PIL import Image

from core.pixels import BadPicture, decoded
from products.rules import WIDTHS

REFUSED = 3
LARGEST_MEMORY = 1536 * 1024 * 1024
LONGEST_CPU = 90
# Quality by which a rendition cannot be told from its original at arm's length.
OPTIONS: dict[str, dict[str, Any]] = {
    "webp": {"quality": 80, "method": 4},
    "avif": {"quality": 60, "speed": 8, "max_threads": 1},
}
BLUR_SIDE = 32


def blur_of(picture: Image.Image) -> str:
    """Give the blurhash of a picture: some thirty characters that paint it out of focus."""
    small = picture.copy()
    small.thumbnail((BLUR_SIDE, BLUR_SIDE))
    flat = list(small.getdata())
    rows = [flat[start : start + small.width] for start in range(0, len(flat), small.width)]
    return str(blurhash.encode(rows, components_x=4, components_y=3))


def renditions(picture: Image.Image) -> dict[str, dict[int, bytes]]:
    """Encode a picture as WebP and AVIF in every width it fills; the smallest always."""
    made: dict[str, dict[int, bytes]] = {kind: {} for kind in OPTIONS}
    for width in WIDTHS:
        if width > picture.width and made["webp"]:
            break
        scaled = min(width, picture.width)
        height = max(1, round(picture.height * scaled / picture.width))
        small = picture.resize((scaled, height), Image.Resampling.LANCZOS)
        for kind, options in OPTIONS.items():
            out = io.BytesIO()
            small.save(out, kind.upper(), **options)
            made[kind][width] = out.getvalue()
    return made


def main(source: Path, folder: Path) -> int:
    """Write ``{width}.{kind}`` files into ``folder`` and print what is to be known of the picture."""
    resource.setrlimit(resource.RLIMIT_AS, (LARGEST_MEMORY, LARGEST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST_CPU, LONGEST_CPU))
    try:
        with source.open("rb") as file:
            picture = decoded(file, size=source.stat().st_size)
    except BadPicture as bad:
        sys.stdout.write(str(bad))
        return REFUSED
    for kind, by_width in renditions(picture).items():
        for width, content in by_width.items():
            (folder / f"{width}.{kind}").write_bytes(content)
    told = {"width": picture.width, "height": picture.height, "blurhash": blur_of(picture)}
    sys.stdout.write(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
