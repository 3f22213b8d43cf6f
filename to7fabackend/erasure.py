"""Forgetting somebody, app by app, in one transaction."""

from datetime import datetime

from core.transactions import joins_transaction
from custom_auth.actions import accounts
from custom_auth.models import User
from orders.actions import erasure as orders
from payment.actions import erasure as payment
from products.actions import erasure as products
from wallet.actions import erasure as wallet


@joins_transaction
def erase(user: User, *, now: datetime) -> bool:
    """Erase an account whose grace period is over.

    False while an order, a return or money of it is under way: it is tried again the next night, so
    that nobody loses a parcel or a balance by leaving. Money that stays in a wallet for good keeps the
    account; its owner can spend it or have it paid out.
    """
    user = User.objects.locked().get(pk=user.pk)
    if user.erase_after is None or user.erase_after > now or user.erased_at is not None:
        return False
    if orders.is_busy(user) or payment.is_busy(user) or wallet.holds_money(user):
        return False
    orders.forget(user, now=now)
    products.forget(user)
    payment.forget(user)
    wallet.forget(user)
    accounts.erase(user, now=now)
    return True
