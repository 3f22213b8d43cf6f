"""Money under every order of events: orders of several sellers, all ways to pay, refunds, cancellations,
returns, disputes, carriers' cash, payouts, messages that come late, twice or never.

After every step the lines sum to zero, every balance is the sum of its lines, every piastre has one
holder and nobody holds less than nothing; at the end the whole audit is clean. ``make test-deep``
walks 5 000 steps, and ``MONEY_EXAMPLES`` makes it more.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from core.money import ZERO, rounded
from core.problems import Problem
from custom_auth.models import User
from custom_auth.tests.builders import a_seller, a_staff_member, a_user, an_address
from orders.actions import checkout, parcels, returns, settlement, shipping
from orders.actions.offers import Wish
from orders.actions.returns import Wanted
from orders.models import Coupon, Order, OrderItem, Parcel, Return
from orders.rules.returns import Reason
from orders.rules.states import NEXT, Method, ParcelStatus
from payment import rules
from payment.actions import (
    audit,
    callbacks,
    follow,
    give_back,
    pay,
    payouts,
    reconcile,
    refunds,
    transfers,
)
from payment.gateways.paymob_payouts import Answer, Fate
from payment.models import Attempt, Payment, Refund, TransferProof
from payment.tests.builders import Bank
from products.models import Product
from products.tests.builders import a_product
from tests.thorough import THOROUGH
from wallet.actions import payouts as withdrawals
from wallet.actions.audit import CHECKS as WALLET_CHECKS
from wallet.actions.payouts import Destination
from wallet.models import Payout
from wallet.rules import PayoutStatus

EXAMPLES = int(os.environ.get("MONEY_EXAMPLES") or (25 if THOROUGH else 5))
STEPS = 50
SHARDS = 4

picks = st.integers(0, 10**6)
fractions = st.sampled_from(["0.01", "0.1", "0.333", "0.5", "0.9", "1", "1.001"])
amounts = st.integers(1, 60_000).map(lambda piastres: Decimal(piastres) / 100)
WAY = {"pending": "processing", "processing": "shipped", "shipped": "delivered"}
METHODS = [method.value for method in Method]

# One statement for whatever must hold after each step; it gives nothing if all is well.
HOLDS = " UNION ALL ".join(
    f"SELECT '{name}', key::text, derived, kept FROM ({sql}) AS c(key, derived, kept)"  # noqa: S608
    for name, sql in {
        **{k: v for k, v in WALLET_CHECKS.items() if k not in {"balance after"}},
        "refunds due": audit.CHECKS["refunds due"],
        "money nobody is known for": audit.CHECKS["money nobody is known for"],
        "credit set aside": audit.CHECKS["credit set aside"],
        "what people hold is what others hold for us": """
            SELECT 'all', (SELECT coalesce(sum(credit + earnings + pending + frozen + payout + debt), 0)
                             FROM wallet_wallet),
                   (SELECT -coalesce(sum(balance), 0) FROM wallet_housebalance)
             WHERE (SELECT coalesce(sum(credit + earnings + pending + frozen + payout + debt), 0)
                      FROM wallet_wallet)
                <> (SELECT -coalesce(sum(balance), 0) FROM wallet_housebalance)
        """,
        "a sign that must not be": """
            SELECT account || party, sum(balance), 0::numeric FROM wallet_housebalance GROUP BY account, party
            HAVING (sum(balance) < 0 AND account IN
                    ('commission', 'vat', 'shipping', 'refunds_due', 'unapplied'))
                OR (sum(balance) > 0 AND account IN ('gateway', 'courier', 'discounts', 'fees'))
        """,
    }.items()
)


class World:
    """The people and pieces that every walk begins with."""

    def __init__(self) -> None:
        self.staff = [a_staff_member("finance"), a_staff_member("finance")]
        self.sellers = [a_seller(), a_seller(), a_seller()]
        self.buyers = [a_user(), a_user()]
        prices = ["33.33", "0.07", "280.00", "99.99", "1250.00", "7.01"]
        self.pieces: list[Product] = [
            a_product(self.sellers[n % 3], price=price, stock=10_000)
            for n, price in enumerate(prices)
        ]
        for code, seller in (("HOUSE", None), ("MAKER", self.sellers[0])):
            Coupon.objects.create(
                code=code, percent=Decimal("12.50"), seller=seller, most_per_person=10_000
            )
        self.where = checkout.destination(an_address(self.buyers[0]))


class Money(RuleBasedStateMachine):
    world: World

    def __init__(self) -> None:
        super().__init__()
        self.whole = transaction.atomic()
        # What stands around a walk is the test's own, so that doors may open their transactions in it.
        self.whole._from_testcase = True  # type: ignore[attr-defined]
        self.whole.__enter__()
        self.now = datetime.now(UTC)
        self.bank = Bank()
        self.messages: list[dict[str, Any]] = []
        self.serial = 0

    def teardown(self) -> None:
        try:
            self.come_to_rest()
        finally:
            transaction.set_rollback(True)
            self.whole.__exit__(None, None, None)

    def come_to_rest(self) -> None:
        """In the end everything is asked about and sent, and the whole audit is clean."""
        self.bank.refund_answer = "done"
        for message in self.messages:
            self.hear(message)
        for _ in range(5):
            self.now += timedelta(hours=6)
            self.work()
        assert [str(one) for one in audit.discrepancies()] == []
        assert Refund.objects.exclude(status__in=["done", "manual", "failed"]).count() == 0

    # --- doing ---
    @contextmanager
    def may_be_refused(self) -> Iterator[None]:
        """Do something in a transaction; a refusal leaves everything as it was."""
        try:
            with transaction.atomic():
                yield
        except Problem:
            return

    def clock(self) -> datetime:
        return self.now

    def hear(self, message: dict[str, Any]) -> None:
        told = rules.told(message)
        with transaction.atomic():
            callbacks.take(told, now=self.now)

    def work(self) -> None:
        """Do what the worker does within some seconds."""
        with transaction.atomic():
            refunds.collect(now=self.now)
        refunds.send_waiting(self.bank, clock=self.clock)
        for payment_id in follow.ended():
            with transaction.atomic():
                follow.close(payment_id, now=self.now)
        for child in [row for row in self.bank.transactions.values() if row["pending"]]:
            self.bank.decide(child["id"], success=child["id"] % 3 > 0)

    def pick(self, rows: Any, number: int) -> Any:
        """Choose one of some rows; None if there is none."""
        keys = list(rows.order_by("pk").values_list("pk", flat=True))
        return rows.model.objects.get(pk=keys[number % len(keys)]) if keys else None

    # --- buying and paying ---
    @initialize(
        fates=st.lists(
            st.tuples(st.sampled_from(METHODS), st.sampled_from(["", "bosta"]), st.integers(0, 4)),
            min_size=1,
            max_size=2,
        )
    )
    def begin(self, fates: list[tuple[str, str, int]]) -> None:
        """Begin with some orders that have come some of their way: paid, sent, delivered, released."""
        for buyer in self.world.buyers:
            self._deposit(buyer, Decimal("1500.00"))
        for number, (method, option, steps) in enumerate(fates):
            self.place(number % 2, [(number, 2), (number + 1, 1)], method, option, "")
            for attempt in Attempt.objects.filter(status="open"):
                self.hear(self.bank.pay(attempt))
            for proof in TransferProof.objects.filter(status="waiting"):
                with self.may_be_refused():
                    transfers.match(proof, by=self.world.staff[0], now=self.now)
            for _ in range(min(steps, 3)):
                for parcel in Parcel.objects.filter(status__in=WAY):
                    self._move(parcel, WAY[parcel.status])
            if steps == 4:
                self.time_passes(24 * 15)

    def _deposit(self, buyer: User, amount: Decimal) -> None:
        with self.may_be_refused():
            begun = pay.start_deposit(buyer, amount=amount, method="credit_card", now=self.now)
            assert begun.attempt is not None
            attempt = pay.note_intention(begun.attempt, self.bank.create_intention())
            callbacks.take(rules.told(self.bank.pay(attempt)), now=self.now)

    @rule(
        buyer=st.integers(0, 1),
        pieces=st.lists(st.tuples(st.integers(0, 5), st.integers(1, 3)), min_size=1, max_size=3),
        method=st.sampled_from(METHODS),
        option=st.sampled_from(["", "bosta"]),
        coupon=st.sampled_from(["", "", "HOUSE", "MAKER"]),
    )
    def place(
        self, buyer: int, pieces: list[tuple[int, int]], method: str, option: str, coupon: str
    ) -> None:
        request = checkout.Request(
            wishes=[Wish(self.world.pieces[n].pk, count) for n, count in dict(pieces).items()],
            destination=self.world.where,
            method=Method(method),
            options=option,
            coupon=coupon,
        )
        with self.may_be_refused():
            order = checkout.place(
                request, buyer=self.world.buyers[buyer], from_cart=False, now=self.now
            )
            if method != "cash_on_delivery":
                self._begin_to_pay(order, method, use_credit=False)

    @rule(number=picks, method=st.sampled_from(METHODS), use_credit=st.booleans())
    def begin_to_pay(self, number: int, method: str, use_credit: bool) -> None:
        order = self.pick(Order.objects.filter(payment_status=False), number)
        if order is not None:
            with self.may_be_refused():
                self._begin_to_pay(order, method, use_credit=use_credit)

    def _begin_to_pay(self, order: Order, method: str, *, use_credit: bool) -> None:
        begun = pay.start(order, method=method, use_credit=use_credit, saved=None, now=self.now)
        if begun.attempt is not None:
            pay.note_intention(begun.attempt, self.bank.create_intention())
        elif method == "bank_transfer":
            left = begun.payment.amount - begun.payment.from_credit
            TransferProof.objects.create(payment=begun.payment, amount=left, image="proofs/x")

    @rule(number=picks, fate=st.sampled_from(["paid", "paid", "paid", "declined", "wrong amount"]))
    def pay_at_the_gateway(self, number: int, fate: str) -> None:
        """Somebody pays on the gateway's page; that we hear of it is another matter."""
        attempt = self.pick(Attempt.objects.exclude(status="paid"), number)
        if attempt is None:
            return
        amount = attempt.amount + 1 if fate == "wrong amount" else attempt.amount
        self.messages.append(self.bank.pay(attempt, success=fate != "declined", amount=amount))
        if number % 2:
            self.hear(self.messages[-1])

    @precondition(lambda self: self.messages)
    @rule(number=picks, copies=st.integers(1, 3))
    def a_callback_comes(self, number: int, copies: int) -> None:
        """Any of them, in any order, as often as the gateway likes."""
        for _ in range(copies):
            self.hear(self.messages[number % len(self.messages)])

    @rule(number=picks)
    def ask_the_gateway(self, number: int) -> None:
        attempt = self.pick(Attempt.objects.exclude(status="paid"), number)
        if attempt is not None:
            reconcile.ask_about(attempt, self.bank, clock=self.clock)

    @rule(number=picks, is_there=st.booleans())
    def look_for_a_transfer(self, number: int, is_there: bool) -> None:
        proof = self.pick(TransferProof.objects.filter(status="waiting"), number)
        if proof is None:
            return
        staff = self.world.staff[0]
        with self.may_be_refused():
            if is_there:
                transfers.match(proof, by=staff, now=self.now)
            else:
                transfers.reject(proof, reason="x", by=staff, now=self.now)

    # --- parcels ---
    @rule(number=picks, step=picks)
    def move_a_parcel(self, number: int, step: int) -> None:
        open_states = [status for status, following in NEXT.items() if following]
        parcel = self.pick(Parcel.objects.filter(status__in=open_states), number)
        if parcel is None:
            return
        following = sorted(NEXT[ParcelStatus(parcel.status)])
        # The way to the door is taken more often than the others.
        status = WAY.get(parcel.status) if step % 3 else None
        self._move(parcel, status or following[step % len(following)])

    def _move(self, parcel: Parcel, status: str) -> None:
        with self.may_be_refused():
            parcels.move(
                parcel,
                ParcelStatus(status),
                by=None,
                now=self.now,
                tracking_number=f"T{parcel.pk}",
            )

    @rule(number=picks, whole=st.booleans())
    def cancel(self, number: int, whole: bool) -> None:
        order = self.pick(Order.objects.filter(status__in=["pending", "processing"]), number)
        if order is None:
            return
        chosen = None if whole else order.parcels.order_by("pk").values_list("pk", flat=True)[0]
        with self.may_be_refused():
            parcels.cancel(order, by=order.user, now=self.now, parcel_id=chosen)

    @rule(hours=st.sampled_from([1, 30, 24 * 8, 24 * 15]))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        for order in list(Order.objects.hold_over(self.now).order_by("pk")):
            with transaction.atomic():
                parcels.expire(order, now=self.now)
        for parcel in list(Parcel.objects.release_due(self.now).order_by("pk")):
            with transaction.atomic():
                _, own = parcels.locked(parcel)
                settlement.release(own, now=self.now)

    @rule(off=st.sampled_from([0, 0, 0, 1]), fees=st.sampled_from(["0.00", "25.00"]))
    def a_carrier_hands_over(self, off: int, fees: str) -> None:
        held = Parcel.objects.filter(carrier="bosta").exclude(tracking_number="").order_by("pk")
        rows = [
            shipping.Collected(parcel.tracking_number, parcel.total + off)
            for parcel in list(held[:4])
        ]
        self.serial += 1
        with self.may_be_refused():
            shipping.import_remittance(
                "bosta",
                reference=f"file {self.serial}",
                received_on=self.now.date(),
                collected=[*rows, *rows[:1]],
                fees=Decimal(fees),
                by=self.world.staff[0],
                now=self.now,
            )

    # --- giving back ---
    @rule(number=picks, fraction=fractions, by_line=st.booleans())
    def refund(self, number: int, fraction: str, by_line: bool) -> None:
        payment = self.pick(Payment.objects.filter(status="completed"), number)
        if payment is None:
            return
        items: list[dict[str, object]] = []
        amount: Decimal | None = rounded((payment.amount - payment.refunded) * Decimal(fraction))
        if by_line and payment.order_id is not None:
            item = OrderItem.objects.filter(order=payment.order_id).order_by("pk").first()
            assert item is not None
            items = [{"item": item.pk, "amount": rounded(item.paid * Decimal(fraction))}]
            amount = None
        staff = self.world.staff[0]
        with self.may_be_refused():
            give_back.refund(
                pay.locked(payment.pk),
                by=staff,
                only_of=None,
                amount=amount,
                items=items,
                reason="x",
                now=self.now,
            )

    @rule(
        answer=st.sampled_from(
            ["done", "done", "refused", "pending", "silent but done", "silent and not done"]
        ),
        minutes=st.sampled_from([0, 1, 10]),
    )
    def the_worker_runs(self, answer: str, minutes: int) -> None:
        self.bank.refund_answer = answer
        self.now += timedelta(minutes=minutes)
        self.work()

    @rule(number=picks, count=st.integers(1, 2), reason=st.sampled_from(list(Reason)))
    def ask_for_a_return(self, number: int, count: int, reason: Reason) -> None:
        item = self.pick(OrderItem.objects.filter(parcel__status="delivered"), number)
        if item is not None:
            with self.may_be_refused():
                returns.ask(
                    item.order,
                    [Wanted(item.pk, count)],
                    reason=reason,
                    details="",
                    photos=[],
                    now=self.now,
                )

    @rule(number=picks, verb=st.sampled_from(["approve", "refuse", "receive", "dispute", "close"]))
    def answer_a_return(self, number: int, verb: str) -> None:
        asked = self.pick(Return.objects.exclude(status__in=["refunded", "closed"]), number)
        if asked is None:
            return
        act: Callable[..., Return] = getattr(returns, verb)
        with self.may_be_refused():
            act(asked, by=self.world.sellers[0], now=self.now, text="x")

    @rule(number=picks, fraction=fractions)
    def settle_a_dispute(self, number: int, fraction: str) -> None:
        asked = self.pick(Return.objects.filter(status="disputed"), number)
        if asked is None:
            return
        amount = rounded(asked.refund_amount * Decimal(fraction))
        with self.may_be_refused():
            returns.settle(asked, amount=amount, by=self.world.staff[0], now=self.now, text="x")

    # --- paying out ---
    @rule(seller=st.integers(0, 2), amount=st.integers(100, 400))
    def ask_for_a_payout(self, seller: int, amount: int) -> None:
        where = Destination("mobile_wallet", "x", "+201001234567")
        with self.may_be_refused():
            withdrawals.ask(
                self.world.sellers[seller],
                Decimal(amount),
                where,
                now=self.now,
                known_since=self.now - timedelta(days=2),
            )

    @rule(number=picks, is_wanted=st.booleans())
    def decide_on_a_payout(self, number: int, is_wanted: bool) -> None:
        payout = self.pick(Payout.objects.filter(status__in=["requested", "held"]), number)
        if payout is None:
            return
        with self.may_be_refused():
            if is_wanted:
                withdrawals.approve(payout, by=self.world.staff[1], now=self.now)
            else:
                withdrawals.give_up(payout, PayoutStatus.CANCELLED, reason="x", now=self.now)

    @rule(
        fate=st.sampled_from(list(Fate)),
        later=st.sampled_from(list(Fate)),
        copies=st.integers(1, 2),
    )
    def send_payouts(self, fate: Fate, later: Fate, copies: int) -> None:
        partner = Partner(fate, later)
        payouts.send_approved(partner, clock=self.clock)
        for _ in range(copies):
            payouts.ask_about_sent(partner, clock=self.clock)

    @rule(number=picks)
    def a_bank_sends_a_payout_back(self, number: int) -> None:
        payout = self.pick(Payout.objects.filter(status="paid"), number)
        if payout is not None:
            for _ in range(2):
                with self.may_be_refused():
                    withdrawals.give_up(
                        payout, PayoutStatus.FAILED, reason="returned", now=self.now
                    )

    # --- what holds after each step ---
    @invariant()
    def the_books_are_true(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
            cursor.execute(HOLDS)
            assert cursor.fetchall() == []

    @invariant()
    def the_gateway_gave_back_what_we_booked_and_never_more_than_it_took(self) -> None:
        booked: dict[str, Decimal] = {}
        done = Refund.objects.filter(status="done").values_list("taken_from", "amount")
        for taken_from, amount in done:
            booked[taken_from] = booked.get(taken_from, ZERO) + amount
        for number, row in self.bank.transactions.items():
            given = Decimal(row["refunded_amount_cents"]) / 100
            assert (
                ZERO <= booked.get(str(number), ZERO) <= given <= Decimal(row["amount_cents"]) / 100
            )


class Partner:
    """A payouts partner whose answers, sooner and later, are given."""

    def __init__(self, fate: Fate, later: Fate) -> None:
        self.fate, self.later = fate, later

    def send(self, destination: Destination, amount: Decimal, *, reference: str) -> Answer:
        return Answer(self.fate, f"partner {reference}", Decimal("2.00"), "")

    def find(self, transaction_id: str, *, reference: str) -> Answer | None:
        return Answer(self.later, f"partner {reference}", Decimal("2.00"), "")


@pytest.mark.django_db
@pytest.mark.timeout(900)
@pytest.mark.deep
@pytest.mark.parametrize("shard", range(SHARDS))
def test_money_is_true_whatever_happens(shard: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """5 000 steps in all: shards × examples × steps; the shards run side by side."""

    class Shard(Money):
        world = World()

    # Each shard walks other ways, and the same ones each time.
    monkeypatch.setattr("hypothesis.core.global_force_seed", shard)
    run_state_machine_as_test(
        Shard,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            derandomize=False,
            suppress_health_check=list(HealthCheck),
        ),
    )
