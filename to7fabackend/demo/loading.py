"""Whether the demo was loaded to its end: one that was broken off is cleared away and loaded anew."""

from django.core.management.base import CommandError
from django.db import connection

# Said of a table in the transaction that writes the first rows, so that it stands with them or not at all.
SAID = "COMMENT ON TABLE django_migrations IS {}"
LOADING = "the demo is being loaded"
OTHERS = """
SELECT count(*) FROM pg_stat_activity
 WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""


def begin() -> None:
    """Note that the demo is being loaded; called where its first rows are written."""
    _run(SAID.format(f"'{LOADING}'"))


def end() -> None:
    """Note that it is there as a whole, or that what is there is to stay."""
    _run(SAID.format("NULL"))


def was_broken_off() -> bool:
    """Tell whether somebody began to load it and did not come to its end. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description('django_migrations'::regclass)")
        (said,) = cursor.fetchone()
    return bool(said == LOADING)


def clear_away() -> None:
    """Empty the database of a demo that was broken off, tables and all.

    :raises CommandError: if somebody else is connected, who may be loading it at this moment.
    """
    with connection.cursor() as cursor:
        cursor.execute(OTHERS)
        (others,) = cursor.fetchone()
    if others:
        raise CommandError(
            "The demo in this database is not whole, and others are connected to it: either it is just "
            "being loaded, or they have to leave before it can be loaded anew."
        )
    _run("DROP SCHEMA public CASCADE")
    _run("CREATE SCHEMA public")


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
