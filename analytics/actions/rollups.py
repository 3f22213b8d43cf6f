"""Summing up days: from the ledger, the orders' frozen amounts and the events, always whole days anew.

Summing a day up again gives the same rows, so that a run may be repeated, be late, or overlap with
another; and summing up everything from scratch ends where a year of small runs does.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection

from analytics import rules
from analytics.actions import leaders
from analytics.actions import rollup_sql as sql
from analytics.models import RollupMark
from core import ids
from core.transactions import joins_transaction

# What was written so long ago has surely been committed.
OVERLAP = timedelta(minutes=15)
# Ids are made a moment before or after the time that is written beside them.
DRIFT = timedelta(hours=1)
# So many days are summed up in one statement.
CHUNK = 31


@joins_transaction
def sum_up(*, now: datetime) -> list[date]:
    """Sum up the days that something was added to since the last time; everything at first.

    Gives the days.
    """
    mark = _mark()
    since = mark.reached
    days = _every_day(now) if since is None else _touched(since - OVERLAP, now)
    _sum_days(days, now)
    _reach(mark, now)
    return days


@joins_transaction
def rebuild(*, now: datetime) -> list[date]:
    """Sum up everything from scratch. Traffic is kept where its events are gone already.

    Gives the days.
    """
    mark = _mark()
    with connection.cursor() as cursor:
        for table in (*sql.TRADE_TABLES, *sql.BUYER_TABLES, *sql.PIECE_TABLES):
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608  # names of our own
    days = _every_day(now)
    _sum_days(days, now)
    _reach(mark, now)
    return days


def _mark() -> RollupMark:
    """Give the mark, locked: one sums up at a time."""
    return RollupMark.objects.select_for_update().get_or_create(pk=1)[0]


def _reach(mark: RollupMark, now: datetime) -> None:
    leaders.keep(now=now)
    mark.reached = now
    mark.save(update_fields=["reached"])


def _touched(since: datetime, now: datetime) -> list[date]:
    """Give the days to which something was added after ``since``. Two queries."""
    first, last = rules.day_of(since), rules.day_of(now)
    days = set(rules.Period(first, last).each())
    with connection.cursor() as cursor:
        cursor.execute(sql.LATE_EVENTS, [since])
        days |= {row[0] for row in cursor.fetchall()}
        cursor.execute(sql.LATE_STEPS, [ids.first_id_at(since)])
        days |= {row[0] for row in cursor.fetchall()}
    return sorted(days)


def _every_day(now: datetime) -> list[date]:
    """Give every day from the first on which something happened. One query."""
    with connection.cursor() as cursor:
        cursor.execute(sql.FIRST_MOMENT)
        (first,) = cursor.fetchone()
    begin = rules.day_of(first or now)
    return list(rules.Period(begin, max(begin, rules.day_of(now))).each())


def _sum_days(days: Sequence[date], now: datetime) -> None:
    for start in range(0, len(days), CHUNK):
        chunk = days[start : start + CHUNK]
        _sum_trade(chunk)
        _sum_traffic(chunk)
    months = sorted({day.replace(day=1) for day in days})
    _sum_cohorts(months)
    _sum_months([month for month in months if month < rules.day_of(now).replace(day=1)])


def _parameters(days: Iterable[date]) -> dict[str, Any]:
    listed = sorted(days)
    moments = [rules.bounds(day) for day in listed]
    starts, ends = [one for one, _ in moments], [one for _, one in moments]
    return {
        "days": listed,
        "starts": starts,
        "ends": ends,
        "first_ids": [ids.first_id_at(one - DRIFT) for one in starts],
        "last_ids": [ids.first_id_at(one + DRIFT) for one in ends],
        "begin": starts[0],
        "end": ends[-1],
    }


def _sum_trade(days: Sequence[date]) -> None:
    given = _parameters(days)
    with connection.cursor() as cursor:
        pairs, pieces = _traded(cursor, given)
        for table in sql.TRADE_TABLES:
            cursor.execute(f"DELETE FROM {table} WHERE day = ANY(%(days)s)", given)  # noqa: S608
        cursor.execute(sql.TRADE, given)
        cursor.execute(sql.STEPS, given)
        more_pairs, more_pieces = _traded(cursor, given)
        for statement in sql.LAST_SALES:
            cursor.execute(statement, {"pieces": sorted(pieces | more_pieces)})
    _note_buyers(pairs | more_pairs, days)


def _traded(cursor: Any, given: dict[str, Any]) -> tuple[set[tuple[int, int]], set[int]]:
    """Give who bought of whom on some days, and what was sold or given back. Two queries."""
    cursor.execute(sql.PAIRS, given)
    pairs = set(cursor.fetchall())
    cursor.execute(sql.PIECES, given)
    return pairs, {piece for (piece,) in cursor.fetchall()}


def _note_buyers(pairs: Iterable[tuple[int, int]], days: Sequence[date]) -> None:
    """Note when buyers bought before and after, and first of all; and how many did on which day."""
    listed = sorted(pairs)
    sellers, buyers = [seller for seller, _ in listed], [buyer for _, buyer in listed]
    with connection.cursor() as cursor:
        cursor.execute(sql.NEIGHBOURS, {"sellers": sellers, "buyers": buyers})
        cursor.execute(sql.BUYERS, {"buyers": sorted(set(buyers))})
        changed = {day for (day,) in cursor.fetchall()}
        cursor.execute(sql.NEW_BUYERS, {"days": sorted(changed | set(days))})


def _sum_cohorts(months: list[date]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql.OLD_COHORTS, {"months": months})
        cursor.execute(sql.COHORTS, {"months": months})


def _sum_months(over: list[date]) -> None:
    """Sum up months that are over. The run after midnight looks at the last day of the month once more,
    so each is summed up when it ends, and again when something is added to it."""
    if over:
        with connection.cursor() as cursor:
            for statement in sql.MONTHS:
                cursor.execute(statement, {"months": over})


def _sum_traffic(days: Sequence[date]) -> None:
    """Sum up what people looked at; a day whose events are gone keeps its sums."""
    with connection.cursor() as cursor:
        cursor.execute(sql.FIRST_EVENT)
        (first,) = cursor.fetchone()
        kept = [day for day in days if first is not None and day >= rules.day_of(first)]
        if not kept:
            return
        given = _parameters(kept)
        for table in sql.TRAFFIC_TABLES:
            cursor.execute(f"DELETE FROM {table} WHERE day = ANY(%(days)s)", given)  # noqa: S608
        cursor.execute(sql.TRAFFIC, given)
        cursor.execute(sql.SEARCHES, given)


# What is said before anything was summed up.
NEVER = datetime(2025, 1, 1, tzinfo=UTC)


def reached() -> datetime:
    """Give up to when what happened is in the sums: of days, and of the months that were over then."""
    mark = RollupMark.objects.filter(pk=1).values_list("reached", flat=True).first()
    return mark or NEVER
