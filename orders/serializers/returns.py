from typing import Any

from rest_framework import serializers

from core.serializers import Id, Money, Text, WholeNumber
from orders.actions import returns
from orders.models import Return, ReturnItem, ReturnMessage
from orders.rules.returns import Reason

In = serializers.Serializer[Any]


class ReturnItemIn(In):
    item = Id(help_text="Which line of the order.")
    quantity = WholeNumber(min_value=1, max_value=1000, help_text="How many of it.")


class ReturnIn(In):
    items = ReturnItemIn(many=True, help_text="What is to go back; lines of one parcel.")
    reason = serializers.ChoiceField([r.value for r in Reason], help_text="Why.")
    details = Text(
        max_length=2000, required=False, allow_blank=True, help_text="What is wrong with it."
    )

    def validate_items(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        if not 1 <= len(rows) <= 50 or len({row["item"] for row in rows}) != len(rows):
            raise serializers.ValidationError("1–50", code="invalid")
        return rows


class ReturnItemOut(serializers.ModelSerializer[ReturnItem]):
    item = serializers.IntegerField(source="order_item_id", help_text="Which line of the order.")
    name = serializers.CharField(source="order_item.named", help_text="Its name.")

    class Meta:
        model = ReturnItem
        fields = ["item", "name", "quantity", "amount"]
        extra_kwargs = {
            "quantity": {"help_text": "How many of it."},
            "amount": {"help_text": "What is paid back for them."},
        }


class ReturnMessageOut(serializers.ModelSerializer[ReturnMessage]):
    by = serializers.SerializerMethodField(help_text="`buyer`, `seller`, `staff` or `system`.")

    class Meta:
        model = ReturnMessage
        fields = ["id", "by", "text", "from_status", "to_status", "created_at"]
        extra_kwargs = {
            "id": {"help_text": "Its id."},
            "text": {"help_text": "What was said."},
            "from_status": {"help_text": "Where the return stood, if this was a step."},
            "to_status": {"help_text": "Where it went."},
            "created_at": {"help_text": "When."},
        }

    def get_by(self, message: ReturnMessage) -> str:
        asked: Return = self.context["return"]
        known = {asked.user_id: "buyer", asked.parcel.seller_id: "seller", None: "system"}
        return known.get(message.by_id, "staff")


class ReturnOut(serializers.ModelSerializer[Return]):
    items = ReturnItemOut(many=True, help_text="What is to go back.")
    photos = serializers.SerializerMethodField(
        help_text="Addresses of pictures of it, for five minutes; then ask for the return again."
    )
    messages = serializers.SerializerMethodField(help_text="What was said and done, oldest first.")
    parcel = serializers.IntegerField(source="parcel_id", help_text="Which parcel.")
    order = serializers.IntegerField(source="order_id", help_text="Which order.")

    class Meta:
        model = Return
        fields = [
            "id",
            "order",
            "parcel",
            "reason",
            "details",
            "status",
            "answer",
            "refund_amount",
            "refunds_shipping",
            "answer_by",
            "items",
            "photos",
            "messages",
            "created_at",
            "updated_at",
        ]
        extra_kwargs = {
            "id": {"help_text": "Its id."},
            "reason": {"help_text": "Why."},
            "details": {"help_text": "What is wrong with it."},
            "status": {"help_text": "Where it stands."},
            "answer": {"help_text": "Why it was refused."},
            "refund_amount": {
                "help_text": "What is paid back for the pieces; once it is refunded, what was."
            },
            "refunds_shipping": {"help_text": "Whether the way there is paid back too."},
            "answer_by": {"help_text": "By when the seller is to answer."},
            "created_at": {"help_text": "When it was asked for."},
            "updated_at": {"help_text": "When it last changed."},
        }

    def get_photos(self, asked: Return) -> list[str]:
        return [returns.link(photo) for photo in sorted(asked.photos.all(), key=lambda p: p.pk)]

    def get_messages(self, asked: Return) -> list[dict[str, Any]]:
        messages = sorted(asked.messages.all(), key=lambda message: message.pk)
        return list(ReturnMessageOut(messages, many=True, context={"return": asked}).data)


class MessageIn(In):
    text = Text(max_length=2000, help_text="What to say.")


class DecisionIn(In):
    decision = serializers.ChoiceField(
        ["approve", "refuse", "receive", "dispute", "close"],
        help_text="The seller approves, refuses, or says that it is back; either side takes it to staff; "
        "the buyer closes it.",
    )
    text = Text(max_length=500, required=False, allow_blank=True, help_text="A word about it.")
    is_sellable = serializers.BooleanField(
        default=True, help_text="Whether what came back can be sold again."
    )


class SettlementIn(In):
    amount = Money(help_text="What the buyer gets back, from 0.00 to what was asked for.")
    text = Text(max_length=500, help_text="The reasons, told to both sides.")
