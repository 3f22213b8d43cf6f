"""The collection's journey, from registration to a paid order, against a running server."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx2
import pytest

from orders.models import Order
from payment.actions import audit
from products.tests.builders import a_product
from sandbox.models import Transaction
from tests import bruno
from tests.live import served

COLLECTION = Path(__file__).parent.parent / "clients" / "collection"
JOURNEY = sorted((COLLECTION / "journey").glob("*.bru"))


@pytest.mark.race
def test_the_journey_ends_with_a_paid_order(own_database: None, settings: Any) -> None:
    piece = a_product(price="280.00", stock=1)
    with served() as address, httpx2.Client(timeout=30) as client:
        gateway = f"{address}/sandbox/paymob/"
        settings.PAYMOB = {
            **settings.PAYMOB,
            "base_url": gateway,
            "checkout_url": f"{gateway}unifiedcheckout/",
        }
        runner = bruno.Runner({"base": address, "email": "salma@tohfa.example"}, client)

        answers = [runner.run(path) for path in JOURNEY]

    assert len(answers) == 10
    order = Order.objects.get(pk=answers[-1].json()["id"])
    assert (order.payment_status, order.paid_by_gateway) == (True, order.total_amount)
    assert Transaction.objects.get().amount_cents == order.total_amount * Decimal(100)
    piece.refresh_from_db()
    assert piece.stock == 0
    assert audit.discrepancies() == []


def test_each_operation_has_its_request() -> None:
    requests = {path.stem for path in COLLECTION.glob("*/*.bru")} - {p.stem for p in JOURNEY}
    documented = (COLLECTION.parent.parent / "docs" / "openapi.yaml").read_text(encoding="utf-8")

    named = {line.split(": ")[1] for line in documented.splitlines() if "operationId: " in line}
    assert requests - {"local"} == named
