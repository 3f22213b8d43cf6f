"""Reports in the back office: asked for, fetched, and ordered ahead by mail."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminSelectWidget

from analytics import rules, sending
from analytics.actions import jobs
from analytics.models import ReportJob, ReportSchedule
from analytics.reporting import registry
from analytics.rules import Granularity
from core import staff
from core.admin import Linked, Page
from core.staff import ADMIN, FINANCE
from core.transactions import opens_transaction

READERS = frozenset({FINANCE, ADMIN})
LONGEST = 5 * 366


class ChoosesReport(forms.ModelForm):  # type: ignore[type-arg]
    """A form in which a report is chosen by its title."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "name" in self.fields:
            choices = [(name, report.title) for name, report in registry().items()]
            self.fields["name"] = forms.ChoiceField(
                label=_("report"), choices=choices, widget=UnfoldAdminSelectWidget(choices=choices)
            )


class AskForm(ChoosesReport):
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and first > last:
            self.add_error("first", _("It ends before it begins."))
        elif first and last and (last - first).days >= LONGEST:
            words = _("At most %(days)s days can be asked for at once.") % {"days": LONGEST}
            self.add_error("first", words)
        return cleaned


class ScheduleForm(ChoosesReport):
    wanted_by: Any = None

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        own = ReportSchedule.objects.filter(
            wanted_by=self.instance.wanted_by_id or self.wanted_by,
            **{name: cleaned.get(name) for name in ("name", "every", "file_format", "language")},
        )
        if own.exclude(pk=self.instance.pk).exists():
            self.add_error("name", _("You get this report already."))
        return cleaned


def title_of(row: Any) -> str:
    report = registry().get(row.name)
    return str(report.title) if report else str(row.name)


@admin.register(ReportJob)
class ReportJobPage(Page):
    """Reports that were asked for: one's own; administrators see everybody's."""

    seen_by = READERS
    form = AskForm
    list_display = (
        "report",
        "first",
        "last",
        "file_format",
        "status",
        "how_far",
        Linked("asked_by", _("asked by")),
        "created_at",
        "download",
    )
    list_filter = ("status", "file_format")
    list_select_related = ("asked_by",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        is_boss = ADMIN in staff.roles_of(request)
        return rows if is_boss else rows.filter(asked_by=request.user.pk)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_view_permission(request)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ("name", "first", "last", "file_format")
        return (
            "report",
            "first",
            "last",
            "file_format",
            "status",
            "how_far",
            "asked_by",
            "created_at",
            "finished_at",
            "download",
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return () if obj is None else self.get_fields(request, obj)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        month = rules.last_whole(rules.day_of(timezone.now()), Granularity.MONTH)
        return {"first": month.first, "last": month.last, "file_format": "pdf"}

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        obj.asked_by_id = request.user.pk
        obj.language = get_language() or "ar"
        jobs.order(obj)

    def get_urls(self) -> list[URLPattern]:
        own = path(
            "<int:pk>/file/",
            self.admin_site.admin_view(self.fetch),
            name="analytics_reportjob_file",
        )
        return [own, *super().get_urls()]

    def fetch(self, request: HttpRequest, pk: int) -> FileResponse:
        """Hand the file over to who may see its row."""
        job = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_view_permission(request, job):
            raise PermissionDenied
        answer = sending.file_of(job)
        opens_transaction(staff.note)(request, "report.download", job)
        return answer

    @admin.display(description=_("report"), ordering="name")
    def report(self, row: ReportJob) -> str:
        return title_of(row)

    @admin.display(description=_("Progress"))
    def how_far(self, row: ReportJob) -> str:
        return format_html('<bdi dir="ltr">{}%</bdi>', row.progress)

    @admin.display(description=_("File"))
    def download(self, row: ReportJob) -> str:
        if row.status != "done":
            return "–"
        address = reverse("admin:analytics_reportjob_file", args=[row.pk])
        return format_html('<a class="link" href="{}">{}</a>', address, _("Download"))


@admin.register(ReportSchedule)
class ReportSchedulePage(Page):
    """Reports that come by mail by themselves."""

    seen_by = READERS
    changed_by = READERS
    form = ScheduleForm
    list_display = (
        "report",
        "every",
        "file_format",
        "language",
        Linked("wanted_by", _("wanted by")),
        "next_on",
    )
    list_filter = ("every",)
    list_select_related = ("wanted_by",)
    fields = ("name", "every", "file_format", "language")

    def get_form(self, request: HttpRequest, obj: Any = None, **more: Any) -> Any:
        form = super().get_form(request, obj, **more)
        return type("OwnScheduleForm", (form,), {"wanted_by": request.user.pk})

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        if not change:
            obj.wanted_by_id = request.user.pk
        obj.next_on = rules.next_begin(rules.day_of(timezone.now()), Granularity(obj.every))
        super().save_model(request, obj, form, change)

    @admin.display(description=_("report"), ordering="name")
    def report(self, row: ReportSchedule) -> str:
        return title_of(row)
