"""The sandbox's own tables; nobody else reads or writes them."""

from sandbox.models.carrier import Parcel, ParcelEvent, Pickup
from sandbox.models.control import Exchange, Fault, State
from sandbox.models.delivery import Attempt, Delivery
from sandbox.models.gateway import (
    BearerToken,
    CardToken,
    Intention,
    Order,
    PaymentKey,
    Transaction,
)
from sandbox.models.payout import Disbursement, Inquiry

__all__ = [
    "Attempt",
    "BearerToken",
    "CardToken",
    "Delivery",
    "Disbursement",
    "Exchange",
    "Fault",
    "Inquiry",
    "Intention",
    "Order",
    "Parcel",
    "ParcelEvent",
    "PaymentKey",
    "Pickup",
    "State",
    "Transaction",
]
