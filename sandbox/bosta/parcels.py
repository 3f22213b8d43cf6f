"""Handing parcels to the carrier, and walking them along."""

import json
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from sandbox import clock, deliveries, origins
from sandbox.bosta import places, rules, shapes
from sandbox.bosta.rules import State, Type
from sandbox.configuration import configuration
from sandbox.deliveries import Message, Options
from sandbox.fields import Address, Anything, Choice, Free, Invalid, Pounds, Shape, Text, Whole
from sandbox.models import Delivery, Parcel, ParcelEvent
from sandbox.models import State as Switches
from sandbox.refusals import Refusal

# These three of the carrier's codes are not published; they are made up.
BAD_INPUT, NOT_FOUND, BAD_KEY = 1000, 1014, 1028
MOBILE = r"(\+?2)?01[0125]\d{8}"

RECEIVER = Shape(
    needed={
        "firstName": Text(60),
        "phone": Text(14, pattern=MOBILE, sentence="phone must be a valid Egyptian mobile number"),
    },
    optional={
        "lastName": Text(60, may_be_blank=True),
        "fullName": Text(120, may_be_blank=True),
        "secondPhone": Text(14, may_be_blank=True),
        "email": Text(254, may_be_blank=True),
    },
)
DROP_OFF = Shape(
    needed={"firstLine": Text(250)},
    optional={
        name: Text(250, may_be_blank=True)
        for name in (
            "city",
            "cityId",
            "zoneId",
            "districtId",
            "district",
            "secondLine",
            "buildingNumber",
            "floor",
            "apartment",
        )
    },
)
WANTED = Shape(
    needed={"type": Whole(), "receiver": RECEIVER, "dropOffAddress": DROP_OFF},
    optional={
        "specs": Shape(
            optional={
                "packageType": Text(60),
                "size": Text(30),
                "packageDetails": Shape(
                    optional={
                        "itemsCount": Whole(0, 1000),
                        "description": Text(500, may_be_blank=True),
                    }
                ),
            }
        ),
        "goodsInfo": Shape(optional={"amount": Pounds(least=Decimal(0))}),
        "cod": Pounds(least=Decimal(0)),
        "businessReference": Text(255, may_be_blank=True),
        "uniqueBusinessReference": Text(255, may_be_blank=True),
        "notes": Text(500, may_be_blank=True),
        "webhookUrl": Address(),
        "webhookCustomHeaders": Free(),
        "allowToOpenPackage": Anything(),
    },
)
HEADER = Shape(needed={"name": Text(60, pattern=r"[A-Za-z0-9-]+"), "value": Text(500)})
ENDINGS = Choice(("delivered", "refused", "returned", "lost", "damaged", "terminated"))


def refusal(status: int, code: int, message: str) -> Refusal:
    """Say no as the carrier does."""
    return Refusal(status, {"success": False, "message": message, "errorCode": code})


def not_found() -> Refusal:
    return refusal(404, NOT_FOUND, "Delivery not found")


def hand_over(body: Mapping[str, Any], *, now: datetime) -> Parcel:
    """Take on a parcel; no webhook is sent for that.

    :raises Refusal: 400 with the carrier's code.
    """
    wanted = _checked(body)
    kind, cod = _kind(wanted["type"]), wanted.get("cod", Decimal(0))
    settings = configuration()
    if not settings.bosta_has_pickup_address:
        raise refusal(400, 1073, "Business has no default pickup address")
    if cod > settings.bosta_largest_cod:
        raise refusal(400, 3007, "COD amount exceeds the limit")
    parcel = Parcel(
        public_id=secrets.token_hex(12),
        tracking_number=str(10_000_000 + secrets.randbelow(90_000_000)),
        type=kind,
        state=rules.first_state(kind),
        cod=cod,
        business_reference=wanted.get("businessReference", ""),
        unique_business_reference=wanted.get("uniqueBusinessReference") or None,
        receiver=wanted["receiver"],
        drop_off=_drop_off(wanted["dropOffAddress"]),
        specs=wanted.get("specs", {}),
        goods_amount=wanted.get("goodsInfo", {}).get("amount", 0),
        notes=wanted.get("notes", ""),
        webhook_url=_webhook_url(wanted),
        webhook_headers=_webhook_headers(wanted),
        promised_on=(now + timedelta(days=2)).astimezone(clock.CAIRO).date(),
        created_at=now,
        updated_at=now,
    )
    try:
        with transaction.atomic():
            parcel.save(force_insert=True)
    except IntegrityError:
        raise refusal(400, BAD_INPUT, "uniqueBusinessReference must be unique") from None
    ParcelEvent.objects.create(parcel=parcel, state=parcel.state, happened_at=now)
    return parcel


def locked(tracking_number: str) -> Parcel:
    """Lock a parcel.

    :raises Refusal: 404 if there is none.
    """
    parcel = Parcel.objects.locked().filter(tracking_number=tracking_number).first()
    if parcel is None:
        raise not_found()
    return parcel


def move(parcel: Parcel, state: State, *, now: datetime, code: int | None = None) -> None:
    """Put a parcel into a state and queue the webhook.

    :raises Refusal: 400 if that is no way a parcel goes.
    """
    kind = shapes.type_of(parcel)
    if not rules.may_become(kind, State(parcel.state), state):
        names = rules.NAMES[State(parcel.state)], rules.NAMES[state]
        raise refusal(400, BAD_INPUT, f"A parcel does not go from “{names[0]}” to “{names[1]}”.")
    if state == State.EXCEPTION and code not in rules.EXCEPTIONS:
        raise refusal(400, BAD_INPUT, "An exception needs one of the known codes.")
    _write(parcel, state, code if state == State.EXCEPTION else None, now)


def step(parcel: Parcel, *, now: datetime) -> bool:
    """Carry a parcel one step on its way; False at its end."""
    wanted = rules.next_state(shapes.type_of(parcel), State(parcel.state))
    if wanted is None:
        return False
    _write(parcel, wanted, None, now)
    return True


def fail(parcel: Parcel, *, code: int, now: datetime) -> None:
    """Let an attempt fail, carrying the parcel to the door first; some codes send it home.

    :raises Refusal: 400 if it never comes to a door, or the code is not known.
    """
    while State(parcel.state) not in rules.AT_THE_DOOR:
        if not step(parcel, now=now):
            raise refusal(400, BAD_INPUT, "This parcel is at the end of its way.")
    move(parcel, State.EXCEPTION, now=now, code=code)
    if code in rules.SENDS_BACK:
        send_home(parcel)


def send_home(parcel: Parcel) -> None:
    """Turn a parcel round: from here on it is on its way back to the shop.

    :raises Refusal: 400 if it is at its end, or never left.
    """
    state = State(parcel.state)
    if state in rules.FINAL or state in rules.BEFORE_PICKUP:
        raise refusal(400, BAD_INPUT, "This parcel cannot be turned round.")
    parcel.is_returning = True
    parcel.save(update_fields=["is_returning"])


def walk(parcel: Parcel, *, ending: str, now: datetime) -> None:
    """Take a parcel all the way to an ending.

    :raises Refusal: 400 if it cannot come to that.
    """
    match ending:
        case "terminated":
            move(parcel, State.TERMINATED, now=now)
        case "lost" | "damaged":
            while State(parcel.state) in rules.BEFORE_PICKUP:
                step(parcel, now=now)
            move(parcel, State.LOST if ending == "lost" else State.DAMAGED, now=now)
        case "refused":
            fail(parcel, code=rules.REFUSED, now=now)
        case "returned":
            if shapes.type_of(parcel) == Type.SEND:
                fail(parcel, code=rules.REFUSED, now=now)
            _walk_to(parcel, State.RETURNED_TO_BUSINESS, now)
        case _:
            _walk_to(parcel, State.DELIVERED, now)


def _walk_to(parcel: Parcel, end: State, now: datetime) -> None:
    kind = shapes.type_of(parcel)
    if State(parcel.state) in rules.FINAL or rules.ROUTES[kind][-1] != end:
        name = rules.NAMES[end].lower()
        raise refusal(400, BAD_INPUT, f"This parcel ({kind.name}) does not end as {name}.")
    while step(parcel, now=now):
        pass


def _checked(body: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return WANTED.read(body)
    except Invalid as invalid:
        raise refusal(400, BAD_INPUT, _first(invalid.detail)) from None


def _first(detail: Any, path: str = "") -> str:
    if isinstance(detail, dict):
        name = next(iter(detail))
        return _first(detail[name], f"{path}.{name}" if path else name)
    return f"{path}: {detail[0]}"


def _kind(code: int) -> Type:
    try:
        return Type(code)
    except ValueError:
        raise refusal(400, BAD_INPUT, "type: is not a known type of delivery") from None


def _drop_off(address: dict[str, Any]) -> dict[str, Any]:
    if len(address["firstLine"]) < 5:
        raise refusal(400, BAD_INPUT, "firstLine must be at least 5 characters")
    city = places.city_of(address.get("cityId") or address.get("city") or "")
    if city is None:
        raise refusal(400, 3001, "City not found")
    zones = {district.zone_id for district in city.districts}
    if address.get("zoneId") and address["zoneId"] not in zones:
        raise refusal(400, 3002, "Zone not found")
    wanted = address.get("districtId") or address.get("district")
    district = places.district_of(city, wanted) if wanted else None
    if wanted and district is None:
        raise refusal(400, 3003, "District not found")
    named = {"city": {"_id": city.id, "name": city.name, "nameAr": city.arabic}}
    if district:
        named["zone"] = {"_id": district.zone_id, "name": district.zone}
        named["district"] = {"_id": district.id, "name": district.name}
    lines = ("firstLine", "secondLine", "buildingNumber", "floor", "apartment")
    return {**named, **{name: address[name] for name in lines if address.get(name)}}


def _webhook_url(wanted: Mapping[str, Any]) -> str:
    url: str = wanted.get("webhookUrl", "")
    if url and not origins.is_allowed(url):
        sentence = (
            "webhookUrl: SANDBOX['allowed_origins'] lacks its origin, so it may not be called"
        )
        raise refusal(400, BAD_INPUT, sentence)
    return url


def _webhook_headers(wanted: Mapping[str, Any]) -> dict[str, str]:
    headers = {}
    for name, value in list(wanted.get("webhookCustomHeaders", {}).items())[:10]:
        try:
            header = HEADER.read({"name": name, "value": value})
        except Invalid:
            raise refusal(400, BAD_INPUT, "webhookCustomHeaders: not valid headers") from None
        if not header["value"].isascii() or not header["value"].isprintable():
            raise refusal(400, BAD_INPUT, "webhookCustomHeaders: not valid headers")
        headers[header["name"]] = header["value"]
    return headers


def _write(parcel: Parcel, state: State, code: int | None, now: datetime) -> None:
    """Write a step down and queue its webhook.

    Two steps never share a moment: shops order webhooks by their times.
    """
    parcel.state = state
    parcel.updated_at = max(now, parcel.updated_at + timedelta(milliseconds=1))
    parcel.exception_code = code
    parcel.exception_reason = rules.EXCEPTIONS.get(code, "") if code else ""
    if state == State.EXCEPTION:
        parcel.attempts_made += 1
    if state == State.DELIVERED:
        parcel.attempts_made += 1
        parcel.cod_collected = parcel.cod
    parcel.save()
    ParcelEvent.objects.create(
        parcel=parcel,
        state=state,
        is_returning=parcel.is_returning,
        exception_code=code,
        reason=parcel.exception_reason,
        happened_at=parcel.updated_at,
    )
    _tell(parcel)


def _tell(parcel: Parcel) -> None:
    settings = configuration()
    url = parcel.webhook_url or settings.bosta_webhook_url
    if not url:
        return
    headers = parcel.webhook_headers or {
        settings.bosta_webhook_header: settings.bosta_webhook_value
    }
    chosen = parcel.callback_options
    options = Options.read(Switches.current().callback_options if chosen is None else chosen)
    if options.corrupt:
        headers = {name: deliveries.spoiled(value) for name, value in headers.items()}
    subject = f"parcel:{parcel.tracking_number}"
    message = Message(
        kind=Delivery.Kind.PARCEL,
        subject=subject,
        about=subject,
        url=url,
        body=json.dumps(shapes.webhook(parcel), ensure_ascii=False),
        headers={**headers, "Content-Type": "application/json"},
    )
    deliveries.enqueue(message, options)
