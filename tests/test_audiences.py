"""Campaigns reach those they were meant for: by role, by place, by what was bought."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from custom_auth.models import Governorate
from custom_auth.tests.builders import a_seller, a_staff_member, a_user, an_address
from notifications import audiences
from notifications.models import Campaign, NoticeText
from orders.models import Order
from orders.tests.builders import an_order
from tests.office.signing import browser_of

pytestmark = pytest.mark.django_db


def chosen(**audience: str) -> set[int]:
    return set(audiences.people(audience).values_list("pk", flat=True))


def an_order_of(days_ago: int, **fields: Any) -> Any:
    order = an_order()
    made = datetime.now(UTC) - timedelta(days=days_ago)
    Order.objects.filter(pk=order.pk).update(created_at=made, **fields)
    return order.user


def test_by_role() -> None:
    buyer, seller = a_user(), a_seller()

    assert seller.pk in chosen(role="artist")
    assert buyer.pk not in chosen(role="artist")
    assert buyer.pk in chosen(role="customer")


def test_by_governorate_of_an_address_or_a_shop() -> None:
    visitor = an_address(governorate=Governorate.objects.get(code="ALX")).user
    shop = a_seller(governorate=Governorate.objects.get(code="ALX"))
    elsewhere = an_address().user

    assert chosen(governorate="ALX") == {visitor.pk, shop.pk}
    assert elsewhere.pk in chosen(governorate="C")


def test_by_what_was_bought() -> None:
    lately, long_ago, cancelled = (
        an_order_of(5),
        an_order_of(100),
        an_order_of(5, status="cancelled"),
    )

    assert lately.pk in chosen(purchases="within 30")
    assert not {long_ago.pk, cancelled.pk} & chosen(purchases="within 30")
    assert {lately.pk, long_ago.pk} <= chosen(purchases="within 365")
    assert chosen(purchases="not 90") == {long_ago.pk}
    assert cancelled.pk in chosen(purchases="never")
    assert not {lately.pk, long_ago.pk} & chosen(purchases="never")


def test_criteria_narrow_together() -> None:
    an_order_of(5)
    seller = a_seller()

    assert chosen(role="artist", purchases="within 30") == set()
    assert seller.pk in chosen(role="artist", purchases="never")


# --- the back office ------------------------------------------------------------------------------
@pytest.fixture
def office() -> Client:
    return browser_of(a_staff_member("support"))


DRAFT = {
    "name": "Lanterns",
    "title": "أيام الفوانيس",
    "message": "فوانيس من الدرب الأحمر",
    "title_en": "Lantern days",
    "message_en": "Lanterns from Darb al-Ahmar",
    "link": "/products?category=lanterns",
    "audience_role": "customer",
    "audience_governorate": "",
    "audience_purchases": "within 90",
    "per_minute": "600",
    "moves-TOTAL_FORMS": "0",
    "moves-INITIAL_FORMS": "0",
}
CAMPAIGNS = "/admin/notifications/campaign/"


def test_staff_write_schedule_and_stop_a_campaign(office: Client) -> None:
    made = office.post(f"{CAMPAIGNS}add/", DRAFT)

    assert made.status_code == 302, made.content.decode()[:3000]
    campaign = Campaign.objects.get()
    assert campaign.audience == {"role": "customer", "purchases": "within 90"}
    assert (campaign.link, campaign.state) == ("products?category=lanterns", "draft")

    for action, state in (("schedule_chosen", "scheduled"), ("stop_chosen", "stopped")):
        office.post(CAMPAIGNS, {"action": action, "_selected_action": [campaign.pk]})
        campaign.refresh_from_db()
        assert campaign.state == state

    page = office.get(f"{CAMPAIGNS}{campaign.pk}/change/")
    assert page.status_code == 200
    assert "In the app" in page.content.decode()


def test_a_campaign_under_way_is_not_rewritten(office: Client) -> None:
    office.post(f"{CAMPAIGNS}add/", DRAFT)
    campaign = Campaign.objects.get()
    office.post(CAMPAIGNS, {"action": "schedule_chosen", "_selected_action": [campaign.pk]})

    answer = office.post(f"{CAMPAIGNS}{campaign.pk}/change/", {**DRAFT, "title_en": "Other"})

    assert answer.status_code == 403
    campaign.refresh_from_db()
    assert campaign.title_en == "Lantern days"


def test_a_campaign_leads_to_no_other_site(office: Client) -> None:
    answer = office.post(f"{CAMPAIGNS}add/", {**DRAFT, "link": "https://elsewhere.example/"})

    assert answer.status_code == 200
    assert not Campaign.objects.exists()


TEXTS = "/admin/notifications/noticetext/"
WORDS = {
    "kind": "order.paid",
    "language": "ar",
    "title": "دُفع {{ order|code }}",
    "message": "وصلنا {{ amount|money }}",
    "subject": "",
    "body": "",
    "button": "",
}


def test_staff_see_what_they_write_before_it_is_kept(office: Client) -> None:
    page = office.post(f"{TEXTS}preview/", WORDS)

    shown = page.content.decode()
    assert page.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "وصلنا 1,249.50\u00a0جنيه" in shown
    assert 'dir="rtl"' in shown
    assert not NoticeText.objects.exists()


def test_words_that_cannot_be_filled_are_shown_as_such_and_not_kept(office: Client) -> None:
    broken = {**WORDS, "message": "{% if %}"}

    assert "Unexpected end" in office.post(f"{TEXTS}preview/", broken).content.decode()
    assert office.post(f"{TEXTS}add/", broken).status_code == 200
    assert office.post(f"{TEXTS}add/", {**WORDS, "message": "{{ nonsense }}"}).status_code == 200
    assert not NoticeText.objects.exists()


def test_good_words_are_kept(office: Client) -> None:
    assert office.post(f"{TEXTS}add/", WORDS).status_code == 302

    assert NoticeText.objects.get().message == "وصلنا {{ amount|money }}"


def test_a_preview_is_for_staff() -> None:
    client = browser_of(a_user())

    assert client.post(f"{TEXTS}preview/", WORDS).status_code in {302, 403}
