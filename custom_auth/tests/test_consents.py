import pytest

from custom_auth.models import Consent
from custom_auth.tests.builders import a_user, signed_in
from notifications.actions import inbox
from notifications.rules import Channel, Topic

pytestmark = pytest.mark.django_db


def test_every_step_is_kept_and_the_last_one_holds() -> None:
    person = a_user()
    api = signed_in(person)

    def say(*, is_given: bool) -> None:
        body = {"purpose": "promotion", "is_given": is_given}
        assert api.put("/api/users/consents/", body, format="json").status_code == 200

    say(is_given=True)
    say(is_given=False)

    (standing,) = api.get("/api/users/consents/").json()
    assert (standing["purpose"], standing["is_given"]) == ("promotion", False)
    rows = Consent.objects.filter(user=person).order_by("pk")
    assert list(rows.values_list("is_given", flat=True)) == [True, False]
    assert all(row.version for row in rows)


@pytest.mark.parametrize("is_given", [True, False])
def test_promotions_follow_the_consent(is_given: bool) -> None:
    person = a_user()
    body = {"purpose": "promotion", "is_given": is_given}

    signed_in(person).put("/api/users/consents/", body, format="json")

    promotions = inbox.preferences_of(person)[Topic.PROMOTION]
    assert promotions[Channel.EMAIL] is is_given
    assert promotions[Channel.PUSH] is is_given


@pytest.mark.parametrize("purpose", ["terms", "privacy", "anything"])
def test_what_belongs_to_having_an_account_is_not_taken_back_here(purpose: str) -> None:
    body = {"purpose": purpose, "is_given": False}

    answer = signed_in(a_user()).put("/api/users/consents/", body, format="json")

    assert answer.status_code == 400
    assert not Consent.objects.exists()
