"""The months that events are kept in: made ahead, and dropped when their time is over."""

from datetime import date

from django.db import connection

from analytics import rules
from core.calendar import month_after
from core.transactions import joins_transaction

AHEAD = 3
NAMES = """
SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
 WHERE i.inhparent = 'analytics_event'::regclass ORDER BY c.relname
"""
# The default partition is there for what came before its month was made: those rows move.
MAKE = """
CREATE TABLE {name} (LIKE analytics_event INCLUDING ALL);
WITH moved AS (
    DELETE FROM analytics_event_default WHERE occurred_at >= %(begin)s AND occurred_at < %(end)s RETURNING *
)
INSERT INTO {name} SELECT * FROM moved;
ALTER TABLE analytics_event ATTACH PARTITION {name} FOR VALUES FROM (%(begin)s) TO (%(end)s);
"""


def name_of(month: date) -> str:
    return f"analytics_event_{month:%Y_%m}"


def existing() -> list[str]:
    """Give the names of the months that are there, the first one first. One query."""
    with connection.cursor() as cursor:
        cursor.execute(NAMES)
        return [row[0] for row in cursor.fetchall() if row[0] != "analytics_event_default"]


@joins_transaction
def make_ahead(*, today: date, back_to: date | None = None) -> list[str]:
    """Make the months from the one before ``today``, or from ``back_to``, that are missing; give them."""
    there = set(existing())
    month = (back_to or today.replace(day=1) - rules.DAY).replace(day=1)
    last = today
    for _ in range(AHEAD):
        last = month_after(last)
    made = []
    while month <= last:
        if name_of(month) not in there:
            _make(month)
            made.append(name_of(month))
        month = month_after(month)
    return made


def _make(month: date) -> None:
    begin, end = rules.bounds(month)[0], rules.bounds(month_after(month))[0]
    with connection.cursor() as cursor:
        # What defines a table cannot be a parameter of a prepared statement: it is put in as text.
        text = MAKE.format(name=name_of(month))
        for statement in text.split(";\n"):
            if statement.strip():
                cursor.execute(
                    statement.replace("%(begin)s", f"'{begin.isoformat()}'").replace(
                        "%(end)s", f"'{end.isoformat()}'"
                    )
                )


@joins_transaction
def drop_old(*, today: date, months: int) -> list[str]:
    """Drop whole months of events that ended more than ``months`` months ago; give their names.

    What is left over in the default partition from before then goes too.
    """
    oldest = today.replace(day=1)
    for _ in range(months):
        oldest = (oldest - rules.DAY).replace(day=1)
    old = [name for name in existing() if name < name_of(oldest)]
    with connection.cursor() as cursor:
        for name in old:
            cursor.execute(f"DROP TABLE {name}")
        cursor.execute(
            "DELETE FROM analytics_event_default WHERE occurred_at < %s", [rules.bounds(oldest)[0]]
        )
    return old
