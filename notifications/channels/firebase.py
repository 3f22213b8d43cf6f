"""Firebase Cloud Messaging, HTTP v1: one POST for each message, many on one connection.

Reference: firebase.google.com/docs/reference/fcm/rest/v1/projects.messages and .../ErrorCode. Why
these two calls are made here rather than by Google's own library stands in docs/adr/0013.
"""

import json
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import httpx2
import jwt
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from core.partners import read
from notifications.channels.answers import asked_wait
from notifications.channels.push import Outcome, Push

SCOPE = "https://www.googleapis.com/auth/firebase.messaging"
HOST = "https://fcm.googleapis.com"
TIMEOUT = httpx2.Timeout(10.0, connect=3.0)
TOGETHER = 8
# What the service asks for where its answer names no time (429: a minute; others: our own waits).
QUOTA_REST = timedelta(minutes=1)
DEAD = {"UNREGISTERED", "SENDER_ID_MISMATCH"}
PASSING = {429, 500, 502, 503, 504, 401}


class Account:
    """A service account, and the access token it was last given (RFC 7523)."""

    def __init__(self, credentials: dict[str, str], client: httpx2.Client) -> None:
        self.credentials, self.client = credentials, client
        self.lock = threading.Lock()
        self.token, self.expires_at = "", 0.0

    def access_token(self) -> str:
        with self.lock:
            if time.time() >= self.expires_at - 60:
                self._renew()
            return self.token

    def forget(self, token: str) -> None:
        """Have another token asked for, if ``token`` is still the one in use."""
        with self.lock:
            if token == self.token:
                self.expires_at = 0.0

    def _renew(self) -> None:
        own, now = self.credentials, int(time.time())
        address = own.get("token_uri", "https://oauth2.googleapis.com/token")
        claims = {"iss": own["client_email"], "scope": SCOPE, "aud": address}
        assertion = jwt.encode(
            {**claims, "iat": now, "exp": now + 3600}, own["private_key"], algorithm="RS256"
        )
        grant = "urn:ietf:params:oauth:grant-type:jwt-bearer"
        asked = {"grant_type": grant, "assertion": assertion}
        answer = read(self.client, "POST", address, data=asked)
        answer.raise_for_status()
        given = answer.json()
        self.token = given["access_token"]
        self.expires_at = time.time() + int(given.get("expires_in", 3600))


class FirebaseSender:
    def __init__(self, account: Account | None = None) -> None:
        self.account = account or _account()

    def send(self, messages: Sequence[Push]) -> list[Outcome]:
        """Send messages, some at the same time, and say of each what became of it."""
        if len(messages) == 1:
            return [self._send(messages[0])]
        with ThreadPoolExecutor(min(TOGETHER, len(messages) or 1)) as pool:
            return list(pool.map(self._send, messages))

    def _send(self, push: Push) -> Outcome:
        project = self.account.credentials["project_id"]
        try:
            token = self.account.access_token()
            answer = read(
                self.account.client,
                "POST",
                f"{HOST}/v1/projects/{project}/messages:send",
                json={"message": _message(push)},
                headers={"Authorization": f"Bearer {token}"},
            )
        except httpx2.HTTPError as error:
            return Outcome(is_sent=False, error=type(error).__name__)
        if answer.status_code == 401:
            self.account.forget(token)
        return _outcome(answer)


def _message(push: Push) -> dict[str, Any]:
    return {
        "token": push.token,
        "notification": {"title": push.title, "body": push.message},
        "data": {"link": push.link, "key": push.key},
        "android": {"collapse_key": push.key, "notification": {"tag": push.key}},
        # Apple takes at most 64 bytes.
        "apns": {"headers": {"apns-collapse-id": push.key[:64]}},
    }


def _outcome(answer: httpx2.Response) -> Outcome:
    if answer.status_code == 200:
        return Outcome(is_sent=True)
    code, fields = _error(answer)
    word = f"{answer.status_code} {code}".strip()
    # A token that was never one is named as the field at fault.
    if code in DEAD or (code == "INVALID_ARGUMENT" and "message.token" in fields):
        return Outcome(is_sent=False, is_dead=True, error=word)
    if answer.status_code in PASSING:
        return Outcome(is_sent=False, error=word, retry_after=_retry_after(answer))
    return Outcome(is_sent=False, is_refused=True, error=word)


def _error(answer: httpx2.Response) -> tuple[str, set[str]]:
    """Give the service's own code, and the fields it finds fault with."""
    try:
        error = answer.json()["error"]
        details = [part for part in error.get("details", ()) if isinstance(part, dict)]
    except (ValueError, KeyError, TypeError, AttributeError):
        return "", set()
    codes = [part["errorCode"] for part in details if "errorCode" in part]
    fields = {
        str(fault.get("field"))
        for part in details
        for fault in part.get("fieldViolations", ())
        if isinstance(fault, dict)
    }
    return str(codes[0] if codes else error.get("status", "")), fields


def _retry_after(answer: httpx2.Response) -> timedelta | None:
    asked = asked_wait(answer.headers.get("Retry-After", ""))
    return QUOTA_REST if asked is None and answer.status_code == 429 else asked


@cache
def _account() -> Account:
    """Read the service account that FIREBASE_CREDENTIALS names: a file, or its content.

    :raises ImproperlyConfigured: if there is none.
    """
    given = settings.FIREBASE_CREDENTIALS.strip()
    if not given:
        raise ImproperlyConfigured("FIREBASE_CREDENTIALS names no service account.")
    content = given if given.startswith("{") else Path(given).read_text(encoding="utf-8")
    return Account(json.loads(content), httpx2.Client(timeout=TIMEOUT))
