"""Real senders of text messages, spoken to by a gateway and a WhatsApp of our own."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs

import httpx2
import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django.fixtures import Settings

from core.partners import Partner, PartnerSilent
from notifications.channels import gateways, sms
from notifications.channels.answers import Busy, Refused
from notifications.channels.gateways import HttpGateway, WhatsApp
from notifications.channels.sms import Text

CODE = Text("+201001234567", 'كود "تحفة": 123456', "phone-code-7", code="123456")


class Service:
    """Answers as it is told to, the last answer again and again, and remembers what it was given."""

    def __init__(self, *answers: httpx2.Response | Exception) -> None:
        self.answers = list(answers) or [httpx2.Response(200, json={})]
        self.given: list[httpx2.Request] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.given.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def partner(self) -> Partner:
        return Partner("fake", "https://fake.example/v1", transport=httpx2.MockTransport(self))

    def body(self) -> Any:
        return json.loads(self.given[-1].content)


@pytest.fixture(autouse=True)
def _settings(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SMS_GATEWAY = {**settings.SMS_GATEWAY, "url": "https://fake.example/v1"}
    settings.WHATSAPP = {
        "url": "https://fake.example/v1",
        "number_id": "1055",
        "token": "wa-token",
        "template": "login_code",
    }
    monkeypatch.setattr(sms, "WAITS", (timedelta(0), timedelta(0)))


@pytest.fixture
def sending(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Callable[..., Service]:
    """Have ``sms.send`` lead to a service that answers as given."""

    def lead(*answers: httpx2.Response | Exception, to: str = "HttpGateway") -> Service:
        service = Service(*answers)
        partner = service.partner()
        settings.SMS_SENDER = f"notifications.channels.gateways.{to}"
        monkeypatch.setattr(gateways, "_partner", lambda name, url: partner)
        return service

    return lead


# --- any gateway --------------------------------------------------------------------------------
def test_a_gateway_is_given_its_own_kind_of_body(settings: Settings) -> None:
    settings.SMS_GATEWAY = {
        **settings.SMS_GATEWAY,
        "key": "s3cret",
        "authorization": "Bearer {secret}",
        "body": '{"messages": [{"to": "{digits}", "text": "{text}"}], "ref": "{key}", "unicode": 1}',
    }
    service = Service()

    HttpGateway(service.partner()).send(CODE)

    (request,) = service.given
    assert (request.method, str(request.url)) == ("POST", "https://fake.example/v1/")
    assert request.headers["Authorization"] == "Bearer s3cret"
    assert service.body() == {
        "messages": [{"to": "201001234567", "text": CODE.text}],
        "ref": "phone-code-7",
        "unicode": 1,
    }


def test_a_form_does_as_well_and_a_message_fills_nothing_in(settings: Settings) -> None:
    settings.SMS_GATEWAY = {
        **settings.SMS_GATEWAY,
        "key": "s3cret",
        "format": "form",
        "body": '{"mobile": "{to}", "message": "{text}", "password": "{secret}"}',
    }
    service = Service()

    HttpGateway(service.partner()).send(Text("+201001234567", "{secret}&mobile=1", "k"))

    assert parse_qs(service.given[0].content.decode()) == {
        "mobile": ["+201001234567"],
        "message": ["{secret}&mobile=1"],
        "password": ["s3cret"],
    }


def test_a_gateway_that_says_no_with_status_200_is_understood(settings: Settings) -> None:
    settings.SMS_GATEWAY = {**settings.SMS_GATEWAY, "taken": "code=1901"}

    HttpGateway(Service(httpx2.Response(200, json={"code": 1901})).partner()).send(CODE)
    HttpGateway(Service(httpx2.Response(200, json=[{"code": "1901"}])).partner()).send(CODE)
    no: list[Any] = [{"code": "1906"}, {}, [], "x"]
    for said in no:
        with pytest.raises(Refused):
            HttpGateway(Service(httpx2.Response(200, json=said)).partner()).send(CODE)


# --- WhatsApp -----------------------------------------------------------------------------------
def test_whatsapp_is_given_the_code_in_an_approved_template() -> None:
    service = Service()

    WhatsApp(service.partner()).send(CODE)

    (request,) = service.given
    assert str(request.url) == "https://fake.example/v1/1055/messages"
    assert request.headers["Authorization"] == "Bearer wa-token"
    given = service.body()
    assert (given["messaging_product"], given["to"]) == ("whatsapp", "201001234567")
    parameters = [{"type": "text", "text": "123456"}]
    assert given["template"] == {
        "name": "login_code",
        "language": {"code": "ar"},
        "components": [
            {"type": "body", "parameters": parameters},
            {"type": "button", "sub_type": "url", "index": "0", "parameters": parameters},
        ],
    }


@pytest.mark.parametrize(
    ("status", "error", "kind"),
    [
        (400, {"code": 131026, "message": "undeliverable"}, Refused),
        (400, {"code": 130429, "message": "rate limit hit"}, Busy),
        (400, {"code": 100, "is_transient": True}, Busy),
        (401, {"code": 190, "message": "token expired"}, Busy),
        (500, {"code": 131000}, Busy),
    ],
)
def test_what_whatsapp_answers_is_understood(
    status: int, error: dict[str, Any], kind: type[Exception]
) -> None:
    service = Service(httpx2.Response(status, json={"error": error}))

    with pytest.raises(kind):
        WhatsApp(service.partner()).send(CODE)


def test_what_lacks_a_setting_says_which(settings: Settings) -> None:
    settings.WHATSAPP = {**settings.WHATSAPP, "token": "", "template": ""}
    settings.SMS_GATEWAY = {**settings.SMS_GATEWAY, "url": ""}

    with pytest.raises(ImproperlyConfigured, match="template, token"):
        WhatsApp()
    with pytest.raises(ImproperlyConfigured, match="SMS_GATEWAY_URL"):
        HttpGateway()


# --- how often ----------------------------------------------------------------------------------
def test_what_was_certainly_not_taken_is_handed_over_up_to_three_times(
    sending: Callable[..., Service],
) -> None:
    service = sending(httpx2.ConnectError("down"), httpx2.Response(503), httpx2.Response(200))
    sms.send(CODE)
    assert len(service.given) == 3

    service = sending(httpx2.Response(429))
    with pytest.raises(Busy):
        sms.send(CODE)
    assert len(service.given) == 3


def test_what_may_have_been_taken_or_was_refused_is_not_handed_over_again(
    sending: Callable[..., Service],
) -> None:
    for answer, error in (
        (httpx2.ReadTimeout("silence"), PartnerSilent),
        (httpx2.Response(400), Refused),
    ):
        service = sending(answer, to="WhatsApp")
        with pytest.raises(error):
            sms.send(CODE)
        assert len(service.given) == 1


def test_a_long_wait_is_left_to_the_job(sending: Callable[..., Service]) -> None:
    service = sending(httpx2.Response(429, headers={"Retry-After": "60"}))

    with pytest.raises(Busy) as caught:
        sms.send(CODE)

    assert (len(service.given), caught.value.retry_after) == (1, timedelta(seconds=60))
