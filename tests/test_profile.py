from io import BytesIO
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image
from rest_framework.test import APIClient

from core.transactions import opens_transaction
from custom_auth.actions import sellers
from custom_auth.models import TwoFactor, User, UserProfile
from custom_auth.rules import ApplicationStatus
from custom_auth.tests.builders import a_seller, a_user, an_application, signed_in
from products.tests.builders import a_picture, a_product

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


def counted(seller: User) -> int:
    return UserProfile.objects.get(user=seller).product_count


def test_a_holiday_takes_the_pieces_away_and_brings_them_back_as_counted() -> None:
    seller = a_seller()
    pieces = [a_product(seller) for _ in range(3)]
    api, visitor = signed_in(seller), APIClient()

    away = api.patch("/api/users/profile/", {"is_on_holiday": True, "bio": "غائب"}, format="json")
    page = visitor.get(f"/api/sellers/{seller.pk}/").json()
    assert (away.json()["is_on_holiday"], away.json()["bio"]) == (True, "غائب")
    assert (page["is_on_holiday"], page["product_count"]) == (True, 0)
    assert visitor.get(f"/api/products/{pieces[0].pk}/").status_code == 404
    a_product(seller)  # offered while away, shown on return
    assert counted(seller) == 0
    again = api.patch("/api/users/profile/", {"is_on_holiday": True}, format="json")
    assert (again.status_code, counted(seller)) == (200, 0)

    api.patch("/api/users/profile/", {"is_on_holiday": False}, format="json")

    assert counted(seller) == 4
    assert visitor.get(f"/api/products/{pieces[0].pk}/").status_code == 200


def test_who_was_away_can_be_suspended_and_comes_back_as_they_were() -> None:
    seller, moderator = a_seller(), a_user()
    application = an_application(seller, status="approved", specialty="نحاس")
    api = signed_in(seller)
    a_product(seller)
    for is_away in (True, False):
        api.patch("/api/users/profile/", {"is_on_holiday": is_away}, format="json")
    api.patch("/api/users/profile/", {"specialty": "خزف"}, format="json")
    name = UserProfile.objects.get(user=seller).display_name

    decide = opens_transaction(sellers.decide)
    decide(application, ApplicationStatus.SUSPENDED, by=moderator, now=timezone.now(), reasons="ت")
    assert counted(seller) == 0
    decide(application, ApplicationStatus.APPROVED, by=moderator, now=timezone.now())

    profile = UserProfile.objects.get(user=seller)
    assert (profile.product_count, profile.suspended_at) == (1, None)
    assert (profile.specialty, profile.display_name) == ("خزف", name)


def test_a_form_leaves_alone_what_it_does_not_hold() -> None:
    maker = a_seller()
    api = signed_in(maker)
    kept = {"is_on_holiday": True, "social_media": {"instagram": "tunis"}}
    api.patch("/api/users/profile/", kept, format="json")

    shown = api.patch("/api/users/profile/", {"profile_picture": a_picture()}, format="multipart")

    assert shown.status_code == 200
    assert {name: shown.json()[name] for name in kept} == kept


def test_a_form_holds_social_media_as_json_text() -> None:
    api = signed_in(a_user())

    said = api.patch(
        "/api/users/profile/", {"social_media": '{"instagram": "tunis"}'}, format="multipart"
    )
    broken = api.patch("/api/users/profile/", {"social_media": "tunis"}, format="multipart")

    assert said.json()["social_media"] == {"instagram": "tunis"}
    assert (broken.status_code, broken.json()["errors"][0]["field"]) == (400, "social_media")


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", " JavaScript:x", "data:text/html,x", "intent:x"]
)
def test_no_link_of_a_profile_is_anything_but_a_page(link: str) -> None:
    api = signed_in(a_user())

    answer = api.patch("/api/users/profile/", {"social_media": {"website": link}}, format="json")

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "social_media")


@pytest.mark.parametrize("link", ["https://tunis.example", "@tunis", "+201001234567", "t.me/tunis"])
def test_handles_and_pages_are_links(link: str) -> None:
    api = signed_in(a_user())

    answer = api.patch("/api/users/profile/", {"social_media": {"website": link}}, format="json")

    assert answer.json()["social_media"] == {"website": link}


def test_it_tells_how_one_proves_who_one_is() -> None:
    person = a_user()
    before = signed_in(person).get("/api/users/profile/").json()
    TwoFactor.objects.create(user=person, secret="JBSWY3DPEHPK3PXP", confirmed_at=timezone.now())
    person.set_unusable_password()
    person.save()

    after = signed_in(person).get("/api/users/profile/").json()

    assert (before["has_password"], before["is_two_factor_on"]) == (True, False)
    assert (after["has_password"], after["is_two_factor_on"]) == (False, True)


@pytest.mark.parametrize("nothing", ["", None])
def test_no_phone_is_no_phone(nothing: str | None) -> None:
    api = signed_in(a_user())
    api.patch("/api/users/profile/", {"phone_number": "01001234567"}, format="json")

    answer = api.patch("/api/users/profile/", {"phone_number": nothing}, format="json")

    assert (answer.status_code, answer.json()["phone_number"]) == (200, None)
