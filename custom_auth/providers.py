"""Google's and Apple's sign-in: what their ID tokens must say, and the keys that sign them.

Sources: Google, "Verify the Google ID token on your server side"; Apple, "Verifying a user". Keys are
fetched from the published address, kept for a day, and fetched again when a token names one we lack.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import httpx2
import jwt
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from core.partners import fetch
from core.text import FORBIDDEN
from custom_auth.errors import ProviderUnavailable, SocialTokenRefused

KEYS_KEPT = timedelta(days=1)
# A token with an unknown key makes us fetch again, but not more often than this.
REFETCH_AFTER = timedelta(minutes=5)
LONGEST_ID = 255
LONGEST_ADDRESS = 254


@dataclass(frozen=True)
class Provider:
    name: str
    keys_url: str
    issuers: frozenset[str]
    algorithms: tuple[str, ...]
    # Whether the token holds the SHA-256 of the nonce rather than the nonce.
    hashes_nonce: bool = False

    @property
    def audiences(self) -> list[str]:
        clients: list[str] = settings.SOCIAL_CLIENT_IDS[self.name]
        return clients


PROVIDERS = {
    "google": Provider(
        "google",
        "https://www.googleapis.com/oauth2/v3/certs",
        frozenset({"https://accounts.google.com", "accounts.google.com"}),
        ("RS256",),
    ),
    "apple": Provider(
        "apple",
        "https://appleid.apple.com/auth/keys",
        frozenset({"https://appleid.apple.com"}),
        ("RS256", "ES256"),
        hashes_nonce=True,
    ),
}


@dataclass(frozen=True)
class Identity:
    """Who a provider says somebody is."""

    provider: str
    subject: str
    email: str
    is_email_verified: bool
    first_name: str
    last_name: str


def fetch_keys(url: str) -> dict[str, Any]:
    """Fetch a provider's key set.

    :raises ProviderUnavailable: if it does not answer with one.
    """
    try:
        found = json.loads(fetch(url, timeout=httpx2.Timeout(5.0, connect=2.0)))
        return {key["kid"]: key for key in found["keys"]}
    except (httpx2.HTTPError, ValueError, KeyError, TypeError) as error:
        raise ProviderUnavailable from error


def _key(provider: Provider, key_id: str, *, now: datetime) -> Any:
    name = f"keys-of-{provider.name}"
    known: tuple[float, dict[str, Any]] | None = cache.get(name)
    stale = known is None or (
        key_id not in known[1] and now.timestamp() - known[0] > REFETCH_AFTER.total_seconds()
    )
    if known is None or stale:
        known = (now.timestamp(), fetch_keys(provider.keys_url))
        cache.set(name, known, KEYS_KEPT.total_seconds())
    if key_id not in known[1]:
        raise SocialTokenRefused
    return jwt.PyJWK(known[1][key_id]).key


def verified(
    provider_name: str,
    id_token: str,
    *,
    nonce: str | None,
    now: datetime,
    made_within: timedelta | None = None,
) -> Identity:
    """Verify an ID token against its provider's keys. May ask the provider: open no transaction.

    ``made_within`` wants one that was written so recently: a token is good for an hour, and may still
    lie where the sign-in left it.

    :raises SocialTokenRefused: unless it is signed, current, for our app and for this sign-in.
    :raises ProviderUnavailable: if the keys cannot be had.
    """
    provider = PROVIDERS.get(provider_name)
    if provider is None or not provider.audiences:
        raise SocialTokenRefused
    try:
        header = jwt.get_unverified_header(id_token)
        claims = jwt.decode(
            id_token,
            _key(provider, str(header.get("kid", "")), now=now),
            algorithms=list(provider.algorithms),
            audience=provider.audiences,
            options={"require": ["exp", "iat", "sub", "iss"]},
            leeway=30,
        )
    except (jwt.PyJWTError, ValueError, TypeError) as error:
        raise SocialTokenRefused from error
    if made_within is not None and now.timestamp() - claims["iat"] > made_within.total_seconds():
        raise SocialTokenRefused
    issuer, subject = claims["iss"], claims["sub"]
    if not isinstance(issuer, str) or issuer not in provider.issuers:
        raise SocialTokenRefused
    if not isinstance(subject, str) or not _is_an_id(subject):
        raise SocialTokenRefused
    if not _nonce_fits(provider, claims, nonce):
        raise SocialTokenRefused
    return Identity(
        provider=provider.name,
        subject=subject,
        email=_address(claims.get("email")),
        is_email_verified=claims.get("email_verified") in (True, "true"),
        first_name=_name(claims.get("given_name")),
        last_name=_name(claims.get("family_name")),
    )


# A signature says who wrote a token, not that what stands in it can be kept: people choose their names.
def _is_an_id(subject: str) -> bool:
    return 0 < len(subject) <= LONGEST_ID and FORBIDDEN.search(subject) is None


def _address(claim: object) -> str:
    """Give an address that can be one; anything else is none."""
    if not isinstance(claim, str) or len(claim) > LONGEST_ADDRESS:
        return ""
    try:
        validate_email(claim)
    except ValidationError:
        return ""
    return claim


def _name(claim: object) -> str:
    return FORBIDDEN.sub("", claim).strip()[:100] if isinstance(claim, str) else ""


def _nonce_fits(provider: Provider, claims: dict[str, Any], nonce: str | None) -> bool:
    """A token made for a nonce is good only with it, so that a stolen one cannot be played again."""
    expected = claims.get("nonce")
    if expected is None:
        return nonce is None
    if nonce is None:
        return False
    offered = hashlib.sha256(nonce.encode()).hexdigest() if provider.hashes_nonce else nonce
    return hmac.compare_digest(str(expected).encode(), offered.encode())
