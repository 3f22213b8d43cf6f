"""How many queries each thing takes, and what each is for."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from custom_auth.models import User
from custom_auth.tests.builders import a_seller, a_user, signed_in
from orders.rules.states import ParcelStatus
from orders.tests.builders import a_return, an_order, wanting
from products.tests.builders import a_product

pytestmark = pytest.mark.django_db


def asked(api: APIClient, path: str) -> tuple[Any, list[str]]:
    with CaptureQueriesContext(connection) as queries:
        answer = api.get(path)
    assert answer.status_code == 200, answer.content
    return answer.json(), [row["sql"] for row in queries.captured_queries]


# What placing an order asks the database, in this order, whatever is ordered.
PLACING = [
    ("who asks", "custom_auth_session"),
    ("whether it is too often", "core_ratebucket"),
    ("the transaction begins", "SAVEPOINT"),
    ("whether this key was seen", "core_claim_idempotency_key"),
    ("where it goes", "custom_auth_governorate"),
    ("which variants are meant", "products_variant"),
    ("an id, for the movements to refer to", "core_next_id"),
    ("the stock is locked, taken and noted", "products_stockmovement"),
    ("what they cost, now that nobody else can change it", "products_variant"),
    ("limits and clocks", "orders_traderules"),
    ("what the house takes", "orders_commissionrule"),
    ("what sending costs", "orders_shippingrate"),
    ("how these sellers differ", "orders_sellershipping"),
    ("the order", 'INSERT INTO "orders_order"'),
    ("its parcels", 'INSERT INTO "orders_parcel"'),
    ("its lines", 'INSERT INTO "orders_orderitem"'),
    ("the first step of its timeline", 'INSERT INTO "orders_orderevent"'),
    ("the number that the database gave it", '"orders_order"."number"'),
    ("notices to its buyer and its sellers", "notifications_notice"),
    ("the order, as it is shown", 'FROM "orders_order"'),
    ("its parcels", 'FROM "orders_parcel"'),
    ("its lines", 'FROM "orders_orderitem"'),
    ("its timeline", 'FROM "orders_orderevent"'),
    ("the answer, under its key", "core_idempotencykey"),
    ("the transaction ends", "RELEASE SAVEPOINT"),
]


@pytest.mark.parametrize("lines", [1, 3, 12])
def test_placing_an_order_takes_the_same_queries_however_much_is_in_it(lines: int) -> None:
    sellers = [a_seller(), a_seller()]
    pieces = [a_product(sellers[n % 2]) for n in range(lines)]
    buyer = signed_in(a_user())

    with CaptureQueriesContext(connection) as queries:
        answer = buyer.post(
            "/api/orders/",
            wanting(*((piece, 1) for piece in pieces)),
            format="json",
            HTTP_IDEMPOTENCY_KEY="abc",
        )

    assert answer.status_code == 201, answer.content
    asked_for = [row["sql"] for row in queries.captured_queries]
    assert len(asked_for) == len(PLACING), "\n".join(sql[:100] for sql in asked_for)
    for (purpose, words), sql in zip(PLACING, asked_for, strict=True):
        assert words in sql, (purpose, sql[:200])


@pytest.mark.parametrize("count", [1, 30])
def test_lists_take_the_same_queries_for_one_row_and_for_thirty(count: int) -> None:
    buyer, seller = a_user(), a_seller()
    piece = a_product(seller, stock=100)
    for _ in range(count):
        a_return(an_order(buyer, [(piece, 1)], status=ParcelStatus.DELIVERED))

    def queries_of(person: User, path: str) -> int:
        body, queries = asked(signed_in(person), f"{path}?page_size=50")
        assert len(body["results"]) == count
        return len(queries)

    # Who asks; the orders; their parcels, lines and steps.
    assert queries_of(buyer, "/api/orders/") == 5
    # Who asks; the parcels with their orders and buyers; their lines and steps.
    assert queries_of(seller, "/api/seller/orders/") == 4
    # Who asks; the returns with their orders and parcels; their rows, the lines these are of, their
    # photos and messages.
    assert queries_of(buyer, "/api/returns/") == 6
    assert queries_of(seller, "/api/returns/") == 6


def test_one_order_takes_as_many_as_a_list_of_them() -> None:
    order = an_order(lines=[(a_product(), 1), (a_product(), 1)])

    assert len(asked(signed_in(order.user), f"/api/orders/{order.pk}/")[1]) == 5
    # Who asks; whether the order is theirs; its parcels; their way.
    assert len(asked(signed_in(order.user), f"/api/orders/{order.pk}/tracking/")[1]) == 4
