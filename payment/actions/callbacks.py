"""The gateway's word: taken down as it comes, applied once, whatever the order and number of repeats.

What moves money is decided under the locks of the order and the payment, from the transaction's id: a
transaction is applied to its payment or sent back, and which of the two is written on its row.
"""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import orjson
import structlog
from django.utils import timezone

from core import prepared
from core.card_data import without_card_numbers
from core.crypto import blind_index, cipher
from core.rows import insertion, written
from core.transactions import joins_transaction, opens_transaction
from notifications.actions.notify import Telling, tell
from orders.actions.settlement import Funds
from orders.models import OrderEvent
from orders.rules.numbers import spoken
from payment import rules
from payment.actions import arrivals, pay
from payment.errors import BadSignature
from payment.gateways import paymob
from payment.models import (
    Attempt,
    GatewayCallback,
    GatewayTransaction,
    Payment,
    PaymentMethod,
    Refund,
)
from payment.rules import AttemptStatus, Outcome, PaymentStatus, Told
from wallet.actions import ledger
from wallet.rules import Account, Entry, Line, TransactionType

log = structlog.get_logger("tohfa.payment")

BATCH = 50
RETRY_AFTER = timedelta(seconds=15)
MOST_TRIES = 8


# --- taking down --------------------------------------------------------------------------------
# The database makes these.
MADE = {"id", "next_try_at"}
TAKE_DOWN = (
    insertion(GatewayCallback, "callbacks", without=MADE)
    + " ON CONFLICT (digest) DO NOTHING RETURNING NULL"
)


def receive(body: Mapping[str, Any], signature: str) -> None:
    """Take down a callback if it is signed; a repeat of one we have changes nothing. One query.

    :raises BadSignature: if the gateway did not sign it.
    """
    kind, obj = str(body.get("type")), body.get("obj")
    if not isinstance(obj, Mapping):
        raise BadSignature
    signed = {"TRANSACTION": paymob.is_signed, "TOKEN": paymob.is_signed_token}.get(kind)
    if signed is None or not signed(obj, signature):
        raise BadSignature
    # The signature covers a few fields only; in the others the payer could have written anything.
    kept = without_card_numbers(obj)
    stored = _without_token(obj, kept) if kind == "TOKEN" else kept
    digest = hashlib.sha256(orjson.dumps(obj, option=orjson.OPT_SORT_KEYS)).hexdigest()
    came = GatewayCallback(kind=kind, digest=digest, body=stored, received_at=timezone.now())
    prepared.rows(TAKE_DOWN, {"callbacks": written([came], without=MADE)})


def _without_token(obj: Mapping[str, Any], kept: Mapping[str, Any]) -> dict[str, Any]:
    """Encrypt a card's token before it is stored."""
    token = str(obj.get("token") or "")
    return {**kept, "token": cipher().encrypt(token.encode()).decode()}


# --- applying -----------------------------------------------------------------------------------
def apply_waiting(*, clock: Callable[[], datetime]) -> int:
    """Apply callbacks that wait, the oldest first, each in a transaction of its own."""
    waiting = GatewayCallback.objects.filter(applied_at__isnull=True, next_try_at__lte=clock())
    ids = list(waiting.order_by("next_try_at", "pk").values_list("pk", flat=True)[:BATCH])
    for callback_id in ids:
        try:
            opens_transaction(_apply)(callback_id, now=clock())
        except Exception:
            log.exception("callback could not be applied", callback=callback_id)
            opens_transaction(_put_off)(callback_id, now=clock())
    return len(ids)


@joins_transaction
def _apply(callback_id: int, *, now: datetime) -> None:
    callback = (
        GatewayCallback.objects.select_for_update(skip_locked=True)
        .filter(pk=callback_id, applied_at__isnull=True)
        .first()
    )
    if callback is None:
        return
    if callback.kind == "TOKEN":
        callback.outcome = _keep_card(callback.body)
    else:
        try:
            told = rules.told(callback.body)
        except ValueError:
            callback.outcome = "unreadable"
        else:
            callback.outcome = take(told, now=now)
    callback.applied_at = now
    callback.save(update_fields=["applied_at", "outcome"])


@joins_transaction
def _put_off(callback_id: int, *, now: datetime) -> None:
    callback = GatewayCallback.objects.get(pk=callback_id)
    callback.attempts += 1
    callback.next_try_at = now + RETRY_AFTER * 2**callback.attempts
    if callback.attempts >= MOST_TRIES:
        callback.applied_at, callback.outcome = now, "given up; the reconciliation will ask"
    callback.save(update_fields=["attempts", "next_try_at", "applied_at", "outcome"])


@joins_transaction
def take(told: Told, *, now: datetime, was_asked: bool = False) -> str:
    """Take in what the gateway says of a transaction; in words, what came of it.

    A callback is believed as far as its signature reaches; what we ``was_asked`` for, altogether.
    Refunds are settled by inquiry (``refunds``).
    """
    attempt = Attempt.objects.filter(gateway_order_id=told.order_id).first()
    if attempt is None and (named := _attempt_named(told)) is not None:
        if not was_asked:
            # Our reference is not signed: the worker asks by it, and believes the answer.
            Attempt.objects.filter(pk=named.pk).update(ask_at=now)
            return "not known by its order; will be asked about"
        attempt = named
    payment = pay.locked(attempt.payment_id) if attempt else None
    transaction, _ = GatewayTransaction.objects.select_for_update().get_or_create(
        pk=told.transaction_id,
        defaults={
            "attempt": attempt,
            "gateway_order_id": told.order_id,
            "parent_id": told.parent_id,
            "outcome": told.outcome,
            "amount": told.amount,
            "method": told.method,
            "source": told.source,
        },
    )
    if transaction.outcome != Outcome.PAID and transaction.outcome != told.outcome:
        # A decline may be followed by nothing; pending by either; what was paid stays paid.
        transaction.outcome = told.outcome
        transaction.save(update_fields=["outcome", "updated_at"])
    if told.outcome is Outcome.PAID and not transaction.use:
        return _take_money(transaction, told, attempt, payment, now=now)
    if told.outcome is Outcome.DECLINED and attempt and payment:
        return _note_decline(attempt, payment, told, now=now)
    return str(told.outcome)


def _attempt_named(told: Told) -> Attempt | None:
    """Find an attempt whose call was not answered: the gateway's order is known by our reference alone."""
    if not told.reference:
        return None
    return Attempt.objects.filter(reference=told.reference, gateway_order_id__isnull=True).first()


def _take_money(
    transaction: GatewayTransaction,
    told: Told,
    attempt: Attempt | None,
    payment: Payment | None,
    *,
    now: datetime,
) -> str:
    """Apply a paid transaction to its payment, or send its money back: every pound goes somewhere."""
    if (
        attempt is None
        or payment is None
        or payment.status in {PaymentStatus.COMPLETED, PaymentStatus.REFUNDED}
        or told.currency != "EGP"
        or told.amount != attempt.amount
    ):
        return _return_money(transaction, payment, now=now)
    applied = _apply_deposit if payment.order_id is None else _apply_to_order
    if not applied(transaction, payment, attempt, now=now):
        return _return_money(transaction, payment, now=now)
    attempt.status = AttemptStatus.PAID
    attempt.ask_at = None
    attempt.gateway_order_id = told.order_id
    attempt.save(update_fields=["status", "ask_at", "gateway_order_id"])
    transaction.use = "applied"
    transaction.attempt = attempt
    transaction.save(update_fields=["use", "attempt", "updated_at"])
    payment.gateway_response = {"source": told.source, "code": told.code}
    payment.save(update_fields=["gateway_response", "updated_at"])
    return "applied"


def _apply_deposit(
    transaction: GatewayTransaction, payment: Payment, attempt: Attempt, *, now: datetime
) -> bool:
    lines = (
        Line(Account.GATEWAY, -payment.amount),
        Line(
            Account.CREDIT, payment.amount, owner=payment.user_id, shown_as=TransactionType.DEPOSIT
        ),
    )
    ledger.post(Entry(f"payment:{payment.pk}", "deposit", lines))
    pay.complete(payment, now=now, transaction_id=str(transaction.pk))
    values = {"amount": payment.amount}
    tell(Telling("wallet.deposited", [payment.user_id], ("payment", payment.pk), values))
    return True


def _apply_to_order(
    transaction: GatewayTransaction, payment: Payment, attempt: Attempt, *, now: datetime
) -> bool:
    arrived = Funds(gateway=attempt.amount)
    number = str(transaction.pk)
    return arrivals.pay_order(
        payment, arrived, method=attempt.method, now=now, transaction_id=number
    )


def _return_money(
    transaction: GatewayTransaction, payment: Payment | None, *, now: datetime
) -> str:
    """Book money that came for nothing, and have it sent back to where it came from."""
    lines = (
        Line(Account.GATEWAY, -transaction.amount),
        Line(Account.UNAPPLIED, transaction.amount),
    )
    order_id = payment.order_id if payment else None
    ledger.post(Entry(f"unapplied:{transaction.pk}", "unapplied", lines, order_id))
    transaction.use = "returned"
    transaction.save(update_fields=["use", "updated_at"])
    if payment is None:
        log.error("money without a payment", transaction=transaction.pk)
        return "nobody's: waits for staff"
    Refund.objects.create(
        payment=payment,
        amount=transaction.amount,
        reference=f"unapplied:{transaction.pk}",
        reason="came too late or twice",
        taken_from=str(transaction.pk),
        next_try_at=now,
    )
    if payment.order is not None:
        OrderEvent.objects.create(
            order=payment.order, code="refunded", note=f"{transaction.amount:.2f}", created_at=now
        )
        values = {
            "order": spoken(payment.order.number),
            "order_id": payment.order_id,
            "amount": transaction.amount,
        }
        about = ("order", payment.order_id)
        tell(Telling("order.paid_late", [payment.user_id], about, values))
    return "sent back"


def _note_decline(attempt: Attempt, payment: Payment, told: Told, *, now: datetime) -> str:
    """Note a decline; the customer may try again on the gateway's page, so the attempt stays open."""
    if payment.status == PaymentStatus.COMPLETED or attempt.status == AttemptStatus.PAID:
        return "declined after it was paid"
    reason = DECLINES.get(told.code, "")
    payment.failure = told.message or told.code
    payment.save(update_fields=["failure", "updated_at"])
    if payment.order is not None:
        values = {
            "order": spoken(payment.order.number),
            "order_id": payment.order_id,
            "reason": reason,
        }
        about = ("order", payment.order_id)
        tell(Telling("payment.failed", [payment.user_id], about, values))
    return "declined"


# What the more telling codes mean, in the words of the notice.
DECLINES = {
    "INSUFFICIENT_FUNDS": "الرصيد لا يكفي",
    "EXPIRED_CARD": "البطاقة منتهية",
    "AUTHENTICATION_FAILED": "لم يكتمل تأكيد البنك",
    "TIMED_OUT": "لم يردّ البنك",
}


@joins_transaction
def _keep_card(body: Mapping[str, Any]) -> str:
    """Keep a card the customer asked the gateway to remember, as what the gateway shows of it."""
    order_id = str(body.get("order_id") or "")
    attempt = (
        Attempt.objects.select_related("payment").filter(gateway_order_id=int(order_id)).first()
        if order_id.isdigit()
        else None
    )
    if attempt is None:
        return "nobody's card"
    token = cipher().decrypt(str(body["token"]).encode()).decode()
    user_id = attempt.payment.user_id
    has_default = PaymentMethod.objects.filter(user_id=user_id, is_default=True).exists()
    PaymentMethod.objects.get_or_create(
        user_id=user_id,
        token_digest=blind_index(f"card {token}"),
        defaults={
            "method_type": "credit_card",
            "token": token,
            "is_default": not has_default,
            "details": {
                "brand": str(body.get("card_subtype") or "")[:30],
                "masked": str(body.get("masked_pan") or "")[-9:],
            },
        },
    )
    return "card kept"
