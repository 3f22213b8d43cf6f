"""The queue: once per message unless told otherwise, again until a 2xx, only where allowed."""

from datetime import timedelta
from typing import Any

import httpx2
import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from sandbox import deliveries, origins
from sandbox.deliveries import Message, Options
from sandbox.models import Attempt, Delivery
from sandbox.tests.builders import a_payment
from sandbox.tests.shop import HOOK, PAYMOB, Shop, control, with_secret_key

pytestmark = pytest.mark.django_db


def a_delivery(**options: Any) -> Delivery:
    message = Message(
        kind=Delivery.Kind.PAYOUT,
        subject=options.pop("subject", "payout:1"),
        about="payout:1",
        url=options.pop("url", HOOK),
        body=options.pop("body", "{}"),
        headers=options.pop("headers", {"Content-Type": "application/json"}),
    )
    return deliveries.enqueue(message, Options(**options))[0]


def later(seconds: float) -> Any:
    return timezone.now() + timedelta(seconds=seconds)


def state_of(delivery: Delivery) -> str:
    delivery.refresh_from_db()
    return delivery.state


def test_a_message_is_sent_once(shop: Shop) -> None:
    delivery = a_delivery()

    assert (deliveries.deliver_due(), deliveries.deliver_due()) == (1, 0)

    assert (len(shop.received), state_of(delivery)) == (1, "delivered")
    attempt = delivery.attempts.get()
    assert (attempt.status, attempt.answer, attempt.error) == (200, "thank you", "")


@pytest.mark.parametrize("status", [199, 301, 404, 500, 503])
def test_anything_but_2xx_is_tried_again_by_the_schedule(shop: Shop, status: int) -> None:
    delivery = a_delivery()
    shop.answers = lambda place: status if place < 2 else 204

    first = deliveries.deliver_due()
    too_early = deliveries.deliver_due()
    second = deliveries.deliver_due(later(1))
    third = deliveries.deliver_due(later(6))

    assert (first, too_early, second, third) == (1, 0, 1, 1)
    assert state_of(delivery) == "delivered"
    assert delivery.attempts.count() == 3


def test_in_the_end_it_is_given_up(shop: Shop) -> None:
    delivery = a_delivery()
    shop.answers = lambda place: 500

    for hour in range(6):
        deliveries.deliver_due(later(3600 * hour))

    assert (len(shop.received), state_of(delivery)) == (4, "exhausted")


def test_a_broken_line_counts_as_an_attempt(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("nobody listens")

    monkeypatch.setattr(
        deliveries, "client", lambda: httpx2.Client(transport=httpx2.MockTransport(refuse))
    )
    delivery = a_delivery()

    deliveries.deliver_due()

    attempt = delivery.attempts.get()
    assert (attempt.status, attempt.error) == (None, "ConnectError: nobody listens")
    assert state_of(delivery) == "waiting"


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/",
        "http://shop.test:81/",
        "https://shop.test/",
        "http://shop.test@evil.test/",
        "file:///etc/passwd",
        "gopher://shop.test/",
        "http://[::1]/",
        "http://shop.test\\@evil.test/",
    ],
)
def test_nothing_is_sent_elsewhere(shop: Shop, url: str) -> None:
    delivery = a_delivery(url=url)

    deliveries.deliver_due()

    assert shop.received == []
    assert "allowed origins" in delivery.attempts.get().error


def test_an_origin_taken_off_the_list_is_called_no_more(shop: Shop, settings: Settings) -> None:
    a_payment()
    settings.SANDBOX = {**settings.SANDBOX, "allowed_origins": []}
    deliveries.deliver_due()
    assert shop.received == []


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("http://shop.test", "http://shop.test:80"),
        ("http://SHOP.test:80/a?b#c", "http://shop.test:80"),
        ("https://shop.test/", "https://shop.test:443"),
        ("http://shop.test:99999/", None),
        ("http://", None),
        ("//shop.test/", None),
        ("http://a b/", None),
        ("http://[bad/", None),
        ("", None),
    ],
)
def test_an_origin_is_scheme_host_and_port(url: str, origin: str | None) -> None:
    assert origins.origin(url) == origin


def test_redirects_are_not_followed(shop: Shop) -> None:
    with deliveries.client() as client:
        assert client.follow_redirects is False


def test_the_real_client_takes_no_proxy_and_no_redirect() -> None:
    with deliveries.client() as client:
        assert (client.follow_redirects, client.trust_env) == (False, False)


def test_an_endless_answer_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, content=(b"x\x00" * 1000 for _ in range(10**9)))

    monkeypatch.setattr(
        deliveries, "client", lambda: httpx2.Client(transport=httpx2.MockTransport(endless))
    )
    a_delivery()
    deliveries.deliver_due()
    assert Attempt.objects.get().answer == "x" * 1000


def test_a_late_message_waits(shop: Shop) -> None:
    a_delivery(delay_seconds=60)
    assert deliveries.deliver_due(later(59)) == 0
    assert deliveries.deliver_due(later(61)) == 1


def test_the_clock_put_forward_makes_messages_due(shop: Shop) -> None:
    a_delivery(delay_seconds=3600)
    control("advance", seconds=3600)
    assert deliveries.deliver_due() == 1


def test_copies_are_separate_messages(shop: Shop) -> None:
    a_delivery(copies=3)
    assert deliveries.deliver_due() == 3
    assert Delivery.objects.filter(state="delivered").count() == 3


@pytest.mark.parametrize(("option", "state"), [("lose", "lost"), ("hold", "held")])
def test_what_is_lost_or_held_is_not_sent_but_can_be_later(
    shop: Shop, option: str, state: str
) -> None:
    delivery = a_delivery(**{option: True})
    assert (deliveries.deliver_due(later(9999)), state_of(delivery)) == (0, state)

    control("release", delivery=delivery.pk)

    assert deliveries.deliver_due() == 1


def test_a_message_can_overtake_those_before_it(shop: Shop) -> None:
    for number in range(3):
        a_delivery(reorder=True, body=f'{{"number": {number}}}')
    a_delivery(reorder=True, subject="payout:2", body='{"number": 9}')

    deliveries.deliver_due(later(10))

    order = [one.body["number"] for one in shop.received]
    assert [number for number in order if number != 9] == [2, 1, 0]


def test_what_waits_can_be_turned_round(shop: Shop) -> None:
    for number in range(3):
        a_delivery(body=f'{{"number": {number}}}')

    control("reorder", subject="payout:1")

    deliveries.deliver_due(later(1))
    assert [one.body["number"] for one in shop.received] == [2, 1, 0]


def test_a_runner_that_died_holds_a_message_only_for_a_while(shop: Shop) -> None:
    delivery = a_delivery()
    Delivery.objects.update(claimed_until=later(60))
    assert deliveries.deliver_due() == 0
    assert deliveries.deliver_due(later(61)) == 1
    assert state_of(delivery) == "delivered"


def test_no_more_is_sent_than_asked_for(shop: Shop) -> None:
    a_delivery(copies=5)
    assert deliveries.deliver_due(limit=2) == 2


def test_a_resent_message_is_the_same_message(shop: Shop) -> None:
    a_payment()
    deliveries.deliver_due()
    sent = Delivery.objects.get()

    control("resend", delivery=sent.pk, copies=2)
    deliveries.deliver_due()

    assert [one.url for one in shop.received] == [shop.received[0].url] * 3
    assert all(one.body == shop.received[0].body for one in shop.received)


def test_a_copy_can_be_forged(shop: Shop) -> None:
    a_payment()
    deliveries.deliver_due()
    control("resend", delivery=Delivery.objects.get().pk, corrupt=True)
    deliveries.deliver_due()
    assert [one.is_genuine for one in shop.received] == [True, False]


def test_orders_travel_as_chosen_for_them(shop: Shop) -> None:
    paid = a_payment()
    deliveries.deliver_due()
    control("travel", order=paid.order_id, copies=2, corrupt=True)

    with_secret_key().post(
        f"{PAYMOB}/api/acceptance/void_refund/refund",
        {"transaction_id": paid.pk, "amount_cents": 5},
    )
    a_payment()
    deliveries.deliver_due()

    of_the_refund, of_another = shop.received[1:5], shop.received[5:]
    assert [one.is_genuine for one in of_the_refund] == [False] * 4
    assert [one.is_genuine for one in of_another] == [True]


def test_all_can_travel_as_chosen(shop: Shop) -> None:
    control("travel", lose=True)
    a_payment()
    control("travel")
    a_payment()
    assert deliveries.deliver_due() == 1


def test_a_header_that_cannot_be_sent_is_an_error_not_a_crash(shop: Shop) -> None:
    a_delivery(headers={"X-Secret": "سر"})
    deliveries.deliver_due()
    assert "UnicodeEncodeError" in Attempt.objects.get().error
