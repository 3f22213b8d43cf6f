"""What moved in a wallet within a month of Cairo's calendar."""

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.conf import settings
from django.db.models import QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils import translation

from core.calendar import CAIRO, month_after
from core.money import ZERO
from core.spreadsheets import safe_cell
from custom_auth.models import User
from wallet import papers
from wallet.models import Transaction
from wallet.models.wallets import KINDS

MOST_MONTHS = 120
MOST_PRINTED = 2000
COLUMNS = ["date", "type", "reference", "description", "amount", "balance_after", "status"]


@dataclass(frozen=True)
class Statement:
    """A month: what there was before, what came and went by kind, and what there was after."""

    month: str
    opening: Decimal
    closing: Decimal
    sums: dict[str, Decimal]
    count: int


def months(user: User) -> list[str]:
    """Give the months in which something moved, the latest first. One query."""
    found = Transaction.objects.visible_to(user).annotate(
        month=TruncMonth("created_at", tzinfo=CAIRO)
    )
    rows = found.order_by("-month").values_list("month", flat=True).distinct()[:MOST_MONTHS]
    return [f"{row:%Y-%m}" for row in rows]


def bounds(month: date) -> tuple[datetime, datetime]:
    """Give the first moment of a month and of the next one, in Cairo."""
    begins, ends = (
        datetime(day.year, day.month, 1, tzinfo=CAIRO) for day in (month, month_after(month))
    )
    return begins, ends


def rows(user: User, month: date) -> QuerySet[Transaction]:
    begins, ends = bounds(month)
    found = Transaction.objects.visible_to(user).filter(created_at__gte=begins, created_at__lt=ends)
    return found.order_by("position")


def statement(user: User, month: date) -> Statement:
    """Add up a month. Two queries."""
    begins, _ = bounds(month)
    before = Transaction.objects.visible_to(user).filter(created_at__lt=begins)
    opening = before.aggregate(total=Sum("amount"))["total"] or ZERO
    sums: dict[str, Decimal] = {}
    count = 0
    for kind, amount in rows(user, month).values_list("transaction_type", "amount"):
        sums[kind] = sums.get(kind, ZERO) + amount
        count += 1
    return Statement(f"{month:%Y-%m}", opening, opening + sum(sums.values(), ZERO), sums, count)


def as_pdf(user: User, month: date, *, language: str, now: datetime) -> bytes:
    """Set a month for printing: its sums, and its movements as far as a paper of sensible length goes."""
    told = statement(user, month)
    names = dict(KINDS)
    own = list(rows(user, month)[:MOST_PRINTED])
    profile = user.profile
    with translation.override(language):
        return papers.typeset(
            {
                "language": language,
                "month": told.month,
                "made": f"{now.astimezone(CAIRO):%Y-%m-%d}",
                "holder": profile.store_name or profile.display_name or user.get_full_name(),
                "tax_id": profile.tax_id or "",
                "house_tax_id": settings.TAX_ID,
                "count": str(told.count),
                "opening": f"{told.opening:,.2f}",
                "closing": f"{told.closing:,.2f}",
                "sums": [
                    [str(names.get(kind, kind)), f"{amount:,.2f}"]
                    for kind, amount in sorted(told.sums.items())
                ],
                "rows": [
                    [
                        f"{row.created_at.astimezone(CAIRO):%Y-%m-%d %H:%M}",
                        str(names.get(row.transaction_type, row.transaction_type)),
                        row.told or row.reference_id or "",
                        f"{row.amount:,.2f}",
                        f"{row.balance_after:,.2f}",
                    ]
                    for row in own
                ],
                "left_out": str(told.count - len(own)) if told.count > len(own) else "",
            }
        )


def as_csv(user: User, month: date) -> str:
    """Write a month's movements for a spreadsheet."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for row in rows(user, month).iterator(chunk_size=1000):
        cells = [
            row.created_at.astimezone(CAIRO).isoformat(timespec="seconds"),
            row.transaction_type,
            row.reference_id,
            row.told,
            row.amount,
            row.balance_after,
            row.status,
        ]
        writer.writerow([safe_cell(cell) for cell in cells])
    return "\ufeff" + text.getvalue()
