"""No card number and no security code is kept, logged or mailed: they are planted everywhere, and sought.

What an API's text field is given of a card is refused; what comes in headers, in addresses, in unknown
fields or from the gateway itself is not kept, or blacked out.
"""

import io
import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib import admin
from django.db import transaction
from django.test import Client
from django.urls import reverse

from core.card_data import CARD_FIELDS
from custom_auth.tests.builders import PASSWORD, a_staff_member
from orders.rules.states import Method
from orders.tests.builders import an_order
from payment.tests.builders import Bank, a_card_payment, signature_of
from products.tests.builders import a_product
from sandbox.tests.builders import a_card_form, an_intention, checkout_url
from sandbox.tests.shop import SHOP
from tests.card_data import CODE, PLANTS, database, found_in, logged, mails
from tests.office.rows import Rows
from tests.office.signing import browser_of
from tests.surface.calls import undone
from tests.surface.document import query_names, writable_names
from tests.surface.table import TABLE, Row
from tests.surface.world import ROLES, World
from tests.thorough import part_of
from to7fabackend.relays import RELAYS

WRITING = [
    row for row in TABLE if row.method in {"POST", "PUT", "PATCH"} and row.path != "/i18n/setlang/"
]
CARD_LIKE = dict.fromkeys(CARD_FIELDS, PLANTS[0]) | {"cvv": CODE, "cvc": CODE}
JSON = "application/json"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    with logged() as stream:
        yield stream


def assert_nothing_kept(log: io.StringIO, what: object, *, written: bool = False) -> None:
    kept = found_in(database(written=written)), found_in(log.getvalue()), found_in(mails())
    assert kept == (set(), set(), set()), what


def send_notices() -> None:
    """Have everybody told what there is to tell."""
    for relay in RELAYS:
        if relay.name in {"notices", "mails", "pushes"}:
            relay.step()


def leaves(body: Any, plant: Any) -> Iterator[Any]:
    """Give the body with one value at any depth replaced by ``plant``, or followed by it."""
    if isinstance(body, Mapping):
        for name, value in body.items():
            if isinstance(value, Mapping | list):
                yield from ({**body, name: inner} for inner in leaves(value, plant))
            elif isinstance(value, str | int) and not isinstance(value, bool):
                yield {**body, name: plant}
                yield {**body, name: f"{value} {plant}"}
    elif isinstance(body, list) and body:
        yield [*body, plant]
        yield from ([inner, *body[1:]] for inner in leaves(body[0], plant))


def planted(row: Row, body: Mapping[str, Any]) -> Iterator[Any]:
    """Give bodies with a card wherever the body, or what the document says of it, has room."""
    optional = sorted(writable_names(row) - body.keys())
    for plant in PLANTS:
        yield from leaves(body, plant)
        yield from ({**body, name: plant} for name in optional)
    yield from ({**body, name: [PLANTS[0]]} for name in optional)
    for plant in PLANTS:
        yield {**body, plant: plant, "unknown": plant}
    yield {**body, **{name: value for name, value in CARD_LIKE.items() if name not in body}}
    yield from ({**body, name: int(PLANTS[0])} for name in [*body, *optional])


def sent(row: Row, world: World, body: Any, **more: Any) -> Any:
    call: Any = world.client(row.successful() or ROLES[0])
    if row.files:
        held = {name: value for name, value in body.items() if value is not None}
        for value in held.values():
            if hasattr(value, "seek"):
                value.seek(0)
        return getattr(call, row.method.lower())(
            world.path(row.path), held, format="multipart", **more
        )
    content = json.dumps(body, ensure_ascii=False).encode()
    return call.generic(row.method, world.path(row.path), content, JSON, **more)


pytestmark = pytest.mark.deep


@pytest.mark.parametrize("row", WRITING, ids=lambda row: row.name)
def test_no_body_leaves_card_data(row: Row, world: World, log: io.StringIO) -> None:
    world.path(row.path)
    body = dict(row.body(world)) if row.body else {}

    for tried in part_of(planted(row, body), 4):
        with undone():
            answer = sent(row, world, tried)
            if answer.status_code < 400:
                send_notices()
                assert_nothing_kept(log, tried, written=True)
                transaction.set_rollback(True)
        assert answer.status_code < 500, tried

    assert_nothing_kept(log, row.name)


HEADERS = (
    "User-Agent",
    "X-Device-Name",
    "X-Request-ID",
    "Idempotency-Key",
    "Accept-Language",
    "Referer",
    "Cookie",
    "If-Match",
    "If-None-Match",
    "X-Forwarded-For",
    "X-Cvv",
)


# The document is made anew each time, which takes seconds; one page sends its reader back whence it came;
# and whether the server is ready has nothing to do with cards. They keep nothing of a request.
KEEP_NOTHING = {"/api/schema/", "/i18n/setlang/", "/health/ready/"}


@pytest.mark.parametrize(
    "row", [row for row in TABLE if row.path not in KEEP_NOTHING], ids=lambda row: row.name
)
def test_no_header_and_no_parameter_leaves_card_data(
    row: Row, world: World, log: io.StringIO
) -> None:
    path = world.path(row.path)
    client: Any = world.client(row.successful() or ROLES[0])
    names = {"q", "search", "cursor", "card_number", "cvv", *query_names(row)}
    body = dict(row.body(world)) if row.body else {}
    content: Any = b"" if row.files else json.dumps(body).encode()

    for plant in part_of(PLANTS, 4):
        # A server refuses bytes in a header's name or value that are not Latin-1.
        ascii_plant = plant if plant.isascii() else PLANTS[0]
        for query in (dict.fromkeys(names, plant), dict.fromkeys(names, CODE) | {"cvv": CODE}):
            with undone():
                answer = client.generic(
                    row.method,
                    f"{path}?{urlencode(query)}",
                    content,
                    JSON,
                    headers={**row.headers, **dict.fromkeys(HEADERS, ascii_plant)},
                )
                if answer.streaming:
                    list(answer)
                if answer.status_code < 400 and row.method != "GET":
                    assert_nothing_kept(log, query, written=True)
                    transaction.set_rollback(True)
            assert answer.status_code < 500, query
            assert ascii_plant not in str(answer.headers), query
        # Each by itself, as a bad one would hide the others.
        for name in sorted(names) if row.method == "GET" else ():
            answer = client.get(f"{path}?{urlencode({name: plant})}")
            if answer.streaming:
                list(answer)
    assert_nothing_kept(log, row.name)


# --- pages --------------------------------------------------------------------------------------
PAGES = sorted(admin.site._registry, key=lambda model: model._meta.label)


def fields_of(page: Any) -> dict[str, str]:
    """Give what a browser would send from the forms of a page."""
    given: dict[str, str] = {}
    for form in [page.context["adminform"].form] if page.context else []:
        for bound in form:
            value = bound.value()
            given[bound.html_name] = "" if value is None else str(value)
    return given


@pytest.mark.django_db
@pytest.mark.parametrize("model", PAGES, ids=lambda model: model._meta.label)
def test_no_page_of_the_back_office_keeps_card_data(model: Any, log: io.StringIO) -> None:
    client = browser_of(a_staff_member(is_superuser=True))
    row = Rows().add(model)
    label = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    pages = [reverse(f"{label}_change", args=[row.pk])]
    if admin.site._registry[model].has_add_permission(client.get("/admin/").wsgi_request):
        pages.append(reverse(f"{label}_add"))

    for page in pages:
        given = fields_of(client.get(page))
        for plant in part_of(PLANTS, 4):
            answer = client.post(page, dict.fromkeys(given, plant))
            assert answer.status_code in {400, 403}, page
        for name in part_of(given, 4):
            answer = client.post(page, {**given, name: PLANTS[1]})
            assert answer.status_code in {400, 403}, (page, name)
    client.get(reverse(f"{label}_changelist"), {"q": PLANTS[0], "cvv": CODE})
    assert_nothing_kept(log, model._meta.label)


@pytest.mark.django_db
def test_no_page_of_a_maker_keeps_card_data(log: io.StringIO) -> None:
    piece = a_product()
    order = an_order(lines=[(piece, 1)])
    client = browser_of(piece.seller)
    parcel = order.parcels.get()

    for plant in PLANTS:
        for status in ("processing", "shipped", "cancelled"):
            names = ("note", "carrier", "tracking_number", "reason")
            told = {f"{status}-{name}": plant for name in names}
            client.post(
                f"/seller/orders/{parcel.order_id}/", {"status": status, "confirmed": "yes", **told}
            )
        client.post("/seller/", {"email": f"x@{plant}.example", "password": plant, "otp": plant})
        client.get("/seller/orders/", {"q": plant})

    assert_nothing_kept(log, "makers' pages")


# --- the gateway's page -------------------------------------------------------------------------
@pytest.mark.django_db
def test_the_hosted_page_takes_a_card_and_leaves_its_last_digits(
    log: io.StringIO, settings: Any
) -> None:
    settings.SANDBOX = {**settings.SANDBOX, "allowed_origins": [SHOP]}
    browser = Client()
    for number in ("5123456789012346", *PLANTS):
        made = an_intention()
        form = a_card_form(number, cvv=CODE[:3], name="Wedjebten Planted", save_card="1")
        browser.post(checkout_url(made), form)
        browser.get(checkout_url(made), {"number": number, "cvv": f"cvv{CODE}"})

    kept = database() + log.getvalue() + mails()
    assert found_in(kept) == set()
    assert "5123456789012346" not in kept
    assert "Wedjebten" not in kept
    assert f'"{CODE[:3]}"' not in kept
    assert '"2346"' in kept


@pytest.mark.django_db
def test_what_the_gateway_tells_of_a_card_is_blacked_out(log: io.StringIO) -> None:
    bank = Bank()
    _, attempt = a_card_payment(bank=bank)
    paid = bank.pay(attempt)
    told = {**paid, "note": PLANTS[1], "source_data": {**paid["source_data"], "pan": PLANTS[0]}}
    answer = Client().post(
        f"/api/payments/webhooks/paymob/?hmac={signature_of(told)}",
        json.dumps({"type": "TRANSACTION", "obj": told}),
        JSON,
    )

    assert answer.status_code == 200
    assert_nothing_kept(log, "callback")


def test_the_search_finds_what_was_planted() -> None:
    assert all(found_in(plant) for plant in PLANTS)
    assert found_in(f'{{"cvv": "{CODE}"}}')
    assert not found_in(f"order {PASSWORD} 245970609084797 {Method.WALLET}")
