"""Pieces for tests; every argument is optional."""

import csv
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from itertools import count
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from PIL import Image

from custom_auth.models import User
from custom_auth.tests.builders import a_seller
from products.actions import categories, imports, products
from products.actions.publish import publish
from products.models import (
    Category,
    Product,
    ProductImage,
    ProductImport,
    Review,
    ReviewRight,
    Variant,
)

_numbers: Iterator[int] = count(1)


def a_category(
    name: str | None = None, *, parent: Category | None = None, **fields: Any
) -> Category:
    number = next(_numbers)
    with transaction.atomic():
        return categories.add(
            name=name or f"فخار {number}",
            name_en=fields.pop("name_en", f"Pottery {number}"),
            parent=parent,
            **fields,
        )


def a_product(
    seller: User | None = None,
    *,
    name: str = "فازة فخار زرقاء",
    price: str | Decimal = "280.00",
    stock: int = 5,
    category: Category | None = None,
    is_draft: bool = False,
    now: datetime | None = None,
    **fields: Any,
) -> Product:
    with transaction.atomic():
        return products.add(
            seller or a_seller(),
            now=now or datetime.now(UTC),
            name=name,
            description=fields.pop("description", "معمولة على الدولاب ومحروقة في الفرن."),
            price=Decimal(price),
            stock=stock,
            category=category or a_category(),
            is_draft=is_draft,
            **fields,
        )


def the_variant(product: Product) -> Variant:
    return Variant.objects.get(product=product)


def a_review(product: Product, user: User, *, rating: int = 5, **fields: Any) -> Review:
    ReviewRight.objects.get_or_create(product=product, user=user)
    return Review.objects.create(product=product, user=user, rating=rating, **fields)


def a_picture(
    size: tuple[int, int] = (64, 48), *, kind: str = "PNG", colour: str = "teal"
) -> BytesIO:
    file = BytesIO()
    Image.new("RGB", size, colour).save(file, kind)
    file.seek(0)
    file.name = f"picture.{kind.lower()}"
    return file


def a_ready_image(product: Product, **fields: Any) -> ProductImage:
    names = {"320": "products/aa/aa.webp", "640": "products/bb/bb.webp"}
    image = ProductImage.objects.create(
        product=product,
        status="ready",
        width=1600,
        height=1600,
        blurhash="LEHV6nWB2yk8pyo0adR*.7kCMdnj",
        renditions={"webp": names, "avif": {}},
        **{"is_primary": True, **fields},
    )
    with transaction.atomic():
        publish([product.pk])
    return image


def a_table(rows: Sequence[Mapping[str, str]], *, name: str = "pieces.csv") -> SimpleUploadedFile:
    """Make a CSV with the columns that the rows name, and those that are needed."""
    needed = ["name", "description", "price", "category"]
    columns = [*needed, *sorted({key for row in rows for key in row} - set(needed))]
    text = StringIO()
    writer = csv.DictWriter(text, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return SimpleUploadedFile(name, text.getvalue().encode(), "text/csv")


def a_zip(files: Mapping[str, bytes], *, name: str = "pictures.zip") -> SimpleUploadedFile:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for one, content in files.items():
            archive.writestr(zipfile.ZipInfo(one), content)
    return SimpleUploadedFile(name, packed.getvalue(), "application/zip")


def an_import(
    seller: User,
    rows: Sequence[Mapping[str, str]],
    *,
    pictures: Mapping[str, bytes] | None = None,
    language: str = "ar",
    **fields: Any,
) -> ProductImport:
    archive = a_zip(pictures) if pictures is not None else None
    with imports.kept(a_table(rows), archive) as files, transaction.atomic():
        return imports.begin(seller, files, by=seller, language=language, **fields)
