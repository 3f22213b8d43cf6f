from orders.models.baskets import Cart, CartItem
from orders.models.orders import Order, OrderEvent, OrderItem, Parcel, RefundDue, RefundLine
from orders.models.papers import CreditNote, CreditNoteSerial, Invoice, InvoiceSerial, Paper
from orders.models.returns import Return, ReturnItem, ReturnMessage, ReturnPhoto
from orders.models.shipping import (
    CarrierMessage,
    Compensation,
    Remittance,
    RemittanceLine,
    SellerShipping,
    ShippingRate,
    ShippingZone,
    TrackingEvent,
)
from orders.models.terms import CommissionRule, Coupon, CouponUse, TradeRules

__all__ = [
    "CarrierMessage",
    "Cart",
    "CartItem",
    "CommissionRule",
    "Compensation",
    "Coupon",
    "CouponUse",
    "CreditNote",
    "CreditNoteSerial",
    "Invoice",
    "InvoiceSerial",
    "Order",
    "OrderEvent",
    "OrderItem",
    "Paper",
    "Parcel",
    "RefundDue",
    "RefundLine",
    "Remittance",
    "RemittanceLine",
    "Return",
    "ReturnItem",
    "ReturnMessage",
    "ReturnPhoto",
    "SellerShipping",
    "ShippingRate",
    "ShippingZone",
    "TrackingEvent",
    "TradeRules",
]
