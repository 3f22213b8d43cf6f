"""Money that has arrived for an order, from the gateway or at the bank: it pays the order if it can."""

from dataclasses import replace
from datetime import datetime

from core.problems import InvalidTransition
from core.transactions import joins_transaction
from orders.actions import parcels, settlement
from orders.actions.settlement import Funds
from orders.models import Order
from orders.rules.states import OrderStatus
from payment.actions import pay
from payment.models import Payment
from products.errors import InsufficientStock


@joins_transaction
def pay_order(
    payment: Payment, arrived: Funds, *, method: str, now: datetime, transaction_id: str = ""
) -> bool:
    """Pay the order of a locked payment with what ``arrived``; False if it can no longer be.

    An order that has expired is taken up again if its pieces are still there. The rest of its total is
    taken from store credit as it is now: set aside for this, for another attempt, or given back
    meanwhile because the order had expired.
    """
    by_credit = payment.amount - arrived.total
    if not pay.could_set_aside(payment, by_credit):
        return False
    order = Order.objects.locked().get(pk=payment.order_id)
    if order.status == OrderStatus.CANCELLED:
        try:
            order = parcels.revive(order, now=now)
        except (InsufficientStock, InvalidTransition):
            return False
    if not order.awaits_payment:
        return False
    pay.set_aside(payment, by_credit)
    if order.payment_method != method:
        # It came through an attempt that was given up for another way to pay.
        order.payment_method = payment.method = method
        order.save(update_fields=["payment_method", "updated_at"])
        payment.save(update_fields=["method", "updated_at"])
    funds = replace(arrived, frozen=by_credit)
    settlement.pay(order, funds, reference=f"payment:{payment.pk}", now=now)
    pay.complete(payment, now=now, transaction_id=transaction_id)
    return True
