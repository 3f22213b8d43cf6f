"""Threads that meet: for tests of what happens at once."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection


def in_threads(count: int, act: Callable[[int], Any]) -> list[Any]:
    """Do something in many threads that start together; gives what each got or raised."""
    gate, got = threading.Barrier(count), [None] * count

    def run(number: int) -> None:
        try:
            gate.wait(20)
            got[number] = act(number)
        except BaseException as error:  # noqa: BLE001 - whatever it was is the answer
            got[number] = error  # type: ignore[call-overload]
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return got
