"""What the carrier's objects look like as JSON."""

from typing import Any

from sandbox import clock
from sandbox.bosta import rules
from sandbox.bosta.places import City, District
from sandbox.bosta.rules import State, Type
from sandbox.models import Parcel, ParcelEvent, Pickup


def type_of(parcel: Parcel | ParcelEvent) -> Type:
    """Tell a parcel's type; one that goes home has become an RTO."""
    if parcel.is_returning:
        return Type.RTO
    owner = parcel.parcel if isinstance(parcel, ParcelEvent) else parcel
    return Type(owner.type)


def created(parcel: Parcel) -> dict[str, Any]:
    state = State(parcel.state)
    return {
        "_id": parcel.public_id,
        "trackingNumber": parcel.tracking_number,
        "businessReference": parcel.business_reference or None,
        "uniqueBusinessReference": parcel.unique_business_reference,
        "state": {"code": state.value, "value": rules.NAMES[state]},
        "creationTimestamp": _milliseconds(parcel.created_at),
        "message": "Delivery created successfully!",
    }


def delivery(parcel: Parcel) -> dict[str, Any]:
    """Give a parcel with its timeline (one query unless prefetched)."""
    state, kind = State(parcel.state), type_of(parcel)
    return {
        "_id": parcel.public_id,
        "trackingNumber": parcel.tracking_number,
        "type": {"code": kind.value, "value": kind.name},
        "state": {"code": state.value, "value": rules.NAMES[state]},
        "maskedState": rules.NAMES[state],
        "cod": float(parcel.cod),
        "collectedCod": float(parcel.cod_collected),
        "goodsInfo": {"amount": float(parcel.goods_amount)},
        "specs": parcel.specs,
        "dropOffAddress": parcel.drop_off,
        "receiver": parcel.receiver,
        "notes": parcel.notes,
        "businessReference": parcel.business_reference or None,
        "uniqueBusinessReference": parcel.unique_business_reference,
        "isConfirmedDelivery": state == State.DELIVERED,
        "deliveryPromiseDate": f"{parcel.promised_on:%d-%m-%Y}",
        "numberOfAttempts": parcel.attempts_made,
        **_exception(parcel),
        "creationTimestamp": _milliseconds(parcel.created_at),
        "createdAt": _iso(parcel.created_at),
        "updatedAt": _iso(parcel.updated_at),
        "timeline": [_event(event) for event in sorted(parcel.events.all(), key=lambda e: e.pk)],
    }


def webhook(parcel: Parcel) -> dict[str, Any]:
    """Give the flat body of a webhook."""
    return {
        "_id": parcel.public_id,
        "trackingNumber": parcel.tracking_number,
        "state": parcel.state,
        "type": type_of(parcel).name,
        "cod": float(parcel.cod),
        "timeStamp": _milliseconds(parcel.updated_at),
        "isConfirmedDelivery": parcel.state == State.DELIVERED,
        "deliveryPromiseDate": f"{parcel.promised_on:%d-%m-%Y}",
        **_exception(parcel),
        "businessReference": parcel.business_reference or None,
        "numberOfAttempts": parcel.attempts_made,
    }


def city(one: City) -> dict[str, Any]:
    return {
        "_id": one.id,
        "name": one.name,
        "nameAr": one.arabic,
        "code": one.code,
        "alias": one.name.upper(),
        "pickupAvailability": True,
        "dropOffAvailability": True,
    }


def district(one: District) -> dict[str, Any]:
    return {
        "zoneId": one.zone_id,
        "zoneName": one.zone,
        "zoneOtherName": one.zone_arabic,
        "districtId": one.id,
        "districtName": one.name,
        "districtOtherName": one.arabic,
        "pickupAvailability": True,
        "dropOffAvailability": True,
        "coverage": "BOSTA",
    }


def city_with_districts(one: City) -> dict[str, Any]:
    return {
        "cityId": one.id,
        "cityName": one.name,
        "cityOtherName": one.arabic,
        "cityCode": one.code,
        "pickupAvailability": True,
        "dropOffAvailability": True,
        "districts": [district(each) for each in one.districts],
    }


def pickup(one: Pickup) -> dict[str, Any]:
    return {
        "_id": one.public_id,
        "puid": f"{one.pk:09d}",
        "businessLocationId": one.business_location_id or None,
        "scheduledDate": f"{one.scheduled_on:%Y-%m-%d}",
        "scheduledTimeSlot": one.time_slot,
        "contactPerson": one.contact,
        "numberOfParcels": one.parcels,
        "notes": one.notes,
        "state": "Requested",
    }


def _exception(parcel: Parcel) -> dict[str, Any]:
    """Only an exception carries a code and a reason."""
    if parcel.state != State.EXCEPTION:
        return {}
    return {
        "exceptionReason": parcel.exception_reason,
        "exceptionCode": parcel.exception_code,
    }


def _event(event: ParcelEvent) -> dict[str, Any]:
    state = State(event.state)
    return {
        "code": state.value,
        "value": rules.NAMES[state],
        "type": type_of(event).name,
        "done": True,
        "date": _iso(event.happened_at),
        "reason": event.reason or None,
        "exceptionCode": event.exception_code,
    }


def _milliseconds(moment: Any) -> int:
    return int(moment.timestamp() * 1000)


def _iso(moment: Any) -> str:
    return f"{clock.utc_text(moment)[:-3]}Z"
