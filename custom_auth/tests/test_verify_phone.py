import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings as configured
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from rest_framework.test import APIClient

from core.limits import forgive
from custom_auth.actions import phones
from custom_auth.models import PhoneCode, User, UserProfile
from custom_auth.tests.builders import a_user, do_waiting_jobs, signed_in
from custom_auth.views.people import PHONE_CODES

pytestmark = pytest.mark.django_db
PHONE = "+201001234567"


def ask(api: APIClient, number: str = "01001234567", **more: Any) -> int:
    answer = api.post("/api/users/phone/", {"phone_number": number}, format="json", **more)
    return int(answer.status_code)


def sent_codes() -> list[str]:
    do_waiting_jobs()
    found = sorted(Path(configured.OUTBOX_DIR).glob("*.sms.json"))
    messages = [json.loads(path.read_text()) for path in found]
    assert all(message["to"] == PHONE for message in messages)
    digits = ["".join(c for c in message["body"] if c.isdigit())[:6] for message in messages]
    return [code.translate(str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")) for code in digits]


def enter(api: APIClient, code: str) -> Any:
    return api.post("/api/users/phone/verify/", {"code": code}, format="json")


def verified(person: User) -> bool:
    return UserProfile.objects.get(user=person).phone_verified_at is not None


def test_the_code_of_the_message_proves_the_phone() -> None:
    person = a_user()
    api = signed_in(person)
    ask(api)
    (code,) = sent_codes()

    assert enter(api, code).status_code == 204

    profile = UserProfile.objects.get(user=person)
    assert (profile.phone_number, profile.phone_verified_at is not None) == (PHONE, True)
    assert enter(api, code).status_code == 400  # once


def test_the_code_is_kept_nowhere() -> None:
    api = signed_in(a_user())
    ask(api)
    (code,) = sent_codes()

    kept = PhoneCode.objects.get()
    assert code not in kept.digest
    assert len(kept.digest) == 64


def test_five_wrong_codes_use_it_up() -> None:
    person = a_user()
    api = signed_in(person)
    ask(api)
    (code,) = sent_codes()
    wrong = f"{(int(code) + 1) % 10**6:06}"
    for _ in range(5):
        assert enter(api, wrong).json()["code"] == "invalid_code"

    assert enter(api, code).status_code == 400
    assert not verified(person)


def test_a_code_expires() -> None:
    person = a_user()
    api = signed_in(person)
    ask(api)
    (code,) = sent_codes()

    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        answer = enter(signed_in(person), code)

    assert answer.status_code == 400
    assert not verified(person)


def test_the_newest_code_counts() -> None:
    api = signed_in(a_user())
    ask(api)
    (old,) = sent_codes()
    ask(api)
    newer = next(code for code in sent_codes() if code != old)

    assert enter(api, old).status_code == 400
    assert enter(api, newer).status_code == 204


def test_a_code_is_its_owners() -> None:
    api = signed_in(a_user())
    ask(api)
    (code,) = sent_codes()
    other = signed_in(a_user())
    ask(other)

    assert enter(other, code).status_code == 400


def test_what_is_kept_of_a_code_is_good_for_one_person_and_number() -> None:
    person, other = a_user(), a_user()
    kept = [
        phones._digest(PhoneCode(user=user, phone_number=number), "123456")
        for user, number in ((person, PHONE), (person, "+201112345678"), (other, PHONE))
    ]

    assert len(set(kept)) == 3


def test_what_is_entered_before_a_code_was_made_is_no_try() -> None:
    api = signed_in(a_user())
    ask(api)
    for _ in range(5):
        assert enter(api, "123456").status_code == 400
    (code,) = sent_codes()

    assert enter(api, code).status_code == 204


def test_codes_are_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[str, str]] = []

    def compare(kept: str, given: str) -> bool:
        compared.append((kept, given))
        return constant_time_compare(kept, given)

    monkeypatch.setattr("custom_auth.actions.phones.constant_time_compare", compare)
    api = signed_in(a_user())
    ask(api)
    sent_codes()

    enter(api, "1")

    ((kept, given),) = compared
    assert len(kept) == len(given) == 64


def test_a_phone_that_another_has_proved_is_refused() -> None:
    owner = a_user()
    UserProfile.objects.filter(user=owner).update(
        phone_number=PHONE, phone_verified_at=timezone.now()
    )
    person = a_user()
    api = signed_in(person)
    assert ask(api) == 202  # asking tells nothing
    (code,) = sent_codes()

    answer = enter(api, code)

    assert (answer.status_code, answer.json()["code"]) == (409, "phone_taken")
    assert not verified(person)


def test_another_number_has_to_be_proved_anew() -> None:
    person = a_user()
    UserProfile.objects.filter(user=person).update(
        phone_number=PHONE, phone_verified_at=timezone.now()
    )

    signed_in(person).patch("/api/users/profile/", {"phone_number": "01112345678"}, format="json")

    assert not verified(person)


def test_messages_are_limited_for_a_person(settings: Any) -> None:
    settings.RATE_LIMIT_FACTOR = 1
    api = signed_in(a_user())

    statuses = [ask(api, f"0100123456{number}") for number in range(8)]

    assert statuses == [202] * 6 + [429] * 2


def test_messages_are_limited_for_a_person_and_day(settings: Any) -> None:
    settings.RATE_LIMIT_FACTOR = 1
    person = a_user()
    api = signed_in(person)
    statuses = []
    for hour in range(3):
        forgive(PHONE_CODES, f"user {person.pk}")  # an hour has gone by
        statuses += [ask(api, f"01001234{hour}{number:02}") for number in range(5)]

    assert statuses == [202] * 12 + [429] * 3


def test_messages_are_limited_for_a_phone_whoever_asks(settings: Any) -> None:
    settings.RATE_LIMIT_FACTOR = 1

    statuses = [ask(signed_in(a_user())) for _ in range(8)]

    assert statuses == [202] * 6 + [429] * 2


def test_messages_are_limited_for_a_network(settings: Any) -> None:
    settings.RATE_LIMIT_FACTOR = 1

    statuses = [
        ask(signed_in(a_user()), f"010012345{number:02}", REMOTE_ADDR="198.51.100.7")
        for number in range(61)
    ]

    assert (statuses[:60], statuses[60]) == ([202] * 60, 429)
