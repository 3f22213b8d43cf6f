"""Paying by card at the gateway's hosted page, in a real browser, against the sandbox."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Response

from custom_auth.tests.builders import signed_in
from orders.models import Order
from orders.rules.states import Method
from orders.tests.builders import an_order
from payment import tasks
from payment.actions import audit, reconcile
from payment.gateways import paymob
from payment.models import Payment
from products.tests.builders import a_product
from sandbox import deliveries
from tests.browser.conftest import Window

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

APPROVED, DECLINED, SECURE, LOST = (
    "5123 4567 8901 2346",
    "4000 0000 0000 0002",
    "4000 0000 0000 3220",
    "4000 0000 0000 0341",
)
NO_PAGE = "Failed to load resource: the server responded with a status of 404 (Not Found)"
Maker = Callable[..., Window]


@pytest.fixture
def shop(windows: Maker, settings: Any) -> Iterator[Maker]:
    """Have gateway and shop find each other at the address that is served.

    Back at the shop there is the app, which has no page here; that alone may be missing.
    """
    missing: list[str] = []

    def answered(answer: Response) -> None:
        if answer.status >= 400 and "/payments/" not in answer.url:
            missing.append(answer.url)

    def make(**wanted: Any) -> Window:
        window = windows(**wanted)
        settings.APP_LINK_URL = settings.PUBLIC_URL = window.home
        settings.PAYMOB = {
            **settings.PAYMOB,
            "base_url": f"{window.home}/sandbox/paymob/",
            "checkout_url": f"{window.home}/sandbox/paymob/unifiedcheckout/",
        }
        settings.SANDBOX = {
            **settings.SANDBOX,
            "allowed_origins": [window.home],
            "processed_callback_url": f"{window.home}/api/payments/webhooks/paymob/",
        }
        cache.clear()
        window.page.set_extra_http_headers({"Accept-Language": window.language})
        window.page.on("response", answered)
        window.excused.add(NO_PAGE)
        return window

    yield make
    assert missing == []


def begins(window: Window) -> tuple[Order, str]:
    """Order a piece and begin to pay for it; gives the order, and the page to pay on."""
    order = an_order(
        lines=[(a_product(name="فازة فخار", price="280"), 1)], method=Method.CREDIT_CARD
    )
    body = {"order": order.pk, "method": "credit_card"}
    answer = signed_in(order.user).post("/api/payments/process/", body, format="json")
    assert answer.status_code == 201, answer.content
    return order, answer.json()["next_action"]["url"]


def pays(window: Window, number: str) -> None:
    for name, text in {
        "number": number,
        "expiry": "01/39",
        "cvv": "123",
        "name": "Test Account",
    }.items():
        window.page.fill(f"#{name}", text)
    window.page.locator("form:has(#number) button[type=submit]").click()


def callbacks_arrive() -> None:
    while deliveries.deliver_due():
        pass
    tasks.apply_callbacks()


def payment_of(order: Order) -> Payment:
    return Payment.objects.get(order=order)


def assert_clean() -> None:
    assert [str(found) for found in audit.discrepancies()] == []


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_card_pays(shop: Maker, language: str, size: str) -> None:
    window = shop(language=language, size=size)
    order, page = begins(window)
    window.page.goto(page)
    window.shot("card-page")
    assert window.violations() == []

    pays(window, APPROVED)
    window.page.wait_for_url("**/payments/**")

    assert "success=true" in window.page.url
    assert payment_of(order).status == "pending"  # what a browser says pays nothing
    callbacks_arrive()
    assert payment_of(order).status == "completed"
    assert_clean()


def test_a_declined_card_pays_nothing_and_another_may_be_tried(shop: Maker) -> None:
    window = shop()
    order, page = begins(window)
    window.page.goto(page)

    pays(window, DECLINED)
    window.page.wait_for_load_state("networkidle")
    window.shot("card-declined")
    callbacks_arrive()

    payment = payment_of(order)
    assert (payment.status, payment.failure != "") == ("pending", True)
    body = {"order": order.pk, "method": "credit_card"}
    again = signed_in(order.user).post("/api/payments/process/", body, format="json")
    window.page.goto(again.json()["next_action"]["url"])
    pays(window, APPROVED)
    window.page.wait_for_url("**/payments/**success=true**")
    callbacks_arrive()
    assert payment_of(order).status == "completed"
    assert_clean()


def test_the_banks_code_is_asked_for_and_a_wrong_one_pays_nothing(shop: Maker) -> None:
    window = shop(size="phone")
    order, page = begins(window)
    window.page.goto(page)
    pays(window, SECURE)
    window.page.wait_for_url("**/step/**")
    window.shot("card-3ds")
    assert window.violations() == []

    window.page.fill("[name=otp]", "000000")
    window.page.locator("form:has([name=otp]) button[type=submit]").first.click()
    window.page.wait_for_load_state("networkidle")
    window.shot("card-3ds-wrong")
    callbacks_arrive()
    assert payment_of(order).status == "pending"

    window.page.fill("[name=otp]", "123456")
    window.page.locator("form:has([name=otp]) button[type=submit]").first.click()
    window.page.wait_for_url("**/payments/**")
    callbacks_arrive()
    assert payment_of(order).status == "completed"
    assert_clean()


def test_a_lost_callback_is_healed_by_asking(shop: Maker) -> None:
    window = shop()
    order, page = begins(window)
    window.page.goto(page)
    pays(window, LOST)
    window.page.wait_for_url("**/payments/**")
    callbacks_arrive()
    assert payment_of(order).status == "pending"

    later = timezone.now() + timedelta(minutes=3)
    reconcile.ask_about_open(paymob.client(), clock=lambda: later)

    assert payment_of(order).status == "completed"
    assert_clean()
