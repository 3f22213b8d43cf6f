"""Orders of people who asked to be forgotten: they stay, without saying whose they were."""

from datetime import datetime

from django.db.models import Q

from core.transactions import joins_transaction
from custom_auth.models import User
from orders.models import Cart, Order, OrderItem, Parcel, Return
from orders.rules.states import GONE, HOLDS_MONEY, OrderStatus

OVER = [OrderStatus.DELIVERED, OrderStatus.CANCELLED]


def is_busy(user: User) -> bool:
    """Tell whether something ``user`` bought or sold is still under way. Three queries at most."""
    buys = Order.objects.filter(user=user).exclude(status__in=OVER)
    sells = Parcel.objects.sold_by(user).filter(released_at__isnull=True).exclude(status__in=GONE)
    argues = Return.objects.filter(Q(user=user) | Q(parcel__seller=user)).filter(
        status__in=HOLDS_MONEY
    )
    return buys.exists() or sells.exists() or argues.exists()


@joins_transaction
def forget(user: User, *, now: datetime) -> None:
    """Take names, addresses and words out of what ``user`` ordered, and drop the basket."""
    Cart.objects.filter(user=user).delete()
    own = Order.objects.filter(user=user)
    OrderItem.objects.filter(order__in=own).update(personalisation={})
    own.update(shipping_address="", address={}, note="", anonymised_at=now)
