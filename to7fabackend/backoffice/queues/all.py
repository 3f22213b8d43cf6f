"""Every queue there is, in the order of the menu, and how much waits in each."""

from collections import Counter

from django.db.models import BigIntegerField, F, Value
from django.db.models.functions import Cast
from django.http import HttpRequest

from core import staff
from to7fabackend.backoffice.queues import catalogue, money, people, refunds, trade
from to7fabackend.backoffice.queues.base import Queue

QUEUES: dict[str, Queue] = {
    queue.slug: queue
    for queue in (
        people.APPLICATIONS,
        catalogue.PIECES,
        catalogue.REVIEWS,
        trade.HELD,
        trade.DISPUTES,
        trade.RETURNS,
        trade.SILENT,
        money.PAYOUTS,
        money.BANK,
        money.TRANSFERS,
        refunds.REFUNDS,
        money.REMITTANCES,
        money.LOST,
    )
}
# More than this is shown as "99+"; nobody needs to know how many more.
COUNTED_UP_TO = 100


def counts(request: HttpRequest) -> dict[str, int]:
    """Tell how much waits in each queue the asker works on. One query for each request."""
    known: dict[str, int] | None = getattr(request, "_queue_counts", None)
    if known is None:
        own = [queue for queue in QUEUES.values() if queue.is_open_to(staff.roles_of(request))]
        known = request._queue_counts = _counted(own)  # type: ignore[attr-defined]
    return known


def _counted(queues: list[Queue]) -> dict[str, int]:
    if not queues:
        return {}
    first, *others = [
        queue.waiting()
        .order_by()
        .annotate(queue_slug=Value(queue.slug), row=Cast(F("pk"), BigIntegerField()))
        .values_list("queue_slug", "row")[:COUNTED_UP_TO]
        for queue in queues
    ]
    found = (
        Counter(slug for slug, _ in first.union(*others, all=True))
        if others
        else Counter(slug for slug, _ in first)
    )
    return {queue.slug: found[queue.slug] for queue in queues}
