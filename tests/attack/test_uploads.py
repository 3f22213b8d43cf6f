"""Files made to harm: each door for files refuses each of them, and keeps nothing."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import storages
from PIL import Image

from core import pixels
from tests.surface.calls import try_out
from tests.surface.rows_in_database import everything
from tests.surface.table import TABLE, Row
from tests.surface.world import World

FILES = [row for row in TABLE if row.files]


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + check


def a_png(width: int, height: int, *, rows: int) -> bytes:
    """Give a PNG that claims a size, with ``rows`` of it, all black: a few bytes for each million pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = zlib.compress(b"\x00" * (width + 1) * rows, 9)
    parts = [_chunk(b"IHDR", head), _chunk(b"IDAT", body), _chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def a_zip(name: str) -> bytes:
    """Give an archive that unpacks to ten megabytes of nothing."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(name, b"\x00" * 10_000_000)
    return out.getvalue()


def moving() -> bytes:
    out = io.BytesIO()
    frames = [Image.new("RGB", (64, 64), (shade, 0, 0)) for shade in range(40)]
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:])
    return out.getvalue()


def a_picture_of(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 64), "teal").save(out, kind)
    return out.getvalue()


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script/></svg>'
XXE = b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>'
HOSTILE: dict[str, Callable[[], bytes]] = {
    "a bomb of 900 million pixels": lambda: a_png(30_000, 30_000, rows=1),
    "a bomb that really has its 60 million": lambda: a_png(10_000, 6_001, rows=6_001),
    "a line of pixels": lambda: a_png(12_001, 20, rows=20),
    "too small to be a picture": lambda: a_png(1, 1, rows=1),
    "a picture that ends early": lambda: a_picture_of("PNG")[:-45],
    "a drawing with a script": lambda: SVG,
    "a drawing that reads files": lambda: XXE,
    "an office document full of nothing": lambda: a_zip("word/document.xml"),
    "an archive that climbs": lambda: a_zip("../../../etc/cron.d/x"),
    "a GIF that is a script": lambda: b"GIF89a/*" + b"\x00" * 60 + b"*/=1;alert(1)",
    "a page behind the beginning of a JPEG": lambda: b"\xff\xd8\xff\xe0<html><script>1</script>",
    "a page": lambda: b"<!doctype html><script>alert(1)</script>",
    "a page that begins like a paper": lambda: b"%PDF-1.7\n<html><script>1</script>",
    "a program": lambda: b"\x7fELF" + b"\x00" * 200,
    "a moving picture": moving,
    "a kind that is not taken": lambda: a_picture_of("TIFF"),
    "one more kind that is not taken": lambda: a_picture_of("BMP"),
    "postscript": lambda: (
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd) (r) file\n"
    ),
    "nothing": lambda: b"",
}
NAMES = (
    "x.png",
    "../../../../etc/passwd",
    "photo\u202egnp.exe",
    "a.png\x00.php",
    "x" * 300 + ".png",
)


def is_file(value: Any) -> bool:
    return hasattr(value, "read") or (
        isinstance(value, list) and bool(value) and all(map(is_file, value))
    )


def with_file(body: Mapping[str, Any], content: bytes, name: str) -> dict[str, Any]:
    def exchanged(value: Any) -> Any:
        if not is_file(value):
            return value
        file = io.BytesIO(content)
        file.name = name
        return [file] if isinstance(value, list) else file

    return {key: exchanged(value) for key, value in body.items()}


def kept() -> list[str]:
    """Give every file that lies anywhere files are kept."""
    private = Path(str(getattr(storages["private"], "location", "")))
    places = [Path(settings.MEDIA_ROOT), private / "documents"]
    return sorted(str(path) for place in places for path in place.rglob("*") if path.is_file())


def test_there_are_doors_for_files() -> None:
    assert len(FILES) >= 2


@pytest.mark.parametrize("what", HOSTILE)
@pytest.mark.parametrize("row", FILES, ids=lambda row: row.name)
def test_a_hostile_file_is_refused_and_kept_nowhere(row: Row, what: str, world: World) -> None:
    role = row.successful()
    assert role is not None
    assert row.body is not None
    world.path(row.path)
    body = with_file(row.body(world), HOSTILE[what](), "x.png")
    before, files = everything(), kept()

    answer = try_out(row, world, role, body)

    # What is a picture by its head is decoded by the worker, and until then shown to nobody.
    waits = answer.status_code in {200, 201} and answer.json().get("status") == "pending"
    if not (waits and what == "a picture that ends early"):
        assert answer.status_code == 400, answer.content
        assert (everything() - before, kept()) == ({}, files)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("row", FILES, ids=lambda row: row.name)
def test_a_files_name_decides_nothing(row: Row, name: str, world: World) -> None:
    role = row.successful()
    assert role is not None
    assert row.body is not None
    world.path(row.path)
    body = with_file(row.body(world), a_picture_of("PNG"), name)
    before = kept()

    answer = try_out(row, world, role, body)

    assert answer.status_code in {row.expected[role], 400}, answer.content
    for path in set(kept()) - set(before):
        assert not {"passwd", "exe", "php"} & set(path.replace(".", "/").split("/"))


def test_a_bomb_is_refused_from_its_head_alone() -> None:
    bomb = io.BytesIO(a_png(30_000, 30_000, rows=1))

    with pytest.raises(pixels.BadPicture, match=pixels.TOO_MANY_PIXELS):
        pixels.inspect(bomb, size=len(bomb.getvalue()))


def test_a_picture_that_is_also_an_archive_comes_out_as_pixels() -> None:
    both = io.BytesIO(a_picture_of("PNG") + a_zip("x") + b"<script>alert(1)</script>")

    made = pixels.as_webp(pixels.decoded(both, size=len(both.getvalue())), longest_side=64)

    assert b"script" not in made
    assert not zipfile.is_zipfile(io.BytesIO(made))
