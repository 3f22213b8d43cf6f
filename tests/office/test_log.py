"""The audit log: every staff action, every change of a setting, and nobody changes the log."""

import csv
import io
from decimal import Decimal

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from core.models import StaffAction
from custom_auth.models import User
from custom_auth.tests.builders import a_seller, a_staff_member, a_user
from orders.models import CommissionRule, Coupon, TradeRules
from payment.models import FraudThreshold
from products.models import ShopRules
from tests.office.signing import browser_of
from tests.office.test_queues import said
from wallet.models import LedgerLine, PayoutRules
from wallet.tests.builders import book, some_earnings

pytestmark = pytest.mark.django_db


def logged() -> StaffAction:
    return StaffAction.objects.get()


def test_a_change_of_terms_is_noted_with_before_after_who_and_from_where() -> None:
    rules, _ = TradeRules.objects.get_or_create(pk=1)
    boss = a_staff_member(is_superuser=True)
    first = StaffAction.objects.order_by("-pk").first()
    form = {
        "vat_percent": "14",
        "hold_card_minutes": "20",
        "hold_kiosk_hours": "48",
        "hold_transfer_hours": "72",
        "release_days": "7",
        "largest_cash_order": "10000",
        "answer_return_days": "3",
    }

    answer = browser_of(boss).post(
        reverse("admin:orders_traderules_change", args=[rules.pk]), form, REMOTE_ADDR="192.0.2.7"
    )

    assert answer.status_code == 302
    entry = StaffAction.objects.filter(pk__gt=first.pk if first else 0).get()
    assert (entry.by, entry.action, entry.about_type) == (
        boss,
        "setting.change",
        "orders.traderules",
    )
    assert (entry.before, entry.after) == ({"release_days": 14}, {"release_days": 7})
    assert (entry.address, entry.request_id) == ("192.0.2.7", answer.headers["X-Request-ID"])


def test_a_change_past_the_program_is_noted_without_a_name() -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO payment_fraudthreshold (name, value) VALUES ('hold_from', 50)")

    entry = logged()

    assert (entry.by, entry.action, entry.about_id) == (None, "setting.add", "hold_from")
    assert entry.after == {"name": "hold_from", "value": 50.0}


@pytest.mark.parametrize(
    ("make", "change"),
    [
        (lambda: CommissionRule.objects.create(percent=10), {"percent": Decimal(12)}),
        (lambda: Coupon.objects.create(code="EID", percent=5), {"is_active": False}),
        (lambda: PayoutRules.objects.create(pk=1), {"two_people_from": Decimal(1)}),
        (lambda: ShopRules.objects.create(pk=1), {"moderation": "everybody"}),
        (lambda: FraudThreshold.objects.create(name="x", value=1), {"value": Decimal(2)}),
    ],
    ids=["commission", "coupon", "payouts", "shop", "risk"],
)
def test_bulk_changes_and_deletions_of_settings_are_noted(make: object, change: object) -> None:
    row = make()  # type: ignore[operator]
    model = type(row)

    model.objects.filter(pk=row.pk).update(**change)  # type: ignore[arg-type]
    model.objects.filter(pk=row.pk).delete()

    verbs = list(StaffAction.objects.order_by("pk").values_list("action", flat=True))
    assert verbs == ["setting.add", "setting.change", "setting.delete"]


def test_what_is_no_setting_is_not_noted() -> None:
    coupon = Coupon.objects.create(code="EID", percent=5)
    person = a_user()
    before = StaffAction.objects.count()

    Coupon.objects.filter(pk=coupon.pk).update(used=3)
    User.objects.filter(pk=person.pk).update(first_name="هدى")

    assert StaffAction.objects.count() == before


def test_giving_a_role_is_noted() -> None:
    person = a_user()
    group, _ = Group.objects.get_or_create(name="finance")
    before = StaffAction.objects.count()

    person.groups.add(group)
    User.objects.filter(pk=person.pk).update(is_staff=True)

    entries = StaffAction.objects.order_by("pk")[before:]
    assert [entry.about_type for entry in entries] == [
        "custom_auth.user_groups",
        "custom_auth.user",
    ]
    assert (entries[1].before, entries[1].after) == ({"is_staff": False}, {"is_staff": True})


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE core_staffaction SET reason = 'other'",
        "DELETE FROM core_staffaction",
        "TRUNCATE core_staffaction",
    ],
)
def test_the_log_cannot_be_changed(statement: str) -> None:
    ShopRules.objects.create(pk=1)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert StaffAction.objects.count() == 1


def test_closing_an_account_is_noted() -> None:
    person, boss = a_user(), a_staff_member(is_superuser=True)
    form = {"is_active": "", "is_staff": "", "groups": []}
    inlines = {
        f"{name}-{part}": "0"
        for name in ("addresses", "sessions")
        for part in ("TOTAL_FORMS", "INITIAL_FORMS")
    }

    answer = browser_of(boss).post(
        reverse("admin:custom_auth_user_change", args=[person.pk]), {**form, **inlines}
    )

    assert answer.status_code == 302
    entry = StaffAction.objects.get(action="page.change")
    assert (entry.by, entry.about_id) == (boss, str(person.pk))
    assert (entry.before, entry.after) == ({"is_active": True}, {"is_active": False})


def test_taking_rows_away_as_a_file_is_noted_and_the_file_is_safe() -> None:
    boss = a_staff_member(is_superuser=True)
    person = a_user(first_name="=HYPERLINK(1)")

    answer = browser_of(boss).post(
        reverse("admin:custom_auth_user_changelist"),
        {"action": "export_chosen", "_selected_action": [str(person.pk)], "index": "0"},
    )

    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    text = answer.content.decode()
    assert "'=HYPERLINK(1)" in text
    assert person.email in text
    entry = StaffAction.objects.get(action="rows.export")
    assert (entry.by, entry.after) == (boss, {"rows": 1, "model": "custom_auth.user"})


def test_amounts_in_a_file_of_rows_are_numbers_below_zero_too() -> None:
    book(some_earnings(a_seller().pk, "250.00"))
    lines = LedgerLine.objects.values_list("pk", flat=True)

    answer = browser_of(a_staff_member(is_superuser=True)).post(
        "/admin/wallet/ledgerline/",
        {"action": "export_chosen", "_selected_action": [str(pk) for pk in lines], "index": "0"},
    )

    rows = csv.DictReader(io.StringIO(answer.content.decode().removeprefix("\ufeff")))
    assert sorted(list(row.values())[-1] for row in rows) == ["-250.00", "250.00"]


def test_a_file_of_rows_that_is_cut_short_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.admin.EXPORTED_AT_ONCE", 1)
    book(some_earnings(a_seller().pk, "250.00"))
    lines = LedgerLine.objects.values_list("pk", flat=True)
    client = browser_of(a_staff_member(is_superuser=True))

    answer = client.post(
        "/admin/wallet/ledgerline/",
        {"action": "export_chosen", "_selected_action": [str(pk) for pk in lines], "index": "0"},
    )

    assert len(answer.content.decode().splitlines()) == 2
    shown = client.get("/admin/wallet/ledgerline/")
    assert said(shown) == ["Only the first 1 of the chosen rows are in the file."]
