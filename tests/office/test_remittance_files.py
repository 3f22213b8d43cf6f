"""Carriers' files of cash: CSV or XLSX, columns in any order, digits of either script."""

import io
import zipfile
from decimal import Decimal
from typing import Any

import pytest
import xlsxwriter
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from custom_auth.tests.builders import a_staff_member
from orders.actions.shipping import Collected
from orders.models import Parcel, Remittance
from orders.rules.states import ParcelStatus
from orders.tests.builders import an_order, walk
from tests.office.signing import browser_of
from to7fabackend.backoffice import remittance_files
from to7fabackend.backoffice.remittance_files import Unreadable
from wallet.models import LedgerEntry

TWO = [Collected("70001", Decimal("165.00")), Collected("70002", Decimal("1250.50"))]


def workbook(rows: list[list[Any]]) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return file.getvalue()


@pytest.mark.parametrize(
    "text",
    [
        "70001,165.00\n70002,1250.50\n",
        "Tracking Number,COD Amount\n70001,165\n70002,1250.5\n",
        "cod;city;awb\n165;Cairo;70001\n1,250.50;Giza;70002\n",
        "رقم التتبع\tالمبلغ\n٧٠٠٠١\t١٦٥\n٧٠٠٠٢\t١٬٢٥٠٫٥٠\n",
        "Bosta\n2026-11-30\n\n#,المدينة,رقم البوليصة,مبلغ التحصيل (ج.م)\n"
        "1,x,70001,165 ج.م\n2,y,70002,EGP 1250.50\n",
    ],
    ids=["bare", "headed", "semicolons", "arabic", "with a letterhead"],
)
def test_a_text_is_read_however_it_is_laid_out(text: str) -> None:
    assert remittance_files.collected(text.encode("utf-8-sig")) == TWO


def test_a_text_of_an_old_arabic_spreadsheet_is_read() -> None:
    text = "رقم الشحنة;المبلغ\n70001;165\n70002;1250.50\n"

    assert remittance_files.collected(text.encode("cp1256")) == TWO


def test_a_workbook_is_read() -> None:
    rows: list[list[Any]] = [
        ["Bosta"],
        [],
        ["AWB", "City", "Collected amount"],
        [70001, "القاهرة", 165],
    ]
    rows += [["70002", "الجيزة", 1250.5]]

    assert remittance_files.collected(workbook(rows)) == TWO


def test_each_line_that_cannot_be_read_is_named() -> None:
    text = "awb,cod\n70001,165\n,10\n70003,many\n70004,-5\n70005,0\n70006,1.234\n"

    with pytest.raises(Unreadable) as wrong:
        remittance_files.collected(text.encode())

    assert len(wrong.value.faults) == 5
    for number, fault in zip((3, 4, 5, 6, 7), wrong.value.faults, strict=True):
        assert f" {number}" in fault
    assert "many" in wrong.value.faults[1]


def test_of_many_faults_the_first_are_named() -> None:
    text = "awb,cod\n" + "x,y\n" * 100

    with pytest.raises(Unreadable) as wrong:
        remittance_files.collected(text.encode())

    assert len(wrong.value.faults) == remittance_files.MOST_FAULTS + 1


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'


def packed(sheet: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet1.xml", sheet)
    return file.getvalue()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\n\n",
        b"awb,cod\n",
        b"\x00\x01",
        b"PK\x03\x04 not really",
        packed(BOMB),
        packed(b"<worksheet>"),
        packed(b" " * 21_000_000),
        b"x,1\n" * 5001,
        b"x" * 2_000_001,
    ],
    ids=[
        "empty",
        "blank",
        "headings",
        "bytes",
        "no zip",
        "entities",
        "half",
        "bomb",
        "long",
        "big",
    ],
)
def test_what_is_no_file_of_cash_is_refused(raw: bytes) -> None:
    with pytest.raises(Unreadable):
        remittance_files.collected(raw)


# --- the page ---------------------------------------------------------------------------------------
def delivered(*numbers: str) -> list[Parcel]:
    made = []
    for number in numbers:
        order = an_order(options="bosta")
        Parcel.objects.filter(order=order).update(tracking_number=number)
        made.append(walk(order.parcels.get(), ParcelStatus.DELIVERED))
    return made


def upload(raw: bytes, name: str = "cash.csv", **fields: str) -> Any:
    Group.objects.get_or_create(name="finance")
    form = {"carrier": "bosta", "reference": "BST-1", "received_on": "2026-11-30", "fees": "0"}
    file = SimpleUploadedFile(name, raw)
    client = browser_of(a_staff_member("finance"))
    return client.post(
        reverse("admin:queue", args=["remittances"]), {**form, **fields, "file": file}, follow=True
    )


@pytest.mark.django_db
def test_a_workbook_is_taken_in_and_booked() -> None:
    first, second = delivered("70001", "70002")

    upload(workbook([["awb", "cod"], ["70001", float(first.total)], ["70002", 1]]), "cash.xlsx")

    outcomes = dict(Remittance.objects.get().lines.values_list("tracking_number", "outcome"))
    first.refresh_from_db()
    second.refresh_from_db()
    assert outcomes == {"70001": "matched", "70002": "different"}
    assert (first.remitted_at is not None, second.remitted_at) == (True, None)


@pytest.mark.django_db
def test_a_trial_says_what_would_be_booked_and_books_nothing() -> None:
    [parcel] = delivered("70001")
    raw = f"70001,{parcel.total}\n79999,10\n".encode()
    before = LedgerEntry.objects.count()

    answer = upload(raw, only_try="on")

    [said] = [str(message) for message in answer.context["messages"]]
    assert "this was only tried" in said
    assert "Matched: 1" in said
    assert "<" not in said
    assert "No such parcel: 1" in said
    parcel.refresh_from_db()
    assert parcel.remitted_at is None
    assert (Remittance.objects.count(), LedgerEntry.objects.count()) == (0, before)
    upload(raw)
    assert Remittance.objects.get().lines.count() == 2


@pytest.mark.django_db
def test_a_line_that_cannot_be_read_keeps_the_whole_file_out() -> None:
    [parcel] = delivered("70001")

    answer = upload(f"awb,cod\n70001,{parcel.total}\n70002,nothing\n".encode())

    assert "Line 3" in answer.content.decode()
    assert not Remittance.objects.exists()
