"""Many at once at one wallet."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import transaction

from core.tests.races import at_once
from custom_auth.tests.builders import a_seller, a_user, signed_in
from notifications.models import Notice
from wallet import rules
from wallet.actions import audit, security
from wallet.models import Payout, Transaction, Wallet, WalletSecurity
from wallet.rules import Account, Entry, Line
from wallet.tests.builders import a_deposit, book, some_earnings

pytestmark = [pytest.mark.race, pytest.mark.usefixtures("own_database")]


def test_who_guesses_twenty_pins_at_once_has_no_more_guesses_than_one_by_one() -> None:
    seller = a_seller()
    with transaction.atomic():
        security.set_pin(
            seller, security.pin_hash("8305"), now=datetime.now(UTC) - timedelta(days=90)
        )
    book(some_earnings(seller.pk, "5000.00"))
    clients = [signed_in(seller) for _ in range(20)]
    where = {"rail": "instapay", "holder": "منى عادل", "account": "mona@instapay"}

    def guess(number: int) -> tuple[int, str]:
        body = {"amount": "200.00", "destination": where, "pin": f"{number:04}"}
        answer = clients[number].post("/api/wallet/withdraw/", body, format="json")
        return answer.status_code, answer.json()["code"]

    got = Counter(at_once(20, guess))

    tries = rules.PIN_ATTEMPTS
    assert got == {(403, "wrong_pin"): tries, (403, "pin_locked"): 20 - tries}
    assert WalletSecurity.objects.get(pk=seller.pk).failures == tries
    assert Notice.objects.filter(kind="wallet.pin_locked").count() == 1
    assert not Payout.objects.exists()


def test_forty_movements_at_once_of_one_wallet_are_one_statement() -> None:
    """Each row of it says what there was after it, so each has to know what was there before it."""
    owner = a_user()
    book(a_deposit(owner.pk, "1000.00", "before"))

    def move(number: int) -> None:
        if number % 2:
            book(a_deposit(owner.pk, "10.00", f"in:{number}"))
            return
        lines = (
            Line(Account.CREDIT, Decimal("-30.00"), owner=owner.pk),
            Line(Account.GATEWAY, Decimal("30.00")),
        )
        book(Entry(f"out:{number}", "refund", lines))

    got = at_once(40, move)

    assert got == [None] * 40
    assert Wallet.objects.get(pk=owner.pk).credit == Decimal("600.00")
    positions = Transaction.objects.filter(wallet=owner.pk).order_by("position")
    assert list(positions.values_list("position", flat=True)) == list(range(1, 42))
    assert audit.discrepancies() == []
