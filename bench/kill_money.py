"""Kill the program's processes at random while money moves, then count every piastre.

``make kill-money`` starts the whole program on a scratch directory, pays, refunds and pays out over HTTP
against the sandbox, and kills -9 the web server, the worker or the database again and again. In the end
the ledger is derived anew, and every transaction of the sandbox is held against it: nothing may be
lost, nothing doubled. ``KILLS=60`` says how often, ``SEED=…`` repeats a run's choices.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
import uuid
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx2

from bench.machine import ROOT, free_port

PASSWORD = "tohfa-demo-2026"  # noqa: S105 - the demo's, told to everybody
PIN = "4821"
CARD = {
    "method": "card",
    "number": "5123456789012346",
    "expiry": "01/39",
    "cvv": "123",
    "name": "Test",
}
TARGETS = ["web", "web worker", "worker", "database", "database backend"]
LONGEST_WAIT = 420.0


class Program:
    """The program as ``make run`` starts it, and the means to hurt it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.restarts = 0
        self.process = self._start()

    def _start(self) -> "subprocess.Popen[bytes]":
        environment = {
            **os.environ,
            "PORT": str(self.port),
            "TOHFA_DATA_DIR": str(self.folder / "data"),
            "PUBLIC_URL": self.address,
            "RATE_LIMIT_FACTOR": "1000000",
            "SANDBOX_PAYOUTS": "1",
            "LOG_REQUESTS": "0",
        }
        with (self.folder / "supervisor.log").open("ab") as log:
            command = [sys.executable, "-m", "to7fabackend.supervisor"]
            return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)

    def is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/health/ready/", timeout=3):
                return True
        except (urllib.error.URLError, OSError):
            return False

    def await_ready(self, seconds: float = 300) -> None:
        """Wait until it serves; a supervisor that gave up is started again, as a person would."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.is_ready():
                return
            if self.process.poll() is not None:
                self.restarts += 1
                time.sleep(1)
                self.process = self._start()
            time.sleep(0.1)
        raise SystemExit(f"the program does not come up; see {self.folder}/supervisor.log")

    def share_settings(self) -> None:
        """Let this process stand on the same data, before it loads Django."""
        os.environ.update(
            TOHFA_DATA_DIR=str(self.folder / "data"),
            PORT=str(self.port),
            PUBLIC_URL=self.address,
            SANDBOX_PAYOUTS="1",
            LOG_LEVEL="ERROR",
            DJANGO_SETTINGS_MODULE="to7fabackend.settings",
        )

    def kill(self, target: str, chance: random.Random) -> bool:
        """Kill -9 one part; False if it is not there at the moment."""
        found = self._pids(target)
        if not found:
            return False
        with suppress(ProcessLookupError):
            os.kill(chance.choice(found), signal.SIGKILL)
            return True
        return False

    def _pids(self, target: str) -> list[int]:
        children = _children(self.process.pid)
        web = [pid for pid in children if "gunicorn" in _command(pid)]
        databases = [pid for pid in children if "pginstall" in _command(pid)]
        return {
            "web": web,
            "web worker": [child for pid in web for child in _children(pid)],
            "worker": [pid for pid in children if "manage.py work" in _command(pid)],
            "database": databases,
            "database backend": [
                child
                for pid in databases
                for child in _children(pid)
                if "tohfa tohfa" in _command(child)
            ],
        }[target]

    def end(self) -> None:
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(60)


def _children(pid: int) -> list[int]:
    with suppress(OSError):
        return [
            int(child)
            for task in Path(f"/proc/{pid}/task").iterdir()
            for child in (task / "children").read_text().split()
        ]
    return []


def _command(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    return ""


class Caller:
    """One person at the API: what is not answered is asked again under the same key."""

    def __init__(self, program: Program, email: str, stopping: threading.Event) -> None:
        self.program, self.email, self.stopping = program, email, stopping
        self.http = httpx2.Client(base_url=program.address, timeout=20)
        self.token = ""

    def post(self, path: str, body: dict[str, Any]) -> tuple[int, Any]:
        key = str(uuid.uuid4())
        while True:
            answer = self._once(path, body, key)
            if answer is not None:
                return answer
            if self.stopping.is_set():
                return 0, {}
            time.sleep(0.3)

    def _once(self, path: str, body: dict[str, Any], key: str) -> tuple[int, Any] | None:
        try:
            if not self.token:
                self._sign_in()
            headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": key}
            answer = self.http.post(path, json=body, headers=headers)
            found = answer.json()
        except (httpx2.HTTPError, ValueError, KeyError):
            return None
        if answer.status_code == 401:
            self.token = ""
            return None
        if answer.status_code >= 500 or found.get("code") == "idempotency_in_progress":
            return None
        return answer.status_code, found

    def _sign_in(self) -> None:
        body = {"email": self.email, "password": PASSWORD}
        self.token = self.http.post("/api/auth/login/", json=body).json()["access"]

    def pay_on_page(self, url: str) -> None:
        """Fill in the gateway's form, once; whether it went through is the gateway's to tell."""
        with suppress(httpx2.HTTPError):
            self.http.post(url, data=CARD)


class Load:
    """People who buy, top up, refund, withdraw and approve until they are told to stop."""

    def __init__(self, program: Program, seed: int) -> None:
        self.program, self.seed = program, seed
        self.stopping = threading.Event()
        self.counts: Counter[str] = Counter()
        # What the API has promised: it must be found afterwards.
        self.paid: set[int] = set()
        self.refunded: set[str] = set()
        self.withdrawn: set[int] = set()
        self.notes: list[str] = []
        self.refundable: list[int] = []
        self.lock = threading.Lock()
        self.threads: list[threading.Thread] = []

    def start(self, buyers: list[str], sellers: list[str], pieces: list[tuple[int, int]]) -> None:
        steps: list[tuple[str, Callable[[Caller, random.Random], None]]] = [
            (email, self._buyer(pieces)) for email in buyers
        ]
        steps += [(email, self._seller) for email in sellers]
        steps += [("admin@tohfa.example", self._staff)]
        for number, (email, step) in enumerate(steps):
            caller = Caller(self.program, email, self.stopping)
            arguments = (caller, step, random.Random(f"{self.seed} {number}"))
            self.threads.append(threading.Thread(target=self._repeat, args=arguments))
        self.threads.append(threading.Thread(target=self._approve))
        for thread in self.threads:
            thread.start()

    def stop(self) -> None:
        self.stopping.set()
        for thread in self.threads:
            thread.join()

    def _repeat(
        self, caller: Caller, step: Callable[[Caller, random.Random], None], chance: random.Random
    ) -> None:
        while not self.stopping.is_set():
            step(caller, chance)
            time.sleep(chance.uniform(0.0, 0.3))

    def _count(self, what: str, status: int) -> bool:
        with self.lock:
            self.counts[f"{what} {status}"] += 1
        return status in {200, 201, 202}

    def _buyer(self, pieces: list[tuple[int, int]]) -> Callable[[Caller, random.Random], None]:
        def buy(caller: Caller, chance: random.Random) -> None:
            if chance.random() < 0.2:
                self._top_up(caller, chance)
                return
            by_wallet = chance.random() < 0.4
            note = str(uuid.uuid4())
            self.notes.append(note)
            method = "wallet" if by_wallet else "credit_card"
            chosen = chance.sample(pieces, chance.choice([1, 2, 3]))
            status, order = caller.post(
                "/api/orders/",
                {
                    "items": [{"product": p, "variant": v, "quantity": 1} for p, v in chosen],
                    "shipping_address": ADDRESS,
                    "payment_method": method,
                    "note": note,
                },
            )
            if not self._count("order", status):
                return
            body: dict[str, Any] = {"order": order["id"], "method": method}
            if not by_wallet and chance.random() < 0.3:
                body["use_credit"] = True
            status, begun = caller.post("/api/payments/process/", body)
            if not self._count(f"pay by {method}", status):
                return
            payment = int(begun["payment"]["id"])
            if by_wallet:
                self.paid.add(payment)
            else:
                caller.pay_on_page(begun["next_action"]["url"])
            self.refundable.append(payment)

        return buy

    def _top_up(self, caller: Caller, chance: random.Random) -> None:
        amount = f"{chance.randint(200, 1500)}.00"
        body = {"amount": amount, "method": "credit_card"}
        status, begun = caller.post("/api/wallet/deposit/", body)
        if self._count("deposit", status):
            caller.pay_on_page(begun["next_action"]["url"])

    def _staff(self, caller: Caller, chance: random.Random) -> None:
        if not self.refundable:
            return
        payment = chance.choice(self.refundable)
        amount = f"{chance.randint(1, 90)}.{chance.randint(0, 99):02}"
        body = {"payment": payment, "amount": amount, "reason": "bench"}
        status, given = caller.post("/api/payments/refund/", body)
        if self._count("refund", status):
            self.refunded.add(given["reference"])

    def _seller(self, caller: Caller, chance: random.Random) -> None:
        phone = f"010{chance.randint(10_000_000, 99_999_999)}"
        where = {"rail": "mobile_wallet", "holder": "بائع", "account": phone}
        body = {"amount": f"{chance.randint(100, 140)}.00", "destination": where, "pin": PIN}
        status, payout = caller.post("/api/wallet/withdraw/", body)
        if self._count("withdrawal", status):
            self.withdrawn.add(int(payout["id"]))
        time.sleep(1)

    def _approve(self) -> None:
        """Say yes to what is asked for, as staff in the back office do."""
        from bench import kill_money_books as books

        while not self.stopping.is_set():
            self.counts["approvals 200"] += books.approve_all()
            time.sleep(1)


ADDRESS = {
    "recipient": "منى عادل",
    "phone_number": "01001234567",
    "governorate": "C",
    "city": "مدينة نصر",
    "street": "شارع عباس العقاد",
    "building": "12",
}


def kill_again_and_again(program: Program, kills: int, chance: random.Random) -> Counter[str]:
    done: Counter[str] = Counter()
    while sum(done.values()) < kills:
        program.await_ready()
        time.sleep(chance.uniform(0.3, 3.0))
        target = chance.choice(TARGETS)
        if program.kill(target, chance):
            done[target] += 1
            print(f"  {sum(done.values())}/{kills}: {target}", flush=True)
            # The supervisor takes more than five deaths of one part in a minute for a fault.
            time.sleep(chance.uniform(1.0, 3.0))
    program.await_ready()
    return done


def main() -> int:
    kills = int(os.environ.get("KILLS") or 200)
    seed = int(os.environ.get("SEED") or random.randrange(10**6))
    chance = random.Random(seed)
    folder = Path(tempfile.mkdtemp(prefix="tohfa-kill-"))
    folder.chmod(0o755)
    print(f"seed {seed}, {kills} kills, in {folder}", flush=True)
    program = Program(folder)
    load = Load(program, seed)
    is_clean = False
    try:
        program.await_ready(600)
        program.share_settings()
        import django

        django.setup()
        from bench import kill_money_books as books

        books.prepare(program.address, PIN)
        before = books.gateway_position()
        began = time.monotonic()
        load.start(*books.people_and_pieces())
        done = kill_again_and_again(program, kills, chance)
        load.stop()
        seconds = time.monotonic() - began
        program.await_ready()
        waited = books.settle_down(program.address, LONGEST_WAIT)
        faults = books.faults(load, before)
        is_clean = not faults
        report(load, done, seconds, waited, program.restarts, books.figures())
        for fault in faults:
            print(f"FAULT: {fault}")
        print("clean: nothing lost, nothing doubled" if is_clean else f"{len(faults)} faults")
    finally:
        load.stopping.set()
        program.end()
        if is_clean:
            shutil.rmtree(folder, ignore_errors=True)
    return 0 if is_clean else 1


def report(
    load: Load,
    done: Counter[str],
    seconds: float,
    waited: float,
    restarts: int,
    figures: dict[str, Any],
) -> None:
    print(f"\nkills          {sum(done.values())}: {dict(sorted(done.items()))}")
    print(f"under load     {seconds:.0f} s; at rest after {waited:.0f} s more")
    print(f"supervisor     started again {restarts} times")
    print(f"answers        {dict(sorted(load.counts.items()))}")
    for name, value in figures.items():
        print(f"{name:15}{value}")


if __name__ == "__main__":
    sys.exit(main())
