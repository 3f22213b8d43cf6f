"""What a payout looks like as JSON."""

from typing import Any

from sandbox import clock
from sandbox.models import Disbursement
from sandbox.payouts import rules
from sandbox.payouts.errors import Rejected
from sandbox.payouts.rules import Answer


def disbursement(sent: Disbursement, answer: Answer | None = None) -> dict[str, Any]:
    """Give a payout as inquiry and callback show it, or as the rail's first answer did."""
    shown: dict[str, Any] = {
        "transaction_id": str(sent.transaction_id),
        "issuer": sent.issuer,
        "amount": float(sent.amount),
        "full_name": sent.full_name or None,
        "disbursement_status": answer.status if answer else sent.status,
        "status_code": answer.code if answer else sent.status_code,
        "status_description": answer.description if answer else sent.status_description,
        "client_transaction_reference": sent.client_reference or None,
        "client_reference_id": sent.client_reference_id or None,
        "fees": float(sent.fees),
        "vat": float(sent.vat),
        "aman_cashing_details": None,
        "created_at": _moment(sent.created_at),
        "updated_at": _moment(sent.updated_at),
    }
    if sent.issuer not in rules.BANKS:
        return {**shown, "msisdn": sent.msisdn or None}
    return {
        **shown,
        # The gateway repeats the number; this sandbox has only kept its end.
        "bank_card_number": f"****{sent.account_last_four}",
        "bank_code": sent.bank_code,
        "bank_transaction_type": sent.bank_transaction_type or None,
    }


def rejection(rejected: Rejected) -> dict[str, Any]:
    return {
        "disbursement_status": Disbursement.Status.FAILED,
        "status_code": rejected.code,
        "status_description": rejected.description,
    }


def _moment(moment: Any) -> str:
    return clock.local_text(moment).replace("T", " ")
