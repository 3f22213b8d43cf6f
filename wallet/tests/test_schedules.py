"""Earnings that are paid out by themselves: once for each time, as far as limits go, and told beforehand."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pyotp
import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from custom_auth.actions import two_factor
from custom_auth.models import TwoFactor, User
from custom_auth.tests.builders import a_seller, signed_in
from notifications.models import Notice
from wallet import rules
from wallet.actions import schedules, security
from wallet.actions.payouts import Destination
from wallet.models import Payout, PayoutRules, PayoutSchedule, Wallet
from wallet.rules import Every
from wallet.tests.builders import book, some_earnings

pytestmark = pytest.mark.django_db
URL = "/api/wallet/payouts/schedule/"
PIN = "8305"
WHERE = {"rail": "instapay", "holder": "منى عادل", "account": "mona@instapay"}


def now() -> datetime:
    return datetime.now(UTC)


def earned(amount: str = "1500.00") -> User:
    seller = a_seller()
    with transaction.atomic():
        long_ago = now() - timedelta(days=90)
        security.set_pin(seller, security.pin_hash(PIN), now=long_ago)
    book(some_earnings(seller.pk, amount, f"earned:{seller.pk}"))
    return seller


def wish(seller: User, **changes: Any) -> Any:
    body = {"every": "week", "smallest": "500.00", "destination": WHERE, "pin": PIN, **changes}
    return signed_in(seller).put(URL, body, format="json")


def come(seller: User, *, to: date | None = None) -> None:
    """Have the day come."""
    PayoutSchedule.objects.filter(pk=seller.pk).update(next_on=to or now().date())


# --- when -------------------------------------------------------------------------------------------
@given(st.dates(date(2026, 1, 1), date(2030, 12, 31)))
def test_the_next_time_is_the_first_sunday_or_first_of_a_month_to_come(day: date) -> None:
    sunday = rules.next_payout_on(Every.WEEK, day)
    first = rules.next_payout_on(Every.MONTH, day)

    assert (sunday.weekday(), 1 <= (sunday - day).days <= 7) == (6, True)
    assert (first.day, 1 <= (first - day).days <= 31) == (1, True)


# --- choosing ---------------------------------------------------------------------------------------
def test_a_schedule_is_set_shown_and_stopped() -> None:
    seller = earned()
    api = signed_in(seller)
    assert api.get(URL).status_code == 404

    answer = wish(seller)

    shown = api.get(URL).json()
    assert (answer.status_code, answer.json()) == (200, shown)
    assert shown["destination_hint"] == "mo…@instapay"
    assert date.fromisoformat(shown["next_on"]) > now().date()
    assert Notice.objects.filter(kind="payout.scheduled", user_ids=[seller.pk]).exists()
    assert api.delete(URL).status_code == 204
    assert api.get(URL).status_code == 404


def test_a_schedule_wants_the_pin() -> None:
    answer = wish(earned(), pin="0000")

    assert (answer.status_code, answer.json()["code"]) == (403, "wrong_pin")
    assert not PayoutSchedule.objects.exists()


def test_a_schedule_wants_the_second_factor_where_there_is_one() -> None:
    seller = earned()
    with transaction.atomic():
        setup = two_factor.set_up(seller)
    TwoFactor.objects.filter(user=seller).update(confirmed_at=now())

    refused = wish(seller)
    answer = wish(seller, otp=pyotp.TOTP(setup.secret).now())

    assert (refused.status_code, refused.json()["code"]) == (403, "step_up_required")
    assert (answer.status_code, answer.json()["may_be_large"]) == (200, True)


def test_a_schedule_starts_from_no_less_than_a_withdrawal_may_be() -> None:
    answer = wish(earned(), smallest="99.00")

    assert (answer.status_code, answer.json()["code"]) == (409, "limit_reached")


def test_a_new_schedule_rests_as_long_as_a_withdrawal_would() -> None:
    seller = earned()
    with transaction.atomic():
        kept = schedules.choose(
            seller,
            schedules.Wish(
                Every.WEEK, Decimal(500), Destination("instapay", "منى", "mona@instapay")
            ),
            is_proved_twice=False,
            # A Saturday evening in Cairo: the Sunday that begins in two hours is too soon.
            now=datetime(2026, 11, 28, 20, tzinfo=UTC),
        )

    assert kept.next_on == date(2026, 12, 6)


# --- paying -----------------------------------------------------------------------------------------
def test_all_there_is_is_asked_for_once_when_the_day_has_come() -> None:
    seller = earned("1500.00")
    wish(seller)
    assert schedules.ask_due(clock=now) == 0
    come(seller)

    done = [schedules.ask_due(clock=now) for _ in range(3)]

    payout = Payout.objects.get()
    assert done == [1, 0, 0]
    assert (payout.amount, payout.status, payout.destination_hint) == (
        1500,
        "requested",
        "mo…@instapay",
    )
    wallet = Wallet.objects.get(pk=seller.pk)
    assert (wallet.earnings, wallet.payout) == (0, 1500)
    assert PayoutSchedule.objects.get().next_on > now().date()


def test_too_little_waits_for_the_next_time() -> None:
    seller = earned("499.99")
    wish(seller)
    come(seller)

    assert schedules.ask_due(clock=now) == 0

    assert not Payout.objects.exists()
    assert PayoutSchedule.objects.get().next_on > now().date()


def test_without_the_second_factor_no_payout_reaches_what_needs_it() -> None:
    seller = earned("30000.00")
    wish(seller)
    come(seller)

    schedules.ask_due(clock=now)

    assert Payout.objects.get().amount == PayoutRules().step_up_from - Decimal("0.01")


def test_limits_of_a_day_hold_for_it_too() -> None:
    PayoutRules.objects.update_or_create(pk=1, defaults={"daily": 700, "smallest": 100})
    seller = earned("1500.00")
    wish(seller)
    come(seller)

    schedules.ask_due(clock=now)

    assert Payout.objects.get().amount == 700


def test_after_a_change_of_the_password_it_waits_a_day_and_not_a_week() -> None:
    seller = earned()
    wish(seller)
    come(seller)
    User.objects.filter(pk=seller.pk).update(password_changed_at=now())

    assert schedules.ask_due(clock=now) == 0
    assert PayoutSchedule.objects.get().next_on - now().date() <= timedelta(days=2)

    later = now() + timedelta(days=2)
    assert schedules.ask_due(clock=lambda: later) == 1


def test_one_that_fails_does_not_keep_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    broken, fine = earned(), earned()
    for seller in (broken, fine):
        wish(seller)
        come(seller)
    amount = schedules._amount

    def fails(schedule: PayoutSchedule, *, now: datetime) -> Decimal | None:
        if schedule.pk == broken.pk:
            raise ValueError
        return amount(schedule, now=now)

    monkeypatch.setattr(schedules, "_amount", fails)

    assert schedules.ask_due(clock=now) == 1
    assert Payout.objects.get().user_id == fine.pk
    assert PayoutSchedule.objects.get(pk=broken.pk).next_on > now().date()


def test_a_destination_of_a_schedule_has_rested_since_it_was_chosen() -> None:
    seller = earned()
    wish(seller)
    PayoutSchedule.objects.update(changed_at=now() - timedelta(hours=25))
    come(seller)

    assert schedules.ask_due(clock=now) == 1

    assert Payout.objects.get(user=seller).rests_until is None
