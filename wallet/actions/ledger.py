"""The one way money moves."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.db import IntegrityError, connection
from django.db.models import Sum
from django.utils import timezone

from core.money import ZERO
from core.transactions import joins_transaction
from wallet import rules
from wallet.errors import AlreadyBooked, InsufficientFunds
from wallet.models import HouseBalance, LedgerEntry, LedgerLine, Wallet
from wallet.rules import Account, Entry

# Constraints by which the database says that somebody does not hold enough.
NOT_ENOUGH = (
    "wallet_credit_not_negative",
    "wallet_earnings_not_negative",
    "wallet_pending_not_negative",
    "wallet_frozen_not_negative",
    "wallet_payout_not_negative",
)


@joins_transaction
def post(*entries: Entry) -> None:
    """Book entries, each once per reference. Two queries, however many entries.

    All that one transaction books should be booked in one call, so that every transaction takes its
    holders' locks in the same order.

    :raises InsufficientFunds: if somebody does not hold what an entry takes.
    :raises AlreadyBooked: if a reference was booked before.
    """
    for entry in entries:
        if not rules.is_balanced(entry):
            raise ValueError(f"the lines of {entry.reference} do not sum to zero")
    if not entries:
        return
    try:
        _insert(entries)
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or ""
        if name in NOT_ENOUGH:
            raise InsufficientFunds from error
        if name.startswith("wallet_ledgerentry_reference"):
            raise AlreadyBooked from error
        raise


def _insert(entries: Sequence[Entry]) -> None:
    now = timezone.now()
    rows = LedgerEntry.objects.bulk_create(
        LedgerEntry(
            reference=entry.reference, kind=entry.kind, order_id=entry.order_id, created_at=now
        )
        for entry in entries
    )
    LedgerLine.objects.bulk_create(
        LedgerLine(
            entry=row,
            account=line.account,
            wallet_id=line.owner,
            party=line.party,
            amount=line.amount,
            shown_as=line.shown_as or "",
            words=line.words,
        )
        for row, entry in zip(rows, entries, strict=True)
        for line in entry.lines
        if line.amount
    )


@joins_transaction
def held_by(user_ids: Iterable[int]) -> dict[int, Wallet]:
    """Lock the wallets of ``user_ids`` and give them, an empty one where there is none yet."""
    ids = sorted(set(user_ids))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO wallet_wallet (user_id, credit, earnings, pending, frozen, payout, debt, position) "
            "SELECT id, 0, 0, 0, 0, 0, 0, 0 FROM unnest(%s::bigint[]) AS id ORDER BY id "
            "ON CONFLICT (user_id) DO NOTHING",
            [ids],
        )
    return {wallet.pk: wallet for wallet in Wallet.objects.filter(pk__in=ids).locked()}


def house_balance(account: Account, party: str | None = None) -> Decimal:
    """Give what an account of the house holds, over all parties unless one is named. One query."""
    parts = HouseBalance.objects.filter(account=account)
    if party is not None:
        parts = parts.filter(party=party)
    total: Decimal | None = parts.aggregate(total=Sum("balance"))["total"]
    return total if total is not None else ZERO
