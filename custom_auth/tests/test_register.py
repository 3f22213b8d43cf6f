import pytest
from rest_framework.test import APIClient

from custom_auth.models import User
from custom_auth.tests.builders import a_user

pytestmark = pytest.mark.django_db

MONA = {
    "email": "Mona@Tohfa.example",
    "password": "khan-el-khalili-2026",
    "first_name": "منى",
    "last_name": "عادل",
    "phone_number": "٠١٠٠١٢٣٤٥٦٧",
}


def test_an_account_is_opened(api: APIClient) -> None:
    answer = api.post("/api/auth/register/", MONA, format="json")

    assert answer.status_code == 201, answer.content
    mona = User.objects.get(email="mona@tohfa.example")
    assert answer.json()["user"]["id"] == mona.pk
    assert mona.profile.phone_number == "+201001234567"
    assert not mona.is_email_verified


def test_an_address_that_exists_is_answered_like_a_new_one(api: APIClient) -> None:
    a_user("mona@tohfa.example")

    answer = api.post("/api/auth/register/", MONA, format="json")

    assert answer.status_code == 201
    assert answer.json()["user"]["email"] == "mona@tohfa.example"
    assert User.objects.count() == 1
