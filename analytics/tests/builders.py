"""Trade and traffic for tests."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from unittest.mock import patch
from uuid import uuid4

from django.db import connection, transaction

from analytics.actions import rollups
from analytics.models import Event
from core.ids import set_moment
from core.money import ZERO
from custom_auth.models import Governorate
from custom_auth.tests.builders import a_seller, a_user, an_address
from orders.actions import checkout, parcels, settlement
from orders.actions.offers import Wish
from orders.models import Coupon, Order, OrderItem, Parcel
from orders.rules.states import Method, ParcelStatus
from payment.actions import give_back
from payment.models import Payment
from products.models import Product
from products.tests.builders import a_product
from wallet.actions import payouts
from wallet.models import Wallet
from wallet.rules import PayoutStatus


@contextmanager
def as_of(moment: datetime) -> Iterator[datetime]:
    """Let the program's clock stand at ``moment``, and ids be made as of then."""
    set_moment(moment)
    try:
        with patch("django.utils.timezone.now", return_value=moment):
            yield moment
    finally:
        set_moment(None)


def an_event(name: str = "product_viewed", *, at: datetime | None = None, **fields: Any) -> Event:
    moment = at or datetime.now(UTC)
    defaults: dict[str, Any] = {"visitor": uuid4().int % 2**62, "received_at": moment}
    return Event.objects.create(
        event_id=uuid4(), occurred_at=moment, name=name, **{**defaults, **fields}
    )


def summed_up(now: datetime | None = None) -> None:
    """Let the worker sum up what is new."""
    with transaction.atomic():
        rollups.sum_up(now=now or datetime.now(UTC))


def rows_of(table: str) -> list[tuple[Any, ...]]:
    """Give all rows of a table of sums but their ids."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_name = %s AND column_name <> 'id' ORDER BY ordinal_position",
            [table],
        )
        columns = ", ".join(row[0] for row in cursor.fetchall())
        cursor.execute(f"SELECT {columns} FROM {table}")  # noqa: S608
        return sorted(cursor.fetchall(), key=repr)


# --- some weeks of trade ------------------------------------------------------------------------
BEGIN = datetime(2026, 3, 20, 9, tzinfo=UTC)  # the clocks of Cairo change on 24 April


@dataclass
class Trade:
    """Some weeks in which buyers order, cancel, refuse and give back, by the actions that serve requests.

    Everything follows from ``seed``. Moments lie around midnight in Cairo as often as not.
    """

    seed: int
    orders: int = 12
    weeks: int = 6

    def __post_init__(self) -> None:
        self.chance = Random(self.seed)
        self.sellers = [a_seller() for _ in range(3)]
        self.buyers = [a_user() for _ in range(4)]
        self.staff = a_user()
        self.products = [
            a_product(seller, price=f"{self.chance.randint(900, 90_000) / 100:.2f}", stock=1000)
            for seller in self.sellers
            for _ in range(2)
        ]
        self.coupons = [
            Coupon.objects.create(code="HOUSE", percent=Decimal("7.5"), most_per_person=100),
            Coupon.objects.create(
                code="SELLER", percent=Decimal(13), seller=self.sellers[0], most_per_person=100
            ),
        ]
        self.now = BEGIN

    def live(self) -> "Trade":
        for _ in range(self.orders):
            self.pass_time()
            self.one_order()
        self.pay_sellers()
        return self

    def pass_time(self, days: int | None = None) -> datetime:
        """Let some days go by, and the clock stand near midnight as often as not."""
        later = self.now + timedelta(days=self.chance.randint(0, 3) if days is None else days)
        near = [20, 21, 22, 23, 9, 15]
        moment = later.replace(
            hour=self.chance.choice(near), minute=self.chance.randint(0, 59), second=3
        )
        self.now = max(moment, self.now + timedelta(minutes=1))
        return self.now

    def do(self, action: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        with as_of(self.now), transaction.atomic():
            return action(*args, **kwargs, now=self.now)

    def one_order(self) -> Order:
        method = self.chance.choice([Method.CREDIT_CARD, Method.CASH_ON_DELIVERY])
        chosen = self.chance.sample(self.products, self.chance.randint(1, 4))
        order: Order = self.do(
            lambda now: checkout.place(
                checkout.Request(
                    wishes=[Wish(one.pk, self.chance.randint(1, 3)) for one in chosen],
                    destination=checkout.destination(
                        an_address(
                            governorate=Governorate.objects.get(
                                code=self.chance.choice(["C", "ASN", "ALX"])
                            )
                        )
                    ),
                    method=method,
                    options=self.chance.choice(["standard", "bosta"]),
                    coupon=self.coupon(chosen),
                ),
                buyer=self.chance.choice(self.buyers),
                from_cart=False,
                now=now,
            )
        )
        if method is Method.CREDIT_CARD:
            if self.chance.random() < 0.15:
                return order  # never paid
            self.pay(order)
        for parcel in Parcel.objects.filter(order=order).order_by("pk"):
            self.send(parcel)
        return order

    def coupon(self, chosen: Sequence[Product]) -> str:
        own = any(one.seller_id == self.sellers[0].pk for one in chosen)
        return self.chance.choice(["", "", "HOUSE", "SELLER" if own else "HOUSE"])

    def pay(self, order: Order) -> None:
        self.pass_time(0)
        payment = Payment.objects.create(
            order=order, user=order.user, amount=order.total_amount, method="credit_card"
        )
        self.do(
            lambda now: settlement.pay(
                Order.objects.locked().get(pk=order.pk),
                settlement.Funds(gateway=order.total_amount),
                reference=f"payment:{payment.pk}",
                now=now,
            )
        )

    def send(self, parcel: Parcel) -> None:
        fate = self.chance.choice(["delivered"] * 6 + ["refused", "lost", "cancelled"])
        if fate == "cancelled":
            self.pass_time()
            self.do(parcels.move, parcel, ParcelStatus.CANCELLED, by=None)
            return
        way = {
            "delivered": [ParcelStatus.DELIVERED],
            "refused": [ParcelStatus.REFUSED, ParcelStatus.RETURNED],
            "lost": [ParcelStatus.LOST],
        }[fate]
        for step in [ParcelStatus.PROCESSING, ParcelStatus.SHIPPED, *way]:
            self.pass_time(1 if step is ParcelStatus.SHIPPED else 0)
            self.do(parcels.move, parcel, step, by=None)
        if fate == "delivered":
            self.after_delivery(parcel)

    def after_delivery(self, parcel: Parcel) -> None:
        fate = self.chance.random()
        if fate < 0.35:
            self.pass_time()
            self.refund(parcel.order)
        if fate < 0.15:
            self.pass_time()
            self.refund(parcel.order)
        if fate > 0.6:
            self.pass_time(16)
            self.do(lambda now: settlement.release(parcels.locked(parcel)[1], now=now))

    def refund(self, order: Order) -> None:
        """Give back an amount of the whole order, whoever's pieces those are."""
        booked = [
            item
            for parcel in Parcel.objects.filter(order=order)
            if settlement.is_booked(parcel, Order.objects.get(pk=order.pk))
            for item in OrderItem.objects.filter(parcel=parcel)
        ]
        left = sum((item.paid - item.refunded for item in booked), ZERO)
        payment = Payment.objects.filter(order=order).first() or Payment.objects.create(
            order=order, user=order.user, amount=order.total_amount, method="cash_on_delivery"
        )
        amount = (left * self.chance.randint(1, 100) / 100).quantize(Decimal("0.01"))
        if amount:
            self.do(
                give_back.refund,
                payment,
                by=self.staff,
                only_of=None,
                amount=amount,
                items=[],
                reason="كسر",
            )

    def pay_sellers(self) -> None:
        self.pass_time(2)
        for wallet in Wallet.objects.filter(earnings__gte=100, user__in=self.sellers):
            where = payouts.Destination("bank", "منى", "EG380019000500000000263180002")
            amount = min(wallet.earnings, Decimal(40_000))
            payout = self.do(payouts.ask, wallet.user, amount, where)
            if self.chance.random() < 0.7:
                self.pass_time(0)
                with as_of(self.now), transaction.atomic():
                    for status in ("approved", "sending", "sent"):
                        payout.refresh_from_db()
                        payouts.move(payout, PayoutStatus(status))
                self.do(payouts.settle, payout, fee=Decimal("2.00"))
                if self.chance.random() < 0.3:
                    self.pass_time(0)
                    self.do(payouts.give_up, payout, PayoutStatus.FAILED, reason="حساب مغلق")
