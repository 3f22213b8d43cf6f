"""Reports that take their time: asked for, made by the worker, deleted after a week."""

import tempfile
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import structlog
from django.core.files import File
from django.core.files.storage import storages
from django.utils import timezone
from django.utils.translation import override

from analytics import writing
from analytics.models import ReportJob
from analytics.reporting import Row, registry
from analytics.rules import Period
from core.jobs import enqueue
from core.transactions import joins_transaction, opens_transaction
from custom_auth.models import User
from notifications.actions.notify import Telling, tell

log = structlog.get_logger("tohfa.reports")

KEPT = timedelta(days=7)
TELL_EVERY = 500


@joins_transaction
def ask(
    name: str, period: Period, file_format: str, *, language: str, by: User, is_told: bool = False
) -> ReportJob:
    """Have a report made by the worker; ``is_told`` has whoever asks told by mail when it is done."""
    job = ReportJob(
        name=name,
        first=period.first,
        last=period.last,
        file_format=file_format,
        language=language,
        asked_by=by,
        is_told=is_told,
    )
    order(job)
    return job


@joins_transaction
def order(job: ReportJob) -> None:
    """Write down what was asked for, and have the worker make it."""
    job.save()
    enqueue("analytics.make_report", job_id=job.pk)


def make(job: ReportJob) -> None:
    """Make the file of a job unless it is there, and tell how far it is now and then."""
    report = registry()[job.name]
    period = Period(job.first, job.last)
    if not opens_transaction(_begin)(job, report.size(period)):
        return
    try:
        with override(job.language), tempfile.TemporaryFile() as file:
            writing.write(
                report, period, job.file_format, file, counted=lambda rows: _watched(job, rows)
            )
            file.seek(0)
            name = f"reports/{uuid4().hex}.{job.file_format}"
            kept = storages["private"].save(name, File(file))
    except Exception:
        _note(job, status="failed", finished_at=timezone.now())
        raise
    opens_transaction(_finish)(job, kept)


@joins_transaction
def _begin(job: ReportJob, size: int) -> bool:
    left = ReportJob.objects.filter(pk=job.pk).exclude(status="done")
    return bool(left.update(status="running", rows_done=0, rows_total=size))


@joins_transaction
def _finish(job: ReportJob, kept: str) -> None:
    """Note that a file is there and tell of it, once also if two have made it."""
    left = ReportJob.objects.filter(pk=job.pk).exclude(status="done")
    if not left.update(status="done", file=kept, finished_at=timezone.now()):
        storages["private"].delete(kept)
    elif job.is_told:
        tell(Telling("reports.ready", [job.asked_by_id], ("report", job.pk), _told_of(job)))


def _told_of(job: ReportJob) -> dict[str, Any]:
    values: dict[str, Any] = {"id": job.pk, "first": str(job.first), "last": str(job.last)}
    for language in ("ar", "en"):
        with override(language):
            values[f"report_{language}"] = str(registry()[job.name].title)
    return values


def _watched(job: ReportJob, rows: Iterable[Row]) -> Iterator[Row]:
    for number, row in enumerate(rows, 1):
        yield row
        if number % TELL_EVERY == 0:
            _note(job, rows_done=number)


def _note(job: ReportJob, **fields: Any) -> None:
    def note() -> None:
        ReportJob.objects.filter(pk=job.pk).update(**fields)

    opens_transaction(note)()


@joins_transaction
def delete_old(*, now: datetime) -> int:
    """Delete reports a week after they were asked for, with their files; give how many."""
    old = list(ReportJob.objects.filter(created_at__lt=now - KEPT).locked())
    for job in old:
        if job.file:
            storages["private"].delete(job.file)
        job.delete()
    return len(old)
