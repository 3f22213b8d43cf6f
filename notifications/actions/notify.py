"""The one call by which the house tells people something."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils import timezone

from core import prepared
from core.rows import insertion, written
from core.transactions import joins_transaction
from notifications.catalogue import kinds
from notifications.errors import UnknownKind
from notifications.models import Notice

# The database makes the id.
MADE = {"id"}
INSERT = insertion(Notice, "notices", without=MADE)


@dataclass(frozen=True)
class Telling:
    """Who is told what, about which object, with which values."""

    kind: str
    to: Iterable[int]
    about: tuple[str, int] | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    campaign_id: int | None = None


@joins_transaction
def tell(*tellings: Telling) -> None:
    """Have people told once this transaction commits, each exactly once. One query for all.

    Values are texts, numbers and amounts; they must be what JSON can hold.

    :raises UnknownKind: if the catalogue has no such kind.
    """
    for telling in tellings:
        if telling.kind not in kinds():
            raise UnknownKind(telling.kind)
    now = timezone.now()
    rows = [
        Notice(
            kind=telling.kind,
            user_ids=list(dict.fromkeys(telling.to)),
            about_type=telling.about[0] if telling.about else "",
            about_id=telling.about[1] if telling.about else None,
            campaign_id=telling.campaign_id,
            created_at=now,
            values={name: _plain(value) for name, value in telling.values.items()},
        )
        for telling in tellings
    ]
    if told := [row for row in rows if row.user_ids]:
        prepared.later(f"{INSERT} RETURNING NULL", {"notices": written(told, without=MADE)})


def _plain(value: object) -> object:
    return str(value) if isinstance(value, Decimal) else value
