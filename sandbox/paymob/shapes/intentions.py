"""What an intention and a saved card look like as JSON."""

from typing import Any

from sandbox import clock
from sandbox.configuration import configuration
from sandbox.models import CardToken, Intention, PaymentKey
from sandbox.paymob import integrations

BILLING = (
    "apartment",
    "floor",
    "first_name",
    "last_name",
    "street",
    "building",
    "phone_number",
    "shipping_method",
    "city",
    "country",
    "state",
    "email",
    "postal_code",
)


def intention(one: Intention) -> dict[str, Any]:
    """Give the intention as its creation answers (runs two queries)."""
    keys = list(one.payment_keys.filter(is_current=True).order_by("pk"))
    return {
        "payment_keys": [_payment_key(key) for key in keys],
        "redirection_url": one.redirection_url,
        "intention_order_id": one.order_id,
        "id": one.public_id,
        "intention_detail": {
            "amount": one.amount_cents,
            "items": one.items,
            "currency": one.currency,
            "billing_data": {name: one.billing.get(name, "NA") for name in BILLING},
        },
        "client_secret": one.client_secret,
        "payment_methods": [_payment_method(key.integration_id) for key in keys],
        "special_reference": one.special_reference,
        "extras": {
            "creation_extras": {**one.extras, "merchant_order_id": one.special_reference},
            "confirmation_extras": None,
        },
        "confirmed": bool(one.order.paid_amount_cents),
        "status": "intended",
        "created": clock.local_text(one.created_at),
        "card_detail": None,
        "card_tokens": one.card_tokens,
        "object": "paymentintention",
    }


def card_token(one: CardToken, *, intention: str | None) -> dict[str, Any]:
    """Give the ``obj`` of a TOKEN callback; its ``order_id`` is text, its other ids are numbers."""
    return {
        "id": one.pk,
        "token": one.token,
        "masked_pan": f"xxxx-xxxx-xxxx-{one.last_four}",
        "merchant_id": configuration().merchant_id,
        "card_subtype": one.card_subtype,
        "created_at": clock.local_text(one.created_at),
        "email": one.email,
        "order_id": str(one.order_id),
        "user_added": False,
        "next_payment_intention": intention,
    }


def _payment_key(key: PaymentKey) -> dict[str, Any]:
    integration = integrations.by_id(key.integration_id)
    return {
        "integration": key.integration_id,
        "key": key.token,
        "gateway_type": integration.gateway_type if integration else None,
        "iframe_id": None,
        "order_id": key.order_id,
        "redirection_url": key.redirection_url,
        "save_card": False,
    }


def _payment_method(integration_id: int) -> dict[str, Any]:
    integration = integrations.by_id(integration_id)
    return {
        "integration_id": integration_id,
        "alias": None,
        "name": integration.method if integration else None,
        "method_type": "online",
        "currency": integration.currency if integration else "EGP",
        "live": False,
        "use_cvc_with_moto": False,
    }
