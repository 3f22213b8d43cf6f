"""The door of the back office: password, second factor, and what the demo is spared."""

import re
from datetime import timedelta

import pyotp
import pytest
import time_machine
from django.contrib.sessions.models import Session as Cookie
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.transactions import opens_transaction
from custom_auth.actions import two_factor
from custom_auth.models import SignIn, TwoFactor, User
from custom_auth.tests.builders import PASSWORD, a_seller, a_staff_member, a_user
from to7fabackend.backoffice.signing import PROVED, qr_code

pytestmark = pytest.mark.django_db


def staff(**fields: object) -> User:
    return a_staff_member(is_superuser=True, **fields)


def with_second_factor(user: User) -> pyotp.TOTP:
    setup = opens_transaction(two_factor.set_up)(user)
    TwoFactor.objects.filter(user=user).update(confirmed_at=timezone.now())
    return pyotp.TOTP(setup.secret)


def sign_in(client: Client, user: User, *, password: str = PASSWORD, otp: str = "") -> object:
    form = {"username": user.email, "password": password, "otp": otp, "next": "/admin/"}
    return client.post(reverse("admin:login"), form)


def test_a_password_alone_opens_the_demo(settings: object, client: Client) -> None:
    settings.STAFF_SECOND_FACTOR = False  # type: ignore[attr-defined]

    answer = sign_in(client, staff())

    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/")  # type: ignore[attr-defined]
    assert client.get("/admin/").status_code == 200


def test_where_it_is_demanded_a_second_factor_is_set_up_before_anything_is_shown(
    settings: object, client: Client
) -> None:
    settings.STAFF_SECOND_FACTOR = True  # type: ignore[attr-defined]
    user = staff()
    sign_in(client, user)

    answer = client.get("/admin/", follow=True)
    assert answer.redirect_chain[-1] == (reverse("admin:two_factor"), 302)
    secret = client.session["setup"]["secret"]
    done = client.post(reverse("admin:two_factor"), {"code": pyotp.TOTP(secret).now()})

    assert done.status_code == 200
    assert len(done.context["codes"]) == 10
    assert client.get("/admin/").status_code == 200


def test_the_key_is_drawn_for_the_camera_of_a_phone(settings: object, client: Client) -> None:
    settings.STAFF_SECOND_FACTOR = True  # type: ignore[attr-defined]
    sign_in(client, staff())

    page = client.get(reverse("admin:two_factor")).content.decode()

    drawn = str(qr_code(client.session["setup"]["address"]))
    assert drawn.startswith("<svg viewBox")
    assert drawn in page
    assert drawn != str(qr_code("otpauth://totp/another"))
    # The policy of these pages takes no style or script that stands in a picture.
    assert not {"style", "script", "href"} & set(re.findall(r"[a-z]+", drawn))


def test_a_wrong_code_sets_up_nothing(settings: object, client: Client) -> None:
    settings.STAFF_SECOND_FACTOR = True  # type: ignore[attr-defined]
    user = staff()
    sign_in(client, user)
    client.get(reverse("admin:two_factor"))

    client.post(reverse("admin:two_factor"), {"code": "000000"})

    assert not two_factor.is_on(user)
    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize("is_demanded", [True, False])
def test_a_second_factor_that_is_on_is_asked_for(
    settings: object, client: Client, *, is_demanded: bool
) -> None:
    settings.STAFF_SECOND_FACTOR = is_demanded  # type: ignore[attr-defined]
    user = staff()
    totp = with_second_factor(user)

    without, wrong = sign_in(client, user), sign_in(client, user, otp="123456")
    assert (without.status_code, wrong.status_code) == (200, 200)  # type: ignore[attr-defined]
    assert "_auth_user_id" not in client.session
    right = sign_in(client, user, otp=totp.now())

    assert right.status_code == 302  # type: ignore[attr-defined]
    assert client.session[PROVED] is True


def test_a_code_opens_once(client: Client) -> None:
    user = staff()
    code = with_second_factor(user).now()
    sign_in(client, user, otp=code)
    again = Client()

    answer = sign_in(again, user, otp=code)

    assert answer.status_code == 200  # type: ignore[attr-defined]
    assert "_auth_user_id" not in again.session


def test_a_wrong_password_is_remembered_and_opens_nothing(client: Client) -> None:
    user = staff()

    answer = sign_in(client, user, password="not-the-right-one")

    assert answer.status_code == 200  # type: ignore[attr-defined]
    assert list(SignIn.objects.filter(user=user).values_list("succeeded", flat=True)) == [False]
    assert "_auth_user_id" not in client.session


def test_guessing_is_slowed_down(settings: object, client: Client) -> None:
    settings.RATE_LIMIT_FACTOR = 1  # type: ignore[attr-defined]
    user = staff()
    for _ in range(10):
        sign_in(client, user, password="not-the-right-one")

    answer = sign_in(client, user)

    assert answer.status_code == 200  # type: ignore[attr-defined]
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("make", [a_user, a_seller])
def test_whoever_is_not_staff_stays_outside(make: object, client: Client) -> None:
    user = make()  # type: ignore[operator]

    sign_in(client, user)

    assert client.get("/admin/").status_code == 302


def test_a_shift_of_staff_ends_however_busy_it_was(client: Client) -> None:
    begun = timezone.now()
    sign_in(client, staff())

    for hours, status in ((6, 200), (11, 200), (13, 302)):
        with time_machine.travel(begun + timedelta(hours=hours)):
            assert client.get("/admin/").status_code == status


def test_the_row_of_a_shift_ends_it_even_if_its_cookie_does_not(client: Client) -> None:
    begun = timezone.now()
    sign_in(client, staff())
    Cookie.objects.update(expire_date=begun + timedelta(days=9))

    with time_machine.travel(begun + timedelta(hours=13)):
        assert client.get("/admin/").status_code == 302


def test_leaving_the_staff_ends_access_now(client: Client) -> None:
    user = staff()
    sign_in(client, user)
    assert client.get("/admin/").status_code == 200

    User.objects.filter(pk=user.pk).update(is_staff=False)

    assert client.get("/admin/").status_code == 302
