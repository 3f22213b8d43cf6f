from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from core.serializers import Id, Money, Text, as_stored, several
from payment import rules
from payment.models import Payment, PaymentMethod, TransferProof

In = serializers.Serializer[Any]
Out = serializers.Serializer[Any]

METHODS = [
    "credit_card",
    "mobile_wallet",
    "kiosk",
    "wallet",
    "cash_on_delivery",
    "bank_transfer",
]


class SavedMethodOut(serializers.ModelSerializer[PaymentMethod]):
    details = as_stored(
        {"type": "object", "additionalProperties": {"type": "string"}},
        help_text="Of a card: `brand` and `masked` number.",
    )

    class Meta:
        model = PaymentMethod
        fields = ["id", "method_type", "is_default", "details", "created_at"]
        extra_kwargs = {
            "id": {"help_text": "Its id."},
            "method_type": {"help_text": "What kind of method it is."},
            "is_default": {"help_text": "Whether it is offered first."},
            "created_at": {"help_text": "When it was kept."},
        }


class MethodsOut(Out):
    available = serializers.ListField(
        child=serializers.ChoiceField(METHODS), help_text="The ways to pay that are offered."
    )
    saved = SavedMethodOut(many=True, help_text="The ways one keeps.")


class SavedMethodIn(In):
    method_type = serializers.ChoiceField(
        ["wallet", "cash_on_delivery", "bank_transfer"],
        help_text="What to keep. A card is kept on the gateway's page, by ticking the box there.",
    )
    is_default = serializers.BooleanField(default=False, help_text="Offer it first.")


class ProcessIn(In):
    order = Id(help_text="Which order.")
    method = serializers.ChoiceField(METHODS, help_text="How to pay it.")
    saved_method = Id(required=False, allow_null=True, help_text="A kept card to offer.")
    use_credit = serializers.BooleanField(
        default=False, help_text="Take store credit first and the rest by `method`."
    )
    channel = serializers.ChoiceField(
        ["redirect", "sdk"],
        default="redirect",
        help_text="Whether the app opens the gateway's page or its native SDK.",
    )


class NextActionOut(Out):
    type = serializers.ChoiceField(["none", "redirect", "sdk"], help_text="What the app does next.")
    url = serializers.CharField(help_text="The page to open; empty for none.")
    client_secret = serializers.CharField(help_text="For the gateway's SDK.")
    public_key = serializers.CharField(help_text="For the gateway's SDK.")
    reference = serializers.CharField(
        help_text="The gateway's reference, or where to send a bank transfer and what to write on it."
    )


class PaymentOut(serializers.ModelSerializer[Payment]):
    order = serializers.IntegerField(
        source="order_id", allow_null=True, help_text="Which order; null for a deposit."
    )
    by_wallet = Money(source="from_credit", help_text="What is taken from store credit.")

    class Meta:
        model = Payment
        fields = [
            "id",
            "order",
            "amount",
            "by_wallet",
            "method",
            "payment_method",
            "transaction_id",
            "status",
            "failure",
            "refunded",
            "paid_at",
            "created_at",
            "updated_at",
        ]
        extra_kwargs = {
            "id": {"help_text": "Its id."},
            "amount": {"help_text": "What is paid; the server's word alone."},
            "method": {"help_text": "How."},
            "payment_method": {"help_text": "The id of the kept way it is paid with, or null."},
            "transaction_id": {"help_text": "The gateway's own number of it, once there is one."},
            "status": {"help_text": "Where it stands."},
            "failure": {"help_text": "Why the last attempt failed, as the gateway said."},
            "refunded": {"help_text": "What was given back."},
            "paid_at": {"help_text": "When it was paid, or null."},
            "created_at": {"help_text": "When it was begun."},
            "updated_at": {"help_text": "When it last changed."},
        }


class StartedOut(Out):
    payment = PaymentOut(help_text="The payment.")
    next_action = NextActionOut(help_text="What the app does next.")


class VerifyIn(In):
    payment = Id(help_text="Which payment.")


class DepositIn(In):
    amount = Money(min_value=10, max_value=20_000, help_text="How much, from 10.00 to 20000.00.")
    method = serializers.ChoiceField(sorted(rules.ONLINE), help_text="How to pay it.")
    channel = serializers.ChoiceField(
        ["redirect", "sdk"], default="redirect", help_text="As for an order."
    )


class RefundItemIn(In):
    item = Id(help_text="Which line of the order.")
    amount = Money(
        min_value=Decimal("0.01"),
        required=False,
        help_text="How much of it; all that is left unless given.",
    )


class RefundIn(In):
    payment = Id(help_text="Which payment.")
    amount = Money(
        min_value=Decimal("0.01"),
        required=False,
        help_text="How much of the whole; spread over its lines, and by staff over shipping at last.",
    )
    items = several(RefundItemIn, required=False, max_length=100, help_text="Or which lines.")
    reason = Text(max_length=200, help_text="Why.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if bool(attrs.get("items")) == ("amount" in attrs):
            raise serializers.ValidationError(_("Give either an amount or lines."))
        rows = attrs.get("items") or []
        if len({row["item"] for row in rows}) != len(rows):
            raise serializers.ValidationError(_("Each line can be named once."))
        return attrs


class RefundOut(Out):
    payment = PaymentOut(help_text="The payment as it stands now.")
    amount = Money(help_text="What is given back by this.")
    reference = serializers.CharField(help_text="The refund's reference in the ledger.")


class ProofIn(In):
    image = serializers.FileField(help_text="A picture of the transfer: JPEG, PNG or WebP.")
    bank_reference = Text(
        max_length=100, required=False, allow_blank=True, help_text="The bank's reference."
    )


class ProofOut(serializers.ModelSerializer[TransferProof]):
    class Meta:
        model = TransferProof
        fields = ["id", "status", "reason", "bank_reference", "created_at"]
        extra_kwargs = {
            "id": {"help_text": "Its id."},
            "status": {"help_text": "Whether it was matched."},
            "reason": {"help_text": "Why it was not."},
            "bank_reference": {"help_text": "The bank's reference."},
            "created_at": {"help_text": "When it was handed in."},
        }
