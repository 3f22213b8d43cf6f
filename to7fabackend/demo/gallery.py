"""Pictures for the demo's goods: small ones at once, the rest by the worker when there is time."""

import io
import signal
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from django.conf import settings
from PIL import Image

from core.jobs import enqueue
from core.transactions import joins_transaction
from products.actions.pictures import store
from products.actions.publish import publish
from products.models import Product, ProductImage
from products.renditions import blur_of
from to7fabackend.demo import pictures
from to7fabackend.supervisor import die_with_parent

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
    # Whoever waits for them may be killed: they would wait for more to draw for ever.
    die = die_with_parent(signal.SIGKILL)
    with ProcessPoolExecutor(processes, get_context("fork"), initializer=die) as pool:
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
                "webp": {str(w): store(c, "webp") for w, c in one.files.items()},
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


def original_of(product: Product) -> bytes:
    """Draw the large picture of a product as a file, as if a seller had uploaded it.

    In a process of its own, which gives back the memory it takes.
    """
    colour = str(product.attributes.get("colour", ""))
    command = [sys.executable, "-m", "to7fabackend.demo.pictures", product.category.slug]
    drawn = subprocess.run(
        [*command, product.sku, colour, str(FULL)],
        cwd=settings.BASE_DIR,
        capture_output=True,
        check=True,
    )
    return drawn.stdout
