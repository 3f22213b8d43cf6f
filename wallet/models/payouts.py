from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.crypto import EncryptedTextField
from core.fields import MoneyField
from core.ids import IdField
from core.models import Numbered
from custom_auth.models import User
from wallet import rules

STATUSES = [
    (rules.PayoutStatus.REQUESTED.value, _("Requested")),
    (rules.PayoutStatus.HELD.value, _("Held for review")),
    (rules.PayoutStatus.APPROVED.value, _("Approved")),
    (rules.PayoutStatus.SENDING.value, _("Being sent")),
    (rules.PayoutStatus.UNKNOWN.value, _("Outcome unknown")),
    (rules.PayoutStatus.SENT.value, _("Sent, on its way")),
    (rules.PayoutStatus.PAID.value, _("Paid")),
    (rules.PayoutStatus.FAILED.value, _("Failed")),
    (rules.PayoutStatus.CANCELLED.value, _("Cancelled")),
]
RAILS = [
    ("bank", _("Bank transfer")),
    ("instapay", _("InstaPay")),
    ("mobile_wallet", _("Mobile wallet")),
]
# Why a withdrawal is held; ``payment`` finds it, as it knows of orders too.
FINDINGS = {
    "shared_destination": _("Another seller is paid to the same account"),
    "new_destination_high_value": _("A new destination and a high value"),
    "young_seller_high_value": _("A new seller and a high value"),
    "unusual_amount": _("Much more than usual"),
    "payout_velocity": _("Many withdrawals within a day"),
    "open_disputes": _("Many open disputes"),
    "recent_password": _("The password was changed lately, and the value is high"),
}
OPEN = ["requested", "held", "approved", "sending", "unknown", "sent"]


class PayoutQuerySet(models.QuerySet["Payout"]):
    def locked(self) -> Self:
        return self.order_by("pk").select_for_update(of=("self",), no_key=True)

    def visible_to(self, user: User) -> Self:
        return self.filter(user=user)

    def to_be_sent(self, now: datetime) -> Self:
        """Those approved whose destination has rested, the longest approved first."""
        rested = Q(rests_until__isnull=True) | Q(rests_until__lte=now)
        return self.filter(rested, status=rules.PayoutStatus.APPROVED, batch="").order_by(
            "approved_at", "pk"
        )


class Payout(Numbered):
    """Earnings on their way to a seller. The money is held from the request on."""

    id = IdField(primary_key=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, db_index=False, on_delete=models.PROTECT, related_name="payouts"
    )
    amount = MoneyField(_("amount"))
    rail = models.CharField(
        _("through"),
        max_length=20,
        choices=RAILS,
    )
    # Account number, IBAN, InstaPay address or phone, with the holder's name: JSON, encrypted.
    destination = EncryptedTextField(_("destination"))
    destination_hint = models.CharField(_("destination"), max_length=40)
    destination_digest = models.CharField(max_length=64, db_index=True)
    status = models.CharField(
        _("status"), max_length=12, choices=STATUSES, default=rules.PayoutStatus.REQUESTED.value
    )
    batch = models.CharField(_("bank file"), max_length=40, blank=True)
    # What the partner calls it, and what it took.
    partner_reference = models.CharField(max_length=64, blank=True, db_index=True)
    fee = MoneyField(_("fee"), default=0)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    fraud_score = models.PositiveSmallIntegerField(_("risk"), default=0)
    scored_at = models.DateTimeField(null=True, blank=True)
    fraud_reasons = models.JSONField(_("risk reasons"), default=list, blank=True)
    requested_at = models.DateTimeField(_("requested"))
    # A destination that is new to its owner is not paid at once: a thief would choose one.
    rests_until = models.DateTimeField(_("rests until"), null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    # When the partner last said that something had become of it; until it was asked what.
    told_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager["Payout"]] = PayoutQuerySet.as_manager()

    class Meta:
        verbose_name = _("payout")
        verbose_name_plural = _("payouts")
        constraints = [
            models.CheckConstraint(name="payout_is_positive", condition=Q(amount__gt=0)),
        ]
        indexes = [
            models.Index(name="payout_batch", fields=["batch"], opclasses=["varchar_pattern_ops"]),
            models.Index(name="payout_of_user", fields=["user", "-id"]),
            models.Index(name="payout_open", fields=["status"], condition=Q(status__in=OPEN)),
        ]


class PayoutSchedule(Numbered):
    """That somebody's earnings are paid out by themselves: how often, from how much on, and where to."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="payout_schedule",
        primary_key=True,
    )
    every = models.CharField(
        _("how often"),
        max_length=10,
        choices=[
            (rules.Every.WEEK.value, _("Every week")),
            (rules.Every.MONTH.value, _("Every month")),
        ],
    )
    smallest = MoneyField(_("from how much on"))
    rail = models.CharField(_("through"), max_length=20, choices=RAILS)
    destination = EncryptedTextField(_("destination"))
    destination_hint = models.CharField(_("destination"), max_length=40)
    # Set with the second factor, without which no withdrawal is large.
    may_be_large = models.BooleanField(_("may be large"), default=False)
    next_on = models.DateField(_("next"), db_index=True)
    changed_at = models.DateTimeField(_("changed"))

    class Meta:
        verbose_name = _("payout schedule")
        verbose_name_plural = _("payout schedules")
        constraints = [
            models.CheckConstraint(name="payout_schedule_is_positive", condition=Q(smallest__gt=0))
        ]


class PayoutApproval(models.Model):
    """One member of staff's yes; a large payout needs two."""

    id = IdField(primary_key=True)
    payout = models.ForeignKey(
        Payout, db_index=False, on_delete=models.CASCADE, related_name="approvals"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="payout_approval_once", fields=["payout", "by"])
        ]


class PayoutEvent(models.Model):
    id = IdField(primary_key=True)
    payout = models.ForeignKey(Payout, on_delete=models.CASCADE, related_name="events")
    from_status = models.CharField(max_length=12, blank=True)
    to_status = models.CharField(max_length=12)
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)


class PayoutRules(models.Model):
    """The limits of withdrawals; one row, changed by staff."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    smallest = MoneyField(_("smallest amount"), default=100)
    largest = MoneyField(_("largest amount"), default=50_000)
    daily = MoneyField(_("most in a day"), default=60_000)
    two_people_from = MoneyField(_("two people approve from"), default=10_000)
    step_up_from = MoneyField(_("two-step sign-in from"), default=10_000)
    new_destination_hours = models.PositiveSmallIntegerField(
        _("hours before a new destination is paid"), default=24, db_default=24
    )
    # Holding deposits for withdrawal is a licensed business in Egypt.
    allows_deposit_withdrawal = models.BooleanField(_("deposits can be withdrawn"), default=False)
    largest_credit = MoneyField(_("most store credit"), default=20_000)

    class Meta:
        verbose_name = _("withdrawal rules")
        verbose_name_plural = _("withdrawal rules")
        constraints = [models.CheckConstraint(name="payout_rules_one_row", condition=Q(id=1))]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)
