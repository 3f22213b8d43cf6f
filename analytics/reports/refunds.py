"""Every line that money was given back of, and whose money that was."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from analytics import rules
from analytics.naming import sellers_named
from analytics.reporting import Column, Report, Row
from analytics.rules import Period
from core.serializers import localised
from orders.models import RefundLine
from wallet.models import LedgerEntry

BATCH = 500


def entries(period: Period) -> QuerySet[LedgerEntry]:
    begin, end = period.moments()
    return LedgerEntry.objects.filter(kind="refund", created_at__gte=begin, created_at__lt=end)


def rows(period: Period) -> Iterator[Row]:
    found = entries(period).order_by("created_at", "pk").values_list("reference", "created_at")
    source = found.iterator(chunk_size=BATCH)
    while batch := dict(islice(source, BATCH)):
        yield from _of(batch)


def _of(batch: dict[str, datetime]) -> Iterator[Row]:
    """Give the lines of some refunds. Two queries."""
    lines: list[Any] = list(
        RefundLine.objects.filter(reference__in=list(batch)).select_related("parcel__order", "item")
    )
    lines.sort(key=lambda line: (batch[line.reference], line.pk))
    names = sellers_named(line.parcel.seller_id for line in lines)
    for line in lines:
        yield (
            rules.day_of(batch[line.reference]),
            line.parcel.order.number,
            names.get(line.parcel.seller_id, ""),
            localised(line.item, "name") if line.item else _("Shipping"),
            line.item.sku if line.item else "",
            line.amount,
            line.house_discount,
            line.seller_share,
            line.commission,
            line.vat,
            line.reference,
        )


REPORT = Report(
    title=_("Refunds"),
    columns=(
        Column("day", _("Day"), "day"),
        Column("order", _("Order")),
        Column("seller_name", _("Seller")),
        Column("piece", _("Piece")),
        Column("sku", _("SKU")),
        Column("amount", _("Given back to the buyer"), "money"),
        Column("discount_back", _("Our discount taken back"), "money"),
        Column("from_seller", _("From the seller"), "money"),
        Column("from_commission", _("From the commission"), "money"),
        Column("from_vat", _("From VAT"), "money"),
        Column("reference", _("For")),
    ),
    rows=rows,
    size=lambda period: entries(period).count(),
    summed=frozenset({"amount", "discount_back", "from_seller", "from_commission", "from_vat"}),
)
