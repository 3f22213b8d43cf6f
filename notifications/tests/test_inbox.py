"""The inbox and what one chooses about it, over HTTP."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from notifications.actions import deliver
from notifications.models import Delivery, Device, Notification, Preference, QuietHours
from notifications.tests.builders import NOON, a_device, a_person, told, wanting_promotions

pytestmark = pytest.mark.django_db


@pytest.fixture
def mona(api: APIClient) -> Any:
    person = a_person()
    api.force_authenticate(person)
    return person


def get(api: APIClient, path: str, language: str = "ar") -> Any:
    return api.get(f"/api/notifications/{path}", headers={"Accept-Language": language}).json()


# --- reading ------------------------------------------------------------------------------------
def test_it_shows_the_newest_first_in_the_language_asked_for(api: APIClient, mona: Any) -> None:
    told("seller.applied", mona)
    told("seller.approved", mona)
    told("seller.approved", a_person())

    arabic = get(api, "")["results"]
    english = get(api, "", "en")["results"]

    assert [row["kind"] for row in arabic] == ["seller.approved", "seller.applied"]
    assert arabic[0]["title"] == "مبروك، صرت من صُنّاع تحفة"
    assert english[0]["title"] == "Welcome among Tohfa's makers"
    assert english[0]["notification_type"] == "system"


def test_it_shows_only_what_is_unread_if_asked(api: APIClient, mona: Any) -> None:
    told("seller.applied", mona)
    told("seller.approved", mona)
    newest = get(api, "")["results"][0]["id"]

    assert api.put(f"/api/notifications/{newest}/read/").json()["is_read"] is True

    assert [row["kind"] for row in get(api, "?unread=true")["results"]] == ["seller.applied"]
    assert get(api, "unread-count/") == {"unread": 1}


def test_all_are_read_at_once_and_nobody_elses(api: APIClient, mona: Any) -> None:
    other = a_person()
    told("seller.applied", mona, other)
    told("seller.approved", mona)

    answer = api.put("/api/notifications/read-all/")

    assert (answer.status_code, answer.json()) == (200, {"unread": 0})
    assert get(api, "unread-count/") == {"unread": 0}
    assert Notification.objects.unread().filter(user=other).count() == 1


def test_someone_elses_notification_does_not_exist(api: APIClient, mona: Any) -> None:
    told("seller.applied", a_person())
    theirs = Notification.objects.get()

    answer = api.put(f"/api/notifications/{theirs.pk}/read/")

    assert answer.status_code == 404
    theirs.refresh_from_db()
    assert not theirs.is_read


def test_what_was_archived_is_neither_shown_nor_counted(api: APIClient, mona: Any) -> None:
    told("seller.applied", mona)
    Notification.objects.update(archived_at=NOON)

    assert get(api, "")["results"] == []
    assert get(api, "unread-count/") == {"unread": 0}


def test_it_shows_only_one_coarse_type_if_asked(api: APIClient, mona: Any) -> None:
    told("seller.applied", mona)

    assert len(get(api, "?notification_type=system")["results"]) == 1
    assert get(api, "?notification_type=order")["results"] == []
    assert api.get("/api/notifications/?notification_type=x").status_code == 400


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_is_one_query(api: APIClient, mona: Any, count: int) -> None:
    for _ in range(count):
        told("seller.applied", mona)

    with CaptureQueriesContext(connection) as queries:
        assert len(get(api, "")["results"]) == count

    assert len(queries) == 1


def test_the_count_is_one_query_of_the_index_alone(api: APIClient, mona: Any) -> None:
    Notification.objects.bulk_create(
        Notification(
            user=mona,
            notice_id=n,
            kind="x",
            title="t",
            message="m",
            title_en="t",
            message_en="m",
            notification_type="system",
            is_read=n % 50 != 0,
        )
        for n in range(3000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE notifications_notification")

    with CaptureQueriesContext(connection) as queries:
        assert get(api, "unread-count/") == {"unread": 60}

    (query,) = queries.captured_queries
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN " + query["sql"])
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "notification_unread" in plan, plan
    assert "Seq Scan" not in plan, plan


# --- choosing -----------------------------------------------------------------------------------
def choose(api: APIClient, **wanted: Any) -> Any:
    return api.put("/api/notifications/preferences/", wanted, format="json")


def test_a_topic_is_switched_off_for_a_channel(api: APIClient, mona: Any) -> None:
    switch = {"topic": "orders", "channel": "email", "is_on": False}

    answer = choose(api, switches=[switch])

    assert answer.status_code == 200
    assert answer.json()["topics"]["orders"] == {"email": False, "in_app": True, "push": True}
    assert get(api, "preferences/")["topics"]["orders"]["email"] is False
    assert choose(api, switches=[{**switch, "is_on": True}]).json()["topics"]["orders"]["email"]


def test_what_concerns_ones_account_cannot_be_switched_off(api: APIClient, mona: Any) -> None:
    answer = choose(api, switches=[{"topic": "account", "channel": "email", "is_on": False}])

    assert (answer.status_code, answer.json()["code"]) == (409, "mandatory_topic")
    assert not Preference.objects.exists()


def test_quiet_hours_are_kept_in_ones_own_time_zone(api: APIClient, mona: Any) -> None:
    quiet = {"start": "22:00", "end": "08:00", "time_zone": "Asia/Dubai", "wants_digest": True}

    answer = choose(api, quiet_hours=quiet)

    assert answer.json()["quiet_hours"] == {**quiet, "start": "22:00:00", "end": "08:00:00"}
    assert QuietHours.objects.get(user=mona).time_zone == "Asia/Dubai"


@pytest.mark.parametrize(
    ("quiet", "field"),
    [
        ({"start": "22:00"}, "quiet_hours.end"),
        ({"time_zone": "Moon/Base"}, "quiet_hours.time_zone"),
        ({"start": "25:00", "end": "08:00"}, "quiet_hours.start"),
    ],
)
def test_quiet_hours_that_make_no_sense_are_refused(
    api: APIClient, mona: Any, quiet: dict[str, str], field: str
) -> None:
    answer = choose(api, quiet_hours=quiet)

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, field)
    assert not QuietHours.objects.exists()


def test_what_is_left_out_of_quiet_hours_stays(api: APIClient, mona: Any) -> None:
    quiet = {"start": "22:00", "end": "08:00", "time_zone": "Asia/Dubai"}
    choose(api, quiet_hours=quiet)

    digest = choose(api, quiet_hours={"wants_digest": True}).json()["quiet_hours"]
    none = choose(api, quiet_hours={"start": None, "end": None}).json()["quiet_hours"]

    whole = {
        "start": "22:00:00",
        "end": "08:00:00",
        "time_zone": "Asia/Dubai",
        "wants_digest": True,
    }
    assert digest == whole
    assert none == {**whole, "start": None, "end": None}


def test_what_cannot_be_switched_off_is_named(api: APIClient, mona: Any) -> None:
    assert get(api, "preferences/")["mandatory"] == ["account"]


# --- phones -------------------------------------------------------------------------------------
def test_a_phone_is_registered_and_forgotten(api: APIClient, mona: Any) -> None:
    body = {"token": "abc:def-1", "platform": "android"}

    made = api.post("/api/notifications/devices/", body, format="json")
    again = api.post("/api/notifications/devices/", body, format="json")

    assert (made.status_code, again.json()["id"]) == (201, made.json()["id"])
    assert api.delete("/api/notifications/devices/abc:def-1/").status_code == 204
    assert api.delete("/api/notifications/devices/abc:def-1/").status_code == 404
    assert not Device.objects.exists()


def test_a_token_may_hold_any_character(api: APIClient, mona: Any) -> None:
    api.post("/api/notifications/devices/", {"token": "a/b+c=", "platform": "web"}, format="json")

    assert api.delete("/api/notifications/devices/a%2Fb+c=/").status_code == 204


def test_a_phone_follows_whoever_signed_in_on_it_last(api: APIClient, mona: Any) -> None:
    a_device(a_person(), "shared")

    api.post("/api/notifications/devices/", {"token": "shared", "platform": "ios"}, format="json")

    assert Device.objects.get().user_id == mona.pk


def test_a_strangers_phone_cannot_be_forgotten(api: APIClient, mona: Any) -> None:
    a_device(a_person(), "theirs")

    assert api.delete("/api/notifications/devices/theirs/").status_code == 404
    assert Device.objects.count() == 1


# --- links in mails -----------------------------------------------------------------------------
def test_one_click_ends_promotions_without_signing_in(api: APIClient) -> None:
    mona = a_person()
    path = deliver.unsubscribe_address(mona.pk).removeprefix("http://localhost:8000")

    answer = api.post(
        path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
    )

    assert answer.status_code == 204
    switched = Preference.objects.values_list("topic", "channel", "is_on").order_by("channel")
    assert list(switched) == [("promotion", "email", False), ("promotion", "push", False)]


def test_a_person_who_follows_the_link_is_asked_and_then_told(api: APIClient) -> None:
    mona = a_person()
    path = deliver.unsubscribe_address(mona.pk).removeprefix("http://localhost:8000")

    asked = api.get(path, HTTP_ACCEPT="text/html,*/*;q=0.8")
    assert (asked.status_code, asked["Content-Type"]) == (200, "text/html; charset=utf-8")
    # A mail program that looks at links ahead of its reader ends nothing.
    assert not Preference.objects.exists()
    (form,) = re.findall(r'<form method="post" action="([^"]+)">', asked.content.decode())

    told_so = api.post(path + form, "", content_type="application/x-www-form-urlencoded")

    assert (told_so.status_code, "<form" in told_so.content.decode()) == (200, False)
    assert Preference.objects.filter(topic="promotion", is_on=False).count() == 2


def test_only_our_own_addresses_end_anything(api: APIClient) -> None:
    mona = a_person()
    forged = deliver.opened_address(mona.pk).rpartition("opened/")[2]

    assert api.post(f"/api/notifications/unsubscribe/{forged}").status_code == 404
    assert api.post("/api/notifications/unsubscribe/x/").status_code == 404
    assert api.get(f"/api/notifications/unsubscribe/{forged}").status_code == 404
    assert not Preference.objects.exists()


def test_the_button_of_a_campaigns_mail_is_noted_once_and_leads_on(api: APIClient) -> None:
    values: dict[str, Any] = {"title": "x", "message": "x", "link": "products?category=lanterns"}
    mona = a_person()
    wanting_promotions(mona)
    told("promotion.campaign", mona, **values)
    row = Delivery.objects.get(channel="email")
    path = deliver.opened_address(row.pk).removeprefix("http://localhost:8000")

    answer = api.get(path)
    row.refresh_from_db()
    opened = row.opened_at
    api.get(path)

    assert answer.status_code == 302
    assert answer["Location"] == "http://localhost:8000/app/products?category=lanterns"
    assert opened is not None
    assert datetime.now(UTC) - opened < timedelta(minutes=1)
    row.refresh_from_db()
    assert row.opened_at == opened
