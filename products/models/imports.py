from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.ids import IdField
from core.indexes import beginnings
from custom_auth.models import User
from products.models.catalogue import Product

IMPORT_STATUSES = [
    ("waiting", _("Waiting")),
    ("running", _("Under way")),
    ("done", _("Done")),
    ("failed", _("Failed")),
]
# How far a table is, in the order in which people read it.
PROGRESS = (
    "status",
    "rows_total",
    "rows_done",
    "rows_added",
    "rows_changed",
    "rows_failed",
    "created_at",
    "finished_at",
)
ON_EXISTING = [("refuse", _("Leave it out and say so")), ("change", _("Change the piece"))]


class ImportQuerySet(models.QuerySet["ProductImport"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(seller=user)

    def unfinished(self) -> Self:
        return self.filter(status__in=["waiting", "running"])

    def locked(self) -> Self:
        return self.order_by("pk").select_for_update(of=("self",), no_key=True)


class ProductImport(models.Model):
    """A table of pieces that the worker takes in row by row; ``rows_done`` is the last row decided.

    The files are kept, privately, until the last row is decided.
    """

    id = IdField(primary_key=True)
    seller = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        db_index=False,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("seller"),
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("asked for by"),
    )
    file_name = models.CharField(_("file"), max_length=200)
    table = models.CharField(max_length=200, blank=True)
    pictures = models.CharField(max_length=200, blank=True)
    is_dry_run = models.BooleanField(_("only tried"), default=False)
    on_existing = models.CharField(
        _("if the SKU is known"), max_length=6, choices=ON_EXISTING, default="refuse"
    )
    # In which language what is wrong with a row is written down.
    language = models.CharField(max_length=2, default="ar")
    status = models.CharField(_("state"), max_length=8, choices=IMPORT_STATUSES, default="waiting")
    rows_total = models.PositiveIntegerField(_("rows"), default=0)
    rows_done = models.PositiveIntegerField(_("decided"), default=0)
    rows_added = models.PositiveIntegerField(_("added"), default=0)
    rows_changed = models.PositiveIntegerField(_("changed"), default=0)
    rows_failed = models.PositiveIntegerField(_("refused"), default=0)
    created_at = models.DateTimeField(_("at"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    objects: ClassVar[Any] = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import of pieces")
        verbose_name_plural = _("imports of pieces")
        constraints = [
            models.CheckConstraint(
                name="import_counts_add_up",
                condition=Q(rows_done=F("rows_added") + F("rows_changed") + F("rows_failed"))
                & Q(rows_done__lte=F("rows_total")),
            ),
        ]
        indexes = [
            beginnings("file_name", name="import_file"),
            models.Index(name="import_of_seller", fields=["seller", "-id"]),
            models.Index(
                name="import_unfinished",
                fields=["id"],
                condition=Q(status__in=["waiting", "running"]),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class ImportRow(models.Model):
    """What became of one row of a table. ``number`` is its line in the file, as a spreadsheet counts."""

    id = IdField(primary_key=True)
    of = models.ForeignKey(
        ProductImport,
        db_index=False,
        on_delete=models.CASCADE,
        related_name="rows",
        verbose_name=_("import"),
    )
    number = models.PositiveIntegerField(_("line"))
    name = models.CharField(_("name"), max_length=255, blank=True)
    outcome = models.CharField(
        _("outcome"),
        max_length=7,
        choices=[("added", _("Added")), ("changed", _("Changed")), ("failed", _("Refused"))],
    )
    # Null after a trial, and once the piece is gone.
    product = models.ForeignKey(
        Product,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("product"),
    )
    # Each has the column as it was headed, a code and a message.
    problems = models.JSONField(_("what is wrong"), default=list, blank=True)

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        constraints = [models.UniqueConstraint(name="import_row_once", fields=["of", "number"])]

    def __str__(self) -> str:
        return f"{self.number}: {self.name}"
