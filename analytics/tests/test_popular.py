"""What is looked at becomes popular: each day once, when it is over, and within bounds."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from analytics import tasks
from analytics.actions import popular, rollups
from analytics.models import RollupMark
from analytics.tests.builders import an_event, summed_up
from products import rules
from products.models import Listing, Product
from products.tests.builders import a_product

pytestmark = pytest.mark.django_db
TODAY = datetime(2026, 11, 20, 9, tzinfo=UTC)
NOON = datetime(2026, 11, 19, 10, tzinfo=UTC)  # noon in Cairo


def told(now: datetime = TODAY) -> int:
    summed_up(now)
    with transaction.atomic():
        return popular.tell_views()


def heat(product: Product) -> float:
    product.refresh_from_db()
    return product.popularity


def views(product: Product, count: int, *, at: datetime = NOON) -> None:
    for visitor in range(count):
        an_event(product_id=product.pk, at=at, visitor=visitor)


@pytest.fixture
def cold() -> Product:
    """A piece that nobody has looked at for a year."""
    product = a_product()
    Product.objects.filter(pk=product.pk).update(popularity=0.0)
    return product


def test_a_day_of_views_makes_a_piece_more_popular(cold: Product) -> None:
    views(cold, 8)

    told()

    expected = rules.hotter(0.0, rules.heat(8 * rules.VIEW_WEIGHT, NOON))
    assert heat(cold) == pytest.approx(expected)
    assert Listing.objects.get(product=cold).popularity == pytest.approx(expected)


def test_a_day_is_told_once(cold: Product) -> None:
    views(cold, 3)
    told()
    after = heat(cold)

    assert told(TODAY + timedelta(minutes=5)) == 0
    with transaction.atomic():
        rollups.rebuild(now=TODAY)
        popular.tell_views()

    assert heat(cold) == after


def test_a_day_that_is_not_over_waits(cold: Product) -> None:
    views(cold, 3, at=TODAY)
    told()
    before = heat(cold)

    assert told(TODAY + timedelta(days=1)) == 1

    assert before == 0.0
    assert heat(cold) > 1


def test_a_day_is_told_when_it_is_surely_summed_up(cold: Product) -> None:
    views(cold, 3)
    midnight = datetime(2026, 11, 19, 22, tzinfo=UTC)

    told(midnight + timedelta(minutes=1))
    early = heat(cold)
    told(midnight + timedelta(minutes=16))

    assert early == 0.0
    assert heat(cold) > 1


def test_whoever_calls_itself_many_does_not_count_as_many(
    cold: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(popular, "MOST", 4)
    views(cold, 9)

    told()

    assert heat(cold) == pytest.approx(rules.hotter(0.0, rules.heat(4 * rules.VIEW_WEIGHT, NOON)))


def test_before_anything_is_summed_up_nothing_is_told(cold: Product) -> None:
    views(cold, 3)

    tasks.tell_views(0)

    assert heat(cold) == 0.0
    assert RollupMark.objects.get().told_on is None


def test_days_long_ago_are_left_out(cold: Product) -> None:
    views(cold, 3, at=NOON - timedelta(days=100))

    told()

    assert heat(cold) == 0.0
