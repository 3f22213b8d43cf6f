"""A finished report on its way to whoever asked for it."""

from django.core.files.storage import storages
from django.http import FileResponse, Http404

from analytics import writing
from analytics.models import ReportJob
from analytics.rules import Period


def named(report_name: str, period: Period, file_format: str) -> str:
    return f"{report_name}-{period.first}-{period.last}.{file_format}"


def headers(report_name: str, period: Period, file_format: str) -> dict[str, str]:
    name = named(report_name, period, file_format)
    return {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-store",
    }


def file_of(job: ReportJob) -> FileResponse:
    """Give the file of a job.

    :raises Http404: if it is not done, or its file is gone.
    """
    if job.status != "done" or not storages["private"].exists(job.file):
        raise Http404
    period = Period(job.first, job.last)
    # The answer names the file after the one that it reads unless it is told another name.
    return FileResponse(
        storages["private"].open(job.file),
        as_attachment=True,
        filename=named(job.name, period, job.file_format),
        content_type=writing.CONTENT_TYPES[job.file_format],
        headers=headers(job.name, period, job.file_format),
    )
