"""The accounts of the house and what may be done with a wallet: no database.

Signs. A line's amount is positive where the house comes to owe its holder more, negative where it comes
to owe less or to be owed more; the lines of an entry sum to zero. So what people hold with us is
positive (store credit, earnings), and what others hold for us is negative (the gateway, couriers, the
bank). Every pound stands once on either side.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from core.calendar import month_after
from core.money import ZERO


class Account(StrEnum):
    """Who holds what. The first six belong to a person, the others to the house."""

    CREDIT = "credit"  # a buyer's store credit: can be spent, or go back where it came from
    PENDING = "pending"  # a seller's share of what is paid but not yet safe
    FROZEN = "frozen"  # a seller's share that a return or dispute holds
    EARNINGS = "earnings"  # a seller's own: can be spent or paid out
    PAYOUT = "payout"  # earnings on their way out
    DEBT = "debt"  # what a seller owes us; never positive

    COMMISSION = "commission"
    VAT = "vat"  # on commission, due to the tax authority
    SHIPPING = "shipping"  # taken from buyers for carriers
    DISCOUNTS = "discounts"  # what the house gave away
    REFUNDS_DUE = "refunds_due"  # buyers' money that is going back through the gateway or bank
    UNAPPLIED = "unapplied"  # money that came without an order it could be for
    GATEWAY = "gateway"  # what the payment gateway holds for us
    COURIER = "courier"  # cash that a carrier holds for us, by carrier
    BANK = "bank"
    FEES = "fees"  # what gateways and banks keep
    LOSSES = "losses"  # what nobody will pay any more


PERSONAL = frozenset(
    {
        Account.CREDIT,
        Account.PENDING,
        Account.FROZEN,
        Account.EARNINGS,
        Account.PAYOUT,
        Account.DEBT,
    }
)
# What a person can see and spend: the two that make up the plan's ``balance``.
SPENDABLE = frozenset({Account.CREDIT, Account.EARNINGS})


class TransactionType(StrEnum):
    DEPOSIT = "deposit"
    WITHDRAWAL = "withdrawal"
    PAYMENT = "payment"
    REFUND = "refund"
    COMMISSION = "commission"


class Remark(StrEnum):
    """What words beside a line say besides numbers: kept in Arabic, told in the reader's language."""

    HELD_TO_PAY = "محجوز للدفع"
    HELD_FOR_RETURN = "حجز لمرتجع"
    NO_LONGER_HELD = "إلغاء حجز"
    DEBT_SETTLED = "تسوية مستحقات"
    LOST_PARCEL = "تعويض طرد مفقود"
    NOT_WITHDRAWN = "سحب لم يتم"
    BROUGHT_OVER = "رصيد منقول من النظام السابق"

    def beside(self, number: str) -> str:
        return f"{number}{BETWEEN_WORDS}{self}"


# Stands between a number and a remark.
BETWEEN_WORDS = " · "


@dataclass(frozen=True)
class Line:
    """One side of an entry. ``owner`` is a person's id; ``party`` tells couriers apart.

    ``shown_as`` makes the line appear in its owner's statement, with ``words`` beside it.
    """

    account: Account
    amount: Decimal
    owner: int | None = None
    party: str = ""
    shown_as: TransactionType | None = None
    words: str = ""


@dataclass(frozen=True)
class Entry:
    """One movement of money. ``reference`` says what it is for and happens once."""

    reference: str
    kind: str
    lines: tuple[Line, ...]
    order_id: int | None = None


def is_balanced(entry: Entry) -> bool:
    return len(entry.lines) >= 2 and sum((line.amount for line in entry.lines), ZERO) == ZERO


# --- the wallet's security ----------------------------------------------------------------------
PIN_ATTEMPTS = 5
PIN_LOCK = timedelta(minutes=30)
COOLING_OFF = timedelta(hours=24)


def locked_until(failures: int, now: datetime) -> datetime | None:
    """Give until when a PIN is locked after ``failures`` in a row: twice as long each round."""
    if failures < PIN_ATTEMPTS or failures % PIN_ATTEMPTS:
        return None
    rounds: int = 2 ** (failures // PIN_ATTEMPTS - 1)
    return now + PIN_LOCK * rounds


class PayoutStatus(StrEnum):
    """Where a payout stands. ``unknown``: sent, and nobody said what became of it."""

    REQUESTED = "requested"
    HELD = "held"  # for a look at it: fraud rules, or a large amount
    APPROVED = "approved"
    SENDING = "sending"
    UNKNOWN = "unknown"
    SENT = "sent"
    PAID = "paid"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Every(StrEnum):
    WEEK = "week"
    MONTH = "month"


SUNDAY = 6


def next_payout_on(every: Every, after: date) -> date:
    """Give the first day after ``after`` on which earnings are paid out: a Sunday, or a month's first."""
    if every is Every.WEEK:
        return after + timedelta(days=(SUNDAY - after.weekday() - 1) % 7 + 1)
    return month_after(after)


NEXT: dict[PayoutStatus, frozenset[PayoutStatus]] = {
    PayoutStatus.REQUESTED: frozenset(
        {PayoutStatus.HELD, PayoutStatus.APPROVED, PayoutStatus.CANCELLED}
    ),
    PayoutStatus.HELD: frozenset({PayoutStatus.APPROVED, PayoutStatus.CANCELLED}),
    PayoutStatus.APPROVED: frozenset({PayoutStatus.SENDING, PayoutStatus.CANCELLED}),
    PayoutStatus.SENDING: frozenset(
        {PayoutStatus.SENT, PayoutStatus.PAID, PayoutStatus.FAILED, PayoutStatus.UNKNOWN}
    ),
    PayoutStatus.UNKNOWN: frozenset({PayoutStatus.SENT, PayoutStatus.PAID, PayoutStatus.FAILED}),
    PayoutStatus.SENT: frozenset({PayoutStatus.PAID, PayoutStatus.FAILED}),
    # A bank may send the money back days later.
    PayoutStatus.PAID: frozenset({PayoutStatus.FAILED}),
    PayoutStatus.FAILED: frozenset(),
    PayoutStatus.CANCELLED: frozenset(),
}


def may_become(status: PayoutStatus, wanted: PayoutStatus) -> bool:
    return wanted in NEXT[status]
