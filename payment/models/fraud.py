from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.ids import IdField
from core.models import Numbered
from orders.models import Order

# What the rules find, know and go by, in the reader's words; the rules themselves know codes alone.
FINDINGS = {
    "new_account_high_value": _("A new account and a high value"),
    "velocity_hour": _("Many orders within an hour"),
    "velocity_day": _("Many orders within a day"),
    "many_cards": _("Many cards within a week"),
    "many_declines": _("Many declined attempts to pay"),
    "refusal_history": _("Earlier orders were refused at the door"),
    "cash_unverified_phone": _("Cash on delivery, and the telephone number is not confirmed"),
    "name_mismatch": _("Another recipient at a new address"),
    "email_unverified": _("The e-mail address is not confirmed"),
}
SIGNALS = {
    "amount": _("Total"),
    "is_cash": _("Cash on delivery"),
    "account_age": _("Age of the account"),
    "is_email_verified": _("E-mail address confirmed"),
    "is_phone_verified": _("Telephone number confirmed"),
    "orders_last_hour": _("Orders of the hour before"),
    "orders_last_day": _("Orders of the day before"),
    "cards_last_week": _("Cards used within a week"),
    "declines_last_day": _("Declined attempts of the day before"),
    "refusals_at_door": _("Parcels refused at the door"),
    "deliveries": _("Parcels delivered"),
    "is_new_address": _("Never ordered to this address"),
    "names_differ": _("The recipient has another name"),
}
THRESHOLDS = [
    ("hold_from", _("Held from so many points on")),
    ("high_value", _("High value from (EGP)")),
    ("new_account_hours", _("Hours an account counts as new")),
    ("many_orders_hour", _("Orders of an hour that are many")),
    ("many_orders_day", _("Orders of a day that are many")),
    ("many_cards_week", _("Cards of a week that are many")),
    ("many_declines_day", _("Declined attempts of a day that are many")),
    ("refusals", _("Refusals at the door that are many")),
    ("young_seller_days", _("Days a seller counts as new")),
    ("payout_times", _("Times the largest withdrawal so far that is unusual")),
    ("many_payouts_day", _("Withdrawals of a day that are many")),
    ("open_disputes", _("Open disputes that are many")),
    ("recent_password_days", _("Days a changed password counts as recent")),
]


class FraudThreshold(models.Model):
    """A number the rules go by, where staff set another one than the shipped."""

    name = models.CharField(_("name"), max_length=40, primary_key=True, choices=THRESHOLDS)
    value = models.DecimalField(_("value"), max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = _("risk threshold")
        verbose_name_plural = _("risk thresholds")

    def __str__(self) -> str:
        return str(self.get_name_display())


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
