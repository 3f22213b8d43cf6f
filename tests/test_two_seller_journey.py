"""The life of an order from two sellers: one parcel is refused at the door, one comes back.

Bosta is the sandbox's, reached by HTTP through the application itself; so are its webhooks.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import httpx2
import pytest
from django.conf import settings
from django.test import Client
from rest_framework.test import APIClient

from custom_auth.tests.builders import a_seller, a_user, signed_in
from orders import carriers, tasks
from orders.carriers import Bosta, Manual
from orders.models import Parcel
from orders.tests.builders import wanting
from payment.actions import audit
from payment.tests.builders import top_up
from products.models import Product
from products.tests.builders import a_product
from sandbox import deliveries
from wallet.models import Wallet

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_world(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have shop and carrier call each other without a network."""
    wire = httpx2.MockTransport(answered_here)
    bosta = Bosta(wire)
    known = {"manual": Manual(), "bosta": bosta}
    monkeypatch.setattr(carriers, "_carriers", lambda base_url: known)
    monkeypatch.setattr(deliveries, "client", lambda: httpx2.Client(transport=wire))
    yield
    bosta.partner.client.close()


def answered_here(request: httpx2.Request) -> httpx2.Response:
    """Answer what goes over the wire with what the application says to it."""
    headers: dict[str, Any] = {
        f"HTTP_{name.upper().replace('-', '_')}": value
        for name, value in request.headers.items()
        if name not in {"content-type", "content-length", "host"}
    }
    answer = Client().generic(
        request.method,
        request.url.raw_path.decode(),
        request.content,
        content_type=request.headers.get("content-type", ""),
        **headers,
    )
    return httpx2.Response(answer.status_code, content=answer.content)


def said(answer: Any, status: int = 200) -> Any:
    assert answer.status_code == status, answer.content
    return answer.json()


def courier(verb: str, number: str, **more: Any) -> None:
    """Have something happen to a parcel at the carrier, and its webhooks arrive."""
    path = f"/sandbox/bosta/control/api/{verb}/"
    said(APIClient().post(path, {"parcel": number, **more}, format="json"))
    while deliveries.deliver_due():
        pass
    tasks.apply_carrier_messages()


def wallet(person: Any) -> Wallet:
    return Wallet.objects.get(pk=person.pk)


def test_one_parcel_is_refused_at_the_door_and_one_comes_back() -> None:
    potter, weaver, buyer = a_seller(), a_seller(), a_user()
    vase = a_product(potter, name="فازة", price="280", stock=3)
    rug = a_product(weaver, name="سجادة", price="500", stock=1)
    top_up(buyer, "2000")
    at_buyer, at_potter, at_weaver = (signed_in(person) for person in (buyer, potter, weaver))

    # The buyer asks what it costs, orders just that, and pays from the wallet.
    chosen = {str(potter.pk): "bosta", str(weaver.pk): "standard"}
    body = wanting((vase, 1), (rug, 1), payment_method="wallet", shipping_option=chosen)
    quote = said(at_buyer.post("/api/orders/quote/", body, format="json"))
    body["quote"] = quote["quote"]
    order = said(at_buyer.post("/api/orders/", body, format="json"), 201)
    assert order["total_amount"] == quote["total_amount"] == "935.00"
    pay = {"order": order["id"], "method": "wallet"}
    said(at_buyer.post("/api/payments/process/", pay, format="json"), 201)
    assert wallet(buyer).balance == Decimal("1065.00")
    assert Product.objects.get(pk=rug.pk).stock == 0

    # The potter packs, and Bosta fetches the parcel; the weaver drives to the buyer.
    sold = f"/api/seller/orders/{order['id']}"
    said(at_potter.put(f"{sold}/status/", {"status": "processing"}, format="json"))
    number = said(at_potter.post(f"{sold}/booking/"))["tracking_number"]
    for status in ("processing", "shipped", "delivered"):
        said(at_weaver.put(f"{sold}/status/", {"status": status}, format="json"))

    # At the door the buyer does not want the vase: no money moves before it is back at the potter's.
    courier("walk", number, ending="refused")
    on_the_way_home = said(at_buyer.get(f"/api/orders/{order['id']}/"))
    statuses = {p["seller"]["id"]: p["status"] for p in on_the_way_home["parcels"]}
    assert statuses[weaver.pk] == "delivered"
    assert statuses[potter.pk] in {"refused", "returned"}
    courier_walks_home(number)
    home = said(at_buyer.get(f"/api/orders/{order['id']}/"))
    assert {p["status"] for p in home["parcels"]} == {"returned", "delivered"}
    assert (home["status"], home["payment"]["status"]) == ("delivered", "partly_refunded")
    # The vase is paid back, the way to the door is not.
    assert home["payment"]["refunded"] == "280.00"
    assert wallet(buyer).balance == Decimal("1345.00")
    assert Product.objects.get(pk=vase.pk).stock == 3

    # The rug has a hole: it goes back, and with it what its sending cost.
    line = next(item for item in home["items"] if item["product"] == rug.pk)
    asked = said(
        at_buyer.post(
            f"/api/orders/{order['id']}/returns/",
            {
                "items": [{"item": line["id"], "quantity": 1}],
                "reason": "defective",
                "details": "فيها ثقب",
            },
            format="json",
        ),
        201,
    )
    decision = f"/api/returns/{asked['id']}/decision/"
    said(at_weaver.post(decision, {"decision": "approve", "text": "آسف"}, format="json"))
    body = {"decision": "receive", "is_sellable": False}
    done = said(at_weaver.post(decision, body, format="json"))
    assert done["status"] == "refunded"

    # In the end the buyer has paid for one thing: Bosta's way to the door.
    assert wallet(buyer).balance == Decimal("1915.00")
    assert (wallet(potter).pending, wallet(weaver).pending) == (0, 0)
    assert Product.objects.get(pk=rug.pk).stock == 0
    way = said(at_buyer.get(f"/api/orders/{order['id']}/tracking/"))
    steps = {event["code"] for row in way for event in row["events"]}
    assert {"picked_up", "out_for_delivery", "refused", "returned"} <= steps
    tasks.make_papers()
    delivered = Parcel.objects.get(order=order["id"], seller=weaver)
    invoice = at_buyer.get(f"/api/orders/{order['id']}/parcels/{delivered.pk}/invoice/")
    assert invoice.content.startswith(b"%PDF-")
    assert [str(found) for found in audit.discrepancies()] == []


def courier_walks_home(number: str) -> None:
    for _ in range(8):
        if Parcel.objects.get(tracking_number=number).status == "returned":
            return
        courier("step", number)
    raise AssertionError("the parcel never came home")


def test_a_courier_who_is_not_bosta_is_not_believed(api: APIClient) -> None:
    body = {"trackingNumber": "1", "state": 45, "timeStamp": 1}

    answer = api.post("/api/shipping/webhooks/bosta/", body, format="json")

    assert (answer.status_code, answer.json()["code"]) == (403, "bad_signature")
    assert settings.BOSTA["webhook_secret"]
