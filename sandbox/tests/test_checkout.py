"""A customer's ways through the pages, by their forms."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from sandbox import deliveries
from sandbox.configuration import configuration
from sandbox.models import CardToken, Delivery, Transaction
from sandbox.paymob import cards, signatures
from sandbox.tests.builders import (
    APPROVED,
    AUTH,
    CARD,
    DECLINED,
    KIOSK,
    MOTO,
    PENDING,
    SECURE,
    WALLET,
    a_card_form,
    a_payment,
    a_saved_card,
    an_intention,
    checkout_url,
    latest,
)
from sandbox.tests.shop import BACK, PAYMOB, Shop, control

pytestmark = pytest.mark.django_db


def came_back(answer: Any) -> dict[str, str]:
    """Give the query the browser was sent back to the shop with, its signature checked."""
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(f"{BACK}?")
    query = dict(parse_qsl(urlsplit(answer.headers["Location"]).query, keep_blank_values=True))
    secret = configuration().hmac_secret
    assert query["hmac"] == signatures.of_redirect(query, secret=secret)
    return query


def test_a_card_pays_and_the_browser_goes_back(browser: Client, shop: Shop) -> None:
    made = an_intention(special_reference="attempt-back")

    answer = browser.post(checkout_url(made), a_card_form())

    query = came_back(answer)
    assert (query["success"], query["pending"]) == ("true", "false")
    assert query["order"] == str(made["intention_order_id"])
    assert (query["amount_cents"], query["merchant_order_id"]) == ("124950", "attempt-back")
    assert deliveries.deliver_due() == 1
    told = shop.received[0]
    assert told.is_genuine
    assert told.body["obj"]["id"] == int(query["id"])
    assert told.body["obj"]["order"]["paid_amount_cents"] == 124950
    assert told.headers["content-type"] == "application/json"


def test_the_page_shows_what_is_paid_and_one_form_per_method(browser: Client) -> None:
    page = browser.get(checkout_url(an_intention(), lang="en")).content.decode()

    assert "1,249.50" in page
    assert "Order 17" in page
    for name in ("number", "expiry", "cvv", "name", "phone"):
        assert f'name="{name}"' in page
    assert page.index('name="number"') < page.index('name="phone"')
    assert "<script" not in page
    assert "http://" not in page.replace("http://shop.test", "")
    assert "https://" not in page


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_the_page_speaks_both_languages(browser: Client, language: str, direction: str) -> None:
    page = browser.get(checkout_url(an_intention(), lang=language)).content.decode()
    assert f'<html lang="{language}" dir="{direction}">' in page


def test_arabic_is_spoken_where_nothing_is_asked_for() -> None:
    assert 'dir="rtl"' in Client().get(checkout_url(an_intention())).content.decode()


def test_only_the_announced_methods_are_shown(browser: Client) -> None:
    made = an_intention(payment_methods=[KIOSK])

    page = browser.get(checkout_url(made)).content.decode()
    refused = browser.post(checkout_url(made), a_card_form())

    assert 'name="number"' not in page
    assert refused.status_code == 200
    assert not Transaction.objects.exists()


@pytest.mark.parametrize(
    ("number", "code", "acquirer"),
    [
        (DECLINED, "DECLINED", "05"),
        ("4000000000009995", "INSUFFICIENT_FUNDS", "51"),
        ("4000000000000069", "EXPIRED_CARD", "54"),
        ("4000000000000119", "ACQUIRER_SYSTEM_ERROR", "91"),
    ],
)
def test_a_declined_card_may_be_followed_by_another(
    browser: Client, shop: Shop, number: str, code: str, acquirer: str
) -> None:
    made = an_intention(payment_methods=[CARD])

    first = browser.post(checkout_url(made), a_card_form(number))

    declined = latest(made)
    assert (declined.success, declined.pending) == (False, False)
    assert (declined.txn_response_code, declined.acq_response_code) == (code, acquirer)
    again = browser.get(first.headers["Location"]).content.decode()
    assert "The payment did not go through" in again

    second = browser.post(first.headers["Location"], a_card_form())

    assert came_back(second)["success"] == "true"
    assert declined.order.transactions.count() == 2
    deliveries.deliver_due()
    assert [one.body["obj"]["success"] for one in shop.received] == [False, True]
    assert all(one.is_genuine for one in shop.received)


def test_after_a_decline_the_browser_can_be_sent_back(browser: Client, settings: Settings) -> None:
    settings.SANDBOX = {**settings.SANDBOX, "strict": {"stays_after_decline": False}}
    answer = browser.post(checkout_url(an_intention()), a_card_form(DECLINED))
    assert came_back(answer)["success"] == "false"


@pytest.mark.parametrize(
    "changes",
    [
        {"number": "4111111111111112"},
        {"number": "not a number"},
        {"number": "4242424242424242"},
        {"expiry": "13/39"},
        {"expiry": "01/20"},
        {"expiry": ""},
        {"cvv": "12"},
        {"cvv": "12a"},
        {"name": "  "},
    ],
)
def test_a_bad_form_comes_back_without_the_number(browser: Client, changes: dict[str, str]) -> None:
    form = a_card_form(**changes)

    answer = browser.post(checkout_url(an_intention(), lang="en"), form)

    page = answer.content.decode()
    assert (answer.status_code, 'role="alert"' in page) == (200, True)
    assert not Transaction.objects.exists()
    assert 'name="number" value=""' in page
    assert 'name="cvv" value=""' in page


@pytest.mark.parametrize(
    ("number", "expiry"),
    [
        ("5123 4567 8901 2346", "01/39"),
        ("5123-4567-8901-2346", "0139"),
        ("٥١٢٣٤٥٦٧٨٩٠١٢٣٤٦", "٠١/٣٩"),
        ("5123456789012346", "1/2039"),
    ],
)
def test_numbers_are_read_as_people_type_them(browser: Client, number: str, expiry: str) -> None:
    answer = browser.post(checkout_url(an_intention()), a_card_form(number, expiry=expiry))
    assert came_back(answer)["source_data.pan"] == "2346"


def test_a_secure_card_asks_for_the_code(browser: Client, shop: Shop) -> None:
    made = an_intention(payment_methods=[CARD])

    step = browser.post(checkout_url(made), a_card_form(SECURE)).headers["Location"]
    assert deliveries.deliver_due() == 0
    assert "123456" in browser.get(step).content.decode()
    wrong = browser.post(step, {"otp": "000000"})
    assert (wrong.status_code, latest(made).pending) == (200, True)
    right = browser.post(step, {"otp": "123456"})

    query = came_back(right)
    assert (query["success"], query["is_3d_secure"]) == ("true", "true")
    deliveries.deliver_due()
    assert [one.body["obj"]["success"] for one in shop.received] == [True]
    assert came_back(browser.get(step)) == query


def test_three_wrong_codes_decline(browser: Client) -> None:
    made = an_intention(payment_methods=[CARD])
    step = browser.post(checkout_url(made), a_card_form(SECURE)).headers["Location"]

    for _ in range(2):
        browser.post(step, {"otp": "1"})
    third = browser.post(step, {"otp": "1"})

    assert latest(made).txn_response_code == "AUTHENTICATION_FAILED"
    assert third.headers["Location"].startswith(f"{PAYMOB}/unifiedcheckout/?")
    late = browser.post(step, {"otp": "123456"})
    assert came_back(late)["success"] == "false"


def test_a_step_can_be_cancelled(browser: Client) -> None:
    made = an_intention(payment_methods=[CARD])
    step = browser.post(checkout_url(made), a_card_form(SECURE)).headers["Location"]

    browser.post(step, {"otp": "", "cancel": "1"})

    assert latest(made).txn_response_code == "AUTHENTICATION_FAILED"


def test_a_step_left_alone_times_out(browser: Client, shop: Shop) -> None:
    made = an_intention(payment_methods=[CARD])
    browser.post(checkout_url(made), a_card_form(SECURE))

    control("advance", seconds=3600)

    assert latest(made).txn_response_code == "TIMED_OUT"
    deliveries.deliver_due()
    assert [one.body["obj"]["success"] for one in shop.received] == [False]


def test_a_second_tab_cannot_pay_once_more(browser: Client) -> None:
    made = an_intention(payment_methods=[CARD])
    step = browser.post(checkout_url(made), a_card_form(SECURE)).headers["Location"]
    browser.post(checkout_url(made), a_card_form())

    answer = browser.post(step, {"otp": "123456"})

    assert answer.status_code == 400
    assert Transaction.objects.collected().count() == 1


def test_a_wallet_pays_after_pin_and_code(browser: Client, shop: Shop) -> None:
    made = an_intention(payment_methods=[WALLET])

    step = browser.post(
        checkout_url(made), {"method": "wallet", "phone": "+20 101 010 1010"}
    ).headers["Location"]
    assert latest(made).pan == "01010101010"
    assert browser.post(step, {"mpin": "1", "otp": "123456"}).status_code == 200
    answer = browser.post(step, {"mpin": "123456", "otp": "123456"})

    query = came_back(answer)
    assert (query["success"], query["source_data.type"]) == ("true", "wallet")
    assert query["txn_response_code"] == "200"
    deliveries.deliver_due()
    assert shop.received[0].is_genuine


@pytest.mark.parametrize(
    ("phone", "outcome"),
    [("01010101011", "declined"), ("01010101012", "pending"), ("01012345678", "success")],
)
def test_other_wallets_end_otherwise(browser: Client, phone: str, outcome: str) -> None:
    made = an_intention(payment_methods=[WALLET])
    step = browser.post(checkout_url(made), {"method": "wallet", "phone": phone}).headers[
        "Location"
    ]
    browser.post(step, {"mpin": "123456", "otp": "123456"})
    paid = latest(made)
    ended = "success" if paid.success else "pending" if paid.pending else "declined"
    assert ended == outcome


def test_a_bad_wallet_number_is_told(browser: Client) -> None:
    answer = browser.post(checkout_url(an_intention()), {"method": "wallet", "phone": "0123"})
    assert b"Egyptian mobile number" in answer.content
    assert not Transaction.objects.exists()


def test_a_kiosk_bill_waits_until_it_is_paid(browser: Client, shop: Shop) -> None:
    made = an_intention(payment_methods=[KIOSK])

    bill_page = browser.post(checkout_url(made), {"method": "kiosk"}).headers["Location"]
    bill = latest(made)
    assert str(bill.bill_reference) in browser.get(bill_page).content.decode()
    deliveries.deliver_due()
    waiting = shop.received[0]
    assert waiting.is_genuine
    assert waiting.body["obj"]["pending"] is True
    assert waiting.body["obj"]["data"]["bill_reference"] == bill.bill_reference
    paid = browser.post(f"{PAYMOB}/kiosk/", {"bill_reference": str(bill.bill_reference)})

    assert b"Paid: bill number" in paid.content
    deliveries.deliver_due()
    assert shop.received[1].body["obj"]["success"] is True
    assert shop.received[1].is_genuine
    again = browser.post(f"{PAYMOB}/kiosk/", {"bill_reference": str(bill.bill_reference)})
    assert b"Nothing here waits to be paid" in again.content


def test_an_old_bill_expires_silently(browser: Client, shop: Shop) -> None:
    made = an_intention(payment_methods=[KIOSK])
    browser.post(checkout_url(made), {"method": "kiosk"})
    deliveries.deliver_due()

    control("advance", seconds=48 * 3600 + 60)
    reference = str(latest(made).bill_reference)
    answer = browser.post(f"{PAYMOB}/kiosk/", {"bill_reference": reference})

    assert b"expired" in answer.content
    assert latest(made).pending
    assert deliveries.deliver_due() == 0


def test_the_kiosk_wants_its_own_form() -> None:
    careful = Client(enforce_csrf_checks=True)
    assert careful.post(f"{PAYMOB}/kiosk/", {"bill_reference": "1"}).status_code == 403


def test_the_checkout_needs_no_cookie() -> None:
    careful = Client(enforce_csrf_checks=True)
    assert came_back(careful.post(checkout_url(an_intention()), a_card_form()))


def test_a_saved_card_is_told_of_and_pays_with_its_cvv_alone(browser: Client, shop: Shop) -> None:
    saved = a_saved_card()
    deliveries.deliver_due()
    told = next(one for one in shop.received if one.body["type"] == "TOKEN")
    assert told.is_genuine
    assert told.body["obj"]["token"] == saved.token
    assert told.body["obj"]["masked_pan"] == "xxxx-xxxx-xxxx-2346"
    assert told.body["obj"]["order_id"] == str(saved.order_id)
    made = an_intention(payment_methods=[CARD], card_tokens=[saved.token])

    page = browser.get(checkout_url(made)).content.decode()
    assert "•••• 2346" in page
    without_cvv = browser.post(
        checkout_url(made), {"method": "saved", "saved": str(saved.pk), "cvv": ""}
    )
    paid = browser.post(
        checkout_url(made), {"method": "saved", "saved": str(saved.pk), "cvv": "123"}
    )

    assert without_cvv.status_code == 200
    assert came_back(paid)["success"] == "true"


def test_another_shops_saved_card_cannot_be_used(browser: Client) -> None:
    saved = a_saved_card()
    made = an_intention(payment_methods=[CARD])
    form = {"method": "saved", "saved": str(saved.pk), "cvv": "123"}
    assert browser.post(checkout_url(made), form).status_code == 200
    assert not Transaction.objects.filter(order_id=made["intention_order_id"]).exists()


def test_a_declined_card_is_not_saved(browser: Client) -> None:
    browser.post(checkout_url(an_intention()), a_card_form(DECLINED, save_card="1"))
    assert not CardToken.objects.exists()


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("4000000000000341", []),
        ("4000000000000507", [True, True]),
        ("4000000000000689", [False]),
        ("4000000000000424", []),
    ],
)
def test_some_cards_trouble_only_the_callback(
    browser: Client, shop: Shop, number: str, expected: list[bool]
) -> None:
    answer = browser.post(checkout_url(an_intention()), a_card_form(number))

    assert came_back(answer)["success"] == "true"
    deliveries.deliver_due()
    assert [one.is_genuine for one in shop.received] == expected


def test_a_late_callback_comes_in_the_end(browser: Client, shop: Shop) -> None:
    a_payment("4000000000000424")
    control("advance", seconds=60)
    assert deliveries.deliver_due() == 1


@pytest.mark.parametrize("outcome", ["approve", "decline"])
def test_a_pending_card_is_decided_later(browser: Client, shop: Shop, outcome: str) -> None:
    paid = a_payment(PENDING)
    deliveries.deliver_due()
    assert shop.received[0].body["obj"]["pending"] is True

    answer = control("decide", transaction=paid.pk, outcome=outcome)

    assert answer.status_code == 200
    deliveries.deliver_due()
    assert shop.received[1].body["obj"]["success"] is (outcome == "approve")
    assert shop.received[1].body["obj"]["id"] == paid.pk
    assert control("decide", transaction=paid.pk, outcome=outcome).status_code == 404


def test_pending_callbacks_can_be_left_out(settings: Settings, shop: Shop) -> None:
    settings.SANDBOX = {**settings.SANDBOX, "strict": {"sends_pending": False}}
    a_payment(PENDING)
    assert deliveries.deliver_due() == 0


def test_a_paid_order_takes_no_second_payment(browser: Client) -> None:
    made = an_intention()
    browser.post(checkout_url(made), a_card_form())

    page = browser.get(checkout_url(made))
    again = browser.post(checkout_url(made), a_card_form())

    assert b"This order is paid" in page.content
    assert again.status_code == 200
    assert Transaction.objects.count() == 1


def test_an_expired_intention_takes_no_payment(browser: Client) -> None:
    made = an_intention(expiration=60)
    control("advance", seconds=61)
    assert b"This page has expired" in browser.post(checkout_url(made), a_card_form()).content
    assert not Transaction.objects.exists()


def test_without_an_address_to_go_back_to_the_result_is_shown(browser: Client) -> None:
    made = an_intention(redirection_url=None)
    answer = browser.post(checkout_url(made), a_card_form())
    assert answer.headers["Location"].startswith(
        f"{PAYMOB}/unifiedcheckout/payment-status/?payment_token="
    )
    assert b"Payment successful" in browser.get(answer.headers["Location"]).content


def test_an_address_no_longer_allowed_is_not_gone_back_to(
    browser: Client, settings: Settings
) -> None:
    made = an_intention()
    settings.SANDBOX = {**settings.SANDBOX, "allowed_origins": ["http://other.test"]}
    answer = browser.post(checkout_url(made), a_card_form())
    assert answer.headers["Location"].startswith(f"{PAYMOB}/unifiedcheckout/payment-status/")


def test_the_shops_own_query_survives(browser: Client) -> None:
    made = an_intention(redirection_url=f"{BACK}?basket=%D8%AA&x=1")
    assert came_back(browser.post(checkout_url(made), a_card_form()))["basket"] == "ت"


@pytest.mark.parametrize("query", ["", "?publicKey=x&clientSecret=y", "?clientSecret=%FF"])
def test_an_unknown_payment_is_404(browser: Client, query: str) -> None:
    assert browser.get(f"{PAYMOB}/unifiedcheckout/{query}").status_code == 404


def test_the_wrong_public_key_is_404(browser: Client) -> None:
    url = checkout_url(an_intention()).replace("egy_pk_test_", "egy_pk_test_x")
    assert browser.get(url).status_code == 404


def test_a_test_card_can_be_filled_in_by_a_link(browser: Client) -> None:
    made = an_intention()
    page = browser.get(checkout_url(made, use=APPROVED)).content.decode()
    assert 'value="5123 4567 8901 2346"' in page
    other = browser.get(checkout_url(made, use="4242424242424242")).content.decode()
    assert 'name="number" value=""' in other


def test_a_saved_moto_method_offers_no_card_form(browser: Client) -> None:
    page = browser.get(checkout_url(an_intention(payment_methods=[MOTO]))).content.decode()
    assert 'name="number"' not in page


def test_an_auth_integration_only_holds_the_money(browser: Client, shop: Shop) -> None:
    held = a_payment(payment_methods=[AUTH])
    assert (held.success, held.is_auth, held.is_captured) == (True, True, False)
    assert held.order.paid_amount_cents == 0
    deliveries.deliver_due()
    assert shop.received[0].body["obj"]["is_auth"] is True


def test_every_card_and_wallet_has_a_scenario_with_words() -> None:
    from sandbox.paymob.words import ARABIC, ENGLISH

    named = {one.scenario for one in (*cards.CARDS, *cards.WALLETS)}
    assert named <= cards.SCENARIOS.keys()
    assert set(cards.BY_PIASTRES.values()) <= cards.SCENARIOS.keys()
    assert all(cards.is_card_number(card.number) for card in cards.CARDS)
    assert ARABIC.keys() == ENGLISH.keys()
    assert cards.SCENARIOS.keys() <= ENGLISH.keys()


@pytest.mark.parametrize(
    ("part", "code"),
    [(1, "DECLINED"), (2, "INSUFFICIENT_FUNDS"), (4, "AUTHENTICATION_FAILED"), (9, "APPROVED")],
)
def test_amounts_decide_only_when_switched_on(part: int, code: str) -> None:
    assert a_payment(amount=10000 + part).txn_response_code == "APPROVED"

    control("switch", amount_triggers=True)

    assert a_payment(amount=10000 + part).txn_response_code == code


def test_an_amount_can_decline_once(browser: Client) -> None:
    control("switch", amount_triggers=True)
    made = an_intention(amount=10008)
    browser.post(checkout_url(made), a_card_form())
    assert not latest(made).success
    browser.post(checkout_url(made), a_card_form())
    assert latest(made).success


def test_callbacks_go_to_the_integrations_address_if_the_payment_names_none(
    settings: Settings, shop: Shop
) -> None:
    settings.SANDBOX = {
        **settings.SANDBOX,
        "processed_callback_url": "http://shop.test/standing/",
        "response_callback_url": BACK,
    }
    answer = Client().post(
        checkout_url(an_intention(notification_url=None, redirection_url=None)), a_card_form()
    )
    assert came_back(answer)
    deliveries.deliver_due()
    assert shop.received[0].url.path == "/standing/"


def test_without_any_address_nothing_is_queued() -> None:
    a_payment(notification_url=None)
    assert not Delivery.objects.exists()


def test_a_bill_number_is_read_with_blanks_and_arabic_digits(browser: Client) -> None:
    made = an_intention(payment_methods=[KIOSK])
    browser.post(checkout_url(made), {"method": "kiosk"})
    digits = str(latest(made).bill_reference).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    browser.post(f"{PAYMOB}/kiosk/", {"bill_reference": f" {digits} "})
    assert latest(made).success
