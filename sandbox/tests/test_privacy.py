"""No card number and no CVV is ever stored or logged: they are planted everywhere and sought."""

import logging
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from sandbox import deliveries
from sandbox.paymob import cards
from sandbox.redaction import redacted
from sandbox.tests.builders import (
    CARD,
    a_card_form,
    a_saved_card,
    an_intention,
    checkout_url,
)
from sandbox.tests.shop import PAYMOB, PAYOUTS, Api, Shop, with_payouts_token, with_secret_key

pytestmark = pytest.mark.django_db

UNKNOWN = "4242424242424242"
CVV = "973"  # sought with its quotes: three digits alone turn up in any moment or id


def everything_stored() -> str:
    """Give the text of every row of every table of the sandbox."""
    texts = []
    with connection.cursor() as cursor:
        for model in apps.get_app_config("sandbox").get_models():
            table = model._meta.db_table
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608 - our own tables
            texts += [row[0] for row in cursor.fetchall()]
    return "\n".join(texts)


def sought() -> list[str]:
    numbers = [card.number for card in cards.CARDS] + [UNKNOWN]
    spaced = [" ".join(number[at : at + 4] for at in range(0, 16, 4)) for number in numbers]
    return [*numbers, *spaced, *(number[:6] for number in numbers if number[0] == "5")]


def test_every_card_leaves_only_its_last_digits(
    shop: Shop, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    browser = Client()
    for card in cards.CARDS:
        form = a_card_form(card.number, cvv=CVV, name="Nefertari Planted", save_card="1")
        made = an_intention(payment_methods=[CARD])
        answer = browser.post(checkout_url(made), form)
        if "/step/" in answer.headers["Location"]:
            browser.post(answer.headers["Location"], {"otp": "123456"})
    browser.post(checkout_url(an_intention()), a_card_form(UNKNOWN, cvv=CVV))
    deliveries.deliver_due()

    kept = everything_stored() + caplog.text + str([one.body for one in shop.received])

    for number in sought():
        assert number not in kept
    assert "Nefertari" not in kept
    assert f'"{CVV}"' not in kept
    assert "2346" in kept


def test_a_number_in_an_api_body_is_not_written_down() -> None:
    planted: dict[str, Any] = {
        "source": {"identifier": UNKNOWN, "subtype": "CARD"},
        "payment_token": "x",
        "number": int(UNKNOWN),
        "cvv": CVV,
        "note": f"please charge {UNKNOWN[:4]} {UNKNOWN[4:8]} {UNKNOWN[8:12]} {UNKNOWN[12:]} now",
    }
    Api("").post(f"{PAYMOB}/api/acceptance/payments/pay", planted)
    with_payouts_token().post(
        f"{PAYOUTS}/disburse/",
        {
            "issuer": "bank_card",
            "amount": 10,
            "full_name": "Mona Adel",
            "bank_card_number": UNKNOWN,
            "bank_code": "CIB",
            "bank_transaction_type": "cash_transfer",
        },
    )
    kept = everything_stored()
    assert UNKNOWN not in kept
    assert "4242 4242" not in kept
    assert f'"{CVV}"' not in kept
    assert "••••4242" in kept


def test_keys_and_tokens_are_not_written_down() -> None:
    api = with_payouts_token()
    secret = with_secret_key().authorization.removeprefix("Token ")
    with_secret_key().post(f"{PAYMOB}/v1/intention/", {})
    saved = a_saved_card()
    kept = everything_stored()
    assert api.authorization.removeprefix("Bearer ") not in kept
    assert secret not in kept
    assert "sandbox-disburser-password" not in kept
    assert saved.token in kept


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("4111111111111111", "••••1111"),
        ("pay 5123-4567-8901-2346 now", "pay ••••2346 now"),
        (4111111111111111, "••••1111"),
        ("4111111111111112", "4111111111111112"),
        ("order 190000001", "order 190000001"),
        ({"cvv": "123", "otp": "", "amount": 5}, {"cvv": "••••", "otp": "", "amount": 5}),
        ({"token": "secret"}, {"token": "••••"}),
        ([True, None, 1.5], [True, None, 1.5]),
    ],
)
def test_what_is_redacted(value: Any, shown: Any) -> None:
    assert redacted(value) == shown
