"""Payments follow their orders: those of orders that ended are closed, and what was set aside returns."""

from collections.abc import Callable
from datetime import datetime

import structlog
from django.db.models import Q

from core.problems import is_database_away
from core.transactions import joins_transaction, opens_transaction
from orders.models import Order
from orders.rules.states import Method, OrderStatus
from payment.actions import pay
from payment.models import Payment
from payment.rules import PaymentStatus

log = structlog.get_logger("tohfa.payment")

BATCH = 50


def ended() -> list[int]:
    """Give payments that wait for nothing any more. One query."""
    waiting = Payment.objects.filter(status=PaymentStatus.PENDING, order__isnull=False)
    is_over = Q(order__status=OrderStatus.CANCELLED, order__payment_status=False)
    is_handed_over = Q(method=Method.CASH_ON_DELIVERY, order__payment_status=True)
    found = waiting.filter(is_over | is_handed_over).order_by("created_at", "pk")
    return list(found.values_list("pk", flat=True)[:BATCH])


def close_ended(*, clock: Callable[[], datetime]) -> int:
    """Close payments that wait for nothing any more, each in a transaction of its own; give how many."""
    done = 0
    for payment_id in ended():
        try:
            done += opens_transaction(close)(payment_id, now=clock())
        except Exception as error:
            # Whatever is wrong with one, those behind it have waited long enough.
            if is_database_away(error):
                raise
            log.exception("payment could not be closed", payment=payment_id)
    return done


@joins_transaction
def close(payment_id: int, *, now: datetime) -> bool:
    """Close a payment whose order has ended; False if it has not.

    Store credit that was set aside for it returns. Should the money still come, it is taken in all the
    same (``arrivals``).
    """
    order_id = Payment.objects.values_list("order_id", flat=True).get(pk=payment_id)
    order = Order.objects.locked().get(pk=order_id)
    payment = Payment.objects.locked().get(pk=payment_id)
    if payment.status != PaymentStatus.PENDING:
        return False
    if order.payment_status and payment.method == Method.CASH_ON_DELIVERY:
        pay.complete(payment, now=order.paid_at or now)
        return True
    if order.payment_status or order.status != OrderStatus.CANCELLED:
        return False
    pay.release_credit(payment)
    payment.status = PaymentStatus.FAILED
    payment.save(update_fields=["status", "updated_at"])
    return True
