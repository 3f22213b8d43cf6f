"""What happens at the gateway merely because time passes."""

from datetime import datetime, time

from django.db import transaction

from sandbox import clock
from sandbox.models import Transaction
from sandbox.paymob import payments, refunds
from sandbox.paymob.cards import SCENARIOS
from sandbox.refusals import Refusal

MOST_AT_ONCE = 500


def pass_time(now: datetime) -> None:
    """Bring everything up to ``now``: settle, void, give up on customers who went away."""
    _settle_yesterday(now)
    with transaction.atomic():
        refunds.void_uncaptured(now)
    _give_up_on_steps(now)


def _settle_yesterday(now: datetime) -> None:
    """Mark as settled what was paid before today in Cairo: it can be refunded, but not voided."""
    today = now.astimezone(clock.CAIRO).date()
    midnight = datetime.combine(today, time(), tzinfo=clock.CAIRO)
    paid = Transaction.objects.payments().filter(success=True, is_auth=False, is_settled=False)
    paid.filter(created_at__lt=midnight).update(is_settled=True)


def _give_up_on_steps(now: datetime) -> None:
    asked = [Transaction.Step.CODE, Transaction.Step.WALLET]
    gone = Transaction.objects.pending().filter(
        step__in=asked, created_at__lte=now - payments.STEP_TIME
    )
    for transaction_id in list(gone.order_by("pk").values_list("pk", flat=True)[:MOST_AT_ONCE]):
        with transaction.atomic():
            _give_up(transaction_id, now)


def _give_up(transaction_id: int, now: datetime) -> None:
    try:
        abandoned = payments.open_payment(transaction_id)
    except Refusal:
        # The order was paid by another attempt, or this one ended meanwhile: silence is right.
        stuck = Transaction.objects.pending().filter(pk=transaction_id)
        stuck.update(pending=False, step=Transaction.Step.NONE, updated_at=now)
        return
    payments.settle(abandoned, SCENARIOS["timed_out"], now=now)
