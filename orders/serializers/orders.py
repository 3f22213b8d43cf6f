from collections.abc import Container
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from core.money import CURRENCY, PIASTRE
from core.serializers import Money, Text, as_stored
from orders.models import Compensation, Order, OrderEvent, OrderItem, Parcel, TrackingEvent
from orders.rules.numbers import spoken
from orders.rules.states import FOR_SELLERS

In = serializers.Serializer[Any]
Out = serializers.Serializer[Any]


class ItemOut(serializers.ModelSerializer[OrderItem]):
    name = serializers.SerializerMethodField(help_text="Its name when it was ordered.")
    line_total = serializers.SerializerMethodField(help_text="What the pieces cost together.")
    discount = serializers.SerializerMethodField(help_text="What a coupon took off.")
    seller = serializers.IntegerField(source="seller_id", help_text="Who sells it.")
    choices = serializers.SerializerMethodField(
        help_text="The variant's values, as they were called when it was ordered."
    )
    personalisation = as_stored(
        {"type": "object", "additionalProperties": {"type": "string"}},
        help_text="What is to be added to it.",
    )

    class Meta:
        model = OrderItem
        fields = [
            "id",
            "product",
            "variant",
            "seller",
            "name",
            "sku",
            "choices",
            "personalisation",
            "image",
            "quantity",
            "price",
            "line_total",
            "discount",
            "refunded",
            "returned_quantity",
        ]
        extra_kwargs = {
            "id": {"help_text": "The line's id."},
            "product": {"help_text": "Which piece."},
            "variant": {"help_text": "Which variant."},
            "sku": {"help_text": "Its article code."},
            "image": {"help_text": "Address of a small picture."},
            "quantity": {"help_text": "How many."},
            "price": {"help_text": "What one cost."},
            "refunded": {"help_text": "How much of the line was given back."},
            "returned_quantity": {"help_text": "How many were sent back."},
        }

    def get_name(self, item: OrderItem) -> str:
        is_english = self.context.get("language") == "en"
        return (item.name_en if is_english else "") or item.name

    def get_choices(self, item: OrderItem) -> list[str]:
        is_english = self.context.get("language") == "en"
        return list((item.choices_en if is_english else []) or item.choices)

    def get_line_total(self, item: OrderItem) -> str:
        return f"{item.value:.2f}"

    def get_discount(self, item: OrderItem) -> str:
        return f"{item.house_discount + item.seller_discount:.2f}"


class SoldItemOut(ItemOut):
    """A line as its seller sees it: with what the house takes of it."""

    class Meta(ItemOut.Meta):
        fields = [*ItemOut.Meta.fields, "commission_rate", "commission_amount", "commission_vat"]
        extra_kwargs = {
            **ItemOut.Meta.extra_kwargs,
            "commission_rate": {"help_text": "Per cent the house takes."},
            "commission_amount": {"help_text": "What it takes of this line."},
            "commission_vat": {"help_text": "VAT on that."},
        }


class EventOut(serializers.ModelSerializer[OrderEvent]):
    parcel = serializers.IntegerField(
        source="parcel_id", allow_null=True, help_text="Which parcel, or null for the whole order."
    )
    note = serializers.CharField(
        source="said", help_text="What was said; a carrier's reason in the language asked for."
    )
    by = serializers.SerializerMethodField(
        help_text="Whose step it was: `buyer`, `seller`, `staff` or `system`."
    )

    class Meta:
        model = OrderEvent
        fields = ["id", "parcel", "code", "from_status", "to_status", "note", "by", "created_at"]
        extra_kwargs = {
            "id": {"help_text": "Its id."},
            "code": {
                "help_text": "What happened: `placed`, `paid`, `parcel`, `status`, `refunded`, `stopped` and "
                "`called_off` by its carrier, …"
            },
            "from_status": {"help_text": "Where it stood."},
            "to_status": {"help_text": "Where it went."},
            "created_at": {"help_text": "When."},
        }

    @extend_schema_field({"type": "string", "examples": ["seller"]})
    def get_by(self, event: OrderEvent) -> str:
        sellers = {parcel.seller_id for parcel in event.order.parcels.all()}
        return _side(event, event.order, sellers)


class SoldEventOut(EventOut):
    """A step as its seller sees it, who knows of no other seller."""

    @extend_schema_field({"type": "string", "examples": ["seller"]})
    def get_by(self, event: OrderEvent) -> str:
        parcel = event.parcel
        assert parcel is not None  # noqa: S101 - it was read along with its parcel
        return _side(event, parcel.order, {parcel.seller_id})


def _side(event: OrderEvent, order: Order, sellers: Container[int]) -> str:
    if event.by_id is None:
        return "system"
    if event.by_id == order.user_id:
        return "buyer"
    return "seller" if event.by_id in sellers else "staff"


PARCEL_FIELDS = [
    "id",
    "seller",
    "status",
    "items_total",
    "shipping_cost",
    "discount",
    "shipping_option",
    "carrier",
    "carrier_name",
    "tracking_number",
    "promised_from",
    "promised_to",
    "shipped_at",
    "delivered_at",
    "item_ids",
]
PARCEL_TEXTS = {
    "id": {"help_text": "The parcel's id."},
    "status": {"help_text": "Where it stands."},
    "items_total": {"help_text": "What its pieces cost."},
    "shipping_cost": {"help_text": "What sending it costs."},
    "discount": {"help_text": "What a coupon took off."},
    "shipping_option": {"help_text": "How it is sent."},
    "carrier": {"help_text": "The carrier's code."},
    "carrier_name": {"help_text": "The carrier's name, as the seller gave it."},
    "tracking_number": {"help_text": "The carrier's number."},
    "promised_from": {"help_text": "The first day it may arrive."},
    "promised_to": {"help_text": "The day by which it should have arrived."},
    "shipped_at": {"help_text": "When it left, or null."},
    "delivered_at": {"help_text": "When it arrived, or null."},
}


class ParcelOut(serializers.ModelSerializer[Parcel]):
    seller = serializers.SerializerMethodField(help_text="`id` and `name` of the seller.")
    item_ids = serializers.SerializerMethodField(help_text="The lines that are in it.")
    pick_up_address = serializers.SerializerMethodField(
        help_text="Where it is to be picked up, if it is, once it may be prepared."
    )

    class Meta:
        model = Parcel
        fields = [*PARCEL_FIELDS, "pick_up_address"]
        extra_kwargs = PARCEL_TEXTS

    def get_seller(self, parcel: Parcel) -> dict[str, Any]:
        return {"id": parcel.seller_id, "name": parcel.seller_name}

    def get_pick_up_address(self, parcel: Parcel) -> str:
        return parcel.pick_up_address if parcel.may_be_sent else ""

    def get_item_ids(self, parcel: Parcel) -> list[int]:
        return [item.pk for item in parcel.order.items.all() if item.parcel_id == parcel.pk]


class FrozenGovernorateOut(Out):
    """As it was called when the order was placed."""

    code = serializers.CharField(help_text="ISO 3166-2:EG without the country.")
    name = serializers.SerializerMethodField(help_text="Its name in the language asked for.")

    def get_name(self, kept: dict[str, str]) -> str:
        is_english = self.context.get("language") == "en"
        return (kept.get("name_en", "") if is_english else "") or kept["name"]


class FrozenAddressOut(Out):
    recipient = serializers.CharField(help_text="Who takes the parcel.")
    phone_number = serializers.CharField(help_text="In E.164.")
    governorate = FrozenGovernorateOut(help_text="Its governorate.")
    city = serializers.CharField(help_text="City or district.")
    street = serializers.CharField(help_text="Street.")
    building = serializers.CharField(help_text="Number or name of the building.")
    floor = serializers.CharField(help_text="Floor.")
    apartment = serializers.CharField(help_text="Apartment.")
    landmark = serializers.CharField(help_text="What it is near to.")
    latitude = serializers.CharField(allow_null=True, help_text="Of a pin on the map, or null.")
    longitude = serializers.CharField(allow_null=True, help_text="Of a pin on the map, or null.")


class OrderPaymentOut(Out):
    method = serializers.CharField(source="payment_method", help_text="How it is paid.")
    status = serializers.SerializerMethodField(
        help_text="`awaiting`, `on_delivery`, `paid`, `partly_refunded`, `refunded` or `none`."
    )
    paid_at = serializers.DateTimeField(allow_null=True, help_text="When it was paid, or null.")
    amount = Money(source="total_amount", help_text="What is to be paid.")
    refunded = Money(help_text="What was given back.")
    hold_until = serializers.DateTimeField(
        allow_null=True, help_text="Until when the pieces are held for a payment, or null."
    )

    def get_status(self, order: Order) -> str:
        if order.refunded:
            return "refunded" if order.refunded >= order.total_amount else "partly_refunded"
        if order.payment_status:
            return "paid"
        if order.status == "cancelled":
            return "none"
        return "awaiting" if order.awaits_payment else "on_delivery"


class OrderOut(serializers.ModelSerializer[Order]):
    number = serializers.SerializerMethodField(help_text="A number to read out: `4821-9063-376`.")
    currency = serializers.SerializerMethodField(help_text="Always `EGP`.")
    items = ItemOut(many=True, help_text="Its lines, as they were ordered.")
    parcels = ParcelOut(many=True, help_text="One for each seller.")
    timeline = EventOut(source="events", many=True, help_text="Each step, oldest first.")
    payment = OrderPaymentOut(source="*", help_text="How its payment stands.")
    address = FrozenAddressOut(help_text="The address in its parts.")

    class Meta:
        model = Order
        fields = [
            "id",
            "number",
            "status",
            "items_total",
            "shipping_cost",
            "discount",
            "total_amount",
            "currency",
            "payment_method",
            "payment_status",
            "payment",
            "shipping_address",
            "address",
            "coupon_code",
            "note",
            "items",
            "parcels",
            "timeline",
            "created_at",
            "updated_at",
        ]
        extra_kwargs = {
            "id": {"help_text": "Its id."},
            "status": {"help_text": "Where it stands; it follows from its parcels."},
            "items_total": {"help_text": "What the pieces cost."},
            "shipping_cost": {"help_text": "What sending them costs."},
            "discount": {"help_text": "What a coupon took off."},
            "total_amount": {"help_text": "What is to be paid."},
            "payment_method": {"help_text": "How it is paid."},
            "payment_status": {"help_text": "Whether it is paid."},
            "shipping_address": {"help_text": "Where it goes, as text."},
            "coupon_code": {"help_text": "The coupon used, or empty."},
            "note": {"help_text": "A word to the sellers."},
            "created_at": {"help_text": "When it was placed."},
            "updated_at": {"help_text": "When it last changed."},
        }

    def get_number(self, order: Order) -> str:
        return spoken(order.number)

    def get_currency(self, order: Order) -> str:
        return CURRENCY


class CancelIn(In):
    reason = Text(max_length=500, required=False, allow_blank=True, help_text="Why.")
    parcel = serializers.IntegerField(
        required=False, min_value=1, help_text="Only this parcel; the whole order unless given."
    )


class TrackingEventOut(serializers.ModelSerializer[TrackingEvent]):
    words = serializers.SerializerMethodField(help_text="What happened, in the language asked for.")

    class Meta:
        model = TrackingEvent
        fields = ["code", "words", "happened_at"]
        extra_kwargs = {
            "code": {"help_text": "A stable word for programs."},
            "happened_at": {"help_text": "When."},
        }

    def get_words(self, event: TrackingEvent) -> str:
        is_english = self.context.get("language") == "en"
        return (event.words_en if is_english else "") or event.words


class TrackingOut(Out):
    parcel = serializers.IntegerField(source="pk", help_text="Which parcel.")
    status = serializers.CharField(help_text="Where it stands.")
    carrier = serializers.CharField(help_text="The carrier's code.")
    carrier_name = serializers.CharField(source="carried_by", help_text="The carrier's name.")
    tracking_number = serializers.CharField(help_text="The carrier's number.")
    promised_to = serializers.DateField(help_text="The day by which it should have arrived.")
    events = serializers.SerializerMethodField(help_text="Its way so far, oldest first.")

    @extend_schema_field(TrackingEventOut(many=True))
    def get_events(self, parcel: Parcel) -> Any:
        events = sorted(parcel.tracking_events.all(), key=lambda e: (e.happened_at, e.pk))
        return TrackingEventOut(events, many=True, context=self.context).data


class StepIn(In):
    status = serializers.ChoiceField(
        [status.value for status in FOR_SELLERS], help_text="Where one's part is to go."
    )
    carrier = Text(max_length=60, required=False, allow_blank=True, help_text="Who carries it.")
    tracking_number = Text(
        max_length=60, required=False, allow_blank=True, help_text="The carrier's number."
    )
    note = Text(max_length=500, required=False, allow_blank=True, help_text="A word to the buyer.")


class SoldOut(serializers.ModelSerializer[Parcel]):
    """A seller's part of an order: its own lines, and no other seller's."""

    id = serializers.IntegerField(source="order_id", help_text="The order's id.")
    parcel = serializers.IntegerField(source="pk", help_text="The parcel's id.")
    number = serializers.SerializerMethodField(help_text="The order's number to read out.")
    order_status = serializers.CharField(source="order.status", help_text="Where the order stands.")
    payment_method = serializers.CharField(
        source="order.payment_method", help_text="How it is paid."
    )
    is_paid = serializers.BooleanField(source="order.payment_status", help_text="Whether it is.")
    may_be_sent = serializers.BooleanField(
        help_text="Whether it may be prepared: paid, or to be paid in cash."
    )
    buyer = serializers.SerializerMethodField(help_text="The buyer's given name.")
    address = serializers.SerializerMethodField(
        help_text="Where it goes, in its parts; null until it may be sent."
    )
    shipping_address = serializers.SerializerMethodField(
        help_text="The same as text; null until it may be sent."
    )
    cash_due = serializers.SerializerMethodField(help_text="What is to be taken at the door.")
    items = SoldItemOut(many=True, help_text="One's own lines.")
    timeline = SoldEventOut(source="events", many=True, help_text="Each step of one's own part.")
    note = serializers.CharField(source="order.note", help_text="The buyer's word to the sellers.")
    earnings = serializers.SerializerMethodField(help_text="What remains for the seller.")
    compensation = Money(
        source="compensated",
        allow_null=True,
        help_text="What the carrier paid the seller for its loss, or null.",
    )

    class Meta:
        model = Parcel
        fields = [
            "id",
            "parcel",
            "number",
            "status",
            "order_status",
            "payment_method",
            "is_paid",
            "may_be_sent",
            "buyer",
            "address",
            "shipping_address",
            "cash_due",
            "items_total",
            "shipping_cost",
            "discount",
            "earnings",
            "compensation",
            "shipping_option",
            "carrier",
            "carrier_name",
            "tracking_number",
            "promised_from",
            "promised_to",
            "shipped_at",
            "delivered_at",
            "note",
            "items",
            "timeline",
            "created_at",
        ]
        extra_kwargs = {**PARCEL_TEXTS, "created_at": {"help_text": "When it was placed."}}

    def get_number(self, parcel: Parcel) -> str:
        return spoken(parcel.order.number)

    def get_buyer(self, parcel: Parcel) -> str:
        return parcel.order.user.first_name

    @extend_schema_field(FrozenAddressOut(allow_null=True))
    def get_address(self, parcel: Parcel) -> dict[str, Any] | None:
        if not parcel.may_be_sent:
            return None
        shown: dict[str, Any] = FrozenAddressOut(parcel.order.address, context=self.context).data
        return shown

    def get_shipping_address(self, parcel: Parcel) -> str | None:
        return parcel.order.shipping_address if parcel.may_be_sent else None

    def get_cash_due(self, parcel: Parcel) -> str:
        return f"{parcel.cash_due:.2f}"

    def get_earnings(self, parcel: Parcel) -> str:
        return f"{self.context['earnings'](parcel):.2f}"


class CompensationIn(In):
    amount = Money(min_value=PIASTRE, help_text="What the carrier paid for the seller's part.")
    reference = Text(max_length=60, help_text="Under which the carrier paid it.")
    reason = Text(max_length=200, help_text="What for; its seller reads this.")


class CompensationOut(serializers.ModelSerializer[Compensation]):
    class Meta:
        model = Compensation
        fields = ["parcel", "amount", "share", "reference", "reason", "created_at"]
        extra_kwargs = {
            "parcel": {"help_text": "Which parcel was lost."},
            "amount": {"help_text": "What its seller got."},
            "share": {"help_text": "What its seller lost with it; the most there can be."},
            "reference": {"help_text": "Under which the carrier paid it."},
            "reason": {"help_text": "What for."},
            "created_at": {"help_text": "When it was booked."},
        }
