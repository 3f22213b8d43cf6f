from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from django.db import connection, transaction

from analytics import rules
from analytics.actions import partitions, rollups
from analytics.models import (
    Event,
    ProductTraffic,
    SearchDay,
    SellerTraffic,
    ShopTraffic,
)
from analytics.tests.builders import an_event, rows_of, summed_up
from custom_auth.tests.builders import a_seller
from products.tests.builders import a_product

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
TABLES = ("analytics_producttraffic", "analytics_sellertraffic", "analytics_shoptraffic")


def rebuilt() -> None:
    with transaction.atomic():
        rollups.rebuild(now=NOW)


@pytest.mark.parametrize("seed", [1, 2])
def test_traffic_is_what_the_events_add_up_to(seed: int) -> None:
    chance = Random(seed)
    sellers = [a_seller(), a_seller()]
    owner = {a_product(seller).pk: seller.pk for seller in sellers for _ in range(2)}
    names = ["product_viewed", "cart_added", "search", "checkout_started", "home_viewed"]
    told = [
        an_event(
            chance.choice(names),
            at=NOW - timedelta(minutes=chance.randint(0, 4000)),
            visitor=chance.randint(1, 12),
            product_id=chance.choice([*owner, 404, None]),
        )
        for _ in range(250)
    ]

    summed_up(NOW)

    looks: dict[tuple[date, int], set[int]] = defaultdict(set)
    carts: dict[tuple[date, int], set[int]] = defaultdict(set)
    visits: dict[tuple[date, int], set[int]] = defaultdict(set)
    everybody: dict[date, set[int]] = defaultdict(set)
    for event in told:
        day = rules.day_of(event.occurred_at)
        everybody[day].add(event.visitor)
        product = event.product_id
        if product is None or product not in owner:
            continue
        if event.name == "product_viewed":
            looks[day, product].add(event.visitor)
            visits[day, owner[product]].add(event.visitor)
        if event.name == "cart_added":
            carts[day, product].add(event.visitor)
    rows = ProductTraffic.objects.all()
    assert {(r.day, r.product_id): r.views for r in rows if r.views} == {
        key: len(found) for key, found in looks.items()
    }
    assert {(r.day, r.product_id): r.carts for r in rows if r.carts} == {
        key: len(found) for key, found in carts.items()
    }
    own = SellerTraffic.objects.all()
    assert {(r.day, r.seller_id): r.visits for r in own if r.visits} == {
        key: len(found) for key, found in visits.items()
    }
    assert sum(r.views for r in own) == sum(r.views for r in rows)
    assert {r.day: r.visits for r in ShopTraffic.objects.all()} == {
        day: len(found) for day, found in everybody.items()
    }


def test_an_event_that_comes_late_is_added_to_its_day() -> None:
    product = a_product()
    an_event(at=NOW - timedelta(days=3), product_id=product.pk)
    summed_up(NOW)
    an_event(at=NOW - timedelta(days=3), product_id=product.pk, received_at=NOW)

    summed_up(NOW + timedelta(minutes=1))

    assert [row.views for row in ProductTraffic.objects.all()] == [2]


def test_small_runs_end_where_rebuilding_does() -> None:
    product = a_product()
    for minutes in range(0, 6000, 240):
        moment = NOW - timedelta(minutes=6000 - minutes)
        an_event(at=moment, product_id=product.pk, visitor=minutes % 7)
        summed_up(moment)
    step_by_step = {table: rows_of(table) for table in TABLES}

    rebuilt()

    assert step_by_step == {table: rows_of(table) for table in TABLES}


def test_traffic_stays_when_its_events_are_gone() -> None:
    product = a_product()
    an_event(at=NOW - timedelta(days=90), product_id=product.pk)
    an_event(at=NOW, product_id=product.pk)
    summed_up(NOW)
    Event.objects.filter(occurred_at__lt=NOW - timedelta(days=30)).delete()

    rebuilt()

    assert [row.views for row in ProductTraffic.objects.order_by("day")] == [1, 1]


def test_searches_are_counted_by_people() -> None:
    for visitor, results in ((1, 3), (1, 3), (2, 3), (3, 0)):
        an_event("search", at=NOW, query="كليم", visitor=visitor, properties={"results": results})

    summed_up(NOW)

    row = SearchDay.objects.get()
    assert (row.query, row.searches, row.empty) == ("كليم", 3, 1)


# --- partitions ---------------------------------------------------------------------------------
def in_table(name: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {name}")  # noqa: S608
        return int(cursor.fetchone()[0])


def test_months_are_made_ahead_and_take_what_waits_for_them() -> None:
    an_event(at=NOW)
    an_event(at=NOW - timedelta(days=25))
    assert in_table("analytics_event_default") == 2

    with transaction.atomic():
        made = partitions.make_ahead(today=NOW.date())
    with transaction.atomic():
        again = partitions.make_ahead(today=NOW.date())

    assert made == [
        "analytics_event_2026_10",
        "analytics_event_2026_11",
        "analytics_event_2026_12",
        "analytics_event_2027_01",
        "analytics_event_2027_02",
    ]
    assert again == []
    assert (in_table("analytics_event_default"), in_table("analytics_event_2026_11")) == (0, 1)
    assert Event.objects.count() == 2
    an_event(at=NOW)
    assert in_table("analytics_event_2026_11") == 2


def test_months_follow_the_clock_of_cairo() -> None:
    with transaction.atomic():
        partitions.make_ahead(today=NOW.date())

    an_event(at=datetime(2026, 10, 31, 22, 30, tzinfo=UTC))

    assert in_table("analytics_event_2026_11") == 1


def test_old_months_are_dropped_whole() -> None:
    an_event(at=datetime(2025, 1, 5, tzinfo=UTC))
    with transaction.atomic():
        partitions.make_ahead(today=NOW.date(), back_to=date(2025, 8, 1))
    an_event(at=datetime(2025, 8, 5, tzinfo=UTC))
    kept = an_event(at=datetime(2025, 9, 5, tzinfo=UTC))

    with transaction.atomic():
        dropped = partitions.drop_old(today=NOW.date(), months=14)

    assert dropped == ["analytics_event_2025_08"]
    assert [event.event_id for event in Event.objects.all()] == [kept.event_id]
