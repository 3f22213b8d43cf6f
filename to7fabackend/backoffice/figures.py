"""What the home page counts live: each is bounded by an index of what is open or by a limit, so that none
grows with history. Its money is read from the sums of days, as every other page reads it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Q

from analytics import rules
from core import health
from core.ids import first_id_at
from notifications.models import Delivery, Notice
from orders.models import CarrierMessage, Parcel, Return
from payment.models import GatewayCallback, Payment, Refund
from wallet.models import Payout

# A payment that is open for longer than this, a parcel not begun for longer: somebody should look.
STUCK_AFTER = timedelta(hours=6)
LATE_AFTER = timedelta(days=2)
UNAPPLIED_AFTER = timedelta(minutes=10)


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
                    status__in=["processing", "shipped"], promised_to__lt=rules.day_of(now)
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
