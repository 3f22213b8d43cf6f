"""Every route, every method, every role: the table of who may, and nothing that is not in it.

The table, and how to add to it, is ``tests/surface/table.py``.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.urls import resolve

from custom_auth.tests.builders import a_seller, a_staff_member, a_user, an_address, signed_in
from products.tests.builders import a_product, a_review
from tests.office.signing import browser_of
from tests.surface.calls import try_out
from tests.surface.routes import api_routes, every_route
from tests.surface.table import TABLE, Row
from tests.surface.world import ROLES, World


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_each_role_gets_what_the_table_says(row: Row, world: World) -> None:
    world.path(row.path)
    if row.body:
        row.body(world)  # what it names exists before the first request

    wrong = []
    for role in ROLES:
        answer = try_out(row, world, role)
        if answer.status_code != row.expected[role]:
            said = "" if answer.streaming else answer.content[:300].decode(errors="replace")
            wrong.append(f"{role} got {answer.status_code} instead of {row.expected[role]}: {said}")

    assert not wrong, f"{row.name}\n" + "\n".join(wrong)


def test_each_route_and_method_has_a_row(world: World) -> None:
    rows = {(resolve(world.path(row.path)).route, row.method) for row in TABLE}

    missing = [
        f"{method} /{route.pattern}"
        for route in api_routes()
        for method in route.methods
        if (route.pattern, method) not in rows
    ]

    assert not missing, "say in tests/surface/table.py who may call:\n" + "\n".join(missing)


def test_each_row_has_a_route(world: World) -> None:
    known = {(route.pattern, method) for route in api_routes() for method in route.methods}

    stale = [
        row.name for row in TABLE if (resolve(world.path(row.path)).route, row.method) not in known
    ]

    assert not stale


def back_office_pages() -> Iterator[str]:
    """Give an address for each page of the back office that is not its door."""
    open_to_all = {"admin/login/", "admin/logout/", "admin/jsi18n/"}
    for route in every_route():
        if route.pattern.startswith("admin/") and route.pattern not in open_to_all:
            yield "/" + "".join(_filled(route.pattern))


def _filled(pattern: str) -> Iterator[str]:
    rest = pattern.replace("\\Z", "").replace("^", "").replace("$", "")
    while "<" in rest:
        before, _, rest = rest.partition("<")
        _, _, rest = rest.partition(">")
        yield before + "1"
    yield rest


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["anonymous", "customer", "seller"])
def test_the_back_office_lets_nobody_in_who_does_not_work_there(who: str, client: Any) -> None:
    if who != "anonymous":
        client = browser_of(a_user() if who == "customer" else a_seller())

    seen = {}
    for address in back_office_pages():
        answer = client.get(address)
        if answer.status_code not in {302, 404} or (
            answer.status_code == 302 and "/login/" not in answer["Location"]
        ):
            seen[address] = answer.status_code

    assert not seen


@pytest.mark.django_db
def test_the_back_office_lets_staff_in() -> None:
    client = browser_of(a_staff_member("admin", is_superuser=True))

    assert client.get("/admin/").status_code == 200


# What is not somebody's own: shown to everybody, or opened by what stands in the address itself.
OF_ALL = (
    "/api/users/seller/documents/",  # whoever was given the link, for five minutes
    "/api/sellers/",
    "/api/products/",
    "/api/wishlist/",  # one's own list, of pieces that are everybody's
    "/api/notifications/unsubscribe/",  # signed, from a mail
    "/api/notifications/opened/",
)
OWNED = sorted({row.path for row in TABLE if "{" in row.path and not row.path.startswith(OF_ALL)})
NOBODYS = 4_000_000_000_000_001


def owners_of(path: str) -> set[str]:
    """Give who gets at what a path names, there or elsewhere."""
    named = path[path.index("{") : path.index("}") + 1]
    return {
        role
        for row in TABLE
        if row.path == path or (named in row.path and not row.path.startswith(OF_ALL))
        for role, status in row.expected.items()
        if status not in {401, 403, 404}
    }


@pytest.mark.parametrize("path", OWNED)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
def test_what_is_anothers_answers_as_though_it_did_not_exist(
    path: str, method: str, world: World
) -> None:
    known = next((row for row in TABLE if (row.path, row.method) == (path, method)), None)
    row = known or Row(method, path, {}, body=lambda w: {})
    address = world.path(path)
    missing = address
    for name in path.split("{")[1:]:
        value = getattr(world, name.partition("}")[0])
        missing = missing.replace(f"/{getattr(value, 'pk', value)}/", f"/{NOBODYS}/")
    if row.body:
        row.body(world)

    wrong = []
    for role in set(world.clients) - owners_of(path) - {"anonymous"}:
        seen = try_out(row, world, role).status_code
        never = try_out(replace(row, path=missing), world, role).status_code
        # Nothing but the role, or the method, may be what is refused.
        if seen != never or seen not in {403, 404, 405}:
            wrong.append(f"{role} got {seen}, and {never} where there is nothing")

    assert not wrong, "\n".join(wrong)


def test_there_are_paths_of_ones_own() -> None:
    assert len(OWNED) > 25


@pytest.mark.django_db
def test_lists_of_ones_own_hold_nothing_of_anothers() -> None:
    owner, product = a_user(), a_product()
    a_review(product, owner)
    mine, theirs = signed_in(owner), signed_in(a_user())
    assert mine.put(f"/api/wishlist/{product.pk}/").status_code in {200, 201, 204}

    for path in ("/api/wishlist/", "/api/reviews/"):
        assert len(mine.get(path).json()["results"]) == 1, path
        assert theirs.get(path).json()["results"] == [], path


@pytest.mark.django_db
def test_nobody_orders_to_anothers_address() -> None:
    address, product = an_address(), a_product()
    body = {
        "items": [{"product": product.pk, "quantity": 1}],
        "payment_method": "cash_on_delivery",
        "shipping_address": address.pk,
    }

    for path in ("/api/orders/quote/", "/api/orders/"):
        refused = signed_in(a_user()).post(path, body, format="json")
        assert refused.status_code == 400, path
        assert refused.json()["errors"][0]["field"] == "shipping_address"
    assert signed_in(address.user).post("/api/orders/", body, format="json").status_code == 201
