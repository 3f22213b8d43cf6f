"""Bosta: handing over, being told by signed webhooks, asking, calling off; and the cash it hands over."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import permutations
from typing import Any

import httpx2
import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from rest_framework.test import APIClient

from custom_auth.tests.builders import a_staff_member, signed_in
from notifications.models import Notice
from orders import carriers, tasks
from orders.actions import audit, parcels, shipping
from orders.actions.shipping import Collected
from orders.carriers import Bosta, Manual
from orders.models import CarrierMessage, Order, OrderEvent, Parcel, TrackingEvent
from orders.rules.states import ParcelStatus
from orders.tests.builders import a_card_order, an_order, walk
from products.tests.builders import a_product
from wallet.actions import ledger
from wallet.rules import Account

pytestmark = pytest.mark.django_db

HOOK = "/api/shipping/webhooks/bosta/"
FROM = datetime(2026, 7, 1, 9, tzinfo=UTC)
PICKED_UP, HUB, OUT, DELIVERED, RETURNED, EXCEPTION = 21, 24, 41, 45, 46, 47
TERMINATED, CANCELLED, ARCHIVED = 48, 49, 104


class Wire:
    """Bosta's side of the line: answers what it is told to and writes down what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, Any]] = []
        self.answers: dict[str, tuple[int, Any]] = {
            "POST": (201, {"success": True, "data": {"trackingNumber": "7234519"}}),
            "DELETE": (200, {"success": True}),
            "GET": (200, {"success": True, "data": {}}),
        }

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        body = json.loads(request.content) if request.content else None
        self.asked.append((request.method, request.url.path, body))
        status, said = self.answers[request.method]
        return httpx2.Response(status, json=said)


@pytest.fixture
def bosta(monkeypatch: pytest.MonkeyPatch) -> Iterator[Wire]:
    wire = Wire()
    listening = Bosta(httpx2.MockTransport(wire.answer))
    known = {"manual": Manual(), "bosta": listening}
    monkeypatch.setattr(carriers, "_carriers", lambda base_url: known)
    yield wire
    listening.partner.client.close()


def message(state: int, minutes: int = 0, number: str = "7234519", **more: Any) -> dict[str, Any]:
    moment = FROM + timedelta(minutes=minutes)
    return {
        "trackingNumber": number,
        "state": state,
        "type": "SEND",
        "timeStamp": int(moment.timestamp() * 1000),
        **more,
    }


REFUSED: dict[str, Any] = {
    "exceptionCode": 8,
    "exceptionReason": "Cancellation - the customer refuses to receive the shipment.",
}


def tell(*bodies: Any, secret: str | None = None) -> list[int]:
    header = f"HTTP_{settings.BOSTA['webhook_header'].upper().replace('-', '_')}"
    signed: dict[str, Any] = {
        header: settings.BOSTA["webhook_secret"] if secret is None else secret
    }
    return [APIClient().post(HOOK, body, format="json", **signed).status_code for body in bodies]


def a_booked_parcel(
    status: ParcelStatus = ParcelStatus.PROCESSING, *, is_cash: bool = True, number: str = "7234519"
) -> Parcel:
    lines = [(a_product(price="100", stock=5), 1)]
    order = (
        an_order(lines=lines, options="bosta") if is_cash else a_card_order(lines, options="bosta")
    )
    parcel = walk(order.parcels.get(), status)
    Parcel.objects.filter(pk=parcel.pk).update(tracking_number=number)
    return Parcel.objects.get(pk=parcel.pk)


# --- webhooks ---------------------------------------------------------------------------------------
def test_a_parcel_walks_its_whole_way_on_its_carriers_word() -> None:
    parcel = a_booked_parcel()
    said = [message(state, 10 * n) for n, state in enumerate([PICKED_UP, HUB, OUT, DELIVERED])]

    assert tell(*said) == [200] * 4
    assert tasks.apply_carrier_messages() == 4

    parcel.refresh_from_db()
    assert (parcel.status, parcel.cash_holder) == ("delivered", "courier")
    assert ledger.house_balance(Account.COURIER, "bosta") == Decimal("-165.00")
    shown = signed_in(parcel.order.user).get(f"/api/orders/{parcel.order_id}/tracking/").json()
    assert [event["code"] for event in shown[0]["events"]] == [
        "picked_up",
        "in_transit",
        "out_for_delivery",
        "delivered",
    ]
    assert audit.discrepancies() == []


def test_any_number_of_repeats_has_one_effect() -> None:
    parcel = a_booked_parcel()
    said = [message(PICKED_UP), message(DELIVERED, 60)]

    tell(*said, *said)
    tasks.apply_carrier_messages()
    tell(*said)
    assert tasks.apply_carrier_messages() == 0

    assert CarrierMessage.objects.count() == 2
    assert TrackingEvent.objects.count() == 2
    moves = OrderEvent.objects.filter(parcel=parcel, to_status="delivered")
    assert moves.count() == 1
    assert Notice.objects.filter(kind="parcel.delivered").count() == 1


WAY = [
    message(PICKED_UP),
    message(OUT, 20),
    message(EXCEPTION, 30, **REFUSED),
    message(RETURNED, 90),
]


@pytest.mark.parametrize("arranged", [*permutations(range(4))])
def test_whatever_order_messages_arrive_in_they_end_alike(arranged: tuple[int, ...]) -> None:
    parcel = a_booked_parcel(is_cash=False)

    for place in arranged:
        tell(WAY[place])
        tasks.apply_carrier_messages()

    parcel.refresh_from_db()
    assert parcel.status == "returned"
    order = Order.objects.get()
    assert (order.status, order.refunded) == ("cancelled", Decimal("100.00"))
    assert parcel.items.get().variant.stock == 5
    assert audit.discrepancies() == []


def test_late_news_of_the_way_moves_nothing_and_is_told_to_nobody() -> None:
    parcel = a_booked_parcel(ParcelStatus.DELIVERED)

    tell(message(OUT, 5), message(EXCEPTION, 6, **REFUSED), message(PICKED_UP, 1))
    tasks.apply_carrier_messages()

    parcel.refresh_from_db()
    assert parcel.status == "delivered"
    assert not Notice.objects.filter(kind="parcel.out_for_delivery").exists()
    outcomes = set(CarrierMessage.objects.values_list("outcome", flat=True))
    assert outcomes == {
        "out_for_delivery ignored at delivered",
        "refused ignored at delivered",
        "picked_up ignored at delivered",
    }


@pytest.mark.parametrize("secret", ["", "wrong", "sandbox-carrier-secre", "سر"])
def test_a_forged_message_is_refused_and_not_kept(secret: str) -> None:
    parcel = a_booked_parcel()

    assert tell(message(DELIVERED), secret=secret.encode().decode("latin-1")) == [403]

    assert CarrierMessage.objects.count() == 0
    parcel.refresh_from_db()
    assert parcel.status == "processing"


def test_an_unsigned_message_is_refused(api: APIClient) -> None:
    answer = api.post(HOOK, message(DELIVERED), format="json")

    assert (answer.status_code, answer.json()["code"]) == (403, "bad_signature")


def test_a_carrier_nobody_knows_is_not_found(api: APIClient) -> None:
    answer = api.post("/api/shipping/webhooks/nobody/", {}, format="json")

    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_carrier")


def test_sellers_own_ways_have_no_webhook(api: APIClient) -> None:
    assert api.post("/api/shipping/webhooks/manual/", {}, format="json").status_code == 403


@pytest.mark.parametrize(
    "body",
    [
        [],
        {},
        {"trackingNumber": None, "state": 45},
        {"trackingNumber": "7234519", "state": "45"},
        {"trackingNumber": "7234519", "state": 45, "timeStamp": 10**30},
        {"trackingNumber": "7234519", "state": 45, "timeStamp": "yesterday"},
        {"trackingNumber": "7234519", "state": 24, "timeStamp": "0001-01-01T00:00:00+14:00"},
        {"trackingNumber": "7234519", "state": 24, "timeStamp": 253402300799000},
        {"trackingNumber": "nobody's", "state": 45},
        {"trackingNumber": "x" * 5000, "state": 45},
    ],
)
def test_a_signed_message_of_any_shape_is_answered_and_leaves_the_way_to_be_shown(
    body: Any,
) -> None:
    parcel = a_booked_parcel()

    assert tell(body)[0] in {200, 400, 403}

    assert tasks.apply_carrier_messages() in {0, 1}
    assert not CarrierMessage.objects.filter(applied_at__isnull=True).exists()
    shown = signed_in(parcel.order.user).get(f"/api/orders/{parcel.order_id}/tracking/")
    assert shown.status_code == 200
    today = datetime.now(UTC).date().isoformat()
    assert all(event["happened_at"].startswith(today) for event in shown.json()[0]["events"])


def test_what_fails_on_the_way_home_is_no_refusal_at_the_buyers_door() -> None:
    parcel = a_booked_parcel()
    at_the_makers = {"type": "RTO", "exceptionReason": "The business refuses to receive it."}

    tell(message(OUT), message(EXCEPTION, 10, **REFUSED), message(EXCEPTION, 90, **at_the_makers))
    tasks.apply_carrier_messages()

    shown = signed_in(parcel.order.user).get(f"/api/orders/{parcel.order_id}/tracking/").json()
    assert [event["code"] for event in shown[0]["events"]] == [
        "out_for_delivery",
        "refused",
        "other",
    ]
    assert (shown[0]["status"], shown[0]["carrier_name"]) == ("refused", "بوسطة")
    left = Notice.objects.get(kind="parcel.shipped").values
    assert (left["carrier"], left["carrier_en"]) == ("بوسطة", "Bosta")


def test_one_message_that_cannot_be_applied_does_not_keep_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    broken = a_booked_parcel(number="1")
    parcel = a_booked_parcel(number="2")
    take = shipping.take

    def take_all_but_the_first(code: str, event: carriers.Event, *, now: datetime) -> str:
        if event.tracking_number == "1":
            raise RuntimeError("a bug")
        return take(code, event, now=now)

    monkeypatch.setattr(shipping, "take", take_all_but_the_first)
    tell(message(PICKED_UP, number="1"), message(PICKED_UP, number="2"))

    assert tasks.apply_carrier_messages() == 1

    for one, status in [(broken, "processing"), (parcel, "shipped")]:
        one.refresh_from_db()
        assert one.status == status


def test_a_message_about_an_order_that_staff_look_at_is_answered_and_noted() -> None:
    parcel = a_booked_parcel()
    Order.objects.update(held_for_review_at=datetime.now(UTC))

    tell(message(PICKED_UP))

    assert tasks.apply_carrier_messages() == 1
    assert CarrierMessage.objects.get().outcome == "picked_up refused: on_hold"
    parcel.refresh_from_db()
    assert parcel.status == "processing"
    assert TrackingEvent.objects.filter(parcel=parcel).count() == 1


def test_why_it_could_not_be_delivered_ends_in_one_full_stop() -> None:
    parcel = a_booked_parcel(ParcelStatus.SHIPPED)
    reason = "Retry delivery - the customer is not in the address."

    tell(message(47, 30, exceptionCode=1, exceptionReason=reason))
    tasks.apply_carrier_messages()

    told = Notice.objects.get(kind="parcel.attempt_failed")
    assert told.user_ids == [parcel.order.user_id]
    assert told.values["reason"] == "لم يكن المستلم في العنوان"
    assert told.values["reason_en"] == "Retry delivery - the customer is not in the address"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ar", "رفض المستلم استلام الطرد"),
        ("en", "Cancellation - the customer refuses to receive the shipment"),
    ],
)
def test_a_carriers_reason_is_read_in_ones_own_language(language: str, said: str) -> None:
    parcel = a_booked_parcel(ParcelStatus.SHIPPED)
    tell(message(47, 30, **REFUSED))
    tasks.apply_carrier_messages()

    buyer = signed_in(parcel.order.user)
    order = buyer.get(f"/api/orders/{parcel.order_id}/", headers={"Accept-Language": language})

    notes = [step["note"] for step in order.json()["timeline"] if step["to_status"] == "refused"]
    assert notes == [said]


# --- what a carrier ends ----------------------------------------------------------------------------
ENDINGS = pytest.mark.parametrize("ending", [TERMINATED, CANCELLED])


def timeline(parcel: Parcel) -> list[tuple[str, str]]:
    """Give the steps of an order as its buyer sees them; the seller sees those of its own parcel."""
    bought = signed_in(parcel.order.user).get(f"/api/orders/{parcel.order_id}/").json()
    sold = signed_in(parcel.seller).get(f"/api/seller/orders/{parcel.order_id}/").json()
    steps = [(step["code"], step["by"]) for step in bought["timeline"]]
    assert [(step["code"], step["by"]) for step in sold["timeline"]][-1] == steps[-1]
    return steps


@ENDINGS
def test_a_parcel_that_is_not_fetched_after_all_can_be_booked_anew(
    bosta: Wire, ending: int
) -> None:
    parcel = a_booked_parcel()

    tell(message(ending, 30))
    tasks.apply_carrier_messages()
    tell(message(ending, 31))  # said again, of a number that is nobody's any more
    tasks.apply_carrier_messages()

    parcel.refresh_from_db()
    assert (parcel.status, parcel.tracking_number) == ("processing", "")
    told = Notice.objects.get(kind="sale.called_off")
    assert (told.values["tracking_number"], told.values["carrier"]) == ("7234519", "بوسطة")
    assert Notice.objects.get(kind="parcel.called_off").user_ids == [parcel.order.user_id]
    assert timeline(parcel)[-1] == ("called_off", "system")
    shown = signed_in(parcel.order.user).get(f"/api/orders/{parcel.order_id}/tracking/").json()
    assert [event["code"] for event in shown[0]["events"]] == ["called_off"]

    bosta.answers["POST"] = (201, {"data": {"trackingNumber": "7234520"}})
    assert book(parcel).json() == {"tracking_number": "7234520"}
    # Bosta takes a reference once.
    assert bosta.asked[-1][2]["uniqueBusinessReference"] == f"parcel-{parcel.pk}-2"
    tell(message(DELIVERED, 90, number="7234520"))
    tasks.apply_carrier_messages()
    parcel.refresh_from_db()
    assert parcel.status == "delivered"


@ENDINGS
@pytest.mark.parametrize("status", [ParcelStatus.SHIPPED, ParcelStatus.REFUSED])
def test_a_parcel_stopped_on_its_way_is_for_staff_to_look_for(
    status: ParcelStatus, ending: int
) -> None:
    parcel = a_booked_parcel(status, is_cash=False)
    a_booked_parcel(ParcelStatus.SHIPPED, number="2")

    tell(message(ending, 30), message(ARCHIVED, 40))
    tasks.apply_carrier_messages()
    tell(message(ending, 30, type="RTO"))
    tasks.apply_carrier_messages()

    parcel.refresh_from_db()
    assert (parcel.status, parcel.order.refunded) == (status, Decimal("0.00"))
    assert list(Parcel.objects.lost_from_sight(FROM)) == [parcel]
    assert Notice.objects.get(kind="sale.stopped").user_ids == [parcel.seller_id]
    told = Notice.objects.get(kind="parcel.stopped")
    assert told.user_ids == [parcel.order.user_id]
    assert (told.values["seller"], told.values["carrier_en"]) == (parcel.seller_name, "Bosta")
    assert timeline(parcel)[-1] == ("stopped", "system")
    shown = signed_in(parcel.order.user).get(f"/api/orders/{parcel.order_id}/tracking/").json()
    assert shown[0]["events"][0]["words"] == "أوقفت شركة الشحن نقله"


def test_a_stopped_parcel_that_goes_on_is_looked_for_no_longer() -> None:
    parcel = a_booked_parcel(ParcelStatus.SHIPPED, is_cash=False)
    tell(message(CANCELLED, 30))
    tasks.apply_carrier_messages()

    tell(message(HUB, 50))
    tasks.apply_carrier_messages()
    assert not Parcel.objects.lost_from_sight(FROM).exists()

    tell(message(RETURNED, 90))
    tasks.apply_carrier_messages()
    parcel.refresh_from_db()
    assert parcel.status == "returned"
    assert audit.discrepancies() == []


@pytest.mark.parametrize(
    "status", [ParcelStatus.CANCELLED, ParcelStatus.DELIVERED, ParcelStatus.RETURNED]
)
def test_the_end_of_a_parcel_that_has_come_to_its_own_is_no_news(status: ParcelStatus) -> None:
    parcel = a_booked_parcel(status)

    tell(message(TERMINATED, 30))
    tasks.apply_carrier_messages()

    parcel.refresh_from_db()
    assert (parcel.status, parcel.tracking_number) == (status, "7234519")
    assert CarrierMessage.objects.get().outcome == f"stopped ignored at {status}"
    assert not Notice.objects.filter(kind__regex="stopped|called_off").exists()


# --- what a seller may not say ----------------------------------------------------------------------
def step(parcel: Parcel, **body: Any) -> Any:
    path = f"/api/seller/orders/{parcel.order_id}/status/"
    return signed_in(parcel.seller).put(path, body, format="json")


@pytest.mark.parametrize("status", ["delivered", "refused", "returned"])
def test_what_happened_on_the_way_is_for_the_carrier_to_say(status: str) -> None:
    parcel = a_booked_parcel(ParcelStatus.SHIPPED)

    answer = step(parcel, status=status)

    assert (answer.status_code, answer.json()["code"]) == (409, "carrier_decides")
    parcel.refresh_from_db()
    assert parcel.status == "shipped"


def test_a_parcel_cannot_pass_for_another_by_a_number_typed_in() -> None:
    theirs = a_booked_parcel(number="111")
    mine = a_booked_parcel(number="222")

    answer = step(mine, status="shipped", tracking_number="111")

    assert (answer.status_code, answer.json()["code"]) == (409, "carrier_decides")
    tell(message(DELIVERED, number="111"))
    tasks.apply_carrier_messages()
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (mine.status, theirs.status) == ("processing", "delivered")


def test_a_number_is_a_carriers_for_one_parcel_alone() -> None:
    a_booked_parcel(number="111")
    mine = a_booked_parcel(number="222")

    with pytest.raises(IntegrityError), transaction.atomic():
        Parcel.objects.filter(pk=mine.pk).update(tracking_number="111")
    # Sellers' own numbers are theirs to choose.
    own = [an_order().parcels.get() for _ in range(2)]
    Parcel.objects.filter(pk__in=[one.pk for one in own]).update(tracking_number="111")


def test_a_carrier_that_gives_a_number_again_has_booked_nothing(bosta: Wire) -> None:
    a_booked_parcel(number="7234519")
    mine = a_booked_parcel(number="")

    answer = book(mine)

    assert (answer.status_code, answer.json()["code"]) == (503, "carrier_unavailable")
    mine.refresh_from_db()
    assert mine.tracking_number == ""


# --- booking ----------------------------------------------------------------------------------------
def book(parcel: Parcel, **headers: Any) -> Any:
    path = f"/api/seller/orders/{parcel.order_id}/booking/"
    return signed_in(parcel.seller).post(path, **headers)


def test_booking_tells_the_carrier_what_it_needs_and_keeps_its_number(bosta: Wire) -> None:
    parcel = a_booked_parcel(number="")

    answer = book(parcel)

    assert (answer.status_code, answer.json()) == (200, {"tracking_number": "7234519"})
    [(method, path, body)] = bosta.asked
    assert (method, path.endswith("/deliveries")) == ("POST", True)
    assert (body["cod"], body["goodsInfo"]["amount"]) == (165.0, 100.0)
    assert body["uniqueBusinessReference"] == f"parcel-{parcel.pk}"
    assert body["receiver"]["phone"] == "+201001234567"
    parcel.refresh_from_db()
    assert parcel.tracking_number == "7234519"


def test_a_prepaid_parcel_collects_nothing_at_the_door(bosta: Wire) -> None:
    book(a_booked_parcel(number="", is_cash=False))

    assert bosta.asked[0][2]["cod"] == 0


def test_booking_again_asks_nobody(bosta: Wire) -> None:
    parcel = a_booked_parcel(number="")

    answers = [book(parcel), book(parcel), book(parcel, HTTP_IDEMPOTENCY_KEY="k")]

    assert [a.json()["tracking_number"] for a in answers] == ["7234519"] * 3
    assert len(bosta.asked) == 1


@pytest.mark.parametrize("answer", [(500, {}), (400, {"message": "no"}), (200, [])])
def test_a_carrier_that_refuses_leaves_the_parcel_as_it_was(
    bosta: Wire, answer: tuple[int, Any]
) -> None:
    parcel = a_booked_parcel(number="")
    bosta.answers["POST"] = answer

    refused = book(parcel)

    assert (refused.status_code, refused.json()["code"]) == (503, "carrier_unavailable")
    parcel.refresh_from_db()
    assert (parcel.status, parcel.tracking_number) == ("processing", "")


def test_only_what_is_being_prepared_can_be_booked(bosta: Wire) -> None:
    parcel = an_order(options="bosta").parcels.get()

    assert book(parcel).json()["code"] == "invalid_transition"
    assert bosta.asked == []


# --- calling off and asking -------------------------------------------------------------------------
def test_a_booked_parcel_that_is_cancelled_is_called_off_once(bosta: Wire) -> None:
    parcel = a_booked_parcel()
    with transaction.atomic():
        parcels.cancel(parcel.order, by=parcel.order.user, now=datetime.now(UTC))

    assert [tasks.call_off_cancelled(), tasks.call_off_cancelled()] == [1, 0]

    [(method, path, _)] = bosta.asked
    assert (method, path.split("/v2/")[1]) == ("DELETE", "deliveries/business/7234519/terminate")


def test_a_carrier_that_does_not_answer_is_told_again_later(bosta: Wire) -> None:
    parcel = a_booked_parcel()
    with transaction.atomic():
        parcels.cancel(parcel.order, by=None, now=datetime.now(UTC))
    bosta.answers["DELETE"] = (503, {})
    assert tasks.call_off_cancelled() == 0

    bosta.answers["DELETE"] = (200, {"success": True})

    assert tasks.call_off_cancelled() == 1


def test_a_carrier_that_said_nothing_for_hours_is_asked(bosta: Wire) -> None:
    parcel = a_booked_parcel()
    bosta.answers["GET"] = (
        200,
        {
            "data": {
                "trackingNumber": "7234519",
                "type": {"code": 10},
                "state": {"code": DELIVERED},
                "updatedAt": "2026-07-01T12:00:00.000Z",
            }
        },
    )
    tasks.ask_carriers()
    assert bosta.asked == []

    Parcel.objects.update(updated_at=datetime.now(UTC) - timedelta(hours=7))
    tasks.ask_carriers()
    tasks.ask_carriers()

    assert len(bosta.asked) == 1
    parcel.refresh_from_db()
    assert parcel.status == "delivered"


# --- cash -------------------------------------------------------------------------------------------
def test_a_carriers_file_is_matched_to_the_piastre() -> None:
    right = a_booked_parcel(ParcelStatus.DELIVERED, number="1")
    wrong = a_booked_parcel(ParcelStatus.DELIVERED, number="2")
    a_booked_parcel(ParcelStatus.SHIPPED, number="3")
    rows = [
        Collected("1", Decimal("165.00")),
        Collected("2", Decimal("164.99")),
        Collected("3", Decimal("165.00")),
        Collected("4", Decimal("10.00")),
        Collected("1", Decimal("165.00")),
    ]

    with transaction.atomic():
        file = shipping.import_remittance(
            "bosta",
            reference="R-1",
            received_on=date(2026, 7, 9),
            collected=rows,
            fees=Decimal("12.00"),
            by=a_staff_member("finance"),
            now=datetime.now(UTC),
        )

    assert list(file.lines.order_by("pk").values_list("outcome", flat=True)) == [
        "matched",
        "different",
        "undelivered",
        "unknown",
        "repeated",
    ]
    right.refresh_from_db()
    wrong.refresh_from_db()
    assert (right.remitted_at is not None, wrong.remitted_at) == (True, None)
    assert ledger.house_balance(Account.COURIER, "bosta") == Decimal("-165.00")
    assert audit.discrepancies() == []
