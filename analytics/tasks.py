"""What the worker does for this app."""

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from analytics import rules
from analytics.actions import jobs, partitions, popular, rollups, schedules
from analytics.models import ReportJob
from core.relay import Relay
from core.transactions import opens_transaction


def sum_up() -> int:
    opens_transaction(rollups.sum_up)(now=timezone.now())
    return 0  # what came in between is summed up the next time


@app.periodic(cron="41 2 * * *")
@app.task(name="analytics.keep_events", queue="night", queueing_lock="analytics_keep_events")
def keep_events(timestamp: int) -> None:
    """Make the coming months' partitions of events, and drop those whose time is over."""
    today = rules.day_of(timezone.now())
    opens_transaction(partitions.make_ahead)(today=today)
    opens_transaction(partitions.drop_old)(today=today, months=settings.EVENTS_KEPT_MONTHS)


@app.periodic(cron="31 * * * *")
@app.task(name="analytics.tell_views", queue="night", queueing_lock="analytics_tell_views")
def tell_views(timestamp: int) -> None:
    """Let what was looked at yesterday count as popular."""
    opens_transaction(popular.tell_views)()


@app.task(name="analytics.make_report", queue="reports")
def make_report(*, job_id: int) -> None:
    """Make a report, unless it is there already or nobody wants it any more."""
    job = ReportJob.objects.filter(pk=job_id).exclude(status="done").first()
    if job is not None:
        jobs.make(job)


@app.periodic(cron="9 * * * *")
@app.task(name="analytics.order_reports", queue="night", queueing_lock="analytics_order_reports")
def order_reports(timestamp: int) -> None:
    """Have the reports made that come by mail and are due."""
    opens_transaction(schedules.order_due)(today=rules.day_of(timezone.now()))


@app.periodic(cron="17 * * * *")
@app.task(name="analytics.delete_reports", queue="night", queueing_lock="analytics_delete_reports")
def delete_reports(timestamp: int) -> None:
    opens_transaction(jobs.delete_old)(now=timezone.now())


RELAYS = [Relay("figures", sum_up, every=60.0)]
