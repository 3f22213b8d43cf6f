"""What a transaction tells of the means of payment: ``source_data`` and ``data``, by method.

Real gateways put far more into ``data`` at times; a client has to read it with defaults anyway.
"""

from datetime import UTC, timedelta
from typing import Any

from sandbox import clock
from sandbox.configuration import configuration
from sandbox.models import Transaction

GATEWAYS = {"card": "MigsPayment", "wallet": "WalletPayment", "kiosk": "CAGGPayment"}


def source_data(one: Transaction) -> dict[str, Any]:
    if one.method == "card":
        return {**one.source, "tenure": None}
    if one.method == "wallet":
        return {**one.source, "owner_name": None, "phone_number": one.pan}
    return one.source


def data(one: Transaction) -> dict[str, Any]:
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


def _is_collected(one: Transaction) -> bool:
    return one.success and (not one.is_auth or one.is_captured)


def _authentication_status(one: Transaction) -> str:
    if one.txn_response_code == "AUTHENTICATION_FAILED":
        return "AUTHENTICATION_UNSUCCESSFUL"
    return "AUTHENTICATION_SUCCESSFUL" if one.is_3d_secure else "AUTHENTICATION_NOT_IN_EFFECT"


def _authorization_code(one: Transaction) -> str:
    return f"{one.pk % 10**6:06d}" if one.success else ""


def _milliseconds(moment: Any) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z"
