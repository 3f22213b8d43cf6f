"""The demo's clock: whatever notes the present moment notes the demo's."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from core import ids
from custom_auth.tests.builders import a_seller
from products.models import StockMovement
from products.tests.builders import a_product
from to7fabackend.demo.clock import as_of, dated

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 3, 4, 12, tzinfo=UTC)


def test_everything_made_meanwhile_is_dated_as_of_then() -> None:
    with as_of(MOMENT):
        seller = a_seller()
        product = a_product(seller, stock=3)
        now = timezone.now()
    movement = StockMovement.objects.get(variant__product=product)

    assert now == seller.date_joined == product.created_at == movement.created_at == MOMENT
    assert ids.first_id_at(MOMENT) <= product.pk < ids.first_id_at(MOMENT + timedelta(seconds=1))


def test_afterwards_it_is_now_again() -> None:
    before = datetime.now(UTC)
    with as_of(MOMENT):
        pass

    seller = a_seller()

    assert before <= seller.date_joined <= timezone.now() <= datetime.now(UTC)


def test_the_fields_that_are_dated_by_themselves_are_known() -> None:
    assert {f"{field.model._meta.label}.{field.name}" for field in dated()} >= {
        "custom_auth.User.date_joined",
        "products.StockMovement.created_at",
    }
