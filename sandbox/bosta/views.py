"""The carrier's API, version 2."""

import base64
import secrets
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, JsonResponse

from sandbox import bodies, clock
from sandbox.bosta import labels, parcels, places, shapes
from sandbox.bosta.rules import BEFORE_PICKUP, State
from sandbox.configuration import configuration
from sandbox.doors import api, sentence_of
from sandbox.fields import Anything, Free, Invalid, Many, Shape, Text, Whole
from sandbox.models import Parcel, Pickup
from sandbox.tokens import is_same

FRIDAY = 4
SEARCH = Shape(
    optional={
        "trackingNumbers": Many(Text(20)),
        "stateCodes": Many(Whole()),
        "businessReference": Text(255),
        "page": Whole(1, 10_000),
        "limit": Whole(1, 100),
    }
)
PICKUP = Shape(
    needed={"scheduledDate": Text(10, pattern=r"\d{4}-\d{2}-\d{2}")},
    optional={
        "businessLocationId": Text(60),
        "scheduledTimeSlot": Text(40),
        "contactPerson": Free(),
        "numberOfParcels": Whole(0, 10_000),
        "notes": Text(500, may_be_blank=True),
    },
)
LABELS = Shape(optional={"trackingNumbers": Anything(), "ids": Anything()})


def as_carrier(status: int, body: Any) -> Any:
    """Speak as the carrier: every refusal has ``success``, ``message`` and ``errorCode``."""
    if isinstance(body, dict) and "success" in body:
        return body
    return {"success": False, "message": sentence_of(body), "errorCode": parcels.BAD_INPUT}


@api("bosta.deliveries.create", "POST", speech=as_carrier)
def create_delivery(request: HttpRequest) -> JsonResponse:
    _require_key(request)
    parcel = parcels.hand_over(bodies.read_json(request), now=clock.now())
    return _success(shapes.created(parcel), "Delivery created successfully!", status=201)


@api("bosta.deliveries.retrieve", "GET", speech=as_carrier)
def retrieve_delivery(request: HttpRequest, tracking_number: str) -> JsonResponse:
    _require_key(request)
    return _success(shapes.delivery(_found(tracking_number)))


@api("bosta.deliveries.terminate", "DELETE", speech=as_carrier)
def terminate_delivery(request: HttpRequest, tracking_number: str) -> JsonResponse:
    """Call a parcel off, as long as it has not been collected."""
    _require_key(request)
    parcel = parcels.locked(tracking_number)
    if State(parcel.state) not in BEFORE_PICKUP:
        raise parcels.refusal(400, parcels.BAD_INPUT, "Delivery cannot be terminated any more")
    parcels.move(parcel, State.TERMINATED, now=clock.now())
    return _success(None, "Delivery terminated successfully!")


@api("bosta.deliveries.search", "POST", speech=as_carrier)
def search_deliveries(request: HttpRequest) -> JsonResponse:
    _require_key(request)
    paging = {name: request.GET[name] for name in ("page", "limit") if name in request.GET}
    wanted = _checked({**bodies.read_json(request), **paging}, SEARCH)
    found = Parcel.objects.prefetch_related("events").order_by("-pk")
    if "trackingNumbers" in wanted:
        found = found.filter(tracking_number__in=wanted["trackingNumbers"])
    if "stateCodes" in wanted:
        found = found.filter(state__in=[code for code in wanted["stateCodes"] if code < 1000])
    if "businessReference" in wanted:
        found = found.filter(business_reference=wanted["businessReference"])
    page, limit = wanted.get("page", 1), wanted.get("limit", 50)
    shown = [shapes.delivery(one) for one in found[(page - 1) * limit : page * limit]]
    return _success({"count": found.count(), "page": page, "limit": limit, "deliveries": shown})


@api("bosta.deliveries.mass_awb", "POST", "GET", speech=as_carrier)
def print_labels(request: HttpRequest) -> JsonResponse:
    """Draw labels; the PDF comes as text in ``data``."""
    _require_key(request)
    asked = {name: request.GET[name] for name in ("trackingNumbers", "ids") if name in request.GET}
    wanted = _checked({**bodies.read_json(request), **asked}, LABELS)
    numbers, ids = _listed(wanted.get("trackingNumbers")), _listed(wanted.get("ids"))
    found = Parcel.objects.filter(tracking_number__in=numbers) | Parcel.objects.filter(
        public_id__in=ids
    )
    drawn = list(found.order_by("pk")[:100])
    if not drawn:
        raise parcels.not_found()
    return _success(base64.b64encode(labels.pdf(drawn)).decode())


@api("bosta.cities", "GET", speech=as_carrier)
def list_cities(request: HttpRequest) -> JsonResponse:
    listed = [shapes.city(city) for city in places.cities()]
    if request.GET.get("countryId", places.COUNTRY_ID) != places.COUNTRY_ID:
        listed = []
    return _success({"list": listed})


@api("bosta.districts", "GET", speech=as_carrier)
def list_districts(request: HttpRequest, city_id: str) -> JsonResponse:
    city = places.city_of(city_id)
    if city is None:
        raise parcels.refusal(404, 3001, "City not found")
    return _success([shapes.district(district) for district in city.districts])


@api("bosta.districts.all", "GET", speech=as_carrier)
def list_all_districts(request: HttpRequest) -> JsonResponse:
    return _success([shapes.city_with_districts(city) for city in places.cities()])


@api("bosta.pickup_locations", "GET", speech=as_carrier)
def list_pickup_locations(request: HttpRequest) -> JsonResponse:
    _require_key(request)
    if not configuration().bosta_has_pickup_address:
        return _success({"list": []})
    city = places.cities()[0]
    location = {
        "_id": "sandboxlocation1",
        "locationName": configuration().merchant_name,
        "isDefault": True,
        "address": {"city": {"_id": city.id, "name": city.name}, "firstLine": "1 Sandbox Street"},
        "contactPerson": {"name": configuration().merchant_name, "phone": "01000000000"},
    }
    return _success({"list": [location]})


@api("bosta.pickups.create", "POST", speech=as_carrier)
def create_pickup(request: HttpRequest) -> JsonResponse:
    _require_key(request)
    wanted, now = _checked(bodies.read_json(request), PICKUP), clock.now()
    day = _day(wanted["scheduledDate"], today=now.astimezone(clock.CAIRO).date())
    try:
        with transaction.atomic():
            pickup = Pickup.objects.create(
                public_id=secrets.token_hex(12),
                business_location_id=wanted.get("businessLocationId", "sandboxlocation1"),
                scheduled_on=day,
                time_slot=wanted.get("scheduledTimeSlot", "10:00 to 16:00"),
                contact=wanted.get("contactPerson", {}),
                parcels=wanted.get("numberOfParcels", 0),
                notes=wanted.get("notes", ""),
                created_at=now,
            )
    except IntegrityError:
        message = "There is another pickup request for this location on this date"
        raise parcels.refusal(400, 1078, message) from None
    return _success(shapes.pickup(pickup), "Pickup created successfully!", status=201)


def _require_key(request: HttpRequest) -> None:
    """Let the shop in by its bare key, without "Bearer"."""
    if not is_same(request.headers.get("Authorization", ""), configuration().bosta_api_key):
        raise parcels.refusal(401, parcels.BAD_KEY, "Invalid API key")


def _found(tracking_number: str) -> Parcel:
    known = Parcel.objects.prefetch_related("events").filter(tracking_number=tracking_number)
    parcel = known.first()
    if parcel is None:
        raise parcels.not_found()
    return parcel


def _checked(body: Any, shape: Shape) -> dict[str, Any]:
    try:
        return shape.read(body)
    except Invalid as invalid:
        raise parcels.refusal(400, parcels.BAD_INPUT, sentence_of(invalid.detail)) from None


def _listed(given: Any) -> list[str]:
    """Read a list, or names with commas between them."""
    names = given.split(",") if isinstance(given, str) else given
    if not isinstance(names, list):
        return []
    return [str(name).strip()[:40] for name in names[:100]]


def _day(text: str, *, today: date) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise parcels.refusal(400, parcels.BAD_INPUT, "scheduledDate: not a date") from None
    if day < today:
        raise parcels.refusal(400, 1083, "Pickup can not be scheduled in the past")
    if day > today + timedelta(days=60):
        raise parcels.refusal(400, parcels.BAD_INPUT, "scheduledDate: too far ahead")
    if day.weekday() == FRIDAY:
        raise parcels.refusal(400, 1080, "Pickup can not be scheduled on Friday")
    return day


def _success(data: Any, message: str = "", *, status: int = 200) -> JsonResponse:
    return JsonResponse({"success": True, "message": message, "data": data}, status=status)
