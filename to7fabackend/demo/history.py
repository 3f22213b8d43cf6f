"""A year of trade, lived through by the very actions that serve requests, one moment after another."""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import count
from random import Random

from django.db import transaction

from core.problems import InvalidTransition
from custom_auth.models import Address, User
from notifications.models import Notice
from orders.actions import checkout, parcels, returns, settlement, shipping
from orders.actions.offers import Wish
from orders.actions.returns import Wanted
from orders.errors import CannotCancel, MethodUnavailable, NotDeliverable, NotReturnable
from orders.models import Order, Parcel, Return
from orders.rules.returns import Reason
from orders.rules.states import Method, ParcelStatus
from payment import rules
from payment.actions import callbacks, pay, refunds
from payment.gateways.paymob import Intention
from payment.models import Payment, Refund
from products.actions import reviews, stock
from products.errors import AlreadyReviewed, InsufficientStock, MayNotReview
from products.models import Product, Variant
from to7fabackend.demo import people
from to7fabackend.demo.chance import dice
from to7fabackend.demo.clock import as_of
from wallet.actions import ledger, payouts
from wallet.actions.payouts import Destination
from wallet.errors import InsufficientFunds, LimitReached
from wallet.models import Wallet
from wallet.rules import Account, Entry, Line, PayoutStatus, TransactionType

ORDERS = 500
# Below what the sandbox counts from, so that the two never meet.
TRANSACTIONS_FROM, GATEWAY_ORDERS_FROM = 100_000_001, 110_000_001
METHODS = {
    Method.CASH_ON_DELIVERY: 55,
    Method.CREDIT_CARD: 32,
    Method.KIOSK: 6,
    Method.MOBILE_WALLET: 7,
}


@dataclass(order=True)
class Happening:
    """Something that will be done at a moment, unless the year ends before it."""

    at: datetime
    number: int
    do: Callable[[datetime], None] = field(compare=False)


class Year:
    """The course of a year: what is still to happen, the next thing first."""

    def __init__(self, now: datetime, say: Callable[[str], None]) -> None:
        self.now = now
        self.begin = now - timedelta(days=365)
        self.say = say
        self.chance: Random = dice("a year of trade")
        self.waiting: list[Happening] = []
        self.numbers: Iterator[int] = count()
        self.transactions = count(TRANSACTIONS_FROM)
        self.gateway_orders = count(GATEWAY_ORDERS_FROM)
        self.staff = User.objects.get(email="admin@tohfa.example")
        self.buyers: list[User] = list(
            User.objects.filter(addresses__is_default=True, is_staff=False).order_by("pk")
        )
        self.addresses = {
            address.user_id: address
            for address in Address.objects.select_related("governorate").filter(is_default=True)
        }
        self.goods = self._goods()

    def _goods(self) -> list[tuple[Product, list[Variant]]]:
        products = Product.objects.filter(stock__gt=0).prefetch_related("variants").order_by("pk")
        return [(product, list(product.variants.all())) for product in products]

    def later(self, at: datetime, do: Callable[[datetime], None]) -> None:
        if at < self.now:
            heapq.heappush(self.waiting, Happening(at, next(self.numbers), do))

    def live(self) -> None:
        """Let everything happen, in its order, each in a transaction of its own."""
        self._plan()
        done = 0
        while self.waiting:
            happening = heapq.heappop(self.waiting)
            with as_of(happening.at), transaction.atomic():
                happening.do(happening.at)
            done += 1
            if done % 500 == 0:
                share = (happening.at - self.begin) / (self.now - self.begin)
                self.say(f"a year of trade: {share:.0%}")
        self._forget_notices()

    def _plan(self) -> None:
        for number in range(ORDERS):
            # More and more as the year goes on, and some of it today.
            share = 1 - self.chance.random() ** 1.6
            at = self.begin + (self.now - self.begin) * share
            self.later(at, self._order(number))
        for month in range(1, 12):
            at = self.begin + timedelta(days=30 * month + 20)
            self.later(at, self._pay_sellers)
            self.later(at - timedelta(days=3), self._remit)
        self.later(self.begin + timedelta(days=40), self._top_up)

    # --- an order's life ---
    def _order(self, number: int) -> Callable[[datetime], None]:
        def place(at: datetime) -> None:
            buyer = self._buyer(at)
            lines = self._choose(at)
            if not lines:
                return
            method = self.chance.choices(list(METHODS), list(METHODS.values()))[0]
            request = checkout.Request(
                wishes=lines,
                destination=checkout.destination(self.addresses[buyer.pk]),
                method=method,
                options="bosta" if self.chance.random() < 0.45 else "",
            )
            try:
                with transaction.atomic():  # a refusal takes back what had been taken
                    order = checkout.place(request, buyer=buyer, from_cart=False, now=at)
            except (InsufficientStock, MethodUnavailable, NotDeliverable):
                return
            self._go_on(order, at)

        return place

    def _buyer(self, at: datetime) -> User:
        """Choose a buyer who had joined by then; the visitors' own buy more than others."""
        if self.chance.random() < 0.08:
            return next(user for user in self.buyers if user.email.startswith("buyer@"))
        while True:
            buyer = self.chance.choice(self.buyers)
            if buyer.date_joined < at:
                return buyer

    def _choose(self, at: datetime) -> list[Wish]:
        wishes: list[Wish] = []
        for _ in range(self.chance.choices([1, 2, 3], [5, 3, 2])[0]):
            product, variants = self.chance.choice(self.goods)
            variant = self.chance.choice(variants)
            if product.published_at is None or product.published_at > at:
                continue
            if any(wish.product == product.pk for wish in wishes):
                continue
            quantity = 1 if product.one_of_a_kind else self.chance.choices([1, 2, 3], [7, 2, 1])[0]
            self._restock(product, variant, quantity)
            wishes.append(Wish(product.pk, quantity, variant.pk))
        return wishes

    def _restock(self, product: Product, variant: Variant, quantity: int) -> None:
        """Let the seller make more before the shelf is empty: the year must not end with bare shelves."""
        present = Variant.objects.get(pk=variant.pk)
        if present.stock < quantity + 2 and not product.one_of_a_kind:
            stock.set_stock(present, quantity + self.chance.randint(5, 15), by=product.seller)

    def _go_on(self, order: Order, at: datetime) -> None:
        if order.payment_method == Method.CASH_ON_DELIVERY:
            self._send(order, at)
            return
        minutes = self.chance.randint(1, 15)
        if self.chance.random() < 0.07:
            assert order.hold_until is not None  # noqa: S101 - every method but cash holds
            self.later(order.hold_until + timedelta(minutes=1), self._expire(order))
        else:
            self.later(at + timedelta(minutes=minutes), self._pay(order))

    def _expire(self, order: Order) -> Callable[[datetime], None]:
        return lambda at: void(parcels.expire(order, now=at))

    def _pay(self, order: Order) -> Callable[[datetime], None]:
        def paid(at: datetime) -> None:
            begun = pay.start(
                order, method=order.payment_method, use_credit=False, saved=None, now=at
            )
            assert begun.attempt is not None  # noqa: S101 - online methods have one
            number = next(self.gateway_orders)
            intention = Intention(f"pi_test_{number:032x}", number, f"egy_csk_test_{number}")
            attempt = pay.note_intention(begun.attempt, intention)
            attempt.ask_at = None
            attempt.save(update_fields=["ask_at"])
            if self.chance.random() < 0.08:
                callbacks.take(self._told(number, attempt.amount, order, success=False), now=at)
            callbacks.take(self._told(number, attempt.amount, order, success=True), now=at)
            self._send(Order.objects.get(pk=order.pk), at)

        return paid

    def _told(self, number: int, amount: Decimal, order: Order, *, success: bool) -> rules.Told:
        types = {"credit_card": "card", "mobile_wallet": "wallet", "kiosk": "aggregator"}
        return rules.told(
            {
                "id": next(self.transactions),
                "order": {"id": number},
                "amount_cents": int(amount * 100),
                "currency": "EGP",
                "success": success,
                "pending": False,
                "source_data": {
                    "type": types[order.payment_method],
                    "sub_type": self.chance.choice(["MasterCard", "Visa"]),
                    "pan": f"{self.chance.randint(1000, 9999)}",
                },
                "data": {"message": "Approved" if success else "Do not honour"},
            }
        )

    def _send(self, order: Order, at: datetime) -> None:
        if self.chance.random() < 0.06:
            self.later(at + timedelta(hours=self.chance.randint(1, 8)), self._cancel(order))
            return
        for parcel in order.parcels.order_by("pk"):
            begun = at + timedelta(hours=self.chance.randint(2, 40))
            shipped = begun + timedelta(hours=self.chance.randint(5, 60))
            arrived = shipped + timedelta(hours=self.chance.randint(26, 140))
            self.later(begun, self._step(parcel, ParcelStatus.PROCESSING))
            self.later(shipped, self._step(parcel, ParcelStatus.SHIPPED))
            is_cash = order.payment_method == Method.CASH_ON_DELIVERY
            if is_cash and self.chance.random() < 0.08:
                self.later(arrived, self._step(parcel, ParcelStatus.REFUSED))
                back = arrived + timedelta(days=4)
                self.later(back, self._step(parcel, ParcelStatus.RETURNED))
            else:
                self.later(arrived, self._arrive(parcel))

    def _cancel(self, order: Order) -> Callable[[datetime], None]:
        def cancel(at: datetime) -> None:
            try:
                with transaction.atomic():
                    parcels.cancel(order, by=order.user, now=at, reason="غيّرت رأيي")
            except CannotCancel:
                return
            self.later(at + timedelta(hours=1), self._send_refunds)

        return cancel

    def _step(self, parcel: Parcel, status: ParcelStatus) -> Callable[[datetime], None]:
        def step(at: datetime) -> None:
            fields = {}
            if status is ParcelStatus.SHIPPED:
                number = f"{self.chance.randint(1, 9)}{self.chance.randint(10**6, 10**7 - 1)}"
                fields = {"tracking_number": number}
                fields["carrier_name"] = "بوسطة" if parcel.carrier == "bosta" else "مندوب الصانع"
            parcels.move(parcel, status, by=parcel.seller, now=at, **fields)

        return step

    def _arrive(self, parcel: Parcel) -> Callable[[datetime], None]:
        def arrive(at: datetime) -> None:
            parcels.move(parcel, ParcelStatus.DELIVERED, by=None, now=at)
            self.later(at + timedelta(days=15), self._release(parcel))
            if self.chance.random() < 0.06:
                self.later(at + timedelta(days=self.chance.randint(1, 9)), self._give_back(parcel))
            for item in parcel.items.order_by("pk"):
                if self.chance.random() < 0.55:
                    day = at + timedelta(days=self.chance.randint(1, 12))
                    self.later(day, self._review(parcel.order.user, item.product_id))

        return arrive

    def _release(self, parcel: Parcel) -> Callable[[datetime], None]:
        def release(at: datetime) -> None:
            _, own = parcels.locked(parcel)
            if not settlement.release(own, now=at) and own.released_at is None:
                self.later(at + timedelta(days=7), self._release(parcel))

        return release

    # --- returns and reviews ---
    def _give_back(self, parcel: Parcel) -> Callable[[datetime], None]:
        def ask(at: datetime) -> None:
            item = parcel.items.order_by("pk").first()
            if item is None:
                return
            reason = self.chance.choice([Reason.CHANGED_MIND, Reason.DEFECTIVE])
            is_faulty = reason is Reason.DEFECTIVE
            try:
                with transaction.atomic():
                    asked = returns.ask(
                        parcel.order,
                        [Wanted(item.pk, 1)],
                        reason=reason,
                        details="وصلت وبها شرخ صغير من الحافة." if is_faulty else "",
                        photos=[],
                        now=at,
                    )
            except NotReturnable:
                return
            fate = self.chance.random()
            if fate < 0.6:
                self.later(at + timedelta(days=1), self._accept(asked))
            elif fate < 0.8:
                self.later(at + timedelta(days=2), self._argue(asked))

        return ask

    def _accept(self, asked: Return) -> Callable[[datetime], None]:
        def accept(at: datetime) -> None:
            returns.approve(asked, by=asked.parcel.seller, now=at)
            self.later(at + timedelta(days=5), self._take_back(asked))

        return accept

    def _take_back(self, asked: Return) -> Callable[[datetime], None]:
        def take_back(at: datetime) -> None:
            returns.receive(asked, by=asked.parcel.seller, now=at)
            self.later(at + timedelta(hours=1), self._send_refunds)

        return take_back

    def _argue(self, asked: Return) -> Callable[[datetime], None]:
        def argue(at: datetime) -> None:
            seller = asked.parcel.seller
            returns.refuse(asked, by=seller, now=at, text="خرجت من عندي سليمة ومغلفة جيدًا.")
            later = at + timedelta(days=1)
            self.later(later, lambda moment: self._dispute(asked, moment))

        return argue

    def _dispute(self, asked: Return, at: datetime) -> None:
        try:
            returns.dispute(asked, by=asked.user, now=at, text="الكسر واضح في الصور.")
        except InvalidTransition:
            return
        if self.chance.random() < 0.5:
            self.later(at + timedelta(days=3), lambda moment: self._settle(asked, moment))

    def _settle(self, asked: Return, at: datetime) -> None:
        half = (asked.refund_amount / 2).quantize(Decimal("0.01"))
        returns.settle(asked, amount=half, by=self.staff, now=at, text="يعاد نصف المبلغ.")
        self.later(at + timedelta(hours=1), self._send_refunds)

    def _review(self, user: User, product_id: int) -> Callable[[datetime], None]:
        def write(at: datetime) -> None:
            product = Product.objects.select_related("category").get(pk=product_id)
            rating = self.chance.choices([5, 4, 3, 2, 1], [55, 27, 10, 5, 3])[0]
            seed = f"{user.pk} {product.sku}"
            text = people.review_text(seed, rating, product.category.slug)
            try:
                with transaction.atomic():
                    review = reviews.write(user, product, rating=rating, comment=text or "")
            except (AlreadyReviewed, MayNotReview):
                return
            if text and self.chance.random() < 0.3:
                answer = people.reply_text(seed, rating)
                day = at + timedelta(days=1)
                self.later(day, lambda moment: void(reviews.reply(review, answer, now=moment)))

        return write

    # --- money of the house ---
    def _send_refunds(self, at: datetime) -> None:
        """Let the gateway have done every refund that is due."""
        refunds.collect(now=at)
        for refund in Refund.objects.filter(status=rules.RefundStatus.DUE).order_by("pk"):
            refunds.settle(refund.pk, transaction_id=str(next(self.transactions)), now=at)

    def _remit(self, at: datetime) -> None:
        """Have the carrier hand over the cash it collected up to some days ago."""
        due = Parcel.objects.filter(
            cash_holder="courier", remitted_at__isnull=True, delivered_at__lt=at - timedelta(days=6)
        )
        rows = [
            shipping.Collected(parcel.tracking_number, parcel.total)
            for parcel in due.order_by("pk")
        ]
        if rows:
            shipping.import_remittance(
                "bosta",
                reference=f"BST-{at:%Y%m}",
                received_on=at.date(),
                collected=rows,
                fees=Decimal("25.00"),
                by=self.staff,
                now=at,
            )

    def _pay_sellers(self, at: datetime) -> None:
        """Have sellers with enough earnings ask for them, and most of them paid."""
        holders = Wallet.objects.filter(earnings__gte=500).select_related("user").order_by("pk")
        for wallet in list(holders):
            if self.chance.random() < 0.4:
                continue
            amount = wallet.earnings.quantize(Decimal(1), rounding="ROUND_DOWN")
            where = Destination(
                "bank", wallet.user.get_full_name(), "EG380019000500000000263180002"
            )
            try:
                with transaction.atomic():
                    payout = payouts.ask(wallet.user, min(amount, Decimal(9000)), where, now=at)
            except (InsufficientFunds, LimitReached):
                continue
            if self.now - at < timedelta(days=35):
                continue  # the latest wait for staff
            payouts.approve(payout, by=self.staff, now=at)
            for status in ("sending", "sent"):
                payout.refresh_from_db()
                payouts.move(payout, PayoutStatus(status))
            payouts.settle(payout, now=at + timedelta(hours=1), fee=Decimal("2.00"))

    def _top_up(self, at: datetime) -> None:
        """Give the visitors' buyer the wallet that is promised."""
        buyer = User.objects.get(email="buyer@tohfa.example")
        amount = Decimal("5000.00")
        payment = Payment.objects.create(
            user=buyer, amount=amount, method="credit_card", status="completed", paid_at=at
        )
        lines = (
            Line(Account.GATEWAY, -amount),
            Line(Account.CREDIT, amount, owner=buyer.pk, shown_as=TransactionType.DEPOSIT),
        )
        ledger.post(Entry(f"payment:{payment.pk}", "deposit", lines))

    def _forget_notices(self) -> None:
        """Let nobody be told now of what happened long ago; the visitors' own inboxes keep the latest."""
        visitors = list(
            User.objects.filter(
                email__in=["buyer@tohfa.example", "artist@tohfa.example", "store@tohfa.example"]
            ).values_list("pk", flat=True)
        )
        recent = self.now - timedelta(days=30)
        kept = Notice.objects.filter(user_ids__overlap=visitors, created_at__gte=recent)
        ids = list(kept.order_by("-pk").values_list("pk", flat=True)[:60])
        Notice.objects.exclude(pk__in=ids).delete()


def void(_: object) -> None:
    """Do nothing with what an action gave."""
