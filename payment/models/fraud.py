from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.ids import IdField
from core.models import Numbered
from orders.models import Order


class FraudThreshold(models.Model):
    """A number the rules go by, where staff set another one than the shipped."""

    name = models.CharField(_("name"), max_length=40, primary_key=True)
    value = models.DecimalField(_("value"), max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = _("risk threshold")
        verbose_name_plural = _("risk thresholds")

    def __str__(self) -> str:
        return self.name


class FraudCheck(Numbered):
    """How an order was judged, with everything it was judged by."""

    id = IdField(primary_key=True)
    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="fraud_check")
    score = models.PositiveSmallIntegerField(_("risk"))
    findings = models.JSONField(_("reasons"))
    signals = models.JSONField(_("known when it was judged"))
    is_held = models.BooleanField(_("held"), default=False)
    decision = models.CharField(
        _("decision"),
        max_length=10,
        blank=True,
        choices=[("released", _("Released")), ("cancelled", _("Cancelled"))],
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("risk check")
        verbose_name_plural = _("risk checks")
        indexes = [
            models.Index(name="check_held", fields=["created_at"], condition=models.Q(is_held=True))
        ]
