from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from rest_framework.test import APIClient

from analytics import rules
from analytics.models import SellerDay
from analytics.rules import Granularity, Period
from analytics.tests.builders import Trade, an_event, as_of, summed_up
from custom_auth.tests.builders import a_seller, a_user, signed_in
from orders.rules.states import ParcelStatus
from orders.tests.builders import an_order
from products.tests.builders import a_product
from wallet.models import LedgerLine

pytestmark = pytest.mark.django_db
URL = "/api/seller/analytics/"


def test_a_seller_reads_how_the_shop_is_doing() -> None:
    seller, buyer = a_seller(), a_user()
    piece = a_product(seller, name="طبق خزف", price="100.00", stock=10)
    an_order(buyer, [(piece, 2)], status=ParcelStatus.DELIVERED)
    an_order(buyer, [(piece, 1)], status=ParcelStatus.DELIVERED)
    an_order(lines=[(piece, 1)])
    for visitor in (1, 1, 2, 3, 4, 5, 6):
        an_event(product_id=piece.pk, visitor=visitor)
    an_event("cart_added", product_id=piece.pk, visitor=1)
    summed_up()

    answer = signed_in(seller).get(URL)

    assert answer.status_code == 200
    body = answer.json()
    today = rules.day_of(datetime.now(UTC))
    assert body["period"] == {
        "from": str(today - timedelta(days=29)),
        "to": str(today),
    }
    shipping = Decimal(body["totals"]["shipping"])
    assert body["totals"] == {
        "revenue": "300.00",
        "refunds": "0.00",
        "net_revenue": "300.00",
        "commission": "30.00",
        "vat": "4.20",
        "shipping": f"{shipping:.2f}",
        "earnings": f"{Decimal('265.80') + shipping:.2f}",
        "payouts": "0.00",
        "orders": 2,
        "placed": 3,
        "units": 3,
        "average_order": "150.00",
        "views": 6,
        "visits": 6,
        "carts": 1,
        "conversion": "0.5000",
    }
    assert body["buyers"] == {"buyers": 1, "new": 1, "repeat": 1}
    assert len(body["series"]) == 30
    assert body["series"][-1] == {"starts_on": str(today), **body["totals"]}
    assert body["series"][0]["revenue"] == "0.00"
    assert body["totals_before"]["orders"] == 0
    assert body["totals_before"]["average_order"] is None
    assert body["totals_before"]["conversion"] is None
    assert body["top_products"] == [
        {
            "id": piece.pk,
            "name": "طبق خزف",
            "orders": 2,
            "units": 3,
            "revenue": "300.00",
            "refunds": "0.00",
            "views": 6,
            "carts": 1,
        }
    ]


def test_a_seller_sees_nothing_of_another() -> None:
    an_order(status=ParcelStatus.DELIVERED)
    an_event(product_id=a_product().pk)
    summed_up()
    assert SellerDay.objects.exists()

    body = signed_in(a_seller()).get(URL).json()

    assert (body["totals"]["revenue"], body["totals"]["views"]) == ("0.00", 0)
    assert body["top_products"] == []
    assert body["buyers"] == {"buyers": 0, "new": 0, "repeat": 0}


def test_only_sellers_come_in(api: APIClient) -> None:
    assert api.get(URL).status_code == 401
    assert signed_in(a_user()).get(URL).status_code == 403


def test_earnings_agree_with_the_wallet_to_the_piastre() -> None:
    trade = Trade(6).live()
    summed_up(trade.now)
    seller = trade.sellers[0]
    last = rules.day_of(trade.now)

    body = signed_in(seller).get(URL, {"from": "2026-03-01", "to": str(last)}).json()

    lines = LedgerLine.objects.filter(wallet=seller.pk, entry__kind__in=["sale", "refund"])
    booked = sum(line.amount for line in lines)
    in_hand = sum(parcel.total for parcel in seller.parcels.filter(cash_holder="seller"))
    assert Decimal(body["totals"]["earnings"]) == booked + in_hand
    assert Decimal(body["totals"]["earnings"]) != 0
    for name in ("revenue", "refunds", "commission", "earnings", "payouts"):
        rows = sum(Decimal(row[name]) for row in body["series"])
        assert rows == Decimal(body["totals"][name]), name


@pytest.mark.parametrize("granularity", ["day", "week", "month"])
def test_every_series_adds_up_to_the_totals(granularity: str) -> None:
    seller = a_seller()
    piece = a_product(seller, price="70.00", stock=50)
    for day in (1, 6, 7, 13, 28, 31):
        moment = datetime(2026, 10, day, 12, tzinfo=UTC)
        with as_of(moment):
            an_order(lines=[(piece, 1)], status=ParcelStatus.DELIVERED, now=moment)
    summed_up()

    body = (
        signed_in(seller)
        .get(URL, {"from": "2026-10-01", "to": "2026-10-31", "granularity": granularity})
        .json()
    )

    assert body["totals"]["orders"] == sum(row["orders"] for row in body["series"]) == 6
    starts = [row["starts_on"] for row in body["series"]]
    assert (
        starts
        == {
            "day": [f"2026-10-{day:02}" for day in range(1, 32)],
            "week": [
                "2026-09-26",
                "2026-10-03",
                "2026-10-10",
                "2026-10-17",
                "2026-10-24",
                "2026-10-31",
            ],
            "month": ["2026-10-01"],
        }[granularity]
    )


def test_the_period_before_has_as_many_days() -> None:
    seller = a_seller()
    piece = a_product(seller, price="70.00", stock=50)
    for day in (9, 10, 19, 20):
        moment = datetime(2026, 10, day, 12, tzinfo=UTC)
        with as_of(moment):
            an_order(lines=[(piece, 1)], status=ParcelStatus.DELIVERED, now=moment)
    summed_up()

    body = signed_in(seller).get(URL, {"from": "2026-10-20", "to": "2026-10-29"}).json()

    assert body["before"] == {"from": "2026-10-10", "to": "2026-10-19"}
    assert (body["totals"]["orders"], body["totals_before"]["orders"]) == (1, 2)


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"from": "2026-02-30"}, "from"),
        ({"from": "yesterday"}, "from"),
        ({"to": "1800-01-01"}, "to"),
        ({"from": "2026-10-02", "to": "2026-10-01"}, "from"),
        ({"from": "2024-01-01", "to": "2026-01-01"}, "from"),
        ({"granularity": "hour"}, "granularity"),
    ],
)
def test_what_cannot_be_asked_for_is_named(asked: dict[str, str], field: str) -> None:
    answer = signed_in(a_seller()).get(URL, asked)

    assert (answer.status_code, answer.json()["code"]) == (400, "validation_failed")
    assert answer.json()["errors"][0]["field"] == field


def test_the_number_of_queries_does_not_grow(django_assert_num_queries: Any) -> None:
    seller = a_seller()
    api = signed_in(seller)

    def sell(count: int) -> None:
        for _ in range(count):
            piece = a_product(seller, stock=5)
            an_order(lines=[(piece, 1)], status=ParcelStatus.DELIVERED)
            an_event(product_id=piece.pk)
        summed_up()

    # The session; days, traffic, buyers, the best pieces with their names and views, the mark.
    sell(1)
    with django_assert_num_queries(8):
        assert len(api.get(URL).json()["top_products"]) == 1
    sell(11)
    with django_assert_num_queries(8):
        assert len(api.get(URL, {"from": "2026-01-01"}).json()["top_products"]) == 10


# --- days ---------------------------------------------------------------------------------------
def test_a_day_begins_when_it_does_in_cairo() -> None:
    assert rules.day_of(datetime(2026, 1, 10, 21, 59, tzinfo=UTC)) == date(2026, 1, 10)
    assert rules.day_of(datetime(2026, 1, 10, 22, 0, tzinfo=UTC)) == date(2026, 1, 11)
    assert rules.day_of(datetime(2026, 7, 10, 20, 59, tzinfo=UTC)) == date(2026, 7, 10)
    assert rules.day_of(datetime(2026, 7, 10, 21, 0, tzinfo=UTC)) == date(2026, 7, 11)


def test_days_follow_each_other_without_a_gap_when_clocks_change() -> None:
    days = list(Period(date(2026, 4, 20), date(2026, 11, 5)).each())

    edges = [rules.bounds(day) for day in days]

    assert all(end == begin for (_, end), (begin, _) in pairwise(edges))
    lengths = {(end - begin) for begin, end in edges}
    assert lengths == {timedelta(hours=23), timedelta(hours=24), timedelta(hours=25)}


@pytest.mark.parametrize("granularity", list(Granularity))
def test_every_day_lies_in_one_bucket(granularity: Granularity) -> None:
    period = Period(date(2025, 12, 15), date(2026, 3, 3))

    listed = rules.buckets(period, granularity)

    assert {rules.bucket_of(day, granularity) for day in period.each()} == set(listed)
    assert listed == sorted(set(listed))
    if granularity is Granularity.WEEK:
        assert {day.weekday() for day in listed} == {5}
