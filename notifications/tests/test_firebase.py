"""Firebase's sender, spoken to as Google's service answers."""

import json
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from urllib.parse import parse_qs

import httpx2
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from notifications.channels import firebase
from notifications.channels.firebase import Account, FirebaseSender
from notifications.channels.push import Outcome, Push

Answer = Callable[[httpx2.Request], httpx2.Response]


@cache
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def a_push(phone: str = "phone") -> Push:
    return Push(phone, "وصل طلبك", "سُلّم طردك", "https://tohfa.example/app/orders/42", "delivery-1")


class Google:
    """The token endpoint and the message endpoint."""

    def __init__(self, answer: Answer | None = None) -> None:
        self.answer = answer or (lambda request: httpx2.Response(200, json={"name": "m/1"}))
        self.tokens: list[httpx2.Request] = []
        self.messages: list[httpx2.Request] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        if request.url.host == "oauth2.googleapis.com":
            self.tokens.append(request)
            return httpx2.Response(
                200, json={"access_token": f"t{len(self.tokens)}", "expires_in": 3599}
            )
        self.messages.append(request)
        return self.answer(request)

    def sender(self) -> FirebaseSender:
        pem = key().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
        credentials = {
            "project_id": "tohfa-eg",
            "client_email": "push@tohfa.example",
            "private_key": pem,
            "token_uri": "https://oauth2.googleapis.com/token",
        }
        return FirebaseSender(
            Account(credentials, httpx2.Client(transport=httpx2.MockTransport(self)))
        )


def refusing(status: int, code: str = "", fields: str = "", **headers: str) -> Google:
    details: list[dict[str, object]] = []
    if code:
        kind = "type.googleapis.com/google.firebase.fcm.v1.FcmError"
        details.append({"@type": kind, "errorCode": code})
    if fields:
        details.append({"fieldViolations": [{"field": fields, "description": "wrong"}]})
    body = {"error": {"code": status, "status": "X", "message": "m", "details": details}}
    return Google(
        lambda request: httpx2.Response(
            status, json=body, headers={k.replace("_", "-"): v for k, v in headers.items()}
        )
    )


def test_a_message_is_sent_as_version_one_of_the_service_wants_it() -> None:
    google = Google()

    outcomes = google.sender().send([a_push()])

    assert outcomes == [Outcome(is_sent=True)]
    (request,) = google.messages
    assert str(request.url) == "https://fcm.googleapis.com/v1/projects/tohfa-eg/messages:send"
    assert request.headers["Authorization"] == "Bearer t1"
    assert json.loads(request.content) == {
        "message": {
            "token": "phone",
            "notification": {"title": "وصل طلبك", "body": "سُلّم طردك"},
            "data": {"link": "https://tohfa.example/app/orders/42", "key": "delivery-1"},
            "android": {"collapse_key": "delivery-1", "notification": {"tag": "delivery-1"}},
            "apns": {"headers": {"apns-collapse-id": "delivery-1"}},
        }
    }


def test_one_token_serves_many_messages_and_is_signed_by_the_account() -> None:
    google = Google()
    sender = google.sender()

    sender.send([a_push(str(n)) for n in range(20)])
    sender.send([a_push()])

    assert len(google.messages) == 21
    (request,) = google.tokens
    form = parse_qs(request.content.decode())
    assert form["grant_type"] == ["urn:ietf:params:oauth:grant-type:jwt-bearer"]
    public = key().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    claims = jwt.decode(
        form["assertion"][0],
        public,
        algorithms=["RS256"],
        audience="https://oauth2.googleapis.com/token",
    )
    assert (claims["iss"], claims["scope"]) == ("push@tohfa.example", firebase.SCOPE)


def test_outcomes_stand_in_the_order_of_the_messages() -> None:
    def odd_ones_fail(request: httpx2.Request) -> httpx2.Response:
        number = int(json.loads(request.content)["message"]["token"])
        return httpx2.Response(500 if number % 2 else 200, json={})

    outcomes = Google(odd_ones_fail).sender().send([a_push(str(n)) for n in range(12)])

    assert [outcome.is_sent for outcome in outcomes] == [True, False] * 6


@pytest.mark.parametrize(
    "google",
    [
        refusing(404, "UNREGISTERED"),
        refusing(403, "SENDER_ID_MISMATCH"),
        refusing(400, "INVALID_ARGUMENT", "message.token"),
    ],
)
def test_a_phone_that_is_gone_is_called_dead(google: Google) -> None:
    (outcome,) = google.sender().send([a_push()])

    assert (outcome.is_sent, outcome.is_dead) == (False, True)


@pytest.mark.parametrize(
    ("google", "wait"),
    [
        (refusing(429, "QUOTA_EXCEEDED"), timedelta(minutes=1)),
        (refusing(429, "QUOTA_EXCEEDED", Retry_After="90"), timedelta(seconds=90)),
        (refusing(503, "UNAVAILABLE", Retry_After="30"), timedelta(seconds=30)),
        (refusing(503, "UNAVAILABLE", Retry_After="soon"), None),
        (refusing(500, "INTERNAL"), None),
        (refusing(401, "THIRD_PARTY_AUTH_ERROR"), None),
        (Google(lambda request: httpx2.Response(502, text="<html>")), None),
    ],
)
def test_what_passes_is_tried_again_when_the_service_asks(
    google: Google, wait: timedelta | None
) -> None:
    (outcome,) = google.sender().send([a_push()])

    assert (outcome.is_sent, outcome.is_dead, outcome.is_refused) == (False, False, False)
    assert outcome.retry_after == wait


def test_a_date_to_come_back_at_is_understood() -> None:
    google = refusing(503, "UNAVAILABLE", Retry_After="Fri, 01 Jan 2027 00:00:00 GMT")

    (outcome,) = google.sender().send([a_push()])

    assert outcome.retry_after is not None


@pytest.mark.parametrize(
    "google",
    [refusing(400, "INVALID_ARGUMENT", "message.data"), refusing(403, "PERMISSION_DENIED")],
)
def test_what_will_never_do_is_called_refused(google: Google) -> None:
    (outcome,) = google.sender().send([a_push()])

    assert (outcome.is_dead, outcome.is_refused) == (False, True)


def test_a_service_out_of_reach_is_tried_again() -> None:
    def unreachable(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("no route")

    (outcome,) = Google(unreachable).sender().send([a_push()])

    assert outcome == Outcome(is_sent=False, error="ConnectError")


def test_a_token_the_service_no_longer_takes_is_asked_for_anew() -> None:
    google = refusing(401, "UNAUTHENTICATED")
    sender = google.sender()

    sender.send([a_push()])
    sender.send([a_push()])

    assert [r.headers["Authorization"] for r in google.messages] == ["Bearer t1", "Bearer t2"]
