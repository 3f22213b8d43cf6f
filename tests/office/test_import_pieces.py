"""Staff send a table in a seller's stead."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.models import StaffAction
from custom_auth.tests.builders import a_seller, a_staff_member, a_user
from products import importing
from products.models import ImportRow, Product, ProductImport
from products.tests.builders import a_category, a_table, a_zip
from tests.office.signing import browser_of

pytestmark = pytest.mark.django_db
ADD = "admin:products_productimport_add"
ROW = {"name": "طبق نحاس", "description": "مطروق.", "price": "90", "category": "نحاسيات"}


@pytest.fixture(autouse=True)
def _private(settings: Any, tmp_path: Path) -> None:
    kept = settings.STORAGES["private"]
    private = {**kept, "OPTIONS": {**kept["OPTIONS"], "location": tmp_path / "private"}}
    settings.STORAGES = {**settings.STORAGES, "private": private}


def send(client: Client, **fields: Any) -> Any:
    form = {"email": "maker@tohfa.example", "on_existing": "refuse", **fields}
    return client.post(reverse(ADD), form)


def test_a_moderator_sends_a_table_and_reads_what_became_of_it() -> None:
    a_category("نحاسيات")
    seller = a_seller("maker@tohfa.example")
    moderator = a_staff_member("moderator")
    client = browser_of(moderator, language="ar")

    answer = send(client, file=a_table([ROW, {**ROW, "price": "؟"}]), archive=a_zip({}))
    importing.run_waiting()

    assert answer.status_code == 302
    job = ProductImport.objects.get()
    assert (job.seller, job.asked_by, job.status) == (seller, moderator, "done")
    assert (job.rows_added, job.rows_failed) == (1, 1)
    assert Product.objects.get(seller=seller).name == "طبق نحاس"
    assert StaffAction.objects.filter(action="page.add", by=moderator).count() == 1
    page = client.get(reverse("admin:products_productimport_change", args=[job.pk]))
    assert "of__id__exact" in page.content.decode()
    rows = client.get(reverse("admin:products_importrow_changelist") + f"?of__id__exact={job.pk}")
    (failed,) = ImportRow.objects.filter(outcome="failed")
    assert failed.problems[0]["message"] in rows.content.decode()


@pytest.mark.parametrize(
    "email", ["buyer@tohfa.example", "suspended@tohfa.example", "no@body.example"]
)
def test_only_for_somebody_who_sells(email: str) -> None:
    a_user("buyer@tohfa.example")
    suspended = a_seller("suspended@tohfa.example").profile
    suspended.suspended_at = suspended.user.date_joined
    suspended.save(update_fields=["suspended_at"])
    client = browser_of(a_staff_member("moderator"))

    answer = send(client, email=email, file=a_table([ROW]))

    assert answer.status_code == 200
    assert "Nobody who sells has this e-mail." in answer.content.decode()
    assert ProductImport.objects.count() == 0


def test_a_bad_file_is_shown_at_its_field() -> None:
    a_seller("maker@tohfa.example")
    client = browser_of(a_staff_member("moderator"), language="ar")

    answer = send(client, file=a_zip({"x": b"y"}, name="x.xlsx"), archive=a_zip({"../x": b"y"}))

    assert answer.status_code == 200
    assert "لا يمكن قبول ملف الصور المضغوط" in answer.content.decode()
    assert "ليس جدول قطع" in answer.content.decode()
    assert ProductImport.objects.count() == 0


def test_support_looks_and_does_not_send() -> None:
    client = browser_of(a_staff_member("support"))

    assert client.get(reverse("admin:products_productimport_changelist")).status_code == 200
    assert send(client, file=a_table([ROW])).status_code == 403
