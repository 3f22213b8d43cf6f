"""Carriers: what each of them can do, and Bosta's protocol.

Bosta: deliveries by ``POST /deliveries``, authorised by a bare API key; it calls back with the state of
a delivery under a header whose name and value we choose. Amounts are pounds. States are numbers; 41 is
used on the way back as well, so the type of the delivery is read with it. 48 (terminated) and 49
(cancelled) end a delivery on either side's word, before it was fetched or while it waits somewhere on its
way: what that means depends on where the parcel stands.
"""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any, Protocol

import httpx2
from django.conf import settings
from django.utils.module_loading import import_string

from core.partners import Partner, PartnerSilent, PartnerUnreachable
from orders.errors import CarrierUnavailable, UnknownCarrier
from orders.models import Parcel
from orders.rules.numbers import spoken
from orders.rules.states import Method, ParcelStatus


class Step(StrEnum):
    """What a carrier's event means to us."""

    PICKED_UP = "picked_up"
    IN_TRANSIT = "in_transit"
    OUT_FOR_DELIVERY = "out_for_delivery"
    ATTEMPT_FAILED = "attempt_failed"
    DELIVERED = "delivered"
    REFUSED = "refused"
    RETURNED = "returned"
    LOST = "lost"
    # The carrier carries it no further; of one that was not fetched yet that is called off.
    STOPPED = "stopped"
    CALLED_OFF = "called_off"
    OTHER = "other"


# Where a parcel goes by an event, if anywhere.
MOVES: dict[Step, ParcelStatus] = {
    Step.PICKED_UP: ParcelStatus.SHIPPED,
    # These as well, for the news of the pick-up may come late or never.
    Step.IN_TRANSIT: ParcelStatus.SHIPPED,
    Step.OUT_FOR_DELIVERY: ParcelStatus.SHIPPED,
    Step.ATTEMPT_FAILED: ParcelStatus.SHIPPED,
    Step.DELIVERED: ParcelStatus.DELIVERED,
    Step.REFUSED: ParcelStatus.REFUSED,
    Step.RETURNED: ParcelStatus.RETURNED,
    Step.LOST: ParcelStatus.LOST,
}
WORDS: dict[Step, tuple[str, str]] = {
    Step.PICKED_UP: ("استلمه المندوب من الصانع", "Picked up from the maker"),
    Step.IN_TRANSIT: ("في الطريق", "In transit"),
    Step.OUT_FOR_DELIVERY: ("خرج للتسليم", "Out for delivery"),
    Step.ATTEMPT_FAILED: (
        "لم يتم التسليم، ستتكرر المحاولة",
        "Delivery failed, will be tried again",
    ),
    Step.DELIVERED: ("سُلّم", "Delivered"),
    Step.REFUSED: ("رُفض استلامه", "Refused at the door"),
    Step.RETURNED: ("عاد إلى الصانع", "Returned to the maker"),
    Step.LOST: ("فُقد", "Lost"),
    Step.STOPPED: ("أوقفت شركة الشحن نقله", "The carrier carries it no further"),
    Step.CALLED_OFF: ("أُلغي موعد استلامه من الصانع", "The pick-up from the maker was called off"),
    Step.OTHER: ("تحديث من شركة الشحن", "News from the carrier"),
}


@dataclass(frozen=True)
class Event:
    """One thing a carrier says of one of its parcels."""

    tracking_number: str
    step: Step
    happened_at: datetime
    note: str = ""


class Carrier(Protocol):
    """A carrier: one class, named by the setting ``CARRIERS``; see ``examples/carrier.py``."""

    code: str

    def book(self, parcel: Parcel) -> str:
        """Have a parcel fetched; gives its tracking number. No transaction may be open."""

    def call_off(self, tracking_number: str) -> bool:
        """Tell the carrier that a parcel does not come; False if it has it already. No transaction
        may be open."""

    def is_signed(self, headers: Mapping[str, str], body: Mapping[str, Any]) -> bool:
        """Tell whether a message was sent by the carrier."""

    def events(self, body: Mapping[str, Any]) -> list[Event]:
        """Read what a message says; nothing, if it is of no concern to us."""

    def poll(self, tracking_number: str) -> list[Event]:
        """Ask how a parcel stands. No transaction may be open."""


class Manual:
    """The seller's own way: nothing to ask, nothing to be told."""

    code = "manual"

    def book(self, parcel: Parcel) -> str:
        return parcel.tracking_number

    def call_off(self, tracking_number: str) -> bool:
        return True

    def is_signed(self, headers: Mapping[str, str], body: Mapping[str, Any]) -> bool:
        return False

    def events(self, body: Mapping[str, Any]) -> list[Event]:
        return []

    def poll(self, tracking_number: str) -> list[Event]:
        return []


SEND, RETURN_TO_ORIGIN = 10, 20
STATES: dict[int, Step] = {
    21: Step.PICKED_UP,
    24: Step.IN_TRANSIT,
    30: Step.IN_TRANSIT,
    41: Step.OUT_FOR_DELIVERY,
    45: Step.DELIVERED,
    46: Step.RETURNED,
    47: Step.ATTEMPT_FAILED,
    48: Step.STOPPED,
    49: Step.STOPPED,
    100: Step.LOST,
    101: Step.LOST,
}
# Reasons of an exception by which the buyer did not want the parcel.
REFUSALS = ("refus", "reject", "رفض")


class Bosta:
    code = "bosta"

    def __init__(self, transport: httpx2.BaseTransport | None = None) -> None:
        headers = {"Authorization": settings.BOSTA["api_key"]}
        self.partner = Partner("bosta", settings.BOSTA["base_url"], headers, transport)

    def book(self, parcel: Parcel) -> str:
        """
        :raises CarrierUnavailable: if Bosta does not answer or refuses.
        """
        answer = self._call("POST", "deliveries?apiVersion=1", json=self._delivery(parcel))
        number = (answer.get("data") or {}).get("trackingNumber")
        if not number:
            raise CarrierUnavailable(reason=str(answer.get("message") or "")[:200])
        return str(number)

    def call_off(self, tracking_number: str) -> bool:
        """
        :raises CarrierUnavailable:
        """
        path = f"deliveries/business/{tracking_number}/terminate"
        return bool(self._call("DELETE", path).get("success"))

    def _delivery(self, parcel: Parcel) -> dict[str, Any]:
        order = parcel.order
        address = order.address
        first, _, last = str(address.get("recipient", "")).partition(" ")
        is_cash = order.payment_method == Method.CASH_ON_DELIVERY
        street = f"{address.get('building', '')} {address.get('street', '')} {address.get('landmark', '')}"
        return {
            "type": SEND,
            "specs": {
                "packageType": "Parcel",
                "packageDetails": {"itemsCount": parcel.items.count(), "description": "صنعة يدوية"},
            },
            "goodsInfo": {"amount": float(parcel.items_total)},
            "cod": float(parcel.total) if is_cash else 0,
            "dropOffAddress": {
                "city": address["governorate"]["name_en"],
                "firstLine": street.strip().ljust(5, "."),
                "secondLine": str(address.get("city", "")),
            },
            "receiver": {
                "firstName": first or "NA",
                "lastName": last or "NA",
                "phone": address["phone_number"],
            },
            "businessReference": spoken(order.number),
            "uniqueBusinessReference": self._reference(parcel),
            "webhookUrl": f"{settings.PUBLIC_URL}/api/shipping/webhooks/bosta/",
            "webhookCustomHeaders": {
                settings.BOSTA["webhook_header"]: settings.BOSTA["webhook_secret"]
            },
        }

    def _reference(self, parcel: Parcel) -> str:
        """Give what Bosta takes once: asked twice it books once, but anew what it called off."""
        before = parcel.tracking_events.filter(code=Step.CALLED_OFF).count()
        return f"parcel-{parcel.pk}-{before + 1}" if before else f"parcel-{parcel.pk}"

    def is_signed(self, headers: Mapping[str, str], body: Mapping[str, Any]) -> bool:
        secret = settings.BOSTA["webhook_secret"]
        offered = headers.get(settings.BOSTA["webhook_header"], "")
        return bool(secret) and hmac.compare_digest(offered.encode(), secret.encode())

    def events(self, body: Mapping[str, Any]) -> list[Event]:
        number, state = body.get("trackingNumber"), body.get("state")
        if isinstance(state, Mapping):
            state = state.get("code")
        if not number or not isinstance(state, int):
            return []
        step = STATES.get(state, Step.OTHER)
        reason = str(body.get("exceptionReason") or "").strip().rstrip(".")
        kind = body.get("type")
        if isinstance(kind, Mapping):
            kind = kind.get("code")
        is_going_home = kind in {RETURN_TO_ORIGIN, "RTO"}
        if step is Step.OUT_FOR_DELIVERY and is_going_home:
            step = Step.IN_TRANSIT
        if step is Step.ATTEMPT_FAILED and is_going_home:
            step = Step.OTHER  # it is the seller who was not there, or would not take it
        if step is Step.ATTEMPT_FAILED and any(word in reason.lower() for word in REFUSALS):
            step = Step.REFUSED
        moment = _moment(body.get("timeStamp") or body.get("updatedAt"))
        return [Event(str(number), step, moment, reason[:200])]

    def poll(self, tracking_number: str) -> list[Event]:
        """
        :raises CarrierUnavailable:
        """
        answer = self._call("GET", f"deliveries/business/{tracking_number}", repeatable=True)
        data = answer.get("data")
        return self.events(data) if isinstance(data, Mapping) else []

    def _call(self, method: str, path: str, **options: Any) -> dict[str, Any]:
        try:
            answer = self.partner.call(method, path, **options)
        except (PartnerSilent, PartnerUnreachable) as error:
            raise CarrierUnavailable from error
        if answer.status_code >= 500:
            raise CarrierUnavailable
        try:
            body = answer.json()
        except ValueError as error:
            raise CarrierUnavailable from error
        return body if isinstance(body, dict) else {}


# Nothing that is on its way now was on it before.
EARLIEST = datetime(2020, 1, 1, tzinfo=UTC)


def _moment(value: Any) -> datetime:
    """Read a time in milliseconds or as text; now, where it is neither or nobody can mean it."""
    now = datetime.now(UTC)
    try:
        if isinstance(value, int | float):
            moment = datetime.fromtimestamp(value / 1000, UTC)
        else:
            moment = datetime.fromisoformat(str(value))
    except (ValueError, OverflowError, OSError):
        return now
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment if EARLIEST <= moment <= now + timedelta(days=1) else now


@cache
def _carriers(base_url: str) -> dict[str, Carrier]:
    carriers: list[Carrier] = [import_string(name)() for name in settings.CARRIERS]
    return {carrier.code: carrier for carrier in carriers}


def carrier(code: str) -> Carrier:
    """
    :raises UnknownCarrier: if there is none of that code.
    """
    found = _carriers(settings.BOSTA["base_url"]).get(code)
    if found is None:
        raise UnknownCarrier
    return found
