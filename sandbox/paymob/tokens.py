"""Who is calling: secret keys, and bearer tokens that last an hour."""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest

from sandbox.configuration import configuration
from sandbox.models import BearerToken
from sandbox.refusals import Refusal

LIFETIME = timedelta(minutes=60)
MISSING = "Authentication credentials were not provided."


def hand_out(purpose: BearerToken.Purpose, *, now: datetime, lifetime: timedelta = LIFETIME) -> str:
    """Make a bearer token; its text is known only to whoever gets it."""
    BearerToken.objects.filter(expires_at__lt=now).delete()
    token = secrets.token_urlsafe(48)
    BearerToken.objects.create(purpose=purpose, digest=_digest(token), expires_at=now + lifetime)
    return token


def is_valid(token: str, purpose: BearerToken.Purpose, *, now: datetime) -> bool:
    known = BearerToken.objects.filter(purpose=purpose, digest=_digest(token), expires_at__gt=now)
    return known.exists()


def use_up(token: str, purpose: BearerToken.Purpose, *, now: datetime) -> bool:
    """Take a token out of circulation; tells whether it was good until now."""
    known = BearerToken.objects.filter(purpose=purpose, digest=_digest(token), expires_at__gt=now)
    deleted, _ = known.delete()
    return deleted > 0


def require_secret_key(request: HttpRequest, body: Mapping[str, Any], *, now: datetime) -> None:
    """Let the shop's server in: by its secret key, or by the older token in the body.

    The gateway documents ``Token <key>``; a shop in production sends ``Bearer <key>``, so both do.

    :raises Refusal: 401.
    """
    kind, _, key = request.headers.get("Authorization", "").partition(" ")
    if kind in {"Token", "Bearer"} and key:
        if is_same(key.strip(), configuration().secret_key):
            return
        if kind == "Bearer" and is_valid(key.strip(), BearerToken.Purpose.ACCEPTANCE, now=now):
            return
        raise Refusal(401, {"detail": "Invalid secret key. Please make sure that it is right."})
    if not _body_token_is_valid(body, now):
        raise Refusal(401, {"detail": MISSING})


def require_bearer(request: HttpRequest, body: Mapping[str, Any], *, now: datetime) -> None:
    """Let in whoever has a token of ``/api/auth/tokens``, in the header, the body or the query.

    Which of them the gateway wants where is uncertain: a careful shop sends header and body.

    :raises Refusal: 401.
    """
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind == "Bearer" and is_valid(token.strip(), BearerToken.Purpose.ACCEPTANCE, now=now):
        return
    if _body_token_is_valid(body, now):
        return
    if is_valid(request.GET.get("token", ""), BearerToken.Purpose.ACCEPTANCE, now=now):
        return
    if kind or "auth_token" in body or "token" in request.GET:
        raise Refusal(401, {"detail": "incorrect credentials"})
    raise Refusal(401, {"detail": MISSING})


def is_same(given: str, known: str) -> bool:
    """Compare two secrets in a time that tells nothing about them."""
    return hmac.compare_digest(given.encode(errors="replace"), known.encode())


def _body_token_is_valid(body: Mapping[str, Any], now: datetime) -> bool:
    token = body.get("auth_token")
    return isinstance(token, str) and is_valid(token, BearerToken.Purpose.ACCEPTANCE, now=now)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
