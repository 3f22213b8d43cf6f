from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from analytics.actions import events
from analytics.models import Event
from core.tests.races import at_once
from core.transactions import opens_transaction


@pytest.mark.race
def test_what_is_told_four_times_at_once_is_kept_once(own_database: None) -> None:
    now = datetime.now(UTC)
    told = [events.Told(uuid4(), "product_viewed", now - timedelta(seconds=n)) for n in range(50)]
    batches = (told, told[::-1], told, told[::-1])
    record = opens_transaction(events.record)

    added = at_once(4, lambda at: record(batches[at], who="x", now=now).accepted)

    # Each of the four was answered, and each event counted for one of them.
    assert len(added) == 4
    assert sum(added) == 50
    assert Event.objects.count() == 50
