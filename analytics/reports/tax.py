"""VAT on the house's commission, month by month, as it is declared."""

from collections.abc import Iterator

from django.db.models import Sum
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext_lazy as _

from analytics.models import ShopDay
from analytics.reporting import Column, Report, Row
from analytics.rules import Granularity, Period, buckets


def rows(period: Period) -> Iterator[Row]:
    found = (
        ShopDay.objects.within(period)
        .annotate(month=TruncMonth("day"))
        .values("month")
        .annotate(
            base=Sum("commission"),
            base_back=Sum("commission_back"),
            tax=Sum("vat"),
            tax_back=Sum("vat_back"),
        )
        .order_by("month")
    )
    for row in found:
        yield (
            row["month"],
            row["base"],
            row["base_back"],
            row["base"] - row["base_back"],
            row["tax"],
            row["tax_back"],
            row["tax"] - row["tax_back"],
        )


REPORT = Report(
    title=_("VAT"),
    columns=(
        Column("month", _("Month"), "day"),
        Column("commission", _("Commission on sales"), "money"),
        Column("commission_back", _("Commission given back"), "money"),
        Column("taxable", _("Taxable commission"), "money"),
        Column("vat", _("VAT on sales"), "money"),
        Column("vat_back", _("VAT given back"), "money"),
        Column("vat_due", _("VAT due"), "money"),
    ),
    rows=rows,
    size=lambda period: len(buckets(period, Granularity.MONTH)),
    summed=frozenset({"commission", "commission_back", "taxable", "vat", "vat_back", "vat_due"}),
)
