from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from core.serializers import Id, Money, Text, WholeNumber, read, several
from custom_auth.models import Address, User
from custom_auth.serializers import AddressIn
from orders.actions.cart import Shown
from orders.actions.offers import MOST_LINES, MOST_OF_ONE, BasketOffer, OfferParcel
from orders.rules.states import Method

In = serializers.Serializer[Any]
Out = serializers.Serializer[Any]


class Personalisation(serializers.DictField):
    """What is to be added to a piece, by the code of what the maker asks for."""

    child = Text(max_length=500, allow_blank=True)

    def to_internal_value(self, data: Any) -> dict[str, str]:
        given: dict[str, str] = super().to_internal_value(data)
        if len(given) > 10:
            raise serializers.ValidationError(_("There is too much to add."))
        return given


class WishIn(In):
    product = Id(help_text="Which piece.")
    variant = Id(
        required=False, allow_null=True, help_text="Which variant; a piece with one needs none."
    )
    quantity = WholeNumber(min_value=1, max_value=MOST_OF_ONE, help_text="How many.")
    personalisation = Personalisation(
        required=False, help_text="What is to be added to it, by the code of what the maker asks."
    )


class CartItemIn(WishIn):
    quantity = WholeNumber(max_value=MOST_OF_ONE, help_text="How many; 0 takes it out.")


class MergeIn(In):
    items = several(WishIn, max_length=MOST_LINES, help_text="The phone's basket.")


class ChangeOut(Out):
    code = serializers.CharField(help_text="`price`, `stock`, `personalisation` or `withdrawn`.")
    before = Money(required=False, help_text="What it cost when it was put in.")
    now = Money(required=False, help_text="What it costs now.")
    available = serializers.IntegerField(required=False, help_text="How many are left.")
    field = serializers.CharField(
        required=False, help_text="What is to be added and no longer suits what the maker asks."
    )


class CartItemOut(Out):
    id = serializers.IntegerField(source="item.pk", help_text="The line's id.")
    product = serializers.IntegerField(source="good.product_id", help_text="Which piece.")
    variant = serializers.IntegerField(source="good.variant_id", help_text="Which variant.")
    name = serializers.SerializerMethodField(help_text="Its name in the language asked for.")
    choices = serializers.SerializerMethodField(
        help_text="The variant's values in the language asked for."
    )
    image = serializers.CharField(source="good.image", help_text="Address of a small picture.")
    quantity = serializers.IntegerField(source="item.quantity", help_text="How many.")
    price = Money(source="good.price", help_text="What one costs now.")
    line_total = Money(help_text="What they cost together now.")
    personalisation = serializers.DictField(
        source="item.personalisation", help_text="What is to be added."
    )
    changes = ChangeOut(many=True, help_text="What has changed since it was put in.")

    def get_choices(self, row: Shown) -> list[str]:
        is_english = self.context.get("language") == "en"
        return (row.good.choices_en if is_english else []) or row.good.choices

    def get_name(self, row: Shown) -> str:
        is_english = self.context.get("language") == "en"
        return (row.good.name_en if is_english else "") or row.good.name


class CartGroupOut(Out):
    seller = serializers.DictField(help_text="`id` and `name` of the seller.")
    items = CartItemOut(many=True, help_text="What is in the basket of this seller's.")
    items_total = Money(help_text="What it costs together.")


class CartOut(Out):
    groups = CartGroupOut(many=True, help_text="The basket, by seller.")
    item_count = serializers.IntegerField(help_text="How many pieces there are.")
    items_total = Money(
        help_text=(
            "What is on show costs as it lies in the basket, without shipping; what there is too "
            "little of counts in full."
        )
    )
    has_changes = serializers.BooleanField(
        help_text="Whether anything changed since it was put in."
    )


@extend_schema_field(
    {
        "oneOf": [
            {"type": "integer", "description": "The id of one of one's addresses."},
            {"$ref": "#/components/schemas/AddressInRequest"},
        ]
    }
)
class AddressOrId(serializers.Field):  # type: ignore[type-arg]
    """An id of one's addresses, or an address for this order alone."""

    def to_internal_value(self, data: Any) -> Address:
        buyer: User = self.context["buyer"]
        if isinstance(data, dict):
            fields = read(AddressIn, data)
            fields.pop("is_default", None)
            return Address(user=buyer, **fields)
        address_id = Id().run_validation(data)
        address = Address.objects.visible_to(buyer).for_listing().filter(pk=address_id).first()
        if address is None:
            raise serializers.ValidationError(_("There is no such address."), code="does_not_exist")
        return address

    def to_representation(self, value: Any) -> Any:
        return value.pk


@extend_schema_field(
    {
        "oneOf": [
            {"type": "string"},
            {"type": "object", "additionalProperties": {"type": "string"}},
        ]
    }
)
class ShippingChoice(serializers.Field):  # type: ignore[type-arg]
    """One way of sending for all parcels, or one for each seller's id."""

    def to_internal_value(self, data: Any) -> str | dict[int, str]:
        if isinstance(data, dict):
            if len(data) > MOST_LINES:
                raise serializers.ValidationError(_("There is too much to add."))
            return {
                Id().run_validation(seller): Text(max_length=20).run_validation(option)
                for seller, option in data.items()
            }
        option: str = Text(max_length=20, allow_blank=True).run_validation(data)
        return option

    def to_representation(self, value: Any) -> Any:
        return value


class OrderIn(In):
    items = several(
        WishIn,
        required=False,
        max_length=MOST_LINES,
        help_text="What to order; the basket unless given.",
    )
    shipping_address = AddressOrId(
        help_text="The id of one's address, or an address for this order alone."
    )
    shipping_option = ShippingChoice(
        required=False,
        help_text="One of the quote's options for all parcels, or an object of options by seller; the "
        "cheapest unless given.",
    )
    payment_method = serializers.ChoiceField(
        [method.value for method in Method], help_text="How it is paid."
    )
    coupon = Text(max_length=30, required=False, allow_blank=True, help_text="A coupon's code.")
    note = Text(
        max_length=1000, required=False, allow_blank=True, help_text="A word to the sellers."
    )
    quote = Text(
        max_length=20_000,
        required=False,
        allow_blank=True,
        help_text="The token of a quote: the order is refused if anything differs from it.",
    )


class QuoteIn(OrderIn):
    payment_method = serializers.ChoiceField(
        [method.value for method in Method], required=False, help_text="How it would be paid."
    )


class ShippingOptionOut(Out):
    option = serializers.CharField(help_text="The code to order it with.")
    name = serializers.SerializerMethodField(help_text="Its name in the language asked for.")
    carrier = serializers.CharField(help_text="Who carries it; empty for nobody.")
    cost = Money(help_text="What it costs.")
    days_min = serializers.IntegerField(help_text="Working days until it arrives, at the least.")
    days_max = serializers.IntegerField(help_text="Working days, as a rule at the most.")

    def get_name(self, option: Any) -> str:
        is_english = self.context.get("language") == "en"
        return (option.name_en if is_english else "") or option.name


class QuoteLineOut(Out):
    product = serializers.IntegerField(source="good.product_id", help_text="Which piece.")
    variant = serializers.IntegerField(source="good.variant_id", help_text="Which variant.")
    quantity = serializers.IntegerField(source="wish.quantity", help_text="How many.")
    price = Money(source="good.price", help_text="What one costs.")
    line_total = Money(source="value", help_text="What they cost together.")
    discount = serializers.SerializerMethodField(help_text="What the coupon takes off.")
    available = serializers.IntegerField(source="good.stock", help_text="How many there are.")

    def get_discount(self, line: Any) -> str:
        return f"{line.split.house + line.seller_discount:.2f}"


class QuoteParcelOut(Out):
    seller = serializers.SerializerMethodField(help_text="`id` and `name` of the seller.")
    items = QuoteLineOut(source="lines", many=True, help_text="What this seller sends.")
    options = ShippingOptionOut(many=True, help_text="How it can be sent.")
    shipping_option = serializers.CharField(
        source="chosen.option", help_text="The way it is priced with."
    )
    shipping_cost = Money(source="chosen.cost", help_text="What that costs.")
    items_total = Money(help_text="What the pieces cost.")
    discount = Money(help_text="What the coupon takes off.")
    promised_from = serializers.DateField(help_text="The first day it may arrive.")
    promised_to = serializers.DateField(help_text="The day by which it should have arrived.")

    def get_seller(self, parcel: OfferParcel) -> dict[str, Any]:
        return {"id": parcel.seller_id, "name": parcel.seller_name}


class ShortageOut(Out):
    product = serializers.IntegerField(help_text="Which piece.")
    variant = serializers.IntegerField(help_text="Which variant.")
    available = serializers.IntegerField(help_text="How many there are.")


class QuoteOut(Out):
    parcels = QuoteParcelOut(many=True, help_text="By seller.")
    items_total = Money(help_text="What the pieces cost.")
    shipping_cost = Money(help_text="What sending them costs.")
    discount = Money(help_text="What the coupon takes off.")
    total_amount = Money(source="total", help_text="What is to be paid.")
    is_available = serializers.SerializerMethodField(help_text="Whether there is enough of all.")
    shortages = ShortageOut(many=True, help_text="What there is not enough of.")
    quote = serializers.SerializerMethodField(
        help_text="A token to order with: what is quoted is then what is charged, for half an hour."
    )

    def get_is_available(self, offer: BasketOffer) -> bool:
        return not offer.shortages

    def get_quote(self, offer: BasketOffer) -> str:
        return str(self.context["sign"](offer))
