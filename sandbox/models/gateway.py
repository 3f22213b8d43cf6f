"""The payment gateway's memory. Amounts are piastres; times are the sandbox clock's."""

from typing import Any

from django.db import models
from django.db.models import F, Q


class OrderQuerySet(models.QuerySet["Order"]):
    def locked(self) -> "OrderQuerySet":
        return self.select_for_update(of=("self",), no_key=True).order_by("pk")


class Order(models.Model):
    """What is to be paid; collects the transactions of every attempt."""

    merchant_order_id = models.CharField(max_length=255, null=True, db_index=True)
    amount_cents = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    items = models.JSONField(default=list)
    shipping = models.JSONField(default=dict)
    paid_amount_cents = models.BigIntegerField(default=0)
    token = models.CharField(max_length=64)
    callback_options = models.JSONField(null=True)
    """How callbacks of this order travel; as the control page says while null."""
    created_at = models.DateTimeField()

    objects = OrderQuerySet.as_manager()


class Intention(models.Model):
    """A wish to be paid, as the shop announced it."""

    order = models.OneToOneField(Order, models.CASCADE, related_name="intention")
    public_id = models.CharField(max_length=60, unique=True)
    client_secret = models.CharField(max_length=80, unique=True)
    amount_cents = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    integrations = models.JSONField()
    items = models.JSONField(default=list)
    billing = models.JSONField(default=dict)
    extras = models.JSONField(default=dict)
    special_reference = models.CharField(max_length=255, null=True)
    notification_url = models.TextField(blank=True)
    redirection_url = models.TextField(blank=True)
    card_tokens = models.JSONField(default=list)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()


class PaymentKey(models.Model):
    """Leave to pay one order by one method, until it expires."""

    token = models.CharField(max_length=200, unique=True)
    order = models.ForeignKey(Order, models.CASCADE, related_name="payment_keys")
    intention = models.ForeignKey(Intention, models.CASCADE, null=True, related_name="payment_keys")
    integration_id = models.BigIntegerField()
    amount_cents = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    billing = models.JSONField(default=dict)
    extra = models.JSONField(default=dict)
    notification_url = models.TextField(blank=True)
    redirection_url = models.TextField(blank=True)
    locks_order_when_paid = models.BooleanField(default=False)
    is_current = models.BooleanField(default=True)
    """False once its intention was changed and handed out others."""
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()


class TransactionQuerySet(models.QuerySet["Transaction"]):
    def locked(self) -> "TransactionQuerySet":
        return self.select_for_update(of=("self",), no_key=True).order_by("pk")

    def of_order(self, order: Order) -> "TransactionQuerySet":
        return self.filter(order=order)

    def payments(self) -> "TransactionQuerySet":
        """Those a customer made; refunds, voids and captures are their children."""
        return self.filter(parent=None)

    def pending(self) -> "TransactionQuerySet":
        return self.filter(pending=True)

    def collected(self) -> "TransactionQuerySet":
        """Payments that took money or hold it."""
        return self.payments().filter(success=True, is_voided=False)

    def for_showing(self) -> "TransactionQuerySet":
        return self.select_related("order", "payment_key__intention", "parent__payment_key")


class Transaction(models.Model):
    """One attempt to pay, or one refund, void or capture of such an attempt."""

    class Step(models.TextChoices):
        NONE = "", "nothing asked of the customer"
        CODE = "code", "the bank's one-time code"
        WALLET = "wallet", "the wallet's PIN and one-time code"
        BILL = "bill", "paying the bill at a kiosk"

    order = models.ForeignKey(Order, models.CASCADE, related_name="transactions")
    payment_key = models.ForeignKey(PaymentKey, models.CASCADE, null=True)
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="children")
    integration_id = models.BigIntegerField()
    method = models.CharField(max_length=10)
    amount_cents = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    pending = models.BooleanField()
    success = models.BooleanField()
    error_occured = models.BooleanField(default=False)
    is_3d_secure = models.BooleanField(default=False)
    is_auth = models.BooleanField(default=False)
    is_void = models.BooleanField(default=False)
    is_refund = models.BooleanField(default=False)
    is_capture = models.BooleanField(default=False)
    is_voided = models.BooleanField(default=False)
    is_refunded = models.BooleanField(default=False)
    is_captured = models.BooleanField(default=False)
    refunded_amount_cents = models.BigIntegerField(default=0)
    captured_amount = models.BigIntegerField(default=0)
    is_settled = models.BooleanField(default=False)
    pan = models.CharField(max_length=20, null=True)
    """The card's last four digits or the wallet's phone; never more of a card."""
    sub_type = models.CharField(max_length=30)
    api_source = models.CharField(max_length=20, default="IFRAME")
    txn_response_code = models.CharField(max_length=40, blank=True)
    acq_response_code = models.CharField(max_length=10, blank=True)
    message = models.CharField(max_length=200, blank=True)
    bill_reference = models.BigIntegerField(null=True, unique=True)
    step = models.CharField(max_length=10, choices=Step, default=Step.NONE, blank=True)
    step_token = models.CharField(max_length=64, null=True, unique=True)
    step_failures = models.PositiveSmallIntegerField(default=0)
    scenario = models.CharField(max_length=30, blank=True)
    saves_card = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = TransactionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sandbox_transaction_refunds_fit",
                condition=Q(refunded_amount_cents__gte=0)
                & Q(refunded_amount_cents__lte=F("amount_cents")),
            ),
            models.CheckConstraint(
                name="sandbox_transaction_captures_fit",
                condition=Q(captured_amount__gte=0) & Q(captured_amount__lte=F("amount_cents")),
            ),
            models.CheckConstraint(
                name="sandbox_transaction_pending_or_done",
                condition=~Q(pending=True, success=True),
            ),
        ]

    @property
    def left(self) -> int:
        """What can still be given back, refunds under way not counted."""
        paid = self.captured_amount if self.is_auth else self.amount_cents
        return paid - self.refunded_amount_cents

    @property
    def is_child(self) -> bool:
        return self.parent_id is not None

    @property
    def source(self) -> dict[str, Any]:
        """``source_data``, which names the means of payment."""
        kind = {"card": "card", "wallet": "wallet", "kiosk": "aggregator"}[self.method]
        return {"pan": self.pan, "type": kind, "sub_type": self.sub_type}


class CardToken(models.Model):
    """A saved card: its token, and what it will do when charged."""

    token = models.CharField(max_length=64, unique=True)
    order = models.ForeignKey(Order, models.CASCADE, related_name="card_tokens")
    last_four = models.CharField(max_length=4)
    card_subtype = models.CharField(max_length=30)
    email = models.CharField(max_length=254)
    scenario = models.CharField(max_length=30)
    created_at = models.DateTimeField()


class BearerToken(models.Model):
    """A key handed out for a while; only its digest is kept."""

    class Purpose(models.TextChoices):
        ACCEPTANCE = "acceptance"
        PAYOUTS = "payouts"
        PAYOUTS_REFRESH = "payouts_refresh"

    purpose = models.CharField(max_length=20, choices=Purpose)
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
