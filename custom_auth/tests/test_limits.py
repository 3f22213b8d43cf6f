"""Where secrets are guessed at or mails sent, how often one may try; signing in has its own tests."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from custom_auth.tests.builders import a_user, signed_in

pytestmark = pytest.mark.django_db

# What is sent says nothing right: a try counts before it is looked at.
OF_A_PERSON = {
    "POST /api/auth/two-factor/confirm/": 30,
    "POST /api/auth/two-factor/disable/": 30,
    "POST /api/auth/two-factor/recovery-codes/": 30,
    "POST /api/auth/password/change/": 30,
    "POST /api/users/phone/verify/": 30,
    "DELETE /api/users/profile/": 30,
    "POST /api/users/seller/register/": 10,
}
OF_A_NETWORK = {
    "POST /api/auth/password/reset/": 30,
    "POST /api/auth/password/reset/confirm/": 30,
    "POST /api/auth/email/verify/": 30,
    "POST /api/auth/register/": 300,
    "POST /api/auth/social/google/": 300,
    "POST /api/auth/token/refresh/": 600,
}


def tries(api: APIClient, call: str, count: int, **more: Any) -> list[int]:
    method, address = call.split()
    return [
        int(api.generic(method, address, "{}", content_type="application/json", **more).status_code)
        for _ in range(count)
    ]


@pytest.mark.parametrize("call", OF_A_PERSON)
def test_a_person_is_stopped_and_nobody_else(call: str, settings: Any) -> None:
    settings.RATE_LIMIT_FACTOR = 1
    allowed, api = OF_A_PERSON[call], signed_in(a_user())

    statuses = tries(api, call, allowed + 3)

    assert 429 not in statuses[:allowed]
    assert 429 in statuses[allowed:]
    assert tries(signed_in(a_user()), call, 1) != [429]


@pytest.mark.parametrize("call", OF_A_NETWORK)
def test_a_network_is_stopped_and_no_other(call: str, settings: Any) -> None:
    settings.RATE_LIMIT_FACTOR = 1
    allowed, api = OF_A_NETWORK[call], APIClient()

    statuses = tries(api, call, allowed + allowed // 10, REMOTE_ADDR="198.51.100.7")

    assert 429 not in statuses[:allowed]
    assert 429 in statuses[allowed:]
    assert tries(api, call, 1, REMOTE_ADDR="203.0.113.9") != [429]


def test_mails_asked_for_again_are_limited(settings: Any) -> None:
    settings.RATE_LIMIT_FACTOR = 1
    api = signed_in(a_user(is_email_verified=False))

    statuses = tries(api, "POST /api/auth/email/verify/resend/", 33)

    assert statuses[:30] == [202] * 30
    assert 429 in statuses[30:]
