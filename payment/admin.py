from typing import Any, ClassVar

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core.admin import ADMINS, Linked, Page, ReadOnly, Related, Rows, sentences
from core.lookups import REFERENCE, Begins, Exactly, Through, whole
from core.staff import ADMIN, FINANCE, SUPPORT
from core.text import worded
from payment.models import (
    Attempt,
    FraudCheck,
    FraudThreshold,
    GatewayCallback,
    GatewayTransaction,
    Payment,
    PaymentMethod,
    Refund,
    TransferProof,
)
from payment.models.fraud import FINDINGS
from payment.models.payments import METHODS
from payment.rules import Outcome

# What the gateway calls what was paid with.
SOURCES = {"card": _("Card"), "wallet": _("Mobile wallet"), "aggregator": _("Kiosk")}
OUTCOMES = {
    Outcome.PENDING.value: _("Pending"),
    Outcome.PAID.value: _("Paid"),
    Outcome.DECLINED.value: _("Declined"),
    Outcome.AUTHORISED.value: _("Authorised"),
    Outcome.VOIDED.value: _("Called off"),
    Outcome.CHILD.value: _("Part of another"),
}
GATEWAY_NUMBER = _("a number of the gateway's")
FINANCIERS = frozenset({FINANCE, ADMIN})
WATCHERS = frozenset({FINANCE, SUPPORT, ADMIN})


class AttemptRows(Rows):
    model = Attempt
    codes: ClassVar[Any] = {"method": dict(METHODS)}
    fields = ("method", "amount", "reference", "gateway_order_id", "status", "created_at")


class RefundRows(Rows):
    model = Refund
    fields = ("amount", "status", "reason", "error", "created_at", "done_at")


@admin.register(Payment)
class PaymentPage(ReadOnly):
    seen_by = WATCHERS
    list_display = (
        "id",
        Linked("order", _("order")),
        Linked("user", _("buyer")),
        "amount",
        "method",
        "status",
        "refunded",
        "paid_at",
    )
    list_filter = ("status", "method")
    list_select_related = ("order", "user")
    found_by = (Through("order"), Exactly("transaction_id", GATEWAY_NUMBER))
    exclude = ("gateway_response",)
    inlines = (AttemptRows, RefundRows)
    related: ClassVar[Any] = (
        Related(_("Order"), "orders.order", "id__exact", of="order_id"),
        Related(_("Refunds"), "payment.refund", "payment__id__exact"),
        Related(_("Proofs of transfer"), "payment.transferproof", "payment__id__exact"),
    )


@admin.register(Attempt)
class AttemptPage(ReadOnly):
    seen_by = FINANCIERS
    codes: ClassVar[Any] = {"method": dict(METHODS)}
    list_display = ("id", Linked("payment"), "method", "amount", "status", "asked", "created_at")
    list_filter = ("status", "method")
    list_select_related = ("payment",)
    found_by = (
        Through("payment"),
        Begins("reference", REFERENCE, is_cased=True),
        Exactly("gateway_order_id", GATEWAY_NUMBER, whole),
    )
    exclude = ("client_secret",)


@admin.register(Refund)
class RefundPage(ReadOnly):
    seen_by = WATCHERS
    list_display = ("id", Linked("payment"), "amount", "status", "reason", "error", "done_at")
    list_filter = ("status",)
    list_select_related = ("payment",)
    found_by = (
        Through("payment"),
        Begins("reference", REFERENCE, is_cased=True),
        Exactly("transaction_id", GATEWAY_NUMBER),
    )


@admin.register(GatewayTransaction)
class GatewayTransactionPage(ReadOnly):
    seen_by = FINANCIERS
    codes: ClassVar[Any] = {"outcome": OUTCOMES, "method": SOURCES}
    list_display = ("id", Linked("attempt"), "outcome", "amount", "method", "use", "first_seen_at")
    list_filter = ("outcome", "use", "method")
    list_select_related = ("attempt",)
    found_by = (
        Exactly("pk", GATEWAY_NUMBER, whole),
        Exactly("gateway_order_id", GATEWAY_NUMBER, whole),
        Through("attempt"),
    )
    exclude = ("source",)


@admin.register(GatewayCallback)
class GatewayCallbackPage(ReadOnly):
    seen_by = FINANCIERS
    list_display = ("id", "kind", "received_at", "applied_at", "attempts", "outcome")
    list_filter = ("kind", ("applied_at", admin.EmptyFieldListFilter))
    found_by = (
        Exactly("body__order__id", GATEWAY_NUMBER, whole),
        Exactly("digest", _("the digest of a message")),
    )
    exclude = ("body",)


@admin.register(TransferProof)
class ProofPage(ReadOnly):
    seen_by = FINANCIERS
    list_display = ("id", Linked("payment"), "bank_reference", "status", "created_at", "decided_at")
    list_filter = ("status",)
    list_select_related = ("payment",)
    found_by = (Through("payment"), Begins("bank_reference", _("the bank's reference")))
    exclude = ("image",)


@admin.register(PaymentMethod)
class MethodPage(ReadOnly):
    """Kept ways to pay: what the gateway shows of a card, never its token."""

    seen_by = FINANCIERS
    list_display = ("id", Linked("user", _("person")), "method_type", "is_default", "created_at")
    list_filter = ("method_type", "is_default")
    list_select_related = ("user",)
    found_by = (Through("user"),)
    exclude = ("token", "token_digest")


@admin.register(FraudCheck)
class FraudCheckPage(ReadOnly):
    seen_by = WATCHERS
    list_display = ("id", Linked("order", _("order")), "score", "is_held", "decision", "created_at")
    list_filter = ("is_held", "decision")
    list_select_related = ("order",)
    found_by = (Through("order"),)
    # Read by people in the queue; here each reason stands in a line of its own.
    exclude = ("findings", "signals")
    readonly_fields = ("why",)

    @admin.display(description=_("reasons"))
    def why(self, check: FraudCheck) -> str:
        return sentences(worded(one, FINDINGS) for one in check.findings)


@admin.register(FraudThreshold)
class ThresholdPage(Page):
    seen_by = FINANCIERS
    changed_by = ADMINS
    is_watched = True
    list_display = ("name", "value")
    search_fields = ("name",)
