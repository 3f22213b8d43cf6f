"""Credit notes: wanted by the refund of what was delivered, numbered and made by the worker.

One that could not be made within a day is left alone until somebody asks for it again.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import structlog
from django.utils import translation

from core import private_files
from core.calendar import CAIRO
from core.transactions import joins_transaction, opens_transaction
from orders import papers as typesetting
from orders.actions import papers
from orders.actions.papers import BATCH, GIVEN_UP_AFTER
from orders.errors import PaperNotReady
from orders.models import CreditNote, CreditNoteSerial, RefundLine
from orders.rules.numbers import spoken

log = structlog.get_logger("tohfa.papers")


@joins_transaction
def ask_for(note: CreditNote, *, now: datetime) -> CreditNote:
    """Give a credit note that was made; one that was given up is taken up again.

    :raises PaperNotReady: if it is still to be made.
    """
    if not note.file:
        CreditNote.objects.filter(pk=note.pk, wanted_at__lte=now - GIVEN_UP_AFTER).update(
            wanted_at=now
        )
    return note


def opened(note: CreditNote) -> bytes:
    """Read a credit note.

    :raises PaperNotReady: if it was not made yet.
    :raises FileNotFoundError: if its file is gone.
    """
    if not note.file:
        raise PaperNotReady(headers={"Retry-After": "2"})
    return private_files.opened(note.file)


def make_waiting(*, clock: Callable[[], datetime]) -> int:
    """Number and make credit notes that are wanted. Opens its own transactions.

    :raises Exception: what was wrong with the last that failed, once the others are made.
    """
    since = clock() - GIVEN_UP_AFTER
    waiting = CreditNote.objects.filter(file="", wanted_at__gt=since).order_by("wanted_at", "pk")
    made, failure = 0, None
    for note in list(waiting[:BATCH]):
        try:
            made += _make(note, now=clock())
        except Exception as error:
            log.exception("credit note not made", note=note.pk)
            failure = error
    if failure is not None:
        raise failure
    return made


def _make(note: CreditNote, *, now: datetime) -> int:
    numbered = opens_transaction(issue)(note.pk, now=now)
    pdf = typesetting.typeset("credit_note", content_of(numbered))
    file = private_files.keep(f"papers/{note.parcel_id}/credit_note", pdf)
    if opens_transaction(_note_made)(note, file):
        return 1
    private_files.drop(file)  # another worker was there first
    return 0


@joins_transaction
def issue(note_id: int, *, now: datetime) -> CreditNote:
    """Give a credit note the next number of its year, once; and its invoice one, if it has none yet.

    The year's row is locked until the number is committed, so that none is left out.
    """
    year = now.astimezone(CAIRO).year
    parcel_id = CreditNote.objects.values_list("parcel_id", flat=True).get(pk=note_id)
    papers.issue(parcel_id, now=now)
    CreditNoteSerial.objects.get_or_create(year=year)
    serial = CreditNoteSerial.objects.select_for_update(no_key=True).get(year=year)
    note = CreditNote.objects.for_listing().get(pk=note_id)
    if note.serial is not None:
        return note
    serial.last += 1
    serial.save(update_fields=["last"])
    note.year, note.serial, note.issued_at = year, serial.last, now
    note.save(update_fields=["year", "serial", "issued_at"])
    return note


@joins_transaction
def _note_made(note: CreditNote, file: str) -> int:
    return CreditNote.objects.filter(pk=note.pk, file="").update(file=file)


def content_of(note: CreditNote) -> dict[str, Any]:
    """Give what stands on a credit note, as text. Everything of it was frozen with the refund."""
    parcel, invoice = note.parcel, note.parcel.invoice
    order = parcel.order
    recipient, _, where = order.shipping_address.partition("\n")
    rows = RefundLine.objects.filter(parcel=parcel, reference=note.reference)
    is_english = order.language == "en"
    with translation.override(order.language):
        lines = [
            [
                ((row.item.name_en if is_english else "") or row.item.name)
                if row.item
                else translation.gettext("Shipping"),
                f"{row.amount:.2f}",
            ]
            for row in rows.select_related("item").order_by("pk")
        ]
        return {
            "language": order.language,
            "number": str(note),
            "date": f"{note.issued_at.astimezone(CAIRO):%Y-%m-%d}" if note.issued_at else "",
            "invoice": str(invoice),
            "invoice_date": f"{invoice.issued_at.astimezone(CAIRO):%Y-%m-%d}",
            "order": spoken(order.number),
            "seller": parcel.seller_name,
            "seller_tax_id": invoice.seller_tax_id or "",
            "house_tax_id": invoice.house_tax_id,
            "address": [text for text in (recipient.split(" · ")[0], where) if text],
            "phone": str((order.address or {}).get("phone_number") or ""),
            "reason": note.reason,
            "lines": lines,
            "total": f"{note.amount:.2f}",
        }
