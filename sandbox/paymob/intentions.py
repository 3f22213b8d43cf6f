"""Announcing a payment: what the gateway checks, and what it makes of it."""

import base64
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from sandbox import origins
from sandbox.bodies import checked
from sandbox.configuration import configuration
from sandbox.fields import Address, Anything, Email, Field, Flag, Free, Many, Shape, Text, Whole
from sandbox.models import CardToken, Intention, Order, PaymentKey, Transaction
from sandbox.paymob import integrations
from sandbox.paymob.integrations import Integration
from sandbox.refusals import Refusal

LONGEST_EXPIRY = 3_110_400
NO_INTEGRATION = (
    "Integration ID/Name does not exist in our system. Please make sure that it is right "
    "and belongs to the mode of your keys."
)

ITEM = Shape(
    needed={"name": Text(50), "amount": Whole()},
    optional={
        "description": Text(255, may_be_blank=True),
        "quantity": Whole(1),
        "image": Text(2000, may_be_blank=True),
    },
)
BILLING = Shape(
    needed={
        "first_name": Text(50),
        "last_name": Text(50),
        "email": Email(),
        "phone_number": Text(30),
    },
    optional={
        name: Text(255)
        for name in (
            "apartment",
            "floor",
            "building",
            "street",
            "city",
            "state",
            "country",
            "postal_code",
            "shipping_method",
        )
    },
)
OPTIONAL: dict[str, Field] = {
    "items": Many(ITEM),
    "customer": Free(),
    "extras": Free(),
    "special_reference": Text(255),
    "expiration": Whole(1, LONGEST_EXPIRY),
    "notification_url": Address(),
    "redirection_url": Address(),
    "card_tokens": Many(Text(64), longest=3),
    "subscription_plan_id": Anything(),
    "split_amounts": Anything(),
    "is_auth": Flag(),
}
NEEDED: dict[str, Field] = {
    "amount": Whole(1),
    "currency": Text(3),
    "payment_methods": Many(Anything(), longest=30),
    "billing_data": BILLING,
}
CREATION = Shape(needed=NEEDED, optional=OPTIONAL)
CHANGE = Shape(needed={"accept_order_id": Whole()}, optional={**NEEDED, **OPTIONAL})


def create_intention(body: Mapping[str, Any], *, now: datetime) -> Intention:
    """Announce a payment.

    :raises Refusal: 400 with a map of the fields, 404 for an integration, 406 for the items.
    """
    wanted = checked(body, CREATION)
    chosen = _integrations(wanted["payment_methods"])
    _check(wanted, amount=wanted["amount"], currency=wanted["currency"], chosen=chosen)
    reference = wanted.get("special_reference")
    refuse_repeated_reference(reference, field="special_reference")
    order = Order.objects.create(
        merchant_order_id=reference,
        amount_cents=wanted["amount"],
        currency=wanted["currency"],
        items=_order_items(wanted.get("items", [])),
        shipping=wanted["billing_data"],
        token=secrets.token_hex(16),
        created_at=now,
    )
    intention = Intention.objects.create(
        order=order,
        public_id=f"pi_test_{secrets.token_hex(16)}",
        client_secret=f"egy_csk_test_{secrets.token_hex(16)}",
        created_at=now,
        **_columns(wanted, chosen, now),
    )
    _hand_out_keys(intention, now)
    return intention


def update_intention(client_secret: str, body: Mapping[str, Any], *, now: datetime) -> Intention:
    """Change an intention nobody has paid yet; every field left out stays.

    :raises Refusal: as for creation, and 404 for an unknown client secret.
    """
    wanted = checked(body, CHANGE)
    intention = found(client_secret)
    order = Order.objects.locked().get(pk=intention.order_id)
    if wanted["accept_order_id"] != order.pk:
        raise Refusal(400, {"accept_order_id": ["This order does not belong to the intention."]})
    if Transaction.objects.of_order(order).collected().exists():
        raise Refusal(400, {"detail": "This intention has been paid."})
    chosen = _integrations(wanted.get("payment_methods", intention.integrations))
    _check(
        {"items": intention.items, **wanted},
        amount=wanted.get("amount", intention.amount_cents),
        currency=wanted.get("currency", intention.currency),
        chosen=chosen,
    )
    _rename(order, wanted)
    _apply(intention, order, wanted, chosen, now)
    return intention


def found(client_secret: str) -> Intention:
    """Find an intention with its order.

    :raises Refusal: 404 if there is none.
    """
    known = Intention.objects.select_related("order").filter(client_secret=client_secret).first()
    if known is None:
        raise Refusal(404, {"detail": "Not found."})
    return known


def refuse_repeated_reference(reference: str | None, *, field: str) -> None:
    """Hold a shop's reference until the transaction ends, so that two cannot take it at once.

    :raises Refusal: if it was used before; the status and the sentence are uncertain.
    """
    if not reference or not configuration().strict.unique_reference:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"sandbox {reference}"])
    if not Order.objects.filter(merchant_order_id=reference).exists():
        return
    if field == "merchant_order_id":
        raise Refusal(422, {"message": "duplicate"})
    raise Refusal(400, {field: ["This field must be unique."]})


def refuse_foreign_addresses(wanted: Mapping[str, Any]) -> None:
    """Refuse addresses the sandbox may not call.

    The gateway itself asks for addresses reachable from the internet, this twin for the opposite.

    :raises Refusal: 400 naming the field.
    """
    for name in ("notification_url", "redirection_url"):
        if wanted.get(name) and not origins.is_allowed(wanted[name]):
            sentence = "SANDBOX['allowed_origins'] lacks its origin, so it is not called."
            raise Refusal(400, {name: [sentence]})


def payment_key_token() -> str:
    """Give a long opaque text that begins as the gateway's do."""
    return base64.urlsafe_b64encode(b"eyJ" + secrets.token_bytes(90)).decode()


def _columns(wanted: Mapping[str, Any], chosen: list[Integration], now: datetime) -> dict[str, Any]:
    return {
        "amount_cents": wanted["amount"],
        "currency": wanted["currency"],
        "integrations": [one.id for one in chosen],
        "items": [_item(item) for item in wanted.get("items", [])],
        "billing": wanted["billing_data"],
        "extras": wanted.get("extras", {}),
        "special_reference": wanted.get("special_reference"),
        "notification_url": wanted.get("notification_url", ""),
        "redirection_url": wanted.get("redirection_url", ""),
        "card_tokens": wanted.get("card_tokens", []),
        "expires_at": now + timedelta(seconds=wanted.get("expiration", LONGEST_EXPIRY)),
    }


COLUMNS = {
    "amount": "amount_cents",
    "currency": "currency",
    "billing_data": "billing",
    "extras": "extras",
    "special_reference": "special_reference",
    "notification_url": "notification_url",
    "redirection_url": "redirection_url",
    "card_tokens": "card_tokens",
}


def _rename(order: Order, wanted: Mapping[str, Any]) -> None:
    reference = wanted.get("special_reference")
    if reference and reference != order.merchant_order_id:
        refuse_repeated_reference(reference, field="special_reference")
        order.merchant_order_id = reference


def _apply(
    intention: Intention,
    order: Order,
    wanted: Mapping[str, Any],
    chosen: list[Integration],
    now: datetime,
) -> None:
    for name, column in COLUMNS.items():
        if name in wanted:
            setattr(intention, column, wanted[name])
    if "items" in wanted:
        intention.items = [_item(item) for item in wanted["items"]]
        order.items = _order_items(wanted["items"])
    if "expiration" in wanted:
        intention.expires_at = now + timedelta(seconds=wanted["expiration"])
    intention.integrations = [one.id for one in chosen]
    intention.save()
    order.amount_cents, order.currency = intention.amount_cents, intention.currency
    order.shipping = intention.billing
    order.save()
    intention.order = order
    # Keys handed out before stay known to the transactions begun with them, but open nothing more.
    intention.payment_keys.update(is_current=False, expires_at=now)
    _hand_out_keys(intention, now)


def _hand_out_keys(intention: Intention, now: datetime) -> None:
    extra = {**intention.extras, "merchant_order_id": intention.special_reference}
    PaymentKey.objects.bulk_create(
        PaymentKey(
            token=payment_key_token(),
            order_id=intention.order_id,
            intention=intention,
            integration_id=integration_id,
            amount_cents=intention.amount_cents,
            currency=intention.currency,
            billing=intention.billing,
            extra=extra,
            notification_url=intention.notification_url,
            redirection_url=intention.redirection_url,
            created_at=now,
            expires_at=intention.expires_at,
        )
        for integration_id in intention.integrations
    )


def _integrations(wanted: list[Any]) -> list[Integration]:
    if not wanted:
        raise Refusal(400, {"payment_methods": ["This list may not be empty."]})
    chosen = [integrations.named(one) for one in wanted]
    known = [one for one in chosen if one is not None]
    if len(known) < len(chosen):
        raise Refusal(404, {"detail": NO_INTEGRATION})
    return list({one.id: one for one in known}.values())


def _check(
    wanted: Mapping[str, Any], *, amount: int, currency: str, chosen: list[Integration]
) -> None:
    if any(one.currency != currency for one in chosen):
        # Whether this is 400 or 406 is uncertain.
        raise Refusal(400, {"detail": "Unsupported currency"})
    refuse_foreign_addresses(wanted)
    _check_items(wanted.get("items", []), amount)
    tokens = set(wanted.get("card_tokens", []))
    if len(tokens) > CardToken.objects.filter(token__in=tokens).count():
        raise Refusal(400, {"card_tokens": ["Invalid card token."]})


def _check_items(items: list[dict[str, Any]], amount: int) -> None:
    if not items:
        return
    times = configuration().strict.items_times_quantity
    total = sum(item["amount"] * (item.get("quantity", 1) if times else 1) for item in items)
    if total != amount:
        detail = f"The items add up to {total}, the amount is {amount}."
        raise Refusal(406, {"code": "unmatched_item_prices", "detail": detail})


def _item(item: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": item["name"],
        "amount": item["amount"],
        "description": item.get("description", ""),
        "quantity": item.get("quantity", 1),
        "image": item.get("image"),
    }


def _order_items(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "name": item["name"],
            "description": item.get("description", ""),
            "amount_cents": item["amount"],
            "quantity": item.get("quantity", 1),
        }
        for item in items
    ]
