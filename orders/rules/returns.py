"""What may be sent back, and until when.

Source: Egypt's Consumer Protection Law 181/2018, articles 17 (14 days without a reason) and 21 (30 days
where the piece is defective); pieces made to a buyer's order are outside article 17.
"""

from datetime import datetime, timedelta
from enum import StrEnum

CHANGED_MIND_DAYS = 14
DEFECTIVE_DAYS = 30


class Reason(StrEnum):
    CHANGED_MIND = "changed_mind"
    DEFECTIVE = "defective"
    NOT_AS_DESCRIBED = "not_as_described"
    WRONG_ITEM = "wrong_item"
    NEVER_ARRIVED = "never_arrived"


# The seller's fault: the longer window, and the way there is paid back too.
FAULTS = frozenset(
    {Reason.DEFECTIVE, Reason.NOT_AS_DESCRIBED, Reason.WRONG_ITEM, Reason.NEVER_ARRIVED}
)


def is_returnable(
    reason: Reason, *, delivered_at: datetime | None, made_to_order: bool, now: datetime
) -> bool:
    if delivered_at is None:
        return False
    if reason in FAULTS:
        return now <= delivered_at + timedelta(days=DEFECTIVE_DAYS)
    return not made_to_order and now <= delivered_at + timedelta(days=CHANGED_MIND_DAYS)


def safe_after(delivered_at: datetime, days: int) -> datetime:
    """Give when a seller's money is safe: the window of returns without a reason has closed."""
    return delivered_at + timedelta(days=days)
