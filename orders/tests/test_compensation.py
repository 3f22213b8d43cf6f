"""A carrier pays for a parcel that it lost: once, for its seller, never more than the seller lost."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from custom_auth.models import User
from custom_auth.tests.builders import a_staff_member, signed_in
from notifications.models import Notice
from orders.actions import audit, parcels, settlement
from orders.models import Compensation, Order, Parcel
from orders.rules.states import Method, ParcelStatus
from orders.tests.builders import a_lost_parcel
from wallet.actions import audit as ledger_audit
from wallet.actions import ledger
from wallet.models import LedgerEntry, Wallet
from wallet.rules import Account, Entry, Line

pytestmark = pytest.mark.django_db
# What is left of 200.00 for its seller: commission of 10 per cent and 14 per cent VAT on that.
SHARE = Decimal("177.20")


def compensate(parcel: Parcel, amount: str, by: User | None = None, **more: Any) -> Any:
    body = {"amount": amount, "reference": "BST-77", "reason": "تعويض شركة الشحن"} | more
    key = more.pop("key", "")
    headers = {"Idempotency-Key": key} if key else {}
    body.pop("key", None)
    return signed_in(by or a_staff_member("finance")).post(
        f"/api/parcels/{parcel.pk}/compensation/", body, format="json", headers=headers
    )


def everything_agrees() -> bool:
    found = [*audit.discrepancies(), *ledger_audit.discrepancies()]
    assert found == []
    return True


def test_what_a_carrier_pays_for_a_lost_parcel_becomes_its_sellers_own() -> None:
    parcel = a_lost_parcel()
    finance = a_staff_member("finance")

    answer = compensate(parcel, "150.00", finance)

    assert answer.status_code == 201, answer.content
    told = answer.json()
    assert (told["amount"], told["share"], told["reference"]) == ("150.00", f"{SHARE}", "BST-77")
    wallet = Wallet.objects.get(pk=parcel.seller_id)
    assert (wallet.earnings, wallet.pending, wallet.debt) == (Decimal("150.00"), 0, 0)
    entry = LedgerEntry.objects.get(reference=f"compensation:parcel:{parcel.pk}")
    assert sorted(entry.lines.values_list("account", "amount")) == [
        ("bank", Decimal("-150.00")),
        ("earnings", Decimal("150.00")),
    ]
    booked = Compensation.objects.get()
    assert (booked.parcel, booked.by) == (parcel, finance)
    notice = Notice.objects.get(kind="earnings.compensated")
    assert notice.user_ids == [parcel.seller_id]
    assert everything_agrees()


def test_the_seller_sees_it_in_the_statement_and_on_the_order_and_the_buyer_does_not() -> None:
    parcel = a_lost_parcel()
    seller, buyer = signed_in(parcel.seller), signed_in(parcel.order.user)
    path = f"/api/seller/orders/{parcel.order_id}/"
    assert seller.get(path).json()["compensation"] is None

    compensate(parcel, f"{SHARE}")

    assert seller.get(path).json()["compensation"] == f"{SHARE}"
    (row,) = seller.get("/api/wallet/transactions/").json()["results"]
    assert (row["amount"], row["transaction_type"]) == (f"{SHARE}", "payment")
    assert "تعويض عن طرد مفقود" in row["description"]
    assert b"compensat" not in buyer.get(f"/api/orders/{parcel.order_id}/").content


def test_a_lost_cash_parcel_is_compensated_too() -> None:
    """Nothing of it was ever booked, and yet its maker has lost the same."""
    parcel = a_lost_parcel(method=Method.CASH_ON_DELIVERY)

    answer = compensate(parcel, f"{SHARE}")

    assert answer.status_code == 201
    assert Wallet.objects.get(pk=parcel.seller_id).earnings == SHARE
    assert everything_agrees()


def test_never_more_than_the_seller_lost() -> None:
    parcel = a_lost_parcel()

    answer = compensate(parcel, f"{SHARE + Decimal('0.01')}")

    assert (answer.status_code, answer.json()["code"]) == (409, "compensation_too_high")
    assert answer.json()["most"] == f"{SHARE}"
    assert not Compensation.objects.exists()
    assert Wallet.objects.get(pk=parcel.seller_id).earnings == 0
    assert not Notice.objects.filter(kind="earnings.compensated").exists()


def test_what_was_given_back_before_the_loss_was_not_lost() -> None:
    parcel = a_lost_parcel(status=ParcelStatus.SHIPPED)
    item = parcel.items.get()
    with transaction.atomic():
        order = Order.objects.locked().get(pk=parcel.order_id)
        refund = settlement.Refund("test:refund", {item.pk: Decimal("100.00")})
        settlement.give_back(order, refund, by=None, now=datetime.now(UTC))
    walk_on(parcel)

    refused = compensate(parcel, "88.61")
    answer = compensate(parcel, "88.60")

    assert (refused.status_code, refused.json()["most"]) == (409, "88.60")
    assert answer.status_code == 201
    assert everything_agrees()


def walk_on(parcel: Parcel) -> None:
    with transaction.atomic():
        parcels.move(parcel, ParcelStatus.LOST, by=None, now=datetime.now(UTC))


def test_what_the_seller_owes_is_settled_with_it() -> None:
    parcel = a_lost_parcel()
    with transaction.atomic():
        lines = (
            Line(Account.DEBT, Decimal("-60.00"), owner=parcel.seller_id),
            Line(Account.LOSSES, Decimal("60.00")),
        )
        ledger.post(Entry("test:debt", "adjustment", lines))

    compensate(parcel, "100.00")

    wallet = Wallet.objects.get(pk=parcel.seller_id)
    assert (wallet.earnings, wallet.debt) == (Decimal("40.00"), 0)
    rows = signed_in(parcel.seller).get("/api/wallet/transactions/").json()["results"]
    assert [row["amount"] for row in rows] == ["-60.00", "100.00"]
    assert everything_agrees()


def test_once_per_parcel() -> None:
    parcel = a_lost_parcel()
    compensate(parcel, "50.00")

    answer = compensate(parcel, "50.00", reference="BST-78")

    assert (answer.status_code, answer.json()["code"]) == (409, "already_compensated")
    assert Wallet.objects.get(pk=parcel.seller_id).earnings == Decimal("50.00")


def test_the_same_key_again_is_the_same_answer() -> None:
    parcel, finance = a_lost_parcel(), a_staff_member("finance")

    first = compensate(parcel, "50.00", finance, key="one")
    again = compensate(parcel, "50.00", finance, key="one")

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert LedgerEntry.objects.filter(kind="compensation").count() == 1


@pytest.mark.parametrize(
    ("status", "carrier"),
    [
        *((status, "bosta") for status in ParcelStatus if status is not ParcelStatus.LOST),
        (ParcelStatus.LOST, "manual"),
        (ParcelStatus.LOST, ""),
    ],
)
def test_only_what_a_carrier_of_the_marketplace_lost(status: ParcelStatus, carrier: str) -> None:
    parcel = a_lost_parcel(status=status, carrier=carrier)

    answer = compensate(parcel, "10.00")

    assert (answer.status_code, answer.json()["code"]) == (409, "not_compensable")
    assert not Compensation.objects.exists()
    assert not LedgerEntry.objects.filter(kind="compensation").exists()


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("amount", "0.00"),
        ("amount", "-5.00"),
        ("amount", "1.005"),
        ("reference", ""),
        ("reason", ""),
        ("reason", "x" * 201),
    ],
)
def test_what_cannot_be_meant_is_refused(field: str, wrong: str) -> None:
    parcel = a_lost_parcel()

    given: dict[str, Any] = {"amount": "10.00", field: wrong}
    answer = compensate(parcel, **given)

    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert not Compensation.objects.exists()


def test_the_database_itself_refuses_more_than_the_share() -> None:
    parcel = a_lost_parcel()

    with pytest.raises(IntegrityError, match="compensation_within_share"), transaction.atomic():
        Compensation.objects.create(
            parcel=parcel,
            amount=Decimal("10.01"),
            share=Decimal("10.00"),
            by=a_staff_member("finance"),
            created_at=datetime.now(UTC),
        )


def test_the_check_of_the_ledger_finds_one_that_was_tampered_with() -> None:
    parcel = a_lost_parcel()
    compensate(parcel, "50.00")
    assert everything_agrees()

    with connection.cursor() as cursor:
        cursor.execute("UPDATE orders_compensation SET amount = 60, share = 999")

    found = {one.what for one in audit.discrepancies()}
    assert found == {
        "compensation of a lost parcel",
        "seller's share of a compensated parcel",
    }


def test_the_seller_and_the_buyer_hear_of_the_loss() -> None:
    parcel = a_lost_parcel()

    told = {
        notice.kind: notice.user_ids
        for notice in Notice.objects.filter(kind__in=["sale.lost", "parcel.lost"])
    }
    assert told == {"sale.lost": [parcel.seller_id], "parcel.lost": [parcel.order.user_id]}
