"""Paymob's acceptance API (Egypt): the one file that speaks it.

Amounts are whole piastres here and nowhere else. There are no idempotency keys at the gateway: after a
call that was not answered, ask before doing it again. Its callbacks are signed over twenty fields;
what is not among them (the refunded amount, our own reference) is only believed from an inquiry.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Protocol

import httpx2
from django.conf import settings
from django.core.cache import cache as shared_cache
from django.utils.module_loading import import_string

from core.money import in_piastres
from core.partners import Partner, PartnerSilent, PartnerUnreachable
from payment.errors import GatewayRefused, GatewayUnavailable

TOKEN_SECONDS = 50 * 60
LONGEST_NAME = 50

SIGNED = (
    "amount_cents",
    "created_at",
    "currency",
    "error_occured",
    "has_parent_transaction",
    "id",
    "integration_id",
    "is_3d_secure",
    "is_auth",
    "is_capture",
    "is_refunded",
    "is_standalone_payment",
    "is_voided",
    "order.id",
    "owner",
    "pending",
    "source_data.pan",
    "source_data.sub_type",
    "source_data.type",
    "success",
)
FLAGS = frozenset(
    {
        "error_occured",
        "has_parent_transaction",
        "is_3d_secure",
        "is_auth",
        "is_capture",
        "is_refunded",
        "is_standalone_payment",
        "is_voided",
        "pending",
        "success",
    }
)
SIGNED_TOKEN = (
    "card_subtype",
    "created_at",
    "email",
    "id",
    "masked_pan",
    "merchant_id",
    "order_id",
    "token",
)


# --- signatures ---------------------------------------------------------------------------------
def _matches(values: list[str], signature: str) -> bool:
    """Compare a signature; where we have no secret nothing is signed, as anybody knows an empty one."""
    secret = settings.PAYMOB["hmac_secret"]
    if not secret:
        return False
    digest = hmac.new(secret.encode(), "".join(values).encode(), hashlib.sha512).hexdigest()
    return hmac.compare_digest(digest.encode(), signature.encode())


def _written(value: Any, *, is_flag: bool) -> str:
    """Write a field as it is signed: nothing for a missing text, ``false`` for a missing flag."""
    if value is None:
        return "false" if is_flag else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _field(transaction: Mapping[str, Any], name: str) -> Any:
    value: Any = transaction
    for part in name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def is_signed(transaction: Mapping[str, Any], signature: str) -> bool:
    """Tell whether a processed callback's transaction carries the gateway's signature."""
    values = [_written(_field(transaction, name), is_flag=name in FLAGS) for name in SIGNED]
    return _matches(values, signature)


def is_signed_token(token: Mapping[str, Any], signature: str) -> bool:
    """Tell whether a card token's callback carries the signature."""
    values = [_written(token.get(name), is_flag=False) for name in SIGNED_TOKEN]
    return _matches(values, signature)


# --- the client ---------------------------------------------------------------------------------
@dataclass(frozen=True)
class Payer:
    first_name: str
    last_name: str
    email: str
    phone_number: str
    city: str = ""
    street: str = ""
    building: str = ""


@dataclass(frozen=True)
class Intention:
    """What the gateway made of the wish to be paid."""

    intention_id: str
    order_id: int
    client_secret: str


class Gateway(Protocol):
    """What the rest of payment needs of a gateway; a second one is a second class, named by the setting
    ``PAYMENT_GATEWAY`` (see ``examples/gateway.py``)."""

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
    ) -> Intention: ...

    def checkout_url(self, client_secret: str) -> str: ...

    def transaction(self, transaction_id: int) -> dict[str, Any] | None: ...

    def latest_of_order(self, order_id: int) -> dict[str, Any] | None: ...

    def latest_of_reference(self, reference: str) -> dict[str, Any] | None: ...

    def refund(self, *, transaction_id: int, amount: Decimal) -> dict[str, Any]: ...

    def void(self, *, transaction_id: int) -> dict[str, Any]: ...

    def recent(self, page: int) -> list[dict[str, Any]]: ...


class RefundRefused(Exception):
    """The gateway said no to a refund; the money is where it was."""


class RefundPending(Exception):
    """The gateway has taken a refund up and will say later what came of it."""

    def __init__(self, child_id: int) -> None:
        super().__init__(str(child_id))
        self.child_id = child_id


class Paymob:
    """The client. Calls change nothing of ours; none may be made with a transaction open."""

    def __init__(self, transport: httpx2.BaseTransport | None = None) -> None:
        self.partner = Partner("paymob", settings.PAYMOB["base_url"], transport=transport)

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
        """Ask to be paid.

        :raises GatewayUnavailable: if it did not answer; nothing can have been charged by that alone.
        :raises GatewayRefused: if it said no.
        """
        piastres = in_piastres(amount)
        body: dict[str, Any] = {
            "amount": piastres,
            "currency": "EGP",
            "payment_methods": [settings.PAYMOB["integrations"][method]],
            # One line of the whole: the sources disagree on whether a quantity multiplies.
            "items": [{"name": words[:LONGEST_NAME], "amount": piastres, "quantity": 1}],
            "billing_data": _billing(payer),
            "special_reference": reference,
            "extras": {"reference": reference},
            "notification_url": f"{settings.PUBLIC_URL}/api/payments/webhooks/paymob/",
        }
        if redirect_to:
            body["redirection_url"] = redirect_to
        if card_token:
            body["card_tokens"] = [card_token]
        try:
            answer = self.partner.call("POST", "v1/intention/", json=body, headers=self._secret())
        except (PartnerUnreachable, PartnerSilent) as error:
            raise GatewayUnavailable from error
        if answer.status_code >= 500:
            raise GatewayUnavailable
        made = _json(answer)
        if answer.status_code != 201:
            raise GatewayRefused(_reason(made))
        try:
            return Intention(
                str(made["id"]), int(made["intention_order_id"]), str(made["client_secret"])
            )
        except (KeyError, TypeError, ValueError) as error:
            raise GatewayRefused from error

    def checkout_url(self, client_secret: str) -> str:
        query = httpx2.QueryParams(
            {"publicKey": settings.PAYMOB["public_key"], "clientSecret": client_secret}
        )
        return f"{settings.PAYMOB['checkout_url']}?{query}"

    def transaction(self, transaction_id: int) -> dict[str, Any] | None:
        """Ask about one transaction; None if there is none.

        :raises GatewayUnavailable:
        """
        return self._asked("GET", f"api/acceptance/transactions/{transaction_id}")

    def latest_of_order(self, order_id: int) -> dict[str, Any] | None:
        """Ask about the latest transaction of the gateway's order; a failed retry hides a success."""
        path = "api/ecommerce/orders/transaction_inquiry"
        return self._asked("POST", path, body={"order_id": order_id})

    def latest_of_reference(self, reference: str) -> dict[str, Any] | None:
        path = "api/ecommerce/orders/transaction_inquiry"
        return self._asked("POST", path, body={"merchant_order_id": reference})

    def recent(self, page: int) -> list[dict[str, Any]]:
        """List the gateway's transactions, newest first, a page at a time."""
        found = self._asked("GET", f"api/acceptance/transactions?page={page}") or {}
        rows = found.get("results")
        return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []

    def refund(self, *, transaction_id: int, amount: Decimal) -> dict[str, Any]:
        """Give part of a transaction back; gives the child transaction.

        :raises RefundRefused: if the gateway said no.
        :raises RefundPending: if it will say later.
        :raises PartnerSilent: if it is not known whether it was done.
        :raises PartnerUnreachable: if it was certainly not done.
        """
        body = {"transaction_id": transaction_id, "amount_cents": in_piastres(amount)}
        return self._given_back("api/acceptance/void_refund/refund", body)

    def void(self, *, transaction_id: int) -> dict[str, Any]:
        """Undo a card transaction of today; as ``refund``."""
        return self._given_back(
            "api/acceptance/void_refund/void", {"transaction_id": transaction_id}
        )

    def _given_back(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        answer = self.partner.call("POST", path, json=body, headers=self._secret())
        if answer.status_code >= 500:
            raise PartnerSilent(f"status {answer.status_code}")
        made = _json(answer)
        if answer.status_code not in {200, 201}:
            raise RefundRefused(_reason(made))
        # A 200 may still say no, or not yet.
        if made.get("pending") is True and isinstance(made.get("id"), int):
            raise RefundPending(made["id"])
        if made.get("success") is not True:
            raise RefundRefused(_reason(made))
        return made

    def _asked(
        self, method: str, path: str, body: dict[str, Any] | None = None
    ) -> dict[str, Any] | None:
        try:
            token = self._token()
            options: dict[str, Any] = {"headers": {"Authorization": f"Bearer {token}"}}
            if body is not None:
                # One document wants the token in the header, another in the body.
                options["json"] = {**body, "auth_token": token}
            answer = self.partner.call(method, path, repeatable=True, **options)
        except (PartnerUnreachable, PartnerSilent) as error:
            raise GatewayUnavailable from error
        if answer.status_code == 404:
            return None
        if answer.status_code == 401:
            shared_cache.delete(self._token_name())
        if answer.status_code not in {200, 201}:
            raise GatewayUnavailable
        return _json(answer)

    def _token(self) -> str:
        kept: str | None = shared_cache.get(self._token_name())
        if kept is not None:
            return kept
        body = {"api_key": settings.PAYMOB["api_key"]}
        answer = self.partner.call("POST", "api/auth/tokens", repeatable=True, json=body)
        token = _json(answer).get("token")
        if answer.status_code != 201 or not isinstance(token, str):
            raise GatewayUnavailable
        shared_cache.set(self._token_name(), token, TOKEN_SECONDS)
        return token

    def _token_name(self) -> str:
        key = settings.PAYMOB["api_key"]
        return f"paymob-token:{hashlib.sha256(key.encode()).hexdigest()[:16]}"

    def _secret(self) -> dict[str, str]:
        return {"Authorization": f"Token {settings.PAYMOB['secret_key']}"}


def _billing(payer: Payer) -> dict[str, str]:
    """Give the billing data; the gateway refuses blanks."""

    def some(text: str) -> str:
        return text.strip()[:LONGEST_NAME] or "NA"

    return {
        "first_name": some(payer.first_name),
        "last_name": some(payer.last_name),
        "email": payer.email,
        "phone_number": payer.phone_number or "+201000000000",
        "city": some(payer.city),
        "street": some(payer.street),
        "building": some(payer.building),
        "floor": "NA",
        "apartment": "NA",
        "state": "NA",
        "country": "EGY",
        "postal_code": "NA",
    }


def _json(answer: httpx2.Response) -> dict[str, Any]:
    try:
        found = answer.json()
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _reason(body: Mapping[str, Any]) -> str:
    """Find a sentence in an error body of any of the gateway's shapes."""
    data = body.get("data")
    for value in (
        body.get("detail"),
        body.get("message"),
        data.get("message") if isinstance(data, dict) else "",
    ):
        if isinstance(value, str) and value:
            return value[:200]
    return "، ".join(sorted(str(name) for name in body))[:200]


def checkout_url(client_secret: str) -> str:
    """Give the address of the gateway's own page for an intention."""
    return _client(settings.PAYMENT_GATEWAY, settings.PAYMOB["base_url"]).checkout_url(
        client_secret
    )


@cache
def _client(name: str, base_url: str) -> Gateway:
    gateway: Gateway = import_string(name)()
    return gateway


def client() -> Gateway:
    """Give the client in use; one for each process, with its open connections."""
    return _client(settings.PAYMENT_GATEWAY, settings.PAYMOB["base_url"])
