"""Ways to pay of people who asked to be forgotten, and what their payments tell of them."""

from django.db.models import Q

from core import private_files
from core.transactions import joins_transaction
from custom_auth.models import User
from payment.models import (
    Attempt,
    GatewayCallback,
    GatewayTransaction,
    Payment,
    PaymentMethod,
    Refund,
    TransferProof,
)
from payment.rules import RefundStatus


def is_busy(user: User) -> bool:
    """Tell whether money of ``user`` is looked for, or on its way back. Two queries at most."""
    refunds = Refund.objects.filter(payment__user=user).exclude(status=RefundStatus.DONE)
    proofs = TransferProof.objects.filter(payment__user=user, status="waiting")
    return refunds.exists() or proofs.exists()


@joins_transaction
def forget(user: User) -> None:
    """Drop the ways to pay that were kept, pictures of bank transfers, and whom the gateway named.

    Payments stay, for the books, and so does the reference by which the bank knows a transfer.
    """
    PaymentMethod.objects.filter(user=user).delete()
    Payment.objects.filter(user=user).update(gateway_response={})
    proofs = TransferProof.objects.filter(payment__user=user)
    for name in proofs.exclude(image="").values_list("image", flat=True):
        private_files.drop(name)
    proofs.update(image="")
    attempts = Attempt.objects.filter(payment__user=user)
    GatewayTransaction.objects.filter(attempt__in=attempts).update(source={})
    _forget_messages(
        [number for number in attempts.values_list("gateway_order_id", flat=True) if number]
    )
    attempts.update(client_secret="")


def _forget_messages(gateway_orders: list[int]) -> None:
    """Leave of the gateway's messages that they came, and what came of them."""
    if not gateway_orders:
        return
    as_text = [str(number) for number in gateway_orders]
    concerned = Q(body__order__id__in=gateway_orders) | Q(body__order_id__in=as_text)
    GatewayCallback.objects.filter(concerned, applied_at__isnull=False).update(body={})
