"""Invoices and packing slips: wanted when something happens to a parcel, made by the worker, read by few.

A paper that could not be made within a day is left alone until somebody asks for it again, so that
neither a broken one nor a year of loaded history keeps the worker busy.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.conf import settings
from django.utils import translation

from core import private_files
from core.calendar import CAIRO
from core.transactions import joins_transaction, opens_transaction
from custom_auth.models import UserProfile
from orders import papers
from orders.models import Invoice, InvoiceSerial, OrderItem, Paper, Parcel
from orders.models.papers import INVOICE
from orders.rules.numbers import spoken
from orders.rules.shipping import PICK_UP
from orders.rules.states import Method
from products.models import Product

log = structlog.get_logger("tohfa.papers")

BATCH = 20
GIVEN_UP_AFTER = timedelta(days=1)


@joins_transaction
def want(parcel: Parcel, kind: str, *, now: datetime) -> None:
    """Have a paper made; anew, if it was made before. One query."""
    Paper.objects.bulk_create(
        [Paper(parcel=parcel, kind=kind, wanted_at=now)],
        update_conflicts=True,
        unique_fields=["parcel", "kind"],
        update_fields=["wanted_at", "made_at"],
    )


@joins_transaction
def ask_for(parcel: Parcel, kind: str, *, now: datetime) -> Paper:
    """Give a paper, made or not; it is wanted if it was not yet, or was given up."""
    paper = Paper.objects.filter(parcel=parcel, kind=kind).first()
    if paper is None or (paper.made_at is None and paper.wanted_at <= now - GIVEN_UP_AFTER):
        want(parcel, kind, now=now)
        return Paper.objects.get(parcel=parcel, kind=kind)
    return paper


def opened(paper: Paper) -> bytes:
    """Read a paper that was made.

    :raises FileNotFoundError: if its file is gone or no key opens it.
    """
    return private_files.opened(paper.file)


def make_waiting(*, clock: Callable[[], datetime]) -> int:
    """Make papers that are wanted. Opens its own transactions.

    :raises Exception: what was wrong with the last that failed, once the others are made.
    """
    waiting = Paper.objects.to_be_made(clock() - GIVEN_UP_AFTER).order_by("wanted_at", "pk")
    made, failure = 0, None
    for paper in list(waiting[:BATCH]):
        try:
            made += _make(paper, now=clock())
        except Exception as error:
            log.exception("paper not made", paper=paper.pk)
            failure = error
    if failure is not None:
        raise failure
    return made


def _make(paper: Paper, *, now: datetime) -> int:
    if paper.kind == INVOICE:
        opens_transaction(issue)(paper.parcel_id, now=now)
    pdf = papers.typeset(paper.kind, content_of(paper.parcel_id, paper.kind))
    file = private_files.keep(f"papers/{paper.parcel_id}/{paper.kind}", pdf)
    if opens_transaction(_note_made)(paper, file, now=now):
        return 1
    private_files.drop(file)  # it was made by another worker, or wanted anew
    return 0


@joins_transaction
def issue(parcel_id: int, *, now: datetime) -> Invoice:
    """Give a delivered parcel the next invoice number of its year, once.

    The year's row is locked until the number is committed, so that none is left out.
    """
    year = now.astimezone(CAIRO).year
    InvoiceSerial.objects.get_or_create(year=year)
    serial = InvoiceSerial.objects.select_for_update(no_key=True).get(year=year)
    known = Invoice.objects.filter(parcel=parcel_id).first()
    if known is not None:
        return known
    serial.last += 1
    serial.save(update_fields=["last"])
    profile = UserProfile.objects.filter(user__parcels=parcel_id).only("tax_id").first()
    return Invoice.objects.create(
        parcel_id=parcel_id,
        year=year,
        serial=serial.last,
        issued_at=now,
        seller_tax_id=profile.tax_id if profile else None,
        house_tax_id=settings.TAX_ID,
    )


@joins_transaction
def _note_made(paper: Paper, file: str, *, now: datetime) -> bool:
    before = paper.file
    own = Paper.objects.filter(pk=paper.pk, wanted_at=paper.wanted_at, made_at__isnull=True)
    if not own.update(file=file, made_at=now):
        return False
    if before:
        private_files.drop(before)
    return True


def content_of(parcel_id: int, kind: str) -> dict[str, Any]:
    """Give what stands on a paper, as text. Everything of it was frozen with the order. Five queries."""
    parcel = Parcel.objects.for_listing().get(pk=parcel_id)
    order = parcel.order
    labels = _labels([item.product_id for item in parcel.items.all()])
    language = order.language if kind == INVOICE else "ar"
    is_cash = order.payment_method == Method.CASH_ON_DELIVERY
    recipient, _, where = order.shipping_address.partition("\n")
    with translation.override(language):
        content: dict[str, Any] = {
            "language": language,
            "number": spoken(order.number),
            "order": spoken(order.number),
            "date": f"{order.created_at.astimezone(CAIRO):%Y-%m-%d}",
            "seller": parcel.seller_name,
            "method": str(order.get_payment_method_display()),
            "address": [text for text in (recipient.split(" · ")[0], where) if text],
            "phone": str((order.address or {}).get("phone_number") or ""),
            "items": [
                _item(item, labels, in_english=language == "en") for item in parcel.items.all()
            ],
            "items_total": f"{parcel.items_total:.2f}",
            "shipping": f"{parcel.shipping_cost:.2f}",
            "discount": f"{parcel.discount:.2f}",
            "total": f"{parcel.total:.2f}",
            "carrier": _carrier(parcel),
            "tracking": parcel.tracking_number,
            "cash": f"{parcel.total if is_cash else 0:.2f}",
            "note": order.note,
        }
    if kind == INVOICE:
        invoice = Invoice.objects.get(parcel=parcel_id)
        content["number"] = str(invoice)
        content["date"] = f"{invoice.issued_at.astimezone(CAIRO):%Y-%m-%d}"
        content["seller_tax_id"] = invoice.seller_tax_id or ""
        content["house_tax_id"] = invoice.house_tax_id
    return content


def _labels(product_ids: list[int]) -> dict[tuple[int, str], str]:
    """Give what makers call the things they add to a piece."""
    rows = Product.objects.filter(pk__in=product_ids).values_list("pk", "personalisation")
    return {
        (pk, entry["code"]): str(entry.get("label") or entry["code"])
        for pk, fields in rows
        for entry in fields
    }


def _item(
    item: OrderItem, labels: dict[tuple[int, str], str], *, in_english: bool
) -> dict[str, Any]:
    return {
        "name": (item.name_en if in_english else "") or item.name,
        "sku": item.sku,
        "choices": list((item.choices_en if in_english else []) or item.choices),
        "personalisation": [
            [labels.get((item.product_id, code), code), text]
            for code, text in item.personalisation.items()
            if text
        ],
        "quantity": str(item.quantity),
        "price": f"{item.price:.2f}",
        "total": f"{item.value:.2f}",
    }


def _carrier(parcel: Parcel) -> str:
    if parcel.shipping_option == PICK_UP:
        return translation.gettext("Pick-up from the maker")
    return parcel.carried_by
