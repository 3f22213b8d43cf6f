"""Many at once, on connections of their own: each of these was seen to fail with its guard taken out."""

import os
import threading
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime
from decimal import Decimal
from random import Random

import pytest
from django.db import transaction

from core.problems import Problem
from core.tests.races import at_once
from custom_auth.tests.builders import a_seller, a_staff_member, a_user, an_address, signed_in
from orders.actions import audit, checkout, credit_notes, papers, parcels, returns, shipping
from orders.actions.offers import Wish
from orders.models import (
    Compensation,
    Coupon,
    CouponUse,
    CreditNote,
    Invoice,
    Order,
    Parcel,
    RemittanceLine,
)
from orders.rules.states import ParcelStatus
from orders.tests.builders import a_card_order, a_lost_parcel, a_return, an_order, walk, wanting
from orders.tests.market import Market
from products.models import Product, StockMovement
from products.tests.builders import a_category, a_product
from wallet.actions import audit as ledger_audit
from wallet.actions import ledger
from wallet.models import Wallet
from wallet.rules import Account

pytestmark = [pytest.mark.usefixtures("own_database"), pytest.mark.race]

# `make race` asks for 2 000 orders and 5 000 operations.
ORDERS = int(os.environ.get("RACE_ORDERS", "48"))
OPERATIONS = int(os.environ.get("RACE_OPERATIONS", "500"))
# What must have come about for the market to have been lived in.
VERBS = ("place", "pay", "cancel", "expire", "to shipped", "to delivered", "ask")


def test_the_rush_on_the_last_pieces() -> None:
    piece = a_product(stock=3)
    buyers = [signed_in(a_user()) for _ in range(48)]
    body = wanting((piece, 1))

    answers = at_once(48, lambda n: buyers[n].post("/api/orders/", body, format="json"))

    outcomes = Counter((a.status_code, a.json().get("code")) for a in answers)
    assert outcomes == {(201, None): 3, (409, "insufficient_stock"): 45}
    assert Order.objects.count() == 3
    assert Product.objects.get(pk=piece.pk).stock == 0
    assert StockMovement.objects.filter(reason="sale").count() == 3
    assert audit.discrepancies() == []


def test_one_key_sent_twelve_times_at_once_places_one_order() -> None:
    piece = a_product(stock=50)
    buyer = a_user()
    clients = [signed_in(buyer) for _ in range(12)]
    body = wanting((piece, 1))

    answers = at_once(
        12,
        lambda n: clients[n].post(
            "/api/orders/", body, format="json", HTTP_IDEMPOTENCY_KEY="the-same"
        ),
    )

    assert Order.objects.count() == 1
    assert Product.objects.get(pk=piece.pk).stock == 49
    codes = Counter(answer.status_code for answer in answers)
    assert codes[201] >= 1
    assert set(codes) <= {201, 409}
    assert len({a.content for a in answers if a.status_code == 201}) == 1


@pytest.mark.parametrize("round_", range(6))
def test_a_parcel_is_cancelled_or_sent_and_never_both(round_: int) -> None:
    piece = a_product(stock=5)
    order = a_card_order([(piece, 2)], status=ParcelStatus.PROCESSING)
    parcel = order.parcels.get()
    buyer, seller = signed_in(order.user), signed_in(parcel.seller)
    path = f"/api/seller/orders/{order.pk}/status/"

    def act(place: int) -> int:
        if place == round_ % 2:
            body = {"status": "shipped"}
            return seller.put(path, body, format="json").status_code
        return buyer.put(f"/api/orders/{order.pk}/cancel/", {}, format="json").status_code

    codes = at_once(2, act)

    assert sorted(codes) == [200, 409]
    parcel.refresh_from_db()
    is_cancelled = parcel.status == "cancelled"
    assert parcel.status in {"cancelled", "shipped"}
    assert Product.objects.get(pk=piece.pk).stock == (5 if is_cancelled else 3)
    order.refresh_from_db()
    assert order.refunded == (order.total_amount if is_cancelled else 0)
    assert audit.discrepancies() == []


def test_an_order_whose_last_two_parcels_arrive_at_once_has_arrived(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Paid before, for booking cash has everybody wait for the house's accounts.
    lines = [(a_product(), 1), (a_product(a_seller()), 1)]
    order = a_card_order(lines, status=ParcelStatus.SHIPPED)
    sold = list(order.parcels.order_by("pk"))
    want, together = papers.want, threading.Barrier(2)

    def wait_for_the_other(parcel: Parcel, kind: str, *, now: datetime) -> None:
        want(parcel, kind, now=now)
        with suppress(threading.BrokenBarrierError):
            together.wait(1)  # with the lock, the other does not come before this one is through

    monkeypatch.setattr(papers, "want", wait_for_the_other)

    def deliver(place: int) -> None:
        with transaction.atomic():
            parcels.move(sold[place], ParcelStatus.DELIVERED, by=None, now=datetime.now(UTC))

    assert at_once(2, deliver) == [None, None]

    order.refresh_from_db()
    assert order.status == "delivered"
    assert order.events.filter(code="status", to_status="delivered").count() == 1


def test_a_number_that_comes_while_its_parcel_is_moved_is_not_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parcel = an_order(lines=[(a_product(), 1)], options="bosta").parcels.get()
    is_read, is_noted = threading.Event(), threading.Event()
    want = papers.want

    def wait_for_the_number(parcel: Parcel, kind: str, *, now: datetime) -> None:
        if threading.current_thread().name == "mover":
            is_read.set()
            is_noted.wait(1)  # with the lock it does not come before the step is through
        want(parcel, kind, now=now)

    monkeypatch.setattr(papers, "want", wait_for_the_number)

    def act(place: int) -> None:
        if place == 0:
            threading.current_thread().name = "mover"
            walk(parcel, ParcelStatus.PROCESSING)
            return
        is_read.wait(5)
        with transaction.atomic():
            shipping._note_number(parcel, "7234519", now=datetime.now(UTC))
        is_noted.set()

    at_once(2, act)

    parcel.refresh_from_db()
    assert (parcel.status, parcel.tracking_number) == ("processing", "7234519")


def test_a_coupon_for_one_is_used_by_one() -> None:
    Coupon.objects.create(code="ONE", amount=10, most_uses=1)
    buyers = [signed_in(a_user()) for _ in range(6)]
    # Pieces of their own, or the lock on the shelf would have them stand in line.
    bodies = [wanting((a_product(), 1), coupon="ONE") for _ in buyers]

    answers = at_once(6, lambda n: buyers[n].post("/api/orders/", bodies[n], format="json"))

    assert sorted(a.status_code for a in answers) == [201, 409, 409, 409, 409, 409]
    assert Coupon.objects.get().used == 1


def test_a_coupon_for_one_order_of_each_is_used_once_by_one_person_in_a_hurry() -> None:
    Coupon.objects.create(code="ONE", amount=10, most_per_person=1)
    buyer = a_user()
    devices = [signed_in(buyer) for _ in range(6)]
    bodies = [wanting((a_product(), 1), coupon="ONE") for _ in devices]

    answers = at_once(6, lambda n: devices[n].post("/api/orders/", bodies[n], format="json"))

    assert sorted(a.status_code for a in answers) == [201, 409, 409, 409, 409, 409]
    assert CouponUse.objects.count() == 1


def test_no_more_is_asked_back_at_once_than_was_bought() -> None:
    order = a_card_order([(a_product(price="100", stock=5), 2)], status=ParcelStatus.DELIVERED)
    item = order.items.get()
    body = {"items": [{"item": item.pk, "quantity": 1}], "reason": "changed_mind"}
    path = f"/api/orders/{order.pk}/returns/"
    devices = [signed_in(order.user) for _ in range(6)]

    answers = at_once(6, lambda n: devices[n].post(path, body, format="json"))

    assert sorted(a.status_code for a in answers) == [201, 201, 409, 409, 409, 409]
    assert order.returns.count() == 2
    parcel = order.parcels.get()
    assert parcel.holds == 2
    assert audit.discrepancies() == []


def test_invoices_issued_at_once_are_numbered_without_a_gap() -> None:
    piece = a_product(stock=50)
    sold = [
        walk(an_order(lines=[(piece, 1)]).parcels.get(), ParcelStatus.DELIVERED) for _ in range(8)
    ]

    def issue(place: int) -> str:
        with transaction.atomic():
            invoice = papers.issue(sold[place].pk, now=datetime.now(UTC))
            if place % 4 == 3:
                raise RuntimeError("the worker died before it could commit")
        return str(invoice)

    at_once(8, issue)

    assert sorted(Invoice.objects.values_list("serial", flat=True)) == [1, 2, 3, 4, 5, 6]


def test_orders_of_many_pieces_in_any_order_never_wait_for_each_other_in_a_circle() -> None:
    category = a_category()
    sellers = [a_seller(), a_seller(), a_seller()]
    pieces = [
        a_product(sellers[n % 3], stock=100_000, category=category, price="10") for n in range(9)
    ]
    buyers = [a_user() for _ in range(8)]
    places = [checkout.destination(an_address(buyer)) for buyer in buyers]

    def buy(place: int) -> list[str]:
        chance, outcomes = Random(place), []
        for _ in range(ORDERS // 8):
            wanted = chance.sample(pieces, 6)
            request = checkout.Request(
                wishes=[Wish(piece.pk, 1) for piece in wanted],
                destination=places[place],
                method="cash_on_delivery",
            )
            with transaction.atomic():
                order = checkout.place(
                    request, buyer=buyers[place], from_cart=False, now=datetime.now(UTC)
                )
            outcomes.append("placed")
            if chance.random() < 0.5:
                with transaction.atomic():
                    parcels.cancel(order, by=buyers[place], now=datetime.now(UTC))
                outcomes.append("cancelled")
        return outcomes

    results = at_once(8, buy)

    assert [result for result in results if isinstance(result, Exception)] == []
    assert Order.objects.count() == ORDERS // 8 * 8
    live = Parcel.objects.exclude(status="cancelled")
    sold = sum(parcel.items.count() for parcel in live)
    stock = sum(Product.objects.values_list("stock", flat=True))
    assert stock == 9 * 100_000 - sold
    assert audit.discrepancies() == []


def test_whatever_many_do_at_once_the_market_stays_sound() -> None:
    market = Market(stock=(30, 50, 4, 80), recent=3)
    chances = [Random(place) for place in range(8)]

    def live(place: int) -> None:
        for _ in range(OPERATIONS // 8):
            one_of_everything(market, chances[place])

    # What becomes of a random order is chance: they go on until everything has happened at least once.
    for _ in range(20):
        results = at_once(8, live)
        assert [result for result in results if isinstance(result, Exception)] == []
        market.assert_sound()
        if all(market.said[verb] > 0 for verb in VERBS):
            break
    else:
        raise AssertionError(f"something never happened: {market.said}")


def one_of_everything(market: Market, chance: Random) -> None:
    n, m = chance.randrange(10_000), chance.randrange(12)
    verbs = [
        lambda: market.place(n, [(m, 1), (m + chance.randrange(4), chance.randint(1, 2))], n, m),
        lambda: market.pay(n),
        lambda: market.cancel(n, m),
        lambda: market.expire(n),
        lambda: market.revive(n),
        lambda: market.move(n, m, ParcelStatus.PROCESSING),
        lambda: market.move(n, m, ParcelStatus.SHIPPED),
        lambda: market.move(n, m, ParcelStatus.DELIVERED),
        lambda: market.move(n, m, chance.choice(list(ParcelStatus))),
        lambda: market.ask(n, m, 1, n),
        lambda: market.answer(n, m),
        lambda: market.release(n, m),
    ]
    weights = [6, 4, 2, 2, 1, 5, 5, 5, 1, 3, 3, 1]
    chance.choices(verbs, weights)[0]()


def test_a_refusal_in_a_race_is_a_problem_and_never_a_crash() -> None:
    """The same parcel moved by eight at once: one step is taken, seven are told where it stands."""
    parcel = an_order().parcels.get()

    def step(place: int) -> str:
        try:
            with transaction.atomic():
                parcels.move(parcel, ParcelStatus.PROCESSING, by=None, now=datetime.now(UTC))
        except Problem as refused:
            return refused.code
        return "moved"

    assert Counter(at_once(8, step)) == {"moved": 1, "invalid_transition": 7}


def test_many_credit_notes_at_once_are_numbered_without_a_gap() -> None:
    for _ in range(8):
        order = a_card_order(status=ParcelStatus.DELIVERED)
        asked = a_return(order)
        with transaction.atomic():
            returns.approve(asked, by=asked.parcel.seller, now=datetime.now(UTC))
            returns.receive(asked, by=asked.parcel.seller, now=datetime.now(UTC))
    notes = list(CreditNote.objects.values_list("pk", flat=True)) * 2

    def number(at: int) -> None:
        with transaction.atomic():
            credit_notes.issue(notes[at], now=datetime.now(UTC))

    got = at_once(16, number)

    assert got == [None] * 16
    serials = CreditNote.objects.order_by("serial").values_list("serial", flat=True)
    assert list(serials) == list(range(1, 9))
    assert sorted(Invoice.objects.values_list("serial", flat=True)) == list(range(1, 9))


def test_two_files_of_cash_that_name_the_same_parcels_do_not_wait_for_each_other() -> None:
    pieces = [a_product(price="100", stock=60) for _ in range(2)]
    numbers = [f"7{at:05}" for at in range(40)]
    for at, number in enumerate(numbers):
        order = an_order(lines=[(pieces[at % 2], 1)], options="bosta")
        Parcel.objects.filter(order=order).update(tracking_number=number)
        walk(order.parcels.get(), ParcelStatus.DELIVERED)
    rows = [shipping.Collected(p.tracking_number, p.total) for p in Parcel.objects.all()]
    by = a_user()

    def take_in(at: int) -> None:
        collected = rows if at % 2 else rows[::-1]
        with transaction.atomic():
            shipping.import_remittance(
                "bosta",
                reference=f"file {at}",
                received_on=datetime.now(UTC).date(),
                collected=collected,
                fees=Decimal("10.00"),
                by=by,
                now=datetime.now(UTC),
            )

    got = at_once(4, take_in)

    assert got == [None] * 4
    outcomes = Counter(RemittanceLine.objects.values_list("outcome", flat=True))
    assert outcomes == {"matched": 40, "repeated": 120}
    assert ledger.house_balance(Account.COURIER, "bosta") == 0


def test_what_eight_people_book_at_once_for_a_lost_parcel_is_booked_once() -> None:
    parcel = a_lost_parcel()
    people = [signed_in(a_staff_member("finance")) for _ in range(8)]
    body = {"amount": "50.00", "reference": "BST-77", "reason": "تعويض"}

    def act(place: int) -> tuple[int, str]:
        path = f"/api/parcels/{parcel.pk}/compensation/"
        answer = people[place].post(path, body, format="json")
        return answer.status_code, answer.json().get("code", "")

    got = Counter(at_once(8, act))

    assert got == {(201, ""): 1, (409, "already_compensated"): 7}
    assert Wallet.objects.get(pk=parcel.seller_id).earnings == Decimal("50.00")
    assert Compensation.objects.count() == 1
    assert [*audit.discrepancies(), *ledger_audit.discrepancies()] == []
