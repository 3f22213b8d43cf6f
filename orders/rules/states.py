"""Where parcels and orders stand, and where they may go from there."""

from collections.abc import Iterable
from enum import StrEnum


class OrderStatus(StrEnum):
    PENDING = "pending"
    PROCESSING = "processing"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"


class ParcelStatus(StrEnum):
    """One seller's part of an order. ``refused`` is on its way back from the door, ``returned`` is back."""

    PENDING = "pending"
    PROCESSING = "processing"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    REFUSED = "refused"
    RETURNED = "returned"
    LOST = "lost"


NEXT: dict[ParcelStatus, frozenset[ParcelStatus]] = {
    ParcelStatus.PENDING: frozenset({ParcelStatus.PROCESSING, ParcelStatus.CANCELLED}),
    ParcelStatus.PROCESSING: frozenset({ParcelStatus.SHIPPED, ParcelStatus.CANCELLED}),
    ParcelStatus.SHIPPED: frozenset(
        {ParcelStatus.DELIVERED, ParcelStatus.REFUSED, ParcelStatus.LOST}
    ),
    ParcelStatus.REFUSED: frozenset({ParcelStatus.RETURNED, ParcelStatus.LOST}),
    ParcelStatus.DELIVERED: frozenset(),
    ParcelStatus.CANCELLED: frozenset(),
    ParcelStatus.RETURNED: frozenset(),
    ParcelStatus.LOST: frozenset(),
}
# Parcels that nothing will come of any more: they do not speak for the order.
GONE = frozenset(
    {ParcelStatus.CANCELLED, ParcelStatus.REFUSED, ParcelStatus.RETURNED, ParcelStatus.LOST}
)
CANCELLABLE = frozenset({ParcelStatus.PENDING, ParcelStatus.PROCESSING})
# What sellers themselves may say; the rest is for carriers, buyers and staff.
FOR_SELLERS = (
    ParcelStatus.PROCESSING,
    ParcelStatus.SHIPPED,
    ParcelStatus.DELIVERED,
    ParcelStatus.CANCELLED,
    ParcelStatus.REFUSED,
    ParcelStatus.RETURNED,
)
# A parcel that the seller carries in an own way; of all others their carrier says what becomes of them.
OWN_WAY = frozenset({"", "manual"})


def is_for_seller_to_say(wanted: ParcelStatus, *, carrier: str, is_booked: bool) -> bool:
    """Tell whether a seller may say that a parcel stands at ``wanted``.

    With a carrier of the marketplace the seller prepares it and hands it over once it is booked; what
    happens on the way decides about money, so the carrier says it.
    """
    if carrier in OWN_WAY:
        return wanted in FOR_SELLERS
    if wanted is ParcelStatus.SHIPPED:
        return is_booked
    return wanted in {ParcelStatus.PROCESSING, ParcelStatus.CANCELLED}


def may_become(status: ParcelStatus, wanted: ParcelStatus) -> bool:
    return wanted in NEXT[status]


def order_status(parcels: Iterable[ParcelStatus], *, stands: str) -> OrderStatus:
    """Derive an order's status from its parcels, and from where it ``stands`` before.

    Parcels that are gone do not count; if all are, the order is cancelled. Of the others the order is
    delivered when all are, shipped when all have at least left, processing when any has been begun. An
    order that was begun does not go back to pending with the parcel that it was begun by.
    """
    every = list(parcels)
    live = [status for status in every if status not in GONE]
    if not live:
        return OrderStatus.CANCELLED
    if all(status is ParcelStatus.DELIVERED for status in live):
        return OrderStatus.DELIVERED
    if all(status in {ParcelStatus.SHIPPED, ParcelStatus.DELIVERED} for status in live):
        return OrderStatus.SHIPPED
    was_begun = stands == OrderStatus.PROCESSING and len(live) < len(every)
    if was_begun or any(status is not ParcelStatus.PENDING for status in live):
        return OrderStatus.PROCESSING
    return OrderStatus.PENDING


class ReturnStatus(StrEnum):
    REQUESTED = "requested"
    APPROVED = "approved"
    REFUSED = "refused"
    RECEIVED = "received"
    REFUNDED = "refunded"
    DISPUTED = "disputed"
    CLOSED = "closed"


RETURN_NEXT: dict[ReturnStatus, frozenset[ReturnStatus]] = {
    ReturnStatus.REQUESTED: frozenset(
        {
            ReturnStatus.APPROVED,
            ReturnStatus.REFUSED,
            ReturnStatus.DISPUTED,
            ReturnStatus.CLOSED,
        }
    ),
    ReturnStatus.APPROVED: frozenset(
        {ReturnStatus.RECEIVED, ReturnStatus.DISPUTED, ReturnStatus.CLOSED}
    ),
    ReturnStatus.RECEIVED: frozenset({ReturnStatus.REFUNDED, ReturnStatus.DISPUTED}),
    ReturnStatus.REFUSED: frozenset({ReturnStatus.DISPUTED, ReturnStatus.CLOSED}),
    ReturnStatus.DISPUTED: frozenset({ReturnStatus.REFUNDED, ReturnStatus.CLOSED}),
    ReturnStatus.REFUNDED: frozenset(),
    ReturnStatus.CLOSED: frozenset(),
}
# While one of these stands, the seller's money is not released.
HOLDS_MONEY = frozenset(
    {
        ReturnStatus.REQUESTED,
        ReturnStatus.APPROVED,
        ReturnStatus.REFUSED,
        ReturnStatus.RECEIVED,
        ReturnStatus.DISPUTED,
    }
)


def return_may_become(status: ReturnStatus, wanted: ReturnStatus) -> bool:
    return wanted in RETURN_NEXT[status]


class Method(StrEnum):
    """How an order is paid."""

    CREDIT_CARD = "credit_card"
    MOBILE_WALLET = "mobile_wallet"
    KIOSK = "kiosk"
    WALLET = "wallet"
    CASH_ON_DELIVERY = "cash_on_delivery"
    BANK_TRANSFER = "bank_transfer"
