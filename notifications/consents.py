"""Whether people agree to promotions.

What they said is kept by the app that knows people, named in ``PROMOTION_CONSENTS``; here stands what is
asked of it.
"""

from collections.abc import Collection
from importlib import import_module
from typing import Protocol, cast

from django.conf import settings


class Records(Protocol):
    def withdrawn_by(self, user_ids: Collection[int]) -> set[int]:
        """Give those who agreed no longer when they were last asked. One query."""

    def note_promotions(self, user_id: int) -> None:
        """Note that somebody agrees, unless that is what stands."""


def records() -> Records:
    return cast(Records, import_module(settings.PROMOTION_CONSENTS))


def withdrawn_by(user_ids: Collection[int]) -> set[int]:
    """Give those of ``user_ids`` to whom nothing promotional may be sent. One query, none for nobody."""
    return records().withdrawn_by(user_ids) if user_ids else set()
