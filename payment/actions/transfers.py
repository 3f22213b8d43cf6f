"""Bank transfers and InstaPay: the buyer shows a proof, staff match it with the bank's statement."""

from datetime import datetime
from typing import IO

from core import private_files
from core.images import as_webp, decoded
from core.transactions import joins_transaction
from custom_auth.models import User
from notifications.actions.notify import Telling, tell
from orders.actions.settlement import Funds
from orders.rules.numbers import spoken
from payment.actions import arrivals, pay
from payment.errors import ProofRefused
from payment.models import Payment, Refund, TransferProof
from payment.rules import PaymentStatus, RefundStatus
from wallet.actions import ledger
from wallet.rules import Account, Entry, Line

DOOR = "/api/payments/proofs/"


@joins_transaction
def hand_in(payment: Payment, file: IO[bytes], *, size: int, bank_reference: str) -> TransferProof:
    """Take in a proof of transfer; it is kept encrypted, as it shows somebody's account.

    :raises ProofRefused: if the payment does not wait for a transfer.
    :raises PictureRefused:
    """
    # Made anew before the payment is locked, as it takes a while.
    picture = as_webp(decoded(file, size=size), longest_side=1600)
    payment = Payment.objects.locked().get(pk=payment.pk)
    if payment.method != "bank_transfer" or payment.status != PaymentStatus.PENDING:
        raise ProofRefused
    return TransferProof.objects.create(
        payment=payment,
        amount=payment.amount - payment.from_credit,
        image=private_files.keep("proofs", picture),
        bank_reference=bank_reference,
    )


def link(proof: TransferProof) -> str:
    """Give an address under which a proof's picture can be seen for five minutes."""
    return private_files.link(DOOR, proof.pk)


def file_of(proof_id: int) -> tuple[str, str]:
    """Give where a proof's picture lies and what it is.

    :raises FileNotFoundError: if it was deleted.
    """
    proof = TransferProof.objects.filter(pk=proof_id).exclude(image="").first()
    if proof is None:
        raise FileNotFoundError
    return proof.image, "image/webp"


@joins_transaction
def match(proof: TransferProof, *, by: User, now: datetime) -> TransferProof:
    """Note that the money is at the bank, and pay the order with it.

    An order that expired meanwhile is taken up again if its pieces are still there; else the money is
    booked as nobody's and stands among the refunds that are made by hand.

    :raises ProofRefused: if the proof was decided before.
    """
    payment = pay.locked(proof.payment_id)
    proof = _undecided(proof)
    if payment.status != PaymentStatus.COMPLETED and arrivals.pay_order(
        payment, Funds(bank=proof.amount), method="bank_transfer", now=now
    ):
        return _decide(proof, "matched", "", by=by, now=now)
    return _send_back(proof, payment, by=by, now=now)


def _send_back(proof: TransferProof, payment: Payment, *, by: User, now: datetime) -> TransferProof:
    """Book a transfer that came for nothing, and have it sent back by hand."""
    reference = f"unapplied:proof:{proof.pk}"
    lines = (Line(Account.BANK, -proof.amount), Line(Account.UNAPPLIED, proof.amount))
    ledger.post(Entry(reference, "unapplied", lines, payment.order_id))
    Refund.objects.create(
        payment=payment,
        amount=proof.amount,
        reference=reference,
        reason="came too late or twice",
        status=RefundStatus.MANUAL,
        next_try_at=now,
    )
    return _decide(proof, "matched", "came too late or twice", by=by, now=now)


@joins_transaction
def reject(proof: TransferProof, *, reason: str, by: User, now: datetime) -> TransferProof:
    """Tell the buyer that the transfer could not be found.

    :raises ProofRefused: if the proof was decided before.
    """
    proof = _undecided(proof)
    order = proof.payment.order
    if order is not None:
        values = {"order": spoken(order.number), "order_id": order.pk, "reason": reason}
        tell(Telling("payment.proof_rejected", [order.user_id], ("order", order.pk), values))
    return _decide(proof, "rejected", reason, by=by, now=now)


def _undecided(proof: TransferProof) -> TransferProof:
    proof = (
        TransferProof.objects.select_for_update(of=("self",), no_key=True)
        .select_related("payment__order")
        .get(pk=proof.pk)
    )
    if proof.status != "waiting":
        raise ProofRefused
    return proof


def _decide(
    proof: TransferProof, status: str, reason: str, *, by: User, now: datetime
) -> TransferProof:
    proof.status, proof.reason = status, reason
    proof.decided_by, proof.decided_at = by, now
    proof.save(update_fields=["status", "reason", "decided_by", "decided_at"])
    return proof
