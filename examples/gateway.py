"""A second payment gateway: one class. ``PAYMENT_GATEWAY=examples.gateway.NileBank`` puts it in use.

The bank's protocol is made up, but of the usual parts: a payment is opened with our reference, its page has
an address, and what became of it is asked for. It calls nobody back, so the worker's questions and
``POST /api/payments/verify/`` find out what was paid.
"""

from decimal import Decimal
from typing import Any

import httpx2
from django.conf import settings

from core.money import in_piastres
from core.partners import Partner, PartnerSilent, PartnerUnreachable
from payment.errors import GatewayRefused, GatewayUnavailable
from payment.gateways.paymob import Intention, Payer, RefundRefused

BASE_URL = "https://pay.nile-bank.example/v2/"


class NileBank:
    """Amounts go as piastres. A payment opened twice under one reference is one payment at the bank."""

    def __init__(self, transport: httpx2.BaseTransport | None = None) -> None:
        self.partner = Partner("nile-bank", BASE_URL, transport=transport)

    def create_intention(
        self,
        *,
        amount: Decimal,
        method: str,
        reference: str,
        words: str,
        payer: Payer,
        card_token: str,
        redirect_to: str,
    ) -> Intention:
        """
        :raises GatewayUnavailable, GatewayRefused:
        """
        opened = self._call(
            "POST",
            "payments",
            json={
                "piastres": in_piastres(amount),
                "reference": reference,
                "text": words,
                "customer": f"{payer.first_name} {payer.last_name}".strip(),
                "return_to": redirect_to,
            },
        )
        return Intention(str(opened["id"]), int(opened["number"]), str(opened["page"]))

    def checkout_url(self, client_secret: str) -> str:
        """The bank's page has a word in its address that nobody guesses."""
        return f"{BASE_URL}pay/{client_secret}"

    def transaction(self, transaction_id: int) -> dict[str, Any] | None:
        return self._found(f"transactions/{transaction_id}")

    def latest_of_order(self, order_id: int) -> dict[str, Any] | None:
        return self._found(f"payments/{order_id}/latest")

    def latest_of_reference(self, reference: str) -> dict[str, Any] | None:
        return self._found(f"references/{reference}/latest")

    def recent(self, page: int) -> list[dict[str, Any]]:
        answer = self._call("GET", f"transactions?page={page}", repeatable=True)
        return [_translated(one) for one in answer["transactions"]]

    def refund(self, *, transaction_id: int, amount: Decimal) -> dict[str, Any]:
        """
        :raises RefundRefused: if the bank says no.
        """
        try:
            path = f"transactions/{transaction_id}/refunds"
            return _translated(self._call("POST", path, json={"piastres": in_piastres(amount)}))
        except GatewayRefused as refused:
            raise RefundRefused from refused

    def void(self, *, transaction_id: int) -> dict[str, Any]:
        return _translated(self._call("DELETE", f"transactions/{transaction_id}"))

    def _found(self, path: str) -> dict[str, Any] | None:
        try:
            return _translated(self._call("GET", path, repeatable=True))
        except GatewayRefused:
            return None  # the bank knows of none

    def _call(self, method: str, path: str, **options: Any) -> dict[str, Any]:
        try:
            answer = self.partner.call(method, path, **options)
        except (PartnerSilent, PartnerUnreachable) as error:
            raise GatewayUnavailable from error
        if answer.status_code >= 500:
            raise GatewayUnavailable
        if answer.status_code >= 400:
            raise GatewayRefused
        body: dict[str, Any] = answer.json()
        return body


def _translated(one: dict[str, Any]) -> dict[str, Any]:
    """Give a transaction in the shape that ``payment.rules.told`` reads."""
    card = next(iter(settings.PAYMOB["integrations"].values()), 0)
    return {
        "id": one["id"],
        "order": {"id": one["number"], "merchant_order_id": one["reference"]},
        "amount_cents": one["piastres"],
        "refunded_amount_cents": one.get("refunded", 0),
        "currency": "EGP",
        "integration_id": card,
        "success": one["state"] == "paid",
        "pending": one["state"] == "open",
        "is_voided": one["state"] == "voided",
        "source_data": {
            "type": "card",
            "sub_type": one.get("brand", ""),
            "pan": one.get("last4", ""),
        },
        "data": {"message": one.get("text", "")},
    }
