"""What the stream process is told, once the transaction commits."""

from collections.abc import Iterable

import orjson
from django.db import connection

from core.transactions import joins_transaction
from notifications.stream.tickets import WIRE

# A payload holds 8000 bytes: some 400 ids of 17 digits.
TOGETHER = 400


@joins_transaction
def wake(user_ids: Iterable[int]) -> None:
    """Have the open streams of people look into their inboxes."""
    _notify("changed", user_ids)


@joins_transaction
def end_streams(session_ids: Iterable[int]) -> None:
    """End the streams that were opened with sessions which are over."""
    _notify("ended", session_ids)


def _notify(what: str, several: Iterable[int]) -> None:
    ids = sorted(set(several))
    with connection.cursor() as cursor:
        for start in range(0, len(ids), TOGETHER):
            payload = orjson.dumps({what: ids[start : start + TOGETHER]}).decode()
            cursor.execute("SELECT pg_notify(%s, %s)", [WIRE, payload])
