import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import get_language
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import generics, status
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.permissions import IsAuthenticated
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from analytics import sending, writing
from analytics.actions import jobs
from analytics.models import ReportJob
from analytics.reporting import Report, registry
from analytics.rules import Period
from analytics.serializers import JobOut, ReportKindsOut, ReportOut
from analytics.views.figures import PERIOD, period_of
from core import queries as q
from core.limits import Rate
from core.transactions import opens_transaction
from custom_auth.authentication import caller
from custom_auth.permissions import IsFinance

REPORTS = Rate("reports", 60, 600)
# What is longer than this is made by the worker.
DAYS_AT_ONCE = 92
ROWS_AT_ONCE = 10_000
# Setting in type takes longer than writing rows.
PDF_ROWS_AT_ONCE = 200
LONGEST = 5 * 366
ASKED = {
    **PERIOD,
    "format": q.Parameter(
        "format",
        q.one_of(list(writing.CONTENT_TYPES)),
        "How it is wanted.",
        {"type": "string", "enum": list(writing.CONTENT_TYPES), "default": "json"},
    ),
}


class OneWay(DefaultContentNegotiation):
    """Answer in JSON whatever is accepted: here ``format`` is ours and not the framework's."""

    def select_renderer(
        self,
        request: Request,
        renderers: Iterable[BaseRenderer],
        format_suffix: str | None = None,
    ) -> tuple[BaseRenderer, str]:
        only = next(iter(renderers))
        return only, only.media_type


class ReportView(APIView):
    permission_classes = (IsAuthenticated, IsFinance)
    content_negotiation_class = OneWay


class Reports(ReportView):
    @extend_schema(
        operation_id="reports_list", summary="List the reports there are", responses=ReportKindsOut
    )
    def get(self, request: Request) -> Response:
        shown = [
            {"name": name, "title": report.title, "columns": report.columns}
            for name, report in registry().items()
        ]
        return Response(ReportKindsOut({"reports": shown}).data)


class ReportByName(ReportView):
    rates = (REPORTS,)

    @extend_schema(
        summary="Read a report",
        description="Up to 92 days and 10 000 rows (200 as PDF) are answered at once; more is made in the "
        "background, in the format asked for, and 202 says where to ask for it.",
        parameters=[
            OpenApiParameter("name", str, OpenApiParameter.PATH, description="Which report."),
            *(one.documented() for one in ASKED.values()),
        ],
        responses={
            (200, "application/json"): ReportOut,
            (200, "text/csv"): OpenApiTypes.STR,
            (200, writing.CONTENT_TYPES["xlsx"]): OpenApiTypes.BINARY,
            (200, writing.CONTENT_TYPES["pdf"]): OpenApiTypes.BINARY,
            (202, "application/json"): JobOut,
        },
    )
    def get(self, request: Request, name: str) -> HttpResponseBase:
        report = registry().get(name)
        if report is None:
            raise Http404
        given = q.read(ASKED, request.query_params)
        period = period_of(given, longest=LONGEST)
        file_format = given.get("format", "json")
        most = PDF_ROWS_AT_ONCE if file_format == "pdf" else ROWS_AT_ONCE
        if period.days > DAYS_AT_ONCE or report.size(period) > most:
            return self._later(request, name, period, file_format)
        if file_format == "json":
            rows = list(writing.objects(report, report.rows(period)))
            return Response({**writing.head(report, period), "rows": rows})
        return self._file(report, name, period, file_format)

    def _later(self, request: Request, name: str, period: Period, file_format: str) -> Response:
        job = opens_transaction(jobs.ask)(
            name, period, file_format, language=get_language() or "ar", by=caller(request)
        )
        shown = JobOut(job, context={"request": request}).data
        where = request.build_absolute_uri(f"/api/reports/jobs/{job.pk}/")
        return Response(shown, status=status.HTTP_202_ACCEPTED, headers={"Location": where})

    def _file(self, report: Report, name: str, period: Period, file_format: str) -> HttpResponse:
        made = io.BytesIO()
        writing.write(report, period, file_format, made)
        return HttpResponse(
            made.getvalue(),
            content_type=writing.CONTENT_TYPES[file_format],
            headers=sending.headers(name, period, file_format),
        )


class JobView(generics.GenericAPIView[ReportJob]):
    permission_classes: Sequence[Any] = (IsAuthenticated, IsFinance)
    content_negotiation_class = OneWay
    serializer_class = JobOut
    ordering = ("-id",)

    def get_queryset(self) -> QuerySet[ReportJob]:
        found: QuerySet[ReportJob] = ReportJob.objects.visible_to(caller(self.request))
        return found


class Jobs(generics.ListAPIView[ReportJob], JobView):
    @extend_schema(summary="List the reports one has asked for, the latest first")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class JobById(JobView):
    @extend_schema(summary="Ask how far a report is")
    def get(self, request: Request, pk: int) -> Response:
        return Response(self.get_serializer(self.get_object()).data)


class JobFile(JobView):
    @extend_schema(
        summary="Fetch a report that is done",
        responses={
            (200, content_type.partition(";")[0]): OpenApiResponse(OpenApiTypes.BINARY)
            for content_type in writing.CONTENT_TYPES.values()
        },
    )
    def get(self, request: Request, pk: int) -> FileResponse:
        return sending.file_of(self.get_object())
