"""What a transaction looks like as JSON, and flat, as the browser brings it back.

Reading only; expects ``for_showing()`` rows.
"""

from typing import Any

from sandbox import clock
from sandbox.configuration import configuration
from sandbox.models import Attempt, Delivery, Transaction
from sandbox.paymob import signatures
from sandbox.paymob.shapes import orders, sources
from sandbox.paymob.shapes.intentions import BILLING

CLAIMED = tuple(name for name in BILLING if name != "shipping_method")
REDIRECTED = (
    "id",
    "pending",
    "amount_cents",
    "success",
    "is_auth",
    "is_capture",
    "is_standalone_payment",
    "is_voided",
    "is_refunded",
    "is_3d_secure",
    "integration_id",
    "profile_id",
    "has_parent_transaction",
    "created_at",
    "currency",
    "merchant_commission",
    "is_void",
    "is_refund",
    "error_occured",
    "refunded_amount_cents",
    "captured_amount",
    "updated_at",
    "is_settled",
    "bill_balanced",
    "is_bill",
    "owner",
)


def transaction(one: Transaction) -> dict[str, Any]:
    """Give the transaction object, with exactly the keys a processed callback carries."""
    settings = configuration()
    return {
        "id": one.pk,
        "pending": one.pending,
        "amount_cents": one.amount_cents,
        "success": one.success,
        "is_auth": one.is_auth,
        "is_capture": one.is_capture,
        "is_standalone_payment": not one.is_child,
        "is_voided": one.is_voided,
        "is_refunded": one.is_refunded,
        "is_3d_secure": one.is_3d_secure,
        "integration_id": one.integration_id,
        "profile_id": settings.merchant_id,
        "has_parent_transaction": one.is_child,
        "order": orders.order(one.order),
        "created_at": clock.local_text(one.created_at),
        "transaction_processed_callback_responses": [],
        "currency": one.currency,
        "source_data": sources.source_data(one),
        "api_source": one.api_source,
        "terminal_id": None,
        "merchant_commission": 0,
        "accept_fees": 0,
        "installment": None,
        "discount_details": [],
        "is_void": one.is_void,
        "is_refund": one.is_refund,
        "data": sources.data(one),
        "is_hidden": False,
        "payment_key_claims": None if one.is_child else _claims(one),
        "error_occured": one.error_occured,
        "is_live": False,
        "other_endpoint_reference": None,
        "refunded_amount_cents": one.refunded_amount_cents,
        "source_id": -1,
        "is_captured": one.is_captured,
        "captured_amount": one.captured_amount,
        "merchant_staff_tag": None,
        "updated_at": clock.local_text(one.updated_at),
        "is_settled": one.is_settled,
        "bill_balanced": False,
        "is_bill": False,
        "owner": settings.owner_id,
        "parent_transaction": one.parent_id,
    }


def inquired(one: Transaction) -> dict[str, Any]:
    """Give what the inquiry answers: the transaction, the callbacks sent for it, extras."""
    key = one.payment_key
    return {
        **transaction(one),
        "transaction_processed_callback_responses": _callback_responses(one),
        "paid_at": clock.local_text(one.updated_at) if one.success else None,
        "billing_data": key.billing if key else None,
        "fees": "0.00",
        "vat": "0.00",
        "unique_ref": str(one.pk),
        "routing_bank": None,
        "card_holder_bank": None,
    }


def processed_callback(one: Transaction) -> dict[str, Any]:
    return {
        "type": "TRANSACTION",
        "obj": transaction(one),
        "issuer_bank": None,
        "transaction_processed_callback_responses": "",
    }


def redirect_query(one: Transaction) -> dict[str, str]:
    """Give the flat query the browser comes back with, signed."""
    shown = transaction(one)
    settings = configuration()
    plain = {name: shown[name] for name in REDIRECTED}
    flat = {
        **plain,
        "order": one.order_id,
        "merchant_order_id": one.order.merchant_order_id,
        "discount_details": "[]",
        "data.message": one.message,
        "source_data.type": one.source["type"],
        "source_data.pan": one.pan,
        "source_data.sub_type": one.sub_type,
        "acq_response_code": one.acq_response_code,
        "txn_response_code": one.txn_response_code,
    }
    signature = signatures.of_redirect(
        flat, secret=settings.hmac_secret, null_as=settings.strict.null_as
    )
    return {name: signatures.text(value) for name, value in flat.items()} | {"hmac": signature}


def flat_with_texts(one: Transaction) -> dict[str, Any]:
    """Give the answer to a saved card's charge: flat, with its booleans as words."""
    return {
        **redirect_query(one),
        "id": one.pk,
        "amount_cents": one.amount_cents,
        "order": one.order_id,
    }


def _claims(one: Transaction) -> dict[str, Any] | None:
    key = one.payment_key
    if key is None:
        return None
    claims = {
        "exp": int(key.expires_at.timestamp()),
        "user_id": configuration().owner_id,
        "amount_cents": key.amount_cents,
        "currency": key.currency,
        "integration_id": key.integration_id,
        "order_id": key.order_id,
        "billing_data": {**dict.fromkeys(CLAIMED, "NA"), **key.billing},
        "lock_order_when_paid": key.locks_order_when_paid,
        "extra": key.extra,
        "notification_url": key.notification_url,
        "redirection_url": key.redirection_url,
        "single_payment_attempt": False,
    }
    if key.intention:
        claims["next_payment_intention"] = key.intention.public_id
    return claims


def _callback_responses(one: Transaction) -> list[dict[str, Any]]:
    attempts = Attempt.objects.filter(
        delivery__about=f"transaction:{one.pk}",
        delivery__kind=Delivery.Kind.TRANSACTION,
        status__isnull=False,
    )
    recent = attempts.select_related("delivery").order_by("-sent_at", "-pk")[:20]
    return [
        {
            "response": {
                "status": str(attempt.status),
                "content": attempt.answer,
                "headers": attempt.headers,
                "encoding": "utf-8",
            },
            "callback_url": attempt.delivery.url.partition("?")[0],
            "response_received_at": clock.local_text(attempt.sent_at),
        }
        for attempt in recent
    ]
