"""A worker of gunicorn that leaves new connections to whoever holds fewer.

All processes listen on one socket, and whoever wakes first takes what has come: of sixteen connections
that open at once one process of two was often left with none, and half of the machine with nothing to do
for as long as they were kept open. Each process writes down here how many it holds, and one that holds
more than another waits a moment before it takes the next; if nobody else has taken it, it does.
"""

import mmap
import time
from typing import Any

from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]  # no stubs

# Places in memory that is shared with every process forked from this one; a worker's number chooses its.
PLACES = 64
ANOTHERS_TURN = 0.001
# One more than the connections of each worker, zero where there is none.
_held = memoryview(mmap.mmap(-1, PLACES * 8)).cast("q")


class FairWorker(ThreadWorker):  # type: ignore[misc]
    age: int

    @property
    def nr_conns(self) -> int:
        """How many connections this worker holds; gunicorn counts them up and down."""
        return max(_held[self.age % PLACES] - 1, 0)

    @nr_conns.setter
    def nr_conns(self, count: int) -> None:
        _held[self.age % PLACES] = count + 1

    def accept(self, listener: Any) -> None:
        if _held[self.age % PLACES] > min(held for held in _held if held):
            time.sleep(ANOTHERS_TURN)
        super().accept(listener)


def forget(worker: Any) -> None:
    """Free the place of a worker that has ended."""
    _held[worker.age % PLACES] = 0
