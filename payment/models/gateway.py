from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from core.crypto import EncryptedTextField
from core.fields import MoneyField
from core.ids import IdField
from core.models import Numbered
from payment import rules
from payment.models.payments import Payment


class Attempt(Numbered):
    """One intention at the gateway to pay a payment; each has a reference of its own."""

    id = IdField(primary_key=True)
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="attempts")
    method = models.CharField(max_length=20)
    amount = MoneyField()
    reference = models.CharField(max_length=60, unique=True)
    intention_id = models.CharField(max_length=64, blank=True)
    client_secret = EncryptedTextField(blank=True)
    gateway_order_id = models.BigIntegerField(null=True, unique=True)
    status = models.CharField(
        _("status"),
        max_length=10,
        default=rules.AttemptStatus.STARTING.value,
        choices=[
            (rules.AttemptStatus.STARTING.value, _("Starting")),
            (rules.AttemptStatus.OPEN.value, _("Under way")),
            (rules.AttemptStatus.UNKNOWN.value, _("Outcome unknown")),
            (rules.AttemptStatus.PAID.value, _("Paid")),
            (rules.AttemptStatus.DECLINED.value, _("Declined")),
            (rules.AttemptStatus.ABANDONED.value, _("Abandoned")),
        ],
    )
    asked = models.PositiveSmallIntegerField(default=0)
    ask_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("attempt to pay")
        verbose_name_plural = _("attempts to pay")
        indexes = [
            models.Index(
                name="attempt_to_ask", fields=["ask_at"], condition=Q(ask_at__isnull=False)
            )
        ]


class GatewayTransaction(Numbered):
    """A transaction of the gateway as it last told us of it; kept for ever, by its id there."""

    id = models.BigIntegerField(primary_key=True)
    attempt = models.ForeignKey(
        Attempt, on_delete=models.PROTECT, null=True, related_name="transactions"
    )
    gateway_order_id = models.BigIntegerField(db_index=True)
    parent_id = models.BigIntegerField(null=True)
    outcome = models.CharField(max_length=12)
    amount = MoneyField()
    refunded = MoneyField(default=0)
    method = models.CharField(max_length=20, blank=True)
    source = models.JSONField(default=dict)
    # What became of its money with us: applied to a payment, or nobody's and on its way back.
    use = models.CharField(
        max_length=10,
        blank=True,
        choices=[("applied", _("Applied")), ("returned", _("On its way back"))],
    )
    first_seen_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("gateway transaction")
        verbose_name_plural = _("gateway transactions")


class GatewayCallback(Numbered):
    """What the gateway sent us, as it came; the worker applies it, once."""

    id = IdField(primary_key=True)
    kind = models.CharField(max_length=20)
    # The same message sent again is the one we have.
    digest = models.CharField(max_length=64, unique=True)
    body = models.JSONField()
    received_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(db_default=Now())
    outcome = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("gateway callback")
        verbose_name_plural = _("gateway callbacks")
        indexes = [
            models.Index(
                name="callback_waiting",
                fields=["next_try_at", "id"],
                condition=Q(applied_at__isnull=True),
            ),
            # Whose they are tells the gateway's order alone, of payments and of cards that were kept: by
            # it they are found when somebody asks to be forgotten.
            models.Index(F("body__order__id"), name="callback_of_order"),
            models.Index(F("body__order_id"), name="callback_of_kept_card"),
        ]
