"""People who work at the browser."""

from datetime import timedelta
from random import Random

import pyotp
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from analytics.tests.builders import an_event, as_of, summed_up
from custom_auth.actions import two_factor
from custom_auth.models import TwoFactor, User
from custom_auth.tests.builders import PASSWORD, a_staff_member, a_user
from orders.rules.states import ParcelStatus
from orders.tests.builders import an_order
from products.tests.builders import a_product
from tests.browser.conftest import Window


def a_colleague(role: str, name: str) -> tuple[User, pyotp.TOTP]:
    """Make a member of staff with a role and a second factor."""
    Group.objects.get_or_create(name=role)
    person = a_staff_member(role, first_name=name, last_name="")
    with transaction.atomic():
        setup = two_factor.set_up(person)
    TwoFactor.objects.filter(user=person).update(confirmed_at=timezone.now())
    return person, pyotp.TOTP(setup.secret)


def a_month_of_trade(seller: User, *, language_of_search: str = "فخار") -> None:
    """Let people look around, buy and give back for some weeks up to today, and have it summed up."""
    chance = Random(7)
    now = timezone.now()
    pieces = [a_product(seller, price=price, stock=200) for price in ("240.00", "1250.00", "80.00")]
    buyers = [a_user() for _ in range(6)]
    for days in range(27, -1, -1):
        moment = now - timedelta(days=days, minutes=5)
        for _ in range(6 + chance.randint(0, 9)):
            an_event(at=moment, product_id=chance.choice(pieces).pk, visitor=chance.randint(1, 40))
        an_event("search", at=moment, query=language_of_search, properties={"results": 4})
        if days % 5 == 0:
            an_event("search", at=moment, query="مكرمية", properties={"results": 0})
        an_event("cart_added", at=moment, product_id=pieces[0].pk, visitor=chance.randint(1, 40))
        an_event("checkout_started", at=moment, visitor=chance.randint(1, 40))
        if days % 2 == 0:
            fate = ParcelStatus.REFUSED if days % 10 == 0 else ParcelStatus.DELIVERED
            lines = [(chance.choice(pieces), chance.randint(1, 2))]
            with as_of(moment):
                an_order(chance.choice(buyers), lines, status=fate, now=moment)
    summed_up(now)


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
    window.page.locator(".office-verb button[type=submit]:not([name])").click()
    window.page.wait_for_url(f"**/admin/queues/{slug}/**")
    window.page.wait_for_function("document.querySelector('input[name=confirmed]') === null")
