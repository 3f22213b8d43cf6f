"""What the house took of each seller's sales."""

from collections.abc import Iterator

from django.db.models import F, Sum
from django.utils.translation import gettext_lazy as _

from analytics.figures import share
from analytics.models import SellerDay
from analytics.naming import sellers_named
from analytics.reporting import Column, Report, Row
from analytics.rules import Period


def rows(period: Period) -> Iterator[Row]:
    found = list(
        SellerDay.objects.within(period)
        .values("seller_id")
        .annotate(
            booked=Sum("orders"),
            sold=Sum("revenue"),
            back=Sum("refunds"),
            taken=Sum("commission"),
            returned=Sum("commission_back"),
            tax=Sum(F("vat") - F("vat_back")),
            due=Sum(F("earnings") - F("earnings_back")),
        )
        .order_by("-taken", "seller_id")
    )
    names = sellers_named(row["seller_id"] for row in found)
    for row in found:
        kept, net = row["taken"] - row["returned"], row["sold"] - row["back"]
        yield (
            row["seller_id"],
            names.get(row["seller_id"], ""),
            row["booked"],
            row["sold"],
            row["back"],
            row["taken"],
            row["returned"],
            kept,
            share(kept, net) if net > 0 else None,
            row["tax"],
            row["due"],
        )


REPORT = Report(
    title=_("Commissions"),
    columns=(
        Column("seller", _("Seller's number")),
        Column("seller_name", _("Seller")),
        Column("orders", _("Orders booked"), "count"),
        Column("revenue", _("Revenue"), "money"),
        Column("refunds", _("Refunds"), "money"),
        Column("commission", _("Commission on sales"), "money"),
        Column("commission_back", _("Commission given back"), "money"),
        Column("net_commission", _("Net commission"), "money"),
        Column("rate", _("Commission rate"), "share"),
        Column("vat", _("VAT on commission"), "money"),
        Column("earnings", _("Seller's earnings"), "money"),
    ),
    rows=rows,
    size=lambda period: SellerDay.objects.within(period).values("seller_id").distinct().count(),
    # An order from two sellers is booked by each of them.
    summed=frozenset(
        {"revenue", "refunds", "commission", "commission_back", "net_commission", "vat", "earnings"}
    ),
)
