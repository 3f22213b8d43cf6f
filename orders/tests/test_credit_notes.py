"""Credit notes: one for each refund of what was delivered, numbered without a gap, read by both sides."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.db import IntegrityError, transaction
from pytest_django.fixtures import Settings

from core.calendar import CAIRO
from custom_auth.tests.builders import a_user, signed_in
from orders import tasks
from orders.actions import credit_notes, parcels, returns
from orders.models import CreditNote, Invoice, Order, Parcel
from orders.rules.states import ParcelStatus
from orders.tests.builders import a_card_order, a_return, an_order, walk
from products.tests.builders import a_product

pytestmark = pytest.mark.django_db
ARTEFACTS = Path(__file__).parents[2] / "artefacts"


@pytest.fixture(autouse=True)
def private(settings: Settings, tmp_path: Path) -> None:
    own = {**settings.STORAGES["private"], "OPTIONS": {"location": tmp_path / "private"}}
    settings.STORAGES = {**settings.STORAGES, "private": own}
    settings.TAX_ID = "100-200-300"


def refunded(quantity: int = 1, **fields: Any) -> Parcel:
    """Give a parcel of two bowls of which ``quantity`` came back."""
    lines = [(a_product(name="طبق فخار", name_en="Clay bowl", price="100"), 2)]
    order = a_card_order(lines, status=ParcelStatus.DELIVERED, **fields)
    come_back(order.parcels.get(), quantity=quantity)
    parcel: Parcel = order.parcels.get()
    return parcel


def come_back(parcel: Parcel, *, quantity: int = 1) -> None:
    asked = a_return(parcel.order, quantity=quantity)
    with transaction.atomic():
        returns.approve(asked, by=parcel.seller, now=datetime.now(UTC))
        returns.receive(asked, by=parcel.seller, now=datetime.now(UTC))


def listed(parcel: Parcel, reader: Any) -> Any:
    return signed_in(reader).get(f"/api/orders/{parcel.order_id}/credit-notes/").json()["results"]


def test_a_refund_of_what_was_delivered_makes_a_credit_note() -> None:
    parcel = refunded()
    profile = parcel.seller.profile
    profile.tax_id = "987-654-321"
    profile.save()
    note = CreditNote.objects.get()
    early = signed_in(parcel.order.user).get(f"/api/credit-notes/{note.pk}/")

    assert tasks.make_credit_notes() == 1

    answer = signed_in(parcel.order.user).get(f"/api/credit-notes/{note.pk}/")
    year = datetime.now(UTC).astimezone(CAIRO).year
    [shown] = listed(parcel, parcel.order.user)
    assert (early.status_code, early.json()["code"]) == (409, "paper_not_ready")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert (shown["number"], shown["amount"]) == (f"CN-{year}-000001", "100.00")
    page = pypdfium2.PdfDocument(answer.content)[0]
    text = page.get_textpage().get_text_bounded()
    for words in ("إشعار دائن", str(Invoice.objects.get()), "طبق فخار", "100.00"):
        assert words in text
    assert "987-654-321" in text
    assert "100-200-300" in text
    ARTEFACTS.mkdir(exist_ok=True)
    page.render(scale=1.3).to_pil().save(ARTEFACTS / "credit-note.png")


def test_an_english_order_gets_an_english_one() -> None:
    parcel = refunded(language="en")
    tasks.make_credit_notes()

    pdf = credit_notes.opened(CreditNote.objects.get())

    text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded()
    assert "Credit note" in text
    assert "Clay bowl" in text
    assert parcel.seller_name in text


def test_both_sides_read_it_and_nobody_else() -> None:
    parcel = refunded()
    tasks.make_credit_notes()
    note, stranger = CreditNote.objects.get(), a_user()

    assert signed_in(parcel.seller).get(f"/api/credit-notes/{note.pk}/").status_code == 200
    assert signed_in(stranger).get(f"/api/credit-notes/{note.pk}/").status_code == 404
    assert len(listed(parcel, parcel.seller)) == 1
    listing = f"/api/orders/{parcel.order_id}/credit-notes/"
    assert signed_in(stranger).get(listing).status_code == 404


def test_what_was_never_delivered_has_no_invoice_to_take_back() -> None:
    parcel = a_card_order(status=ParcelStatus.SHIPPED).parcels.get()
    for step in (ParcelStatus.REFUSED, ParcelStatus.RETURNED):
        with transaction.atomic():
            parcels.move(parcel, step, by=None, now=datetime.now(UTC))

    assert Order.objects.get().refunded > 0
    assert CreditNote.objects.count() == 0


def test_each_refund_has_its_own_and_together_they_are_what_was_given_back() -> None:
    parcel = refunded()
    come_back(parcel)
    tasks.make_credit_notes()

    notes = list(CreditNote.objects.order_by("serial"))

    assert [note.serial for note in notes] == [1, 2]
    assert sum(note.amount for note in notes) == 200
    assert Invoice.objects.count() == 1


def test_one_that_was_given_up_is_made_when_it_is_asked_for() -> None:
    parcel = refunded()
    CreditNote.objects.update(wanted_at=datetime.now(UTC) - timedelta(days=2))
    assert tasks.make_credit_notes() == 0

    note = CreditNote.objects.get()
    signed_in(parcel.order.user).get(f"/api/credit-notes/{note.pk}/")

    assert tasks.make_credit_notes() == 1


def test_a_number_cannot_be_given_twice_nor_half_of_one() -> None:
    refunded()
    refunded()
    first, second = CreditNote.objects.order_by("pk")
    now = datetime.now(UTC)
    CreditNote.objects.filter(pk=first.pk).update(year=2026, serial=1, issued_at=now)

    for wrong in ({"year": 2026, "serial": 1, "issued_at": now}, {"year": 2026, "serial": 2}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CreditNote.objects.filter(pk=second.pk).update(**wrong)


def test_an_order_paid_in_cash_is_credited_too() -> None:
    order = an_order(lines=[(a_product(price="100"), 2)])
    come_back(walk(order.parcels.get(), ParcelStatus.DELIVERED))

    assert CreditNote.objects.get().amount == 100
