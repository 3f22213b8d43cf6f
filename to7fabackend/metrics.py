"""``/metrics``: what the processes have counted, and what the tables say of the business just now."""

import os
from collections.abc import Iterator
from datetime import timedelta
from secrets import compare_digest
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest, multiprocess
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import REGISTRY, Collector

from notifications.models import Delivery, Notice
from notifications.rules import State
from orders.models import Order, Parcel, Return
from payment.models import Payment, Refund

STUCK_AFTER = timedelta(hours=1)


class Business(Collector):
    """Read from the tables at each scrape: a fixed number of bounded queries."""

    def collect(self) -> Iterator[Any]:
        yield self._jobs()
        day = timezone.now() - timedelta(days=1)
        placed = Order.objects.filter(created_at__gte=day).values_list("status")
        yield _by_label(
            "tohfa_orders_last_day", "Orders placed in the last 24 hours.", "status", placed
        )
        yield _by_label(
            "tohfa_parcels_open",
            "Parcels that are not at an end.",
            "status",
            Parcel.objects.filter(
                status__in=["pending", "processing", "shipped", "refused"]
            ).values_list("status"),
        )
        stuck = timezone.now() - STUCK_AFTER
        for name, text, number in (
            (
                "tohfa_payments_stuck",
                "Payments without an outcome for over an hour.",
                Payment.objects.filter(status="pending", created_at__lt=stuck).count(),
            ),
            (
                "tohfa_refunds_unsent",
                "Refunds that are due and not sent yet.",
                Refund.objects.filter(status="due").count(),
            ),
            (
                "tohfa_disputes_open",
                "Returns that staff have to decide.",
                Return.objects.filter(status="disputed").count(),
            ),
            (
                "tohfa_notices_waiting",
                "Notices that nobody has been told yet.",
                Notice.objects.waiting().count(),
            ),
            (
                "tohfa_deliveries_waiting",
                "Mails, pushes and texts that wait to be sent.",
                Delivery.objects.filter(state=State.WAITING).count(),
            ),
        ):
            yield GaugeMetricFamily(name, text, value=number)

    def _jobs(self) -> Any:
        family = GaugeMetricFamily("tohfa_jobs", "Jobs of the worker.", labels=["queue", "status"])
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT queue_name, status::text, count(*) FROM procrastinate_jobs "
                "WHERE status IN ('todo', 'doing', 'failed') GROUP BY 1, 2"
            )
            for queue, status, number in cursor.fetchall():
                family.add_metric([queue, status], number)
        return family


def _by_label(name: str, text: str, label: str, rows: Any) -> Any:
    family = GaugeMetricFamily(name, text, labels=[label])
    for value, number in rows.annotate(n=Count("pk")).order_by():
        family.add_metric([value], number)
    return family


def metrics(request: HttpRequest) -> HttpResponse:
    """Answer whoever knows ``METRICS_TOKEN``; to anybody else, and without one, there is nothing here."""
    token = settings.METRICS_TOKEN
    offered = request.headers.get("Authorization", "")
    if not token or not compare_digest(offered.encode(), f"Bearer {token}".encode()):
        raise Http404
    registry = CollectorRegistry()
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        counted = generate_latest(registry)
    else:
        counted = generate_latest(REGISTRY)
    business = CollectorRegistry()
    business.register(Business())
    return HttpResponse(
        counted + generate_latest(business),
        content_type=CONTENT_TYPE_LATEST,
        headers={"Cache-Control": "no-store"},
    )
