"""Fields a client may not set have no effect, in any body of any route that takes one."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.db import transaction

from tests.surface.calls import send, undone
from tests.surface.document import bare_path, with_bodies, writable_names
from tests.surface.rows_in_database import facts, ids
from tests.surface.table import TABLE, Row
from tests.surface.world import World

WRITING = [row for row in TABLE if row.body and row.successful()]
LONG_AGO = "2001-01-01T00:00:00Z"
PROTECTED: dict[str, Any] = {
    "is_verified": True,
    "verified_at": LONG_AGO,
    "is_featured": True,
    "is_staff": True,
    "is_superuser": True,
    "role": "admin",
    "roles": ["admin"],
    "groups": [1, 2, 3, 4],
    "user_permissions": [1],
    "is_email_verified": True,
    "email_verified_at": LONG_AGO,
    "is_phone_verified": True,
    "phone_verified_at": LONG_AGO,
    "suspended_at": LONG_AGO,
    "user_type": "store",
    "track": "business",
    "decided_by": 1,
    "decided_at": LONG_AGO,
    "balance": "99999.00",
    "credit": "99999.00",
    "earnings": "99999.00",
    "pending": "99999.00",
    "pending_balance": "99999.00",
    "debt": "-5.00",
    "total_amount": "0.01",
    "items_total": "0.01",
    "shipping_cost": "0.00",
    "discount": "100.00",
    "price": "0.01",
    "amount": "0.01",
    "refunded": "77.00",
    "refund_amount": "77.00",
    "payment_status": True,
    "paid_at": LONG_AGO,
    "commission_rate": "0.00",
    "commission_amount": "0.00",
    "hold_until": None,
    "released_at": LONG_AGO,
    "shipped_at": LONG_AGO,
    "delivered_at": LONG_AGO,
    "is_active": False,
    "is_hidden": True,
    "is_read": True,
    "is_sellable": False,
    "published_at": LONG_AGO,
    "rating": 5,
    "rating_average": 5,
    "rating_sum": 500,
    "rating_count": 100,
    "rating_histogram": [0, 0, 0, 0, 100],
    "helpful_count": 100,
    "report_count": 100,
    "product_count": 100,
    "repeats": 100,
    "version": 100,
    "stock": 10_000,
    "reply": "لا",
    "created_at": LONG_AGO,
    "updated_at": LONG_AGO,
    "date_joined": LONG_AGO,
    "erase_after": LONG_AGO,
    "erased_at": LONG_AGO,
}
# States of different things have different names.
STATES = ("delivered", "approved", "completed")


def loaded(body: Any, more: Mapping[str, Any]) -> Any:
    """Put fields beside those of a body, and of every object within it; its own fields stay."""
    if isinstance(body, Mapping):
        return {**more, **{name: loaded(value, more) for name, value in body.items()}}
    if isinstance(body, list):
        return [loaded(value, more) for value in body]
    return body


def effect(row: Row, world: World, role: str, body: Any, known: frozenset[int]) -> Any:
    with undone():
        answer = send(row, world, role, body)
        assert answer.status_code == row.expected[role], answer.content
        left = facts(known)
        transaction.set_rollback(True)
    return left


@pytest.mark.parametrize("row", WRITING, ids=lambda row: row.name)
def test_protected_fields_have_no_effect(row: Row, world: World) -> None:
    assert row.body
    role = row.successful() or ""
    world.path(row.path)
    body = dict(row.body(world))
    known = ids()
    stranger = world.stranger.pk
    owners = dict.fromkeys(
        ("seller", "user", "buyer", "by", "owner", "seller_id", "user_id"), stranger
    )
    forged = {**PROTECTED, **owners, "id": stranger, "pk": stranger}
    forged = {name: value for name, value in forged.items() if name not in writable_names(row)}
    plain = effect(row, world, role, body, known)

    for state in STATES:
        states = dict.fromkeys({"status", "state"} - writable_names(row), state)
        sent = {**forged, **states, **body} if row.files else loaded(body, {**forged, **states})
        if row.files:
            sent = {name: value for name, value in sent.items() if value is not None}
            for file in (value for value in body.values() if hasattr(value, "seek")):
                file.seek(0)
        found = effect(row, world, role, sent, known)

        assert (found - plain, plain - found) == ({}, {})


def test_each_operation_with_a_body_is_tried() -> None:
    tried = {(bare_path(row), row.method) for row in WRITING}
    # A provider's token or secret and the gateway's signature are tried by tests that can make them.
    elsewhere = {
        ("/api/notifications/mail-events/", "POST"),
        ("/api/auth/social/{}/", "POST"),
        ("/api/payments/webhooks/paymob/", "POST"),
        ("/api/payments/webhooks/paymob-payouts/", "POST"),
    }

    assert with_bodies() - tried - elsewhere == set()
