"""Several at once: one effect each."""

import time
from typing import Any

import pytest
from django.test import Client

from core.tests.races import at_once
from sandbox import deliveries
from sandbox.models import Delivery, Order, State, Transaction
from sandbox.paymob import intentions
from sandbox.tests.builders import (
    CARD,
    a_card_form,
    a_payment,
    an_announcement,
    an_intention,
    checkout_url,
)
from sandbox.tests.shop import (
    PAYMOB,
    PAYOUTS,
    Shop,
    control,
    with_payouts_token,
    with_secret_key,
)

pytestmark = [pytest.mark.usefixtures("own_database"), pytest.mark.race]


def test_four_runners_send_each_message_once(shop: Shop) -> None:
    for _ in range(3):
        a_payment()
    control("travel", copies=5)
    a_payment()

    made = at_once(4, lambda place: deliveries.deliver_due())

    assert sum(made) == 8
    assert len(shop.received) == 8
    assert not Delivery.objects.exclude(state="delivered").exists()


def test_two_tabs_pay_once() -> None:
    made = an_intention(payment_methods=[CARD])

    answers = at_once(4, lambda place: Client().post(checkout_url(made), a_card_form()))

    assert Transaction.objects.collected().count() == 1
    assert sorted(answer.status_code for answer in answers)[0] in {200, 302}
    assert Delivery.objects.count() == 1


def test_refunds_at_once_stay_within_the_payment() -> None:
    paid = a_payment()
    path = f"{PAYMOB}/api/acceptance/void_refund/refund"
    body = {"transaction_id": paid.pk, "amount_cents": 50000}

    answers = at_once(5, lambda place: with_secret_key().post(path, body))

    assert sorted(answer.status_code for answer in answers) == [200, 200, 400, 400, 400]
    paid.refresh_from_db()
    assert paid.refunded_amount_cents == 100000


def test_one_reference_makes_one_order(monkeypatch: pytest.MonkeyPatch) -> None:
    body = an_announcement(special_reference="the-same")
    listed = intentions._order_items
    State.current()  # made by whoever comes first, and the others would wait for that

    def listed_slowly(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
        time.sleep(0.1)
        return listed(items)

    # It is called between looking for the reference and taking it.
    monkeypatch.setattr(intentions, "_order_items", listed_slowly)
    path = f"{PAYMOB}/v1/intention/"

    answers = at_once(4, lambda place: with_secret_key().post(path, body))

    assert sorted(answer.status_code for answer in answers) == [201, 400, 400, 400]
    assert Order.objects.count() == 1


def test_the_budget_is_never_overdrawn() -> None:
    control("switch", budget="250")
    api = with_payouts_token()
    body = {"issuer": "vodafone", "amount": 100, "msisdn": "01023456789"}

    answers = at_once(4, lambda place: api.post(f"{PAYOUTS}/disburse/", body).json())

    paid = [one for one in answers if one["disbursement_status"] == "success"]
    assert len(paid) == 2
    assert str(State.current().budget) == "45.44"


def test_a_fault_ordered_once_hits_once() -> None:
    control("fault", kind="error", target="intention.create", times=2)
    path = f"{PAYMOB}/v1/intention/"
    answers = at_once(4, lambda place: with_secret_key().post(path, an_announcement()))
    assert [answer.status_code for answer in answers].count(500) <= 2
