from django.contrib import admin

from core.admin import Page, ReadOnly, Rows
from payment.models import (
    Attempt,
    FraudCheck,
    FraudThreshold,
    GatewayCallback,
    GatewayTransaction,
    Payment,
    Refund,
    TransferProof,
)


class AttemptRows(Rows):
    model = Attempt
    fields = ("method", "amount", "reference", "gateway_order_id", "status", "created_at")


class RefundRows(Rows):
    model = Refund
    fields = ("amount", "status", "reason", "error", "created_at", "done_at")


@admin.register(Payment)
class PaymentPage(ReadOnly):
    list_display = ("id", "order", "user", "amount", "method", "status", "refunded", "paid_at")
    list_filter = ("status", "method")
    list_select_related = ("order", "user")
    search_fields = ("order__number", "user__email", "transaction_id")
    inlines = (AttemptRows, RefundRows)


@admin.register(Refund)
class RefundPage(ReadOnly):
    list_display = ("payment", "amount", "status", "reason", "error", "created_at", "done_at")
    list_filter = ("status",)
    list_select_related = ("payment",)
    search_fields = ("reference", "transaction_id")


@admin.register(GatewayTransaction)
class GatewayTransactionPage(ReadOnly):
    list_display = ("id", "attempt", "outcome", "amount", "method", "use", "first_seen_at")
    list_filter = ("outcome", "use", "method")
    list_select_related = ("attempt",)
    search_fields = ("id", "gateway_order_id")


@admin.register(GatewayCallback)
class GatewayCallbackPage(ReadOnly):
    list_display = ("kind", "received_at", "applied_at", "attempts", "outcome")
    list_filter = ("kind",)
    exclude = ("body",)


@admin.register(TransferProof)
class ProofPage(ReadOnly):
    list_display = ("payment", "bank_reference", "status", "created_at", "decided_at")
    list_filter = ("status",)
    list_select_related = ("payment",)


@admin.register(FraudCheck)
class FraudCheckPage(ReadOnly):
    list_display = ("order", "score", "is_held", "decision", "created_at")
    list_filter = ("is_held", "decision")
    list_select_related = ("order",)
    search_fields = ("order__number",)


@admin.register(FraudThreshold)
class ThresholdPage(Page):
    list_display = ("name", "value")
