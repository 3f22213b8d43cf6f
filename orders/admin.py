import re
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from core.admin import ADMINS, EVERYBODY, Linked, OneRow, Page, ReadOnly, Related, Rows, each
from core.lookups import (
    ORDER_NUMBER,
    PAPER_NUMBER,
    PHONE,
    REFERENCE,
    TRACKING,
    Begins,
    Behind,
    Exactly,
    Through,
    Words,
)
from core.staff import ADMIN, FINANCE, SUPPORT
from custom_auth.admin import phone_in
from custom_auth.models import Governorate
from orders.models import (
    CarrierMessage,
    Cart,
    CartItem,
    CommissionRule,
    Compensation,
    Coupon,
    CouponUse,
    CreditNote,
    Invoice,
    Order,
    OrderItem,
    Parcel,
    RefundDue,
    Remittance,
    RemittanceLine,
    Return,
    ReturnItem,
    ReturnMessage,
    ReturnPhoto,
    SellerShipping,
    ShippingRate,
    ShippingZone,
    TrackingEvent,
    TradeRules,
)
from orders.rules.numbers import heard

FINANCIERS = frozenset({FINANCE, ADMIN})
TRADERS = frozenset({SUPPORT, FINANCE, ADMIN})


def number_in(term: str) -> list[str]:
    """Take what is typed for an order's number as it was read out over the phone: ``4821-9063-376``."""
    number = heard(term)
    return [number] if number else []


def tracking_in(term: str) -> list[str]:
    return [term, term.upper()]


class Numbered:
    """A paper is found by its number: as it is printed (``CN-2026-000017``), or the last part of it."""

    PRINTED = re.compile(r"(?:CN-)?(?:(\d{4})-)?(\d{1,9})", re.IGNORECASE)
    YEARS = 10

    def says(self, model: Any) -> list[Any]:
        return [PAPER_NUMBER]

    def match(self, model: Any, term: str) -> Q | None:
        number = self.PRINTED.fullmatch(term)
        if number is None:
            return None
        this_year = timezone.localdate().year
        years = [int(number[1])] if number[1] else range(this_year - self.YEARS, this_year + 1)
        return Q(year__in=list(years), serial=int(number[2]))


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


@admin.register(Order)
class OrderPage(ReadOnly):
    seen_by = TRADERS
    codes: ClassVar[Any] = {"governorate_code": Governorate.named}
    list_display = (
        "spoken_number",
        Linked("user", _("buyer")),
        "status",
        "payment_method",
        "payment_status",
        "total_amount",
        "refunded",
        "created_at",
    )
    list_filter = ("status", "payment_method", "payment_status", "governorate_code")
    list_select_related = ("user",)
    found_by = (
        Exactly("number", ORDER_NUMBER, number_in),
        Through("user"),
        Exactly("address__phone_number", PHONE, phone_in),
        Words("shipping_address", label=_("words of the address")),
    )
    exclude: ClassVar[tuple[str, ...]] = ("address",)
    inlines = (ItemRows,)
    related: ClassVar[Any] = (
        Related(_("Parcels"), "orders.parcel", "order__id__exact"),
        Related(_("Returns"), "orders.return", "order__id__exact"),
        Related(_("Payment"), "payment.payment", "order__id__exact"),
        Related(_("Ledger entries"), "wallet.ledgerentry", "order_id"),
        Related(_("Risk check"), "payment.fraudcheck", "order__id__exact"),
        Related(_("Orders of the same buyer"), "orders.order", "user__id__exact", of="user_id"),
    )

    @admin.display(description=_("number"), ordering="number")
    def spoken_number(self, order: Order) -> str:
        return str(order)


@admin.register(OrderItem)
class ItemPage(ReadOnly):
    seen_by = TRADERS
    list_display = (
        "name",
        Linked("order", _("order")),
        Linked("product", _("product")),
        Linked("seller", _("seller")),
        "quantity",
        "price",
        "commission_amount",
        "refunded",
    )
    list_filter = ("made_to_order",)
    list_select_related = ("order", "product", "seller")
    found_by = (Through("order"), Through("product"), Through("seller"))


class TrackingRows(Rows):
    model = TrackingEvent
    fields = ("code", "said", "happened_at")
    readonly_fields = ("said",)

    @admin.display(description=_("words"))
    def said(self, event: TrackingEvent) -> str:
        return event.said


class CompensationRows(Rows):
    model = Compensation
    seen_by = TRADERS
    select = ("by",)
    fields = ("amount", "share", "reference", "reason", "by", "created_at")


@admin.register(Parcel)
class ParcelPage(ReadOnly):
    seen_by = TRADERS
    list_display = (
        "id",
        Linked("order", _("order")),
        Linked("seller", _("seller")),
        "status",
        "carrier_named",
        "tracking_number",
        "delivered_at",
        "released_at",
    )
    list_filter = ("status", "carrier", "cash_holder")
    list_select_related = ("order", "seller")
    found_by = (
        Through("order"),
        Exactly("tracking_number", TRACKING, tracking_in),
        Through("seller"),
    )
    inlines = (ItemRows, TrackingRows, CompensationRows)
    exclude = ("carrier", "carrier_name", "shipping_option")
    readonly_fields = ("option_named", "carrier_named")
    related: ClassVar[Any] = (
        Related(_("Order"), "orders.order", "id__exact", of="order_id"),
        Related(_("Returns"), "orders.return", "parcel__id__exact"),
        Related(_("Invoice"), "orders.invoice", "parcel__id__exact"),
    )

    @admin.display(description=_("carrier"), ordering="carrier")
    def carrier_named(self, parcel: Parcel) -> str:
        return parcel.carried_by or "–"

    @admin.display(description=_("sent by"))
    def option_named(self, parcel: Parcel) -> str:
        return ShippingRate.objects.name_of(parcel.shipping_option)


class ReturnItemRows(Rows):
    model = ReturnItem
    select = ("order_item",)
    fields = ("order_item", "quantity", "amount")


class ReturnMessageRows(Rows):
    model = ReturnMessage
    select = ("by",)
    fields = ("by", "text", "from_status", "to_status", "created_at")


class PhotoRows(Rows):
    model = ReturnPhoto
    fields = ("shown",)
    readonly_fields = ("shown",)

    @admin.display(description=_("Picture by the buyer"))
    def shown(self, photo: ReturnPhoto) -> str:
        return format_html(
            '<a class="link" href="{}" target="_blank" rel="noopener">{}</a>',
            reverse("admin:return_picture", args=[photo.pk]),
            _("Open"),
        )


@admin.register(Return)
class ReturnPage(ReadOnly):
    seen_by = TRADERS
    list_display = (
        "id",
        Linked("order", _("order")),
        Linked("user", _("buyer")),
        "reason",
        "status",
        "refund_amount",
        "answer_by",
        "created_at",
    )
    list_filter = ("status", "reason")
    list_select_related = ("order", "user")
    found_by = (Through("order"), Through("parcel"))
    inlines = (ReturnItemRows, ReturnMessageRows, PhotoRows)


@admin.register(RefundDue)
class RefundDuePage(ReadOnly):
    seen_by = FINANCIERS
    list_display = (
        "reference",
        Linked("order", _("order")),
        "amount",
        "created_at",
        "collected_at",
    )
    list_filter = (("collected_at", admin.EmptyFieldListFilter),)
    list_select_related = ("order",)
    found_by = (Through("order"), Begins("reference", REFERENCE, is_cased=True))


@admin.register(Invoice)
class InvoicePage(ReadOnly):
    seen_by = TRADERS
    list_display = ("__str__", Linked("parcel", _("parcel")), "issued_at")
    list_filter = ("year",)
    list_select_related = ("parcel",)
    found_by = (Numbered(), Through("parcel"))


@admin.register(CreditNote)
class CreditNotePage(ReadOnly):
    seen_by = TRADERS
    list_display = ("__str__", Linked("parcel", _("parcel")), "amount", "wanted_at", "issued_at")
    list_filter = ("year",)
    list_select_related = ("parcel",)
    found_by = (Numbered(), Through("parcel"), Exactly("reference", REFERENCE))
    exclude = ("file",)


class CartRows(Rows):
    model = CartItem
    select = ("product", "variant")
    fields = ("product", "variant", "quantity", "price_seen", "created_at")


@admin.register(Cart)
class CartPage(ReadOnly):
    seen_by = frozenset({SUPPORT, ADMIN})
    list_display = ("user", "updated_at")
    list_filter = ("updated_at",)
    list_select_related = ("user",)
    found_by = (Through("user"),)
    inlines = (CartRows,)


@admin.register(CommissionRule)
class CommissionRulePage(Page):
    seen_by = TRADERS
    changed_by = ADMINS
    is_watched = True
    list_display = ("seller", "category", "order_from", "percent", "fixed", "is_active")
    list_display_links = ("percent",)
    list_filter = ("is_active",)
    list_select_related = ("seller", "category")
    found_by = (Through("seller"), Through("category"))
    autocomplete_fields = ("seller", "category")


class UseRows(Rows):
    model = CouponUse
    select = ("user", "order")
    fields = ("user", "order")


@admin.register(Coupon)
class CouponPage(Page):
    seen_by = EVERYBODY
    changed_by = FINANCIERS
    is_watched = True
    list_display = ("code", "percent", "amount", "smallest_order", "used", "most_uses", "is_active")
    list_filter = ("is_active",)
    list_select_related = ("seller",)
    search_fields = ("code",)
    autocomplete_fields = ("seller", "category")
    inlines = (UseRows,)
    actions: ClassVar[Any] = ("end_chosen", "export_chosen")

    @admin.action(description=_("End the chosen coupons"), permissions=["change"])
    def end_chosen(self, request: HttpRequest, chosen: QuerySet[Coupon]) -> None:
        def act(coupon: Coupon) -> None:
            coupon.is_active = False
            coupon.save(update_fields=["is_active"])

        each(self, request, chosen, name="coupons.end", act=act)


class RateRows(Rows):
    model = ShippingRate
    fields = (
        "option",
        "name",
        "carrier",
        "cost",
        "value_percent",
        "free_from",
        "days_min",
        "days_max",
        "is_active",
    )


@admin.register(ShippingZone)
class ZonePage(Page):
    seen_by = TRADERS
    changed_by = ADMINS
    is_watched = True
    list_display = ("name", "name_en")
    search_fields = ("name", "name_en")
    inlines = (RateRows,)

    def formfield_for_manytomany(self, db_field: Any, request: Any, **options: Any) -> Any:
        options["widget"] = UnfoldAdminCheckboxSelectMultipleWidget()
        return super().formfield_for_manytomany(db_field, request, **options)


@admin.register(ShippingRate)
class RatePage(Page):
    seen_by = TRADERS
    changed_by = ADMINS
    is_watched = True
    list_display = (
        "name",
        "zone",
        "option",
        "carrier",
        "cost",
        "value_percent",
        "free_from",
        "is_active",
    )
    list_filter = ("zone", "carrier", "is_active")
    list_select_related = ("zone",)
    search_fields = ("name", "name_en", "option")


@admin.register(SellerShipping)
class SellerShippingPage(Page):
    seen_by = TRADERS
    changed_by = ADMINS
    is_watched = True
    list_display = ("seller", "cost", "value_percent", "free_from", "allows_pick_up")
    list_filter = ("allows_pick_up",)
    list_select_related = ("seller",)
    found_by = (Through("seller"),)
    autocomplete_fields = ("seller",)


@admin.register(TradeRules)
class TradeRulesPage(OneRow):
    seen_by = TRADERS
    changed_by = ADMINS
    is_watched = True
    list_display = (
        "__str__",
        "vat_percent",
        "release_days",
        "hold_card_minutes",
        "largest_cash_order",
    )


@admin.register(CarrierMessage)
class CarrierMessagePage(ReadOnly):
    seen_by = TRADERS
    list_display = ("id", "carrier", "received_at", "applied_at", "outcome")
    list_filter = ("carrier", ("applied_at", admin.EmptyFieldListFilter))
    found_by = (Exactly("body__trackingNumber", TRACKING),)


class RemittanceRows(Rows):
    model = RemittanceLine
    select = ("parcel",)
    fields = ("tracking_number", "amount", "parcel", "outcome")


@admin.register(Remittance)
class RemittancePage(ReadOnly):
    seen_by = FINANCIERS
    list_display = ("reference", "carrier", "received_on", "total", "fees")
    list_filter = ("carrier",)
    found_by = (
        Begins("reference", REFERENCE),
        Behind(
            "orders.RemittanceLine",
            "remittance",
            (Exactly("tracking_number", TRACKING, tracking_in),),
        ),
    )
    inlines = (RemittanceRows,)
