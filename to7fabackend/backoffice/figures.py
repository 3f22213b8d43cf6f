"""The numbers of the home page, read live. Each is bounded by a day, by an index of what is open, or by
a limit, so that none grows with history."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, Sum
from django.db.models.functions import TruncDate

from core import health
from core.ids import first_id_at
from core.money import ZERO
from notifications.models import Delivery, Notice
from orders.models import CarrierMessage, Order, Parcel, Return
from payment.models import GatewayCallback, Payment, Refund
from to7fabackend.backoffice.words import CAIRO
from wallet.models import LedgerLine, Payout

# A payment that is open for longer than this, a parcel not begun for longer: somebody should look.
STUCK_AFTER = timedelta(hours=6)
LATE_AFTER = timedelta(days=2)
UNAPPLIED_AFTER = timedelta(minutes=10)
# The kinds of ledger entries in which a day's commission, refunds and payouts stand.
KINDS = ["sale", "refund", "payout"]


def day_of(now: datetime) -> date:
    return now.astimezone(CAIRO).date()


def start_of(day: date) -> datetime:
    """Give the first moment of a day by Cairo's clock."""
    return datetime.combine(day, time.min, tzinfo=CAIRO)


@dataclass(frozen=True)
class Money:
    """What one day brought. ``placed`` counts what was ordered; the rest is as booked in the ledger."""

    orders: int
    placed: Decimal
    commission: Decimal
    refunds: Decimal
    payouts: Decimal


def money_of(day: date) -> Money:
    """Give one day's money. Two queries, bounded by the day."""
    begin, end = start_of(day), start_of(day + timedelta(days=1))
    placed = Order.objects.filter(pk__gte=first_id_at(begin), pk__lt=first_id_at(end)).aggregate(
        orders=Count("pk"), total=Sum("total_amount")
    )
    lines = LedgerLine.objects.filter(
        entry__created_at__gte=begin, entry__created_at__lt=end, entry__kind__in=KINDS
    )
    is_buyers = Exists(
        Order.objects.filter(pk=OuterRef("entry__order_id"), user_id=OuterRef("wallet_id"))
    )
    given_back = Q(entry__kind="refund") & (
        Q(account="refunds_due") | (Q(account__in=["credit", "earnings"]) & Q(is_buyers))
    )
    booked = lines.aggregate(
        commission=Sum("amount", filter=Q(account="commission")),
        refunds=Sum("amount", filter=given_back),
        payouts=Sum(
            "amount", filter=Q(account="payout", entry__reference__startswith="paid:payout:")
        ),
    )
    return Money(
        orders=placed["orders"],
        placed=placed["total"] or ZERO,
        commission=booked["commission"] or ZERO,
        refunds=booked["refunds"] or ZERO,
        payouts=-(booked["payouts"] or ZERO),
    )


def sales_by_day(today: date, days: int) -> list[tuple[date, Decimal, int]]:
    """Give what was ordered on each of the last days, today included. One query."""
    first = today - timedelta(days=days - 1)
    rows = (
        Order.objects.filter(pk__gte=first_id_at(start_of(first)))
        .exclude(status="cancelled")
        .annotate(day=TruncDate("created_at", tzinfo=CAIRO))
        .values("day")
        .annotate(total=Sum("total_amount"), count=Count("pk"))
        .values_list("day", "total", "count")
    )
    found = {day: (total, count) for day, total, count in rows}
    every = [first + timedelta(days=step) for step in range(days)]
    return [(day, *found.get(day, (ZERO, 0))) for day in every]


@dataclass(frozen=True)
class Watch:
    """Something that should be none; ``address`` leads to what it counts."""

    name: str
    count: int
    model: str
    query: str


def stuck(now: datetime) -> list[Watch]:
    """Count money that got stuck, each up to a hundred. Five queries on indexes of what is open."""
    long_open = now - STUCK_AFTER
    unapplied = now - UNAPPLIED_AFTER
    return [
        Watch(
            "payments",
            _few(
                Payment.objects.filter(status="pending", created_at__lt=long_open).exclude(
                    method__in=["cash_on_delivery", "bank_transfer", "kiosk"]
                )
            ),
            "payment_payment",
            "status__exact=pending",
        ),
        Watch(
            "refunds",
            _few(Refund.objects.filter(status__in=["unknown", "failed", "manual"])),
            "payment_refund",
            "status__in=unknown,failed,manual",
        ),
        Watch(
            "payouts",
            _few(Payout.objects.filter(status="unknown")),
            "wallet_payout",
            "status__exact=unknown",
        ),
        Watch(
            "callbacks",
            _few(GatewayCallback.objects.filter(applied_at=None, received_at__lt=unapplied)),
            "payment_gatewaycallback",
            "applied_at__isnull=True",
        ),
        Watch(
            "carrier",
            _few(CarrierMessage.objects.filter(applied_at=None, received_at__lt=unapplied)),
            "orders_carriermessage",
            "applied_at__isnull=True",
        ),
    ]


def orders_needing_action(now: datetime) -> list[Watch]:
    """Count what sellers should have begun and what is late, each up to a hundred. Three queries."""
    late = first_id_at(now - LATE_AFTER)
    recent = first_id_at(now - timedelta(days=60))
    open_parcels = Parcel.objects.filter(pk__gte=recent)
    payable = Q(order__payment_status=True) | Q(order__payment_method="cash_on_delivery")
    return [
        Watch(
            "not_begun",
            _few(open_parcels.filter(payable, status="pending", pk__lt=late)),
            "orders_parcel",
            "status__exact=pending",
        ),
        Watch(
            "overdue",
            _few(
                open_parcels.filter(
                    status__in=["processing", "shipped"], promised_to__lt=day_of(now)
                )
            ),
            "orders_parcel",
            "status__in=processing,shipped",
        ),
        Watch(
            "returns",
            _few(Return.objects.filter(status="requested", answer_by__lt=now)),
            "orders_return",
            "status__exact=requested",
        ),
    ]


JOBS = """
SELECT count(*) FILTER (WHERE status = 'todo'),
       count(*) FILTER (WHERE status = 'doing'),
       count(*) FILTER (WHERE status = 'failed')
  FROM (SELECT status FROM procrastinate_jobs WHERE status IN ('todo', 'doing', 'failed') LIMIT 1000) few
"""


@dataclass(frozen=True)
class Machine:
    """How the machinery is: jobs that wait, run and failed; letters that wait and failed."""

    is_worker_alive: bool
    waiting: int
    running: int
    failed: int
    letters_waiting: int
    letters_failed: int
    notices_waiting: int


def machine(now: datetime) -> Machine:
    """Look at queues and errors. Five queries, each with a limit."""
    with connection.cursor() as cursor:
        cursor.execute(JOBS)
        waiting, running, failed = cursor.fetchone()
    recent = first_id_at(now - timedelta(days=1))
    letters = Delivery.objects.filter(pk__gte=recent)
    return Machine(
        is_worker_alive=health.worker_is_beating(),
        waiting=waiting,
        running=running,
        failed=failed,
        letters_waiting=_few(letters.filter(state__in=["waiting", "sending"])),
        letters_failed=_few(letters.filter(state="failed")),
        notices_waiting=_few(Notice.objects.waiting()),
    )


def _few(rows: Any, most: int = 100) -> int:
    """Count rows, up to ``most``."""
    return int(rows.order_by()[:most].count())
