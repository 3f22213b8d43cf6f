"""Pictures of pieces: taken in, processed by the worker, put in order, removed."""

import hashlib
import io
from typing import IO, Any

import blurhash
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from PIL import Image

from core.images import FORMATS, PictureRefused, decoded, inspect
from core.jobs import enqueue
from core.transactions import joins_transaction
from notifications.actions.notify import Telling, tell
from products import rules
from products.actions.publish import publish
from products.errors import TooManyImages
from products.models import Product, ProductImage

# Quality by which a rendition cannot be told from its original at arm's length.
WEBP = {"quality": 80, "method": 4}
AVIF = {"quality": 60, "speed": 8}
BLUR_SIDE = 32


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
    suffix = FORMATS[seen.format].partition("/")[2]
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


def renditions(picture: Image.Image) -> dict[str, dict[int, bytes]]:
    """Encode a picture as WebP and AVIF in every width it fills; the smallest always."""
    made: dict[str, dict[int, bytes]] = {"webp": {}, "avif": {}}
    for width in rules.WIDTHS:
        if width > picture.width and made["webp"]:
            break
        scaled = min(width, picture.width)
        height = max(1, round(picture.height * scaled / picture.width))
        small = picture.resize((scaled, height), Image.Resampling.LANCZOS)
        for kind, options in (("webp", WEBP), ("avif", AVIF)):
            out = io.BytesIO()
            small.save(out, kind.upper(), **options)
            made[kind][width] = out.getvalue()
    return made


def blur_of(picture: Image.Image) -> str:
    """Give the blurhash of a picture: some thirty characters that paint it out of focus."""
    small = picture.copy()
    small.thumbnail((BLUR_SIDE, BLUR_SIDE))
    flat = list(small.getdata())
    rows = [flat[start : start + small.width] for start in range(0, len(flat), small.width)]
    return str(blurhash.encode(rows, components_x=4, components_y=3))


def process(image: ProductImage) -> dict[str, Any]:
    """Make the renditions of a picture and store them; slow, so outside any transaction.

    Names carry the digest of their content: they never change meaning and can be kept for ever.

    :raises PictureRefused: if the original cannot be decoded.
    """
    with default_storage.open(str(image.image.name)) as original:
        picture = decoded(original, size=original.size)
    names: dict[str, dict[str, str]] = {}
    for kind, by_width in renditions(picture).items():
        names[kind] = {}
        for width, content in by_width.items():
            digest = hashlib.blake2b(content, digest_size=16).hexdigest()
            name = f"products/{digest[:2]}/{digest}.{kind}"
            if not default_storage.exists(name):
                default_storage.save(name, ContentFile(content))
            names[kind][str(width)] = name
    return {
        "renditions": names,
        "blurhash": blur_of(picture),
        "width": picture.width,
        "height": picture.height,
    }


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
