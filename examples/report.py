"""Another report: one file. In ``analytics/reports/`` it is in the back office, over the API and by mail, in
every format; its name is that of its file. This one: what was given away by each coupon.
"""

from collections.abc import Iterator

from django.db.models import Count, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from analytics.reporting import Column, Report, Row
from analytics.rules import Period
from orders.models import Order


def used(period: Period) -> QuerySet[Order]:
    start, end = period.moments()
    return Order.objects.filter(created_at__gte=start, created_at__lt=end).exclude(coupon_code="")


def rows(period: Period) -> Iterator[Row]:
    sums = used(period).values("coupon_code").annotate(orders=Count("pk"), given=Sum("discount"))
    for one in sums.order_by("coupon_code"):
        yield one["coupon_code"], one["orders"], one["given"]


REPORT = Report(
    title=_("Coupons"),
    columns=(
        Column("coupon", _("Coupon")),
        Column("orders", _("Orders"), "count"),
        Column("given", _("discount"), "money"),
    ),
    rows=rows,
    size=lambda period: used(period).values("coupon_code").distinct().count(),
)
