from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.ids import IdField
from custom_auth.models import User
from orders.models.orders import Parcel

INVOICE, PACKING_SLIP = "invoice", "packing_slip"
KINDS = [(INVOICE, _("Invoice")), (PACKING_SLIP, _("Packing slip"))]


class InvoiceSerial(models.Model):
    """The last number given in a year; its row is the lock under which the next one is given."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)


class Invoice(models.Model):
    """The number of the invoice of one delivered parcel: within its year, without a gap."""

    id = IdField(primary_key=True)
    parcel = models.OneToOneField(Parcel, on_delete=models.PROTECT, related_name="invoice")
    year = models.PositiveSmallIntegerField(_("year"))
    serial = models.PositiveIntegerField(_("number"))
    issued_at = models.DateTimeField(_("issued"))

    class Meta:
        verbose_name = _("invoice")
        verbose_name_plural = _("invoices")
        constraints = [
            models.UniqueConstraint(name="invoice_number_once", fields=["year", "serial"])
        ]

    def __str__(self) -> str:
        return f"{self.year}-{self.serial:06}"


class PaperQuerySet(models.QuerySet["Paper"]):
    def visible_to(self, user: User) -> Self:
        """Invoices of what one bought or sold; packing slips of what one sends."""
        bought = Q(kind=INVOICE, parcel__order__user=user)
        return self.filter(bought | Q(parcel__seller=user))

    def to_be_made(self, since: datetime) -> Self:
        return self.filter(made_at__isnull=True, wanted_at__gt=since)


class Paper(models.Model):
    """A paper of a parcel: wanted by what happened to it or by who asks for it, made by the worker."""

    id = IdField(primary_key=True)
    parcel = models.ForeignKey(Parcel, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(_("kind"), max_length=12, choices=KINDS)
    # Where it lies in the private storage, encrypted; an old one lies there until the new one is made.
    file = models.CharField(max_length=200, blank=True)
    wanted_at = models.DateTimeField(_("wanted"))
    made_at = models.DateTimeField(_("made"), null=True, blank=True)

    objects: ClassVar[models.Manager["Paper"]] = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        constraints = [models.UniqueConstraint(name="paper_once", fields=["parcel", "kind"])]
        indexes = [
            models.Index(
                name="paper_to_be_made", fields=["wanted_at"], condition=Q(made_at__isnull=True)
            )
        ]
