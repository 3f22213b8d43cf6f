"""Paying earnings out without being asked each time: chosen by their owner, done by the worker."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

import structlog
from django.db import transaction

from core.calendar import CAIRO
from core.money import PIASTRE
from core.transactions import joins_transaction, opens_transaction
from custom_auth.models import User
from notifications.actions.notify import Telling, tell
from wallet import rules
from wallet.actions import ledger, payouts
from wallet.actions.payouts import Destination
from wallet.errors import CoolingOff, LimitReached
from wallet.models import PayoutSchedule
from wallet.rules import Every

log = structlog.get_logger("tohfa.wallet")

BATCH = 50


@dataclass(frozen=True)
class Wish:
    every: Every
    smallest: Decimal
    destination: Destination


@joins_transaction
def choose(user: User, wish: Wish, *, is_proved_twice: bool, now: datetime) -> PayoutSchedule:
    """Have earnings paid out by themselves, or otherwise than so far. The PIN was checked by the caller.

    The first time is no sooner than a withdrawal may be after a change that somebody else could have made.

    :raises LimitReached: if it is to happen from less on than a withdrawal may be.
    """
    limits = payouts.payout_rules()
    if not limits.smallest <= wish.smallest <= limits.largest:
        raise LimitReached(smallest=f"{limits.smallest:.2f}", largest=f"{limits.largest:.2f}")
    rested = (now + rules.COOLING_OFF).astimezone(CAIRO).date()
    kept, _ = PayoutSchedule.objects.update_or_create(
        user=user,
        defaults={
            "every": wish.every,
            "smallest": wish.smallest,
            "rail": wish.destination.rail,
            "destination": wish.destination.sealed(),
            "destination_hint": wish.destination.hint,
            "may_be_large": is_proved_twice,
            "next_on": rules.next_payout_on(wish.every, rested),
            "changed_at": now,
        },
    )
    values = {"destination": wish.destination.hint, "amount": wish.smallest}
    tell(Telling("payout.scheduled", [user.pk], values=values))
    return kept


@joins_transaction
def stop(user: User) -> None:
    """Have earnings paid out only when they are asked for."""
    PayoutSchedule.objects.filter(user=user).delete()


def ask_due(*, clock: Callable[[], datetime]) -> int:
    """Ask for the payouts that are due, each in a transaction of its own; gives how many were."""
    today = clock().astimezone(CAIRO).date()
    due = PayoutSchedule.objects.filter(next_on__lte=today).order_by("next_on", "pk")
    done = 0
    for user_id in list(due.values_list("pk", flat=True)[:BATCH]):
        try:
            done += opens_transaction(_ask)(user_id, now=clock())
        except Exception:
            # Whatever is wrong with one, those behind it have waited long enough.
            log.exception("scheduled payout not asked for", user=user_id)
            opens_transaction(_put_off)(user_id, now=clock())
    return done


@joins_transaction
def _ask(user_id: int, *, now: datetime) -> int:
    """Ask for one that is due, once: the day it is due on moves in the same transaction."""
    today = now.astimezone(CAIRO).date()
    locked = PayoutSchedule.objects.select_for_update(skip_locked=True, no_key=True)
    schedule = locked.filter(pk=user_id, next_on__lte=today).first()
    if schedule is None:
        return 0
    amount = _amount(schedule, now=now)
    asked = 0
    if amount is not None:
        try:
            with transaction.atomic():
                payouts.ask(
                    schedule.user,
                    amount,
                    payouts.opened(schedule),
                    now=now,
                    known_since=schedule.changed_at,
                )
            asked = 1
        except CoolingOff:
            # A password was changed, which does not make the seller wait for another month.
            schedule.next_on = today + timedelta(days=1)
            schedule.save(update_fields=["next_on"])
            return 0
    schedule.next_on = rules.next_payout_on(Every(schedule.every), today)
    schedule.save(update_fields=["next_on"])
    return asked


def _amount(schedule: PayoutSchedule, *, now: datetime) -> Decimal | None:
    """Give how much is paid out: all there is, as far as limits go; None, if that is too little."""
    limits = payouts.payout_rules()
    held = ledger.held_by([schedule.user_id])[schedule.user_id].earnings
    most = [held, limits.largest, payouts.left_today(schedule.user, limits, now=now)]
    if not schedule.may_be_large:
        most.append(limits.step_up_from - PIASTRE)
    amount: Decimal = min(most)
    return amount if amount >= max(schedule.smallest, limits.smallest) else None


@joins_transaction
def _put_off(user_id: int, *, now: datetime) -> None:
    tomorrow = now.astimezone(CAIRO).date() + timedelta(days=1)
    PayoutSchedule.objects.filter(pk=user_id).update(next_on=tomorrow)
