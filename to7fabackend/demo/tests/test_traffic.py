from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from analytics import figures, rules
from analytics.actions import rollups
from analytics.models import Event
from products.models import Product
from products.tests.builders import a_product
from to7fabackend.demo import traffic

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_a_year_of_visits_can_be_read_as_figures() -> None:
    seller = a_product().seller
    for _ in range(3):
        a_product(seller)
    Product.objects.update(state="approved")

    with transaction.atomic():
        count = traffic.invent(begin=NOW - timedelta(days=365), now=NOW)
        rollups.sum_up(now=NOW)

    assert count == Event.objects.count() > 30_000
    assert not Event.objects.filter(occurred_at__gte=NOW).exists()
    today = rules.day_of(NOW)
    found = figures.shop_figures(today - timedelta(days=29), today)
    steps = dict(found.funnel)
    assert steps["visits"] > steps["carts"] > 0
    assert steps["visits"] > steps["checkouts"] > 0
    assert {one.query for one in found.empty_searches} == {"خط عربي", "مكرمية", "تطريز سيناوي"}
    shop = figures.seller_figures(seller, today - timedelta(days=29), today)
    assert 0 < shop.totals.visits <= shop.totals.views
