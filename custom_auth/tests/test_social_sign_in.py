"""Google and Apple, with keys made here: no test asks either of them anything."""

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from jwt.algorithms import RSAAlgorithm
from rest_framework.test import APIClient

from custom_auth import providers
from custom_auth.models import SocialAccount, User
from custom_auth.tests.builders import a_user

pytestmark = pytest.mark.django_db

GOOGLE, APPLE = "google-app.tohfa.example", "apple-app.tohfa.example"
KEY, OTHER = generate_private_key(65537, 2048), generate_private_key(65537, 2048)


class Provider:
    """What a provider publishes, and how often it was asked."""

    def __init__(self) -> None:
        self.keys: dict[str, RSAPrivateKey] = {"first": KEY}
        self.asked = 0

    def fetch(self, url: str) -> dict[str, Any]:
        self.asked += 1
        return {
            name: {**json.loads(RSAAlgorithm.to_jwk(key.public_key())), "kid": name, "alg": "RS256"}
            for name, key in self.keys.items()
        }


@pytest.fixture(autouse=True)
def provider(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Provider:
    settings.SOCIAL_CLIENT_IDS = {"google": [GOOGLE], "apple": [APPLE]}
    made = Provider()
    monkeypatch.setattr(providers, "fetch_keys", made.fetch)
    return made


def an_id_token(
    key: RSAPrivateKey = KEY, *, kid: str = "first", algorithm: str = "RS256", **changed: Any
) -> str:
    now = datetime.now(UTC)
    claims = {
        "iss": "https://accounts.google.com",
        "aud": GOOGLE,
        "sub": "1077",
        "email": "Mona@Gmail.example",
        "email_verified": True,
        "given_name": "منى",
        "family_name": "عادل",
        "iat": now,
        "exp": now + timedelta(minutes=10),
        **changed,
    }
    return jwt.encode(
        {name: value for name, value in claims.items() if value is not None},
        key,
        algorithm,
        {"kid": kid},
    )


def sign_in(token: str, *, at: str = "google", **more: Any) -> Any:
    return APIClient().post(f"/api/auth/social/{at}/", {"id_token": token, **more}, format="json")


def test_the_first_sign_in_opens_an_account_and_later_ones_find_it() -> None:
    first, second = sign_in(an_id_token()), sign_in(an_id_token(email="changed@gmail.example"))

    assert (first.status_code, second.status_code) == (200, 200)
    person = User.objects.get()
    assert (person.email, person.first_name) == ("mona@gmail.example", "منى")
    assert person.is_email_verified
    assert not person.has_usable_password()
    assert first.json()["user"]["id"] == second.json()["user"]["id"] == person.pk


LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
REFUSED: dict[str, Callable[[], str]] = {
    "another audience": lambda: an_id_token(aud="another-app"),
    "several audiences, none ours": lambda: an_id_token(aud=["a", "b"]),
    "no audience": lambda: an_id_token(aud=None),
    "another issuer": lambda: an_id_token(iss="https://accounts.evil.example"),
    "the other provider": lambda: an_id_token(iss="https://appleid.apple.com"),
    "expired": lambda: an_id_token(exp=LONG_AGO),
    "no expiry": lambda: an_id_token(exp=None),
    "no subject": lambda: an_id_token(sub=None),
    "another key": lambda: an_id_token(OTHER),
    "an unknown key": lambda: an_id_token(OTHER, kid="unknown"),
    "alg none": lambda: jwt.encode({"sub": "1"}, None, "none", {"kid": "first"}),  # type: ignore[arg-type]
    "a secret instead of a key": lambda: jwt.encode(
        {"sub": "1"}, "x" * 32, "HS256", {"kid": "first"}
    ),
    "RS512": lambda: an_id_token(algorithm="RS512"),
    "not a token": lambda: "x.y.z",
    "an address nobody proved": lambda: an_id_token(email_verified=False),
    "no address": lambda: an_id_token(email=None),
    "a nonce nobody sent": lambda: an_id_token(nonce="n-1"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_token_that_is_not_for_this_sign_in_is_refused(case: str) -> None:
    answer = sign_in(REFUSED[case]())

    assert (answer.status_code, answer.json()["code"]) == (401, "social_token_refused")
    assert not User.objects.exists()


ODD: list[dict[str, Any]] = [
    {"sub": ""},
    {"sub": "8" * 256},
    {"sub": "1077\x00"},
    {"iss": ["https://accounts.google.com"]},
    {"iss": {"a": 1}},
    {"email": "not-an-address"},
    {"email": ["mona@gmail.example"]},
    {"email": "a" * 250 + "@gmail.example"},
    {"email": "mona\x00@gmail.example"},
]


@pytest.mark.parametrize("claims", ODD, ids=str)
def test_a_signed_token_of_an_odd_shape_is_refused_and_opens_nothing(
    claims: dict[str, Any],
) -> None:
    answer = sign_in(raw_token(**claims))

    assert (answer.status_code, answer.json()["code"]) == (401, "social_token_refused")
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("told", "kept"),
    [("\u202eمنى\x00", "منى"), ({"a": 1}, ""), ("م" * 300, "م" * 100), ("\ud800ليلى", "ليلى")],
)
def test_of_a_name_only_what_can_be_written_is_kept(told: object, kept: str) -> None:
    assert sign_in(raw_token(given_name=told)).status_code == 200

    assert User.objects.get().first_name == kept


def raw_token(**changed: Any) -> str:
    """Give a token that is signed without a look at what it says."""
    claims = jwt.decode(an_id_token(), options={"verify_signature": False})
    body = json.dumps({**claims, **changed}).encode()
    return jwt.PyJWS().encode(body, KEY, "RS256", {"kid": "first"})


def test_a_nonce_has_to_be_the_one_the_phone_asked_with() -> None:
    assert sign_in(an_id_token(nonce="n-1"), nonce="n-2").status_code == 401
    assert sign_in(an_id_token(), nonce="n-1").status_code == 401
    assert sign_in(an_id_token(nonce="n-1"), nonce="n-1").status_code == 200


def test_apple_has_its_own_issuer_audience_and_hashed_nonce() -> None:
    told: dict[str, Any] = {
        "iss": "https://appleid.apple.com",
        "aud": APPLE,
        "email_verified": "true",
    }
    hashed = hashlib.sha256(b"n-1").hexdigest()

    assert sign_in(an_id_token(), at="apple").status_code == 401
    assert sign_in(an_id_token(**told, nonce="n-1"), at="apple", nonce="n-1").status_code == 401
    answer = sign_in(
        an_id_token(**told, nonce=hashed, given_name=None, family_name=None),
        at="apple",
        nonce="n-1",
        first_name="هدى",
    )
    assert answer.status_code == 200
    assert User.objects.get().first_name == "هدى"


def test_keys_are_kept_and_fetched_again_when_they_change(provider: Provider) -> None:
    sign_in(an_id_token())
    sign_in(an_id_token())
    assert provider.asked == 1

    provider.keys = {"second": OTHER}
    # Unknown keys do not make us ask at every request.
    assert sign_in(an_id_token(OTHER, kid="second")).status_code == 401
    assert provider.asked == 1

    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=6)):
        assert sign_in(an_id_token(OTHER, kid="second")).status_code == 200
        assert sign_in(an_id_token()).status_code == 401  # the key that was taken away
    assert provider.asked == 2


def test_an_account_is_joined_where_both_sides_proved_the_address() -> None:
    person = a_user("mona@gmail.example")

    answer = sign_in(an_id_token())

    assert answer.json()["user"]["id"] == person.pk
    assert SocialAccount.objects.get().user == person


def test_an_account_whose_address_was_only_typed_is_not_joined() -> None:
    a_user("mona@gmail.example", is_email_verified=False)

    assert sign_in(an_id_token()).status_code == 401
    assert not SocialAccount.objects.exists()


def test_a_closed_account_stays_closed() -> None:
    sign_in(an_id_token())
    User.objects.update(is_active=False)

    assert sign_in(an_id_token()).status_code == 401


@pytest.mark.parametrize("at", ["facebook", "GOOGLE", "google-2"])
def test_another_provider_is_refused(at: str) -> None:
    assert sign_in(an_id_token(), at=at).status_code == 401


def test_a_provider_that_is_not_set_up_is_not_offered(settings: Any) -> None:
    settings.SOCIAL_CLIENT_IDS = {"google": [], "apple": []}

    assert sign_in(an_id_token(aud=None)).status_code == 401


def test_who_has_no_password_has_the_account_erased_with_a_token_of_the_provider() -> None:
    api = APIClient()
    api.credentials(HTTP_AUTHORIZATION=f"Bearer {sign_in(an_id_token()).json()['access']}")
    other = sign_in(an_id_token(sub="2", email="other@gmail.example"))
    assert other.status_code == 200
    proofs: list[dict[str, str]] = [
        {"provider": "google", "id_token": an_id_token(sub="2", email="other@gmail.example")},
        {"provider": "google", "id_token": an_id_token(OTHER)},
        {"provider": "apple", "id_token": an_id_token()},
        {
            "provider": "google",
            "id_token": an_id_token(iat=datetime.now(UTC) - timedelta(minutes=11)),
        },
    ]
    for proof in proofs:
        answer = api.delete("/api/users/profile/", proof, format="json")
        assert (answer.status_code, answer.json()["code"]) == (401, "social_token_refused")
    for nothing in ({}, {"provider": "google"}, {"id_token": "x"}):
        answer = api.delete("/api/users/profile/", nothing, format="json")
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["field"] == "password"
    assert not User.objects.exclude(erase_after=None).exists()

    proof = {"provider": "google", "id_token": an_id_token()}
    answer = api.delete("/api/users/profile/", proof, format="json")

    assert (answer.status_code, "erase_after" in answer.json()) == (202, True)
    assert User.objects.exclude(erase_after=None).get().email == "mona@gmail.example"
    assert api.get("/api/users/profile/").status_code == 401
