"""Who asked to be forgotten: what the gateway said of them is found by the gateway's orders, and emptied."""

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from orders.models import Order
from orders.rules.states import Method
from orders.tests.builders import an_order
from payment.actions import erasure
from payment.models import Attempt, GatewayCallback, Payment

pytestmark = pytest.mark.django_db


def an_attempt(gateway_order: int) -> Attempt:
    order: Order = an_order(method=Method.CREDIT_CARD)
    payment = Payment.objects.create(
        order=order, user=order.user, amount=order.total_amount, method="credit_card"
    )
    return Attempt.objects.create(
        payment=payment,
        method="credit_card",
        amount=order.total_amount,
        reference=f"test-{gateway_order}",
        gateway_order_id=gateway_order,
    )


def told(kind: str, body: dict[str, object]) -> GatewayCallback:
    return GatewayCallback.objects.create(
        kind=kind, digest=f"{kind}{body}"[:64], body=body, applied_at=datetime.now(UTC)
    )


def test_the_gateways_messages_are_found_by_its_orders_without_reading_all_of_them() -> None:
    attempt = an_attempt(71)
    own = [told("TRANSACTION", {"order": {"id": 71}}), told("TOKEN", {"order_id": "71"})]
    other = told("TRANSACTION", {"order": {"id": 72}})

    with (
        transaction.atomic(),
        CaptureQueriesContext(
            connection,
        ) as asked,
    ):
        erasure.forget(attempt.payment.user)

    for one in own:
        one.refresh_from_db()
        assert one.body == {}
    other.refresh_from_db()
    assert other.body == {"order": {"id": 72}}
    [emptied] = [one["sql"] for one in asked if 'UPDATE "payment_gatewaycallback"' in one["sql"]]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {emptied}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "callback_of_order" in plan
    assert "callback_of_kept_card" in plan
