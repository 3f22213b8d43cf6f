"""Reads cells of the earlier backend strictly: what cannot be understood is refused, not guessed."""

from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation

from core import ids, money
from core.text import FORBIDDEN

# Our own ids begin with the first day of 2025; the earlier backend's stay below.
LARGEST_ID = 2**31 - 1


class Unusable(Exception):
    """A row that cannot be brought over; says why."""


def an_id(text: str, *, of: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= min(LARGEST_ID, ids.LARGEST)):
        raise Unusable(f"{of} is no id: {text!r}")
    return int(text)


def an_amount(text: str, *, of: str) -> Decimal:
    try:
        amount = Decimal(text or "0")
    except InvalidOperation as error:
        raise Unusable(f"{of} is no amount: {text!r}") from error
    if (
        not amount.is_finite()
        or not 0 <= amount <= money.LARGEST
        or amount != money.rounded(amount)
    ):
        raise Unusable(f"{of} is no amount of pounds and piastres: {text!r}")
    return amount.quantize(money.PIASTRE)


def a_truth(text: str) -> bool:
    return text.lower() in {"true", "t", "1", "yes"}


def a_moment(text: str, *, of: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise Unusable(f"{of} is no time: {text!r}") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def a_text(text: str, *, of: str, longest: int) -> str:
    if FORBIDDEN.search(text) or len(text) > longest:
        raise Unusable(f"{of} is longer than {longest} or holds characters that cannot be kept")
    return text
