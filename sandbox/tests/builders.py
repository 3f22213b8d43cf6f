"""What the tests begin with; every argument may be left out."""

from typing import Any
from urllib.parse import urlencode

from django.test import Client

from sandbox.configuration import configuration
from sandbox.models import CardToken, Order, Transaction
from sandbox.tests.shop import BACK, BOSTA, HOOK, PAYMOB, with_carrier_key, with_secret_key

CARD, WALLET, KIOSK, MOTO, AUTH = 4000001, 4000002, 4000003, 4000004, 4000005
APPROVED = "5123456789012346"
DECLINED = "4000000000000002"
SECURE = "4000000000003220"
PENDING = "4000000000000259"
BILLING = {
    "first_name": "Mona",
    "last_name": "Adel",
    "email": "buyer@example.com",
    "phone_number": "+201000000001",
}
_count = iter(range(1, 10**9))


def an_announcement(**changes: Any) -> dict[str, Any]:
    """The body of an intention; ``None`` leaves a field out."""
    body = {
        "amount": 124950,
        "currency": "EGP",
        "payment_methods": [CARD, WALLET, KIOSK],
        "items": [{"name": "Order 17", "amount": 124950, "quantity": 1}],
        "billing_data": BILLING,
        "special_reference": f"attempt-{next(_count)}",
        "notification_url": HOOK,
        "redirection_url": BACK,
        "extras": {"payment": "17"},
    }
    if "amount" in changes:
        body["items"] = [{"name": "Order 17", "amount": changes["amount"], "quantity": 1}]
    changed = {**body, **changes}
    return {name: value for name, value in changed.items() if value is not None}


def an_intention(**changes: Any) -> dict[str, Any]:
    answer = with_secret_key().post(f"{PAYMOB}/v1/intention/", an_announcement(**changes))
    assert answer.status_code == 201, answer.content
    made: dict[str, Any] = answer.json()
    return made


def checkout_url(intention: dict[str, Any], **query: str) -> str:
    keys = {
        "publicKey": configuration().public_key,
        "clientSecret": intention["client_secret"],
    }
    return f"{PAYMOB}/unifiedcheckout/?{urlencode({**keys, **query})}"


def a_card_form(number: str = APPROVED, **changes: str) -> dict[str, str]:
    form = {"number": number, "expiry": "01/39", "cvv": "123", "name": "Test Account"}
    return {**form, **changes}


def a_payment(number: str = APPROVED, **intention: Any) -> Transaction:
    """A payment by card through the checkout page, whatever came of it."""
    made = an_intention(**{"payment_methods": [CARD], **intention})
    answer = Client().post(checkout_url(made), a_card_form(number))
    assert answer.status_code == 302, answer.content
    return latest(made)


def latest(intention: dict[str, Any]) -> Transaction:
    rows = Transaction.objects.for_showing().filter(order_id=intention["intention_order_id"])
    return rows.order_by("-pk")[0]


def a_saved_card(number: str = APPROVED) -> CardToken:
    made = an_intention(payment_methods=[CARD])
    Client().post(checkout_url(made), a_card_form(number, save_card="1"))
    return CardToken.objects.get(order=Order.objects.get(pk=made["intention_order_id"]))


def a_parcel_order(**changes: Any) -> dict[str, Any]:
    body = {
        "type": 10,
        "specs": {"packageType": "Parcel", "packageDetails": {"itemsCount": 1}},
        "cod": 350.5,
        "dropOffAddress": {"city": "Cairo", "firstLine": "12 شارع المعز"},
        "receiver": {"firstName": "منى", "lastName": "عادل", "phone": "01000000001"},
        "businessReference": "order-17",
        "webhookUrl": HOOK,
        "webhookCustomHeaders": {"X-Shop-Secret": "knock knock"},
        **changes,
    }
    return {name: value for name, value in body.items() if value is not None}


def a_parcel(**changes: Any) -> str:
    """A parcel handed over; gives its tracking number."""
    path = f"{BOSTA}/deliveries?apiVersion=1"
    answer = with_carrier_key().post(path, a_parcel_order(**changes))
    assert answer.status_code == 201, answer.content
    number: str = answer.json()["data"]["trackingNumber"]
    return number
