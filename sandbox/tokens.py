"""Bearer tokens and keys: what the partners hand out and compare."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from sandbox.models import BearerToken

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


def is_same(given: str, known: str) -> bool:
    """Compare two secrets in a time that tells nothing about them."""
    return hmac.compare_digest(given.encode(errors="replace"), known.encode())


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
