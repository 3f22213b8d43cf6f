from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from custom_auth.actions import accounts
from custom_auth.models import Consent, User, UserProfile
from custom_auth.tests.builders import PASSWORD, a_user, do_waiting_jobs

pytestmark = pytest.mark.django_db

MONA = {
    "email": "Mona@Tohfa.example",
    "password": "khan-el-khalili-2026",
    "first_name": "منى",
    "last_name": "عادل",
    "phone_number": "٠١٠٠١٢٣٤٥٦٧",
}


def register(api: APIClient, **fields: Any) -> Any:
    return api.post("/api/auth/register/", {**MONA, **fields}, format="json")


def test_an_account_is_opened(api: APIClient) -> None:
    answer = register(api)

    assert answer.status_code == 201, answer.content
    mona = User.objects.get(email="mona@tohfa.example")
    assert answer.json()["user"]["id"] == mona.pk
    assert mona.profile.phone_number == "+201001234567"
    assert not mona.is_email_verified
    assert mona.check_password("khan-el-khalili-2026")
    assert "khan-el-khalili-2026" not in answer.content.decode()
    given = Consent.objects.filter(user=mona, is_given=True)
    assert set(given.values_list("purpose", flat=True)) == {"terms", "privacy"}


def test_an_address_that_exists_is_answered_like_a_new_one(api: APIClient) -> None:
    owner = a_user("mona@tohfa.example")

    taken, fresh = register(api), register(api, email="new@tohfa.example")

    assert (taken.status_code, fresh.status_code) == (201, 201)
    assert taken.json()["user"].keys() == fresh.json()["user"].keys()
    assert taken.json()["user"]["email"] == "mona@tohfa.example"
    assert taken.json()["user"]["id"] != owner.pk
    assert taken.headers.keys() == fresh.headers.keys()
    assert set(User.objects.values_list("email", flat=True)) == {
        "mona@tohfa.example",
        "new@tohfa.example",
    }
    owner.refresh_from_db()
    assert owner.check_password(PASSWORD)


def statements(captured: CaptureQueriesContext) -> list[str]:
    texts = [query["sql"] for query in captured.captured_queries]
    words = [text.split()[0] for text in texts]
    return [word for word in words if word not in {"SAVEPOINT", "RELEASE", "ROLLBACK"}]


def test_both_cases_do_the_same_work(api: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    a_user("mona@tohfa.example")
    hashed: list[str] = []
    slow = accounts.password_hash

    def counted(password: str) -> str:
        hashed.append(password)
        return slow(password)

    monkeypatch.setattr(accounts, "password_hash", counted)

    with CaptureQueriesContext(
        connection,
    ) as when_taken:
        register(api)
    with CaptureQueriesContext(connection) as when_new:
        register(api, email="new@tohfa.example")

    assert len(hashed) == 2
    # Only the end of the inner block differs: what was written is taken back, or stays.
    assert statements(when_taken) == statements(when_new)


def test_either_way_one_mail_goes_to_the_address(api: APIClient) -> None:
    a_user("mona@tohfa.example")
    register(api)
    register(api, email="new@tohfa.example")

    do_waiting_jobs()

    to_owner, to_newcomer = mail.outbox
    assert (to_owner.to, to_newcomer.to) == (["mona@tohfa.example"], ["new@tohfa.example"])
    assert "verify-email?key=" not in to_owner.body
    assert "verify-email?key=" in to_newcomer.body


@pytest.mark.parametrize(
    "password",
    ["short-1", "password123", "1234567890123", "mona@tohfa.example", "Mona@Tohfa"],
    ids=["short", "common", "digits alone", "the address", "like the address"],
)
def test_a_weak_password_is_refused(api: APIClient, password: str) -> None:
    answer = register(api, password=password)

    assert (answer.status_code, answer.json()["code"]) == (400, "validation_failed")
    assert {error["field"] for error in answer.json()["errors"]} == {"password"}
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("01001234567", "+201001234567"),
        ("+20 100 123 4567", "+201001234567"),
        ("۰۱۰۰۱۲۳۴۵۶۷", "+201001234567"),
        ("0020-100-123-4567", "+201001234567"),
        ("+971 50 123 4567", "+971501234567"),
        (None, None),
    ],
)
def test_a_phone_is_kept_in_one_spelling(
    api: APIClient, written: str | None, kept: str | None
) -> None:
    register(api, phone_number=written)

    assert UserProfile.objects.get().phone_number == kept


@pytest.mark.parametrize("written", ["12345", "0100123456", "not a phone", "+20100123456789"])
def test_what_is_no_phone_is_refused(api: APIClient, written: str) -> None:
    answer = register(api, phone_number=written)

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] == "not_a_phone"


def test_an_address_has_one_spelling(api: APIClient) -> None:
    register(api, email="MONA@TOHFA.EXAMPLE")
    register(api, email="ｍｏｎａ@tohfa.example".encode().decode())

    assert User.objects.filter(email="mona@tohfa.example").count() == 1


def test_why_a_password_is_refused_is_told_by_its_own_code(api: APIClient) -> None:
    body = {**MONA, "first_name": "khan-el-khalili", "password": "khan-el-khalili1"}

    answer = api.post("/api/auth/register/", body, format="json")

    assert [row["code"] for row in answer.json()["errors"]] == ["password_too_similar"]


def test_a_short_password_is_refused_in_arabic(api: APIClient) -> None:
    answer = register(api, password="qamar7")

    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["code"]) == (400, "password_too_short")
    assert error["message"] == "كلمة المرور قصيرة: يلزمها 10 أحرف على الأقل."
