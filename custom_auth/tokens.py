"""The tokens a client carries: made and read here alone (JWT, RFC 7519 and RFC 9068; EdDSA, RFC 8037).

Every key of ``JWT_PRIVATE_KEYS`` verifies and the first one signs: a new key is put in front, the old
one taken away once the last refresh token it signed has expired, and nobody is signed out.
"""

import time
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from hashlib import sha256
from typing import Any, Literal

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings

from core.ids import LARGEST
from custom_auth import rules
from custom_auth.errors import InvalidToken

ALGORITHM = "EdDSA"
ISSUER, AUDIENCE = "tohfa", "tohfa-api"
Purpose = Literal["access", "refresh"]
TYPES: dict[Purpose, str] = {"access": "at+jwt", "refresh": "rt+jwt"}
LONGEST = 2048


@dataclass(frozen=True)
class Keys:
    signing_id: str
    signing: Ed25519PrivateKey
    verifying: dict[str, Ed25519PublicKey]


@cache
def _keys(pems: tuple[str, ...]) -> Keys:
    private: dict[str, Ed25519PrivateKey] = {}
    for pem in pems:
        key = load_pem_private_key(pem.encode(), password=None)
        if not isinstance(key, Ed25519PrivateKey):
            raise TypeError("JWT_PRIVATE_KEYS takes Ed25519 keys")
        raw = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        private[sha256(raw).hexdigest()[:16]] = key
    first = next(iter(private))
    return Keys(first, private[first], {name: key.public_key() for name, key in private.items()})


def keys() -> Keys:
    return _keys(tuple(settings.JWT_PRIVATE_KEYS))


def _sign(claims: dict[str, Any], purpose: Purpose) -> str:
    own = keys()
    return jwt.encode(
        {"iss": ISSUER, "aud": AUDIENCE, **claims},
        own.signing,
        algorithm=ALGORITHM,
        headers={"kid": own.signing_id, "typ": TYPES[purpose]},
    )


def access_token(*, user_id: int, session_id: int, now: datetime) -> str:
    claims = {"sub": str(user_id), "sid": session_id, "iat": now, "exp": now + rules.ACCESS_LIFE}
    return _sign(claims, "access")


def refresh_token(*, user_id: int, session_id: int, generation: int, now: datetime) -> str:
    expires = now + rules.REFRESH_LIFE
    claims = {"sub": str(user_id), "sid": session_id, "gen": generation, "iat": now, "exp": expires}
    return _sign(claims, "refresh")


def read(token: str, purpose: Purpose) -> dict[str, Any]:
    """Give the claims of a token that is ours, unexpired and made for ``purpose``.

    :raises InvalidToken: for any other.
    """
    if len(token) > LONGEST:
        raise InvalidToken
    claims = _verified(token, purpose, tuple(settings.JWT_PRIVATE_KEYS))
    if not claims["iat"] <= time.time() < claims["exp"]:
        raise InvalidToken
    return claims


@lru_cache(maxsize=2048)
def _verified(token: str, purpose: Purpose, pems: tuple[str, ...]) -> dict[str, Any]:
    """Give the claims of a token of ours, whenever it is valid; what was refused is not kept.

    A token comes with every request of its bearer, and its signature does not change meanwhile.
    """
    try:
        header = jwt.get_unverified_header(token)
        key = _keys(pems).verifying.get(header.get("kid", ""))
        if key is None or header.get("typ") != TYPES[purpose]:
            raise InvalidToken
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=[ALGORITHM],
            issuer=ISSUER,
            audience=AUDIENCE,
            options={
                "require": ["exp", "iat", "sub", "sid"],
                "verify_exp": False,
                "verify_iat": False,
            },
        )
    except (jwt.PyJWTError, ValueError, TypeError) as error:
        raise InvalidToken from error
    if type(claims["sid"]) is not int or not 0 < claims["sid"] <= LARGEST:
        raise InvalidToken
    if type(claims["exp"]) is not int or type(claims["iat"]) is not int:
        raise InvalidToken
    return claims
