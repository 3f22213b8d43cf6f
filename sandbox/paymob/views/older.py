"""The older flow: an order, a payment key for it, and paying with that key."""

import secrets
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import reverse

from sandbox import bodies, clock
from sandbox.bodies import checked
from sandbox.doors import api
from sandbox.fields import Anything, Email, Flag, Free, Invalid, Many, Shape, Text, Whole
from sandbox.models import CardToken, Order, PaymentKey, Transaction
from sandbox.paymob import callers, cards, integrations, intentions, payments, shapes
from sandbox.paymob.payments import Means
from sandbox.refusals import Refusal

ORDER_ITEM = Shape(
    needed={"name": Text(255), "amount_cents": Whole()},
    optional={"description": Text(255, may_be_blank=True), "quantity": Whole(1)},
)
ORDER = Shape(
    needed={"amount_cents": Whole(1)},
    optional={
        "currency": Text(3),
        "merchant_order_id": Text(255),
        "items": Many(ORDER_ITEM),
        "shipping_data": Free(),
        "delivery_needed": Anything(),
    },
)
BILLING = Shape(
    needed={
        **{name: Text(255) for name in shapes.BILLING if name not in {"email", "shipping_method"}},
        "email": Email(),
    },
    optional={"shipping_method": Text(255)},
)
KEY = Shape(
    needed={
        "amount_cents": Whole(1),
        "order_id": Whole(),
        "billing_data": BILLING,
        "currency": Text(3),
        "integration_id": Whole(),
    },
    optional={"expiration": Whole(1, 3600), "lock_order_when_paid": Flag()},
)
PAYMENT = Shape(
    needed={
        "source": Shape(needed={"identifier": Text(64), "subtype": Text(20)}),
        "payment_token": Text(200),
    }
)


@api("order.create", "POST")
def create_order(request: HttpRequest) -> JsonResponse:
    body, now = bodies.read_json(request), clock.now()
    callers.require_bearer(request, body, now=now)
    wanted = checked(body, ORDER)
    reference = wanted.get("merchant_order_id")
    intentions.refuse_repeated_reference(reference, field="merchant_order_id")
    order = Order.objects.create(
        merchant_order_id=reference,
        amount_cents=wanted["amount_cents"],
        currency=wanted.get("currency", "EGP"),
        items=wanted.get("items", []),
        shipping=_texts(wanted.get("shipping_data", {})),
        token=secrets.token_hex(16),
        created_at=now,
    )
    url = request.build_absolute_uri(reverse("sandbox:paymob-order", args=[order.pk]))
    return JsonResponse(shapes.order_by_itself(order, url), status=201)


@api("payment_key.create", "POST")
def create_payment_key(request: HttpRequest) -> JsonResponse:
    body, now = bodies.read_json(request), clock.now()
    callers.require_bearer(request, body, now=now)
    wanted = checked(body, KEY)
    order = Order.objects.filter(pk=wanted["order_id"]).first()
    if order is None:
        raise Refusal(404, {"detail": "Not found."})
    if integrations.by_id(wanted["integration_id"]) is None:
        raise Refusal(404, {"detail": intentions.NO_INTEGRATION})
    key = PaymentKey.objects.create(
        token=intentions.payment_key_token(),
        order=order,
        integration_id=wanted["integration_id"],
        amount_cents=wanted["amount_cents"],
        currency=wanted["currency"],
        billing=wanted["billing_data"],
        locks_order_when_paid=wanted.get("lock_order_when_paid", False),
        created_at=now,
        expires_at=now + timedelta(seconds=wanted.get("expiration", 3600)),
    )
    return JsonResponse({"token": key.token}, status=201)


@api("payment.pay", "POST")
def pay(request: HttpRequest) -> JsonResponse:
    """Charge a saved card, ask a wallet, or issue a bill; the key in the body is all it takes."""
    wanted = checked(bodies.read_json(request), PAYMENT)
    key = (
        PaymentKey.objects.select_related("intention")
        .filter(token=wanted["payment_token"], is_current=True)
        .first()
    )
    if key is None:
        raise Refusal(401, {"detail": "incorrect credentials"})
    subtype, identifier = wanted["source"]["subtype"], wanted["source"]["identifier"]
    _refuse_other_method(key, subtype)
    match subtype:
        case "WALLET":
            return _pay_by_wallet(request, key, identifier)
        case "AGGREGATOR":
            bill = payments.issue_bill(key, now=clock.now(), api_source="OTHER")
            return JsonResponse(shapes.transaction(bill))
    return _pay_by_token(request, key, identifier)


METHODS = {"WALLET": "wallet", "AGGREGATOR": "kiosk", "TOKEN": "card"}


def _refuse_other_method(key: PaymentKey, subtype: str) -> None:
    """Refuse a means the key's integration is not for; cash and bare card numbers always."""
    integration = integrations.by_id(key.integration_id)
    if integration is None or METHODS.get(subtype) != integration.method:
        raise Refusal(400, {"source": {"subtype": [f'"{subtype}" is not a valid choice.']}})


def _pay_by_wallet(request: HttpRequest, key: PaymentKey, typed: str) -> JsonResponse:
    phone = cards.phone_of(typed)
    if phone is None:
        raise Refusal(400, {"source": {"identifier": ["Enter a valid phone number."]}})
    payment = payments.pay_by_wallet(key, phone, now=clock.now(), api_source="OTHER")
    url = _step_url(request, payment)
    return JsonResponse(
        {**shapes.transaction(payment), "redirect_url": url, "iframe_redirection_url": url}
    )


def _pay_by_token(request: HttpRequest, key: PaymentKey, token: str) -> JsonResponse:
    saved = CardToken.objects.filter(token=token).first()
    if saved is None:
        raise Refusal(404, {"detail": "Invalid card token"})
    integration = integrations.by_id(key.integration_id)
    means = Means(last_four=saved.last_four, brand=saved.card_subtype, scenario=saved.scenario)
    payment = payments.pay_by_card(
        key,
        means,
        now=clock.now(),
        asks_code=not (integration and integration.is_moto),
        api_source="OTHER",
    )
    answer: dict[str, Any] = shapes.flat_with_texts(payment)
    if payment.step == Transaction.Step.CODE:
        answer["redirection_url"] = _step_url(request, payment)
    return JsonResponse(answer)


def _step_url(request: HttpRequest, payment: Transaction) -> str:
    return request.build_absolute_uri(reverse("sandbox:paymob-step", args=[payment.step_token]))


def _texts(given: dict[str, Any]) -> dict[str, str]:
    """Keep what is text of a free object; the order shows nothing else of it."""
    kept = {}
    for name in (*shapes.BILLING, "extra_description"):
        try:
            kept[name] = Text(255, may_be_blank=True).read(given.get(name) or "NA")
        except Invalid as invalid:
            raise Refusal(400, {"shipping_data": {name: invalid.detail}}) from None
    return kept
