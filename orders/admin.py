from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from core.admin import Page, ReadOnly, Rows
from orders.models import (
    CarrierMessage,
    CommissionRule,
    Coupon,
    Order,
    OrderEvent,
    OrderItem,
    Parcel,
    Remittance,
    RemittanceLine,
    Return,
    ReturnItem,
    ReturnMessage,
    SellerShipping,
    ShippingRate,
    ShippingZone,
    TradeRules,
)


class ItemRows(Rows):
    model = OrderItem
    fields = (
        "name",
        "sku",
        "quantity",
        "price",
        "commission_rate",
        "commission_amount",
        "refunded",
    )


class ParcelRows(Rows):
    model = Parcel
    fields = ("seller_name", "status", "items_total", "shipping_cost", "carrier", "tracking_number")


class EventRows(Rows):
    model = OrderEvent
    fields = ("code", "from_status", "to_status", "note", "by", "created_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("by")


@admin.register(Order)
class OrderPage(ReadOnly):
    list_display = (
        "number",
        "user",
        "status",
        "payment_method",
        "payment_status",
        "total_amount",
        "refunded",
        "created_at",
    )
    list_filter = ("status", "payment_method", "payment_status", "governorate_code")
    list_select_related = ("user",)
    search_fields = ("number", "user__email", "shipping_address")
    inlines = (ItemRows, ParcelRows, EventRows)


@admin.register(Parcel)
class ParcelPage(ReadOnly):
    list_display = (
        "order",
        "seller_name",
        "status",
        "carrier",
        "tracking_number",
        "delivered_at",
        "released_at",
    )
    list_filter = ("status", "carrier", "cash_holder")
    list_select_related = ("order",)
    search_fields = ("tracking_number", "seller_name", "order__number")


class ReturnItemRows(Rows):
    model = ReturnItem
    fields = ("order_item", "quantity", "amount")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("order_item")


class ReturnMessageRows(Rows):
    model = ReturnMessage
    fields = ("by", "text", "from_status", "to_status", "created_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("by")


@admin.register(Return)
class ReturnPage(ReadOnly):
    list_display = ("order", "user", "reason", "status", "refund_amount", "answer_by", "created_at")
    list_filter = ("status", "reason")
    list_select_related = ("order", "user")
    search_fields = ("order__number", "user__email")
    inlines = (ReturnItemRows, ReturnMessageRows)


@admin.register(CommissionRule)
class CommissionRulePage(Page):
    list_display = ("seller", "category", "order_from", "percent", "fixed", "is_active")
    list_filter = ("is_active",)
    list_select_related = ("seller", "category")
    autocomplete_fields = ("seller", "category")


@admin.register(Coupon)
class CouponPage(Page):
    list_display = ("code", "percent", "amount", "smallest_order", "used", "most_uses", "is_active")
    list_filter = ("is_active",)
    search_fields = ("code",)
    autocomplete_fields = ("seller", "category")


class RateRows(Rows):
    model = ShippingRate
    fields = ("option", "name", "carrier", "cost", "free_from", "days_min", "days_max", "is_active")


@admin.register(ShippingZone)
class ZonePage(Page):
    list_display = ("name", "name_en")
    filter_horizontal = ("governorates",)
    inlines = (RateRows,)


@admin.register(ShippingRate)
class RatePage(Page):
    list_display = ("zone", "option", "name", "carrier", "cost", "free_from", "is_active")
    list_filter = ("zone", "carrier", "is_active")
    list_select_related = ("zone",)


@admin.register(SellerShipping)
class SellerShippingPage(Page):
    list_display = ("seller", "cost", "free_from", "allows_pick_up")
    list_select_related = ("seller",)
    autocomplete_fields = ("seller",)


@admin.register(TradeRules)
class TradeRulesPage(Page):
    list_display = ("vat_percent", "release_days", "hold_card_minutes", "largest_cash_order")


@admin.register(CarrierMessage)
class CarrierMessagePage(ReadOnly):
    list_display = ("carrier", "received_at", "applied_at", "outcome")
    list_filter = ("carrier",)


class RemittanceRows(Rows):
    model = RemittanceLine
    fields = ("tracking_number", "amount", "parcel", "outcome")


@admin.register(Remittance)
class RemittancePage(ReadOnly):
    list_display = ("carrier", "reference", "received_on", "total", "fees")
    list_filter = ("carrier",)
    inlines = (RemittanceRows,)
