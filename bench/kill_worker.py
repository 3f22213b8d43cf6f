"""``make bench-kill``: a worker killed again and again while notices go out; then counts what arrived.

The worker is the real one, in a process of its own, killed with SIGKILL at random moments and started
again. Mails and push messages go to files named by their keys, and a line is written for each attempt,
so that what was sent a second time is seen.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from bench import database
from bench.machine import ROOT

NOTICES, PEOPLE = 5000, 500
ABANDONED_AFTER = "3"


def start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "bench.notice_worker"],
        cwd=ROOT,
        env={**os.environ, "BENCH_ABANDONED_AFTER": ABANDONED_AFTER},
        stdout=subprocess.DEVNULL,
    )


def attempts(folder: Path) -> Counter[str]:
    """Give how often each message left, by its key."""
    log = folder / "attempts"
    return Counter(log.read_text().split()) if log.exists() else Counter()


def kill_until_done(kills: int, seed: int) -> int:
    """Kill the worker ``kills`` times, then let it finish; give how often it was killed."""
    from bench.notices import is_all_done

    dice, done = random.Random(seed), 0
    worker = start()
    while not is_all_done():
        if done < kills:
            # From before its first step until well into the work.
            time.sleep(dice.uniform(0.3, 2.5))
            worker.send_signal(signal.SIGKILL)
            worker.wait()
            done += 1
            worker = start()
        else:
            time.sleep(0.5)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    return done


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--notices", type=int, default=NOTICES)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with database.scratch() as folder:
        import django

        django.setup()
        from bench.notices import duplicates_and_gaps, readers_with_phones, tell_each

        people = readers_with_phones(PEOPLE)
        tell_each(people, given.notices)
        began = time.monotonic()
        killed = kill_until_done(given.kills, given.seed)
        took = time.monotonic() - began
        twice, missing = duplicates_and_gaps()
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
