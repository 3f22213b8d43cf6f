"""What the gateway's objects look like as JSON."""

from sandbox.paymob.shapes.intentions import BILLING, card_token, intention
from sandbox.paymob.shapes.orders import order, order_by_itself
from sandbox.paymob.shapes.transactions import (
    flat_with_texts,
    inquired,
    processed_callback,
    redirect_query,
    transaction,
)

__all__ = [
    "BILLING",
    "card_token",
    "flat_with_texts",
    "inquired",
    "intention",
    "order",
    "order_by_itself",
    "processed_callback",
    "redirect_query",
    "transaction",
]
