"""Pictures of pieces: taken in, processed by the worker, put in order, removed."""

import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO, Any

import structlog
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from core import pixels
from core.images import PictureRefused, inspect
from core.jobs import enqueue
from core.transactions import joins_transaction
from notifications.actions.notify import Telling, tell
from products import renditions, rules
from products.actions.publish import publish
from products.errors import TooManyImages
from products.models import Product, ProductImage

log = structlog.get_logger("tohfa.pictures")

TIMEOUT = 180


@joins_transaction
def add(
    product: Product, file: IO[bytes], *, size: int, alt: str = "", is_primary: bool = False
) -> ProductImage:
    """Take in a picture and have the worker make its renditions; it is shown once they exist.

    :raises PictureRefused: if the file is not a picture we accept.
    :raises TooManyImages: if the piece has as many as it may.
    """
    seen = inspect(file, size=size)
    product = Product.objects.locked().get(pk=product.pk)
    present = ProductImage.objects.filter(product=product)
    count = present.count()
    if count >= rules.MOST_IMAGES:
        raise TooManyImages
    is_first = not present.filter(is_primary=True).exists()
    if is_primary and not is_first:
        present.filter(is_primary=True).update(is_primary=False)
    content = file.read()
    digest = hashlib.blake2b(content, digest_size=16).hexdigest()
    suffix = seen.content_type.partition("/")[2]
    name = default_storage.save(f"originals/{digest}.{suffix}", ContentFile(content))
    image = ProductImage.objects.create(
        product=product,
        image=name,
        alt=alt,
        is_primary=is_primary or is_first,
        position=count,
        width=seen.width,
        height=seen.height,
    )
    enqueue("products.process_picture", image_id=image.pk)
    return image


def process(image: ProductImage) -> dict[str, Any]:
    """Make the renditions of a picture and store them; slow, so outside any transaction.

    Names carry the digest of their content: they never change meaning and can be kept for ever.

    :raises PictureRefused: if the original cannot be decoded.
    """
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "original"
        with default_storage.open(str(image.image.name)) as original:
            source.write_bytes(original.read())
        told = _rendered(source, Path(folder))
        names: dict[str, dict[str, str]] = {kind: {} for kind in renditions.OPTIONS}
        for path in sorted(Path(folder).glob("*.*")):
            kind = path.suffix.removeprefix(".")
            names[kind][path.stem] = store(path.read_bytes(), kind)
    return {"renditions": names, **told}


def _rendered(source: Path, folder: Path) -> dict[str, Any]:
    """Run the process that makes the renditions.

    :raises PictureRefused: also if it runs into its limits.
    """
    command = [sys.executable, "-m", "products.renditions", str(source), str(folder)]
    try:
        done = subprocess.run(
            command, cwd=settings.BASE_DIR, capture_output=True, timeout=TIMEOUT, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise PictureRefused(pixels.DAMAGED) from error
    if done.returncode == renditions.REFUSED:
        raise PictureRefused(done.stdout.decode())
    if done.returncode:
        log.warning("picture could not be processed", error=done.stderr.decode()[-500:])
        raise PictureRefused(pixels.DAMAGED)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def store(content: bytes, kind: str) -> str:
    """Keep a rendition under the name of its content, and give that."""
    digest = hashlib.blake2b(content, digest_size=16).hexdigest()
    name = f"products/{digest[:2]}/{digest}.{kind}"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(content))
    return name


@joins_transaction
def note_processed(image_id: int, made: dict[str, Any]) -> None:
    """Put a processed picture on show and let go of its original."""
    image = ProductImage.objects.locked().filter(pk=image_id).first()
    if image is None:
        return
    original = image.image.name
    for name, value in made.items():
        setattr(image, name, value)
    image.status, image.error, image.image = "ready", "", ""
    image.save()
    publish([image.product_id])
    # Two pictures of the same content share one original.
    if original and not ProductImage.objects.filter(image=original).exists():
        transaction.on_commit(lambda: default_storage.delete(original))


@joins_transaction
def note_failed(image_id: int, error: PictureRefused) -> None:
    """Show the seller that a picture could not be used, and why."""
    image = ProductImage.objects.locked().select_related("product").filter(pk=image_id).first()
    if image is None:
        return
    image.status = "failed"
    image.error = str(error.detail[0])[:200] if isinstance(error.detail, list) else ""
    image.save(update_fields=["status", "error"])
    product = image.product
    values = {"product": product.name, "product_id": product.pk}
    tell(Telling("product.picture_failed", [product.seller_id], ("product", product.pk), values))


@joins_transaction
def change(image: ProductImage, **fields: Any) -> ProductImage:
    """Change what is said of a picture, its place, or make it the primary one."""
    Product.objects.locked().get(pk=image.product_id)
    if fields.get("is_primary"):
        ProductImage.objects.filter(product=image.product_id, is_primary=True).update(
            is_primary=False
        )
    else:
        fields.pop("is_primary", None)  # another one becomes primary by being named
    for name, value in fields.items():
        setattr(image, name, value)
    image.save(update_fields=list(fields) or None)
    publish([image.product_id])
    return image


@joins_transaction
def remove(image: ProductImage) -> None:
    """Remove a picture; the next in order becomes the primary one if it was that."""
    Product.objects.locked().get(pk=image.product_id)
    product_id, was_primary = image.product_id, image.is_primary
    original = image.image.name if image.image else ""
    image.delete()
    if was_primary:
        heir = ProductImage.objects.filter(product=product_id).order_by("position", "pk").first()
        if heir is not None:
            heir.is_primary = True
            heir.save(update_fields=["is_primary"])
    publish([product_id])
    if original:
        transaction.on_commit(lambda: default_storage.delete(original))
