from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.ids import IdField
from custom_auth.models import User

FORMATS = [("json", "JSON"), ("csv", "CSV"), ("xlsx", "XLSX"), ("pdf", "PDF")]


class JobQuerySet(models.QuerySet["ReportJob"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(asked_by=user)

    def locked(self) -> Self:
        return self.order_by("pk").select_for_update(of=("self",), no_key=True)


class ReportJob(models.Model):
    """A report that takes its time: made by the worker, kept privately, deleted after a week."""

    id = IdField(primary_key=True)
    name = models.CharField(_("report"), max_length=40)
    file_format = models.CharField(_("format"), max_length=4, choices=FORMATS)
    first = models.DateField(_("from"))
    last = models.DateField(_("to"))
    language = models.CharField(max_length=2)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("asked by"),
    )
    status = models.CharField(
        _("status"),
        max_length=8,
        default="waiting",
        choices=[
            ("waiting", _("Waiting")),
            ("running", _("Being made")),
            ("done", _("Done")),
            ("failed", _("Failed")),
        ],
    )
    # Whoever asked is told when it is done: it was ordered ahead, and nobody waits before a screen.
    is_told = models.BooleanField(default=False, db_default=False)
    rows_total = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    file = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(_("asked for at"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    objects: ClassVar[Any] = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of figures")
        verbose_name_plural = _("reports of figures")
        indexes = [models.Index(name="report_job_created", fields=["created_at"])]
        constraints = [
            models.CheckConstraint(
                name="report_job_done_has_a_file",
                condition=~models.Q(status="done") | ~models.Q(file=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.first}–{self.last} ({self.file_format})"

    @property
    def progress(self) -> int:
        """Per cent; 100 only when it is done."""
        if self.status == "done":
            return 100
        return min(99, 100 * self.rows_done // self.rows_total) if self.rows_total else 0


class ScheduleQuerySet(models.QuerySet["ReportSchedule"]):
    def due(self, today: date) -> Self:
        return self.filter(next_on__lte=today)

    def locked(self) -> Self:
        return self.order_by("pk").select_for_update(of=("self",), no_key=True)


class ReportSchedule(models.Model):
    """A report that somebody gets by mail each week or month, of the week or month before."""

    id = IdField(primary_key=True)
    name = models.CharField(_("report"), max_length=40)
    file_format = models.CharField(_("format"), max_length=4, choices=FORMATS, default="pdf")
    every = models.CharField(
        _("how often"),
        max_length=5,
        choices=[("week", _("Weekly, on Saturdays")), ("month", _("Monthly, on the first"))],
    )
    language = models.CharField(
        _("language"), max_length=2, choices=[("ar", "العربية"), ("en", "English")], default="ar"
    )
    wanted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        db_index=False,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("wanted by"),
    )
    next_on = models.DateField(_("next on"), db_index=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[Any] = ScheduleQuerySet.as_manager()

    class Meta:
        verbose_name = _("report by mail")
        verbose_name_plural = _("reports by mail")
        constraints = [
            models.UniqueConstraint(
                name="report_schedule_once",
                fields=["wanted_by", "name", "every", "file_format", "language"],
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_every_display()})"
