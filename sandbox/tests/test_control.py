"""The control page and its API, and the faults they order."""

import time
from typing import Any

import pytest
from django.http.response import StreamingHttpResponse
from django.test import Client

from sandbox import deliveries
from sandbox.models import Delivery, Exchange, Fault, Order, State, Transaction
from sandbox.tests.builders import (
    AUTH,
    DECLINED,
    KIOSK,
    PENDING,
    WALLET,
    a_parcel,
    a_payment,
    an_announcement,
    an_intention,
    checkout_url,
)
from sandbox.tests.shop import (
    PAYMOB,
    PAYOUTS,
    Api,
    Shop,
    control,
    with_payouts_token,
    with_secret_key,
)

pytestmark = pytest.mark.django_db

CREATE = f"{PAYMOB}/v1/intention/"
PAGE = f"{PAYMOB}/control/"


def announce() -> Any:
    return with_secret_key().post(CREATE, an_announcement())


def test_the_page_shows_payments_callbacks_and_requests(browser: Client, shop: Shop) -> None:
    paid = a_payment()
    deliveries.deliver_due()

    page = browser.get(PAGE).content.decode()

    assert str(paid.pk) in page
    assert "delivered" in page
    assert "/sandbox/paymob/v1/intention/" in page
    assert "4000 0000 0000 0002" in page
    assert "<script" not in page


def test_the_page_of_one_order_shows_only_that(browser: Client) -> None:
    first, second = a_payment(), a_payment()
    page = browser.get(f"{PAGE}?order={first.order_id}").content.decode()
    assert f">{first.pk}<" in page.replace("\n", "")
    assert f'<td class="n">{second.pk}' not in page


def test_a_button_does_what_its_verb_does(browser: Client) -> None:
    paid = a_payment(PENDING)
    form = {"verb": "decide", "transaction": paid.pk, "outcome": "approve"}

    answer = browser.post(PAGE, form)

    assert answer.headers["Location"] == f"{PAGE}?done=Transaction+{paid.pk}+is+approved."
    paid.refresh_from_db()
    assert paid.success


def test_a_button_pressed_in_vain_says_why(browser: Client) -> None:
    answer = browser.post(PAGE, {"verb": "decide", "transaction": "5", "outcome": "approve"})
    assert "wrong=" in answer.headers["Location"]
    assert b"Nothing here waits to be paid" in browser.get(answer.headers["Location"]).content


def test_another_site_can_press_no_button() -> None:
    careful = Client(enforce_csrf_checks=True)
    assert careful.post(PAGE, {"verb": "forget"}).status_code == 403
    as_form = careful.post(f"{PAGE}api/forget/", {})
    assert as_form.status_code == 415
    as_text = careful.post(f"{PAGE}api/forget/", "{}", content_type="text/plain")
    assert as_text.status_code == 415


def test_the_api_tells_what_the_page_shows(shop: Shop) -> None:
    paid = a_payment()
    deliveries.deliver_due()

    told = Api("").get(f"{PAGE}api/").json()
    narrowed = Api("").get(f"{PAGE}api/?order={paid.order_id}").json()

    assert told["transactions"][0]["id"] == paid.pk
    assert told["deliveries"][0]["attempts"][0]["status"] == 200
    assert told["requests"][-1]["name"] == "intention.create"
    assert {"clock", "faults", "payouts", "callback_options"} <= told.keys()
    assert len(narrowed["transactions"]) == 1


def test_an_unknown_verb_is_told_the_known_ones() -> None:
    answer = control("dance")
    assert answer.status_code == 404
    assert "advance" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("verb", "given"),
    [
        ("resend", {}),
        ("resend", {"delivery": "x"}),
        ("delay", {"delivery": 1}),
        ("fault", {"kind": "earthquake"}),
        ("advance", {"seconds": -1}),
        ("advance", {"seconds": 10**15}),
        ("switch", {"budget": "NaN"}),
        ("switch", {"payouts_callback_url": "nowhere"}),
        ("decide_payout", {"payout": "x", "status": "success"}),
        ("travel", {"copies": 21}),
    ],
)
def test_what_a_verb_does_not_take_is_400(verb: str, given: dict[str, Any]) -> None:
    assert control(verb, **given).status_code == 400


@pytest.mark.parametrize(
    ("verb", "given"),
    [
        ("resend", {"delivery": 5}),
        ("travel", {"order": 5}),
        ("pay_bill", {"bill_reference": 5}),
        ("decide_payout", {"payout": "0" * 8 + "-0000" * 3 + "-" + "0" * 12, "status": "failed"}),
    ],
)
def test_what_is_not_there_is_404(verb: str, given: dict[str, Any]) -> None:
    assert control(verb, **given).status_code == 404


def test_deliveries_are_held_delayed_lost_and_spoiled(shop: Shop) -> None:
    for _ in range(4):
        a_payment()
    held, delayed, lost, spoiled = Delivery.objects.order_by("pk")

    control("hold", delivery=held.pk)
    control("delay", delivery=delayed.pk, seconds=60)
    control("lose", delivery=lost.pk)
    control("corrupt", delivery=spoiled.pk)
    answer = control("deliver")

    assert answer.json() == {"done": "Made 1 attempts.", "attempts": 1}
    assert [one.is_genuine for one in shop.received] == [False]


def test_an_error_does_no_work() -> None:
    control("fault", kind="error", target="intention.create", times=2)

    first, second, third = announce(), announce(), announce()

    assert [first.status_code, second.status_code, third.status_code] == [500, 500, 201]
    assert "json" not in first.headers["Content-Type"]
    assert Order.objects.count() == 1
    assert not Fault.objects.exists()


def test_a_time_out_waits_and_does_no_work() -> None:
    control("fault", kind="timeout", seconds=1)
    began = time.monotonic()
    assert announce().status_code == 504
    assert time.monotonic() - began >= 1
    assert not Order.objects.exists()


def test_a_slow_answer_is_one_all_the_same() -> None:
    control("fault", kind="slow", seconds=1)
    began = time.monotonic()
    assert announce().status_code == 201
    assert time.monotonic() - began >= 1


def test_a_dropped_answer_leaves_the_work_done() -> None:
    control("fault", kind="drop")

    answer = announce()

    assert isinstance(answer, StreamingHttpResponse)
    with pytest.raises(ConnectionAbortedError):
        b"".join(answer.streaming_content)  # type: ignore[arg-type]
    assert Order.objects.count() == 1
    assert Exchange.objects.get(fault="drop").status == 201


def test_a_fault_hits_only_its_endpoint() -> None:
    control("fault", kind="error", target="refund")
    assert announce().status_code == 201
    control("mend")
    assert not Fault.objects.exists()


def test_the_clock_only_goes_forward_as_told() -> None:
    before = Api("").get(f"{PAGE}api/").json()
    control("advance", seconds=86_400)
    after = Api("").get(f"{PAGE}api/").json()
    assert (before["ahead_seconds"], after["ahead_seconds"]) == (0, 86_400)
    assert after["clock"][:10] > before["clock"][:10]


def test_everything_can_be_forgotten(shop: Shop) -> None:
    a_payment()
    control("advance", seconds=60)
    control("forget")
    for model in (Order, Transaction, Delivery, Fault, Exchange):
        assert not model.objects.exists()
    assert State.current().ahead.total_seconds() == 0


def test_an_unknown_address_is_written_down() -> None:
    answer = with_secret_key().post(f"{PAYMOB}/api/acceptance/valu", {"x": 1})
    assert (answer.status_code, answer.json()) == (404, {"detail": "Not found."})
    assert Exchange.objects.get().name == "gateway.unknown"


def test_the_journal_is_shortened() -> None:
    from datetime import timedelta

    from django.utils import timezone

    announce()
    deliveries.forget_old(timezone.now() + timedelta(days=29))
    assert Exchange.objects.count() == 1
    deliveries.forget_old(timezone.now() + timedelta(days=31))
    assert Exchange.objects.count() == 0


def test_the_front_page_links_everything(browser: Client) -> None:
    page = browser.get("/sandbox/").content.decode()
    for path in ("paymob/control/", "bosta/control/", "phone/", "mail/", "paymob/kiosk/"):
        assert f"/sandbox/{path}" in page


def test_pages_let_nothing_in_from_elsewhere(browser: Client) -> None:
    for path in ("", "paymob/control/", "phone/", "mail/", "paymob/kiosk/"):
        policy = browser.get(f"/sandbox/{path}").headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'")
        assert "form-action 'self' http://shop.test:80" in policy


def test_the_dashboard_can_refund_behind_the_shops_back(browser: Client, shop: Shop) -> None:
    paid, other = a_payment(), a_payment()
    deliveries.deliver_due()

    browser.post(PAGE, {"verb": "refund", "transaction": paid.pk, "amount_cents": "24950"})
    browser.post(PAGE, {"verb": "void", "transaction": other.pk})

    deliveries.deliver_due()
    told = [one.body["obj"] for one in shop.received[2:]]
    assert [one["id"] for one in told if one["is_refunded"]] == [paid.pk]
    assert [one["id"] for one in told if one["is_voided"]] == [other.pk]
    assert "refund" in browser.get(PAGE).content.decode()


def test_the_page_can_show_whatever_there_is(browser: Client, shop: Shop) -> None:
    a_payment()
    a_payment(DECLINED)
    a_payment(PENDING)
    a_payment(payment_methods=[AUTH])
    bill = an_intention(payment_methods=[KIOSK])
    browser.post(checkout_url(bill), {"method": "kiosk"})
    wallet = an_intention(payment_methods=[WALLET])
    browser.post(checkout_url(wallet), {"method": "wallet", "phone": "01010101010"})
    payouts = with_payouts_token()
    for order in (
        {"issuer": "vodafone", "amount": 100, "msisdn": "01023456789"},
        {
            "issuer": "instant_bank",
            "amount": 200,
            "full_name": "منى عادل",
            "bank_card_number": "EG380019000500000000263180002",
            "bank_code": "CIB",
        },
    ):
        assert payouts.post(f"{PAYOUTS}/disburse/", order).status_code == 200
    for kind in Fault.Kind.values:
        control("fault", kind=kind, target="capture")
    control("switch", amount_triggers=True, balance_cents=5)
    deliveries.deliver_due()
    control("resend", delivery=Delivery.objects.order_by("pk")[0].pk, corrupt=True)

    page = browser.get(PAGE)

    assert page.status_code == 200
    for text in ("bill 61", "paying the bill at a kiosk", "in a day: failed", "****0002"):
        assert text in page.content.decode()


def test_the_carriers_page_can_show_every_state(browser: Client) -> None:
    for ending in ("delivered", "refused", "returned", "lost", "damaged", "terminated"):
        control("walk", "bosta", parcel=a_parcel(), ending=ending)
    turned = a_parcel()
    control("fail", "bosta", parcel=turned, code=4)
    control("step", "bosta", parcel=turned)

    page = browser.get("/sandbox/bosta/control/").content.decode()

    for text in ("Attempt failed", "On its way to the shop", "Lost", "Damaged", "collected 350.50"):
        assert text in page
