"""Two at once, on connections of their own, where each finds nothing there yet."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from core.tests.races import at_once
from core.transactions import opens_transaction
from custom_auth.actions import phones, sellers, social
from custom_auth.actions.sessions import Origin
from custom_auth.models import PhoneCode, SellerApplication, SocialAccount, User, UserProfile
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
