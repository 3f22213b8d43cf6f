"""Every figure on every page is what the raw rows add up to, whatever happened."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from analytics import rules
from analytics.rules import Period
from analytics.tests.builders import Trade, as_of, summed_up
from core.staff import ADMIN, FINANCE, ROLES
from custom_auth.tests.builders import a_seller, a_staff_member, signed_in
from products.models import Product
from products.tests.builders import a_product
from tests.office.raw import Raw, look_around, share, shown
from tests.office.signing import browser_of
from tests.office.test_roles import a_member

pytestmark = pytest.mark.django_db
SPANS = list(rules.SPANS)
# Session, account and its roles, the queues; then the figures, which are as many whatever happened.
MOST_QUERIES = 26


@dataclass
class Scene:
    trade: Trade
    raw: Raw
    boss: Client

    def page(self, client: Client, name: str, span: str) -> Any:
        with as_of(self.trade.now):
            answer = client.get(reverse(name), {"span": span})
        assert answer.status_code == 200
        return answer


@pytest.fixture(params=[1, 2])
def scene(request: pytest.FixtureRequest) -> Scene:
    """Some weeks of trade and of people looking around, summed up."""
    trade = Trade(request.param).live()
    look_around(trade)
    summed_up(trade.now)
    return Scene(trade, Raw(), browser_of(a_staff_member(is_superuser=True)))


def period_of(scene: Scene, span: str) -> Period:
    return rules.SPANS[span].period(rules.day_of(scene.trade.now))


def test_the_sellers_page(scene: Scene) -> None:
    for span in SPANS:
        the_sellers_page_is_right(scene, span)


def the_sellers_page_is_right(scene: Scene, span: str) -> None:
    period = period_of(scene, span)
    for seller in scene.trade.sellers:
        page = scene.page(browser_of(seller), "seller:home", span)
        the_sellers_figures_are_right(scene.raw, seller.pk, page.context["found"], period, span)
        totals = scene.raw.seller(seller.pk, period)
        content = page.content.decode()
        for name in ("revenue", "refunds", "commission", "vat", "earnings", "payouts"):
            assert f"{totals[name]:,.2f}" in content, name


def the_sellers_figures_are_right(
    raw: Raw, seller: int, found: Any, period: Period, span: str
) -> None:
    expected = raw.seller(seller, period)
    assert shown(found.totals, expected) == expected
    assert found.totals.conversion == share(expected["placed"], expected["visits"])
    before = raw.seller(seller, period.before())
    assert shown(found.totals_before, before) == before
    buyers = raw.buyers_of(seller, period)
    assert shown(found.buyers, buyers) == buyers
    earlier = raw.buyers_of(seller, period.before())
    assert shown(found.buyers_before, earlier) == earlier
    for begins_on, sums in found.series:
        bucket = raw.seller(seller, days_of(begins_on, period, span))
        assert shown(sums, bucket) == bucket, begins_on
    pieces = raw.pieces(period, seller)
    assert [shown(one, pieces[0]) for one in found.top_products] == pieces[:10]


def days_of(begins_on: date, period: Period, span: str) -> Period:
    """Give those days of a bucket that lie in the period."""
    granularity = rules.SPANS[span].granularity
    days = [day for day in period.each() if rules.bucket_of(day, granularity) == begins_on]
    return Period(days[0], days[-1])


def test_the_sellers_api(scene: Scene) -> None:
    seller = scene.trade.sellers[0]
    period = period_of(scene, "week")
    asked = {"from": str(period.first), "to": str(period.last), "granularity": "week"}

    body = signed_in(seller).get("/api/seller/analytics/", asked).json()

    raw = scene.raw
    the_json_is_right(body["totals"], raw.seller(seller.pk, period))
    the_json_is_right(body["totals_before"], raw.seller(seller.pk, period.before()))
    assert {**body["buyers"], **raw.buyers_of(seller.pk, period)} == body["buyers"]
    for row in body["series"]:
        bucket = days_of(date.fromisoformat(row["starts_on"]), period, "week")
        the_json_is_right(row, raw.seller(seller.pk, bucket))
    pieces = raw.pieces(period, seller.pk)
    for row, expected in zip(body["top_products"], pieces[:10], strict=True):
        the_json_is_right(row, expected)


def the_json_is_right(told: dict[str, Any], expected: dict[str, Any]) -> None:
    common = sorted(set(told) & set(expected))
    assert len(common) > 4
    assert {name: Decimal(told[name]) for name in common} == {
        name: Decimal(expected[name]) for name in common
    }


def test_the_page_of_the_house(scene: Scene) -> None:
    for span in SPANS:
        the_page_of_the_house_is_right(scene, span)


def the_page_of_the_house_is_right(scene: Scene, span: str) -> None:
    raw, period = scene.raw, period_of(scene, span)

    page = scene.page(scene.boss, "admin:figures", span)

    found = page.context["found"]
    totals = raw.house(period)
    assert shown(found.totals, totals) == totals
    before = raw.house(period.before())
    assert shown(found.totals_before, before) == before
    kept = totals["revenue"] - totals["refunds"]
    assert found.totals.take_rate == share(totals["commission"], kept)
    for begins_on, sums in found.series:
        bucket = raw.house(days_of(begins_on, period, span))
        assert shown(sums, bucket) == bucket, begins_on
    the_lists_are_right(raw, found, period)
    first = rules.step_back(period.last.replace(day=1), rules.Granularity.MONTH, 5)
    cohorts = [(one.month, one.buyers) for one in page.context["cohorts"]["rows"]]
    assert cohorts == raw.cohorts(first, period.last)
    content = page.content.decode()
    for name in ("revenue", "refunds", "commission", "discounts", "fees", "payouts"):
        assert f"{totals[name]:,.2f}" in content, name


def the_lists_are_right(raw: Raw, found: Any, period: Period) -> None:
    steps = dict(found.funnel)
    totals = raw.house(period)
    for name in ("visits", "viewers", "carts", "checkouts", "placed"):
        assert steps[name] == totals[name]
    by_place, by_carrier = raw.fates(period, "governorate"), raw.fates(period, "carrier")
    assert steps["booked"] == totals["orders"]
    assert steps["delivered"] == totals["delivered"]
    assert steps["delivered"] <= sum(one["delivered"] for one in by_carrier.values())
    for rows, expected in ((found.by_governorate, by_place), (found.by_carrier, by_carrier)):
        told = {one.key: shown(one, ["shipped", "delivered", "refused", "lost"]) for one in rows}
        assert told == {
            place: {name: count for name, count in counts.items() if name != "cancelled"}
            for place, counts in expected.items()
        }
        for one in rows:
            assert one.refusal_rate == share(one.refused, one.refused + one.delivered)
    pieces = raw.pieces(period)
    assert [shown(one, pieces[0]) for one in found.top_products] == pieces[:10]
    searches = raw.searches(period)
    assert {one.query: (one.searches, one.empty) for one in found.searches} == searches
    assert {one.query: one.empty for one in found.empty_searches} == {
        query: vain for query, (_people, vain) in searches.items() if vain
    }
    for one in found.top_sellers:
        own = raw.seller(one.seller_id, period)
        names = ["orders", "units", "revenue", "commission"]
        assert shown(one, names) == {name: own[name] for name in names}
    sold = {one.parcel.seller_id for one in raw.sales if period.first <= one.day <= period.last}
    assert {one.seller_id for one in found.top_sellers} == sold


def test_the_home_page(scene: Scene) -> None:
    today = rules.day_of(scene.trade.now)

    page = scene.page(scene.boss, "admin:index", "")

    for name, day in (("today", today), ("yesterday", today - rules.DAY)):
        expected = scene.raw.house(Period(day, day))
        told = ["placed", "placed_value", "commission", "refunds", "payouts"]
        assert shown(page.context[name], told) == {one: expected[one] for one in told}
    series = page.context["sales"]
    assert len(series) == 14
    for day, sums in series:
        expected = scene.raw.house(Period(day, day))
        assert sums.placed == expected["placed"]
        assert sums.placed_value == expected["placed_value"]


def test_what_lies_on_the_shelves(scene: Scene) -> None:
    today = rules.day_of(scene.trade.now)
    with as_of(scene.trade.now - timedelta(days=100)):
        a_product(scene.trade.sellers[0], stock=3)

    ages = scene.page(scene.boss, "admin:figures", "day").context["ages"]

    last: dict[int, date] = {}
    for sale in scene.raw.sales:
        for item in sale.items:
            last[item.product_id] = max(sale.day, last.get(item.product_id, sale.day))
    lying: dict[int, list[Product]] = defaultdict(list)
    for piece in Product.objects.filter(stock__gt=0, state="approved", is_active=True):
        shown_on = rules.day_of(piece.published_at or piece.created_at)
        days = (today - last.get(piece.pk, shown_on)).days
        lying[sum(days >= edge for edge in (31, 91, 181))].append(piece)
    assert [(band.pieces, band.units, band.value) for band in ages] == [
        (
            len(lying[place]),
            sum(piece.stock for piece in lying[place]),
            sum((piece.stock * piece.price for piece in lying[place]), Decimal(0)),
        )
        for place in range(4)
    ]
    assert lying[2]


# --- who, and how dear --------------------------------------------------------------------------
@pytest.mark.parametrize("role", ROLES)
def test_the_figures_are_for_finance_and_administrators(role: str) -> None:
    client = browser_of(a_member(role))

    answer = client.get(reverse("admin:figures"))

    sees = role in {FINANCE, ADMIN}
    assert answer.status_code == (200 if sees else 403)
    assert (reverse("admin:figures") in client.get(reverse("admin:index")).content.decode()) is sees


@pytest.mark.parametrize("who", ["a seller", "nobody"])
def test_others_do_not_see_the_figures(who: str) -> None:
    client = browser_of(a_seller()) if who == "a seller" else Client()

    assert client.get(reverse("admin:figures")).status_code == 302


@pytest.mark.parametrize("page", ["admin:figures", "admin:index", "seller:home"])
def test_a_page_asks_as_much_after_a_busy_month_as_before(page: str) -> None:
    trade = Trade(3)
    client = browser_of(
        trade.sellers[0] if page.startswith("seller") else a_staff_member(is_superuser=True)
    )
    counts = []
    for orders in (2, 10):
        for _ in range(orders):
            trade.pass_time()
            trade.one_order()
        look_around(trade, events=10 * orders)
        summed_up(trade.now)
        with as_of(trade.now), CaptureQueriesContext(connection) as asked:
            assert client.get(reverse(page)).status_code == 200
        counts.append(len(asked))

    assert counts[1] <= counts[0] <= MOST_QUERIES, counts
