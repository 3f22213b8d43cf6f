"""Orders of people who asked to be forgotten: they stay, without saying whose they were."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from core import private_files
from core.transactions import joins_transaction
from custom_auth.models import User
from orders.models import (
    Cart,
    Order,
    OrderEvent,
    OrderItem,
    Paper,
    Parcel,
    Return,
    ReturnMessage,
    ReturnPhoto,
    SellerShipping,
)
from orders.models.papers import PACKING_SLIP
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
    """Take names, addresses, words and pictures out of what ``user`` ordered, returned and sold.

    Invoices stay as they were issued: the law on tax procedures wants them for five years.
    """
    Cart.objects.filter(user=user).delete()
    own = Order.objects.filter(user=user)
    OrderItem.objects.filter(order__in=own).update(personalisation={})
    OrderEvent.objects.filter(order__in=own).update(note="")
    slips = Paper.objects.filter(kind=PACKING_SLIP, parcel__order__in=own)
    _drop_files(slips.values_list("file", flat=True))
    slips.delete()
    _forget_returns(user)
    SellerShipping.objects.filter(seller=user).update(pick_up_address="")
    Parcel.objects.sold_by(user).update(pick_up_address="")
    own.update(shipping_address="", address={}, note="", anonymised_at=now)


def _forget_returns(user: User) -> None:
    """Leave of returns what was sent back and what came of it; of those ``user`` answered as a
    seller, what the buyer said as well."""
    own = Return.objects.filter(user=user)
    photos = ReturnPhoto.objects.filter(return_request__in=own)
    _drop_files(photos.values_list("image", flat=True))
    photos.delete()
    ReturnMessage.objects.filter(Q(return_request__in=own) | Q(by=user)).update(text="")
    own.update(details="", answer="")
    Return.objects.filter(parcel__seller=user).update(answer="")


def _drop_files(paths: Iterable[str]) -> None:
    for path in [path for path in paths if path]:
        private_files.drop(path)
