import pytest

from custom_auth.tests.builders import PASSWORD, a_user, signed_in
from notifications.models import Notice

pytestmark = pytest.mark.django_db

NEW = "another-long-secret-7"


def test_a_new_password_ends_every_session_at_once() -> None:
    person = a_user()
    here, elsewhere = signed_in(person), signed_in(person)

    answer = here.post(
        "/api/auth/password/change/",
        {"current_password": PASSWORD, "new_password": NEW},
        format="json",
    )

    assert answer.status_code == 204
    assert here.get("/api/users/profile/").status_code == 401
    assert elsewhere.get("/api/users/profile/").status_code == 401
    person.refresh_from_db()
    assert person.check_password(NEW)
    assert Notice.objects.get().kind == "account.password_changed"


def test_the_present_password_is_asked_for() -> None:
    person = a_user()
    api = signed_in(person)

    answer = api.post(
        "/api/auth/password/change/",
        {"current_password": "a-wrong-secret", "new_password": NEW},
        format="json",
    )

    assert (answer.status_code, answer.json()["code"]) == (400, "wrong_password")
    assert api.get("/api/users/profile/").status_code == 200
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
