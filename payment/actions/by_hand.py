"""Refunds that a person finishes: of bank transfers, and those the gateway would not or could not make."""

from datetime import datetime

from core.transactions import joins_transaction
from payment.actions import refunds
from payment.errors import NotByHand
from payment.models import Refund
from payment.rules import BY_HAND, RefundStatus
from wallet.rules import Account


@joins_transaction
def note_transfer(refund: Refund, *, reference: str, now: datetime) -> None:
    """Book a refund that finance transferred to the buyer's account, with the bank's reference.

    :raises NotByHand: if it does not wait for a person.
    """
    _locked(refund)
    refunds.settle(refund.pk, transaction_id=reference, now=now, account=Account.BANK)


@joins_transaction
def turn_into_credit(refund: Refund, *, now: datetime) -> None:
    """Give it as store credit, as who was to get it agreed to.

    :raises NotByHand: if it does not wait for a person.
    """
    _locked(refund)
    refunds.turn_into_credit(refund.pk, now=now)


@joins_transaction
def send_again(refund: Refund, *, now: datetime) -> None:
    """Have the gateway try again from the beginning, such as after its balance was raised.

    :raises NotByHand: if it did not fail at the gateway.
    """
    refund = _locked(refund)
    if not can_be_sent(refund):
        raise NotByHand
    refund.status, refund.attempts, refund.error = RefundStatus.DUE, 0, ""
    refund.next_try_at = now
    refund.save(update_fields=["status", "attempts", "error", "next_try_at"])


def can_be_sent(refund: Refund) -> bool:
    return refund.status == RefundStatus.FAILED and bool(refund.taken_from)


def _locked(refund: Refund) -> Refund:
    refund, _payment = refunds.locked(refund.pk)
    if refund.status not in BY_HAND:
        raise NotByHand
    return refund
