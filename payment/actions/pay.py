"""Paying: for an order or into a wallet; from the wallet, through the gateway, in cash, by transfer.

The gateway is never called with a transaction open: what is wanted is written first, then asked for,
then the answer is written.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings

from core.ids import next_id
from core.money import ZERO
from core.transactions import joins_transaction
from custom_auth.models import User
from orders.actions import settlement
from orders.actions.checkout import hold_after_switch
from orders.actions.offers import trade_rules
from orders.actions.settlement import Funds
from orders.models import Order
from orders.rules.numbers import spoken
from payment import rules
from payment.errors import CreditLimitReached, MethodUnavailable, NotPayable
from payment.gateways.paymob import Gateway, Intention, Payer, checkout_url
from payment.models import Attempt, Payment, PaymentMethod
from payment.rules import AttemptStatus, PaymentStatus
from wallet.actions import ledger
from wallet.models import PayoutRules, Wallet
from wallet.rules import Account, Entry, Line, Remark, TransactionType


@dataclass(frozen=True)
class NextAction:
    """What the app does next: nothing, open a page, or start the gateway's SDK."""

    type: str
    url: str = ""
    client_secret: str = ""
    public_key: str = ""
    reference: str = ""


NOTHING = NextAction("none")


@dataclass(frozen=True)
class Started:
    """A payment, and the attempt at the gateway it still needs, if any."""

    payment: Payment
    attempt: Attempt | None


@joins_transaction
def locked(payment_id: int) -> Payment:
    """Lock a payment, and its order first, as everybody does."""
    order_id = Payment.objects.values_list("order_id", flat=True).get(pk=payment_id)
    if order_id is not None:
        Order.objects.locked().get(pk=order_id)
    return Payment.objects.locked().select_related("order").get(pk=payment_id)


@joins_transaction
def start(
    order: Order,
    *,
    method: str,
    use_credit: bool,
    saved: PaymentMethod | None,
    now: datetime,
) -> Started:
    """Begin, or begin anew, to pay an order; what comes from the wallet alone is paid here and now.

    :raises NotPayable: if it does not wait for a payment, or no longer.
    :raises MethodUnavailable:
    :raises InsufficientFunds: if the wallet alone is to pay and does not hold enough.
    """
    order = Order.objects.locked().get(pk=order.pk)
    if method not in settings.PAYMENT_METHODS:
        raise MethodUnavailable
    if method == "cash_on_delivery":
        return Started(_cash(order), None)
    if not order.awaits_payment or (order.hold_until and order.hold_until <= now):
        raise NotPayable
    payment = _payment_of(order, method, saved)
    if order.payment_method != method:
        order.payment_method = method
        order.hold_until = hold_after_switch(order, trade_rules(), now=now)
        order.save(update_fields=["payment_method", "hold_until", "updated_at"])
    _abandon_open(payment)
    if method == "wallet":
        _pay_from_wallet(payment, order, now=now)
        return Started(payment, None)
    _set_credit_aside(payment, wanted=use_credit)
    if method == "bank_transfer":
        return Started(payment, None)
    return Started(payment, _attempt(payment, now=now))


def _cash(order: Order) -> Payment:
    """Give the payment of a cash order: it is made at the door."""
    if order.payment_method != "cash_on_delivery" or order.status == "cancelled":
        raise NotPayable
    payment, _ = Payment.objects.get_or_create(
        order=order,
        defaults={
            "user_id": order.user_id,
            "amount": order.total_amount,
            "method": "cash_on_delivery",
        },
    )
    return payment


def _payment_of(order: Order, method: str, saved: PaymentMethod | None) -> Payment:
    payment = Payment.objects.locked().filter(order=order).first()
    if payment is None:
        payment = Payment(order=order, user_id=order.user_id, amount=order.total_amount)
    elif payment.status == PaymentStatus.COMPLETED:
        raise NotPayable
    payment.method = method
    payment.payment_method = saved
    payment.status = PaymentStatus.PENDING
    payment.failure = ""
    payment.save()
    return payment


def _abandon_open(payment: Payment) -> None:
    """Give up earlier attempts: a later one replaces them. A payment that still comes through one of
    them is taken all the same."""
    Attempt.objects.filter(
        payment=payment, status__in=[AttemptStatus.STARTING, AttemptStatus.OPEN]
    ).update(status=AttemptStatus.ABANDONED)


def _pay_from_wallet(payment: Payment, order: Order, *, now: datetime) -> None:
    """Pay from store credit, and from earnings what that does not hold."""
    release_credit(payment)
    wallet = ledger.held_by([order.user_id])[order.user_id]
    credit = min(wallet.credit, order.total_amount)
    funds = Funds(credit=credit, earnings=order.total_amount - credit)
    settlement.pay(order, funds, reference=f"payment:{payment.pk}", now=now)
    complete(payment, now=now)


@joins_transaction
def complete(payment: Payment, *, now: datetime, transaction_id: str = "") -> None:
    payment.status = PaymentStatus.COMPLETED
    payment.paid_at = now
    payment.transaction_id = transaction_id or None
    payment.failure = ""
    payment.save(update_fields=["status", "paid_at", "transaction_id", "failure", "updated_at"])


def _set_credit_aside(payment: Payment, *, wanted: bool) -> None:
    """Set store credit aside for part of a payment, so that it is there when the rest arrives."""
    release_credit(payment)
    if not wanted:
        return
    wallet = ledger.held_by([payment.user_id])[payment.user_id]
    # The gateway has to be asked for something.
    set_aside(payment, min(wallet.credit, payment.amount - Decimal("1.00")))


def could_set_aside(payment: Payment, part: Decimal) -> bool:
    """Tell whether ``part`` of a payment can come from store credit; two may still race for it."""
    if part <= payment.from_credit:
        return True
    wallet = Wallet.objects.filter(pk=payment.user_id).first()
    return wallet is not None and wallet.credit >= part - payment.from_credit


@joins_transaction
def set_aside(payment: Payment, part: Decimal) -> None:
    """Have exactly ``part`` of a payment set aside from store credit, whatever was before.

    :raises InsufficientFunds: if the wallet does not hold so much.
    """
    if part == payment.from_credit:
        return
    release_credit(payment)
    if part > 0:
        lines = (
            Line(
                Account.CREDIT,
                -part,
                owner=payment.user_id,
                shown_as=TransactionType.PAYMENT,
                words=Remark.HELD_TO_PAY,
            ),
            Line(Account.FROZEN, part, owner=payment.user_id),
        )
        ledger.post(Entry(f"aside:{next_id()}", "aside", lines, payment.order_id))
        payment.from_credit = part
        payment.save(update_fields=["from_credit", "updated_at"])


@joins_transaction
def release_credit(payment: Payment) -> None:
    """Give store credit that was set aside for a payment back to its owner."""
    if not payment.from_credit:
        return
    lines = (
        Line(Account.FROZEN, -payment.from_credit, owner=payment.user_id),
        Line(
            Account.CREDIT,
            payment.from_credit,
            owner=payment.user_id,
            shown_as=TransactionType.REFUND,
            words=Remark.NO_LONGER_HELD,
        ),
    )
    ledger.post(Entry(f"unaside:{next_id()}", "aside", lines, payment.order_id))
    payment.from_credit = ZERO
    payment.save(update_fields=["from_credit", "updated_at"])


@joins_transaction
def start_deposit(user: User, *, amount: Decimal, method: str, now: datetime) -> Started:
    """Begin to pay into one's wallet; it is credited on the gateway's word alone.

    :raises MethodUnavailable: if ``method`` does not go through the gateway.
    :raises CreditLimitReached: if the wallet would hold more store credit than it may.
    """
    if method not in rules.ONLINE or method not in settings.PAYMENT_METHODS:
        raise MethodUnavailable
    limits = PayoutRules.objects.filter(pk=1).first() or PayoutRules()
    wallet = ledger.held_by([user.pk])[user.pk]
    if wallet.credit + amount > limits.largest_credit:
        raise CreditLimitReached(limit=f"{limits.largest_credit:.2f}")
    payment = Payment.objects.create(user=user, amount=amount, method=method)
    return Started(payment, _attempt(payment, now=now))


def _attempt(payment: Payment, *, now: datetime) -> Attempt:
    attempt_id = next_id()
    return Attempt.objects.create(
        pk=attempt_id,
        payment=payment,
        method=payment.method,
        amount=payment.amount - payment.from_credit,
        reference=f"tohfa-{attempt_id}",
        ask_at=now + timedelta(minutes=2),
    )


# --- asking the gateway -------------------------------------------------------------------------
def ask(attempt: Attempt, gateway: Gateway, *, redirect: bool) -> Intention:
    """Ask the gateway to be paid. Opens no transaction, and must not be called inside one.

    :raises GatewayUnavailable, GatewayRefused:
    """
    payment = attempt.payment
    saved = payment.payment_method
    back = f"{settings.APP_LINK_URL}/payments/{payment.pk}" if redirect else ""
    return gateway.create_intention(
        amount=attempt.amount,
        method=attempt.method,
        reference=attempt.reference,
        words=f"Tohfa {spoken(payment.order.number)}" if payment.order else "Tohfa wallet",
        payer=_payer(payment),
        card_token=saved.token if saved and attempt.method == "credit_card" else "",
        redirect_to=back,
    )


def _payer(payment: Payment) -> Payer:
    user = payment.user
    address: dict[str, Any] = payment.order.address if payment.order else {}
    return Payer(
        first_name=user.first_name,
        last_name=user.last_name,
        email=user.email,
        phone_number=str(address.get("phone_number") or user.profile.phone_number or ""),
        city=str(address.get("city") or ""),
        street=str(address.get("street") or ""),
        building=str(address.get("building") or ""),
    )


@joins_transaction
def note_intention(attempt: Attempt, intention: Intention) -> Attempt:
    """Write down what the gateway made of an attempt."""
    attempt.intention_id = intention.intention_id
    attempt.gateway_order_id = intention.order_id
    attempt.client_secret = intention.client_secret
    attempt.status = AttemptStatus.OPEN
    attempt.save(update_fields=["intention_id", "gateway_order_id", "client_secret", "status"])
    return attempt


@joins_transaction
def note_failure(attempt: Attempt) -> None:
    """Write down that the gateway made nothing of an attempt, as far as we were told."""
    Attempt.objects.filter(pk=attempt.pk).update(status=AttemptStatus.UNKNOWN)


def next_action(payment: Payment, attempt: Attempt | None, *, redirect: bool) -> NextAction:
    """Give what the app does next."""
    if attempt is not None and attempt.client_secret:
        return NextAction(
            "redirect" if redirect else "sdk",
            url=checkout_url(attempt.client_secret) if redirect else "",
            client_secret=attempt.client_secret,
            public_key=settings.PAYMOB["public_key"],
            reference=attempt.reference,
        )
    if payment.method == "bank_transfer" and payment.status == PaymentStatus.PENDING:
        number = spoken(payment.order.number) if payment.order else str(payment.pk)
        return NextAction("none", reference=f"{settings.BANK_ACCOUNT} · {number}")
    return NOTHING
