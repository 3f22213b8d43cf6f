"""A small market that anything may happen to, and what must be true of it afterwards.

The same verbs are driven by threads (``test_races``) and by hypothesis (``test_state_machine``).
Everything is named by numbers, taken modulo what there is, so that any number names something.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F, Sum

from core.problems import Problem
from custom_auth.models import User
from custom_auth.tests.builders import a_seller, a_user, an_address
from orders.actions import audit, checkout, parcels, returns, settlement
from orders.actions.offers import Wish
from orders.models import Coupon, Order, OrderItem, Parcel, Return, ReturnItem
from orders.rules.returns import Reason
from orders.rules.states import Method, ParcelStatus, ReturnStatus
from products.models import Product, StockMovement, Variant
from products.tests.builders import a_category, a_product

# What is not on the shelf any more for good or for now; what was cancelled or came back is there again.
OFF_THE_SHELF = [s for s in ParcelStatus if s not in {"cancelled", "returned"}]


class Market:
    def __init__(
        self, *, buyers: int = 6, stock: Sequence[int] = (3, 5, 1, 8), recent: int = 1000
    ) -> None:
        # How many of the latest orders things happen to: the fewer, the more meet.
        self.recent = recent
        category = a_category()
        potter, weaver = a_seller(), a_seller()
        self.pieces: list[Product] = [
            a_product(
                [potter, weaver][n % 2], price=f"{37 + 13 * n}.35", stock=held, category=category
            )
            for n, held in enumerate(stock)
        ]
        self.buyers: list[User] = [a_user() for _ in range(buyers)]
        self.destinations = [checkout.destination(an_address(buyer)) for buyer in self.buyers]
        self.coupon = Coupon.objects.create(
            code="MARKET", percent=Decimal("7.5"), most_per_person=1000
        )
        self.initial = dict(Variant.objects.values_list("pk", "stock"))
        self.said: Counter[str] = Counter()

    # --- verbs --------------------------------------------------------------------------------------
    def place(self, buyer: int, picks: Sequence[tuple[int, int]], method: int, coupon: int) -> None:
        who = buyer % len(self.buyers)
        wishes = [
            Wish(self.pieces[piece % len(self.pieces)].pk, quantity) for piece, quantity in picks
        ]
        request = checkout.Request(
            wishes=wishes,
            destination=self.destinations[who],
            method=[Method.CASH_ON_DELIVERY, Method.CREDIT_CARD][method % 2],
            coupon="MARKET" if coupon % 4 == 0 else "",
            options=["", "bosta"][method // 2 % 2],
        )
        buying = self.buyers[who]
        self._do(
            "place",
            lambda now: checkout.place(request, buyer=buying, from_cart=False, now=now),
        )

    def pay(self, number: int) -> None:
        def paying(now: datetime) -> None:
            order = Order.objects.locked().get(pk=self._order(number))
            funds = settlement.Funds(gateway=order.total_amount)
            settlement.pay(order, funds, reference=f"market:{order.pk}", now=now)

        self._do("pay", paying)

    def cancel(self, number: int, part: int) -> None:
        def cancelling(now: datetime) -> None:
            order = Order.objects.get(pk=self._order(number))
            parcel = self._parcel(order.pk, part) if part % 3 == 0 else None
            parcels.cancel(order, by=order.user, now=now, parcel_id=parcel.pk if parcel else None)

        self._do("cancel", cancelling)

    def expire(self, number: int) -> None:
        def expiring(now: datetime) -> None:
            order = Order.objects.get(pk=self._order(number))
            if not parcels.expire(order, now=now + timedelta(hours=1)):
                self.said["expire: not due"] += 1

        self._do("expire", expiring)

    def revive(self, number: int) -> None:
        self._do(
            "revive",
            lambda now: parcels.revive(Order.objects.get(pk=self._order(number)), now=now),
        )

    def move(self, number: int, part: int, status: ParcelStatus) -> None:
        def moving(now: datetime) -> None:
            parcel = self._parcel(self._order(number), part)
            parcels.move(parcel, status, by=parcel.seller, now=now)

        self._do(f"to {status}", moving)

    def ask(self, number: int, line: int, quantity: int, reason: int) -> None:
        def asking(now: datetime) -> None:
            order = Order.objects.get(pk=self._order(number))
            items = list(order.items.order_by("pk"))
            returns.ask(
                order,
                [returns.Wanted(items[line % len(items)].pk, quantity)],
                reason=list(Reason)[reason % len(Reason)],
                details="",
                photos=[],
                now=now,
            )

        self._do("ask", asking)

    def answer(self, number: int, decision: int) -> None:
        def answering(now: datetime) -> None:
            known = list(Return.objects.order_by("pk").values_list("pk", flat=True))
            asked = Return.objects.get(pk=known[number % len(known)])
            by = asked.parcel.seller
            half = (asked.refund_amount / 2).quantize(Decimal("0.01"))
            ways: list[Callable[[], Any]] = [
                lambda: returns.approve(asked, by=by, now=now),
                lambda: returns.receive(asked, by=by, now=now),
                lambda: returns.refuse(asked, by=by, now=now, text="لا"),
                lambda: returns.dispute(asked, by=asked.user, now=now, text="بل نعم"),
                lambda: returns.settle(asked, amount=half, by=by, now=now, text="نصفها"),
                lambda: returns.close(asked, by=asked.user, now=now),
            ]
            ways[decision % len(ways)]()

        if Return.objects.exists():
            self._do("answer", answering)

    def release(self, number: int, part: int) -> None:
        def releasing(now: datetime) -> None:
            _, parcel = parcels.locked(self._parcel(self._order(number), part))
            settlement.release(parcel, now=now + timedelta(days=60))

        self._do("release", releasing)

    def _do(self, name: str, act: Callable[[datetime], Any]) -> None:
        if name != "place" and not Order.objects.exists():
            return
        try:
            with transaction.atomic():
                act(datetime.now(UTC))
        except Problem as refused:
            self.said[f"{name}: {refused.code}"] += 1
        else:
            self.said[name] += 1

    def _order(self, number: int) -> int:
        known = list(Order.objects.order_by("pk").values_list("pk", flat=True))
        latest = known[-self.recent :]
        return latest[number % len(latest)]

    def _parcel(self, order_id: int, part: int) -> Parcel:
        own = list(Parcel.objects.filter(order=order_id).order_by("pk"))
        return own[part % len(own)]

    # --- what must be true --------------------------------------------------------------------------
    def assert_sound(self) -> None:
        """Derive everything anew from what happened, without asking what the program wrote about it."""
        assert [str(found) for found in audit.discrepancies()] == []
        held = dict(Variant.objects.values_list("pk", "stock"))
        assert min(held.values()) >= 0
        assert held == self._left()
        moved = StockMovement.objects.values("variant").annotate(total=Sum("change"))
        assert held == dict(moved.values_list("variant", "total"))
        for order in Order.objects.prefetch_related("items", "parcels"):
            value = sum(item.price * item.quantity for item in order.items.all())
            shipping = sum(parcel.shipping_cost for parcel in order.parcels.all())
            off = sum(i.house_discount + i.seller_discount for i in order.items.all())
            assert order.total_amount == value + shipping - off
            assert 0 <= order.refunded <= order.total_amount
        uses = self.coupon.uses.count()
        assert Coupon.objects.get(pk=self.coupon.pk).used == uses

    def _left(self) -> dict[int, int]:
        """Give what must be on the shelves: all there was, less what is out, and what came back."""
        left = dict(self.initial)
        out = OrderItem.objects.filter(parcel__status__in=OFF_THE_SHELF)
        for variant, quantity in out.values_list("variant", "quantity"):
            left[variant] -= quantity
        # Only what its maker had back is on the shelf again; what staff decided about may lie anywhere,
        # and what never arrived nobody has.
        received = ReturnItem.objects.filter(
            return_request__messages__to_status=ReturnStatus.RECEIVED
        )
        back = received.exclude(return_request__reason=Reason.NEVER_ARRIVED).values_list(
            F("order_item__variant"), "quantity"
        )
        for variant, quantity in back:
            left[variant] += quantity
        return left
