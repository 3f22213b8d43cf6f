from typing import Any

import pytest
from django.contrib.auth.hashers import check_password
from django.core.cache import cache
from rest_framework.test import APIClient

from custom_auth.models import Session
from custom_auth.tests.builders import PASSWORD, a_session, a_user, signed_in
from notifications.models import Notice

pytestmark = pytest.mark.django_db


def sign_in(api: APIClient, email: str, password: str = PASSWORD, **more: Any) -> Any:
    body = {"email": email, "password": password}
    return api.post("/api/auth/login/", body, format="json", **more)


def test_the_right_password_begins_a_session(api: APIClient) -> None:
    person = a_user()

    answer = sign_in(api, person.email.upper(), HTTP_X_DEVICE_NAME="Pixel 9")

    assert answer.status_code == 200
    assert answer.json()["user"]["id"] == person.pk
    api.credentials(HTTP_AUTHORIZATION=f"Bearer {answer.json()['access']}")
    assert api.get("/api/users/profile/").json()["email"] == person.email
    assert Session.objects.get().device == "Pixel 9"


@pytest.mark.parametrize("case", ["wrong password", "unknown", "closed", "erased"])
def test_all_that_is_refused_looks_the_same(api: APIClient, case: str) -> None:
    person = a_user(is_active=case != "closed")
    if case == "erased":
        person.set_unusable_password()
        person.save()
    email = "nobody@tohfa.example" if case == "unknown" else person.email
    password = "a-wrong-secret" if case == "wrong password" else PASSWORD

    answer = sign_in(api, email, password)

    body = answer.json()
    assert (answer.status_code, body["code"]) == (401, "invalid_credentials")
    assert body["detail"] == body["title"]
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert not Session.objects.exists()


def test_for_an_unknown_address_a_password_is_hashed_as_well(
    api: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str] = []

    def compare(given: str, kept: str) -> bool:
        compared.append(kept)
        return check_password(given, kept)

    monkeypatch.setattr("custom_auth.actions.sessions.check_password", compare)
    person = a_user()

    sign_in(api, person.email, "a-wrong-secret")
    sign_in(api, "nobody@tohfa.example", "a-wrong-secret")

    known, unknown = compared
    assert known.split("$")[:4] == unknown.split("$")[:4]  # the same algorithm at the same cost


def test_ones_attempts_are_there_to_see(api: APIClient) -> None:
    person = a_user()
    sign_in(api, person.email, "a-wrong-secret", HTTP_X_DEVICE_NAME="Elsewhere")
    sign_in(api, person.email, HTTP_X_DEVICE_NAME="هاتف منى".encode().decode("latin-1"))

    rows = signed_in(person).get("/api/auth/sign-ins/").json()["results"]

    assert [(row["succeeded"], row["device"]) for row in rows] == [
        (True, "هاتف منى"),
        (False, "Elsewhere"),
    ]
    assert signed_in(a_user()).get("/api/auth/sign-ins/").json()["results"] == []


def test_a_new_device_is_told_of_and_a_known_one_is_not(api: APIClient) -> None:
    person = a_user()
    sign_in(api, person.email, HTTP_X_DEVICE_NAME="Pixel 9")
    sign_in(api, person.email, HTTP_X_DEVICE_NAME="Pixel 9")
    assert not Notice.objects.exists()

    sign_in(api, person.email, HTTP_X_DEVICE_NAME="iPad")

    notice = Notice.objects.get()
    assert (notice.kind, notice.values["device"]) == ("account.new_device", "iPad")


# --- lockout ------------------------------------------------------------------------------------
@pytest.fixture
def limits(settings: Any) -> None:
    settings.RATE_LIMIT_FACTOR = 1


@pytest.mark.usefixtures("limits")
def test_guessing_is_stopped_while_the_owner_elsewhere_gets_in(api: APIClient) -> None:
    person = a_user()

    answers = [
        sign_in(api, person.email, f"guess-number-{number}", REMOTE_ADDR="198.51.100.7")
        for number in range(25)
    ]

    statuses = [answer.status_code for answer in answers]
    assert statuses == [401] * 10 + [429] * 15
    assert int(answers[-1]["Retry-After"]) > 0
    # Even the right password does not help there, or guessing would go on.
    assert sign_in(api, person.email, REMOTE_ADDR="198.51.100.7").status_code == 429
    assert sign_in(api, person.email, REMOTE_ADDR="203.0.113.9").status_code == 200


@pytest.mark.usefixtures("limits")
def test_one_network_cannot_use_up_what_an_account_allows(api: APIClient) -> None:
    person = a_user()

    for _ in range(100):
        sign_in(api, person.email, "a-wrong-secret", REMOTE_ADDR="198.51.100.7")

    assert sign_in(api, person.email, REMOTE_ADDR="203.0.113.9").status_code == 200


@pytest.mark.usefixtures("limits")
def test_many_networks_are_stopped_but_not_one_the_owner_used_before(api: APIClient) -> None:
    person = a_user()
    a_session(person, address="203.0.113.9")
    a_session(a_user(), address="203.0.113.77")

    statuses = [
        sign_in(api, person.email, "a-wrong-secret", REMOTE_ADDR=f"198.51.100.{n}").status_code
        for n in range(70)
    ]

    assert statuses.count(429) == 10
    assert sign_in(api, person.email, REMOTE_ADDR="192.0.2.4").status_code == 429
    assert sign_in(api, person.email, REMOTE_ADDR="203.0.113.77").status_code == 429  # another's
    assert sign_in(api, person.email, REMOTE_ADDR="203.0.113.9").status_code == 200


@pytest.mark.usefixtures("limits")
def test_a_network_that_guesses_at_many_accounts_is_stopped(api: APIClient) -> None:
    statuses = [
        sign_in(api, f"nobody{n}@tohfa.example", REMOTE_ADDR=f"198.51.100.{n % 250}").status_code
        for n in range(5)
    ]
    assert statuses == [401] * 5  # each from an address of its own

    statuses = [
        sign_in(api, f"nobody{n}@tohfa.example", REMOTE_ADDR="203.0.113.9").status_code
        for n in range(330)  # some come back while they are sent
    ]

    assert set(statuses[:300]) == {401}
    assert 429 in statuses[300:]
    assert sign_in(api, a_user().email, REMOTE_ADDR="192.0.2.4").status_code == 200


@pytest.mark.usefixtures("limits")
def test_limits_do_not_depend_on_one_process_memory(api: APIClient) -> None:
    person = a_user()
    for _ in range(10):
        sign_in(api, person.email, "a-wrong-secret")
    cache.clear()

    assert sign_in(api, person.email, "a-wrong-secret").status_code == 429


@pytest.mark.usefixtures("limits")
def test_success_forgives_earlier_slips(api: APIClient) -> None:
    person = a_user()
    for _ in range(3):
        for _ in range(9):
            sign_in(api, person.email, "a-wrong-secret")
        assert sign_in(api, person.email).status_code == 200
