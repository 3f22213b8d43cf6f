from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connection

from analytics.actions import events
from analytics.models import Event
from core.transactions import opens_transaction


@pytest.mark.race
def test_what_is_told_four_times_at_once_is_kept_once(own_database: None) -> None:
    now = datetime.now(UTC)
    told = [events.Told(uuid4(), "product_viewed", now - timedelta(seconds=n)) for n in range(50)]
    barrier = Barrier(4)
    added: list[int] = []

    def tell_all(batch: list[events.Told]) -> None:
        try:
            barrier.wait()
            added.append(opens_transaction(events.record)(batch, who="x", now=now).accepted)
        finally:
            connection.close()

    threads = [
        Thread(target=tell_all, args=(batch,)) for batch in (told, told[::-1], told, told[::-1])
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    # Each of the four was answered, and each event counted for one of them.
    assert len(added) == 4
    assert sum(added) == 50
    assert Event.objects.count() == 50
