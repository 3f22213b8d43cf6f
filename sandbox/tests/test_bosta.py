"""The carrier: handing over, walking through the states, webhooks, labels, pickups."""

import base64
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from sandbox import deliveries
from sandbox.bosta import places
from sandbox.configuration import configuration
from sandbox.models import Parcel
from sandbox.tests.builders import a_parcel, a_parcel_order
from sandbox.tests.shop import BOSTA, HOOK, Api, Shop, control, with_carrier_key

pytestmark = pytest.mark.django_db

CREATE = f"{BOSTA}/deliveries?apiVersion=1"


def shown(number: str) -> Any:
    return with_carrier_key().get(f"{BOSTA}/deliveries/business/{number}").json()["data"]


def walk(number: str, ending: str) -> Any:
    return control("walk", "bosta", parcel=number, ending=ending)


def states(shop: Shop) -> list[int]:
    deliveries.deliver_due()
    return [one.body["state"] for one in shop.received]


def test_a_parcel_is_handed_over() -> None:
    answer = with_carrier_key().post(CREATE, a_parcel_order())

    body = answer.json()
    assert (answer.status_code, body["success"]) == (201, True)
    assert body["data"]["state"] == {"code": 10, "value": "Pickup requested"}
    assert len(body["data"]["_id"]) == 24
    assert body["data"]["trackingNumber"].isdigit()


def test_handing_over_sends_no_webhook(shop: Shop) -> None:
    a_parcel()
    assert deliveries.deliver_due() == 0


def test_a_parcel_is_found_by_its_number() -> None:
    found = shown(a_parcel())
    assert (found["cod"], found["businessReference"]) == (350.5, "order-17")
    assert found["type"] == {"code": 10, "value": "SEND"}
    assert found["dropOffAddress"]["city"]["nameAr"] == "القاهرة"
    assert [event["code"] for event in found["timeline"]] == [10]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"dropOffAddress": {"city": "Atlantis", "firstLine": "12 street"}}, 3001),
        (
            {"dropOffAddress": {"city": "Cairo", "zoneId": "x", "firstLine": "12 street"}},
            3002,
        ),
        (
            {"dropOffAddress": {"city": "Cairo", "districtId": "x", "firstLine": "12 street"}},
            3003,
        ),
        ({"cod": 30000.01}, 3007),
        ({"dropOffAddress": {"city": "Cairo", "firstLine": "12"}}, 1000),
        ({"receiver": {"firstName": "منى", "phone": "123"}}, 1000),
        ({"receiver": None}, 1000),
        ({"type": 99}, 1000),
        ({"cod": -1}, 1000),
        ({"webhookUrl": "http://169.254.169.254/"}, 1000),
        ({"webhookCustomHeaders": {"X Bad": "1"}}, 1000),
        ({"webhookCustomHeaders": {"X-Bad": "a\r\nX-Other: b"}}, 1000),
    ],
)
def test_a_bad_parcel_is_refused_with_a_code(changes: dict[str, Any], code: int) -> None:
    answer = with_carrier_key().post(CREATE, a_parcel_order(**changes))
    body = answer.json()
    assert (answer.status_code, body["success"], body["errorCode"]) == (400, False, code)
    assert isinstance(body["message"], str)
    assert not Parcel.objects.exists()


def test_without_a_pickup_address_there_is_no_parcel(settings: Settings) -> None:
    settings.SANDBOX = {**settings.SANDBOX, "bosta_has_pickup_address": False}
    answer = with_carrier_key().post(CREATE, a_parcel_order())
    assert answer.json()["errorCode"] == 1073


def test_a_unique_reference_is_unique() -> None:
    a_parcel(uniqueBusinessReference="parcel-1")
    answer = with_carrier_key().post(CREATE, a_parcel_order(uniqueBusinessReference="parcel-1"))
    assert answer.status_code == 400
    assert Parcel.objects.count() == 1


@pytest.mark.parametrize("key", ["", "wrong", "Bearer sandbox-bosta-api-key"])
def test_the_key_stands_alone(key: str) -> None:
    answer = Api(key).post(CREATE, a_parcel_order())
    assert (answer.status_code, answer.json()["success"]) == (401, False)


def test_a_delivered_parcel_went_all_the_way(shop: Shop) -> None:
    number = a_parcel()

    walk(number, "delivered")

    assert states(shop) == [20, 21, 24, 30, 41, 45]
    last = shop.received[-1]
    assert last.headers["x-shop-secret"] == "knock knock"
    assert last.body.keys() == {
        "_id",
        "trackingNumber",
        "state",
        "type",
        "cod",
        "timeStamp",
        "isConfirmedDelivery",
        "deliveryPromiseDate",
        "businessReference",
        "numberOfAttempts",
    }
    assert (last.body["type"], last.body["isConfirmedDelivery"]) == ("SEND", True)
    assert (last.body["cod"], last.body["numberOfAttempts"]) == (350.5, 1)
    assert last.body["deliveryPromiseDate"][2] == "-"
    assert Parcel.objects.get().cod_collected == Parcel.objects.get().cod
    times = [one.body["timeStamp"] for one in shop.received]
    assert sorted(set(times)) == times


def test_steps_are_taken_one_by_one(shop: Shop) -> None:
    number = a_parcel()
    taken = [control("step", "bosta", parcel=number).status_code for _ in range(7)]
    assert taken == [200] * 6 + [400]
    assert states(shop) == [20, 21, 24, 30, 41, 45]


def test_a_refusal_at_the_door_brings_the_parcel_home(shop: Shop) -> None:
    number = a_parcel()

    walk(number, "refused")

    assert states(shop)[-2:] == [41, 47]
    refusal = shop.received[-1].body
    assert (refusal["exceptionCode"], refusal["type"]) == (8, "SEND")
    assert "refuses" in refusal["exceptionReason"]
    shop.received.clear()
    walk(number, "returned")
    assert states(shop) == [41, 46]
    assert {one.body["type"] for one in shop.received} == {"RTO"}
    assert shown(number)["collectedCod"] == 0


def test_a_failed_attempt_is_followed_by_another(shop: Shop) -> None:
    number = a_parcel()

    control("fail", "bosta", parcel=number, code=7)
    walk(number, "delivered")

    assert states(shop)[-4:] == [41, 47, 41, 45]
    assert shop.received[-1].body["numberOfAttempts"] == 2
    assert "exceptionCode" not in shop.received[-1].body


def test_a_parcel_can_be_turned_round() -> None:
    number = a_parcel()
    assert control("send_home", "bosta", parcel=number).status_code == 400
    control("step", "bosta", parcel=number, times=3)
    assert control("send_home", "bosta", parcel=number).status_code == 200
    walk(number, "returned")
    assert (shown(number)["state"]["code"], shown(number)["type"]["value"]) == (46, "RTO")


@pytest.mark.parametrize(("ending", "code"), [("lost", 100), ("damaged", 101)])
def test_parcels_get_lost_and_damaged(shop: Shop, ending: str, code: int) -> None:
    number = a_parcel()
    assert walk(number, ending).status_code == 200
    assert states(shop)[-1] == code
    assert walk(number, "delivered").status_code == 400
    assert shown(number)["state"]["code"] == code


@pytest.mark.parametrize(
    ("kind", "way"),
    [
        (15, [20, 40, 45]),
        (25, [20, 22, 23, 24, 30, 41, 46]),
        (30, [20, 21, 24, 30, 41, 23, 46]),
        (20, [24, 30, 41, 46]),
    ],
)
def test_other_types_go_other_ways(shop: Shop, kind: int, way: list[int]) -> None:
    walk(a_parcel(type=kind), "delivered" if way[-1] == 45 else "returned")
    assert states(shop) == way


def test_what_goes_home_is_not_delivered() -> None:
    number = a_parcel()
    walk(number, "refused")
    assert walk(number, "delivered").status_code == 400
    assert walk(a_parcel(type=25), "delivered").status_code == 400


def test_a_state_can_be_set_by_hand(shop: Shop) -> None:
    number = a_parcel()
    assert control("move", "bosta", parcel=number, state=41).status_code == 200
    assert control("move", "bosta", parcel=number, state=47).status_code == 400
    assert control("move", "bosta", parcel=number, state=47, code=3).status_code == 200
    assert control("move", "bosta", parcel=number, state=103).status_code == 200
    assert control("move", "bosta", parcel=number, state=45).status_code == 200
    assert control("move", "bosta", parcel=number, state=41).status_code == 400
    assert control("move", "bosta", parcel=number, state=999).status_code == 400
    assert states(shop) == [41, 47, 103, 45]


def test_webhooks_travel_as_chosen(shop: Shop) -> None:
    number = a_parcel()
    control("travel", "bosta", parcel=number, copies=2, corrupt=True)
    control("step", "bosta", parcel=number)
    assert states(shop) == [20, 20]
    assert all(one.headers["x-shop-secret"] != "knock knock" for one in shop.received)


def test_without_own_headers_the_dashboards_are_sent(shop: Shop, settings: Settings) -> None:
    settings.SANDBOX = {**settings.SANDBOX, "bosta_webhook_url": HOOK}
    number = a_parcel(webhookUrl=None, webhookCustomHeaders=None)
    control("step", "bosta", parcel=number)
    deliveries.deliver_due()
    assert shop.received[0].headers["authorization"] == configuration().bosta_webhook_value


def test_a_parcel_is_called_off_until_it_is_collected(shop: Shop) -> None:
    number = a_parcel()
    path = f"{BOSTA}/deliveries/business/{number}/terminate"
    assert with_carrier_key().call("DELETE", path).json()["success"] is True
    assert shown(number)["state"]["code"] == 48
    other = a_parcel()
    control("step", "bosta", parcel=other, times=2)
    late = with_carrier_key().call("DELETE", path.replace(number, other))
    assert late.status_code == 400


def test_an_unknown_parcel_is_404() -> None:
    for answer in (
        with_carrier_key().get(f"{BOSTA}/deliveries/business/1"),
        with_carrier_key().call("DELETE", f"{BOSTA}/deliveries/business/1/terminate"),
        control("step", "bosta", parcel="1"),
    ):
        assert (answer.status_code, answer.json()["success"]) == (404, False)


def test_parcels_are_searched() -> None:
    first, second = a_parcel(), a_parcel(businessReference="order-18")
    control("step", "bosta", parcel=second)
    api, path = with_carrier_key(), f"{BOSTA}/deliveries/search"

    def found(body: dict[str, Any], query: str = "") -> list[str]:
        listed = api.post(path + query, body).json()["data"]["deliveries"]
        return [one["trackingNumber"] for one in listed]

    assert found({}) == [second, first]
    assert found({"trackingNumbers": [first]}) == [first]
    assert found({"stateCodes": [20]}) == [second]
    assert found({"businessReference": "order-18"}) == [second]
    assert found({"page": 2, "limit": 1}) == [first]
    assert found({}, "?page=2&limit=1") == [first]
    assert api.post(path, {"limit": 0}).status_code == 400


def test_cities_and_districts_need_no_key() -> None:
    cities = Api("").get(f"{BOSTA}/cities?countryId={places.COUNTRY_ID}").json()["data"]["list"]
    assert len(cities) == 28
    districts = Api("").get(f"{BOSTA}/cities/{cities[0]['_id']}/districts").json()["data"]
    assert {"districtId", "districtName", "districtOtherName", "zoneId"} <= districts[0].keys()
    everything = Api("").get(f"{BOSTA}/cities/getAllDistricts").json()["data"]
    assert everything[0]["districts"] == districts
    assert Api("").get(f"{BOSTA}/cities/nowhere/districts").status_code == 404
    number = a_parcel(
        dropOffAddress={
            "cityId": cities[0]["_id"],
            "districtId": districts[0]["districtId"],
            "firstLine": "12 شارع المعز",
        }
    )
    assert shown(number)["dropOffAddress"]["district"]["_id"] == districts[0]["districtId"]


def test_place_ids_are_unique_and_stay() -> None:
    ids = [city.id for city in places.cities()]
    ids += [district.id for city in places.cities() for district in city.districts]
    assert len(set(ids)) == len(ids)
    assert places.cities()[0].id == "bc2726828cc"


def test_labels_are_pdfs_that_say_what_they_are() -> None:
    numbers = [a_parcel(), a_parcel(businessReference="(odd) \\ name")]
    api, path = with_carrier_key(), f"{BOSTA}/deliveries/mass-awb"

    posted = api.post(path, {"trackingNumbers": ",".join(numbers), "requestedAwbType": "A4"})
    asked = api.get(f"{path}?trackingNumbers={numbers[0]}")

    pdf = base64.b64decode(posted.json()["data"])
    assert pdf.startswith(b"%PDF-1.4")
    assert pdf.endswith(b"%%EOF\n")
    assert pdf.count(b"/Type /Page ") == 2
    assert pdf.count(b"SANDBOX LABEL") == 2
    assert all(number.encode() in pdf for number in numbers)
    table = int(pdf.split(b"startxref\n")[1].split(b"\n")[0])
    assert pdf[table:].startswith(b"xref")
    assert asked.json()["success"] is True
    assert api.post(path, {"trackingNumbers": "1"}).status_code == 404
    assert api.post(path, {"trackingNumbers": {"a": 1}}).status_code == 404


def a_working_day() -> date:
    day = timezone.now().date() + timedelta(days=1)
    return day + timedelta(days=1) if day.weekday() == 4 else day


def test_a_pickup_is_ordered_once_a_day() -> None:
    body = {
        "scheduledDate": f"{a_working_day()}",
        "contactPerson": {"name": "منى", "phone": "01000000001"},
        "numberOfParcels": 3,
    }
    api, path = with_carrier_key(), f"{BOSTA}/pickups"

    first, second = api.post(path, body), api.post(path, body)

    assert (first.status_code, first.json()["data"]["state"]) == (201, "Requested")
    assert (second.status_code, second.json()["errorCode"]) == (400, 1078)


@pytest.mark.parametrize(
    ("day", "code"),
    [("2020-01-01", 1083), ("2026-02-30", 1000), ("soon", 1000), ("9999-12-31", 1000)],
)
def test_a_pickup_needs_a_day_to_come(day: str, code: int) -> None:
    answer = with_carrier_key().post(f"{BOSTA}/pickups", {"scheduledDate": day})
    assert (answer.status_code, answer.json()["errorCode"]) == (400, code)


def test_nobody_collects_on_a_friday() -> None:
    today = timezone.now().date() + timedelta(days=1)
    friday = today + timedelta(days=(4 - today.weekday()) % 7)
    answer = with_carrier_key().post(f"{BOSTA}/pickups", {"scheduledDate": f"{friday}"})
    assert answer.json()["errorCode"] == 1080


def test_the_carriers_page_has_its_buttons(browser: Client, shop: Shop) -> None:
    number = a_parcel()
    page = "/sandbox/bosta/control/"

    pressed = browser.post(page, {"verb": "step", "parcel": number})
    content = browser.get(page).content.decode()

    assert "done=" in pressed.headers["Location"]
    assert number in content
    assert "→ Picked up from business" in content
    told = Api("").get(f"{page}api/").json()
    assert told["parcels"][0]["trackingNumber"] == number
    assert told["requests"][0]["name"] == "bosta.deliveries.create"


def test_faults_hit_the_carrier_too() -> None:
    control("fault", "bosta", kind="error", target="bosta.deliveries.create")
    assert with_carrier_key().post(CREATE, a_parcel_order()).status_code == 500
    assert not Parcel.objects.exists()


def test_an_unknown_address_of_the_carrier_speaks_like_it() -> None:
    answer = with_carrier_key().get(f"{BOSTA}/nothing")
    assert (answer.status_code, answer.json()["success"]) == (404, False)
