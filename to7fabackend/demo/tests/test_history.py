"""The demo's year of trade, a short one of it: whoever runs the project for the first time lives it."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from orders.models import Order, Parcel
from payment.actions import audit
from to7fabackend.demo import history, shop
from wallet.models import Payout

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(300)]


def test_a_year_of_trade_is_lived_to_its_end_and_adds_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "ORDERS", 80)
    now = datetime.now(UTC).replace(microsecond=0)
    with transaction.atomic():
        shop.make_people(now)
        shop.make_products(shop.make_tree(), now)

    history.Year(now, lambda words: None).live()

    assert Order.objects.count() > 20
    assert Parcel.objects.filter(status="delivered").count() > 20
    assert Payout.objects.filter(status="paid").exists()
    assert [str(found) for found in audit.discrepancies()] == []
