"""What an order looks like as JSON."""

from typing import Any

from sandbox import clock
from sandbox.configuration import configuration
from sandbox.models import Order


def order(one: Order) -> dict[str, Any]:
    """Give the order as it stands inside a transaction."""
    settings = configuration()
    return {
        "id": one.pk,
        "created_at": clock.local_text(one.created_at),
        "delivery_needed": False,
        "merchant": {
            "id": settings.merchant_id,
            "created_at": "2025-01-05T10:00:00.000001",
            "phones": ["+201000000000"],
            "company_emails": None,
            "company_name": settings.merchant_name,
            "state": None,
            "country": "EGY",
            "city": "Cairo",
            "postal_code": None,
            "street": None,
        },
        "collector": None,
        "amount_cents": one.amount_cents,
        "shipping_data": _shipping_data(one),
        "currency": one.currency,
        "is_payment_locked": False,
        "is_return": False,
        "is_cancel": False,
        "is_returned": False,
        "is_canceled": False,
        "merchant_order_id": one.merchant_order_id,
        "wallet_notification": None,
        "paid_amount_cents": one.paid_amount_cents,
        "notify_user_with_email": False,
        "items": one.items,
        "order_url": "NA",
        "commission_fees": 0,
        "delivery_fees_cents": 0,
        "delivery_vat_cents": 0,
        "payment_method": "tbc",
        "merchant_staff_tag": None,
        "api_source": "OTHER",
        "data": {},
        "payment_status": "PAID" if one.paid_amount_cents else "UNPAID",
        "terminal_version": None,
    }


def order_by_itself(one: Order, url: str) -> dict[str, Any]:
    """Give the order as its own endpoint does."""
    return {**order(one), "token": one.token, "url": url}


def _shipping_data(one: Order) -> dict[str, Any]:
    given = one.shipping
    names = ("first_name", "last_name", "street", "building", "floor", "apartment", "city", "state")
    return {
        "id": one.pk + 500_000_000,
        **{name: given.get(name, "NA") for name in names},
        "country": given.get("country", "EGY"),
        "email": given.get("email", "NA"),
        "phone_number": given.get("phone_number", "NA"),
        "postal_code": given.get("postal_code", "NA"),
        "extra_description": "",
        "shipping_method": "UNK",
        "order_id": one.pk,
        "order": one.pk,
    }
