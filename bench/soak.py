"""Run for hours at half of what the machine can do, and see whether anything grows.

``make soak`` (``MINUTES=120``) starts the whole program on a scratch directory, finds out how many requests a
few callers get answered, and then asks half as many: lists, pieces, searches, baskets and orders. Every
minute it notes memory, errors and the 99th percentile. Memory has to be flat over the second half, the
last quarter's p99 no more than half again the second quarter's, and nothing may have failed.
"""

import os
import random
import shutil
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean
from typing import Any

import httpx2

from bench.kill_money import ADDRESS, Program, _children, _command

CALLERS = 6
PASSWORD = "tohfa-demo-2026"  # noqa: S105 - the demo's, told to everybody
WORDS = ["فازة", "شال صوف", "khatem fadda", "wooden box", "سبحة", "سجاد يدوي"]


@dataclass
class Minute:
    at: float
    per_second: float
    p99: float
    failed: int
    megabytes: dict[str, float]


@dataclass
class Shop:
    """What there is to ask for."""

    base: str
    pieces: list[int] = field(default_factory=list)
    variants: dict[int, int] = field(default_factory=dict)

    def look_around(self) -> None:
        with httpx2.Client(base_url=self.base, timeout=30) as http:
            found = http.get("/api/products/?in_stock=true&page_size=60").json()["results"]
            self.pieces = [row["id"] for row in found]
            for piece in self.pieces[:30]:
                detail = http.get(f"/api/products/{piece}/").json()
                choices = [one for one in detail["variants"] if one["in_stock"]]
                if choices and not detail.get("personalisation"):
                    self.variants[piece] = choices[0]["id"]


class Callers:
    """People who ask; ``pause`` is what each waits after an answer."""

    def __init__(self, shop: Shop) -> None:
        self.shop, self.interval = shop, 0.0
        self.stopping = threading.Event()
        self.lock = threading.Lock()
        self.times: list[float] = []
        self.failed: Counter[str] = Counter()
        self.threads = [threading.Thread(target=self._call, args=(n,)) for n in range(CALLERS)]

    def start(self) -> None:
        for thread in self.threads:
            thread.start()

    def stop(self) -> None:
        self.stopping.set()
        for thread in self.threads:
            thread.join()

    def taken(self) -> tuple[list[float], int]:
        """Give the times since this was last asked, and how many requests failed."""
        with self.lock:
            times, self.times = self.times, []
            failed = sum(self.failed.values())
        return times, failed

    def _call(self, number: int) -> None:
        chance = random.Random(number)
        with httpx2.Client(base_url=self.shop.base, timeout=30) as http:
            headers = self._signed_in(http)
            due = time.monotonic()
            while not self.stopping.is_set():
                began = time.monotonic()
                status = self._step(http, headers, chance)
                with self.lock:
                    self.times.append(time.monotonic() - began)
                    if status == 0 or status >= 500:
                        self.failed[str(status)] += 1
                if status == 401:
                    headers = self._signed_in(http)
                # Asked by the clock, not by the answers: who is slow gets no fewer questions.
                due = max(due + self.interval, time.monotonic() - 5)
                self.stopping.wait(max(0.0, due - time.monotonic()))

    def _signed_in(self, http: httpx2.Client) -> dict[str, str]:
        body = {"email": "buyer@tohfa.example", "password": PASSWORD}
        with suppress(httpx2.HTTPError, KeyError):
            return {
                "Authorization": f"Bearer {http.post('/api/auth/login/', json=body).json()['access']}"
            }
        return {}

    def _step(self, http: httpx2.Client, headers: dict[str, str], chance: random.Random) -> int:
        kind = chance.random()
        try:
            if kind < 0.4:
                path = f"/api/products/?page_size={chance.randint(5, 60)}"
                return http.get(path).status_code
            if kind < 0.7:
                return http.get(f"/api/products/{chance.choice(self.shop.pieces)}/").status_code
            if kind < 0.85:
                return http.get(
                    "/api/products/search/", params={"q": chance.choice(WORDS)}
                ).status_code
            if kind < 0.95:
                return http.get("/api/notifications/", headers=headers).status_code
            return self._order(http, headers, chance)
        except httpx2.HTTPError:
            return 0

    def _order(self, http: httpx2.Client, headers: dict[str, str], chance: random.Random) -> int:
        piece = chance.choice(list(self.shop.variants))
        body: dict[str, Any] = {
            "items": [{"product": piece, "variant": self.shop.variants[piece], "quantity": 1}],
            "shipping_address": ADDRESS,
            "payment_method": "cash_on_delivery",
        }
        own = {**headers, "Idempotency-Key": str(uuid.uuid4())}
        return http.post("/api/orders/", json=body, headers=own).status_code


PARTS = {
    "web": "gunicorn",
    "worker": "manage.py work",
    "stream": "to7fabackend.stream",
    "database": "pginstall",
}


def memory(program: Program) -> dict[str, float]:
    """Give what each part holds for itself, in megabytes, its children with it."""
    found: dict[str, float] = {}
    for pid in _children(program.process.pid):
        command = _command(pid)
        for name, words in PARTS.items():
            if words in command:
                found[name] = sum(_private(one) for one in [pid, *_children(pid)])
    return found


def _private(pid: int) -> float:
    """Give the memory of one process that it shares with no other."""
    kilobytes = 0
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith(("Private_Clean", "Private_Dirty")):
                kilobytes += int(line.split()[1])
    return kilobytes / 1024


def faults(minutes: list[Minute], failed: Counter[str]) -> list[str]:
    found = [f"{count} requests were answered {status}" for status, count in failed.items()]
    quarter = max(1, len(minutes) // 4)
    early, late = minutes[quarter : 2 * quarter], minutes[-quarter:]
    if mean(one.p99 for one in late) > 1.5 * mean(one.p99 for one in early):
        found.append("the 99th percentile has grown")
    for name in early[0].megabytes if early else ():
        before = mean(one.megabytes.get(name, 0) for one in early)
        after = mean(one.megabytes.get(name, 0) for one in late)
        if after > before * 1.1 + 10:
            found.append(f"{name} has grown from {before:.0f} to {after:.0f} MB")
    return found


def run(program: Program, length: float) -> tuple[list[Minute], Counter[str], float]:
    shop = Shop(program.address)
    shop.look_around()
    callers = Callers(shop)
    callers.start()
    minutes: list[Minute] = []
    try:
        time.sleep(10)
        callers.taken()
        time.sleep(20)
        capacity = len(callers.taken()[0]) / 20
        callers.interval = CALLERS / (capacity / 2)
        print(
            f"{capacity:.0f} requests a second at the most; half of that from here on", flush=True
        )
        began, before = time.monotonic(), sum(callers.failed.values())
        while time.monotonic() - began < length * 60:
            time.sleep(60)
            times, failed = callers.taken()
            times.sort()
            p99 = times[int(len(times) * 0.99)] * 1000 if times else float("inf")
            at = (time.monotonic() - began) / 60
            minutes.append(Minute(at, len(times) / 60, p99, failed - before, memory(program)))
            before = failed
            told = ", ".join(f"{name} {size:.0f}" for name, size in minutes[-1].megabytes.items())
            print(
                f"  {at:5.1f} min {len(times) / 60:6.1f}/s p99 {p99:6.0f} ms, MB: {told}",
                flush=True,
            )
    finally:
        callers.stop()
    return minutes, callers.failed, capacity


def main() -> int:
    length = float(os.environ.get("MINUTES") or 120)
    folder = Path(tempfile.mkdtemp(prefix="tohfa-soak-"))
    folder.chmod(0o755)
    program = Program(folder)
    try:
        program.await_ready(900)
        minutes, failed, _capacity = run(program, length)
        found = faults(minutes, failed)
        print(f"ran for {minutes[-1].at:.0f} minutes")
        for fault in found:
            print(f"FAULT: {fault}")
        if not found:
            print("memory flat, p99 stable, nothing failed")
        return 1 if found else 0
    finally:
        program.end()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
