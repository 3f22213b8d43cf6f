"""Pictures for the demo's goods: small ones at once, the rest by the worker when there is time."""

import hashlib
import io
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from core.jobs import enqueue
from core.transactions import joins_transaction
from products.actions.pictures import blur_of
from products.actions.publish import publish
from products.models import Product, ProductImage
from to7fabackend.demo import pictures

FIRST = (320, 640)
FULL = 1600


@dataclass(frozen=True)
class Drawn:
    """One product's first pictures: WebP by width, and its blur."""

    sku: str
    files: dict[int, bytes]
    blur: str


def draw_first(wanted: tuple[str, str, str | None]) -> Drawn:
    """Draw the small widths of a product's picture; runs in a process of its own."""
    sku, craft, colour = wanted
    picture = pictures.draw(craft, sku, FIRST[-1], colour=colour)
    files = {}
    for width in FIRST:
        out = io.BytesIO()
        small = (
            picture
            if width == FIRST[-1]
            else picture.resize((width, width), Image.Resampling.LANCZOS)
        )
        small.save(out, "WEBP", quality=80, method=2)
        files[width] = out.getvalue()
    return Drawn(sku, files, blur_of(picture))


def draw_all(wanted: Sequence[tuple[str, str, str | None]], processes: int) -> list[Drawn]:
    """Draw the first pictures of everything, on all processors."""
    with ProcessPoolExecutor(processes, mp_context=get_context("fork")) as pool:
        return list(pool.map(draw_first, wanted, chunksize=8))


@joins_transaction
def hang(drawn: Sequence[Drawn]) -> None:
    """Store first pictures, put them on the cards, and have the worker make the large ones."""
    products = Product.objects.in_bulk([one.sku for one in drawn], field_name="sku")
    rows = [
        ProductImage(
            product=products[one.sku],
            is_primary=True,
            status="ready",
            width=FULL,
            height=FULL,
            blurhash=one.blur,
            alt=products[one.sku].name[:200],
            renditions={
                "webp": {str(w): _store(c, "webp") for w, c in one.files.items()},
                "avif": {},
            },
        )
        for one in drawn
    ]
    images = ProductImage.objects.bulk_create(rows)
    ids = [image.product_id for image in images]
    for start in range(0, len(ids), 100):
        publish(ids[start : start + 100])
    for image in images:
        enqueue("tohfa.draw_large", image_id=image.pk)


def _store(content: bytes, kind: str) -> str:
    digest = hashlib.blake2b(content, digest_size=16).hexdigest()
    name = f"products/{digest[:2]}/{digest}.{kind}"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(content))
    return name


def original_of(product: Product) -> bytes:
    """Draw the large picture of a product as a file, as if a seller had uploaded it."""
    colour: Any = product.attributes.get("colour")
    picture = pictures.draw(product.category.slug, product.sku, FULL, colour=colour)
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1)
    return out.getvalue()
