"""A seller of one parcel can never read or move another's, nor a buyer another's order: route by route."""

from datetime import UTC, datetime
from typing import Any

import pytest
from rest_framework.test import APIClient

from custom_auth.tests.builders import a_seller, a_user, signed_in
from orders import tasks, urls
from orders.models import CreditNote, Order, OrderEvent, Parcel, Return, ReturnMessage
from orders.rules.states import ParcelStatus
from orders.tests.builders import a_return, an_order, walk
from products.tests.builders import a_product

pytestmark = pytest.mark.django_db

POTTERS, WEAVERS = "فازة الفخارية", "سجادة النساجة"
# What each route of the app is asked with. Those without a place in them show one's own alone.
OF_A_BUYER = {
    "api/orders/<int:pk>/": ("get", None),
    "api/orders/<int:pk>/cancel/": ("put", {}),
    "api/orders/<int:pk>/tracking/": ("get", None),
    "api/orders/<int:pk>/returns/": (
        "post",
        {"items": [{"item": 1, "quantity": 1}], "reason": "defective"},
    ),
    "api/orders/<int:pk>/parcels/<int:parcel>/invoice/": ("get", None),
}
OF_A_RETURN = {
    "api/returns/<int:pk>/": ("get", None),
    "api/returns/<int:pk>/messages/": ("post", {"text": "x"}),
    "api/returns/<int:pk>/decision/": ("post", {"decision": "approve"}),
}
OF_STAFF = {
    "api/returns/<int:pk>/settlement/": ("post", {"amount": "1.00", "text": "x"}),
    "api/parcels/<int:pk>/compensation/": (
        "post",
        {"amount": "1.00", "reference": "x", "reason": "x"},
    ),
}
# A buyer sees those of a whole order, a seller those of an own parcel.
OF_BOTH = {
    "api/orders/<int:pk>/credit-notes/": ("get", None),
    "api/credit-notes/<int:pk>/": ("get", None),
}
OF_A_SELLER = {
    "api/seller/orders/<int:pk>/": ("get", None),
    "api/seller/orders/<int:pk>/status/": ("put", {"status": "processing"}),
    "api/seller/orders/<int:pk>/booking/": ("post", {}),
    "api/seller/orders/<int:pk>/invoice/": ("get", None),
    "api/seller/orders/<int:pk>/packing-slip/": ("get", None),
}
WITHOUT_A_PLACE = {
    "api/cart/",
    "api/cart/items/",
    "api/cart/merge/",
    "api/orders/",
    "api/orders/quote/",
    "api/returns/",
    "api/returns/photos/<str:token>/",  # the token says whose
    "api/seller/orders/",
    "api/seller/shipping/",
    "api/shipping/webhooks/<slug:carrier>/",
}


def ask(api: APIClient, route: str, order_or_return: int, parcel: int = 0) -> Any:
    everything = {**OF_A_BUYER, **OF_BOTH, **OF_A_RETURN, **OF_STAFF, **OF_A_SELLER}
    method, body = everything[route]
    path = "/" + route.replace("<int:pk>", str(order_or_return))
    return getattr(api, method)(path.replace("<int:parcel>", str(parcel)), body, format="json")


def test_every_route_of_orders_is_asked_here() -> None:
    routes = {str(pattern.pattern) for pattern in urls.urlpatterns}

    asked = {*OF_A_BUYER, *OF_BOTH, *OF_A_RETURN, *OF_STAFF, *OF_A_SELLER}
    assert routes == asked | WITHOUT_A_PLACE


def two_sellers_order(status: ParcelStatus = ParcelStatus.PENDING) -> tuple[Order, Parcel, Parcel]:
    potter, weaver = a_seller(), a_seller()
    vase, rug = a_product(potter, name=POTTERS), a_product(weaver, name=WEAVERS)
    order = an_order(lines=[(vase, 1), (rug, 1)], status=status)
    return order, order.parcels.get(seller=potter), order.parcels.get(seller=weaver)


def snapshot() -> list[Any]:
    return [
        list(Parcel.objects.order_by("pk").values_list("pk", "status", "tracking_number")),
        list(Return.objects.order_by("pk").values_list("pk", "status")),
        OrderEvent.objects.count(),
        ReturnMessage.objects.count(),
    ]


@pytest.mark.parametrize("route", [*OF_A_SELLER])
def test_a_seller_without_a_part_in_an_order_finds_nothing(route: str) -> None:
    order, _, _ = two_sellers_order()
    before = snapshot()

    answer = ask(signed_in(a_seller()), route, order.pk)

    assert answer.status_code == 404
    assert snapshot() == before


@pytest.mark.parametrize("route", [*OF_BOTH])
def test_a_stranger_reaches_no_credit_note(route: str) -> None:
    order, potters, _ = two_sellers_order(ParcelStatus.DELIVERED)
    note = CreditNote.objects.create(
        parcel=potters, reference="refund:1", amount=1, wanted_at=datetime.now(UTC)
    )
    place = order.pk if "orders" in route else note.pk

    assert ask(signed_in(a_user()), route, place).status_code == 404
    assert ask(signed_in(a_seller()), route, place).status_code == 404


@pytest.mark.parametrize("route", [*OF_A_BUYER])
def test_nobody_else_reaches_a_buyers_order(route: str) -> None:
    order, potters, _ = two_sellers_order(ParcelStatus.DELIVERED)
    before = snapshot()

    for other in (a_user(), potters.seller):
        assert ask(signed_in(other), route, order.pk, potters.pk).status_code == 404

    assert snapshot() == before


@pytest.mark.parametrize("route", [*OF_A_RETURN])
def test_a_return_is_seen_by_its_own_two_sides_alone(route: str) -> None:
    order, potters, weavers = two_sellers_order(ParcelStatus.DELIVERED)
    asked = a_return(order)
    other = weavers.seller if asked.parcel_id == potters.pk else potters.seller
    before = snapshot()

    for stranger in (a_user(), other):
        assert ask(signed_in(stranger), route, asked.pk).status_code == 404

    assert snapshot() == before


@pytest.mark.parametrize("route", [*OF_STAFF])
def test_only_staff_settle(route: str) -> None:
    order, potters, weavers = two_sellers_order(ParcelStatus.DELIVERED)
    about = potters.pk if "parcels" in route else a_return(order).pk

    for person in (order.user, potters.seller, weavers.seller, a_user()):
        assert ask(signed_in(person), route, about).status_code == 403


@pytest.mark.parametrize("route", [*OF_A_SELLER])
def test_a_buyer_is_no_seller(route: str) -> None:
    order, _, _ = two_sellers_order()

    assert ask(signed_in(order.user), route, order.pk).status_code == 403


@pytest.mark.parametrize("route", [*OF_A_BUYER, *OF_A_RETURN, *OF_STAFF, *OF_A_SELLER])
def test_nobody_gets_in_without_signing_in(route: str, api: APIClient) -> None:
    order, potters, _ = two_sellers_order()

    answer = ask(api, route, order.pk, potters.pk)

    assert (answer.status_code, "WWW-Authenticate" in answer) == (401, True)


def test_what_a_seller_reads_of_a_shared_order_holds_nothing_of_the_other() -> None:
    order, potters, weavers = two_sellers_order(ParcelStatus.PROCESSING)
    walk(weavers, ParcelStatus.PENDING)
    api = signed_in(potters.seller)

    answers = [api.get(f"/api/seller/orders/{order.pk}/"), api.get("/api/seller/orders/")]

    for answer in answers:
        said = answer.content.decode()
        assert POTTERS in said
        for alien in (WEAVERS, str(weavers.pk), str(weavers.seller_id), weavers.seller_name):
            assert alien not in said
        for item in weavers.items.all():
            assert str(item.pk) not in said
    assert answers[0].json()["parcel"] == potters.pk


def test_a_seller_moves_the_own_part_of_a_shared_order_and_not_the_other() -> None:
    order, potters, weavers = two_sellers_order()

    answer = ask(signed_in(potters.seller), "api/seller/orders/<int:pk>/status/", order.pk)

    assert answer.status_code == 200
    potters.refresh_from_db()
    weavers.refresh_from_db()
    assert (potters.status, weavers.status) == ("processing", "pending")


def test_a_parcels_invoice_is_not_reached_through_another_order() -> None:
    order, _, _ = two_sellers_order(ParcelStatus.DELIVERED)
    alien = an_order(status=ParcelStatus.DELIVERED).parcels.get()
    tasks.make_papers()

    route = "api/orders/<int:pk>/parcels/<int:parcel>/invoice/"

    assert ask(signed_in(order.user), route, order.pk, alien.pk).status_code == 404


def test_lists_show_ones_own_alone() -> None:
    order, potters, weavers = two_sellers_order(ParcelStatus.DELIVERED)
    a_return(order)
    stranger = signed_in(a_seller())

    for path in ("/api/orders/", "/api/returns/", "/api/seller/orders/"):
        assert stranger.get(path).json()["results"] == []
    sides = {p.seller_id: signed_in(p.seller) for p in (potters, weavers)}
    seen = [len(api.get("/api/returns/").json()["results"]) for api in sides.values()]
    assert sorted(seen) == [0, 1]


def test_one_parcel_of_anothers_order_cannot_be_cancelled_through_ones_own() -> None:
    mine = an_order()
    _, potters, _ = two_sellers_order()

    answer = signed_in(mine.user).put(
        f"/api/orders/{mine.pk}/cancel/", {"parcel": potters.pk}, format="json"
    )

    assert (answer.status_code, answer.json()["code"]) == (409, "cannot_cancel")
    potters.refresh_from_db()
    assert potters.status == "pending"
