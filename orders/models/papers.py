from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.crypto import EncryptedTextField
from core.fields import MoneyField
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
    # As they were when it was issued; not everybody has one.
    seller_tax_id = EncryptedTextField(null=True, blank=True)
    house_tax_id = models.CharField(max_length=40, blank=True, db_default="")

    class Meta:
        verbose_name = _("invoice")
        verbose_name_plural = _("invoices")
        constraints = [
            models.UniqueConstraint(name="invoice_number_once", fields=["year", "serial"])
        ]

    def __str__(self) -> str:
        return f"{self.year}-{self.serial:06}"


class CreditNoteSerial(models.Model):
    """The last number of a credit note given in a year; its row is the lock for the next one."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)


class CreditNoteQuerySet(models.QuerySet["CreditNote"]):
    def visible_to(self, user: User) -> Self:
        """Those of what one bought or sold."""
        return self.filter(Q(parcel__order__user=user) | Q(parcel__seller=user))

    def for_listing(self) -> Self:
        return self.select_related("parcel__invoice", "parcel__order")


class CreditNote(models.Model):
    """What takes part of an invoice back: one for each refund of a delivered parcel.

    The refund writes the row; the worker gives it its number, within its year and without a gap, once
    the invoice has one, and makes the paper.
    """

    id = IdField(primary_key=True)
    parcel = models.ForeignKey(Parcel, on_delete=models.PROTECT, related_name="credit_notes")
    # That of the refund, its entry in the ledger and its lines.
    reference = models.CharField(_("for"), max_length=100)
    amount = MoneyField(_("amount"))
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    serial = models.PositiveIntegerField(_("number"), null=True, blank=True)
    wanted_at = models.DateTimeField(_("refunded"))
    issued_at = models.DateTimeField(_("issued"), null=True, blank=True)
    # Where it lies in the private storage, encrypted.
    file = models.CharField(max_length=200, blank=True)

    objects: ClassVar[models.Manager["CreditNote"]] = CreditNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("credit note")
        verbose_name_plural = _("credit notes")
        constraints = [
            models.UniqueConstraint(name="credit_note_once", fields=["reference", "parcel"]),
            models.UniqueConstraint(name="credit_note_number_once", fields=["year", "serial"]),
            models.CheckConstraint(name="credit_note_is_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="credit_note_numbered_when_issued",
                condition=Q(year__isnull=True, serial__isnull=True, issued_at__isnull=True)
                | Q(year__isnull=False, serial__isnull=False, issued_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(name="credit_note_to_be_made", fields=["wanted_at"], condition=Q(file=""))
        ]

    def __str__(self) -> str:
        return f"CN-{self.year}-{self.serial:06}" if self.serial else "–"


class PaperQuerySet(models.QuerySet["Paper"]):
    def to_be_made(self, since: datetime) -> Self:
        return self.filter(made_at__isnull=True, wanted_at__gt=since)


class Paper(models.Model):
    """A paper of a parcel: wanted by what happened to it or by who asks for it, made by the worker."""

    id = IdField(primary_key=True)
    parcel = models.ForeignKey(
        Parcel, db_index=False, on_delete=models.PROTECT, related_name="papers"
    )
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
