"""Whatever is sent, it is answered, never with a 500."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox.models import Exchange
from sandbox.tests.builders import a_card_form, an_announcement, an_intention, checkout_url
from sandbox.tests.shop import (
    BOSTA,
    PAYMOB,
    PAYOUTS,
    Api,
    with_bearer,
    with_carrier_key,
    with_payouts_token,
    with_secret_key,
)
from tests.thorough import examples, part_of

pytestmark = [pytest.mark.django_db, pytest.mark.deep]

POSTS: dict[str, Callable[[], Api]] = {
    f"{PAYMOB}/api/auth/tokens": lambda: Api(""),
    f"{PAYMOB}/v1/intention/": with_secret_key,
    f"{PAYMOB}/api/acceptance/void_refund/refund": with_secret_key,
    f"{PAYMOB}/api/acceptance/void_refund/void": with_secret_key,
    f"{PAYMOB}/api/acceptance/capture": with_secret_key,
    f"{PAYMOB}/api/acceptance/payment_keys": with_bearer,
    f"{PAYMOB}/api/acceptance/payments/pay": lambda: Api(""),
    f"{PAYMOB}/api/acceptance/order_card_tokens": with_bearer,
    f"{PAYMOB}/api/ecommerce/orders": with_bearer,
    f"{PAYMOB}/api/ecommerce/orders/transaction_inquiry": with_bearer,
    f"{PAYOUTS}/disburse/": with_payouts_token,
    f"{BOSTA}/deliveries": with_carrier_key,
    f"{BOSTA}/deliveries/search": with_carrier_key,
    f"{BOSTA}/deliveries/mass-awb": with_carrier_key,
    f"{BOSTA}/pickups": with_carrier_key,
    f"{PAYMOB}/control/api/travel/": lambda: Api(""),
    f"{PAYMOB}/control/api/fault/": lambda: Api(""),
    "/sandbox/bosta/control/api/move/": lambda: Api(""),
}
BODIES = [
    b"",
    b"null",
    b"[]",
    b"5",
    b'"x"',
    b"{",
    b"\xff\xfe\x00",
    b'{"amount": NaN}',
    b'{"amount": 1e999}',
    b'{"amount": ' + b"9" * 5000 + b"}",
    b'{"special_reference": "a\\u0000b"}',
    b'{"special_reference": "\\ud800"}',
    b"[" * 100_000,
    b'{"a":' * 1000 + b"1" + b"}" * 1000,
    b'{"\\u0000": 1}',
    b'{"transaction_id": 99999999999999999999, "amount_cents": 99999999999999999999}',
    b'{"transaction_id": {"$gt": 0}, "order_id": [1], "merchant_order_id": {"a": 1}}',
    b'{"payment_methods": [[[]]], "items": [[]], "billing_data": [], "amount": {}}',
    b'{"source": "x", "payment_token": ["y"], "auth_token": {"a": 1}, "api_key": 5}',
    b'{"kind": ["error"], "copies": "many", "parcel": {}, "state": null, "order": [1]}',
]


@pytest.mark.parametrize("path", POSTS)
def test_no_body_breaks_an_endpoint(path: str) -> None:
    api = POSTS[path]()
    for body in part_of(BODIES, 2):
        for kind in ("application/json", "text/plain", "multipart/form-data; boundary=x"):
            headers = {"authorization": api.authorization} if api.authorization else {}
            answer = api.client.generic("POST", path, body, content_type=kind, headers=headers)
            assert answer.status_code < 500, (body[:60], kind, answer.content[:200])


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)


@settings(
    max_examples=examples(60, 15),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(name=st.sampled_from(sorted(an_announcement())), value=json_values)
def test_any_value_in_any_field_is_answered(name: str, value: Any) -> None:
    answer = with_secret_key().post(f"{PAYMOB}/v1/intention/", an_announcement(**{name: value}))
    assert answer.status_code < 500


@settings(
    max_examples=examples(40, 10),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    form=st.dictionaries(
        st.sampled_from(["method", "number", "expiry", "cvv", "name", "phone", "saved", "x"]),
        st.text(max_size=30) | st.sampled_from(["card", "wallet", "kiosk", "saved", "\x00"]),
    )
)
def test_any_form_is_answered(form: dict[str, str]) -> None:
    answer = Client().post(checkout_url(an_intention()), form)
    assert answer.status_code in {200, 302, 400}


@pytest.mark.parametrize(
    "path",
    [
        f"{PAYMOB}/unifiedcheckout/?publicKey=%00&clientSecret=%00",
        f"{PAYMOB}/unifiedcheckout/?publicKey=%ED%A0%80&clientSecret=%ED%A0%80",
        f"{PAYMOB}/unifiedcheckout/step/%00/",
        f"{PAYMOB}/unifiedcheckout/step/x/",
        f"{PAYMOB}/unifiedcheckout/payment-status/?trx_id=%00",
        f"{PAYMOB}/unifiedcheckout/payment-status/?trx_id=²",
        f"{PAYMOB}/unifiedcheckout/payment-status/?trx_id={'9' * 40}&payment_token=x",
        f"{PAYMOB}/api/acceptance/iframes/{'9' * 40}?payment_token=%00",
        f"{PAYMOB}/v1/intention/element/%00/%00/",
        f"{PAYMOB}/control/?order={'9' * 40}",
        f"{PAYMOB}/control/?order=x&done=%00",
        f"{PAYMOB}/kiosk/?bill=%3Cscript%3E&lang=xx",
        f"{PAYMOB}/%00",
        f"{BOSTA}/deliveries/business/%00",
        f"{BOSTA}/cities/%00/districts",
        f"{BOSTA}/cities?countryId=%00",
        "/sandbox/phone/?to=%00",
        "/sandbox/mail/%00/",
        f"/sandbox/mail/{'a/' * 400}/",
    ],
)
def test_no_address_breaks_a_page(path: str) -> None:
    answer = Client().get(path)
    assert answer.status_code in {200, 400, 401, 404}
    assert b"<script>" not in answer.content


@pytest.mark.parametrize("length", ["-1", "abc", "99999999", "²"])
def test_an_announced_length_is_looked_at_first(length: str) -> None:
    answer = with_secret_key().client.generic(
        "POST",
        f"{PAYMOB}/v1/intention/",
        b"{}",
        content_type="application/json",
        CONTENT_LENGTH=length,
    )
    assert answer.status_code in {400, 413}


def test_a_large_body_is_413() -> None:
    body = json.dumps({"x": "y" * 300_000})
    answer = with_secret_key().client.generic(
        "POST", f"{PAYMOB}/v1/intention/", body, content_type="application/json"
    )
    assert answer.status_code == 413


def test_a_torn_multipart_body_is_400() -> None:
    answer = Client(raise_request_exception=False).generic(
        "POST",
        checkout_url(an_intention()),
        b"--x\r\nbroken",
        content_type="multipart/form-data; boundary=",
    )
    assert answer.status_code == 400


def every_route() -> list[str]:
    """List the addresses with something plausible for each of their parts."""
    urls = [str(pattern.pattern) for pattern in get_resolver("sandbox.urls").url_patterns]
    parts = {
        "<int:transaction_id>": "5",
        "<int:order_id>": "5",
        "<int:iframe_id>": "5",
        "<str:client_secret>": "x",
        "<str:public_key>": "x",
        "<str:step_token>": "x",
        "<str:tracking_number>": "x",
        "<str:city_id>": "x",
        "<str:verb>": "x",
        "<path:name>": "x",
        "<path:rest>": "x",
    }
    for part, value in parts.items():
        urls = [url.replace(part, value) for url in urls]
    assert not [url for url in urls if "<" in url]
    return [f"/sandbox/{url}" for url in urls]


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_every_route_answers_every_method(method: str) -> None:
    for path in every_route():
        answer = Client().generic(method, path, b"{}", content_type="application/json")
        assert answer.status_code < 500, (method, path)


def test_a_decimal_that_is_a_card_field_is_text() -> None:
    form = a_card_form(number="5123456789012346.0")
    assert Client().post(checkout_url(an_intention()), form).status_code == 200


def test_refused_requests_are_in_the_journal() -> None:
    Api("").post(f"{PAYMOB}/v1/intention/", {"x": 1})
    assert Exchange.objects.get().status == 401
