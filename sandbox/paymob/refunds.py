"""Giving money back: each refund, void and capture is a child that changes flags on its parent."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Sum

from sandbox import clock
from sandbox.models import State, Transaction
from sandbox.paymob import callbacks
from sandbox.refusals import Refusal

VOID_TIME_OF_AUTH = timedelta(days=14)


def refund(
    transaction_id: int, amount_cents: int, *, now: datetime, outcome: str = "approve"
) -> Transaction:
    """Give back a part or all of a payment; gives the child.

    :raises Refusal: 404 for what was never paid, 400 for more than is left.
    """
    parent = _paid(transaction_id)
    if parent.method == "kiosk":
        # Documented as impossible; the sentence is this sandbox's own.
        raise Refusal(400, {"message": "Refund is not supported for this payment method."})
    left = refundable(parent)
    if amount_cents > left:
        raise Refusal(
            400,
            {
                "message": "Requested Refund Amount is greater than the maximum refund amount "
                f"permissible. Maximum Refund Amount is EGP {left / 100}"
            },
        )
    if outcome != "decline":
        _draw_on_balance(amount_cents)
    child = _child(parent, amount_cents, now, is_refund=True)
    finish(child, parent, outcome=outcome, now=now)
    return child


def void(transaction_id: int, *, now: datetime) -> Transaction:
    """Undo a card payment on its own day; gives the child.

    :raises Refusal: 404 for what was never paid, 400 for what is too late or cannot be voided.
    """
    parent = _paid(transaction_id)
    if parent.method != "card":
        raise Refusal(400, {"message": "Void is not supported for this payment method."})
    if not _may_be_voided(parent, now):
        raise Refusal(400, {"message": "This transaction can not be voided any more."})
    child = _child(parent, parent.amount_cents, now, is_void=True)
    finish(child, parent, outcome="approve", now=now)
    return child


def capture(transaction_id: int, amount_cents: int, *, now: datetime) -> Transaction:
    """Take a part or all of what was authorised; gives the child.

    :raises Refusal: 404 for what is not an open authorisation, 400 for more than is left of it.
    """
    parent = _paid(transaction_id)
    left = parent.amount_cents - parent.captured_amount
    if not parent.is_auth or parent.is_voided or not left:
        raise _unknown()
    if amount_cents > left:
        raise Refusal(400, {"detail": "Capture amount cannot exceed auth amount"})
    child = _child(parent, amount_cents, now, is_capture=True)
    finish(child, parent, outcome="approve", now=now)
    return child


def finish(child: Transaction, parent: Transaction, *, outcome: str, now: datetime) -> None:
    """Give a child its end, change its parent's flags, and queue both callbacks.

    ``outcome`` is ``approve``, ``decline`` or ``pending``; after the last it can be finished again.
    """
    child.pending, child.success = outcome == "pending", outcome == "approve"
    child.txn_response_code, child.acq_response_code, child.message = {
        "approve": ("APPROVED", "00", "Approved"),
        "decline": ("DECLINED", "05", "Do not honour"),
        "pending": ("", "", "Pending"),
    }[outcome]
    child.updated_at = now
    child.save()
    if child.success:
        _change(parent, child, now)
        callbacks.tell_of_both(child, parent)
    else:
        callbacks.tell(child)


def decide(child_id: int, *, approve: bool, now: datetime) -> None:
    """Give a pending refund its end.

    :raises Refusal: 404 if there is none.
    """
    waiting = Transaction.objects.pending().filter(pk=child_id, is_refund=True)
    parent_id = waiting.values_list("parent_id", flat=True).first()
    if parent_id is None:
        raise _unknown()
    parent = _paid(parent_id)
    child = waiting.locked().first()
    if child is None:
        raise _unknown()
    child.order, child.parent = parent.order, parent
    if not approve:
        drawn = State.objects.filter(balance_cents__isnull=False)
        drawn.update(balance_cents=F("balance_cents") + child.amount_cents)
    finish(child, parent, outcome="approve" if approve else "decline", now=now)


def refundable(parent: Transaction) -> int:
    """Tell how much can still be given back, refunds under way counted as given (one query)."""
    if parent.is_voided:
        return 0
    paid = parent.captured_amount if parent.is_auth else parent.amount_cents
    waiting = parent.children.filter(is_refund=True, pending=True)
    under_way: int = waiting.aggregate(sum=Sum("amount_cents"))["sum"] or 0
    return paid - parent.refunded_amount_cents - under_way


def void_uncaptured(now: datetime) -> int:
    """Void the authorisations nobody captured within a fortnight; gives how many."""
    stale = Transaction.objects.payments().filter(
        is_auth=True,
        success=True,
        is_voided=False,
        is_captured=False,
        created_at__lte=now - VOID_TIME_OF_AUTH,
    )
    ids = list(stale.order_by("pk").values_list("pk", flat=True)[:500])
    for transaction_id in ids:
        parent = _paid(transaction_id)
        if not parent.is_voided and not parent.is_captured:
            child = _child(parent, parent.amount_cents, now, is_void=True)
            finish(child, parent, outcome="approve", now=now)
    return len(ids)


def _unknown() -> Refusal:
    return Refusal(404, {"detail": "Invalid transaction id"})


def _paid(transaction_id: int) -> Transaction:
    payments = Transaction.objects.locked().payments().select_related("order", "payment_key")
    parent = payments.filter(pk=transaction_id, success=True).first()
    if parent is None:
        raise _unknown()
    return parent


def _may_be_voided(parent: Transaction, now: datetime) -> bool:
    if parent.is_voided or parent.refunded_amount_cents or parent.is_settled:
        return False
    if parent.is_auth:
        return not parent.is_captured
    days = {moment.astimezone(clock.CAIRO).date() for moment in (parent.created_at, now)}
    return len(days) == 1


def _draw_on_balance(amount_cents: int) -> None:
    state = State.current(lock=True)
    if state.balance_cents is None:
        return
    if amount_cents > state.balance_cents:
        raise Refusal(400, {"message": "Refund failed: insufficient balance."})
    State.objects.filter(pk=state.pk).update(balance_cents=F("balance_cents") - amount_cents)


def _child(parent: Transaction, amount_cents: int, now: datetime, **kind: Any) -> Transaction:
    return Transaction(
        order=parent.order,
        parent=parent,
        integration_id=parent.integration_id,
        method=parent.method,
        amount_cents=amount_cents,
        currency=parent.currency,
        pan=parent.pan,
        sub_type=parent.sub_type,
        api_source="OTHER",
        created_at=now,
        **kind,
    )


def _change(parent: Transaction, child: Transaction, now: datetime) -> None:
    if child.is_refund:
        parent.is_refunded = True
        parent.refunded_amount_cents += child.amount_cents
    elif child.is_void:
        parent.is_voided = True
        parent.order.paid_amount_cents = 0
    else:
        parent.is_captured = True
        parent.captured_amount += child.amount_cents
        parent.order.paid_amount_cents = parent.captured_amount
    parent.updated_at = now
    parent.save()
    parent.order.save(update_fields=["paid_amount_cents"])
