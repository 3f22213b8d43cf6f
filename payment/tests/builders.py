"""Payments for tests, and a gateway that says what it is told to."""

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from itertools import count
from typing import Any

from django.conf import settings
from django.db import transaction

from core.money import in_piastres
from core.partners import PartnerSilent
from custom_auth.models import User
from custom_auth.tests.builders import a_user
from orders.models import Order
from orders.rules.states import Method
from orders.tests.builders import an_order
from payment import rules
from payment.actions import callbacks, give_back, pay, refunds
from payment.errors import GatewayUnavailable
from payment.gateways import paymob
from payment.gateways.paymob import Intention, RefundPending, RefundRefused
from payment.models import Attempt, Payment, Refund
from wallet.actions import ledger
from wallet.rules import Account, Entry, Line, TransactionType

_numbers = count(190000001)
_orders = count(210000001)


@dataclass
class Bank:
    """A gateway in memory: it remembers what was paid and refunded, and misbehaves on demand."""

    transactions: dict[int, dict[str, Any]] = field(default_factory=dict)
    is_down: bool = False
    refund_answer: str = "done"  # or "refused", "pending", "silent but done", "silent and not done"

    def pay(
        self, attempt: Attempt, *, success: bool = True, amount: Decimal | None = None
    ) -> dict[str, Any]:
        """Let a customer pay an attempt, or try to; gives the transaction as the gateway tells of it."""
        number = next(_numbers)
        made = {
            "id": number,
            "pending": False,
            "success": success,
            "amount_cents": in_piastres(attempt.amount if amount is None else amount),
            "currency": "EGP",
            "integration_id": 4000001,
            "order": {"id": attempt.gateway_order_id, "merchant_order_id": attempt.reference},
            "source_data": {"type": "card", "sub_type": "Visa", "pan": "1111"},
            "data": {
                "message": "Approved" if success else "Do not honour",
                "txn_response_code": "",
            },
            "refunded_amount_cents": 0,
        }
        self.transactions[number] = made
        return made

    def create_intention(self, **asked: Any) -> Intention:
        if self.is_down:
            raise GatewayUnavailable
        number = next(_orders)
        return Intention(f"pi_test_{number}", number, f"egy_csk_test_{number}")

    def checkout_url(self, client_secret: str) -> str:
        return f"https://bank.example/{client_secret}"

    def transaction(self, transaction_id: int) -> dict[str, Any] | None:
        if self.is_down:
            raise GatewayUnavailable
        return self.transactions.get(transaction_id)

    def latest_of_order(self, order_id: int) -> dict[str, Any] | None:
        if self.is_down:
            raise GatewayUnavailable
        own = [row for row in self.transactions.values() if row["order"]["id"] == order_id]
        return own[-1] if own else None

    def latest_of_reference(self, reference: str) -> dict[str, Any] | None:
        own = [
            row
            for row in self.transactions.values()
            if row["order"]["merchant_order_id"] == reference
        ]
        return own[-1] if own else None

    def recent(self, page: int) -> list[dict[str, Any]]:
        return list(reversed(self.transactions.values())) if page == 1 else []

    def refund(self, *, transaction_id: int, amount: Decimal) -> dict[str, Any]:
        parent, piastres = self.transactions[transaction_id], in_piastres(amount)
        left = parent["amount_cents"] - parent["refunded_amount_cents"]
        if self.refund_answer == "refused" or piastres > left:
            raise RefundRefused("insufficient balance")
        if self.refund_answer == "silent and not done":
            raise PartnerSilent("timed out")
        child = self._child(parent, piastres)
        if self.refund_answer == "pending":
            raise RefundPending(child["id"])
        self.decide(child["id"], success=True)
        if self.refund_answer.startswith("silent"):
            raise PartnerSilent("timed out")
        return child

    def _child(self, parent: dict[str, Any], piastres: int) -> dict[str, Any]:
        number = next(_numbers)
        self.transactions[number] = {
            **parent,
            "id": number,
            "pending": True,
            "success": False,
            "amount_cents": piastres,
            "has_parent_transaction": True,
            "parent_transaction": parent["id"],
            "is_refund": True,
            "refunded_amount_cents": 0,
        }
        return self.transactions[number]

    def decide(self, child_id: int, *, success: bool) -> None:
        """Say what came of a refund that was taken up."""
        child = self.transactions[child_id]
        child["pending"], child["success"] = False, success
        if success:
            parent = self.transactions[child["parent_transaction"]]
            parent["refunded_amount_cents"] += child["amount_cents"]

    def void(self, *, transaction_id: int) -> dict[str, Any]:
        raise RefundRefused("too late")


def signature_of(transaction: dict[str, Any]) -> str:
    """Sign a transaction as the gateway does, with the secret that is set."""
    values = []
    for name in paymob.SIGNED:
        value: Any = transaction
        for part in name.split("."):
            value = value.get(part) if isinstance(value, dict) else None
        absent = "false" if name in paymob.FLAGS else ""
        values.append(
            absent
            if value is None
            else str(value).lower()
            if isinstance(value, bool)
            else str(value)
        )
    secret = settings.PAYMOB["hmac_secret"]
    return hmac.new(secret.encode(), "".join(values).encode(), hashlib.sha512).hexdigest()


def a_card_payment(
    order: Order | None = None, *, bank: Bank | None = None, use_credit: bool = False
) -> tuple[Payment, Attempt]:
    """Begin to pay an order by card, up to the gateway's page."""
    order = order or an_order(method=Method.CREDIT_CARD)
    with transaction.atomic():
        begun = pay.start(
            order, method="credit_card", use_credit=use_credit, saved=None, now=datetime.now(UTC)
        )
    assert begun.attempt is not None
    intention = (bank or Bank()).create_intention()
    with transaction.atomic():
        attempt = pay.note_intention(begun.attempt, intention)
    return begun.payment, attempt


def tell_us(made: dict[str, Any], *, now: datetime | None = None) -> str:
    """Take in what the gateway says of a transaction, as the worker does."""
    with transaction.atomic():
        return callbacks.take(rules.told(made), now=now or datetime.now(UTC))


def a_paid_order(
    order: Order | None = None, *, bank: Bank | None = None, use_credit: bool = False
) -> Order:
    """Give an order that was paid by card."""
    bank = bank or Bank()
    payment, attempt = a_card_payment(order, bank=bank, use_credit=use_credit)
    tell_us(bank.pay(attempt))
    assert payment.order_id is not None
    return Order.objects.get(pk=payment.order_id)


def top_up(user: User, amount: str) -> None:
    """Put store credit into a wallet."""
    money = Decimal(amount)
    lines = (
        Line(Account.GATEWAY, -money),
        Line(Account.CREDIT, money, owner=user.pk, shown_as=TransactionType.DEPOSIT),
    )
    with transaction.atomic():
        ledger.post(Entry(f"test:{next(_numbers)}", "deposit", lines))


def a_deposit(bank: Bank, amount: str = "500.00") -> Payment:
    """Give a deposit by card that has arrived."""
    now = datetime.now(UTC)
    with transaction.atomic():
        begun = pay.start_deposit(a_user(), amount=Decimal(amount), method="credit_card", now=now)
        assert begun.attempt is not None
        attempt = pay.note_intention(begun.attempt, bank.create_intention())
        callbacks.take(rules.told(bank.pay(attempt)), now=now)
    return Payment.objects.get(pk=begun.payment.pk)


def a_refund_due(bank: Bank, amount: str = "50.00") -> Refund:
    """Give a refund of an order paid by card that waits to be sent."""
    order = a_paid_order(bank=bank)
    now = datetime.now(UTC)
    payment = Payment.objects.get(order=order)
    with transaction.atomic():
        give_back.refund(
            payment,
            by=order.user,
            only_of=None,
            amount=Decimal(amount),
            items=[],
            reason="x",
            now=now,
        )
        refunds.collect(now=now)
    return Refund.objects.get(payment=payment)
