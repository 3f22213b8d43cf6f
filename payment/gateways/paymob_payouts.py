"""Paymob's payouts API ("Send"): the one file that speaks it.

Another product than the acceptance API, with other credentials and amounts in pounds. It has no
idempotency at all: a call that was repeated has paid twice. What is not clearly a success or a failure
is unknown, and is asked about, never sent again by a program.
"""

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from typing import Any, Protocol

import httpx2
from django.conf import settings
from django.core.cache import cache as shared_cache

from core.partners import Partner, PartnerSilent, PartnerUnreachable
from wallet.actions.payouts import Destination

TOKEN_SECONDS = 50 * 60
SUCCESS = frozenset({"success", "successful"})
# Codes by which a failure is certain; anything else without a clear status is unknown.
CERTAIN_FAILURES = frozenset({"400", "8002", "618", "604", "583", "610", "615", "90040"})
WALLETS = {"10": "vodafone", "11": "etisalat", "12": "orange", "15": "bank_wallet"}


class Fate(StrEnum):
    PAID = "paid"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Answer:
    """What became of a disbursement, as far as the partner says."""

    fate: Fate
    transaction_id: str
    fee: Decimal
    words: str


class Disburser(Protocol):
    """What pays money out; a bank file does without."""

    def send(self, destination: Destination, amount: Decimal, *, reference: str) -> Answer: ...

    def find(self, transaction_id: str, *, reference: str) -> Answer | None: ...


class PaymobPayouts:
    def __init__(self, transport: httpx2.BaseTransport | None = None) -> None:
        self.partner = Partner(
            "paymob payouts", settings.PAYMOB_PAYOUTS["base_url"], transport=transport
        )

    def send(self, destination: Destination, amount: Decimal, *, reference: str) -> Answer:
        """Send money, once.

        :raises PartnerUnreachable: if it was certainly not sent.
        """
        body = {
            **_recipient(destination),
            "amount": f"{amount:.2f}",
            "client_reference_id": reference_id(reference),
        }
        headers = self._bearer()
        try:
            answer = self.partner.call("POST", "disburse/", json=body, headers=headers)
        except PartnerSilent as silence:
            return Answer(Fate.UNKNOWN, "", Decimal(0), str(silence)[:200])
        if answer.status_code in {401, 429}:
            raise PartnerUnreachable(f"status {answer.status_code}")
        return _read(_json(answer)) if answer.status_code < 500 else _nothing_known(answer)

    def find(self, transaction_id: str, *, reference: str) -> Answer | None:
        """Ask what became of money that was sent; None if the partner knows nothing of it.

        Which of its two lists holds a payment is not certain, so both are asked.

        :raises PartnerUnreachable, PartnerSilent:
        """
        headers = self._bearer()
        for is_bank in (True, False):
            if transaction_id:
                path = "transaction/inquire/"
                body: dict[str, Any] = {"transactions_ids_list": [transaction_id]}
            else:
                path = "transaction/inquire/by-reference/"
                body = {"references_list": [reference_id(reference)]}
            body["bank_transactions"] = is_bank
            answer = self.partner.call("GET", path, repeatable=True, json=body, headers=headers)
            if answer.status_code == 429:
                raise PartnerUnreachable("asked too often")
            results = _json(answer).get("results")
            if isinstance(results, list) and results and isinstance(results[0], dict):
                return _read(results[0])
        return None

    def _bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._token()}"}

    def _token(self) -> str:
        keys = settings.PAYMOB_PAYOUTS
        name = f"payouts-token:{hashlib.sha256(keys['client_id'].encode()).hexdigest()[:16]}"
        kept: str | None = shared_cache.get(name)
        if kept is not None:
            return kept
        form = {
            "grant_type": "password",
            "username": keys["username"],
            "password": keys["password"],
            "client_id": keys["client_id"],
            "client_secret": keys["client_secret"],
        }
        try:
            answer = self.partner.call("POST", "o/token/", repeatable=True, data=form)
        except PartnerSilent as silence:
            # What the token was wanted for was not asked, whatever came of this.
            raise PartnerUnreachable("not let in") from silence
        token = _json(answer).get("access_token")
        if answer.status_code != 200 or not isinstance(token, str):
            raise PartnerUnreachable("not let in")
        shared_cache.set(name, token, TOKEN_SECONDS)
        return token


def reference_id(reference: str) -> str:
    """Give the UUID under which the partner keeps one of our payouts."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"tohfa:{reference}"))


def _recipient(destination: Destination) -> dict[str, str]:
    if destination.rail == "mobile_wallet":
        local = destination.as_dialled
        issuer = WALLETS.get(local[1:3], "bank_wallet")
        return {"issuer": issuer, "msisdn": local, "full_name": destination.holder}
    return {
        "issuer": "bank_card",
        "bank_card_number": destination.account,
        "full_name": destination.holder,
        "bank_code": destination.bank_code or _bank_of(destination.account),
        "bank_transaction_type": "cash_transfer",
    }


# The bank's number within an Egyptian IBAN, and the partner's code for it.
BANKS = {"0002": "MISR", "0003": "NBE", "0010": "CIB", "0019": "EALB", "0037": "QNB"}


def _bank_of(account: str) -> str:
    return BANKS.get(account[4:8], "") if account.startswith("EG") else ""


def _read(body: Mapping[str, Any]) -> Answer:
    status = str(body.get("disbursement_status") or "").lower()
    code = str(body.get("status_code") or "")
    words = str(body.get("status_description") or "")[:200]
    fee = _amount(body.get("fees")) + _amount(body.get("vat"))
    fate = Fate.UNKNOWN
    if status in SUCCESS:
        fate = Fate.PAID
    elif status == "returned" or (status == "failed" and code):
        fate = Fate.FAILED
    elif status == "pending" or code == "8000":
        fate = Fate.SENT
    elif code in CERTAIN_FAILURES:
        fate = Fate.FAILED
    return Answer(fate, str(body.get("transaction_id") or ""), fee, words)


def _nothing_known(answer: httpx2.Response) -> Answer:
    return Answer(Fate.UNKNOWN, "", Decimal(0), f"status {answer.status_code}")


def _amount(value: Any) -> Decimal:
    try:
        return Decimal(str(value or 0)).quantize(Decimal("0.01"))
    except InvalidOperation:
        return Decimal(0)


def _json(answer: httpx2.Response) -> dict[str, Any]:
    try:
        found = answer.json()
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


@cache
def _client(base_url: str) -> PaymobPayouts:
    return PaymobPayouts()


def client() -> Disburser:
    return _client(settings.PAYMOB_PAYOUTS["base_url"])
