"""Sending approved payouts: through the partner, or as a file for the bank."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import structlog
from django.db.models import F, Q

from core.partners import PartnerSilent, PartnerUnreachable
from core.problems import InvalidTransition
from core.spreadsheets import safe_cell
from core.transactions import joins_transaction, opens_transaction
from custom_auth.models import User
from payment.gateways.paymob_payouts import Answer, Disburser, Fate, reference_id
from wallet.actions import payouts
from wallet.models import Payout
from wallet.rules import PayoutStatus

log = structlog.get_logger("tohfa.payment")

BATCH = 10
OPEN_AT_PARTNER = [PayoutStatus.SENDING, PayoutStatus.UNKNOWN, PayoutStatus.SENT]
MOST_UNANSWERED = 200


def send_approved(partner: Disburser, *, clock: Callable[[], datetime]) -> int:
    """Send what was approved, each once: marked as being sent before the call, whatever comes of it.

    What goes to an InstaPay address waits for the bank's file: the partner takes accounts alone.
    """
    approved = Payout.objects.to_be_sent(clock()).exclude(rail="instapay")
    ids = list(approved.values_list("pk", flat=True)[:BATCH])
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

    The partner answers a few questions a minute, so those it told us of come first, then those not asked
    about for longest. One that is paid is asked about when it told us of it: a bank may send money back.
    """
    told = Q(told_at__isnull=False, status=PayoutStatus.PAID)
    waiting = Payout.objects.filter(Q(status__in=OPEN_AT_PARTNER) | told, batch="")
    waiting = waiting.order_by(
        F("told_at").asc(nulls_last=True), F("asked_at").asc(nulls_first=True), "sent_at", "pk"
    )
    asked = 0
    for payout in waiting[:BATCH]:
        try:
            answer = partner.find(payout.partner_reference, reference=f"payout:{payout.pk}")
        except (PartnerUnreachable, PartnerSilent):
            break
        asked += 1
        Payout.objects.filter(pk=payout.pk).update(asked_at=clock())
        # What it says while it is being asked is asked about again.
        Payout.objects.filter(pk=payout.pk, told_at=payout.told_at).update(told_at=None)
        if answer is not None:
            opens_transaction(_take_answer)(payout.pk, answer, now=clock())
        elif payout.status == PayoutStatus.SENDING:
            # The call may still be under way in another process; a person decides if it stays so.
            opens_transaction(_take_answer)(
                payout.pk, Answer(Fate.UNKNOWN, "", payout.fee, "not found"), now=clock()
            )
    return asked


@joins_transaction
def told_of(body: Mapping[str, Any], *, now: datetime) -> bool:
    """Note that the partner says something became of a payout; False if it is none of ours.

    Nothing it says is believed: it is asked, first of all that are asked about. Two queries.
    """
    payout_id = _known_by(str(body.get("transaction_id") or ""))
    if payout_id is None:
        payout_id = _unanswered(str(body.get("client_reference_id") or ""))
    if payout_id is None:
        return False
    return Payout.objects.filter(pk=payout_id).update(told_at=now) == 1


def _known_by(transaction_id: str) -> int | None:
    if not transaction_id or len(transaction_id) > 64:
        return None
    known = Payout.objects.filter(partner_reference=transaction_id)
    return known.values_list("pk", flat=True).first()


def _unanswered(reference: str) -> int | None:
    """Give the payout whose sending was never answered and that the partner keeps under ``reference``."""
    waiting = Payout.objects.filter(status__in=OPEN_AT_PARTNER, batch="", partner_reference="")
    ids = waiting.values_list("pk", flat=True).order_by("-pk")[:MOST_UNANSWERED]
    return next((pk for pk in ids if reference_id(f"payout:{pk}") == reference), None)


# --- the bank's file ----------------------------------------------------------------------------
COLUMNS = ["payout_id", "beneficiary", "account", "bank_code", "rail", "amount", "currency"]


@joins_transaction
def export(chosen: Sequence[Payout], *, batch: str, by: User, now: datetime) -> str:
    """Put approved payouts into one file for the bank, and mark them as being sent.

    :raises InvalidTransition: if one of them is not approved, or rests.
    """
    for payout in Payout.objects.filter(pk__in=[one.pk for one in chosen]).locked():
        if payout.rests_until is not None and payout.rests_until > now:
            raise InvalidTransition(stands_at=payout.status)
        moved = payouts.move(
            payout, PayoutStatus.SENDING, by=by, note=batch, fields={"batch": batch, "sent_at": now}
        )
        payouts.move(moved, PayoutStatus.SENT, by=by, note=batch)
    return bank_file(batch)


def bank_file(batch: str) -> str:
    """Write a batch as the bank reads it; the same file however often it is asked for. One query."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for payout in Payout.objects.filter(batch=batch).order_by("pk"):
        destination = payouts.opened(payout)
        row = [
            payout.pk,
            destination.holder,
            destination.as_dialled,
            destination.bank_code,
            destination.rail,
            f"{payout.amount:.2f}",
            "EGP",
        ]
        writer.writerow([safe_cell(cell) for cell in row])
    return "\ufeff" + text.getvalue()
