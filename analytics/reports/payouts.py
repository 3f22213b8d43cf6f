"""Every payout that was asked for in a period, and what became of it."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from analytics import rules
from analytics.naming import sellers_named
from analytics.reporting import Column, Report, Row
from analytics.rules import Period
from core import ids
from wallet.models import Payout

BATCH = 500


def asked(period: Period) -> QuerySet[Payout]:
    begin, end = period.moments()
    # Along the key, which is made a moment after the request is dated.
    return Payout.objects.filter(
        pk__gte=ids.first_id_at(begin - rules.DAY),
        pk__lt=ids.first_id_at(end + rules.DAY),
        requested_at__gte=begin,
        requested_at__lt=end,
    )


def rows(period: Period) -> Iterator[Row]:
    found = asked(period)
    names = sellers_named(found.values_list("user_id", flat=True).distinct())
    for payout in found.order_by("pk").iterator(chunk_size=BATCH):
        yield (
            str(payout.pk),
            rules.day_of(payout.requested_at),
            names.get(payout.user_id, ""),
            payout.get_rail_display(),
            payout.destination_hint,
            payout.amount,
            payout.fee,
            payout.get_status_display(),
            rules.day_of(payout.closed_at) if payout.closed_at else None,
            payout.reason,
        )


REPORT = Report(
    title=_("Payouts"),
    columns=(
        Column("payout", _("Payout")),
        Column("requested_on", _("Requested on"), "day"),
        Column("seller_name", _("Seller")),
        Column("rail", _("Way")),
        Column("destination", _("Destination")),
        Column("amount", _("Amount"), "money"),
        Column("fee", _("Fee"), "money"),
        Column("status", _("Status")),
        Column("closed_on", _("Closed on"), "day"),
        Column("reason", _("Reason")),
    ),
    rows=rows,
    size=lambda period: asked(period).count(),
)
