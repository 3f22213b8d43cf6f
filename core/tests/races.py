"""Letting threads meet: for tests of what happens at once."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection


def at_once(count: int, act: Callable[[int], Any]) -> list[Any]:
    """Let ``count`` threads do something at the same moment; gives what each came to, or raised."""
    gate = threading.Barrier(count)
    results: list[Any] = [None] * count

    def run(place: int) -> None:
        try:
            gate.wait(20)
            results[place] = act(place)
        except BaseException as error:  # noqa: BLE001 - whatever it was is the test's to judge
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
