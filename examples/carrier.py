"""A second carrier: one class. With ``examples.carrier.Barq`` among ``CARRIERS`` shipping rates can name it
as ``barq``; its messages come to ``/api/shipping/webhooks/barq/``.
"""

import hashlib
import hmac
import os
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import httpx2

from core.partners import Partner, PartnerSilent, PartnerUnreachable
from orders.carriers import Event, Step
from orders.errors import CarrierUnavailable
from orders.models import Parcel

BASE_URL = "https://api.barq.example/"
STEPS = {
    "collected": Step.PICKED_UP,
    "moving": Step.IN_TRANSIT,
    "with_courier": Step.OUT_FOR_DELIVERY,
    "handed_over": Step.DELIVERED,
    "not_wanted": Step.REFUSED,
    "home_again": Step.RETURNED,
    "gone": Step.LOST,
}


class Barq:
    code = "barq"

    def __init__(self, transport: httpx2.BaseTransport | None = None) -> None:
        self.secret = os.environ.get("BARQ_SECRET", "")
        self.partner = Partner("barq", BASE_URL, {"X-Key": self.secret}, transport)

    def book(self, parcel: Parcel) -> str:
        """Have it fetched. The same reference twice is one shipment at Barq.

        :raises CarrierUnavailable:
        """
        address = parcel.order.address
        body = {
            "reference": f"parcel-{parcel.pk}",
            "to": address["recipient"],
            "phone": address["phone_number"],
            "place": f"{address['governorate']['name']} - {address['city']} - {address['street']}",
            "collect": f"{parcel.total:.2f}"
            if parcel.order.payment_method == "cash_on_delivery"
            else "0.00",
        }
        return str(self._call("POST", "shipments", json=body)["code"])

    def call_off(self, tracking_number: str) -> bool:
        """
        :raises CarrierUnavailable:
        """
        return bool(self._call("DELETE", f"shipments/{tracking_number}").get("stopped"))

    def is_signed(self, headers: Mapping[str, str], body: Mapping[str, Any]) -> bool:
        """Barq signs the shipment's code and its state; where we have no secret nothing is signed."""
        said = f"{body.get('code')}:{body.get('state')}".encode()
        wanted = hmac.new(self.secret.encode(), said, hashlib.sha256).hexdigest()
        return bool(self.secret) and hmac.compare_digest(headers.get("X-Signature", ""), wanted)

    def events(self, body: Mapping[str, Any]) -> list[Event]:
        try:
            moment = datetime.fromisoformat(str(body["at"]))
            step = STEPS.get(str(body["state"]), Step.OTHER)
            return [Event(str(body["code"]), step, moment, str(body.get("note", ""))[:200])]
        except (KeyError, ValueError):
            return []

    def poll(self, tracking_number: str) -> list[Event]:
        """
        :raises CarrierUnavailable:
        """
        return self.events(self._call("GET", f"shipments/{tracking_number}", repeatable=True))

    def _call(self, method: str, path: str, **options: Any) -> dict[str, Any]:
        try:
            answer = self.partner.call(method, path, **options)
        except (PartnerSilent, PartnerUnreachable) as error:
            raise CarrierUnavailable from error
        if answer.status_code >= 400:
            raise CarrierUnavailable(reason=answer.text[:200])
        body: dict[str, Any] = answer.json()
        return body
