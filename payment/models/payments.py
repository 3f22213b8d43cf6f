from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.crypto import EncryptedTextField
from core.fields import MoneyField
from core.ids import IdField
from core.indexes import beginnings
from core.models import Numbered
from custom_auth.models import User
from orders.models import Order
from payment import rules

METHODS = [
    ("credit_card", _("Card")),
    ("mobile_wallet", _("Mobile wallet")),
    ("kiosk", _("Kiosk")),
    ("wallet", _("Wallet")),
    ("cash_on_delivery", _("Cash on delivery")),
    ("bank_transfer", _("Bank transfer")),
]


class MethodQuerySet(models.QuerySet["PaymentMethod"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(user=user)


class PaymentMethod(Numbered):
    """A way to pay somebody keeps. Of a card we know what the gateway shows of it, never its number."""

    id = IdField(primary_key=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="payment_methods"
    )
    method_type = models.CharField(_("method"), max_length=20, choices=METHODS)
    is_default = models.BooleanField(_("default"), default=False)
    # Of a card: brand and masked number, as the gateway gave them.
    details = models.JSONField(_("details"), default=dict)
    token = EncryptedTextField(blank=True)
    token_digest = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager["PaymentMethod"]] = MethodQuerySet.as_manager()

    class Meta:
        verbose_name = _("kept way to pay")
        verbose_name_plural = _("kept ways to pay")
        constraints = [
            models.UniqueConstraint(
                name="payment_method_one_default", fields=["user"], condition=Q(is_default=True)
            ),
            models.UniqueConstraint(
                name="payment_method_token_once",
                fields=["user", "token_digest"],
                condition=~Q(token_digest=""),
            ),
        ]


class PaymentQuerySet(models.QuerySet["Payment"]):
    def locked(self) -> Self:
        return self.order_by("pk").select_for_update(of=("self",), no_key=True)

    def visible_to(self, user: User) -> Self:
        return self.filter(user=user)


class Payment(Numbered):
    """What is paid for one order, or into one wallet; tried as often as it takes."""

    id = IdField(primary_key=True)
    # None for a deposit.
    order = models.OneToOneField(
        Order, on_delete=models.PROTECT, related_name="payment", null=True, blank=True
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, db_index=False, on_delete=models.PROTECT, related_name="payments"
    )
    amount = MoneyField(_("amount"))
    method = models.CharField(_("method"), max_length=20, choices=METHODS)
    payment_method = models.ForeignKey(
        PaymentMethod,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("kept method"),
    )
    # Store credit that was set aside for it; the rest goes through the gateway.
    from_credit = MoneyField(default=0)
    transaction_id = models.CharField(
        _("gateway's transaction"), max_length=255, blank=True, null=True, db_index=True
    )
    gateway_response = models.JSONField(default=dict, blank=True, null=True)
    status = models.CharField(
        _("status"),
        max_length=20,
        default=rules.PaymentStatus.PENDING.value,
        choices=[
            (rules.PaymentStatus.PENDING.value, _("Pending")),
            (rules.PaymentStatus.COMPLETED.value, _("Completed")),
            (rules.PaymentStatus.FAILED.value, _("Failed")),
            (rules.PaymentStatus.REFUNDED.value, _("Refunded")),
        ],
    )
    refunded = MoneyField(_("refunded"), default=0)
    failure = models.CharField(_("why it failed"), max_length=200, blank=True)
    paid_at = models.DateTimeField(_("paid"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[models.Manager["Payment"]] = PaymentQuerySet.as_manager()

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        constraints = [
            models.CheckConstraint(name="payment_is_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="payment_refund_within",
                condition=Q(refunded__gte=0, refunded__lte=F("amount")),
            ),
            models.CheckConstraint(
                name="payment_credit_within",
                condition=Q(from_credit__gte=0, from_credit__lte=F("amount")),
            ),
        ]
        indexes = [
            models.Index(name="payment_of_user", fields=["user", "-id"]),
            models.Index(name="payment_open", fields=["created_at"], condition=Q(status="pending")),
        ]


class RefundQuerySet(models.QuerySet["Refund"]):
    def locked(self) -> Self:
        return self.order_by("pk").select_for_update(of=("self",), no_key=True)


class Refund(Numbered):
    """Money on its way back through the gateway or the bank."""

    id = IdField(primary_key=True)
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="refunds")
    amount = MoneyField(_("amount"))
    reference = models.CharField(max_length=100, unique=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    # The gateway's transaction it is taken from, and the one by which it was given back.
    taken_from = models.CharField(max_length=64, blank=True)
    transaction_id = models.CharField(max_length=64, blank=True)
    status = models.CharField(
        _("status"),
        max_length=10,
        default=rules.RefundStatus.DUE.value,
        choices=[
            (rules.RefundStatus.DUE.value, _("Due")),
            (rules.RefundStatus.SENDING.value, _("Being sent")),
            (rules.RefundStatus.UNKNOWN.value, _("Outcome unknown")),
            (rules.RefundStatus.DONE.value, _("Done")),
            (rules.RefundStatus.FAILED.value, _("Failed")),
            (rules.RefundStatus.MANUAL.value, _("To be done by hand")),
        ],
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    error = models.CharField(_("error"), max_length=200, blank=True)
    # What the gateway had given back of the transaction before this was sent.
    refunded_before = MoneyField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager["Refund"]] = RefundQuerySet.as_manager()

    class Meta:
        verbose_name = _("refund")
        verbose_name_plural = _("refunds")
        constraints = [
            models.CheckConstraint(name="refund_is_positive", condition=Q(amount__gt=0)),
            # One at a time for each transaction, so that its outcome can be told from the gateway's sum.
            models.UniqueConstraint(
                name="refund_one_at_a_time",
                fields=["taken_from"],
                condition=Q(status__in=["sending", "unknown"]) & ~Q(taken_from=""),
            ),
        ]
        indexes = [
            models.Index(name="refund_transaction", fields=["transaction_id"]),
            models.Index(
                name="refund_waiting",
                fields=["next_try_at"],
                condition=Q(status__in=["due", "sending", "unknown"]),
            ),
            models.Index(
                name="refund_for_a_person",
                fields=["created_at"],
                condition=Q(status__in=["manual", "failed", "unknown"]),
            ),
        ]


class TransferProof(Numbered):
    """A picture of a bank transfer, to be matched by staff with what reached the bank."""

    id = IdField(primary_key=True)
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="proofs")
    # What was to be transferred when it was handed in.
    amount = MoneyField(_("amount"), default=0)
    image = models.CharField(max_length=255)
    bank_reference = models.CharField(_("bank's reference"), max_length=100, blank=True)
    status = models.CharField(
        _("status"),
        max_length=10,
        default="waiting",
        choices=[
            ("waiting", _("To be matched")),
            ("matched", _("Matched")),
            ("rejected", _("Not found")),
        ],
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("proof of transfer")
        verbose_name_plural = _("proofs of transfer")
        indexes = [
            models.Index(name="proof_waiting", fields=["id"], condition=Q(status="waiting")),
            beginnings("bank_reference", name="proof_bank_reference"),
        ]
