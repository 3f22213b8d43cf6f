"""What the gateway's objects look like as JSON. Reading only; expects ``for_showing()`` rows."""

from datetime import UTC, timedelta
from typing import Any

from sandbox import clock
from sandbox.configuration import configuration
from sandbox.models import Attempt, CardToken, Delivery, Intention, Order, PaymentKey, Transaction
from sandbox.paymob import integrations, signatures

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
CLAIMED = tuple(name for name in BILLING if name != "shipping_method")
# Some gateways put far more into ``data``; a client has to read it with defaults anyway.
GATEWAYS = {"card": "MigsPayment", "wallet": "WalletPayment", "kiosk": "CAGGPayment"}


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
        "order": order(one.order),
        "created_at": clock.local_text(one.created_at),
        "transaction_processed_callback_responses": [],
        "currency": one.currency,
        "source_data": _source_data(one),
        "api_source": one.api_source,
        "terminal_id": None,
        "merchant_commission": 0,
        "accept_fees": 0,
        "installment": None,
        "discount_details": [],
        "is_void": one.is_void,
        "is_refund": one.is_refund,
        "data": _data(one),
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


def flat_with_texts(one: Transaction) -> dict[str, Any]:
    """Give the answer to a saved card's charge: flat, with its booleans as words."""
    return {
        **redirect_query(one),
        "id": one.pk,
        "amount_cents": one.amount_cents,
        "order": one.order_id,
    }


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


def _source_data(one: Transaction) -> dict[str, Any]:
    if one.method == "card":
        return {**one.source, "tenure": None}
    if one.method == "wallet":
        return {**one.source, "owner_name": None, "phone_number": one.pan}
    return one.source


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


def _data(one: Transaction) -> dict[str, Any]:
    common = {
        "gateway_integration_pk": one.integration_id,
        "klass": GATEWAYS[one.method],
        "created_at": clock.utc_text(one.created_at),
        "amount": float(one.amount_cents),
        "currency": one.currency,
    }
    match one.method:
        case "card":
            return common | _card_data(one)
        case "wallet":
            return common | _wallet_data(one)
    return common | _kiosk_data(one)


def _card_data(one: Transaction) -> dict[str, Any]:
    pounds = one.amount_cents / 100
    day = one.created_at.astimezone(clock.CAIRO)
    authentication = _authentication_status(one)
    receipt = f"{day:%y%j}{one.pk % 10**7:07d}"
    return {
        "migs_order": _migs_order(one),
        "merchant": "DEMOMERCHANT",
        "migs_result": "PENDING" if one.pending else "SUCCESS" if one.success else "FAILURE",
        "migs_transaction": {
            "acquirer": {
                "batch": int(f"{day:%Y%m%d}"),
                "date": f"{day:%m%d}",
                "id": "DEMO_S2I",
                "merchantId": "DEMOMERCHANT",
                "settlementDate": f"{day:%Y-%m-%d}",
                "timeZone": f"{day:%z}",
                "transactionId": str(one.pk),
            },
            "amount": pounds,
            "authenticationStatus": authentication,
            "authorizationCode": _authorization_code(one),
            "currency": one.currency,
            "id": str(one.pk),
            "receipt": receipt,
            "source": "INTERNET",
            "stan": str(one.pk % 10**6),
            "terminal": "DEMO01",
            "type": _migs_type(one),
        },
        "txn_response_code": one.txn_response_code,
        "acq_response_code": one.acq_response_code,
        "message": one.message,
        "merchant_txn_ref": str(one.pk),
        "order_info": str(one.order_id),
        "receipt_no": receipt,
        "transaction_no": str(one.pk),
        "batch_no": int(f"{day:%Y%m%d}"),
        "authorize_id": _authorization_code(one),
        "card_type": one.sub_type.upper(),
        # The gateway shows the first six digits as well; this sandbox never keeps them.
        "card_num": f"xxxxxxxxxxxx{one.pan}",
        "secure_hash": None,
        "avs_result_code": None,
        "avs_acq_response_code": one.acq_response_code,
        "captured_amount": pounds if _is_collected(one) else 0.0,
        "authorised_amount": pounds if one.success else 0.0,
        "refunded_amount": one.refunded_amount_cents / 100,
        "acs_eci": "02" if one.is_3d_secure else "07",
    }


def _migs_order(one: Transaction) -> dict[str, Any]:
    pounds = one.amount_cents / 100
    seen = one.created_at.astimezone(UTC)
    return {
        "acceptPartialAmount": False,
        "amount": pounds,
        "authenticationStatus": _authentication_status(one),
        "chargeback": {"amount": 0, "currency": one.currency},
        "creationTime": _milliseconds(seen - timedelta(seconds=5)),
        "currency": one.currency,
        "description": f"PAYMOB {configuration().merchant_name}",
        "id": str(one.order_id),
        "lastUpdatedTime": _milliseconds(one.updated_at.astimezone(UTC)),
        "merchantAmount": pounds,
        "merchantCategoryCode": "5999",
        "merchantCurrency": one.currency,
        "status": _migs_status(one),
        "totalAuthorizedAmount": pounds if one.success else 0.0,
        "totalCapturedAmount": pounds if _is_collected(one) else 0.0,
        "totalRefundedAmount": one.refunded_amount_cents / 100,
    }


def _milliseconds(moment: Any) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z"


def _is_collected(one: Transaction) -> bool:
    return one.success and (not one.is_auth or one.is_captured)


def _authentication_status(one: Transaction) -> str:
    if one.txn_response_code == "AUTHENTICATION_FAILED":
        return "AUTHENTICATION_UNSUCCESSFUL"
    return "AUTHENTICATION_SUCCESSFUL" if one.is_3d_secure else "AUTHENTICATION_NOT_IN_EFFECT"


def _authorization_code(one: Transaction) -> str:
    return f"{one.pk % 10**6:06d}" if one.success else ""


def _migs_type(one: Transaction) -> str:
    # The exact word for a void is uncertain.
    if one.is_void:
        return "VOID_PAYMENT"
    if one.is_refund:
        return "REFUND"
    if one.is_capture:
        return "CAPTURE"
    return "AUTHORIZATION" if one.is_auth else "PAYMENT"


def _migs_status(one: Transaction) -> str:
    if one.is_refund:
        parent = one.parent
        whole = parent is not None and parent.refunded_amount_cents >= parent.amount_cents
        return "REFUNDED" if whole else "PARTIALLY_REFUNDED"
    if one.is_void or one.is_voided:
        return "CANCELLED"
    if one.refunded_amount_cents:
        return "REFUNDED" if one.refunded_amount_cents >= one.amount_cents else "PARTIALLY_REFUNDED"
    if not one.success:
        return "PENDING" if one.pending else "FAILED"
    return "CAPTURED" if _is_collected(one) or one.is_capture else "AUTHORIZED"


def _wallet_data(one: Transaction) -> dict[str, Any]:
    return {
        "message": one.message,
        "txn_response_code": one.txn_response_code,
        "wallet_issuer": "VODAFONE",
        "wallet_msisdn": one.pan,
        "uig_txn_id": str(one.pk),
        "mpg_txn_id": str(one.pk),
        "upg_txn_id": str(one.pk),
        "upg_qrcode_ref": "",
        "mer_txn_ref": f"{one.integration_id}_{one.pk}",
        "redirect_url": "",
        "method": 1,
        "order_info": str(one.order_id),
        "gateway_source": "UIG",
    }


def _kiosk_data(one: Transaction) -> dict[str, Any]:
    return {
        "bill_reference": one.bill_reference,
        "due_amount": 0 if one.success else one.amount_cents,
        "message": one.message,
        "txn_response_code": one.txn_response_code,
        "otp": "",
        "paid_through": "AMAN" if one.success else "",
        "ref": "",
        "rrn": str(one.pk) if one.success else "",
        "biller": None,
        "agg_terminal": None,
        "cashout_amount": None,
        "from_user": None,
        "amount": None,
    }


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
