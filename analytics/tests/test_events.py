from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from rest_framework.test import APIClient

from analytics.actions import events
from analytics.models import Event
from custom_auth.models import Consent
from custom_auth.tests.builders import a_user, signed_in
from products.tests.builders import a_product

pytestmark = pytest.mark.django_db
URL = "/api/analytics/events/"


def telling(name: str = "product_viewed", **fields: Any) -> dict[str, Any]:
    return {
        "event_id": str(uuid4()),
        "name": name,
        "occurred_at": datetime.now(UTC).isoformat(),
        **fields,
    }


def tell(api: APIClient, *told: dict[str, Any], **more: Any) -> Any:
    return api.post(URL, {"events": list(told), **more}, format="json")


def test_a_guest_tells_of_what_was_done(api: APIClient) -> None:
    looked = telling(product=42, session="abc")
    searched = telling("search", query="  فخار   أسواني ", properties={"results": 0})

    answer = tell(api, looked, searched)

    assert answer.status_code == 202
    assert answer.json() == {
        "accepted": 2,
        "repeated": 0,
        "refused": [],
        "is_opted_out": False,
    }
    kept = {event.name: event for event in Event.objects.all()}
    assert (kept["product_viewed"].product_id, str(kept["product_viewed"].event_id)) == (
        42,
        looked["event_id"],
    )
    assert (kept["search"].query, kept["search"].properties) == ("فخار أسواني", {"results": 0})


def test_a_batch_is_one_insert(api: APIClient, django_assert_num_queries: Any) -> None:
    batch = [telling(product=number) for number in range(1, 101)]

    # The rate's bucket, the savepoint's two statements, and the insert.
    with django_assert_num_queries(4):
        answer = tell(api, *batch)

    assert answer.json()["accepted"] == 100
    assert Event.objects.count() == 100


def test_more_than_a_hundred_events_are_refused(api: APIClient) -> None:
    answer = tell(api, *[telling() for _ in range(101)])

    assert (answer.status_code, answer.json()["code"]) == (400, "validation_failed")
    assert not Event.objects.exists()


def test_a_repeated_batch_changes_nothing(api: APIClient) -> None:
    batch = [telling(), telling("cart_added")]
    tell(api, *batch)

    answer = tell(api, *batch, telling("shared"))

    assert (answer.json()["accepted"], answer.json()["repeated"]) == (1, 2)
    assert Event.objects.count() == 3


def test_an_event_is_kept_once_whatever_time_it_gives(api: APIClient) -> None:
    first = telling()
    tell(api, first)
    later = {**first, "occurred_at": (datetime.now(UTC) - timedelta(days=2)).isoformat()}

    answer = tell(api, later)

    assert (answer.json()["accepted"], answer.json()["repeated"]) == (0, 1)
    assert Event.objects.count() == 1


def test_an_event_twice_in_a_batch_is_kept_once(api: APIClient) -> None:
    told = telling()

    answer = tell(api, told, told)

    assert (answer.json()["accepted"], answer.json()["repeated"]) == (1, 1)


@pytest.mark.parametrize("note", ["4111 1111 1111 1111", 4111111111111111])
def test_a_batch_with_the_number_of_a_card_is_refused_as_every_body_is(
    api: APIClient, note: object
) -> None:
    answer = tell(api, telling(properties={"note": note}), telling())

    assert (answer.status_code, answer.json()["code"]) == (400, "card_data_refused")
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"properties": {"note": "mona@example.com"}}, "personal"),
        ({"properties": {"note": "call 0100 123 4567"}}, "personal"),
        ({"properties": {"note": "٠١٠٠١٢٣٤٥٦٧"}}, "personal"),
        ({"properties": {"note": 1001234567}}, "personal"),
        ({"properties": {"note": 29001011234567}}, "personal"),
        ({"properties": {"user_email": "x"}}, "personal"),
        ({"properties": {"phone": "x"}}, "personal"),
        ({"properties": {"last_name": "x"}}, "personal"),
        ({"query": "mona@example.com"}, "personal"),
        ({"query": "x" * 201}, "size"),
        ({"properties": {"note": "x" * 201}}, "size"),
        ({"properties": {f"p{n}": n for n in range(21)}}, "size"),
        ({"properties": {"nested": {"a": 1}}}, "shape"),
        ({"properties": {"list": [1]}}, "shape"),
        ({"properties": {"Bad Name": 1}}, "shape"),
        ({"occurred_at": "2020-01-01T00:00:00Z"}, "time"),
        ({"occurred_at": "2090-01-01T00:00:00Z"}, "time"),
    ],
)
def test_what_cannot_be_kept_is_named_and_the_rest_is_kept(
    api: APIClient, fields: dict[str, Any], reason: str
) -> None:
    bad = telling(**fields)

    answer = tell(api, bad, telling())

    assert answer.status_code == 202
    assert answer.json()["accepted"] == 1
    assert answer.json()["refused"] == [{"event_id": bad["event_id"], "reason": reason}]
    assert Event.objects.count() == 1


def test_plain_properties_are_kept(api: APIClient) -> None:
    plain = {
        "results": 12,
        "category": 245986509048434,
        "source": "home",
        "price": "149.50",
        "is_new": True,
        "none": None,
    }

    tell(api, telling(properties=plain))

    assert Event.objects.get().properties == plain


@pytest.mark.parametrize("name", ["", "deleted_everything", None])
def test_an_unknown_name_is_refused(api: APIClient, name: Any) -> None:
    answer = tell(api, {**telling(), "name": name})

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "events.0.name"


def test_nothing_is_kept_of_a_person_who_withdrew_consent(api: APIClient) -> None:
    user = a_user()
    Consent.objects.create(user=user, purpose="analytics", version="1", is_given=True)
    Consent.objects.create(user=user, purpose="analytics", version="1", is_given=False)

    answer = tell(signed_in(user), telling())

    assert (answer.status_code, answer.json()["is_opted_out"]) == (202, True)
    assert not Event.objects.exists()


def test_consent_can_be_given_again(api: APIClient) -> None:
    user = a_user()
    Consent.objects.create(user=user, purpose="analytics", version="1", is_given=False)
    Consent.objects.create(user=user, purpose="analytics", version="1", is_given=True)

    tell(signed_in(user), telling())

    assert Event.objects.count() == 1


@pytest.mark.parametrize("header", ["HTTP_SEC_GPC", "HTTP_DNT"])
def test_nothing_is_kept_of_a_guest_whose_device_says_no(api: APIClient, header: str) -> None:
    api.credentials(**{header: "1"})
    answer = tell(api, telling())

    assert answer.json()["is_opted_out"] is True
    assert not Event.objects.exists()


def test_nothing_is_kept_of_a_guest_who_says_no(api: APIClient) -> None:
    answer = tell(api, telling(), opt_out=True)

    assert answer.json()["is_opted_out"] is True
    assert not Event.objects.exists()


def test_nobody_can_be_followed_from_one_day_to_the_next() -> None:
    today = datetime(2026, 11, 20, 10, tzinfo=UTC)

    same_day = events.visitor("device", today + timedelta(hours=5))
    next_day = events.visitor("device", today + timedelta(days=1))

    assert events.visitor("device", today) == same_day
    assert events.visitor("device", today) != next_day
    assert events.visitor("other", today) != same_day


def test_the_rate_is_limited(api: APIClient, settings: Any) -> None:
    settings.RATE_LIMIT_FACTOR = 1

    answers = {tell(api, telling()).status_code for _ in range(70)}

    assert answers == {202, 429}
    assert Event.objects.count() < 70


# --- what one has looked at ---------------------------------------------------------------------
def test_what_was_looked_at_stands_in_ones_own_list_the_latest_first() -> None:
    user, older, newer = a_user(), a_product(), a_product()
    client = signed_in(user)
    now = datetime.now(UTC)
    looks = [
        telling(product=newer.pk),
        telling(product=older.pk, occurred_at=(now - timedelta(hours=2)).isoformat()),
        telling("cart_added", product=a_product().pk),
        telling(product=a_product().pk, properties={"email": "mona@example.com"}),
    ]

    assert tell(client, *looks).json()["accepted"] == 3

    seen = client.get("/api/products/recently-viewed/").json()["results"]
    assert [card["id"] for card in seen] == [newer.pk, older.pk]


def test_whoever_opted_out_has_no_list_of_what_was_looked_at() -> None:
    client, piece = signed_in(a_user()), a_product()

    tell(client, telling(product=piece.pk), opt_out=True)

    assert client.get("/api/products/recently-viewed/").json()["results"] == []
