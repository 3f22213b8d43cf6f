"""The examples work where they would be used: put in their place by a setting, or laid into their folder."""

import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import httpx2
import pytest
from django.utils import timezone
from django.utils.translation import override
from rest_framework.test import APIClient

from analytics import writing
from analytics.rules import Period, day_of
from custom_auth.tests.builders import a_user, signed_in
from examples import carrier as barq
from examples import channel, gateway, report
from notifications.channels import push
from notifications.channels.push import Push
from orders import carriers
from orders.models import Coupon, Order, Parcel
from orders.rules.states import Method, ParcelStatus
from orders.tests.builders import an_order
from payment import tasks
from payment.actions import audit
from payment.gateways import paymob
from payment.models import Refund
from products.tests.builders import a_product

pytestmark = pytest.mark.django_db


class Bank:
    """The made-up bank, in memory."""

    def __init__(self) -> None:
        self.payments: dict[str, dict[str, Any]] = {}

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        path = request.url.path.removeprefix("/v2/")
        body = json.loads(request.content or "{}")
        if (request.method, path) == ("POST", "payments"):
            number = 700 + len(self.payments)
            made = {
                "id": number,
                "number": number,
                "page": f"word-{number}",
                "state": "open",
                **body,
            }
            return httpx2.Response(201, json=self.payments.setdefault(body["reference"], made))
        one = next((p for p in self.payments.values() if str(p["number"]) in path), None)
        if one is None:
            one = self.payments.get(path.split("/")[-2])
        if one is None:
            return httpx2.Response(404, json={})
        if path.endswith("/refunds"):
            one["refunded"] = one.get("refunded", 0) + body["piastres"]
            child = {**one, "id": one["id"] + 1000, "piastres": body["piastres"]}
            return httpx2.Response(201, json=child)
        if request.method == "DELETE":
            one["state"] = "voided"
        return httpx2.Response(200, json=one)


@pytest.fixture
def bank(settings: Any) -> Iterator[Bank]:
    settings.PAYMENT_GATEWAY = "examples.gateway.NileBank"
    paymob._client.cache_clear()
    made = Bank()
    client: Any = paymob.client()
    assert isinstance(client, gateway.NileBank)
    client.partner.client = httpx2.Client(
        base_url=gateway.BASE_URL, transport=httpx2.MockTransport(made)
    )
    yield made
    paymob._client.cache_clear()


def test_a_second_gateway_is_paid_through_and_refunds(bank: Bank) -> None:
    buyer = a_user()
    order = an_order(buyer, [(a_product(price="280.00"), 1)], method=Method.CREDIT_CARD)
    at = signed_in(buyer)

    begun = at.post(
        "/api/payments/process/", {"order": order.pk, "method": "credit_card"}, format="json"
    )
    asked_too_early = at.post(
        "/api/payments/verify/", {"payment": begun.json()["payment"]["id"]}, format="json"
    )
    for one in bank.payments.values():
        one["state"] = "paid"
    verified = at.post(
        "/api/payments/verify/", {"payment": begun.json()["payment"]["id"]}, format="json"
    )

    assert begun.status_code == 201, begun.content
    assert begun.json()["next_action"]["url"] == f"{gateway.BASE_URL}pay/word-700"
    assert asked_too_early.json()["status"] == "pending"
    assert verified.json()["status"] == "completed"
    order.refresh_from_db()
    assert (order.payment_status, order.paid_by_gateway) == (True, order.total_amount)
    assert audit.discrepancies() == []

    # Cancelled on the same day, the payment is undone at the bank.
    assert at.put(f"/api/orders/{order.pk}/cancel/", {}, format="json").status_code == 200
    tasks.collect_refunds()
    tasks.send_refunds()
    assert Refund.objects.get().status == "done"
    assert next(iter(bank.payments.values()))["state"] == "voided"
    assert audit.discrepancies() == []


def test_a_second_carrier_fetches_a_parcel_and_tells_of_it(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BARQ_SECRET", "between us")
    settings.CARRIERS = [*settings.CARRIERS, "examples.carrier.Barq"]
    carriers._carriers.cache_clear()
    found: Any = carriers.carrier("barq")
    assert isinstance(found, barq.Barq)
    asked: list[dict[str, Any]] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(json.loads(request.content))
        return httpx2.Response(201, json={"code": "BRQ-1"})

    found.partner.client = httpx2.Client(
        base_url=barq.BASE_URL, transport=httpx2.MockTransport(answer)
    )
    parcel = Parcel.objects.get(order=an_order())

    number = found.book(parcel)
    (event,) = found.events({"code": "BRQ-1", "state": "handed_over", "at": "2026-11-20T10:00:00Z"})

    assert number == "BRQ-1"
    assert asked[0]["reference"] == f"parcel-{parcel.pk}"
    assert asked[0]["collect"] == f"{parcel.total:.2f}"
    assert carriers.MOVES[event.step] is ParcelStatus.DELIVERED
    assert event.happened_at == datetime(2026, 11, 20, 10, tzinfo=UTC)
    assert found.events({"state": "moving"}) == []
    forged = APIClient().post(
        "/api/shipping/webhooks/barq/", {"code": "BRQ-1", "state": "gone"}, format="json"
    )
    assert forged.status_code in {401, 403}
    carriers._carriers.cache_clear()


def test_a_second_way_to_phones(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[Any] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        sent.extend(json.loads(request.content))
        return httpx2.Response(200, json=["sent", "unknown_phone"])

    settings.PUSH_SENDER = "examples.channel.WebhookSender"
    reached = httpx2.MockTransport(answer)
    monkeypatch.setattr(channel.WebhookSender.__init__, "__defaults__", (reached,))
    messages = [Push(f"phone-{n}", "عنوان", "خبر", "/orders/1/", f"key-{n}") for n in range(2)]

    first, second = push.send(messages)

    assert [one["token"] for one in sent] == ["phone-0", "phone-1"]
    assert (first.is_sent, second.is_sent, second.is_dead) == (True, False, True)

    monkeypatch.setattr(
        channel.WebhookSender.__init__,
        "__defaults__",
        (httpx2.MockTransport(lambda request: httpx2.Response(503)),),
    )
    assert [one.is_sent for one in push.send(messages)] == [False, False]


def test_another_report_sums_what_coupons_gave() -> None:
    Coupon.objects.create(code="EID", percent=Decimal("10.00"))
    for _ in range(2):
        an_order(lines=[(a_product(price="100.00"), 1)], coupon="EID")
    an_order()
    today = day_of(timezone.now())
    period = Period(today, today)
    file = io.BytesIO()

    with override("ar"):
        writing.write(report.REPORT, period, "csv", file)

    given = sum(order.discount for order in Order.objects.exclude(coupon_code=""))
    assert given > 0
    assert list(report.REPORT.rows(period)) == [("EID", 2, given)]
    assert report.REPORT.size(period) == 1
    assert f"EID,2,{given}" in file.getvalue().decode("utf-8-sig")
