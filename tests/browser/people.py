"""People who work at the browser."""

import pyotp
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from custom_auth.actions import two_factor
from custom_auth.models import TwoFactor, User
from custom_auth.tests.builders import PASSWORD, a_staff_member
from tests.browser.conftest import Window


def a_colleague(role: str, name: str) -> tuple[User, pyotp.TOTP]:
    """Make a member of staff with a role and a second factor."""
    Group.objects.get_or_create(name=role)
    person = a_staff_member(role, first_name=name, last_name="")
    with transaction.atomic():
        setup = two_factor.set_up(person)
    TwoFactor.objects.filter(user=person).update(confirmed_at=timezone.now())
    return person, pyotp.TOTP(setup.secret)


def signs_in(window: Window, person: User, totp: pyotp.TOTP) -> None:
    window.open("/admin/login/")
    window.page.fill("[name=username]", person.email)
    window.page.fill("[name=password]", PASSWORD)
    window.page.fill("[name=otp]", totp.now())
    window.page.click("#login-form button[type=submit]")
    window.page.wait_for_url("**/admin/")


def opens_shop(window: Window, seller: User) -> None:
    window.open("/seller/")
    window.page.fill("[name=email]", seller.email)
    window.page.fill("[name=password]", PASSWORD)
    window.page.click("main form button")
    window.page.wait_for_url("**/seller/")


def decides(window: Window, slug: str, pk: int, verb: str, **written: str) -> None:
    """Go to a thing in its queue, decide it, and confirm."""
    window.open(f"/admin/queues/{slug}/{pk}/")
    form = window.page.locator(f"form:has(input[name=verb][value='{verb}'])")
    for name, text in written.items():
        form.locator(f"[name='{verb}-{name}']").fill(text)
    form.locator("button[type=submit]").click()
    window.page.locator("input[name=confirmed]").wait_for(state="attached")
    window.page.locator(".office-verb button[type=submit]").click()
    window.page.wait_for_url(f"**/admin/queues/{slug}/**")
    window.page.wait_for_function("document.querySelector('input[name=confirmed]') === null")
