"""Firebase Cloud Messaging through Google's own library: the one file that knows it.

It is imported by name where push goes through Firebase, so that nobody else carries its weight. What
the service answers stands under firebase.google.com/docs/cloud-messaging/error-codes.
"""

import json
import re
from collections.abc import Sequence
from datetime import timedelta
from functools import cache, partial

import firebase_admin
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from firebase_admin import credentials, exceptions, messaging
from google.auth.exceptions import GoogleAuthError
from google.auth.transport.requests import Request
from urllib3 import Retry

from notifications.channels.answers import asked_wait
from notifications.channels.push import Outcome, Push

# Seconds until a connection stands, and until it is answered. A new access token takes up to three
# calls with pauses of 3 seconds, the messages take one: less than every attempt has (rules.LEAST_LEFT).
TIMEOUT = (3.0, 8.0)
# What the service asks for where it takes no more and names no time.
QUOTA_REST = timedelta(minutes=1)
DEAD = (messaging.UnregisteredError, messaging.SenderIdMismatchError)
REFUSED = (
    exceptions.InvalidArgumentError,
    exceptions.PermissionDeniedError,
    exceptions.NotFoundError,
)


class FirebaseSender:
    def send(self, messages: Sequence[Push]) -> list[Outcome]:
        """Send messages, all at the same time, and say of each what became of it."""
        app = _app()
        account = app.credential.get_credential()
        try:
            # First of all, or every message would ask for a token of its own.
            if not account.valid:
                account.refresh(partial(Request(), timeout=TIMEOUT))
        except GoogleAuthError as error:
            return [Outcome(is_sent=False, error=type(error).__name__) for _ in messages]
        answers = messaging.send_each([_message(push) for push in messages], app=app).responses
        if any(type(answer.exception) is exceptions.UnauthenticatedError for answer in answers):
            account.token = None  # the next attempt asks for another
        return [_outcome(answer.exception) for answer in answers]


@cache
def _app() -> firebase_admin.App:
    """Sign in with the service account that FIREBASE_CREDENTIALS names: a file, or its content.

    :raises ImproperlyConfigured: if there is none.
    """
    given = settings.FIREBASE_CREDENTIALS.strip()
    if not given:
        raise ImproperlyConfigured("FIREBASE_CREDENTIALS names no service account.")
    account = credentials.Certificate(json.loads(given) if given.startswith("{") else given)
    app = firebase_admin.initialize_app(account, {"httpTimeout": TIMEOUT})
    _send_once(app)
    return app


def _send_once(app: firebase_admin.App) -> None:
    """Have each message sent once an attempt.

    The library would send it up to five times, wait within the attempt as long as the service asks, and
    has no setting for it. Waiting and repeating is what attempts are for: they are counted, and claimed.
    """
    session = messaging._get_messaging_service(app)._client.session
    for adapter in session.adapters.values():
        adapter.max_retries = Retry(0, read=False)
    session._max_refresh_attempts = session.max_redirects = 0


def _message(push: Push) -> messaging.Message:
    message = messaging.Message(
        notification=messaging.Notification(title=push.title, body=push.message),
        data={"link": push.link, "key": push.key},
        android=messaging.AndroidConfig(
            collapse_key=push.key, notification=messaging.AndroidNotification(tag=push.key)
        ),
        # Apple takes at most 64 bytes.
        apns=messaging.APNSConfig(headers={"apns-collapse-id": push.key[:64]}),
    )
    # Named like this it is taken without a warning. Google calls its successor `fid`; here both are taken.
    message.token = push.token
    return message


def _outcome(error: exceptions.FirebaseError | None) -> Outcome:
    if error is None:
        return Outcome(is_sent=True)
    answer = error.http_response
    status = "" if answer is None else f"{answer.status_code} "
    word = f"{status}{type(error).__name__}"
    if isinstance(error, DEAD) or _blames_the_token(error):
        return Outcome(is_sent=False, is_dead=True, error=word)
    if isinstance(error, REFUSED):
        return Outcome(is_sent=False, is_refused=True, error=word)
    return Outcome(is_sent=False, error=word, retry_after=_retry_after(error))


def _blames_the_token(error: exceptions.FirebaseError) -> bool:
    """Tell whether the service takes ``error`` to be the token's; its code is that of a bad message too."""
    if not isinstance(error, exceptions.InvalidArgumentError):
        return False
    return str(error).startswith("The registration token is not") or bool(
        re.search(r'"field":\s*"message\.token"', error.http_response.text)
    )


def _retry_after(error: exceptions.FirebaseError) -> timedelta | None:
    headers = {} if error.http_response is None else error.http_response.headers
    asked = asked_wait(headers.get("Retry-After", ""))
    is_quota = isinstance(error, exceptions.ResourceExhaustedError)
    return QUOTA_REST if asked is None and is_quota else asked
