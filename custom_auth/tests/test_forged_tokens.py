"""What is not exactly a token of ours opens no door, whatever it says of itself."""

import base64
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from rest_framework.request import Request
from rest_framework.test import APIClient, APIRequestFactory

from custom_auth import tokens
from custom_auth.authentication import BearerAuthentication
from custom_auth.errors import InvalidToken
from custom_auth.models import Session
from custom_auth.tests.builders import a_session, a_user

pytestmark = pytest.mark.django_db


def claims(session: Session, **changed: Any) -> dict[str, Any]:
    now = datetime.now(UTC)
    told = {
        "iss": tokens.ISSUER,
        "aud": tokens.AUDIENCE,
        "sub": str(session.user_id),
        "sid": session.pk,
        "iat": now,
        "exp": now + timedelta(minutes=5),
        **changed,
    }
    return {name: value for name, value in told.items() if value is not None}


def header(**changed: Any) -> dict[str, Any]:
    return {"kid": tokens.keys().signing_id, "typ": "at+jwt", **changed}


def ours(session: Session, *, headers: dict[str, Any] | None = None, **changed: Any) -> str:
    return jwt.encode(
        claims(session, **changed), tokens.keys().signing, "EdDSA", headers or header()
    )


def without_algorithm(session: Session) -> str:
    return jwt.encode(claims(session), None, "none", header())  # type: ignore[arg-type]


def signed_with_the_public_key(session: Session) -> str:
    """HS256 with our public key as the secret: the confusion of kinds of keys."""
    public = tokens.keys().signing.public_key()
    secret = public.public_bytes(Encoding.Raw, PublicFormat.Raw)
    return jwt.encode(claims(session), secret, "HS256", header())


def signed_by_another(session: Session) -> str:
    return jwt.encode(claims(session), Ed25519PrivateKey.generate(), "EdDSA", header())


def signed_with_rsa(session: Session) -> str:
    return jwt.encode(claims(session), generate_private_key(65537, 2048), "RS256", header())


def edited(session: Session) -> str:
    head, body, signature = ours(session).split(".")
    told = json.loads(base64.urlsafe_b64decode(body + "=="))
    told["sub"] = str(a_user().pk)
    changed = base64.urlsafe_b64encode(json.dumps(told).encode()).rstrip(b"=").decode()
    return f"{head}.{changed}.{signature}"


def embedded_key(session: Session) -> str:
    """A token that brings its own key along."""
    made = Ed25519PrivateKey.generate()
    raw = made.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    jwk = {"kty": "OKP", "crv": "Ed25519", "x": base64.urlsafe_b64encode(raw).decode()}
    return jwt.encode(claims(session), made, "EdDSA", header(jwk=jwk, kid="mine"))


LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
FORGED: dict[str, Callable[[Session], str]] = {
    "alg none": without_algorithm,
    "HS256 with our public key": signed_with_the_public_key,
    "another key under our key's name": signed_by_another,
    "RS256": signed_with_rsa,
    "an edited payload": edited,
    "a key it brings along": embedded_key,
    "expired": lambda session: ours(session, exp=LONG_AGO),
    "no expiry": lambda session: ours(session, exp=None),
    "another issuer": lambda session: ours(session, iss="elsewhere"),
    "no issuer": lambda session: ours(session, iss=None),
    "another audience": lambda session: ours(session, aud="elsewhere"),
    "no audience": lambda session: ours(session, aud=None),
    "no key id": lambda session: ours(session, headers={"typ": "at+jwt", "kid": ""}),
    "another kind": lambda session: ours(session, headers=header(typ="JWT")),
    "somebody else's session": lambda session: ours(session, sub=str(a_user().pk)),
    "a session that is not": lambda session: ours(session, sid=1),
    "a session that is no number": lambda session: ours(session, sid="x"),
    "a session beyond any number": lambda session: ours(session, sid=10**30),
    "a session that is true": lambda session: ours(session, sid=True),
    "a session that is a list": lambda session: ours(session, sid=[1]),
    "no signature": lambda session: ours(session).rpartition(".")[0] + ".",
    "cut short": lambda session: ours(session)[:-3],
    "too long": lambda session: ours(session, more="x" * 3000),
    "no token": lambda session: "x",
    "three dots": lambda session: "...",
}


@pytest.mark.parametrize("case", FORGED)
def test_a_forged_token_is_refused(api: APIClient, case: str) -> None:
    session = a_session(a_user())
    token = FORGED[case](session)
    api.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")

    answer = api.get("/api/users/profile/")

    assert (answer.status_code, answer.json()["code"]) == (401, "invalid_token")
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_one_algorithm_is_taken_whatever_a_token_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """The kind of our keys keeps others out as well; this is the guard before it."""
    taken: list[Any] = []
    decode = jwt.decode

    def spy(*given: Any, **named: Any) -> Any:
        taken.append(named["algorithms"])
        return decode(*given, **named)

    monkeypatch.setattr(jwt, "decode", spy)
    session = a_session(a_user())

    tokens.read(ours(session), "access")
    for forged in (without_algorithm, signed_with_the_public_key, signed_with_rsa):
        with pytest.raises(InvalidToken):
            tokens.read(forged(session), "access")

    assert taken == [["EdDSA"]] * 4


def test_the_same_token_unforged_is_taken(api: APIClient) -> None:
    api.credentials(HTTP_AUTHORIZATION=f"Bearer {ours(a_session(a_user()))}")

    assert api.get("/api/users/profile/").status_code == 200


@pytest.mark.parametrize("minutes", [-1, 6])
def test_a_token_that_was_taken_before_is_refused_outside_its_time(
    api: APIClient, minutes: int
) -> None:
    api.credentials(HTTP_AUTHORIZATION=f"Bearer {ours(a_session(a_user()))}")
    assert api.get("/api/users/profile/").status_code == 200

    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=minutes), tick=False):
        assert api.get("/api/users/profile/").json()["code"] == "invalid_token"


def test_an_access_token_that_was_taken_before_is_no_refresh_token() -> None:
    token = ours(a_session(a_user()))
    assert tokens.read(token, "access")

    with pytest.raises(InvalidToken):
        tokens.read(token, "refresh")


def test_a_token_is_read_in_one_query(django_assert_num_queries: Any) -> None:
    token = ours(a_session(a_user()))
    request = APIRequestFactory().get("/", HTTP_AUTHORIZATION=f"Bearer {token}")

    with django_assert_num_queries(1) as asked:  # the session with its person, by primary key
        BearerAuthentication().authenticate(Request(request))

    assert "WHERE s.id = " in asked.captured_queries[0]["sql"]
