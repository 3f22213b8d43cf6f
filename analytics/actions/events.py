"""Taking in what people did in an app: once each, and without knowing who they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from django.db import connection

from analytics import rules
from core.crypto import blind_index
from core.text import FORBIDDEN
from core.transactions import joins_transaction
from custom_auth.models import Consent, User

# The same event is one with the same id: the key stops what comes twice at once, and the look at the
# days that can still be told of stops a repeat that gives another time.
INSERT = """
INSERT INTO analytics_event
    (event_id, occurred_at, received_at, name, product_id, seller_id, query, properties, visitor)
SELECT n.event_id, n.occurred_at, %(now)s, n.name, n.product, n.seller, n.query, n.properties, n.visitor
  FROM unnest(
        %(ids)s::uuid[], %(times)s::timestamptz[], %(names)s::text[], %(products)s::bigint[],
        %(sellers)s::bigint[], %(queries)s::text[], %(properties)s::jsonb[], %(visitors)s::bigint[]
       ) AS n(event_id, occurred_at, name, product, seller, query, properties, visitor)
 WHERE NOT EXISTS (
        SELECT FROM analytics_event e
         WHERE e.event_id = n.event_id AND e.occurred_at >= %(oldest)s AND e.occurred_at <= %(newest)s
       )
ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True)
class Told:
    """An event as a client tells of it."""

    event_id: UUID
    name: str
    occurred_at: datetime
    product: int | None = None
    seller: int | None = None
    query: str = ""
    properties: Mapping[str, Any] = field(default_factory=dict)
    session: str = ""


@dataclass(frozen=True)
class Outcome:
    accepted: int = 0
    repeated: int = 0
    refused: Sequence[tuple[UUID, str]] = ()
    is_opted_out: bool = False


def has_opted_out(user: User) -> bool:
    """Tell whether ``user`` withdrew the consent to statistics. One query."""
    given = Consent.objects.filter(user=user, purpose="analytics").order_by("-pk")
    return given.values_list("is_given", flat=True).first() is False


def fault_of(told: Told, now: datetime) -> str | None:
    """Give why an event cannot be kept: ``time``, ``size``, ``shape`` or ``personal``; None if it can."""
    if not rules.is_kept(told.occurred_at, now):
        return "time"
    if len(told.query) > rules.LONGEST_VALUE:
        return "size"
    if FORBIDDEN.search(told.query):
        return "shape"
    if rules.is_personal(told.query):
        return "personal"
    return rules.fault_of(told.properties)


def looked_at(events: Sequence[Told], outcome: Outcome) -> dict[int, datetime]:
    """Give the pieces that were looked at in those events that could be kept, and when last."""
    refused = {event_id for event_id, _ in outcome.refused}
    seen: dict[int, datetime] = {}
    for told in events:
        if told.name == rules.Name.PRODUCT_VIEWED and told.product and told.event_id not in refused:
            seen[told.product] = max(told.occurred_at, seen.get(told.product, told.occurred_at))
    return seen


@joins_transaction
def record(events: Sequence[Told], *, who: str, now: datetime) -> Outcome:
    """Keep those of ``events`` that can be kept. One query.

    ``who`` tells visitors without a session apart; nothing of it is kept but a digest for the day.
    """
    faults = {told.event_id: fault_of(told, now) for told in events}
    kept = list({told.event_id: told for told in events if not faults[told.event_id]}.values())
    refused = [(event_id, fault) for event_id, fault in faults.items() if fault]
    added = _insert(kept, who=who, now=now) if kept else 0
    repeated = len(events) - len(refused) - added
    return Outcome(accepted=added, repeated=repeated, refused=refused)


def _insert(kept: Sequence[Told], *, who: str, now: datetime) -> int:
    # Everybody inserts in the same order, so that two batches that share events do not wait for each
    # other in a circle.
    rows = sorted(kept, key=lambda told: told.event_id)
    with connection.cursor() as cursor:
        cursor.execute(
            INSERT,
            {
                "now": now,
                "oldest": now - rules.OLDEST,
                "newest": now + rules.AHEAD,
                "ids": [told.event_id for told in rows],
                "times": [told.occurred_at for told in rows],
                "names": [told.name for told in rows],
                "products": [told.product for told in rows],
                "sellers": [told.seller for told in rows],
                "queries": [rules.searched(told.query) for told in rows],
                "properties": [orjson.dumps(dict(told.properties)).decode() for told in rows],
                "visitors": [visitor(told.session or who, told.occurred_at) for told in rows],
            },
        )
        return int(cursor.rowcount)


def visitor(who: str, moment: datetime) -> int:
    """Give the number of somebody on a day; on another day it is another one."""
    return int(blind_index(f"visitor {rules.day_of(moment)} {who}")[:15], 16)
