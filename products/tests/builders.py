"""Pieces for tests; every argument is optional."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from itertools import count
from typing import Any

from django.db import transaction
from PIL import Image

from custom_auth.models import User
from custom_auth.tests.builders import a_seller
from products.actions import categories, products
from products.actions.publish import publish
from products.models import Category, Product, ProductImage, Review, ReviewRight, Variant

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
