"""Pictures: only pictures, only their pixels, and each under the name of its content."""

import io
import struct
import zlib
from typing import Any

import pytest
from django.core.files.storage import default_storage
from PIL import Image
from rest_framework.test import APIClient

from custom_auth.tests.builders import a_seller, signed_in
from notifications.models import Notice
from products.models import Product, ProductImage
from products.tasks import process_picture
from products.tests.builders import a_picture, a_product

pytestmark = pytest.mark.django_db


def upload(product: Product, file: Any, **fields: Any) -> Any:
    return signed_in(product.seller).post(
        f"/api/products/{product.pk}/images/", {"image": file, **fields}, format="multipart"
    )


def content_of(name: str) -> bytes:
    with default_storage.open(name) as file:
        content: bytes = file.read()
    return content


def named(content: bytes, name: str = "picture.png") -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = name
    return file


def test_a_picture_is_shown_once_its_renditions_exist(
    api: APIClient, django_capture_on_commit_callbacks: Any
) -> None:
    product = a_product()
    taken = upload(product, a_picture((1700, 900)), alt="فازة على طاولة")
    image = ProductImage.objects.get()
    original = str(image.image.name)
    assert (taken.status_code, taken.json()["status"]) == (201, "pending")
    assert api.get("/api/products/").json()["results"][0]["image"] is None
    assert default_storage.exists(original)

    with django_capture_on_commit_callbacks(execute=True):
        process_picture(image_id=image.pk)

    card = api.get("/api/products/").json()["results"][0]["image"]
    assert (card["width"], card["height"]) == (1700, 900)
    assert len(card["blurhash"]) > 10
    (shown,) = api.get(f"/api/products/{product.pk}/").json()["images"]
    assert [row["width"] for row in shown["renditions"]] == [320, 640, 1080, 1600]
    assert all(
        row["webp"].endswith(".webp") and row["avif"].endswith(".avif")
        for row in shown["renditions"]
    )
    assert shown["alt"] == "فازة على طاولة"
    assert not default_storage.exists(original)
    name = card["url"].partition("/media/")[2]
    answer: Any = api.get(f"/media/{name}")
    assert "immutable" in answer["Cache-Control"]
    with Image.open(io.BytesIO(b"".join(answer.streaming_content))) as rendition:
        assert (rendition.format, rendition.width) == ("WEBP", 640)


def test_where_it_was_taken_is_nobodys_business_and_up_is_up() -> None:
    product = a_product()
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter
    exif[0x010E] = "my kitchen in Aswan"
    exif.get_ifd(0x8825)[2] = (24.0, 5.0, 20.0)
    Image.new("RGB", (400, 200), "teal").save(file, "JPEG", exif=exif)
    file.seek(0)
    file.name = "kitchen.jpg"
    upload(product, file)
    image = ProductImage.objects.get()

    process_picture(image_id=image.pk)

    image.refresh_from_db()
    assert (image.width, image.height) == (200, 400)
    for names in image.renditions.values():
        for name in names.values():
            content = content_of(name)
            assert b"Aswan" not in content
            assert b"Exif" not in content


def test_a_photo_with_a_second_picture_inside_is_its_first() -> None:
    """What many phones write: a JPEG, and behind it another one for a screen or a depth of its own."""
    product = a_product()
    file = io.BytesIO()
    second = Image.new("RGB", (60, 40), "black")
    Image.new("RGB", (600, 400), "teal").save(file, "MPO", save_all=True, append_images=[second])
    file.seek(0)
    file.name = "phone.jpg"

    answer = upload(product, file)

    assert answer.status_code == 201, answer.content
    image = ProductImage.objects.get()
    process_picture(image_id=image.pk)
    image.refresh_from_db()
    assert (image.status, image.width, image.height) == ("ready", 600, 400)


def test_the_same_content_has_the_same_name() -> None:
    one, other = a_product(), a_product()
    upload(one, a_picture())
    upload(other, a_picture())
    for image in ProductImage.objects.all():
        process_picture(image_id=image.pk)

    names = {str(image.renditions) for image in ProductImage.objects.all()}

    assert len(names) == 1


def a_bomb() -> bytes:
    """A PNG of a few hundred bytes that says it is 50,000 pixels wide and high."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        body = kind + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(1000)))
        + chunk(b"IEND", b"")
    )


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.png"),
        (b"<html><script>alert(1)</script>", "page.png"),
        (SVG, "drawing.svg"),
        (SVG, "drawing.png"),
        (b"GIF89a" + bytes(100), "moving.gif"),
        (b"%PDF-1.7 " + bytes(100), "paper.png"),
        (b"PK\x03\x04" + bytes(100), "zip.jpg"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "broken.png"),
        (a_bomb(), "bomb.png"),
    ],
)
def test_what_is_no_picture_is_refused(content: bytes, name: str) -> None:
    product = a_product()

    answer = upload(product, named(content, name))

    assert answer.status_code == 400, answer.content
    assert answer.json()["errors"][0]["field"] == "image"
    assert not ProductImage.objects.exists()


def test_a_picture_that_is_damaged_further_in_is_shown_as_failed() -> None:
    product = a_product()
    whole = a_picture((600, 600), kind="JPEG").getvalue()
    broken = whole[: len(whole) // 2] + b"\x00" * 10
    upload(product, named(broken, "half.jpg"))
    image = ProductImage.objects.get()

    process_picture(image_id=image.pk)

    own = signed_in(product.seller).get(f"/api/seller/products/{product.pk}/").json()
    assert own["images"][0]["status"] == "failed"
    assert own["images"][0]["error"]
    assert Notice.objects.filter(kind="product.picture_failed").count() == 1


def test_a_picture_with_a_page_behind_it_is_only_a_picture() -> None:
    product = a_product()
    upload(product, named(a_picture().getvalue() + b"<script>alert(1)</script>"))
    image = ProductImage.objects.get()

    process_picture(image_id=image.pk)

    image.refresh_from_db()
    assert image.status == "ready"
    assert all(
        b"script" not in content_of(name)
        for names in image.renditions.values()
        for name in names.values()
    )


def test_one_is_primary_and_there_are_twelve_at_the_most() -> None:
    product = a_product()
    first = upload(product, a_picture()).json()
    second = upload(product, a_picture(colour="red"), is_primary="true").json()
    assert list(ProductImage.objects.filter(is_primary=True).values_list("pk", flat=True)) == [
        second["id"]
    ]
    client = signed_in(product.seller)

    client.delete(f"/api/products/{product.pk}/images/{second['id']}/")

    assert ProductImage.objects.get().pk == first["id"]
    assert ProductImage.objects.get().is_primary
    for _ in range(11):
        assert upload(product, a_picture()).status_code == 201
    thirteenth = upload(product, a_picture())
    assert (thirteenth.status_code, thirteenth.json()["code"]) == (409, "too_many_images")


def test_processing_twice_changes_nothing() -> None:
    product = a_product()
    upload(product, a_picture())
    image = ProductImage.objects.get()
    process_picture(image_id=image.pk)
    before = ProductImage.objects.values().get()

    process_picture(image_id=image.pk)
    process_picture(image_id=image.pk + 1)

    assert ProductImage.objects.values().get() == before


@pytest.mark.parametrize("method", ["patch", "delete"])
def test_nobody_touches_anothers_picture(method: str) -> None:
    product = a_product()
    image = upload(product, a_picture()).json()
    stranger = signed_in(a_seller())

    answer = getattr(stranger, method)(
        f"/api/products/{product.pk}/images/{image['id']}/", {}, format="json"
    )
    added = stranger.post(
        f"/api/products/{product.pk}/images/", {"image": a_picture()}, format="multipart"
    )

    assert (answer.status_code, added.status_code) == (404, 404)
    assert ProductImage.objects.count() == 1
