"""Applications with their papers, up to the decision and what follows from it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.storage import storages
from django.db import connection, transaction
from PIL import Image
from rest_framework.test import APIClient

from core.problems import InvalidTransition
from custom_auth import tasks
from custom_auth.actions import sellers
from custom_auth.models import ApplicationEvent, SellerApplication, SellerDocument, User
from custom_auth.rules import ApplicationStatus, may_become
from custom_auth.tests.builders import (
    a_seller,
    a_staff_member,
    a_user,
    an_application,
    signed_in,
)
from notifications.models import Notice

pytestmark = pytest.mark.django_db
MAKER: dict[str, Any] = {
    "user_type": "artist",
    "specialty": "خزف",
    "bio": "أعمل بالطين منذ عشر سنين.",
}
SHOP: dict[str, Any] = {"user_type": "store", "store_name": "بيت النحاس", "tax_id": "123-456-789"}


@pytest.fixture(autouse=True)
def _private(tmp_path: Path, settings: Any) -> None:
    kept = {**settings.STORAGES["private"]["OPTIONS"], "location": tmp_path / "private"}
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {**settings.STORAGES["private"], "OPTIONS": kept},
    }


def a_file(content: bytes, name: str = "paper.pdf") -> BytesIO:
    file = BytesIO(content)
    file.name = name
    return file


def a_scan(kind: str = "JPEG", size: tuple[int, int] = (600, 400)) -> bytes:
    file = BytesIO()
    Image.new("RGB", size, "white").save(file, kind)
    return file.getvalue()


PDF = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n%%EOF"


def apply(person: User, papers: dict[str, Any] | None = None, **fields: Any) -> Any:
    body = {**(fields or MAKER), **(papers or {})}
    return signed_in(person).post("/api/users/seller/register/", body, format="multipart")


def decide(application: SellerApplication, status: ApplicationStatus, reasons: str = "") -> None:
    by = a_staff_member("moderator")
    with transaction.atomic():
        sellers.decide(application, status, by=by, now=datetime.now(UTC), reasons=reasons)


def verification(person: User) -> Any:
    return signed_in(person).get("/api/users/seller/verification/").json()


# --- handing in ---------------------------------------------------------------------------------
def test_a_home_maker_applies_without_papers() -> None:
    person = a_user()
    assert verification(person)["status"] == "none"

    answer = apply(person)

    assert (answer.status_code, answer.json()["track"]) == (201, "home")
    assert answer.json()["status"] == "pending"
    assert verification(person)["status"] == "pending"
    person.profile.refresh_from_db()
    assert (person.profile.user_type, person.profile.is_verified) == ("customer", False)
    assert Notice.objects.get().kind == "seller.applied"


def test_a_business_shows_its_papers() -> None:
    person = a_user()

    answer = apply(
        person,
        {
            "identity": a_file(a_scan(), "id.jpg"),
            "tax_card": a_file(PDF),
            "sample": [a_file(a_scan("PNG"), "1.png"), a_file(a_scan("WEBP"), "2.webp")],
        },
        **SHOP,
    )

    assert (answer.status_code, answer.json()["track"]) == (201, "business")
    shown = [(row["kind"], row["content_type"]) for row in verification(person)["documents"]]
    assert sorted(shown) == [
        ("identity", "image/jpeg"),
        ("sample", "image/png"),
        ("sample", "image/webp"),
        ("tax_card", "application/pdf"),
    ]


@pytest.mark.parametrize(
    "fields",
    [{"user_type": "artist"}, {"user_type": "store"}, {"user_type": "customer"}, {}],
)
def test_each_kind_says_what_it_needs(fields: dict[str, str]) -> None:
    api = signed_in(a_user())

    answer = api.post("/api/users/seller/register/", fields, format="json")

    assert answer.status_code == 400
    assert not SellerApplication.objects.exists()


def test_an_address_is_confirmed_first() -> None:
    answer = apply(a_user(is_email_verified=False))

    assert (answer.status_code, answer.json()["code"]) == (403, "email_not_verified")


HOSTILE: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "a page": lambda: b"<html><script>alert(1)</script></html>",
    "a page that says it is a PDF": lambda: b"%PDF-1.7\n<HTML><script>alert(1)</script>",
    "a drawing with a script": lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>',
    "a program": lambda: b"MZ\x90\x00" + b"\x00" * 64,
    "an archive": lambda: b"PK\x03\x04" + b"\x00" * 64,
    "a picture cut short": lambda: a_scan(size=(900, 900))[:400],
    "a picture's beginning": lambda: b"\x89PNG\r\n\x1a\n" + b"\x00" * 32,
    "an animation": lambda: b"GIF89a" + b"\x00" * 64,
}
ELEVEN_MEGABYTES = b"%PDF-1.7" + b"0" * (11 * 1024 * 1024)


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_refused_with_everything_else(case: str) -> None:
    person = a_user()

    answer = apply(person, {"identity": a_file(HOSTILE[case](), "id.jpg")}, **SHOP)

    assert (answer.status_code, answer.json()["code"]) == (400, "document_refused")
    assert not SellerApplication.objects.exists()
    assert not SellerDocument.objects.exists()
    assert not Notice.objects.exists()


def test_of_a_paper_that_is_too_large_it_is_said_that_it_is_too_large() -> None:
    person = a_user()

    answer = apply(person, {"identity": a_file(ELEVEN_MEGABYTES, "id.pdf")}, **SHOP)

    assert (answer.status_code, answer.json()["code"]) == (400, "document_too_large")
    assert "10 ميجابايت" in answer.json()["title"]
    assert not SellerApplication.objects.exists()


def test_of_papers_one_of_which_is_refused_none_is_kept(tmp_path: Path) -> None:
    papers = {"identity": a_file(PDF), "sample": a_file(b"no picture", "sample.jpg")}

    assert apply(a_user(), papers, **SHOP).status_code == 400

    assert [one for one in (tmp_path / "private").rglob("*") if one.is_file()] == []


def test_no_more_than_ten_papers_are_taken() -> None:
    many = [a_file(PDF, f"{number}.pdf") for number in range(11)]

    assert apply(a_user(), {"sample": many}, **SHOP).json()["code"] == "too_many_documents"


def test_a_second_application_waits_for_the_first() -> None:
    person = a_user()
    apply(person)

    assert apply(person).json()["code"] == "already_applied"
    assert SellerApplication.objects.count() == 1


# --- papers at rest -----------------------------------------------------------------------------
def test_papers_are_encrypted_outside_what_is_served(settings: Any) -> None:
    person = a_user()
    apply(person, {"tax_card": a_file(PDF)}, **SHOP)
    paper = SellerDocument.objects.get()

    with storages["private"].open(paper.path) as file:
        kept = file.read()
    assert b"%PDF" not in kept
    assert not Path(storages["private"].path(paper.path)).is_relative_to(settings.MEDIA_ROOT)
    assert APIClient().get(f"/media/{paper.path}").status_code == 404
    with connection.cursor() as cursor:
        cursor.execute("SELECT tax_id FROM custom_auth_sellerapplication")
        assert "123-456-789" not in cursor.fetchone()[0]


def test_a_link_shows_a_paper_for_five_minutes() -> None:
    person = a_user()
    apply(person, {"tax_card": a_file(PDF)}, **SHOP)
    address = verification(person)["documents"][0]["url"]

    answer = APIClient().get(address)

    assert (answer.status_code, answer.content) == (200, PDF)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert "sandbox" in answer["Content-Security-Policy"]
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=6)):
        assert APIClient().get(address).status_code == 404


@pytest.mark.parametrize("token", ["x", "1", "MQ:1:x", "../../etc/passwd"])
def test_a_link_that_is_not_ours_shows_nothing(token: str) -> None:
    assert APIClient().get(f"/api/users/seller/documents/{token}/").status_code == 404


def test_nobody_else_is_given_a_link() -> None:
    apply(a_user(), {"tax_card": a_file(PDF)}, **SHOP)

    assert verification(a_user())["documents"] == []


def test_papers_are_deleted_on_their_day(
    django_capture_on_commit_callbacks: Any,
) -> None:
    person = a_user()
    apply(person, {"tax_card": a_file(PDF)}, **SHOP)
    application = SellerApplication.objects.get()
    decide(application, ApplicationStatus.APPROVED)
    paper = SellerDocument.objects.get()
    assert paper.delete_on == (datetime.now(UTC) + timedelta(days=180)).date()

    with time_machine.travel(datetime.now(UTC) + timedelta(days=179)):
        tasks.forget(0)
    assert SellerDocument.objects.exists()
    with (
        time_machine.travel(datetime.now(UTC) + timedelta(days=181)),
        django_capture_on_commit_callbacks(execute=True),
    ):
        tasks.forget(0)

    assert not SellerDocument.objects.exists()
    assert not storages["private"].exists(paper.path)


# --- the decision -------------------------------------------------------------------------------
def test_approval_makes_a_seller_with_a_page() -> None:
    person = a_user()
    apply(person, **SHOP)
    application = SellerApplication.objects.get()

    decide(application, ApplicationStatus.APPROVED)

    page = APIClient().get(f"/api/sellers/{person.pk}/")
    assert (page.status_code, page.json()["name"]) == (200, "بيت النحاس")
    assert verification(person)["status"] == "approved"
    assert Notice.objects.filter(kind="seller.approved", user_ids=[person.pk]).count() == 1
    body = {"name": "طبق", "description": "نحاس", "price": "5.00", "stock": 1}
    assert signed_in(person).post("/api/products/", body, format="json").status_code == 400


def test_what_is_to_be_mended_is_said_and_handed_in_again() -> None:
    person = a_user()
    apply(person)
    decide(SellerApplication.objects.get(), ApplicationStatus.CHANGES_REQUESTED, "الصورة غير واضحة")
    asked = verification(person)
    assert (asked["status"], asked["reasons"]) == ("changes_requested", "الصورة غير واضحة")

    assert apply(person).status_code == 201

    steps = [(step["from_status"], step["to_status"]) for step in verification(person)["history"]]
    assert steps == [
        ("", "pending"),
        ("pending", "changes_requested"),
        ("changes_requested", "pending"),
    ]


def test_a_suspended_seller_leaves_the_market_and_keeps_running_orders() -> None:
    person = a_seller()
    application = an_application(person, status="approved")
    assert APIClient().get(f"/api/sellers/{person.pk}/").status_code == 200

    decide(application, ApplicationStatus.SUSPENDED, "شكاوى متكررة")

    api = signed_in(person)
    assert APIClient().get(f"/api/sellers/{person.pk}/").status_code == 404
    assert api.post("/api/products/", {}, format="json").status_code == 403
    assert api.get("/api/seller/orders/").status_code == 200
    assert Notice.objects.get().kind == "seller.suspended"

    decide(application, ApplicationStatus.APPROVED)

    assert APIClient().get(f"/api/sellers/{person.pk}/").status_code == 200
    assert Notice.objects.filter(kind="seller.reinstated").count() == 1


@pytest.mark.parametrize("before", ApplicationStatus)
@pytest.mark.parametrize("wanted", ApplicationStatus)
def test_only_steps_of_the_table_are_taken(
    before: ApplicationStatus, wanted: ApplicationStatus
) -> None:
    application = an_application(a_seller(), status=before)
    is_allowed = may_become(before, wanted) and wanted is not ApplicationStatus.PENDING

    if is_allowed:
        decide(application, wanted)
    else:
        with pytest.raises(InvalidTransition):
            decide(application, wanted)

    application.refresh_from_db()
    assert application.status == (wanted if is_allowed else before)
    assert ApplicationEvent.objects.count() == int(is_allowed)
