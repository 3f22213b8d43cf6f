"""What keeps a thief with somebody's password, or phone, from the wallet: over HTTP, as he would try."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pyotp
import pytest
from django.db import transaction
from django.utils import timezone

from custom_auth.actions import two_factor
from custom_auth.models import TwoFactor, User
from custom_auth.tests.builders import PASSWORD, a_seller, signed_in
from notifications import wording
from notifications.catalogue import kinds
from notifications.models import Notice
from wallet import rules
from wallet.actions import payouts, security
from wallet.models import Payout, PayoutRules, Wallet, WalletSecurity
from wallet.tests.builders import a_deposit, book, some_earnings

pytestmark = pytest.mark.django_db
PIN = "8305"
NEW_PASSWORD = "another-long-secret-7"
WHERE = {"rail": "instapay", "holder": "منى عادل", "account": "mona@instapay"}
Passing = Callable[[timedelta], None]


@pytest.fixture
def passes(monkeypatch: pytest.MonkeyPatch) -> Passing:
    """Let time pass for what reads the clock at the door."""
    ahead = [timedelta()]
    real = timezone.now
    monkeypatch.setattr("wallet.views.timezone.now", lambda: real() + ahead[0])

    def pass_(more: timedelta) -> None:
        ahead[0] += more

    return pass_


def earned(amount: str = "30000.00", *, pin_set: timedelta = timedelta(days=90)) -> User:
    seller = a_seller()
    with transaction.atomic():
        security.set_pin(seller, security.pin_hash(PIN), now=datetime.now(UTC) - pin_set)
    book(some_earnings(seller.pk, amount, f"earned:{seller.pk}"))
    return seller


def withdraw(seller: User, amount: str = "200.00", **changes: Any) -> Any:
    body = {"amount": amount, "destination": WHERE, "pin": PIN, **changes}
    return signed_in(seller).post("/api/wallet/withdraw/", body, format="json")


def set_new_pin(seller: User) -> None:
    body = {"pin": "9164", "password": PASSWORD}
    assert signed_in(seller).put("/api/wallet/pin/", body, format="json").status_code == 204


def outcome(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json().get("code", "")


def assert_untouched(seller: User, *, asked: int = 0) -> None:
    assert Payout.objects.filter(user=seller).count() == asked
    wallet = Wallet.objects.get(pk=seller.pk)
    assert wallet.earnings + wallet.payout == Decimal(30000)


# --- the PIN ----------------------------------------------------------------------------------------
def test_without_a_pin_nothing_is_withdrawn() -> None:
    seller = a_seller()
    book(some_earnings(seller.pk, "500.00"))

    assert outcome(withdraw(seller)) == (409, "no_pin")


def test_guessing_locks_the_pin_even_for_who_knows_it(passes: Passing) -> None:
    seller = earned()

    guesses = [outcome(withdraw(seller, pin=f"{n:04}")) for n in range(rules.PIN_ATTEMPTS)]
    right = withdraw(seller)

    assert guesses == [(403, "wrong_pin")] * rules.PIN_ATTEMPTS
    assert outcome(right) == (403, "pin_locked")
    assert Notice.objects.get(kind="wallet.pin_locked").user_ids == [seller.pk]
    assert_untouched(seller)

    passes(rules.PIN_LOCK - timedelta(minutes=1))
    assert outcome(withdraw(seller)) == (403, "pin_locked")
    passes(timedelta(minutes=2))
    assert withdraw(seller).status_code == 202
    assert WalletSecurity.objects.get(pk=seller.pk).failures == 0


def test_each_round_of_guessing_locks_for_twice_as_long(passes: Passing) -> None:
    seller = earned()
    locked = []

    for _ in range(3):
        for guess in range(rules.PIN_ATTEMPTS):
            withdraw(seller, pin=f"{guess:04}")
        kept = WalletSecurity.objects.get(pk=seller.pk)
        assert kept.locked_until is not None
        locked.append(round((kept.locked_until - timezone.now()) / rules.PIN_LOCK))
        passes(timedelta(hours=3))

    assert locked == [1, 2, 4]


def test_the_pin_is_understood_in_arabic_digits() -> None:
    assert withdraw(earned(), pin="٨٣٠٥").status_code == 202


def test_a_new_pin_wants_the_password() -> None:
    seller = earned()
    body = {"pin": "9164", "password": "not-the-password"}

    answer = signed_in(seller).put("/api/wallet/pin/", body, format="json")

    assert answer.status_code in {400, 403}
    assert withdraw(seller, pin="9164").status_code == 403
    assert withdraw(seller).status_code == 202


# --- where it goes ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("rail", "account", "kept", "hint"),
    [
        ("mobile_wallet", "٠١٠٢٣٤٥٦٧٨٩", "+201023456789", "…6789"),
        ("instapay", "+20 102 345 6789", "+201023456789", "…6789"),
        ("instapay", "01023456789", "+201023456789", "…6789"),
        ("instapay", "Mona@InstaPay", "mona@instapay", "mo…@instapay"),
        ("bank", "EG38 0019 0005 0000 0000 2631 8000 2", "EG380019000500000000263180002", "…0002"),
    ],
)
def test_a_destination_is_kept_in_one_spelling_and_its_owner_knows_it_again(
    rail: str, account: str, kept: str, hint: str
) -> None:
    seller = earned()

    answer = withdraw(seller, destination={"rail": rail, "holder": "منى", "account": account})

    assert (answer.status_code, answer.json()["destination_hint"]) == (202, hint)
    assert payouts.opened(Payout.objects.get(user=seller)).account == kept


@pytest.mark.parametrize(
    ("rail", "account"),
    [
        ("mobile_wallet", "+966501234567"),
        ("mobile_wallet", "0223456789"),
        ("instapay", "+966501234567"),
        ("instapay", "mona"),
        ("bank", "EG380019000500000000263180003"),
    ],
)
def test_money_goes_to_no_phone_abroad_and_to_no_account_that_cannot_be(
    rail: str, account: str
) -> None:
    seller = earned()

    answer = withdraw(seller, destination={"rail": rail, "holder": "منى", "account": account})

    assert outcome(answer) == (400, "validation_failed")
    assert_untouched(seller)


# --- cooling off ------------------------------------------------------------------------------------
def test_after_a_new_password_withdrawals_rest_for_a_day(passes: Passing) -> None:
    seller = earned()
    body = {"current_password": PASSWORD, "new_password": NEW_PASSWORD}
    changed = signed_in(seller).post("/api/auth/password/change/", body, format="json")
    assert changed.status_code == 204
    seller.refresh_from_db()

    assert outcome(withdraw(seller)) == (409, "cooling_off")
    assert_untouched(seller)

    passes(rules.COOLING_OFF - timedelta(minutes=1))
    assert outcome(withdraw(seller)) == (409, "cooling_off")
    passes(timedelta(minutes=2))
    assert withdraw(seller).status_code == 202


def test_after_a_new_pin_withdrawals_rest_for_a_day(passes: Passing) -> None:
    seller = earned()
    assert withdraw(seller).status_code == 202
    set_new_pin(seller)

    assert outcome(withdraw(seller, pin="9164")) == (409, "cooling_off")
    assert Notice.objects.filter(kind="wallet.pin_changed", user_ids=[seller.pk]).exists()
    assert_untouched(seller, asked=1)

    passes(rules.COOLING_OFF + timedelta(minutes=1))
    assert withdraw(seller, pin="9164").status_code == 202


def test_the_very_first_pin_makes_nobody_wait() -> None:
    assert withdraw(earned(pin_set=timedelta(minutes=1))).status_code == 202


def test_a_new_pin_makes_withdrawals_rest_though_there_never_was_one(passes: Passing) -> None:
    seller = earned()
    set_new_pin(seller)

    assert outcome(withdraw(seller, pin="9164")) == (409, "cooling_off")
    assert_untouched(seller)

    passes(rules.COOLING_OFF + timedelta(minutes=1))
    assert withdraw(seller, pin="9164").status_code == 202


# --- a destination that is new ----------------------------------------------------------------------
def rests(answer: Any) -> timedelta | None:
    """Give how long it still rests."""
    assert answer.status_code == 202, answer.content
    until = answer.json()["rests_until"]
    return None if until is None else datetime.fromisoformat(until) - timezone.now()


def test_a_first_pin_lets_nobody_carry_money_off_at_once() -> None:
    """Who has the phone and the password sets the PIN; the owner, who is told, has a day to say no."""
    seller = earned(pin_set=timedelta(minutes=1))

    asked = withdraw(seller)

    rest = rests(asked)
    assert rest is not None
    assert timedelta(hours=23) < rest <= timedelta(hours=24)
    told = Notice.objects.get(kind="payout.requested")
    assert (told.values["destination"], told.values["hours"]) == ("mo…@instapay", 24)
    back = signed_in(seller).put(f"/api/wallet/payouts/{asked.json()['id']}/cancel/")
    assert back.status_code == 200
    assert Wallet.objects.get(pk=seller.pk).earnings == Decimal(30000)


def test_a_destination_rests_once_from_the_first_time_it_was_told(passes: Passing) -> None:
    seller = earned()
    withdraw(seller)

    passes(timedelta(hours=20))
    second = withdraw(seller)
    passes(timedelta(hours=5))
    third = withdraw(seller)

    assert (second.json()["rests_until"] is None, third.json()["rests_until"]) == (False, None)
    first, again = Payout.objects.filter(user=seller).order_by("pk")[:2]
    assert first.rests_until == again.rests_until
    told = Notice.objects.filter(kind="payout.requested").order_by("pk")
    assert [notice.values["hours"] for notice in told] == [24, 4, 0]


def test_a_destination_that_its_owner_called_off_is_as_new_as_before(passes: Passing) -> None:
    seller = earned()
    asked = withdraw(seller).json()
    signed_in(seller).put(f"/api/wallet/payouts/{asked['id']}/cancel/")

    passes(timedelta(hours=30))

    assert withdraw(seller).json()["rests_until"] is not None


def test_a_destination_of_another_seller_is_new() -> None:
    withdraw(earned())
    Payout.objects.update(requested_at=timezone.now() - timedelta(days=9))

    assert rests(withdraw(earned())) is not None


def test_how_long_a_new_destination_rests_is_data() -> None:
    PayoutRules.objects.update_or_create(pk=1, defaults={"new_destination_hours": 0})

    assert rests(withdraw(earned())) is None


# --- limits -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("amount", ["99.99", "6000.01"])
def test_an_amount_outside_the_limits_is_refused_and_told_which(amount: str) -> None:
    PayoutRules.objects.update_or_create(pk=1, defaults={"largest": 6000, "daily": 9000})
    seller = earned()

    answer = withdraw(seller, amount)

    assert outcome(answer) == (409, "limit_reached")
    assert (answer.json()["smallest"], answer.json()["largest"]) == ("100.00", "6000.00")
    assert_untouched(seller)


def test_a_days_most_holds_over_all_withdrawals_of_the_day(passes: Passing) -> None:
    PayoutRules.objects.update_or_create(pk=1, defaults={"largest": 6000, "daily": 9000})
    seller = earned()
    assert withdraw(seller, "6000.00").status_code == 202

    over = withdraw(seller, "3000.01")
    within = withdraw(seller, "3000.00")

    assert (outcome(over), over.json()["left_today"]) == ((409, "limit_reached"), "3000.00")
    assert within.status_code == 202
    assert outcome(withdraw(seller, "100.00")) == (409, "limit_reached")
    passes(timedelta(days=1, minutes=1))
    assert withdraw(seller, "100.00").status_code == 202


def test_a_cancelled_withdrawal_does_not_count() -> None:
    PayoutRules.objects.update_or_create(pk=1, defaults={"daily": 500})
    seller = earned()
    first = withdraw(seller, "500.00").json()

    cancelled = signed_in(seller).put(f"/api/wallet/payouts/{first['id']}/cancel/")

    assert cancelled.status_code == 200
    assert withdraw(seller, "500.00").status_code == 202


def test_a_withdrawal_that_is_being_sent_is_not_cancelled() -> None:
    seller = earned()
    asked = withdraw(seller, "500.00").json()
    Payout.objects.filter(pk=asked["id"]).update(status="sending")

    answer = signed_in(seller).put(f"/api/wallet/payouts/{asked['id']}/cancel/")

    assert outcome(answer) == (409, "invalid_transition")
    assert (answer.json()["status"], answer.json()["stands_at"]) == (409, "sending")


def test_until_when_the_pin_is_locked_is_told_in_utc() -> None:
    seller = earned()
    for _ in range(rules.PIN_ATTEMPTS):
        withdraw(seller, pin="0000")

    locked = withdraw(seller)

    assert outcome(locked) == (403, "pin_locked")
    assert locked.json()["until"].endswith("Z")


def test_store_credit_cannot_be_withdrawn() -> None:
    seller = earned("100.00")
    book(a_deposit(seller.pk, "900.00"))

    assert outcome(withdraw(seller, "200.00")) == (409, "insufficient_funds")


# --- the second factor ------------------------------------------------------------------------------
def test_a_large_withdrawal_wants_the_second_factor() -> None:
    seller, amount = earned(), str(PayoutRules().step_up_from)
    assert outcome(withdraw(seller, amount)) == (403, "step_up_required")
    with transaction.atomic():
        setup = two_factor.set_up(seller)
    TwoFactor.objects.filter(user=seller).update(confirmed_at=timezone.now())
    code = pyotp.TOTP(setup.secret).now()

    without = withdraw(seller, amount)
    wrong = withdraw(seller, amount, otp="000000")
    right = withdraw(seller, amount, otp=code)
    again = withdraw(seller, amount, otp=code)

    assert outcome(without) == outcome(wrong) == (403, "step_up_required")
    assert right.status_code == 202
    assert outcome(again) == (403, "step_up_required")  # a code is good once
    assert_untouched(seller, asked=1)


def test_a_piastre_below_it_wants_none() -> None:
    amount = PayoutRules().step_up_from - Decimal("0.01")

    assert withdraw(earned(), str(amount)).status_code == 202


# --- alerts -----------------------------------------------------------------------------------------
def test_every_withdrawal_is_told_to_its_owner_by_mail_and_phone() -> None:
    seller = earned()

    withdraw(seller, "250.00")

    notice = Notice.objects.get(kind="payout.requested")
    assert (notice.user_ids, notice.values["amount"]) == ([seller.pk], "250.00")


def test_what_is_told_of_money_cannot_be_silenced() -> None:
    for code in ("payout.requested", "payout.scheduled", "wallet.pin_changed", "wallet.pin_locked"):
        kind = kinds()[code]
        assert kind.is_mandatory
        assert {"email", "push"} <= {str(channel) for channel in kind.channels}


def test_who_sets_a_first_pin_is_not_told_that_withdrawals_rest() -> None:
    seller = earned()
    set_new_pin(seller)

    first, later = Notice.objects.filter(kind="wallet.pin_changed").order_by("pk")
    told = [wording.short(kinds()[one.kind], one.values, "en").message for one in (first, later)]

    assert ["24 hours" in message for message in told] == [False, True]
