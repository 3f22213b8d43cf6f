"""How many queries each thing takes, and what each is for."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from custom_auth.actions import addresses
from custom_auth.models import User
from custom_auth.tests.builders import a_seller, a_user, signed_in
from orders.rules.states import ParcelStatus
from orders.tests.builders import a_return, an_order, wanting
from products.tests.builders import a_product, the_variant

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
    ("ids, for its rows to refer to each other by", "core_next_id"),
    ("the stock is locked, taken and noted", "products_stockmovement"),
    ("what they cost and by which terms, now that nobody else can change it", "products_variant"),
    ("the order, its parcels, lines and first step, and the number it gets", "orders_orderitem"),
    ("notices to its buyer and its sellers", "notifications_notice"),
    ("the answer, under its key", "core_idempotencykey"),
    ("the transaction ends", "RELEASE SAVEPOINT"),
]
LEFT_OPEN = ("which variants are meant, where that was not said", "products_variant")


@pytest.mark.parametrize("are_named", [True, False])
@pytest.mark.parametrize("lines", [1, 3, 12])
def test_placing_an_order_takes_the_same_queries_however_much_is_in_it(
    lines: int, are_named: bool
) -> None:
    sellers = [a_seller(), a_seller()]
    pieces = [a_product(sellers[n % 2]) for n in range(lines)]
    buyer = signed_in(a_user())
    wanted = wanting(*((piece, 1) for piece in pieces))
    if are_named:
        for item, piece in zip(wanted["items"], pieces, strict=True):
            item["variant"] = the_variant(piece).pk
    addresses.governorates()  # read every ten minutes

    with CaptureQueriesContext(connection) as queries:
        answer = buyer.post("/api/orders/", wanted, format="json", HTTP_IDEMPOTENCY_KEY="abc")

    assert answer.status_code == 201, answer.content
    asked_for = [row["sql"] for row in queries.captured_queries]
    expected = PLACING if are_named else [*PLACING[:5], LEFT_OPEN, *PLACING[5:]]
    assert len(asked_for) == len(expected), "\n".join(sql[:100] for sql in asked_for)
    for (purpose, words), sql in zip(expected, asked_for, strict=True):
        assert words in sql, (purpose, sql[:200])


def test_what_every_order_asks_for_is_planned_a_few_times_and_never_again() -> None:
    pieces = [a_product(stock=100), a_product(stock=100)]
    wanted = wanting(*((piece, 1) for piece in pieces))
    for item, piece in zip(wanted["items"], pieces, strict=True):
        item["variant"] = the_variant(piece).pk
    buyer = signed_in(a_user())
    for _ in range(8):
        assert buyer.post("/api/orders/", wanted, format="json").status_code == 201

    with connection.cursor() as cursor:
        cursor.execute("SELECT statement, generic_plans FROM pg_prepared_statements")
        known = cursor.fetchall()
    for purpose, words in PLACING:
        if words in {"SAVEPOINT", "RELEASE SAVEPOINT"} or "key" in purpose:
            continue
        plans = [kept for statement, kept in known if words in statement]
        assert plans, purpose
        assert max(plans) >= 3, purpose


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
