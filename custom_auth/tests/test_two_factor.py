from datetime import UTC, datetime, timedelta
from typing import Any

import pyotp
import pytest
import time_machine
from django.db import connection
from django.utils.crypto import constant_time_compare
from rest_framework.test import APIClient

from custom_auth.models import RecoveryCode, Session, SignIn, TwoFactor, User
from custom_auth.tests.builders import PASSWORD, a_user, signed_in

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 10, 0, 15, tzinfo=UTC)


def set_up(person: User) -> tuple[pyotp.TOTP, list[str]]:
    """Switch the second factor on, two steps before ``NOW``, and give the app and the recovery codes."""
    with time_machine.travel(NOW - timedelta(minutes=1), tick=False):
        api = signed_in(person)
        made = api.post("/api/auth/two-factor/setup/").json()
        app = pyotp.parse_uri(made["otpauth_url"])
        assert isinstance(app, pyotp.TOTP)
        assert app.secret == made["secret"]
        body = {"code": app.at(NOW - timedelta(minutes=1))}
        answer = api.post("/api/auth/two-factor/confirm/", body, format="json")
    return app, answer.json()["recovery_codes"]


def sign_in(person: User, otp: str | None = None) -> Any:
    body = {"email": person.email, "password": PASSWORD, "otp": otp}
    with time_machine.travel(NOW, tick=False):
        return APIClient().post("/api/auth/login/", body, format="json")


def test_a_code_is_asked_for_after_the_password() -> None:
    person = a_user()
    app, _ = set_up(person)
    Session.objects.all().delete()

    without = sign_in(person)
    wrong = sign_in(person, "000000" if app.at(NOW) != "000000" else "000001")

    assert (without.status_code, without.json()["code"]) == (401, "otp_required")
    assert (wrong.status_code, wrong.json()["code"]) == (401, "invalid_otp")
    assert not Session.objects.exists()
    assert sign_in(person, app.at(NOW)).status_code == 200


def test_one_that_was_begun_and_not_confirmed_is_asked_for_nowhere() -> None:
    person = a_user()
    signed_in(person).post("/api/auth/two-factor/setup/")

    assert sign_in(person).status_code == 200


def test_a_wrong_password_does_not_tell_that_there_is_a_second_factor() -> None:
    person = a_user()
    set_up(person)
    body = {"email": person.email, "password": "a-wrong-secret"}

    answer = APIClient().post("/api/auth/login/", body, format="json")

    assert answer.json()["code"] == "invalid_credentials"


def test_a_code_is_taken_once() -> None:
    person = a_user()
    app, _ = set_up(person)

    assert sign_in(person, app.at(NOW)).status_code == 200
    assert sign_in(person, app.at(NOW)).json()["code"] == "invalid_otp"


@pytest.mark.parametrize(
    ("seconds", "status"), [(-60, 401), (-30, 200), (0, 200), (30, 200), (60, 401)]
)
def test_clocks_may_be_off_by_one_step(seconds: int, status: int) -> None:
    person = a_user()
    app, _ = set_up(person)
    TwoFactor.objects.update(last_step=0)

    assert sign_in(person, app.at(NOW + timedelta(seconds=seconds))).status_code == status


def test_a_wrong_code_is_among_the_attempts_that_the_owner_sees() -> None:
    person = a_user()
    set_up(person)

    sign_in(person, "no-code-of-mine")

    (attempt,) = SignIn.objects.filter(user=person)
    assert not attempt.succeeded


def test_codes_are_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[str, str]] = []

    def compare(kept: str, given: str) -> bool:
        compared.append((kept, given))
        return constant_time_compare(kept, given)

    monkeypatch.setattr("custom_auth.actions.two_factor.constant_time_compare", compare)
    person = a_user()
    app, _ = set_up(person)
    compared.clear()

    sign_in(person, app.at(NOW))

    assert len(compared) == 3  # every step is looked at, also after one has fitted


def test_a_recovery_code_is_its_owners() -> None:
    person, other = a_user(), a_user()
    _, codes = set_up(person)
    set_up(other)

    assert sign_in(other, codes[0]).json()["code"] == "invalid_otp"
    assert sign_in(person, codes[0]).status_code == 200


def test_arabic_digits_are_understood() -> None:
    person = a_user()
    app, _ = set_up(person)
    written = app.at(NOW).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))

    assert sign_in(person, written).status_code == 200


def test_each_recovery_code_works_once() -> None:
    person = a_user()
    _, codes = set_up(person)
    assert len(set(codes)) == 10

    assert sign_in(person, codes[0].upper()).status_code == 200
    assert sign_in(person, codes[0]).status_code == 401
    assert sign_in(person, codes[1].replace("-", " ")).status_code == 200


def test_recovery_codes_are_replaced() -> None:
    person = a_user()
    app, old = set_up(person)
    with time_machine.travel(NOW, tick=False):
        answer = signed_in(person).post(
            "/api/auth/two-factor/recovery-codes/", {"code": app.at(NOW)}, format="json"
        )
    (new, *_) = answer.json()["recovery_codes"]

    assert sign_in(person, old[0]).status_code == 401
    assert sign_in(person, new).status_code == 200


def test_secrets_are_not_readable_in_the_database() -> None:
    person = a_user()
    app, codes = set_up(person)

    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM custom_auth_twofactor")
        ((secret,),) = cursor.fetchall()
    digests = set(RecoveryCode.objects.values_list("digest", flat=True))

    assert app.secret not in secret
    assert not {code.replace("-", "") for code in codes} & digests


def test_switching_off_asks_for_password_and_code() -> None:
    person = a_user()
    _, codes = set_up(person)
    api = signed_in(person)

    def switch_off(password: str, code: str) -> Any:
        body = {"password": password, "code": code}
        return api.post("/api/auth/two-factor/disable/", body, format="json")

    assert switch_off("a-wrong-secret", codes[0]).json()["code"] == "wrong_password"
    assert switch_off(PASSWORD, "123456").json()["code"] == "invalid_code"
    assert TwoFactor.objects.exists()
    assert switch_off(PASSWORD, codes[0]).status_code == 204
    assert sign_in(person).status_code == 200


def test_a_second_factor_that_is_on_is_not_replaced() -> None:
    person = a_user()
    set_up(person)

    answer = signed_in(person).post("/api/auth/two-factor/setup/")

    assert (answer.status_code, answer.json()["code"]) == (409, "two_factor_state")
