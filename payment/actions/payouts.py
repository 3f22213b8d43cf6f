"""Sending approved payouts: through the partner, or as a file for the bank."""

import csv
import io
from collections.abc import Callable, Sequence
from datetime import datetime

import structlog
from django.db.models import F

from core.partners import PartnerSilent, PartnerUnreachable
from core.spreadsheets import safe_cell
from core.transactions import joins_transaction, opens_transaction
from custom_auth.models import User
from payment.gateways.paymob_payouts import Answer, Disburser, Fate
from wallet.actions import payouts
from wallet.models import Payout
from wallet.rules import PayoutStatus

log = structlog.get_logger("tohfa.payment")

BATCH = 10


def send_approved(partner: Disburser, *, clock: Callable[[], datetime]) -> int:
    """Send what was approved, each once: marked as being sent before the call, whatever comes of it."""
    approved = Payout.objects.filter(status=PayoutStatus.APPROVED, batch="")
    ids = list(approved.order_by("approved_at", "pk").values_list("pk", flat=True)[:BATCH])
    done = 0
    for payout_id in ids:
        payout = opens_transaction(_mark_sending)(payout_id, now=clock())
        if payout is None:
            continue
        try:
            answer = partner.send(
                payouts.opened(payout), payout.amount, reference=f"payout:{payout.pk}"
            )
        except PartnerUnreachable:
            opens_transaction(_mark_approved_again)(payout_id)
            break
        opens_transaction(_take_answer)(payout_id, answer, now=clock())
        done += 1
    return done


@joins_transaction
def _mark_sending(payout_id: int, *, now: datetime) -> Payout | None:
    payout = Payout.objects.locked().get(pk=payout_id)
    if payout.status != PayoutStatus.APPROVED:
        return None
    return payouts.move(payout, PayoutStatus.SENDING, fields={"sent_at": now})


@joins_transaction
def _mark_approved_again(payout_id: int) -> None:
    """Undo the mark of a payout whose call certainly never went out."""
    Payout.objects.filter(pk=payout_id, status=PayoutStatus.SENDING).update(
        status=PayoutStatus.APPROVED, sent_at=None
    )


@joins_transaction
def _take_answer(payout_id: int, answer: Answer, *, now: datetime) -> None:
    payout = Payout.objects.locked().get(pk=payout_id)
    if payout.status in {PayoutStatus.FAILED, PayoutStatus.CANCELLED}:
        return
    if answer.transaction_id and not payout.partner_reference:
        payout.partner_reference = answer.transaction_id
        payout.save(update_fields=["partner_reference"])
    if answer.fate is Fate.FAILED:
        payouts.give_up(payout, PayoutStatus.FAILED, reason=answer.words, now=now)
    elif payout.status == PayoutStatus.PAID:
        return
    elif answer.fate is Fate.PAID:
        payouts.settle(payout, now=now, fee=answer.fee, note=answer.words)
    elif answer.fate is Fate.SENT and payout.status != PayoutStatus.SENT:
        payouts.move(payout, PayoutStatus.SENT, note=answer.words)
    elif answer.fate is Fate.UNKNOWN and payout.status == PayoutStatus.SENDING:
        payouts.move(payout, PayoutStatus.UNKNOWN, note=answer.words)


def ask_about_sent(partner: Disburser, *, clock: Callable[[], datetime]) -> int:
    """Ask what became of payouts that are on their way or of which nothing is known.

    The partner answers a few questions a minute, so those not asked about for longest come first.
    """
    open_statuses = [PayoutStatus.SENDING, PayoutStatus.UNKNOWN, PayoutStatus.SENT]
    waiting = Payout.objects.filter(status__in=open_statuses, batch="")
    waiting = waiting.order_by(F("asked_at").asc(nulls_first=True), "sent_at", "pk")
    asked = 0
    for payout in waiting[:BATCH]:
        try:
            answer = partner.find(payout.partner_reference, reference=f"payout:{payout.pk}")
        except (PartnerUnreachable, PartnerSilent):
            break
        asked += 1
        Payout.objects.filter(pk=payout.pk).update(asked_at=clock())
        if answer is not None:
            opens_transaction(_take_answer)(payout.pk, answer, now=clock())
        elif payout.status == PayoutStatus.SENDING:
            # The call may still be under way in another process; a person decides if it stays so.
            opens_transaction(_take_answer)(
                payout.pk, Answer(Fate.UNKNOWN, "", payout.fee, "not found"), now=clock()
            )
    return asked


# --- the bank's file ----------------------------------------------------------------------------
COLUMNS = ["payout_id", "beneficiary", "account", "bank_code", "rail", "amount", "currency"]


@joins_transaction
def export(chosen: Sequence[Payout], *, batch: str, by: User, now: datetime) -> str:
    """Put approved payouts into one file for the bank, and mark them as being sent.

    :raises InvalidTransition: if one of them is not approved.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for payout in Payout.objects.filter(pk__in=[one.pk for one in chosen]).locked():
        destination = payouts.opened(payout)
        moved = payouts.move(
            payout, PayoutStatus.SENDING, by=by, note=batch, fields={"batch": batch, "sent_at": now}
        )
        payouts.move(moved, PayoutStatus.SENT, by=by, note=batch)
        row = [
            payout.pk,
            destination.holder,
            destination.account,
            destination.bank_code,
            destination.rail,
            f"{payout.amount:.2f}",
            "EGP",
        ]
        writer.writerow([safe_cell(cell) for cell in row])
    return "\ufeff" + text.getvalue()
