from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from core.serializers import Money, Percent, Text


class SellerShippingInOut(serializers.Serializer[Any]):
    cost = Money(
        allow_null=True,
        min_value=0,
        help_text="What sending in the seller's own way costs, to anywhere; null for the usual rates.",
    )
    value_percent = Percent(
        allow_null=True,
        default=None,
        help_text="What sending costs on top of that, in per cent of what the pieces cost. Null: nothing "
        "where `cost` is set, what is usual where it is not.",
    )
    free_from = Money(
        allow_null=True,
        min_value=0,
        help_text="From which worth of pieces on it is free; null for what is usual.",
    )
    allows_pick_up = serializers.BooleanField(help_text="Whether buyers may fetch their pieces.")
    pick_up_address = Text(
        max_length=300,
        allow_blank=True,
        help_text="Where; shown to buyers who chose it, once their order may be prepared.",
    )

    def validate(self, fields: dict[str, Any]) -> dict[str, Any]:
        if fields["allows_pick_up"] and not fields["pick_up_address"].strip():
            raise serializers.ValidationError(
                {"pick_up_address": [_("Say where the pieces can be picked up.")]}
            )
        return fields
