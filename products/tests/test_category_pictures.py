"""A category's picture: sent by those who keep the tree, checked like any other, shown in it."""

import io
from typing import Any

import pytest
from django.core.files.storage import default_storage
from procrastinate.contrib.django.models import ProcrastinateJob
from rest_framework.test import APIClient

from core import pixels
from core.images import PictureRefused
from core.staff import ADMIN, FINANCE, MODERATOR, SUPPORT
from custom_auth.tests.builders import a_seller, a_staff_member, a_user, signed_in
from products.actions import pictures
from products.models import Category, CategoryImage
from products.tasks import process_picture
from products.tests.builders import a_category, a_picture

pytestmark = pytest.mark.django_db
TREE = "/api/products/categories/"


@pytest.fixture
def staff() -> APIClient:
    return signed_in(a_staff_member(MODERATOR))


def send(staff: APIClient, category: Category, file: Any = None, **fields: Any) -> Any:
    body = {"image": file or a_picture((1700, 900)), **fields}
    return staff.put(f"{TREE}{category.pk}/image/", body, format="multipart")


def processed(category: Category) -> CategoryImage:
    image: CategoryImage = CategoryImage.objects.filter(category=category).order_by("-pk")[0]
    process_picture(image_id=image.pk, of="category")
    image.refresh_from_db()
    return image


def test_a_picture_is_shown_in_the_tree_once_its_renditions_exist(
    staff: APIClient, api: APIClient, django_capture_on_commit_callbacks: Any
) -> None:
    category = a_category()
    taken = send(staff, category, alt="جرة فخار")
    assert (taken.status_code, taken.json()["status"], taken.json()["error"]) == (
        200,
        "pending",
        "",
    )
    assert (api.get(TREE).json()[0]["image"], api.get(TREE).json()[0]["picture"]) == (None, None)
    job = ProcrastinateJob.objects.get(task_name="products.process_picture")
    assert job.args == {"image_id": taken.json()["id"], "of": "category"}
    original = str(CategoryImage.objects.get().image.name)

    with django_capture_on_commit_callbacks(execute=True):
        image = processed(category)

    (shown,) = api.get(TREE).json()
    picture = shown["picture"]
    assert shown["image"] == picture["url"]
    assert (picture["width"], picture["height"], picture["alt"]) == (1700, 900, "جرة فخار")
    assert [row["width"] for row in picture["renditions"]] == [320, 640, 1080, 1600]
    names = [name for kind in image.renditions.values() for name in kind.values()]
    assert len(names) == 8
    assert all(default_storage.exists(name) for name in names)
    addresses = [row[kind] for row in picture["renditions"] for kind in ("webp", "avif")]
    assert all(address.startswith("http://testserver/media/products/") for address in addresses)
    assert not default_storage.exists(original)
    one = api.get(f"{TREE}{category.pk}/").json()
    assert (one["picture"], one["image"]) == (picture, shown["image"])
    assert staff.get(f"{TREE}{category.pk}/image/").json()["status"] == "ready"
    changed = staff.patch(f"{TREE}{category.pk}/", {"position": 3}, format="json").json()
    assert changed["picture"] == picture


def test_the_one_before_stays_until_the_next_is_ready_and_when_that_one_fails(
    staff: APIClient, api: APIClient
) -> None:
    category = a_category()
    send(staff, category, alt="الأولى")
    first = processed(category)

    send(staff, category, alt="تالفة")
    assert api.get(TREE).json()[0]["picture"]["alt"] == "الأولى"
    CategoryImage.objects.exclude(pk=first.pk).update(status="failed")
    assert api.get(TREE).json()[0]["picture"]["alt"] == "الأولى"

    send(staff, category, alt="الثانية")
    second = processed(category)

    assert api.get(TREE).json()[0]["picture"]["alt"] == "الثانية"
    assert list(CategoryImage.objects.all()) == [second]


def named(content: bytes) -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = "picture.png"
    return file


@pytest.mark.parametrize(
    "content",
    [b"GIF89a not a picture", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.4", b"x" * 99],
)
def test_what_is_no_picture_is_refused_and_nothing_is_kept(
    staff: APIClient, content: bytes
) -> None:
    category = a_category()

    answer = send(staff, category, named(content))

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "image")
    assert not CategoryImage.objects.exists()
    assert not ProcrastinateJob.objects.filter(task_name="products.process_picture").exists()


def test_what_cannot_be_decoded_says_so(staff: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(image: Any) -> Any:
        raise PictureRefused(pixels.DAMAGED)

    category = a_category()
    send(staff, category)
    monkeypatch.setattr(pictures, "process", refuse)

    processed(category)

    told = staff.get(f"{TREE}{category.pk}/image/").json()
    assert told["status"] == "failed"
    assert told["error"]


def test_a_picture_is_removed_with_what_was_sent(
    staff: APIClient, api: APIClient, django_capture_on_commit_callbacks: Any
) -> None:
    category = a_category()
    send(staff, category)
    processed(category)
    send(staff, category)
    waiting = str(CategoryImage.objects.get(status="pending").image.name)

    with django_capture_on_commit_callbacks(execute=True):
        answer = staff.delete(f"{TREE}{category.pk}/image/")

    assert answer.status_code == 204
    assert not CategoryImage.objects.exists()
    assert not default_storage.exists(waiting)
    assert api.get(TREE).json()[0]["picture"] is None
    assert staff.delete(f"{TREE}{category.pk}/image/").status_code == 404
    assert staff.get(f"{TREE}{category.pk}/image/").status_code == 404


def test_sending_again_lets_go_of_what_was_not_ready(
    staff: APIClient, django_capture_on_commit_callbacks: Any
) -> None:
    category = a_category()
    send(staff, category, a_picture((300, 300), colour="red"))
    first = str(CategoryImage.objects.get().image.name)

    with django_capture_on_commit_callbacks(execute=True):
        send(staff, category, a_picture((300, 300), colour="blue"))

    assert CategoryImage.objects.get().image.name != first
    assert not default_storage.exists(first)


def test_a_removed_category_takes_its_picture_along(
    staff: APIClient, django_capture_on_commit_callbacks: Any
) -> None:
    category = a_category()
    send(staff, category)
    original = str(CategoryImage.objects.get().image.name)

    with django_capture_on_commit_callbacks(execute=True):
        assert staff.delete(f"{TREE}{category.pk}/").status_code == 204

    assert not CategoryImage.objects.exists()
    assert not default_storage.exists(original)


def test_a_picture_removed_while_it_is_processed_stays_removed(staff: APIClient) -> None:
    category = a_category()
    send(staff, category)
    image_id = CategoryImage.objects.get().pk
    staff.delete(f"{TREE}{category.pk}/image/")

    process_picture(image_id=image_id, of="category")

    assert not CategoryImage.objects.exists()


@pytest.mark.parametrize("role", ["nobody", "buyer", "seller", SUPPORT, FINANCE])
def test_others_change_no_pictures(role: str, api: APIClient) -> None:
    category = a_category()
    clients = {"nobody": api, "buyer": a_user, "seller": a_seller}
    make = clients.get(role, lambda: a_staff_member(role))
    client = make if isinstance(make, APIClient) else signed_in(make())  # type: ignore[operator]

    answers = [send(client, category), client.delete(f"{TREE}{category.pk}/image/")]

    assert {answer.status_code for answer in answers} == {401 if role == "nobody" else 403}
    assert not CategoryImage.objects.exists()


def test_an_administrator_may_and_an_unknown_category_is_unknown() -> None:
    boss = signed_in(a_staff_member(ADMIN))

    assert send(boss, a_category()).status_code == 200
    assert send(boss, Category(pk=1)).status_code == 404
