"""How the gateway signs: HMAC-SHA512 over certain values in a row, in lower-case hex."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from typing import Any

TRANSACTION = (
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
CARD_TOKEN = (
    "card_subtype",
    "created_at",
    "email",
    "id",
    "masked_pan",
    "merchant_id",
    "order_id",
    "token",
)


def of_transaction(transaction: Mapping[str, Any], *, secret: str, null_as: str = "") -> str:
    """Sign the ``obj`` of a processed callback."""
    return _digest((_at(transaction, path) for path in TRANSACTION), secret, null_as)


def of_redirect(query: Mapping[str, Any], *, secret: str, null_as: str = "") -> str:
    """Sign the flat query the browser comes back with; its key for the order is ``order``."""
    names = ("order" if name == "order.id" else name for name in TRANSACTION)
    return _digest((query.get(name) for name in names), secret, null_as)


def of_card_token(token: Mapping[str, Any], *, secret: str) -> str:
    """Sign the ``obj`` of a TOKEN callback."""
    return _digest((token.get(name) for name in CARD_TOKEN), secret, "")


def of_subscription(*, trigger: str, subscription_id: int, secret: str) -> str:
    """Sign a subscription's callback, which carries the digest in its body."""
    return _digest([f"{trigger}for{subscription_id}"], secret, "")


def text(value: Any, null_as: str = "") -> str:
    """Write a value as it stands in the signed string and in the redirect."""
    if value is None:
        return null_as
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _at(value: Any, path: str) -> Any:
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _digest(values: Iterable[Any], secret: str, null_as: str) -> str:
    message = "".join(text(value, null_as) for value in values)
    return hmac.new(secret.encode(), message.encode(), hashlib.sha512).hexdigest()
