from typing import Any

import pytest
from django.db import transaction

from core.tests.races import at_once
from custom_auth.actions import addresses
from custom_auth.models import Address, User
from custom_auth.tests.builders import a_user, an_address, signed_in

HOME: dict[str, Any] = {
    "label": "البيت",
    "recipient": "منى عادل",
    "phone_number": "٠١٠٠١٢٣٤٥٦٧",
    "governorate": "asn",
    "city": "أسوان",
    "street": "كورنيش النيل",
    "building": "٧",
    "latitude": "24.088900",
    "longitude": "32.899800",
}


def add(person: User, **fields: Any) -> Any:
    body = {**HOME, **fields}
    return signed_in(person).post("/api/users/addresses/", body, format="json")


def defaults(person: User) -> list[int]:
    return list(Address.objects.filter(user=person, is_default=True).values_list("pk", flat=True))


@pytest.mark.django_db
def test_an_address_is_kept_as_it_is_shown() -> None:
    answer = add(a_user())

    shown = answer.json()
    assert answer.status_code == 201
    assert shown["phone_number"] == "+201001234567"
    assert shown["governorate"] == {"code": "ASN", "name": "أسوان"}
    assert (shown["latitude"], shown["longitude"]) == ("24.088900", "32.899800")
    assert shown["is_default"]  # the first one


@pytest.mark.django_db
def test_the_default_moves_and_is_never_two_nor_none() -> None:
    person = a_user()
    first, second = add(person).json()["id"], add(person).json()["id"]
    assert defaults(person) == [first]
    api = signed_in(person)

    api.patch(f"/api/users/addresses/{second}/", {"is_default": True}, format="json")
    assert defaults(person) == [second]

    api.patch(f"/api/users/addresses/{second}/", {"is_default": False}, format="json")
    assert defaults(person) == [second]

    api.delete(f"/api/users/addresses/{second}/")
    assert defaults(person) == [first]

    api.delete(f"/api/users/addresses/{first}/")
    assert defaults(person) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("governorate", "XX"),
        ("governorate", "Cairo"),
        ("phone_number", "123"),
        ("latitude", "91"),
        ("longitude", "-180.5"),
        ("latitude", "NaN"),
        ("city", ""),
        ("street", "x" * 201),
    ],
)
def test_what_is_no_address_is_refused(field: str, value: str) -> None:
    answer = add(a_user(), **{field: value})

    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert not Address.objects.exists()


@pytest.mark.django_db
def test_the_governorates_are_27_in_both_languages() -> None:
    api = signed_in(a_user())

    arabic = api.get("/api/users/governorates/?page_size=100").json()["results"]
    english = api.get("/api/users/governorates/?page_size=100", HTTP_ACCEPT_LANGUAGE="en").json()[
        "results"
    ]

    assert len(arabic) == len(english) == 27
    assert arabic[0] == {"code": "C", "name": "القاهرة"}
    assert english[0] == {"code": "C", "name": "Cairo"}


@pytest.mark.django_db
def test_a_list_asks_as_often_for_thirty_as_for_one(django_assert_num_queries: Any) -> None:
    person = a_user()
    an_address(person)
    api = signed_in(person)
    # The session, and the addresses with their governorates.
    with django_assert_num_queries(2):
        api.get("/api/users/addresses/?page_size=100")
    for _ in range(29):
        an_address(person)

    with django_assert_num_queries(2):
        rows = api.get("/api/users/addresses/?page_size=100").json()["results"]

    assert len(rows) == 30


@pytest.mark.race
@pytest.mark.usefixtures("own_database")
def test_of_addresses_added_at_once_one_is_the_default() -> None:
    person = a_user()
    clients = [signed_in(person) for _ in range(4)]
    body = {**HOME, "is_default": True}

    answers = at_once(4, lambda at: clients[at].post("/api/users/addresses/", body, format="json"))

    statuses = [answer.status_code for answer in answers]
    assert statuses == [201] * 4
    assert Address.objects.filter(user=person).count() == 4
    assert len(defaults(person)) == 1


@pytest.mark.django_db
def test_what_was_changed_meanwhile_stays_changed() -> None:
    person = a_user()
    first, second = (add(person).json()["id"] for _ in range(2))
    seen, seen_second = Address.objects.get(pk=first), Address.objects.get(pk=second)
    signed_in(person).patch(
        f"/api/users/addresses/{second}/", {"is_default": True, "city": "قنا"}, format="json"
    )

    with transaction.atomic():
        addresses.change(seen, street="شارع البحر")
    assert defaults(person) == [second]

    with transaction.atomic():
        addresses.change(seen_second, street="شارع البحر")
    assert Address.objects.get(pk=second).city == "قنا"

    with transaction.atomic():
        addresses.remove(seen_second)
    assert defaults(person) == [first]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        (31.235711600000002, "31.235712"),
        ("٣١٫٢٣٥٧١١٦", "31.235712"),
        (-3, "-3.000000"),
        (4e-05, "0.000040"),
    ],
)
def test_a_pin_is_taken_as_a_phone_gives_it(sent: Any, kept: str) -> None:
    assert add(a_user(), longitude=sent).json()["longitude"] == kept


@pytest.mark.django_db
@pytest.mark.parametrize("sent", [180.5, "nan", "1e400", True, "1" * 50, [], "31,2"])
def test_what_is_no_place_on_earth_is_no_pin(sent: Any) -> None:
    answer = add(a_user(), longitude=sent)

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "longitude")
