from io import BytesIO
from typing import Any

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from custom_auth.models import UserProfile
from custom_auth.tests.builders import a_user, signed_in
from products.tests.builders import a_picture

pytestmark = pytest.mark.django_db


def test_what_is_left_out_stays() -> None:
    person = a_user(first_name="منى")
    api = signed_in(person)
    api.patch("/api/users/profile/", {"bio": "أعمل بالطين"}, format="json")

    for method in (api.put, api.patch):
        shown = method("/api/users/profile/", {"language": "en"}, format="json").json()
        assert (shown["first_name"], shown["bio"], shown["language"]) == (
            "منى",
            "أعمل بالطين",
            "en",
        )


def test_a_picture_is_kept_as_webp_without_its_place() -> None:
    camera = Image.new("RGB", (2400, 1200), "teal")
    exif = camera.getexif()
    exif[0x8825] = {1: "N", 2: (30.0, 2.0, 40.0)}
    file = BytesIO()
    camera.save(file, "JPEG", exif=exif)
    file.seek(0)
    file.name = "me.jpg"
    api = signed_in(a_user())

    answer = api.patch("/api/users/profile/", {"profile_picture": file}, format="multipart")

    assert answer.status_code == 200
    assert answer.json()["profile_picture"].startswith("http")
    with (
        default_storage.open(str(UserProfile.objects.get().profile_picture.name)) as content,
        Image.open(content) as kept,
    ):
        assert (kept.format, max(kept.size)) == ("WEBP", 1024)
        assert not kept.getexif()
    shown = api.get(answer.json()["profile_picture"])
    assert shown.status_code == 200
    shown.close()


def test_a_new_picture_replaces_the_old_and_none_removes_it(
    django_capture_on_commit_callbacks: Any,
) -> None:
    api = signed_in(a_user())

    def names() -> list[str]:
        return default_storage.listdir("profile_pictures")[1]

    with django_capture_on_commit_callbacks(execute=True):
        for colour in ("teal", "red"):
            picture = a_picture(colour=colour)
            api.patch("/api/users/profile/", {"profile_picture": picture}, format="multipart")
    assert len(names()) == 1

    with django_capture_on_commit_callbacks(execute=True):
        answer = api.patch("/api/users/profile/", {"profile_picture": None}, format="json")

    assert answer.json()["profile_picture"] is None
    assert names() == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("language", "fr"),
        ("first_name", ""),
        ("first_name", "مـ\u202eـنى"),
        ("social_media", {"myspace": "x"}),
        ("social_media", ["x"]),
        ("bio", "x" * 4001),
        ("phone_number", "1"),
    ],
)
def test_what_does_not_fit_is_refused(field: str, value: Any) -> None:
    answer = signed_in(a_user()).patch("/api/users/profile/", {field: value}, format="json")

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"].split(".")[0] == field


def test_a_file_that_is_no_picture_is_refused() -> None:
    file = BytesIO(b"<svg/>")
    file.name = "me.png"

    answer = signed_in(a_user()).patch(
        "/api/users/profile/", {"profile_picture": file}, format="multipart"
    )

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] == "picture_refused"
