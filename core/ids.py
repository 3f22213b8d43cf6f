"""Identifiers that sort by time and tell a stranger nothing.

An id has 53 bits, so that every JSON reader holds it exactly: 41 bits of milliseconds since 2025 and
12 bits that are unique within the millisecond. Those 12 bits come from a sequence shifted by a keyed
hash of the millisecond, so two ids seen by the same person do not tell how many lie between them.
The database makes them (see migration 0001), hence they are unique across processes and machines.
Where history is loaded, the setting ``tohfa.moment`` says at which time its ids are to be made.
"""

from datetime import UTC, datetime

from django.db import connection, models
from django.db.backends.base.base import BaseDatabaseWrapper

from core import prepared

EPOCH = datetime(2025, 1, 1, tzinfo=UTC)
LOW_BITS = 12
LARGEST = 2**53 - 1


class IdField(models.BigAutoField):  # type: ignore[type-arg]
    """The primary key of every table of ours."""

    def db_type_suffix(self, connection: BaseDatabaseWrapper) -> str:
        return "DEFAULT core_next_id()"


def next_ids(count: int) -> list[int]:
    """Have ids made before their rows are written. One query."""
    made = prepared.rows(
        "SELECT core_next_id() FROM generate_series(1, (SELECT %(count)s::int))", {"count": count}
    )
    return [int(row[0]) for row in made]


def next_id() -> int:
    """Have an id made before its row is written. One query."""
    return next_ids(1)[0]


def set_moment(moment: datetime | None) -> None:
    """Have this connection make ids as of ``moment`` until told otherwise; for loading history."""
    with connection.cursor() as cursor:
        text = moment.isoformat() if moment else ""
        cursor.execute("SELECT set_config('tohfa.moment', %s, false)", [text])


def first_id_at(instant: datetime) -> int:
    """Give the smallest id that can be made at ``instant``, for searching by time along the key.

    Instants before 2025 give negative numbers, which no row has.
    """
    milliseconds = (instant - EPOCH) // (datetime.resolution * 1000)
    return milliseconds << LOW_BITS
