"""The shop of the tests: it calls the sandbox as a client and keeps what the sandbox sends it."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx2
from django.test import Client

from sandbox.configuration import configuration
from sandbox.paymob import signatures

SHOP = "http://shop.test"
HOOK = f"{SHOP}/hook/"
BACK = f"{SHOP}/paid"
PAYMOB = "/sandbox/paymob"
PAYOUTS = f"{PAYMOB}/payouts/api/secure"
BOSTA = "/sandbox/bosta/api/v2"


@dataclass
class Received:
    """One callback as it arrived."""

    url: httpx2.URL
    headers: httpx2.Headers
    body: Any

    @property
    def hmac(self) -> str:
        return str(self.url.params.get("hmac", ""))

    @property
    def is_genuine(self) -> bool:
        secret = configuration().hmac_secret
        if self.body["type"] == "TOKEN":
            return self.hmac == signatures.of_card_token(self.body["obj"], secret=secret)
        return self.hmac == signatures.of_transaction(self.body["obj"], secret=secret)


@dataclass
class Shop:
    received: list[Received] = field(default_factory=list)
    answers: Callable[[int], int] = lambda place: 200
    """The status for the callback at a place in the order of arrival."""

    def client(self) -> httpx2.Client:
        return httpx2.Client(transport=httpx2.MockTransport(self._answer))

    def _answer(self, request: httpx2.Request) -> httpx2.Response:
        body = json.loads(request.content)
        self.received.append(Received(request.url, request.headers, body))
        return httpx2.Response(self.answers(len(self.received) - 1), text="thank you")


@dataclass
class Api:
    """The sandbox's API as the shop's server sees it."""

    authorization: str
    client: Client = field(default_factory=lambda: Client(raise_request_exception=True))

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """Send JSON, also with a GET; gives Django's answer."""
        return self.client.generic(
            method,
            path,
            "" if body is None else json.dumps(body),
            content_type="application/json",
            headers={"authorization": self.authorization} if self.authorization else {},
        )

    def post(self, path: str, body: Any = None) -> Any:
        return self.call("POST", path, body or {})

    def get(self, path: str, body: Any = None) -> Any:
        return self.call("GET", path, body)

    def put(self, path: str, body: Any = None) -> Any:
        return self.call("PUT", path, body or {})


def with_secret_key() -> Api:
    return Api(f"Token {configuration().secret_key}")


def with_bearer() -> Api:
    answer = Api("").post(f"{PAYMOB}/api/auth/tokens", {"api_key": configuration().api_key})
    return Api(f"Bearer {answer.json()['token']}")


def with_payouts_token() -> Api:
    return Api(f"Bearer {payouts_grant()['access_token']}")


def payouts_grant(**form: str) -> Any:
    settings = configuration()
    wanted = {
        "grant_type": "password",
        "username": settings.payouts_username,
        "password": settings.payouts_password,
        "client_id": settings.payouts_client_id,
        "client_secret": settings.payouts_client_secret,
        **form,
    }
    return Client().post(f"{PAYOUTS}/o/token/", wanted).json()


def with_carrier_key() -> Api:
    return Api(configuration().bosta_api_key)


def control(verb: str, partner: str = "paymob", **given: Any) -> Any:
    return Api("").post(f"/sandbox/{partner}/control/api/{verb}/", given)
