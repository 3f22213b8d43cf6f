"""The sums of days against the raw rows they are made of, added up here in another way."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from analytics import rules
from analytics.actions import leaders, rollup_sql, rollups
from analytics.figures import Buyers, seller_figures
from analytics.models import (
    Buyer,
    CohortMonth,
    LastSale,
    Leader,
    ParcelDay,
    ProductDay,
    ProductTrafficMonth,
    Purchase,
    SearchMonth,
    SellerDay,
    ShopDay,
)
from analytics.tests.builders import Trade, an_event, as_of, rows_of, summed_up
from core.calendar import month_after
from core.money import ZERO
from custom_auth.models import User
from custom_auth.tests.builders import a_user
from orders.actions import settlement
from orders.models import Order, OrderEvent, OrderItem, Parcel
from orders.rules.states import ParcelStatus
from orders.tests.builders import an_order
from products.tests.builders import a_product
from wallet.models import LedgerEntry, LedgerLine

pytestmark = pytest.mark.django_db
SEEDS = (1, 2, 3)
TABLES = (
    *rollup_sql.TRADE_TABLES,
    *rollup_sql.BUYER_TABLES,
    *rollup_sql.TRAFFIC_TABLES,
    *rollup_sql.MONTH_TABLES,
    *rollup_sql.PIECE_TABLES,
    "analytics_leader",
)
Sums = dict[Any, Decimal]


def nothing() -> Sums:
    return defaultdict(lambda: ZERO)


def some(sums: Sums) -> Sums:
    """Leave out what comes to nothing, so that two sums can be compared."""
    return {key: amount for key, amount in sums.items() if amount}


def by_day(rows: Iterable[tuple[date, Decimal]]) -> Sums:
    found = nothing()
    for day, amount in rows:
        found[day] += amount
    return some(found)


def ledger(account: str, *kinds: str) -> Sums:
    """Give by day what an account of the house came to owe or hold more through entries of ``kinds``."""
    lines = LedgerLine.objects.filter(account=account, entry__kind__in=kinds)
    return by_day(
        (rules.day_of(line.entry.created_at), line.amount) for line in lines.select_related("entry")
    )


def the_days_of_the_house_agree_with_the_ledger(trade: Trade) -> None:
    days = list(ShopDay.objects.all())
    assert by_day((d.day, d.commission - d.commission_back) for d in days) == ledger(
        "commission", "sale", "refund"
    )
    assert by_day((d.day, d.vat - d.vat_back) for d in days) == ledger("vat", "sale", "refund")
    assert by_day((d.day, d.shipping - d.shipping_back) for d in days) == ledger(
        "shipping", "sale", "refund"
    )
    assert by_day((d.day, d.discounts_back - d.discounts) for d in days) == ledger(
        "discounts", "sale", "refund"
    )
    assert by_day((d.day, -d.fees) for d in days) == ledger("fees", "payout", "fees")


def the_days_of_sellers_agree_with_their_wallets(trade: Trade) -> None:
    booked, paid_out = nothing(), nothing()
    for line in LedgerLine.objects.filter(wallet__in=[s.pk for s in trade.sellers]).select_related(
        "entry"
    ):
        key = rules.day_of(line.entry.created_at), line.wallet_id
        if line.entry.kind in {"sale", "refund"}:
            booked[key] += line.amount
        if line.entry.reference.startswith("paid:payout:"):
            paid_out[key] -= line.amount
        if line.entry.reference.startswith("returned:payout:"):
            paid_out[key] -= line.amount
    for parcel in Parcel.objects.filter(cash_holder="seller"):
        # The seller has this in hand: the ledger books only what is owed to the house of it.
        entry = LedgerEntry.objects.get(reference=f"cash:parcel:{parcel.pk}")
        booked[rules.day_of(entry.created_at), parcel.seller_id] += parcel.total
    days = list(SellerDay.objects.all())
    assert some(booked) == some({(d.day, d.seller_id): d.earnings - d.earnings_back for d in days})
    assert some(paid_out) == some({(d.day, d.seller_id): d.payouts for d in days})
    for d in days:
        assert d.revenue - d.commission - d.vat + d.shipping == d.earnings
        assert d.refunds - d.commission_back - d.vat_back + d.shipping_back == d.earnings_back


def the_days_of_sellers_add_up_to_what_was_sold_and_given_back(trade: Trade) -> None:
    sold: dict[int, list[OrderItem]] = defaultdict(list)
    for parcel in Parcel.objects.select_related("order"):
        reference = f"cash:parcel:{parcel.pk}"
        if parcel.order.payment_method != "cash_on_delivery":
            reference = f"payment:{getattr(parcel.order, 'payment', parcel).pk}"
        if LedgerEntry.objects.filter(reference=reference).exists():
            sold[parcel.seller_id] += OrderItem.objects.filter(parcel=parcel)
    for seller in trade.sellers:
        days = list(SellerDay.objects.filter(seller=seller))
        own = sold[seller.pk]
        given_back = [i for i in OrderItem.objects.filter(seller=seller) if i.refunded]
        house = sum((settlement.split_of(i) - settlement.left_of(i)).house for i in given_back)
        assert sum(d.units for d in days) == sum(i.quantity for i in own)
        assert sum(d.revenue for d in days) == sum(i.value - i.seller_discount for i in own)
        assert sum(d.orders for d in days) == len({i.order_id for i in own})
        assert sum(d.refunds for d in days) == sum(i.refunded for i in given_back) + house
        assert sum(d.placed for d in days) == Parcel.objects.filter(seller=seller).count()
        assert sum(p.revenue for p in Purchase.objects.filter(seller=seller)) == sum(
            d.revenue for d in days
        )
        for product in trade.products:
            if product.seller_id == seller.pk:
                rows = ProductDay.objects.filter(product=product)
                pieces = [i for i in own if i.product_id == product.pk]
                assert sum(r.units for r in rows) == sum(i.quantity for i in pieces)
                assert sum(r.revenue for r in rows) == sum(
                    i.value - i.seller_discount for i in pieces
                )


def the_house_adds_up_to_its_sellers(trade: Trade) -> None:
    for name in ("revenue", "refunds", "commission", "commission_back", "vat", "units", "payouts"):
        assert sum(getattr(d, name) for d in ShopDay.objects.all()) == sum(
            getattr(d, name) for d in SellerDay.objects.all()
        ), name
    shop = list(ShopDay.objects.all())
    assert sum(d.placed for d in shop) == Order.objects.count()
    assert sum(d.placed_value for d in shop) == sum(o.total_amount for o in Order.objects.all())
    booked = LedgerEntry.objects.filter(kind="sale").values_list("order_id", flat=True)
    assert sum(d.orders for d in shop) == len(set(booked))
    arrived = OrderEvent.objects.filter(code="parcel", to_status="delivered").order_by("pk")
    first: dict[int, date] = {}
    for step in arrived:
        first.setdefault(step.order_id, rules.day_of(step.created_at))
    assert {d.day: d.delivered for d in shop if d.delivered} == Counter(first.values())


def parcels_are_counted_where_they_went(trade: Trade) -> None:
    raw: Sums = nothing()
    for step in OrderEvent.objects.filter(code="parcel").select_related("order", "parcel"):
        assert step.parcel is not None
        day = rules.day_of(step.created_at)
        raw[day, step.order.governorate_code, step.parcel.carrier, step.to_status] += 1
    kept = {
        (row.day, row.governorate, row.carrier, name): getattr(row, name)
        for row in ParcelDay.objects.all()
        for name in ("shipped", "delivered", "refused", "lost", "cancelled")
    }
    assert some(kept) == {
        key: count for key, count in raw.items() if key[3] not in {"processing", "returned"}
    }


def buyers_are_new_once_and_stay_in_their_cohort(trade: Trade) -> None:
    bought: dict[int, list[tuple[date, int]]] = defaultdict(list)
    for row in Purchase.objects.all():
        bought[row.buyer_id].append((row.day, row.seller_id))
        firsts = Purchase.objects.filter(seller=row.seller_id, buyer=row.buyer_id, is_first=True)
        assert [one.day for one in firsts] == [
            min(d for d, seller in _days_of(row.buyer_id) if seller == row.seller_id)
        ]
    assert dict(Buyer.objects.values_list("buyer_id", "first_on")) == {
        buyer: min(day for day, _ in days) for buyer, days in bought.items()
    }
    cohorts: dict[tuple[date, date], set[int]] = defaultdict(set)
    for buyer, days in bought.items():
        for day, _ in days:
            cohorts[min(days)[0].replace(day=1), day.replace(day=1)].add(buyer)
    assert {(c.cohort, c.month): c.buyers for c in CohortMonth.objects.all()} == {
        key: len(buyers) for key, buyers in cohorts.items()
    }


def buyers_of_any_period_are_counted_once(trade: Trade) -> None:
    last = rules.day_of(trade.now)
    for length in (1, 3, 8, 20):
        for seller in trade.sellers:
            period = rules.Period(last - timedelta(days=length - 1), last)
            figures = seller_figures(seller, period.first, period.last)
            assert figures.buyers == _counted(seller, period)
            assert figures.buyers_before == _counted(seller, period.before())


def _counted(seller: User, period: rules.Period) -> Buyers:
    bought, new, repeat = set(), set(), set()
    for row in Purchase.objects.filter(seller=seller, day__range=(period.first, period.last)):
        is_first = row.day == min(d for d, of in _days_of(row.buyer_id) if of == seller.pk)
        bought.add(row.buyer_id)
        if is_first:
            new.add(row.buyer_id)
        if not is_first or row.orders > 1:
            repeat.add(row.buyer_id)
    return Buyers(len(bought), len(new), len(repeat))


def days_and_pieces_know_what_was_new_and_what_was_last(trade: Trade) -> None:
    firsts = Counter(Buyer.objects.values_list("first_on", flat=True))
    assert {d.day: d.new_buyers for d in ShopDay.objects.all() if d.new_buyers} == firsts
    last: dict[int, date] = {}
    for row in ProductDay.objects.filter(units__gt=0).order_by("day"):
        last[row.product_id] = row.day
    assert dict(LastSale.objects.values_list("product_id", "day")) == last


def lists_are_kept_as_they_would_be_made(trade: Trade) -> None:
    for span in rules.SPANS.values():
        period = span.period(rules.day_of(trade.now))
        kept = leaders.of_house(period, reached=trade.now)
        Leader.objects.filter(first=period.first).delete()
        made = leaders.of_house(period, reached=trade.now)
        for name in Leader.List:
            assert [values_of(row) for row in kept[name]] == [values_of(row) for row in made[name]]
        assert made[Leader.List.PIECES]


def values_of(row: Leader) -> list[Any]:
    return [getattr(row, one.name) for one in Leader._meta.fields if not one.primary_key]


def _days_of(buyer: int) -> list[tuple[date, int]]:
    return list(Purchase.objects.filter(buyer=buyer).values_list("day", "seller_id"))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_figure_is_what_the_raw_rows_add_up_to(seed: int) -> None:
    trade = Trade(seed).live()

    summed_up(trade.now)

    the_days_of_the_house_agree_with_the_ledger(trade)
    the_days_of_sellers_agree_with_their_wallets(trade)
    the_days_of_sellers_add_up_to_what_was_sold_and_given_back(trade)
    the_house_adds_up_to_its_sellers(trade)
    parcels_are_counted_where_they_went(trade)
    buyers_are_new_once_and_stay_in_their_cohort(trade)
    buyers_of_any_period_are_counted_once(trade)
    days_and_pieces_know_what_was_new_and_what_was_last(trade)
    lists_are_kept_as_they_would_be_made(trade)


def test_an_earlier_purchase_makes_a_buyer_new_on_another_day() -> None:
    piece, buyer = a_product(stock=9), a_user()
    early, late = (datetime(2026, 9, day, 12, tzinfo=UTC) for day in (3, 20))
    with as_of(late):
        an_order(buyer, [(piece, 1)], status=ParcelStatus.DELIVERED, now=late)
    summed_up(late)
    with as_of(early):
        an_order(buyer, [(piece, 1)], status=ParcelStatus.DELIVERED, now=early)

    with transaction.atomic():
        rollups._sum_days([rules.day_of(early)], late)

    news = {d.day.day: d.new_buyers for d in ShopDay.objects.all()}
    assert news[20] == 0
    assert news[3] == 1
    assert LastSale.objects.get().day.day == 20


def test_rebuilding_ends_where_small_runs_do() -> None:
    trade = Trade(4)
    for _ in range(trade.orders):
        trade.pass_time()
        with as_of(trade.now):
            summed_up(trade.now)
        trade.one_order()
    trade.pay_sellers()
    summed_up(trade.now)
    step_by_step = {table: rows_of(table) for table in TABLES}

    with transaction.atomic():
        rollups.rebuild(now=trade.now)

    assert step_by_step == {table: rows_of(table) for table in TABLES}
    assert any(step_by_step.values())


def test_summing_up_again_changes_nothing() -> None:
    trade = Trade(5).live()
    summed_up(trade.now)
    before = {table: rows_of(table) for table in TABLES}

    summed_up(trade.now + timedelta(minutes=1))

    assert before == {table: rows_of(table) for table in TABLES}


# --- months that are over -----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("first", "last", "reached", "months", "others"),
    [
        # Whole months in the middle, days at both ends.
        ("2026-01-15", "2026-04-10", "2026-04-10", ["2026-02-01", "2026-03-01"], 17 + 10),
        ("2026-01-01", "2026-02-28", "2026-03-01", ["2026-01-01", "2026-02-01"], 0),
        # February is over by the calendar, but not summed up yet.
        ("2026-01-01", "2026-02-28", "2026-02-28", ["2026-01-01"], 28),
        ("2026-02-02", "2026-02-27", "2026-06-01", [], 26),
    ],
)
def test_a_period_is_parted_into_months_and_days(
    first: str, last: str, reached: str, months: list[str], others: int
) -> None:
    period = rules.Period(date.fromisoformat(first), date.fromisoformat(last))
    until = date.fromisoformat(reached).replace(day=1)

    whole, days = rules.split(period, summed_until=until)

    assert [str(one) for one in whole] == months
    assert len(days) == others
    inside = [d for month in whole for d in _days_in(month)]
    assert sorted(inside + days) == list(period.each())


def _days_in(month: date) -> list[date]:
    return list(rules.Period(month, month_after(month) - rules.DAY).each())


def test_what_comes_late_reaches_the_month_that_is_over() -> None:
    piece = a_product()
    begin = datetime(2026, 9, 30, 12, tzinfo=UTC)
    an_event("search", at=begin, query="فخار", received_at=begin)
    summed_up(begin)
    assert SearchMonth.objects.count() == 0  # September is not over
    summed_up(begin + timedelta(hours=11))
    assert SearchMonth.objects.get().searches == 1

    later = begin + timedelta(days=3)
    an_event("search", at=begin, query="فخار", received_at=later)
    an_event(at=begin, product_id=piece.pk, received_at=later)
    summed_up(later + timedelta(minutes=1))

    assert SearchMonth.objects.get().searches == 2
    assert ProductTrafficMonth.objects.get().views == 1
