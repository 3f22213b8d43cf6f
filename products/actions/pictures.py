"""Pictures of pieces, reviews and categories: taken in, processed by the worker, put in order, removed."""

import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import SEEK_END
from pathlib import Path
from typing import IO, Any

import structlog
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet
from rest_framework.exceptions import ValidationError

from core import pixels, public_cache
from core.images import PictureRefused, inspect
from core.jobs import enqueue
from core.transactions import joins_transaction
from notifications.actions.notify import Telling, tell
from products import renditions, rules
from products.actions.publish import publish
from products.errors import TooManyImages
from products.models import (
    Category,
    CategoryImage,
    Picture,
    Product,
    ProductImage,
    Review,
    ReviewImage,
)

log = structlog.get_logger("tohfa.pictures")

TIMEOUT = 180
# What a picture can belong to, as jobs name it.
KINDS: dict[str, type[ProductImage] | type[ReviewImage] | type[CategoryImage]] = {
    "product": ProductImage,
    "review": ReviewImage,
    "category": CategoryImage,
}


@dataclass(frozen=True)
class Original:
    """A picture as it was sent, kept in the storage until its renditions exist."""

    name: str
    width: int
    height: int

    def fields(self) -> dict[str, Any]:
        return {"image": self.name, "width": self.width, "height": self.height}


def take_in(file: IO[bytes], *, size: int) -> Original:
    """Keep a picture that was sent. The storage may be a partner's: outside any transaction.

    :raises PictureRefused: if the file is not a picture we accept.
    """
    seen = inspect(file, size=size)
    content = file.read()
    digest = hashlib.blake2b(content, digest_size=16).hexdigest()
    suffix = seen.content_type.partition("/")[2]
    name = default_storage.save(f"originals/{digest}.{suffix}", ContentFile(content))
    return Original(name, seen.width, seen.height)


@contextmanager
def taken_in(files: Iterable[IO[bytes]], *, field: str) -> Iterator[list[Original]]:
    """Keep pictures that were sent for the length of a block, and for longer if it ends well.

    :raises ValidationError: naming ``field``, if one is not a picture we accept.
    """
    kept: list[Original] = []
    try:
        for file in files:
            file.seek(0, SEEK_END)
            try:
                kept.append(take_in(file, size=file.tell()))
            except PictureRefused as refused:
                raise ValidationError({field: refused.detail}) from refused
        yield kept
    except BaseException:
        for original in kept:
            default_storage.delete(original.name)
        raise


@joins_transaction
def add(
    product: Product, original: Original, *, alt: str = "", is_primary: bool = False
) -> ProductImage:
    """Add a picture and have the worker make its renditions; it is shown once they exist.

    :raises TooManyImages: if the piece has as many as it may.
    """
    product = Product.objects.locked().get(pk=product.pk)
    present = ProductImage.objects.filter(product=product)
    count = present.count()
    if count >= rules.MOST_IMAGES:
        raise TooManyImages
    is_first = not present.filter(is_primary=True).exists()
    if is_primary and not is_first:
        present.filter(is_primary=True).update(is_primary=False)
    image = ProductImage.objects.create(
        product=product,
        alt=alt,
        is_primary=is_primary or is_first,
        position=count,
        **original.fields(),
    )
    enqueue("products.process_picture", image_id=image.pk)
    return image


@joins_transaction
def add_to_review(review: Review, original: Original) -> ReviewImage:
    """Add a buyer's picture to what was said.

    :raises TooManyImages: if the review has as many as it may.
    """
    if ReviewImage.objects.filter(review=review).count() >= rules.MOST_REVIEW_IMAGES:
        raise TooManyImages
    image = ReviewImage.objects.create(review=review, **original.fields())
    enqueue("products.process_picture", image_id=image.pk, of="review")
    return image


@joins_transaction
def set_for_category(category: Category, original: Original, *, alt: str = "") -> CategoryImage:
    """Give a category a picture; the one it has is shown until the renditions of this one exist."""
    Category.objects.locked().get(pk=category.pk)
    _forget_pictures(CategoryImage.objects.filter(category=category).exclude(status="ready"))
    image = CategoryImage.objects.create(category=category, alt=alt, **original.fields())
    enqueue("products.process_picture", image_id=image.pk, of="category")
    return image


@joins_transaction
def remove_from_category(category: Category) -> bool:
    """Remove a category's picture, also one that is being processed; False if there is none."""
    Category.objects.locked().get(pk=category.pk)
    return _forget_pictures(CategoryImage.objects.filter(category=category))


def _forget_pictures(images: QuerySet[CategoryImage]) -> bool:
    """Delete pictures of categories and what is kept of them; tell whether there were any."""
    originals = list(images.values_list("image", flat=True))
    images.delete()
    for original in originals:
        forget_original(original)
    public_cache.forget(public_cache.EVERYTHING)
    return bool(originals)


def process(image: Picture) -> dict[str, Any]:
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
def note_processed(image: Picture, made: dict[str, Any]) -> None:
    """Put a processed picture on show and let go of its original."""
    held = _held(image)
    if held is None:
        return
    original = held.image.name
    for name, value in made.items():
        setattr(held, name, value)
    held.status, held.error, held.image = "ready", "", ""
    held.save()
    if isinstance(held, ProductImage):
        publish([held.product_id])
    if isinstance(held, CategoryImage):
        earlier = CategoryImage.objects.filter(category=held.category_id, pk__lt=held.pk)
        _forget_pictures(earlier)
    forget_original(original)


def forget_original(name: str | None) -> None:
    """Delete an original once the transaction commits, unless another picture is made of the same."""
    if name and not any(kind.objects.filter(image=name).exists() for kind in KINDS.values()):
        transaction.on_commit(lambda: default_storage.delete(name))


@joins_transaction
def note_failed(image: Picture, error: PictureRefused) -> None:
    """Show whoever sent a picture that it could not be used, and why."""
    held = _held(image)
    if held is None:
        return
    held.status = "failed"
    held.error = str(error.detail[0])[:200] if isinstance(error.detail, list) else ""
    held.save(update_fields=["status", "error"])
    if isinstance(held, ProductImage):
        product = held.product
        about = ("product", product.pk)
        tell(Telling("product.picture_failed", [product.seller_id], about, product.in_notices))


def _held(image: Picture) -> Picture | None:
    kind = next(kind for kind in KINDS.values() if isinstance(image, kind))
    found: Picture | None = kind.objects.locked().filter(pk=image.pk).first()
    return found


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
    original = image.image.name
    image.delete()
    if was_primary:
        heir = ProductImage.objects.filter(product=product_id).order_by("position", "pk").first()
        if heir is not None:
            heir.is_primary = True
            heir.save(update_fields=["is_primary"])
    publish([product_id])
    forget_original(original)
