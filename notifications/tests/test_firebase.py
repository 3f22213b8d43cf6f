"""Push through Google's library, against a Google on this machine that answers as the real one does.

The library is imported by the fixture: only processes that run these tests load it.
"""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.core.exceptions import ImproperlyConfigured
from pytest_django.fixtures import Settings

from notifications import rules
from notifications.actions import deliver
from notifications.channels import push
from notifications.channels.push import Outcome, Push
from notifications.models import Delivery, Device
from notifications.tests.builders import NOON, a_device, a_person, expanded, tell_shipped

PATH = "/v1/projects/tohfa-eg/messages:send"
FCM_ERROR = "type.googleapis.com/google.firebase.fcm.v1.FcmError"
BAD_REQUEST = "type.googleapis.com/google.rpc.BadRequest"


@cache
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def a_push(phone: str = "phone") -> Push:
    return Push(phone, "وصل طلبك", "سُلّم طردك", "https://tohfa.example/app/orders/42", "delivery-1")


class Answer:
    """What the service says to one message; ``code`` is its own, ``field`` the one it finds fault with."""

    def __init__(
        self,
        status: int = 200,
        word: str = "",
        code: str = "",
        *,
        message: str = "m",
        field: str = "",
        body: str = "",
        **headers: str,
    ) -> None:
        details: list[dict[str, Any]] = []
        if code:
            details.append({"@type": FCM_ERROR, "errorCode": code})
        if field:
            details.append({"@type": BAD_REQUEST, "fieldViolations": [{"field": field}]})
        error = {"code": status, "status": word, "message": message, "details": details}
        content = {"name": "projects/tohfa-eg/messages/1"} if status == 200 else {"error": error}
        self.status, self.headers = status, headers
        self.body = body or json.dumps(content)


TAKEN = Answer()


class Google(ThreadingHTTPServer):
    """The endpoint of access tokens and that of messages; None for an answer hangs up."""

    daemon_threads = True
    request_queue_size = 512

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.address = f"http://127.0.0.1:{self.server_port}"
        self.begin()

    def begin(self) -> None:
        self.tokens: list[dict[str, list[str]]] = []
        self.messages: list[dict[str, Any]] = []
        self.signed: list[str] = []
        self.answer: Callable[[dict[str, Any]], Answer | None] = lambda message: TAKEN
        self.token: Callable[[str], Answer | None] = self.give

    def give(self, name: str) -> Answer:
        return Answer(body=json.dumps({"access_token": name, "expires_in": 3599}))

    def says(self, answer: Answer) -> None:
        self.answer = lambda message: answer

    def account(self) -> str:
        pem = key().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
        return json.dumps(
            {
                "type": "service_account",
                "project_id": "tohfa-eg",
                "client_email": "push@tohfa.example",
                "private_key": pem,
                "token_uri": f"{self.address}/token",
            }
        )


class _Handler(BaseHTTPRequestHandler):
    server: Google

    def do_POST(self) -> None:
        given = self.rfile.read(int(self.headers["Content-Length"]))
        answer = self._token(given) if self.path == "/token" else self._message(given)
        if answer is None:
            return
        content = answer.body.encode()
        self.send_response(answer.status)
        self.send_header("Content-Length", str(len(content)))
        for name, value in answer.headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def _token(self, given: bytes) -> Answer | None:
        self.server.tokens.append(parse_qs(given.decode()))
        return self.server.token(f"t{len(self.server.tokens)}")

    def _message(self, given: bytes) -> Answer | None:
        assert self.path == PATH
        message = json.loads(given)
        self.server.messages.append(message)
        self.server.signed.append(self.headers["Authorization"])
        return self.server.answer(message["message"])

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def service() -> Iterator[Google]:
    from firebase_admin.messaging import _MessagingService

    server = Google()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    with pytest.MonkeyPatch.context() as patched:
        own = server.address + "/v1/projects/{0}/messages:send"
        patched.setattr(_MessagingService, "FCM_URL", own)
        yield server
    signed_out()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def google(service: Google, settings: Settings) -> Google:
    from notifications.channels import firebase

    settings.PUSH_SENDER = "notifications.channels.firebase.FirebaseSender"
    settings.FIREBASE_CREDENTIALS = service.account()
    service.begin()
    firebase._app().credential.get_credential().token = None
    return service


def signed_out() -> None:
    """Have the next message signed in for anew, which takes the library a third of a second."""
    import firebase_admin

    from notifications.channels import firebase

    if firebase._app.cache_info().currsize:
        firebase_admin.delete_app(firebase._app())
        firebase._app.cache_clear()


# --- what is sent -------------------------------------------------------------------------------
def test_a_message_is_sent_as_version_one_of_the_service_wants_it(google: Google) -> None:
    outcomes = push.send([a_push()])

    assert outcomes == [Outcome(is_sent=True)]
    assert google.signed == ["Bearer t1"]
    assert google.messages == [
        {
            "message": {
                "token": "phone",
                "notification": {"title": "وصل طلبك", "body": "سُلّم طردك"},
                "data": {"link": "https://tohfa.example/app/orders/42", "key": "delivery-1"},
                "android": {"collapse_key": "delivery-1", "notification": {"tag": "delivery-1"}},
                "apns": {"headers": {"apns-collapse-id": "delivery-1"}},
            }
        }
    ]


def test_a_key_is_cut_to_what_apple_takes(google: Google) -> None:
    push.send([Push("phone", "t", "m", "l", "k" * 80)])

    (sent,) = google.messages
    assert sent["message"]["apns"]["headers"] == {"apns-collapse-id": "k" * 64}
    assert sent["message"]["android"]["collapse_key"] == "k" * 80


def test_a_whole_batch_goes_out_at_once_and_is_answered_in_its_order(google: Google) -> None:
    def odd_ones_fail(message: dict[str, Any]) -> Answer:
        return Answer(404, "NOT_FOUND", "UNREGISTERED") if int(message["token"]) % 2 else TAKEN

    google.answer = odd_ones_fail

    outcomes = push.send([a_push(str(n)) for n in range(push.BATCH)])

    assert len(google.messages) == push.BATCH == 500
    assert [outcome.is_sent for outcome in outcomes] == [True, False] * 250
    assert [outcome.is_dead for outcome in outcomes] == [False, True] * 250


def test_one_access_token_serves_them_all_and_is_signed_by_the_account(google: Google) -> None:
    push.send([a_push(str(n)) for n in range(20)])
    push.send([a_push()])

    assert len(google.messages) == 21
    (form,) = google.tokens
    assert form["grant_type"] == ["urn:ietf:params:oauth:grant-type:jwt-bearer"]
    claims = jwt.decode(
        form["assertion"][0],
        key().public_key(),
        algorithms=["RS256"],
        audience="https://oauth2.googleapis.com/token",
    )
    assert claims["iss"] == "push@tohfa.example"


def test_without_an_account_nothing_is_sent(google: Google, settings: Settings) -> None:
    signed_out()
    settings.FIREBASE_CREDENTIALS = ""

    with pytest.raises(ImproperlyConfigured, match="FIREBASE_CREDENTIALS"):
        push.send([a_push()])


# --- what is answered ---------------------------------------------------------------------------
NO_TOKEN = "The registration token is not a valid FCM registration token"
MINUTE = timedelta(minutes=1)


def dead(error: str) -> Outcome:
    return Outcome(is_sent=False, is_dead=True, error=error)


def refused(error: str) -> Outcome:
    return Outcome(is_sent=False, is_refused=True, error=error)


def later(error: str, wait: timedelta | None = None) -> Outcome:
    return Outcome(is_sent=False, error=error, retry_after=wait)


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (Answer(404, "NOT_FOUND", "UNREGISTERED"), dead("404 UnregisteredError")),
        (
            Answer(403, "PERMISSION_DENIED", "SENDER_ID_MISMATCH"),
            dead("403 SenderIdMismatchError"),
        ),
        (
            Answer(400, "INVALID_ARGUMENT", "INVALID_ARGUMENT", message=NO_TOKEN),
            dead("400 InvalidArgumentError"),
        ),
        (
            Answer(400, "INVALID_ARGUMENT", "INVALID_ARGUMENT", field="message.token"),
            dead("400 InvalidArgumentError"),
        ),
        (
            Answer(400, "INVALID_ARGUMENT", field="message.data[0].value"),
            refused("400 InvalidArgumentError"),
        ),
        (
            Answer(400, "INVALID_ARGUMENT", "INVALID_ARGUMENT", message="The message is too big"),
            refused("400 InvalidArgumentError"),
        ),
        (Answer(403, "PERMISSION_DENIED"), refused("403 PermissionDeniedError")),
        (Answer(404, "NOT_FOUND"), refused("404 NotFoundError")),
        (
            Answer(429, "RESOURCE_EXHAUSTED", "QUOTA_EXCEEDED"),
            later("429 QuotaExceededError", MINUTE),
        ),
        (
            Answer(429, "RESOURCE_EXHAUSTED", "QUOTA_EXCEEDED", Retry_After="90"),
            later("429 QuotaExceededError", timedelta(seconds=90)),
        ),
        (Answer(429, body="slow down"), later("429 ResourceExhaustedError", MINUTE)),
        (
            Answer(503, "UNAVAILABLE", "UNAVAILABLE", Retry_After="30"),
            later("503 UnavailableError", timedelta(seconds=30)),
        ),
        (Answer(503, "UNAVAILABLE", Retry_After="soon"), later("503 UnavailableError")),
        (Answer(500, "INTERNAL", "INTERNAL"), later("500 InternalError")),
        (Answer(502, body="<html>"), later("502 UnknownError")),
        (Answer(307, body="<html>", Location="/elsewhere"), later("307 UnknownError")),
        (
            Answer(401, "UNAUTHENTICATED", "THIRD_PARTY_AUTH_ERROR"),
            later("401 ThirdPartyAuthError"),
        ),
        (Answer(401, "UNAUTHENTICATED"), later("401 UnauthenticatedError")),
        (Answer(body="no JSON"), later("UnknownError")),
    ],
    ids=lambda part: part.error if isinstance(part, Outcome) else "",
)
def test_each_answer_becomes_what_it_means_and_is_asked_for_once(
    google: Google, answer: Answer, outcome: Outcome
) -> None:
    google.says(answer)

    assert push.send([a_push()]) == [outcome]

    assert (len(google.messages), len(google.tokens)) == (1, 1)


def test_a_date_to_come_back_at_is_understood(google: Google) -> None:
    google.says(Answer(503, "UNAVAILABLE", Retry_After="Fri, 01 Jan 2027 00:00:00 GMT"))

    (outcome,) = push.send([a_push()])

    assert outcome.retry_after is not None


def test_a_message_whose_answer_is_lost_is_not_repeated_within_the_attempt(google: Google) -> None:
    google.answer = lambda message: None

    assert push.send([a_push()]) == [later("UnavailableError")]

    assert len(google.messages) == 1


@pytest.mark.parametrize(
    ("silent", "error"), [("token", "TransportError"), ("answer", "DeadlineExceededError")]
)
def test_a_silent_service_is_not_waited_for(
    google: Google, monkeypatch: pytest.MonkeyPatch, silent: str, error: str
) -> None:
    from notifications.channels import firebase

    monkeypatch.setattr(firebase, "TIMEOUT", (0.2, 0.2))
    signed_out()
    over = Event()
    monkeypatch.setattr(google, silent, lambda asked: None if over.wait(10) else TAKEN)

    outcomes = push.send([a_push()])
    over.set()
    signed_out()

    assert outcomes == [later(error)]


def test_an_attempt_is_over_before_its_claim_is(google: Google) -> None:
    from google.auth import _exponential_backoff

    from notifications.channels import firebase

    # For an access token, and once for all messages.
    calls = _exponential_backoff._DEFAULT_RETRY_TOTAL_ATTEMPTS + 1
    pauses = (1.0 + 2.0) * 1.1

    assert timedelta(seconds=calls * sum(firebase.TIMEOUT) + pauses) < rules.LEAST_LEFT


def test_without_an_access_token_no_message_goes_out(google: Google) -> None:
    google.token = lambda name: Answer(400, body='{"error": "invalid_grant"}')

    assert push.send([a_push("a"), a_push("b")]) == [later("RefreshError")] * 2

    assert google.messages == []


def test_an_access_token_that_is_no_longer_taken_is_asked_for_anew_by_the_next_attempt(
    google: Google,
) -> None:
    google.says(Answer(401, "UNAUTHENTICATED"))

    push.send([a_push()])
    google.says(TAKEN)
    outcomes = push.send([a_push()])

    assert google.signed == ["Bearer t1", "Bearer t2"]
    assert outcomes == [Outcome(is_sent=True)]


# --- what becomes of phones and attempts --------------------------------------------------------
def send_pushes(after: timedelta = timedelta(0)) -> int:
    return deliver.deliver_pushes(clock=lambda: NOON + after)


def shipped_to(*tokens: str) -> None:
    mona = a_person()
    for token in tokens:
        a_device(mona, token)
    tell_shipped(mona)
    expanded()


def the_push() -> Delivery:
    return Delivery.objects.get(channel="push")


@pytest.mark.django_db
def test_a_phone_that_is_gone_is_forgotten_and_the_others_have_heard(google: Google) -> None:
    gone = Answer(404, "NOT_FOUND", "UNREGISTERED")
    google.answer = lambda message: gone if message["token"] == "old" else TAKEN
    shipped_to("old", "new")

    assert (send_pushes(), send_pushes()) == (1, 0)

    assert list(Device.objects.values_list("token", flat=True)) == ["new"]
    assert (the_push().state, the_push().attempts) == ("sent", 1)


@pytest.mark.django_db
def test_an_attempt_rests_as_long_as_the_service_asks(google: Google) -> None:
    google.says(Answer(503, "UNAVAILABLE", "UNAVAILABLE", Retry_After="1200"))
    shipped_to("phone")

    send_pushes()

    row = the_push()
    assert (row.state, row.attempts) == ("waiting", 1)
    assert row.next_try_at == NOON + timedelta(minutes=20)
    assert Device.objects.count() == 1
    google.says(TAKEN)
    assert send_pushes(timedelta(minutes=19)) == 0
    assert send_pushes(timedelta(minutes=20)) == 1
    assert the_push().state == "sent"


@pytest.mark.django_db
def test_what_will_never_do_ends_the_delivery_and_keeps_the_phone(google: Google) -> None:
    google.says(Answer(400, "INVALID_ARGUMENT", field="message.data[0].value"))
    shipped_to("phone")

    send_pushes()

    assert (the_push().state, the_push().error) == ("dropped", "400 InvalidArgumentError")
    assert Device.objects.count() == 1


class Killed(BaseException):
    """The worker dies here."""


@pytest.mark.django_db
def test_a_message_whose_worker_died_before_its_note_comes_again_as_the_same(
    google: Google, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped_to("phone")
    with monkeypatch.context() as patched:

        def die(*_given: Any, **_named: Any) -> None:
            raise Killed

        patched.setattr(deliver, "note", die)
        with pytest.raises(Killed):
            send_pushes()

    assert send_pushes(rules.ABANDONED_AFTER - timedelta(seconds=1)) == 0
    assert send_pushes(rules.ABANDONED_AFTER) == 1

    first, again = google.messages
    assert first == again
    assert first["message"]["android"]["collapse_key"] == f"delivery-{the_push().pk}"
    assert (the_push().state, the_push().attempts) == ("sent", 2)
