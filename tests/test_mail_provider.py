"""Mail through a provider's API, as the providers answer, and what they tell of mails afterwards."""

import json
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from anymail.backends.base import AnymailBaseBackend
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import get_connection
from django.utils.module_loading import import_string
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from notifications.actions import deliver
from notifications.channels.provider import EmailBackend
from notifications.models import Delivery, MailTrouble
from notifications.rules import Fate, outweighs
from notifications.tests.builders import NOON, a_person, told, wanting_promotions
from to7fabackend import mail_providers

pytestmark = pytest.mark.django_db

EVENTS = "/api/notifications/mail-events/"
SECRET = "postmark:a-long-password"
ADVERT: dict[str, Any] = {
    "title": "أيام",
    "message": "فوانيس",
    "title_en": "Days",
    "message_en": "Lanterns",
    "link": "products",
}


class FakePostmark(ThreadingHTTPServer):
    """A provider on this machine that answers as it is told to, and remembers what it was given."""

    status = 200
    headers: dict[str, str] = {}
    body: dict[str, Any] = {"ErrorCode": 0, "Message": "OK", "MessageID": "pm-1", "To": ""}

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.given: list[dict[str, Any]] = []

    def answer(self, status: int, code: int, message: str, **headers: str) -> None:
        self.status, self.headers = status, headers
        self.body = {"ErrorCode": code, "Message": message}


class _Handler(BaseHTTPRequestHandler):
    server: FakePostmark

    def do_POST(self) -> None:
        given = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.given.append({**given, "key": self.headers["X-Postmark-Server-Token"]})
        content = json.dumps({**self.server.body, "To": given.get("To", "")}).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        for name, value in self.server.headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        pass


def through(settings: Settings, name: str, url: str = "", secret: str = SECRET) -> None:
    settings.EMAIL_PROVIDER = name
    settings.EMAIL_EVENTS_SECRET = secret
    settings.EMAIL_PROVIDER_EVENTS = mail_providers.events_class(name)
    settings.ANYMAIL = mail_providers.anymail(name, events_secret=secret, url=url)
    settings.EMAIL_BACKEND = "notifications.channels.provider.EmailBackend"


@pytest.fixture
def postmark(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakePostmark]:
    server = FakePostmark()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    monkeypatch.setenv("EMAIL_PROVIDER_KEY", "the-key")
    through(settings, "postmark", f"http://127.0.0.1:{server.server_port}/")
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def send_mails() -> int:
    return deliver.deliver_mails(clock=lambda: NOON)


def the_mail() -> Delivery:
    return Delivery.objects.get(channel="email")


# --- sending ------------------------------------------------------------------------------------
def test_a_mail_goes_through_the_providers_api_and_its_name_there_is_kept(
    postmark: FakePostmark,
) -> None:
    mona = a_person(language="en", first_name="Mona")
    told("seller.approved", mona)

    assert (send_mails(), send_mails()) == (1, 0)

    (given,) = postmark.given
    assert (given["To"], given["key"]) == (mona.email, "the-key")
    assert given["Subject"] == "Welcome among Tohfa's makers"
    assert given["TextBody"].startswith("Hello Mona,")
    assert "<html" in given["HtmlBody"]
    headers = {header["Name"]: header["Value"] for header in given["Headers"]}
    assert headers["Message-ID"] == f"<delivery-{the_mail().pk}@tohfa.example>"
    assert (the_mail().state, the_mail().provider_id) == ("sent", "pm-1")


def test_a_provider_that_has_enough_is_asked_again_when_it_says(postmark: FakePostmark) -> None:
    told("seller.approved", a_person())
    postmark.answer(429, 429, "Rate limit exceeded", Retry_After="1200")

    send_mails()

    assert (the_mail().state, the_mail().next_try_at) == ("waiting", NOON + timedelta(minutes=20))
    assert "429" in the_mail().error


def test_an_address_that_the_provider_has_given_up_is_not_tried_again(
    postmark: FakePostmark,
) -> None:
    mona = a_person()
    told("seller.approved", mona)
    postmark.answer(
        422,
        406,
        "You tried to send to recipient(s) that have been marked as inactive. "
        f"Found inactive addresses: {mona.email}. Inactive recipients are ones that have bounced.",
    )

    send_mails()

    assert the_mail().state == "dropped"


def test_a_wrong_key_costs_no_mail(postmark: FakePostmark) -> None:
    told("seller.approved", a_person())
    postmark.answer(401, 10, "Bad or missing Server API token")

    send_mails()

    assert (the_mail().state, the_mail().attempts) == ("waiting", 1)


def test_a_provider_that_cannot_be_reached_is_tried_again(
    postmark: FakePostmark, settings: Settings
) -> None:
    told("seller.approved", a_person())
    settings.ANYMAIL = {**settings.ANYMAIL, "POSTMARK_API_URL": "http://127.0.0.1:9/"}

    send_mails()

    assert (the_mail().state, "no answer" in the_mail().error) == ("waiting", True)


def test_an_answer_that_says_nothing_of_the_address_is_no_yes(postmark: FakePostmark) -> None:
    told("seller.approved", a_person())
    postmark.answer(422, 406, "Something about somebody else.")

    send_mails()

    assert the_mail().state == "waiting"


# --- which providers ----------------------------------------------------------------------------
@pytest.mark.parametrize("name", sorted(mail_providers.PROVIDERS))
def test_each_provider_is_spoken_to_by_its_key_and_hears_its_events_with_the_secret(
    name: str, settings: Settings, monkeypatch: pytest.MonkeyPatch, api: APIClient
) -> None:
    for variable in ("EMAIL_PROVIDER_KEY", "EMAIL_PROVIDER_SECRET", "EMAIL_PROVIDER_DOMAIN"):
        monkeypatch.setenv(variable, "given")
    if name in mail_providers.SIGNS_ALWAYS:
        monkeypatch.setenv(mail_providers.SIGNING_KEY, "signs")
    through(settings, name)

    backend = get_connection()

    assert isinstance(backend, EmailBackend)
    assert isinstance(backend.provider, AnymailBaseBackend)
    assert import_string(settings.EMAIL_PROVIDER_EVENTS).signal is not None
    assert api.post(EVENTS, [], format="json").status_code in {400, 403}


def test_a_provider_without_its_key_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EMAIL_PROVIDER_KEY", raising=False)
    for name, secret, missing in (
        ("postmark", "", "EMAIL_PROVIDER_KEY"),
        ("mailjet", "", "EMAIL_PROVIDER_SECRET"),
        ("mailersend", "a:b", "EMAIL_EVENTS_SIGNING_KEY"),
        ("pigeon", "", "EMAIL_PROVIDER is one of"),
    ):
        with pytest.raises(ImproperlyConfigured, match=missing):
            mail_providers.anymail(name, events_secret=secret, url="")
    monkeypatch.setenv("EMAIL_PROVIDER_KEY", "key")
    with pytest.raises(ImproperlyConfigured, match="NAME:PASSWORD"):
        mail_providers.anymail("postmark", events_secret="no-colon", url="")


def test_nobody_without_a_provider_carries_its_library() -> None:
    found = subprocess.run(
        [
            sys.executable,
            "-W",
            "ignore",
            "-c",
            "import django, sys; django.setup(); import to7fabackend.urls, to7fabackend.tasks;"
            "print('anymail' in sys.modules)",
        ],
        capture_output=True,
        text=True,
        check=True,
    )

    assert found.stdout.strip() == "False"


# --- what became of mails -----------------------------------------------------------------------
@pytest.fixture
def tell(postmark: FakePostmark, api: APIClient) -> Callable[..., int]:
    def post(record: str, address: str, *, secret: str = SECRET, **fields: Any) -> int:
        names = {"Delivery": ("Recipient", "DeliveredAt"), "SubscriptionChange": ("Recipient", "")}
        to, at = names.get(record, ("Email", "BouncedAt"))
        body = {
            "RecordType": record,
            to: address,
            at: "2026-11-20T11:00:00Z",
            "Type": "SpamComplaint" if record == "SpamComplaint" else "HardBounce",
            "MessageID": "pm-1",
            "Details": "550 5.1.1 no such user",
            **fields,
        }
        given = b64encode(secret.encode()).decode()
        answer = api.post(EVENTS, body, format="json", HTTP_AUTHORIZATION=f"Basic {given}")
        return answer.status_code

    return post


def an_advert_for(person: Any) -> Delivery:
    wanting_promotions(person)
    told("promotion.campaign", person, **ADVERT)
    send_mails()
    return Delivery.objects.filter(channel="email", kind="promotion.campaign").latest("pk")


def test_where_a_mail_came_back_from_no_promotion_goes_but_what_matters_does(
    tell: Callable[..., int],
) -> None:
    mona = a_person()
    told("seller.approved", mona)
    send_mails()
    first = the_mail()

    assert [tell("Bounce", mona.email.upper()) for _ in range(2)] == [204, 204]

    first.refresh_from_db()
    assert (first.state, first.error) == ("failed", "bounced: 550 5.1.1 no such user")
    trouble = MailTrouble.objects.get()
    assert (trouble.address, trouble.fate) == (mona.email, "bounced")
    advert = an_advert_for(mona)
    assert (advert.state, advert.error) == ("dropped", deliver.TROUBLED)
    told("seller.approved", mona)
    send_mails()
    assert Delivery.objects.filter(kind="seller.approved").latest("pk").state == "sent"


def test_a_complaint_ends_promotions_and_the_mail_stays_sent(tell: Callable[..., int]) -> None:
    mona, adel = a_person(), a_person()
    first = an_advert_for(mona)

    assert tell("SpamComplaint", mona.email) == 204

    first.refresh_from_db()
    assert (first.state, first.error[:10]) == ("sent", "complained")
    assert an_advert_for(mona).state == "dropped"
    assert an_advert_for(adel).state == "sent"


def test_a_mail_that_arrives_later_shows_that_an_address_works(tell: Callable[..., int]) -> None:
    mona, adel = a_person(), a_person()
    tell("Bounce", mona.email)
    tell("SpamComplaint", adel.email)

    tell("Delivery", mona.email, DeliveredAt="2026-11-20T10:59:00Z")
    assert MailTrouble.objects.count() == 2

    tell("Delivery", mona.email, DeliveredAt="2026-11-20T12:00:00Z")
    tell("Delivery", adel.email, DeliveredAt="2026-11-20T12:00:00Z")
    assert MailTrouble.objects.get().address == adel.email


def test_what_says_nothing_of_an_address_is_passed_over(tell: Callable[..., int]) -> None:
    assert tell("Bounce", "mona@tohfa.example", Type="Transient") == 204
    assert tell("Open", "mona@tohfa.example") == 204
    assert MailTrouble.objects.count() == 0


def test_who_does_not_know_the_secret_is_not_believed(tell: Callable[..., int]) -> None:
    assert tell("Bounce", "mona@tohfa.example", secret="postmark:guess") == 403
    assert MailTrouble.objects.count() == 0


def test_what_cannot_be_read_is_refused_and_a_card_number_is_not_kept(
    tell: Callable[..., int], api: APIClient
) -> None:
    given = b64encode(SECRET.encode()).decode()
    for body in ("{", "[]", "7", '{"RecordType": "Inbound"}'):
        answer = api.post(
            EVENTS, body, content_type="application/json", HTTP_AUTHORIZATION=f"Basic {given}"
        )
        assert answer.status_code == 400, body

    tell("Bounce", "mona@tohfa.example", Details="4111 1111 1111 1111\x00")
    assert "4111" not in MailTrouble.objects.get().detail


def test_without_a_secret_there_is_no_such_page(
    tell: Callable[..., int], settings: Settings
) -> None:
    settings.EMAIL_EVENTS_SECRET = ""

    assert tell("Bounce", "mona@tohfa.example") == 404


@pytest.mark.parametrize(
    ("standing", "told_of", "changes"),
    [
        (Fate.BOUNCED, Fate.BOUNCED, True),
        (Fate.BOUNCED, Fate.COMPLAINED, True),
        (Fate.BOUNCED, Fate.UNSUBSCRIBED, True),
        (Fate.COMPLAINED, Fate.BOUNCED, False),
        (Fate.COMPLAINED, Fate.UNSUBSCRIBED, False),
        (Fate.COMPLAINED, Fate.COMPLAINED, True),
        (Fate.UNSUBSCRIBED, Fate.BOUNCED, False),
        (Fate.UNSUBSCRIBED, Fate.COMPLAINED, True),
        (Fate.UNSUBSCRIBED, Fate.UNSUBSCRIBED, False),
    ],
)
def test_what_a_person_said_outweighs_what_a_mailbox_did(
    standing: Fate, told_of: Fate, *, changes: bool
) -> None:
    assert outweighs(told_of, standing) is changes
