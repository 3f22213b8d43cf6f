"""What staff look at before, and again after, it is on show."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from rest_framework.test import APIClient

from core.problems import InvalidTransition
from core.staff import MODERATOR
from core.transactions import opens_transaction
from custom_auth.models import User
from custom_auth.tests.builders import a_seller, a_staff_member, signed_in
from notifications.models import Notice
from products.actions import moderation
from products.models import ModerationEvent, Product, Revision, ShopRules
from products.tasks import end_features
from products.tests.builders import a_category, a_product

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, tzinfo=UTC)


def doing(action: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    return opens_transaction(partial(action, *args, **kwargs))()


@pytest.fixture
def staff() -> User:
    ShopRules.objects.update_or_create(pk=1, defaults={"moderation": "everybody"})
    return a_staff_member(MODERATOR)


def test_a_piece_waits_until_staff_have_looked(api: APIClient, staff: User) -> None:
    product = a_product()
    address = f"/api/products/{product.pk}/"
    assert (product.state, api.get(address).status_code) == ("pending", 404)

    doing(moderation.approve, product, by=staff, now=NOW)

    assert api.get(address).status_code == 200
    events = ModerationEvent.objects.filter(product=product).order_by("pk")
    assert [(e.from_state, e.to_state, e.by_id) for e in events] == [
        ("draft", "pending", product.seller_id),
        ("pending", "approved", staff.pk),
    ]
    assert Notice.objects.filter(kind="product.approved").count() == 1


def test_a_refusal_says_why_and_may_be_mended(api: APIClient, staff: User) -> None:
    product = a_product()

    doing(moderation.reject, product, by=staff, reasons="الصورة ليست للقطعة.")

    seller = signed_in(product.seller)
    own = seller.get(f"/api/seller/products/{product.pk}/").json()
    assert (own["state"], own["state_reasons"]) == ("rejected", "الصورة ليست للقطعة.")
    again = seller.post(f"/api/seller/products/{product.pk}/submit/").json()
    assert (again["state"], again["state_reasons"]) == ("pending", "")
    assert api.get(f"/api/products/{product.pk}/").status_code == 404


def test_what_matters_waits_and_the_rest_is_done(api: APIClient, staff: User) -> None:
    product = a_product(name="فازة", price="280")
    doing(moderation.approve, product, by=staff, now=NOW)
    address = f"/api/products/{product.pk}/"

    own = (
        signed_in(product.seller)
        .patch(address, {"name": "سلاح", "price": "300", "stock": 9}, format="json")
        .json()
    )

    assert (own["name"], own["pending_changes"]) == ("فازة", {"name": "سلاح"})
    shown = api.get(address).json()
    assert (shown["name"], shown["price"], shown["stock"]) == ("فازة", "300.00", 9)
    doing(moderation.approve, product, by=staff, now=NOW)
    assert api.get(address).json()["name"] == "سلاح"
    assert not Revision.objects.exists()


def test_refusing_a_change_leaves_the_piece_on_show(api: APIClient, staff: User) -> None:
    product = a_product(name="فازة")
    doing(moderation.approve, product, by=staff, now=NOW)
    category = a_category()
    address = f"/api/products/{product.pk}/"
    signed_in(product.seller).patch(address, {"category": category.pk}, format="json")

    doing(moderation.reject, product, by=staff, reasons="ليست من هذه الفئة.")

    assert api.get(address).json()["category"]["id"] == product.category_id
    assert not Revision.objects.exists()
    assert Product.objects.get().state == "approved"


def test_a_moderators_own_change_does_not_wait(staff: User) -> None:
    product = a_product(name="فازة")
    doing(moderation.approve, product, by=staff, now=NOW)

    answer = signed_in(staff).patch(
        f"/api/products/{product.pk}/", {"name": "فازة خزف"}, format="json"
    )

    assert (answer.status_code, answer.json()["name"]) == (200, "فازة خزف")


def test_new_sellers_are_looked_at_until_they_are_known() -> None:
    ShopRules.objects.update_or_create(pk=1, defaults={"moderation": "new_sellers"})
    staff, seller = a_staff_member(MODERATOR), a_seller()

    for _ in range(5):
        product = a_product(seller)
        assert product.state == "pending"
        doing(moderation.approve, product, by=staff, now=NOW)

    assert a_product(seller).state == "approved"


def test_what_is_rejected_cannot_be_rejected_again(staff: User) -> None:
    product = a_product()
    doing(moderation.reject, product, by=staff, reasons="لا")

    with pytest.raises(InvalidTransition):
        doing(moderation.reject, product, by=staff, reasons="لا")


def test_featuring_ends_by_itself(api: APIClient) -> None:
    forever, for_a_day, plain = a_product(), a_product(), a_product()
    now = datetime.now(UTC)
    doing(moderation.feature, forever, until=None)
    doing(moderation.feature, for_a_day, until=now + timedelta(days=1))

    def featured() -> set[int]:
        found = api.get("/api/products/", {"is_featured": "true"}).json()["results"]
        return {card["id"] for card in found}

    assert featured() == {forever.pk, for_a_day.pk}
    Product.objects.filter(pk=for_a_day.pk).update(featured_until=now - timedelta(seconds=1))
    assert end_features() == 1
    assert featured() == {forever.pk}
    assert plain.pk not in featured()
