from django.db import models
from django.utils.translation import gettext_lazy as _

from core.ids import IdField
from orders.models.orders import Parcel


class Invoice(models.Model):
    """The invoice of one delivered parcel; numbered within its year without a gap."""

    id = IdField(primary_key=True)
    parcel = models.OneToOneField(Parcel, on_delete=models.PROTECT, related_name="invoice")
    year = models.PositiveSmallIntegerField(_("year"))
    serial = models.PositiveIntegerField(_("number"))
    file = models.CharField(max_length=200, blank=True)
    issued_at = models.DateTimeField(_("issued"))

    class Meta:
        verbose_name = _("invoice")
        verbose_name_plural = _("invoices")
        constraints = [
            models.UniqueConstraint(name="invoice_number_once", fields=["year", "serial"])
        ]

    def __str__(self) -> str:
        return f"{self.year}-{self.serial:06}"
