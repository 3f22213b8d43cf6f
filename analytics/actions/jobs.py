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

log = structlog.get_logger("tohfa.reports")

KEPT = timedelta(days=7)
TELL_EVERY = 500


@joins_transaction
def ask(name: str, period: Period, file_format: str, *, language: str, by: User) -> ReportJob:
    """Have a report made by the worker."""
    job: ReportJob = ReportJob.objects.create(
        name=name,
        first=period.first,
        last=period.last,
        file_format=file_format,
        language=language,
        asked_by=by,
    )
    enqueue("analytics.make_report", job_id=job.pk)
    return job


def make(job: ReportJob) -> None:
    """Make the file of a job, and tell how far it is now and then; doing so again makes it anew."""
    report = registry()[job.name]
    period = Period(job.first, job.last)
    _note(job, status="running", rows_done=0, rows_total=report.size(period))
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
    _note(job, status="done", file=kept, finished_at=timezone.now())


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
