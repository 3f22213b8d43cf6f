"""Paying earnings out: held at the request, approved by people, sent once, accounted for to the end."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from math import ceil

from django.db.models import Min, Sum

from core.crypto import blind_index
from core.money import ZERO
from core.problems import InvalidTransition
from core.transactions import joins_transaction
from custom_auth.models import User
from notifications.actions.notify import Telling, tell
from wallet import rules
from wallet.actions import ledger
from wallet.errors import CoolingOff, LimitReached, NeedsAnother
from wallet.models import (
    Payout,
    PayoutApproval,
    PayoutEvent,
    PayoutRules,
    PayoutSchedule,
    Transaction,
    WalletSecurity,
)
from wallet.rules import Account, Entry, Line, PayoutStatus, Remark, TransactionType

RAILS = ("bank", "instapay", "mobile_wallet")
EGYPT = "+20"


@dataclass(frozen=True)
class Destination:
    """Where money goes: an account, an InstaPay address or a phone, and its holder's name."""

    rail: str
    holder: str
    account: str
    bank_code: str = ""

    @property
    def hint(self) -> str:
        """What its owner knows it by; of InstaPay addresses all end alike."""
        name, at, provider = self.account.rpartition("@")
        return f"{name[:2]}…@{provider}" if at else f"…{self.account[-4:]}"

    @property
    def as_dialled(self) -> str:
        """The account as banks take it: a phone without its country, anything else as it is."""
        return f"0{self.account.removeprefix(EGYPT)}" if self.account[:3] == EGYPT else self.account

    def sealed(self) -> str:
        return json.dumps(
            {"holder": self.holder, "account": self.account, "bank_code": self.bank_code},
            ensure_ascii=False,
        )


def opened(kept: Payout | PayoutSchedule) -> Destination:
    told: dict[str, str] = json.loads(kept.destination)
    return Destination(kept.rail, told["holder"], told["account"], told.get("bank_code", ""))


def payout_rules() -> PayoutRules:
    return PayoutRules.objects.filter(pk=1).first() or PayoutRules()


@joins_transaction
def ask(
    user: User,
    amount: Decimal,
    destination: Destination,
    *,
    now: datetime,
    known_since: datetime | None = None,
) -> Payout:
    """Ask for earnings to be paid out; they are held from here on. The PIN was checked by the caller.

    A destination that is new to its owner rests before it is paid, counted from ``known_since`` where it was
    told earlier: whoever asks may be somebody else, and the owner, who is told, has time to say so.

    :raises CoolingOff: within a day after the password or the PIN was changed.
    :raises LimitReached: if it is too little, too much, or too much for one day.
    :raises InsufficientFunds: if there are not so much earnings; store credit does not count.
    """
    ledger.held_by([user.pk])
    _check_cooling_off(user, now=now)
    _check_limits(user, amount, now=now)
    digest = blind_index(f"{destination.rail} {destination.account}")
    rests_until = _rests_until(user, digest, since=known_since or now, now=now)
    payout = Payout.objects.create(
        user=user,
        amount=amount,
        rail=destination.rail,
        destination=destination.sealed(),
        destination_hint=destination.hint,
        destination_digest=digest,
        requested_at=now,
        rests_until=rests_until,
    )
    lines = (
        Line(
            Account.EARNINGS,
            -amount,
            owner=user.pk,
            shown_as=TransactionType.WITHDRAWAL,
            words=destination.hint,
        ),
        Line(Account.PAYOUT, amount, owner=user.pk),
    )
    ledger.post(Entry(f"payout:{payout.pk}", "payout", lines))
    Transaction.objects.filter(reference_id=f"payout:{payout.pk}").update(status="pending")
    _note(payout, "", by=user)
    values = {
        "amount": amount,
        "destination": destination.hint,
        "hours": 0 if rests_until is None else ceil((rests_until - now) / timedelta(hours=1)),
    }
    tell(Telling("payout.requested", [user.pk], ("payout", payout.pk), values=values))
    return payout


def _rests_until(user: User, digest: str, *, since: datetime, now: datetime) -> datetime | None:
    """Give until when a destination rests, from the first time its owner was told of it; None if it has."""
    called_off = [PayoutStatus.FAILED, PayoutStatus.CANCELLED]
    earlier = Payout.objects.filter(user=user, destination_digest=digest)
    first = earlier.exclude(status__in=called_off).aggregate(at=Min("requested_at"))["at"]
    rest = timedelta(hours=payout_rules().new_destination_hours)
    until: datetime = min(first or since, since) + rest
    return until if until > now else None


def _check_cooling_off(user: User, *, now: datetime) -> None:
    pin_changed_at = (
        WalletSecurity.objects.filter(user=user).values_list("changed_at", flat=True).first()
    )
    for changed_at in (user.password_changed_at, pin_changed_at):
        if changed_at is not None and changed_at + rules.COOLING_OFF > now:
            raise CoolingOff(until=changed_at + rules.COOLING_OFF)


def _check_limits(user: User, amount: Decimal, *, now: datetime) -> None:
    limits = payout_rules()
    left = left_today(user, limits, now=now)
    if not limits.smallest <= amount <= limits.largest or amount > left:
        raise LimitReached(
            smallest=f"{limits.smallest:.2f}",
            largest=f"{limits.largest:.2f}",
            left_today=f"{left:.2f}",
        )


def left_today(user: User, limits: PayoutRules, *, now: datetime) -> Decimal:
    """Give how much of the most in a day is left. One query."""
    today = Payout.objects.filter(user=user, requested_at__gte=now - timedelta(days=1)).exclude(
        status__in=[PayoutStatus.FAILED, PayoutStatus.CANCELLED]
    )
    so_far: Decimal = today.aggregate(total=Sum("amount"))["total"] or ZERO
    left: Decimal = max(limits.daily - so_far, ZERO)
    return left


@joins_transaction
def approve(payout: Payout, *, by: User, now: datetime) -> Payout:
    """Say yes; a large payout needs a second person's yes before it is sent.

    :raises NeedsAnother: if ``by`` has said yes already, or would approve an own payout.
    :raises InvalidTransition: if it is not waiting for approval.
    """
    payout = Payout.objects.locked().get(pk=payout.pk)
    if payout.status not in {PayoutStatus.REQUESTED, PayoutStatus.HELD}:
        raise InvalidTransition
    if payout.user_id == by.pk:
        raise NeedsAnother
    _, is_new = PayoutApproval.objects.get_or_create(payout=payout, by=by)
    count = PayoutApproval.objects.filter(payout=payout).count()
    needed = 2 if payout.amount >= payout_rules().two_people_from else 1
    if count < needed:
        if not is_new:
            raise NeedsAnother
        return payout
    payout.approved_at = now
    return move(payout, PayoutStatus.APPROVED, by=by)


@joins_transaction
def move(
    payout: Payout,
    status: PayoutStatus,
    *,
    by: User | None = None,
    note: str = "",
    fields: Mapping[str, object] | None = None,
) -> Payout:
    """Move a locked payout one step, with what is known along with it.

    :raises InvalidTransition: if its present state does not lead there.
    """
    before = PayoutStatus(payout.status)
    if not rules.may_become(before, status):
        raise InvalidTransition(stands_at=before)
    payout.status = status
    for name, value in (fields or {}).items():
        setattr(payout, name, value)
    payout.save()
    _note(payout, before, by=by, note=note)
    return payout


@joins_transaction
def settle(
    payout: Payout, *, now: datetime, fee: Decimal = ZERO, by: User | None = None, note: str = ""
) -> Payout:
    """Book a payout as paid; doing so again changes nothing."""
    payout = Payout.objects.locked().get(pk=payout.pk)
    if payout.status == PayoutStatus.PAID:
        return payout
    lines = [
        Line(Account.PAYOUT, -payout.amount, owner=payout.user_id),
        Line(Account.BANK, payout.amount + fee),
        Line(Account.FEES, -fee),
    ]
    entry = Entry(
        f"paid:payout:{payout.pk}", "payout", tuple(line for line in lines if line.amount)
    )
    ledger.post(entry)
    _show(payout, "completed")
    move(payout, PayoutStatus.PAID, by=by, note=note, fields={"closed_at": now, "fee": fee})
    values = {"amount": payout.amount}
    tell(Telling("payout.paid", [payout.user_id], ("payout", payout.pk), values))
    return payout


@joins_transaction
def give_up(
    payout: Payout, status: PayoutStatus, *, reason: str, now: datetime, by: User | None = None
) -> Payout:
    """Cancel a payout, or note that it failed or came back; its money returns to earnings.

    :raises InvalidTransition: if its present state does not lead there.
    """
    payout = Payout.objects.locked().get(pk=payout.pk)
    was_paid = payout.status == PayoutStatus.PAID
    if payout.status == status:
        return payout
    move(payout, status, by=by, note=reason, fields={"closed_at": now, "reason": reason[:300]})
    source = (
        Line(Account.BANK, -payout.amount)
        if was_paid
        else Line(Account.PAYOUT, -payout.amount, owner=payout.user_id)
    )
    back = Line(
        Account.EARNINGS,
        payout.amount,
        owner=payout.user_id,
        shown_as=TransactionType.WITHDRAWAL,
        words=Remark.NOT_WITHDRAWN,
    )
    ledger.post(Entry(f"returned:payout:{payout.pk}", "payout", (source, back)))
    _show(payout, "failed")
    values = {"amount": payout.amount, "reason": reason}
    tell(Telling("payout.failed", [payout.user_id], ("payout", payout.pk), values))
    return payout


def _show(payout: Payout, status: str) -> None:
    Transaction.objects.filter(reference_id=f"payout:{payout.pk}").update(status=status)


def _note(payout: Payout, before: str, *, by: User | None, note: str = "") -> None:
    PayoutEvent.objects.create(
        payout=payout, from_status=before, to_status=payout.status, by=by, note=note[:300]
    )
