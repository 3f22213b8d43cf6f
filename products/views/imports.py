from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.utils import translation
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.parsers import BaseParser
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core import queries as q
from core.idempotency import Recorder, answers_once
from core.limits import Rate
from core.parsers import FormParser
from core.schema import refuses
from core.serializers import checked
from core.transactions import opens_transaction
from custom_auth.authentication import caller
from custom_auth.permissions import IsSeller, WasSeller
from products import template
from products.actions import imports
from products.errors import ArchiveRefused, ImportUnderWay, TableRefused
from products.models import ImportRow, ProductImport
from products.serializers.imports import ImportIn, ImportOut, ImportRowOut

IMPORTS = Rate("imports", 30, 3600)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KIND = q.by_name(
    q.Parameter(
        "kind",
        q.one_of(["xlsx", "csv"]),
        "Which kind of file.",
        {"type": "string", "enum": ["xlsx", "csv"], "default": "xlsx"},
    )
)
OUTCOMES = ["added", "changed", "failed"]
ROW_FILTERS = q.by_name(
    q.Parameter(
        "outcome",
        q.one_of(OUTCOMES),
        "Only rows of which this became.",
        {"type": "string", "enum": OUTCOMES},
    )
)


class ImportView(generics.GenericAPIView[ProductImport]):
    permission_classes: Sequence[Any] = (IsAuthenticated, WasSeller)
    serializer_class = ImportOut
    ordering = ("-id",)

    def get_queryset(self) -> QuerySet[ProductImport]:
        mine: QuerySet[ProductImport] = ProductImport.objects.visible_to(caller(self.request))
        return mine


class Imports(ImportView, generics.ListAPIView[ProductImport]):
    parser_classes: tuple[type[BaseParser], ...] = (FormParser,)
    rates = (IMPORTS,)

    def get_permissions(self) -> list[Any]:
        who = IsSeller if self.request.method == "POST" else WasSeller
        return [IsAuthenticated(), who()]

    @extend_schema(summary="List the tables one has sent")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        summary="Send a table of pieces",
        description="Each row is held to what a single new piece is, and becomes one or is refused by "
        "itself. The worker decides them; ask for the import to see how far it is.",
        request=ImportIn,
        responses={202: ImportOut},
    )
    @refuses(TableRefused, ArchiveRefused, ImportUnderWay)
    @answers_once
    def post(self, request: Request, record: Recorder) -> Any:
        given = checked(ImportIn, request)
        with imports.kept(given["file"], given.get("pictures")) as files:

            @opens_transaction
            def effect() -> HttpResponse:
                job = imports.begin(
                    caller(request),
                    files,
                    by=caller(request),
                    language=translation.get_language() or "ar",
                    is_dry_run=given["is_dry_run"],
                    on_existing=given["on_existing"],
                )
                return record(Response(ImportOut(job).data, status=status.HTTP_202_ACCEPTED))

            return effect()


class Template(APIView):
    permission_classes = (IsAuthenticated, WasSeller)

    @extend_schema(
        summary="Download the empty table",
        description="Headed in Arabic and in English; either row of headings may be left out.",
        parameters=[p.documented() for p in KIND.values()],
        responses={(200, XLSX): OpenApiTypes.BINARY, (200, "text/csv"): OpenApiTypes.STR},
    )
    def get(self, request: Request) -> HttpResponse:
        kind = q.read(KIND, request.GET).get("kind", "xlsx")
        body = template.as_csv() if kind == "csv" else template.as_xlsx()
        answer = HttpResponse(
            body, content_type="text/csv; charset=utf-8" if kind == "csv" else XLSX
        )
        answer.headers["Content-Disposition"] = f'attachment; filename="tohfa-products.{kind}"'
        return answer


class ImportById(ImportView):
    @extend_schema(summary="Show how far a table is")
    def get(self, request: Request, pk: int) -> Response:
        return Response(ImportOut(self.get_object()).data)


class ImportRows(generics.ListAPIView[ImportRow]):
    permission_classes = (IsAuthenticated, WasSeller)
    serializer_class = ImportRowOut
    ordering = ("id",)

    def get_queryset(self) -> QuerySet[ImportRow]:
        mine = ProductImport.objects.visible_to(caller(self.request))
        if not mine.filter(pk=self.kwargs["pk"]).exists():
            raise Http404
        asked = q.read(ROW_FILTERS, self.request.GET)
        return ImportRow.objects.filter(of=self.kwargs["pk"], **asked)

    @extend_schema(
        summary="List what became of each row",
        parameters=[p.documented() for p in ROW_FILTERS.values()],
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)
