"""``make bench-kill``: a worker killed again and again while notices go out; then counts what arrived.

The worker runs the program's own relays in a process of its own, which is killed with SIGKILL at random
moments and started again. A line is written for each attempt at a mail or push message, named by its
key, so that what was sent a second time is seen.
"""

import argparse
import os
import random
import signal
import sys
import time
from collections import Counter
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import django
from django.db import connections

from bench import database

NOTICES, PEOPLE = 5000, 500
ABANDONED_AFTER = 3
# Loaded once there are settings for them to find.
notices: Any = None
notice_worker: Any = None


def _load() -> None:
    global notices, notice_worker
    notices = import_module("bench.notices")
    notice_worker = import_module("bench.notice_worker")


def start() -> int:
    """Start a worker as a copy of this process, so that it is at work at once; give its id."""
    connections.close_all()
    pid = os.fork()
    if pid == 0:
        try:
            notice_worker.main(timedelta(seconds=ABANDONED_AFTER))
        finally:
            os._exit(1)
    return pid


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def attempts(folder: Path) -> Counter[str]:
    """Give how often each message left, by its key."""
    log = folder / "attempts"
    return Counter(log.read_text().split()) if log.exists() else Counter()


def kill_until_done(kills: int, seed: int) -> int:
    """Kill the worker up to ``kills`` times, then let it finish; give how often it was killed."""
    dice, done = random.Random(seed), 0
    worker = start()
    while not notices.is_all_done():
        if done < kills:
            time.sleep(dice.uniform(0.02, 0.8))
            kill(worker)
            done += 1
            worker = start()
        else:
            time.sleep(0.5)
    kill(worker)
    return done


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--notices", type=int, default=NOTICES)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with database.scratch() as folder:
        django.setup()
        _load()
        people = notices.readers_with_phones(PEOPLE)
        notices.tell_each(people, given.notices)
        began = time.monotonic()
        killed = kill_until_done(given.kills, given.seed)
        took = time.monotonic() - began
        twice, missing = notices.duplicates_and_gaps()
        left = attempts(folder)
        again = sum(count - 1 for count in left.values())
        print(f"{given.notices} notices, {killed} kills, {took:.0f} s")
        print(f"in the inbox: {missing} missing, {twice} twice")
        print(
            f"messages: {len(left)} of {2 * given.notices} left, {again} attempts were made again"
        )
        kept = not twice and not missing and len(left) == 2 * given.notices and again <= 2 * killed
    print(f"promised: {'kept' if kept else 'NOT KEPT'}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
