"""Invoices and packing slips: numbered, made by the worker, read by those they are for, and looked at."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.core.files.storage import storages
from django.db import transaction
from PIL.Image import Image
from pytest_django.fixtures import Settings

from custom_auth.tests.builders import a_user, signed_in
from orders import papers as typesetting
from orders import tasks
from orders.actions import papers
from orders.models import Invoice, InvoiceSerial, Order, Paper, Parcel
from orders.rules.numbers import spoken
from orders.rules.states import Method, ParcelStatus
from orders.tests.builders import an_order
from products.tests.builders import a_product

pytestmark = pytest.mark.django_db

DELIVERED = ParcelStatus.DELIVERED


@pytest.fixture(autouse=True)
def private(settings: Settings, tmp_path: Path) -> Path:
    own = {**settings.STORAGES["private"], "OPTIONS": {"location": tmp_path / "private"}}
    settings.STORAGES = {**settings.STORAGES, "private": own}
    return tmp_path / "private"


def invoice_of(parcel: Parcel, reader: Any = None, **headers: Any) -> Any:
    path = f"/api/orders/{parcel.order_id}/parcels/{parcel.pk}/invoice/"
    return signed_in(reader or parcel.order.user).get(path, **headers)


def slip_of(parcel: Parcel, reader: Any = None) -> Any:
    path = f"/api/seller/orders/{parcel.order_id}/packing-slip/"
    return signed_in(reader or parcel.seller).get(path)


def delivered(**fields: Any) -> Parcel:
    parcel: Parcel = an_order(status=DELIVERED, **fields).parcels.get()
    return parcel


# --- who gets what, and when ------------------------------------------------------------------------
def test_the_worker_makes_the_invoice_of_what_was_delivered_and_its_buyer_reads_it() -> None:
    parcel = delivered()
    early = invoice_of(parcel)

    assert tasks.make_papers() == 2  # its packing slip too
    answer = invoice_of(parcel, HTTP_ACCEPT="application/pdf")

    assert (early.status_code, early.json()["code"]) == (409, "paper_not_ready")
    assert early["Retry-After"] == "2"
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Cache-Control"] == "no-store, private"
    assert answer.content.startswith(b"%PDF-")
    assert tasks.make_papers() == 0


def test_there_is_no_invoice_before_delivery() -> None:
    parcel = an_order(status=ParcelStatus.SHIPPED).parcels.get()
    tasks.make_papers()

    answer = invoice_of(parcel)

    assert (answer.status_code, answer.json()["code"]) == (409, "not_invoiced")
    assert Invoice.objects.count() == 0


def test_a_packing_slip_waits_for_the_payment() -> None:
    parcel = an_order(method=Method.CREDIT_CARD).parcels.get()

    answer = slip_of(parcel)

    assert (answer.status_code, answer.json()["code"]) == (409, "not_paid_yet")
    assert Paper.objects.count() == 0


def test_papers_are_for_the_two_sides_alone() -> None:
    parcel = delivered()
    tasks.make_papers()
    stranger, buyer = a_user(), parcel.order.user

    assert invoice_of(parcel, stranger).status_code == 404
    assert invoice_of(parcel, parcel.seller).status_code == 404
    assert slip_of(parcel, buyer).status_code == 403
    assert slip_of(parcel).status_code == 200
    own = f"/api/seller/orders/{parcel.order_id}/invoice/"
    assert signed_in(parcel.seller).get(own).status_code == 200
    other = an_order().parcels.get()
    assert signed_in(other.seller).get(own).status_code == 404
    assert slip_of(parcel, other.seller).status_code == 404


def test_what_lies_on_the_disk_can_be_read_by_nobody_else(private: Path) -> None:
    delivered()
    tasks.make_papers()

    files = [path for path in private.rglob("*") if path.is_file()]

    assert len(files) == 2
    assert not any(b"%PDF" in path.read_bytes() for path in files)


def test_a_paper_whose_file_is_gone_is_made_again() -> None:
    parcel = delivered()
    tasks.make_papers()
    storages["private"].delete(Paper.objects.get(kind="invoice").file)

    assert invoice_of(parcel).json()["code"] == "paper_not_ready"
    assert tasks.make_papers() == 1
    assert invoice_of(parcel).status_code == 200
    assert Invoice.objects.count() == 1


def test_what_was_not_made_for_a_day_waits_until_somebody_asks() -> None:
    parcel = delivered()
    Paper.objects.update(wanted_at=datetime.now(UTC) - timedelta(days=2))
    assert tasks.make_papers() == 0

    invoice_of(parcel)

    assert tasks.make_papers() == 1


def test_one_paper_that_cannot_be_made_does_not_keep_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    broken, fine = delivered(), delivered()
    content_of = papers.content_of

    def fails_for_one(parcel_id: int, kind: str) -> dict[str, Any]:
        if parcel_id == broken.pk:
            raise RuntimeError("a bug")
        return content_of(parcel_id, kind)

    monkeypatch.setattr(papers, "content_of", fails_for_one)

    with pytest.raises(RuntimeError, match="a bug"):
        tasks.make_papers()

    assert invoice_of(fine).status_code == 200
    assert invoice_of(broken).status_code == 409


# --- numbers ----------------------------------------------------------------------------------------
def test_numbers_run_without_a_gap_within_their_year() -> None:
    sold = [delivered() for _ in range(4)]
    moments = [datetime(2026, 12, 31, 21, 59, tzinfo=UTC)] * 2
    moments += [datetime(2026, 12, 31, 22, 1, tzinfo=UTC)] * 2  # past midnight in Cairo

    issued = []
    for parcel, moment in zip(sold, moments, strict=True):
        with transaction.atomic():
            issued.append(str(papers.issue(parcel.pk, now=moment)))

    assert issued == ["2026-000001", "2026-000002", "2027-000001", "2027-000002"]


def test_an_invoice_keeps_its_number_and_one_taken_back_is_given_again() -> None:
    first, second = delivered(), delivered()
    with transaction.atomic():
        papers.issue(first.pk, now=datetime.now(UTC))
        transaction.set_rollback(True)

    for _ in range(2):
        with transaction.atomic():
            kept = papers.issue(second.pk, now=datetime.now(UTC))

    assert (kept.serial, Invoice.objects.count(), InvoiceSerial.objects.get().last) == (1, 1, 1)


# --- looked at --------------------------------------------------------------------------------------
def pages(pdf: bytes) -> Iterator[tuple[str, Image]]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            text = page.get_textpage().get_text_bounded()
            yield text, page.render(scale=2).to_pil().convert("L")
    finally:
        document.close()


def ink(page: Image, left: float, top: float, right: float, bottom: float) -> float:
    """Give how much of a part of a page is dark; its edges are shares of the page."""
    width, height = page.size
    part = page.crop(
        (int(left * width), int(top * height), int(right * width), int(bottom * height))
    )
    histogram = part.histogram()
    return sum(histogram[:128]) / sum(histogram)


def in_order(text: str, *words: str) -> bool:
    """Tell whether ``words`` stand in a text one behind the other."""
    reached = 0
    for word in words:
        place = text.find(word, reached)
        if place < 0:
            return False
        reached = place + len(word)
    return True


def test_an_invoice_says_what_was_sold_in_arabic_from_right_to_left() -> None:
    buyer = a_user()
    piece = a_product(name="فازة فخار زرقاء", price="280", stock=5)
    parcel = delivered(buyer=buyer, lines=[(piece, 2)])
    tasks.make_papers()
    order = Order.objects.get()

    [(text, page)] = pages(invoice_of(parcel).content)

    assert in_order(text, "تحفة", "فاتورة", "البائع", "رقم الفاتورة", f"{Invoice.objects.get()}")
    assert in_order(text, "رقم الطلب", spoken(order.number), "المشتري", "منى عادل")
    assert in_order(text, "القطعة", "فازة فخار زرقاء", "280.00", "560.00", "الشحن", "الإجمالي")
    assert "610.00" in text
    assert "+201001234567" in text
    # The brand at the right, the title at the left, the table's head from edge to edge, and below the
    # sums nothing but the foot.
    assert ink(page, 0.80, 0.04, 0.92, 0.09) > 0.03
    assert ink(page, 0.08, 0.05, 0.20, 0.09) > 0.02
    assert ink(page, 0.40, 0.04, 0.60, 0.09) == 0
    assert ink(page, 0.08, 0.70, 0.92, 0.93) == 0
    assert ink(page, 0.08, 0.93, 0.92, 0.97) > 0.001


def test_arabic_letters_are_joined() -> None:
    """The four letters of the brand are one stroke: set apart, they would leave gaps between them."""
    [(_, page)] = pages(typesetting.typeset("invoice", content()))
    width, height = page.size
    brand = page.crop(
        (int(0.80 * width), int(0.04 * height), int(0.92 * width), int(0.09 * height))
    )

    columns = [
        any(brand.getpixel((x, y)) < 140 for y in range(brand.height))  # type: ignore[operator]
        for x in range(brand.width)
    ]
    strokes = sum(1 for before, after in pairwise([False, *columns]) if after and not before)

    assert strokes == 1


def content(**changes: Any) -> dict[str, Any]:
    line = {
        "name": "طبق",
        "sku": "TH-1",
        "choices": ["كبير"],
        "personalisation": [["الاسم", "ليلى"]],
        "quantity": "1",
        "price": "10.00",
        "total": "10.00",
    }
    return {
        "language": "ar",
        "number": "2026-000001",
        "order": "4821-9063-376",
        "date": "2026-07-01",
        "seller": "ورشة",
        "method": "بطاقة",
        "address": ["منى", "شارع النيل"],
        "phone": "+201001234567",
        "items": [line] * changes.pop("lines", 1),
        "items_total": "10.00",
        "shipping": "0.00",
        "discount": "0.00",
        "total": "10.00",
        "carrier": "بوسطة",
        "tracking": "",
        "cash": "0.00",
        "note": "",
        "seller_tax_id": "",
        "house_tax_id": "",
        **changes,
    }


@pytest.mark.parametrize("kind", ["invoice", "packing_slip"])
def test_a_long_order_goes_on_over_pages_with_its_head_on_each(kind: str) -> None:
    made = list(pages(typesetting.typeset(kind, content(lines=60))))

    assert len(made) > 2
    for number, (text, page) in enumerate(made, 1):
        assert {str(number), str(len(made))} <= set(text.splitlines()[-1].split())
        assert "القطعة" in text
        assert ink(page, 0.08, 0.03, 0.92, 0.97) > 0.005
    assert "".join(text for text, _ in made).count("ليلى") == 60


@pytest.mark.parametrize("kind", ["invoice", "packing_slip"])
def test_what_people_wrote_is_text_and_no_markup(kind: str) -> None:
    nasty = '#read("/etc/passwd") $x$ *bold* <a> \\ " // `'

    [(text, _)] = pages(typesetting.typeset(kind, content(language="en", seller=nasty, note=nasty)))

    assert '#read("/etc/passwd")' in text
    assert "*bold*" in text
    assert "root:" not in text


def test_a_packing_slip_says_what_goes_in_where_to_and_what_is_to_be_collected() -> None:
    asked = {"code": "name", "label": "الاسم", "label_en": "Name", "max_length": 20}
    cup = a_product(name="فنجان", personalisation=[{**asked, "is_required": False}], price="90")
    parcel = an_order(lines=[(cup, 3)], status=ParcelStatus.PROCESSING, note="هدية").parcels.get()
    item = parcel.items.get()
    item.personalisation = {"name": "ليلى"}
    item.save()
    tasks.make_papers()

    [(text, page)] = pages(slip_of(parcel).content)

    assert in_order(text, "بيان التعبئة", "إلى", "منى عادل", "شارع عباس العقاد", "من")
    assert in_order(text, "المبلغ المطلوب عند التسليم", "320.00")
    assert in_order(text, "فنجان", "الاسم", "ليلى")
    assert "هدية" in text
    assert "90.00" not in text  # what a piece costs is nothing for a parcel's outside
    assert ink(page, 0.08, 0.03, 0.92, 0.6) > 0.01


def test_a_slip_is_made_anew_when_the_carrier_gave_its_number() -> None:
    parcel = an_order(status=ParcelStatus.PROCESSING).parcels.get()
    tasks.make_papers()
    first = Paper.objects.get().file

    Parcel.objects.update(tracking_number="7234519")
    with transaction.atomic():
        papers.want(parcel, "packing_slip", now=datetime.now(UTC))
    tasks.make_papers()

    [(text, _)] = pages(slip_of(parcel).content)
    assert "7234519" in text
    assert Paper.objects.get().file != first


def test_an_english_order_gets_an_english_invoice() -> None:
    parcel = delivered(lines=[(a_product(name_en="Blue vase"), 1)], language="en")
    tasks.make_papers()

    [(text, page)] = pages(invoice_of(parcel).content)

    assert in_order(text, "Tohfa", "Invoice", "Seller", "Buyer", "Blue vase", "Shipping", "Total")
    assert "Cash on delivery" in text
    assert ink(page, 0.08, 0.04, 0.20, 0.09) > 0.02
