"""What an order means for the pieces in it."""

import pytest
from rest_framework.test import APIClient

from custom_auth.tests.builders import a_user, signed_in
from orders.models import OrderItem
from orders.rules.states import ParcelStatus
from orders.tests.builders import an_order
from products.models import Review
from products.tests.builders import a_product

pytestmark = pytest.mark.django_db


def test_a_withdrawn_piece_stays_in_old_orders(api: APIClient) -> None:
    product = a_product(name="فازة نادرة")
    order = an_order(lines=[(product, 1)])

    answer = signed_in(product.seller).delete(f"/api/products/{product.pk}/")

    assert answer.status_code == 204
    assert api.get(f"/api/products/{product.pk}/").status_code == 404
    shown = signed_in(order.user).get(f"/api/orders/{order.pk}/").json()
    assert shown["items"][0]["name"] == "فازة نادرة"
    assert OrderItem.objects.get().product_id == product.pk


def test_only_who_received_a_piece_reviews_it(api: APIClient) -> None:
    product, buyer = a_product(), a_user()
    an_order(buyer, [(product, 1)], status=ParcelStatus.SHIPPED)
    client, address = signed_in(buyer), f"/api/products/{product.pk}/reviews/"

    early = client.post(address, {"rating": 5}, format="json")
    stranger = signed_in(a_user()).post(address, {"rating": 1}, format="json")
    nobody = api.post(address, {"rating": 1}, format="json")

    assert [a.status_code for a in (early, stranger, nobody)] == [403, 403, 401]
    assert early.json()["code"] == "may_not_review"
    an_order(buyer, [(product, 1)], status=ParcelStatus.DELIVERED)
    assert client.post(address, {"rating": 5}, format="json").status_code == 201
    again = client.post(address, {"rating": 1}, format="json")
    assert (again.status_code, again.json()["code"]) == (409, "already_reviewed")
    assert Review.objects.get().rating == 5
