"""Two at once, on connections of their own, where each finds nothing there yet."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pyotp
import pytest
from django.contrib.auth.hashers import make_password

from core.tests.races import at_once
from core.transactions import opens_transaction
from custom_auth.actions import accounts, phones, sellers, social, two_factor
from custom_auth.actions.sessions import Origin
from custom_auth.models import (
    PhoneCode,
    SellerApplication,
    SocialAccount,
    TwoFactor,
    User,
    UserProfile,
)
from custom_auth.providers import Identity
from custom_auth.tests.builders import a_user

pytestmark = [pytest.mark.usefixtures("own_database"), pytest.mark.race]
NOW = datetime(2026, 11, 20, tzinfo=UTC)
PHONE = "+201001234567"


def outcomes(answers: list[Any]) -> Counter[str]:
    return Counter(getattr(answer, "code", type(answer).__name__) for answer in answers)


def test_a_first_application_sent_four_times_is_one() -> None:
    person = a_user()
    told = {"user_type": "artist", "specialty": "خزف", "bio": "أعمل بالطين."}
    send = opens_transaction(sellers.apply)

    answers = at_once(4, lambda _: send(person, papers=[], now=NOW, **told))

    assert outcomes(answers) == {"SellerApplication": 1, "already_applied": 3}
    assert SellerApplication.objects.filter(user=person).count() == 1


def test_one_phone_proved_by_four_at_once_is_one_persons() -> None:
    people = [a_user() for _ in range(4)]
    for person in people:
        waiting = PhoneCode(user=person, phone_number=PHONE, expires_at=NOW + timedelta(minutes=5))
        waiting.digest = phones._digest(waiting, "123456")
        waiting.save()
    take = opens_transaction(phones.take_code)

    answers = at_once(4, lambda at: take(people[at], "123456", now=NOW))

    assert outcomes(answers) == {"bool": 1, "phone_taken": 3}
    assert UserProfile.objects.filter(phone_number=PHONE).count() == 1


def test_a_first_sign_in_with_google_sent_four_times_opens_one_account() -> None:
    mona = Identity("google", "1077", "mona@gmail.example", True, "منى", "عادل")
    enter = opens_transaction(social.sign_in)

    def press(_at: int) -> Any:
        origin = Origin(address="192.0.2.7", device="a phone")
        return enter(mona, first_name="", last_name="", language="ar", origin=origin, now=NOW)

    answers = at_once(4, press)

    assert outcomes(answers) == {"TokenPair": 4}
    assert User.objects.filter(email=mona.email).count() == 1
    assert SocialAccount.objects.count() == 1


def test_who_guesses_twelve_codes_at_once_has_no_more_guesses_than_one_by_one() -> None:
    person = a_user()
    waiting = PhoneCode(user=person, phone_number=PHONE, expires_at=NOW + timedelta(minutes=5))
    waiting.digest = phones._digest(waiting, "123456")
    waiting.save()
    guess = opens_transaction(phones.take_code)

    answers = at_once(12, lambda at: guess(person, f"{at:06}", now=NOW))

    assert outcomes(answers) == {"bool": 5, "invalid_code": 7}
    waiting.refresh_from_db()
    assert waiting.attempts == 5


def test_a_code_of_the_app_sent_six_times_at_once_is_taken_once() -> None:
    person = a_user()
    secret = opens_transaction(two_factor.set_up)(person).secret
    TwoFactor.objects.filter(user=person).update(confirmed_at=NOW)
    code = pyotp.TOTP(secret).at(NOW)
    take = opens_transaction(two_factor.take_code)

    answers = at_once(6, lambda _: take(person, code, now=NOW))

    assert sorted(answers) == [False] * 5 + [True]


def test_a_recovery_code_sent_six_times_at_once_is_taken_once() -> None:
    person = a_user()
    opens_transaction(two_factor.set_up)(person)
    TwoFactor.objects.filter(user=person).update(confirmed_at=NOW)
    (code, *_) = opens_transaction(two_factor.renew_recovery_codes)(person)
    take = opens_transaction(two_factor.take_code)

    answers = at_once(6, lambda _: take(person, code, now=NOW))

    assert sorted(answers) == [False] * 5 + [True]


def test_a_link_for_a_new_password_used_four_times_at_once_works_once() -> None:
    person = a_user()
    token = accounts.reset_keys.make_token(person)
    set_password = opens_transaction(accounts.reset_password)

    def use(at: int) -> Any:
        hashed = make_password(f"another-long-secret-{at}")
        uid = accounts.uid(person)
        return set_password(uid=uid, token=token, password_hash=hashed, now=NOW)

    answers = at_once(4, use)

    assert outcomes(answers) == {"User": 1, "invalid_key": 3}
