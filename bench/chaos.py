"""Break one thing after another while money moves, and count what was lost, doubled, and how long it took.

``make chaos`` starts the whole program on a small disk of its own (a tmpfs, where it may be mounted), with
Redis and the clients of ``bench.kill_money``, and then: kills -9 web, worker, stream and database; restarts
the database under load; takes Redis away; has the gateway be slow, down and lie; fills the disk; and lets
the clock jump. A second part cuts the network between a web node and its database, in network
namespaces. What this machine does not allow is said and left out. ``ONLY=web,disk`` chooses.
"""

import os
import random
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2

from bench.kill_money import LONGEST_WAIT, PIN, Load, Program, _children, _command
from bench.machine import ROOT, free_port

QUIET = float(os.environ.get("QUIET") or 6)
DISK = "2500m"


@dataclass
class Figure:
    """What came of one thing that was broken."""

    name: str
    seconds: float | None
    bound: float | None
    remark: str = ""

    @property
    def is_late(self) -> bool:
        return self.seconds is not None and self.bound is not None and self.seconds > self.bound


class Skipped(Exception):
    """This machine does not allow it; the message says what is missing."""


class Redis:
    def __init__(self, folder: Path) -> None:
        self.port, self.folder = free_port(), folder
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        binary = shutil.which("redis-server")
        if binary is None:
            raise Skipped("redis-server is not installed")
        command = [binary, "--port", str(self.port), "--save", "", "--bind", "127.0.0.1"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()


class Probe:
    """One who asks all the time: the catalogue, and something that needs the database."""

    def __init__(self, program: Program) -> None:
        self.http = httpx2.Client(base_url=program.address, timeout=10)

    def answers(self, path: str = "/health/ready/") -> bool:
        with suppress(httpx2.HTTPError):
            return self.http.get(path).status_code == 200
        return False

    def seconds_until(self, holds: Callable[[], bool], *, at_most: float = 120) -> float:
        began = time.monotonic()
        while not holds():
            if time.monotonic() - began > at_most:
                return float("inf")
            time.sleep(0.02)
        return time.monotonic() - began


# --- what is broken -----------------------------------------------------------------------------
class Chaos:
    def __init__(self, program: Program, redis: Redis | None, clock: Path | None) -> None:
        self.program, self.redis, self.clock = program, redis, clock
        self.probe = Probe(program)
        self.chance = random.Random(int(os.environ.get("SEED") or 1))

    def pid_of(self, words: str) -> int:
        return next(
            (pid for pid in _children(self.program.process.pid) if words in _command(pid)), 0
        )

    def killed(self, name: str, words: str, is_back: Callable[[], bool]) -> Figure:
        """Kill -9 one part three times; the longest of the times until it was back."""
        times = []
        for _ in range(3):
            before = self.pid_of(words)
            with suppress(ProcessLookupError):
                os.kill(before, signal.SIGKILL)
            back = lambda before=before: self.pid_of(words) not in {0, before} and is_back()  # noqa: E731
            times.append(self.probe.seconds_until(back))
            # The supervisor takes more than five deaths of one part in a minute for a fault.
            time.sleep(QUIET * 2)
        return Figure(f"kill -9 {name}, three times", max(times), 5.0)

    def web(self) -> Figure:
        return self.killed("web", "gunicorn", lambda: self.probe.answers("/api/products/?chaos"))

    def worker(self) -> Figure:
        return self.killed("worker", "manage.py work", lambda: self.has_beaten())

    def has_beaten(self) -> bool:
        """Tell whether a worker that began after the last kill has said so in the database."""
        from django.db import connection

        pid = self.pid_of("manage.py work")
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'worker'"
                " AND backend_start > now() - interval '10 seconds'"
            )
            (found,) = cursor.fetchone()
        return bool(pid and found)

    def stream(self) -> Figure:
        token = self.token()
        headers = {"Authorization": f"Bearer {token}"}

        def opens() -> bool:
            with suppress(httpx2.HTTPError):
                path = "/api/notifications/stream/"
                with self.probe.http.stream("GET", path, headers=headers) as answer:
                    return answer.status_code == 200
            return False

        return self.killed("stream", "to7fabackend.stream", opens)

    def token(self) -> str:
        body = {"email": "buyer2@tohfa.example", "password": "tohfa-demo-2026"}
        return str(self.probe.http.post("/api/auth/login/", json=body).json()["access"])

    def database(self) -> Figure:
        return self.killed("database", "pginstall", self.probe.answers)

    def restart(self) -> Figure:
        before = self.pid_of("pginstall")
        os.kill(before, signal.SIGINT)
        seconds = self.probe.seconds_until(
            lambda: self.pid_of("pginstall") not in {0, before} and self.probe.answers()
        )
        return Figure("database restarted under load", seconds, 10.0)

    def cache(self) -> Figure:
        """Take Redis away: everything has to go on, and the limits with it, as they lie in PostgreSQL."""
        if self.redis is None:
            raise Skipped("redis-server is not installed")
        self.redis.kill()
        began, told = time.monotonic(), []
        while time.monotonic() - began < QUIET * 2:
            told += [self.probe.answers("/api/products/"), self.probe.answers()]
            time.sleep(0.1)
        self.redis.start()
        remark = f"{len(told)} requests, {told.count(False)} failed"
        return Figure("Redis gone for 12 s", 0.0 if all(told) else float("inf"), 0.0, remark)

    def control(self, verb: str, **body: Any) -> None:
        with suppress(httpx2.HTTPError):
            self.probe.http.post(f"/sandbox/paymob/control/api/{verb}/", json=body, timeout=20)

    def gateway(self) -> Figure:
        """Have the gateway be slow, down, silent after doing the work, and tell forged stories."""
        for kind, wait in (
            ("slow", 4),
            ("error", 0),
            ("timeout", 4),
            ("drop", 0),
            ("pending", 0),
        ):
            self.control("fault", kind=kind, seconds=wait, times=1000)
            time.sleep(QUIET)
            self.control("mend")
        from sandbox.models import Delivery

        for delivery in Delivery.objects.order_by("-pk").values_list("pk", flat=True)[:20]:
            self.control("resend", delivery=delivery, copies=2, corrupt=self.chance.random() < 0.5)
        # What is forged is refused, and what was really meant is found by asking.
        for travels in (
            {"copies": 3, "reorder": True},
            {"copies": 2, "corrupt": True},
            {"lose": True},
        ):
            self.control("travel", **travels)
            time.sleep(QUIET)
        self.control("travel", copies=1, reorder=False, corrupt=False, lose=False)
        seconds = self.probe.seconds_until(lambda: self.probe.answers("/api/products/?gateway"))
        return Figure("Paymob slow, down, silent, lying", seconds, 5.0)

    def disk(self) -> Figure:
        """Fill the disk to its last byte for a while."""
        home = self.program.folder / "data"
        if not os.path.ismount(self.program.folder):
            raise Skipped("no small disk can be mounted here; it takes root")
        filler = home / "filler"
        with filler.open("wb") as file, suppress(OSError):
            while True:
                file.write(b"\0" * 1_000_000)
                file.flush()
        told, until = [], time.monotonic() + QUIET * 2
        while time.monotonic() < until:
            told.append(self.probe.answers("/api/products/"))
            time.sleep(0.2)
        filler.unlink()
        began = time.monotonic()
        self.program.await_ready()
        seconds = time.monotonic() - began
        remark = f"while it was full {told.count(True)} of {len(told)} reads were answered"
        return Figure("disk full", seconds, 30.0, remark)

    def time(self) -> Figure:
        """Let the clock of every process jump ahead, behind the truth, and come home."""
        if self.clock is None:
            raise Skipped("there is no C compiler for bench/clock.c")
        longest = 0.0
        for offset in (300, -300, 0):
            set_clock(self.clock, offset)
            time.sleep(QUIET)
            longest = max(longest, self.probe.seconds_until(self.probe.answers))
        return Figure("clock five minutes ahead, five behind, true", longest, 5.0)


ORDER = ["web", "worker", "stream", "database", "restart", "cache", "gateway", "time", "disk"]


@contextmanager
def small_disk() -> Iterator[Path]:
    """Give a folder on a disk of its own, if one may be mounted."""
    folder = Path(tempfile.mkdtemp(prefix="tohfa-chaos-"))
    folder.chmod(0o755)
    command = ["mount", "-t", "tmpfs", "-o", f"size={DISK},mode=755", "tmpfs", str(folder)]
    mounted = os.geteuid() == 0 and subprocess.run(command, check=False).returncode == 0
    try:
        yield folder
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], check=False)
        shutil.rmtree(folder, ignore_errors=True)


def _environment(folder: Path, redis: Redis | None, *, jumps: bool) -> Path | None:
    """Set what the program is to be started with; gives the file that says how the clock is off."""
    if redis is not None:
        os.environ["REDIS_URL"] = f"redis://127.0.0.1:{redis.port}/0"
    compiler = shutil.which("cc")
    if compiler is None or not jumps:
        return None
    # Outside the disk that is filled, and where the database's own user can read it.
    place = Path(tempfile.mkdtemp(prefix="tohfa-clock-"))
    place.chmod(0o755)
    clock, library = place / "offset", place / "clock.so"
    set_clock(clock, 0)
    command = [
        compiler,
        "-shared",
        "-fPIC",
        "-o",
        str(library),
        str(ROOT / "bench" / "clock.c"),
        "-ldl",
    ]
    subprocess.run(command, check=True)
    os.environ.update(LD_PRELOAD=str(library), TOHFA_CLOCK=str(clock))
    return clock


def set_clock(clock: Path, seconds: int) -> None:
    """Put every clock wrong by so many seconds; the file is read as it is, so it is never emptied."""
    with clock.open("r+b" if clock.exists() else "wb") as file:
        file.write(struct.pack("i", seconds))


def _unhook() -> None:
    """Keep our own clock true: only the program's is to jump."""
    for name in ("LD_PRELOAD", "TOHFA_CLOCK"):
        os.environ.pop(name, None)


def run(chosen: list[str]) -> tuple[list[Figure], list[str]]:
    figures: list[Figure] = []
    with small_disk() as folder, ExitStack() as ends:
        redis: Redis | None = Redis(folder)
        try:
            redis.start()  # type: ignore[union-attr]
            ends.callback(redis.kill)  # type: ignore[union-attr]
        except Skipped:
            redis = None
        clock = _environment(folder, redis, jumps="time" in chosen)
        if clock is not None:
            ends.callback(shutil.rmtree, clock.parent, ignore_errors=True)
        program = Program(folder)
        ends.callback(program.end)
        program.await_ready(900)
        program.share_settings()
        _unhook()
        import django

        django.setup()
        from bench import kill_money_books as books

        books.prepare(program.address, PIN)
        before = books.gateway_position()
        load = Load(program, int(os.environ.get("SEED") or 1))
        ends.callback(load.stopping.set)
        load.start(*books.people_and_pieces())
        chaos = Chaos(program, redis, clock)
        for name in chosen:
            figures.append(_tried(name, getattr(chaos, name)))
        load.stop()
        program.await_ready()
        waited = books.settle_down(program.address, LONGEST_WAIT)
        print(f"at rest after {waited:.0f} s; {dict(sorted(load.counts.items()))}")
        for name, value in books.figures().items():
            print(f"{name:15}{value}")
        return figures, books.faults(load, before)


def _tried(name: str, does: Callable[[], Figure]) -> Figure:
    from django.db import close_old_connections

    try:
        close_old_connections()
        figure = does()
    except Skipped as skipped:
        figure = Figure(name, None, None, f"left out: {skipped}")
    print(_line(figure), flush=True)
    time.sleep(QUIET)
    return figure


def _line(figure: Figure) -> str:
    seconds = "–" if figure.seconds is None else f"{figure.seconds:.1f} s"
    return f"  {figure.name:46}{seconds:>8}  {figure.remark}"


# --- the network between two hosts --------------------------------------------------------------
class Hosts:
    """A web node in a network of its own: one cable to its clients, one to its database."""

    NAME = "tohfa-chaos"
    CABLES = (("clients", "10.97.1"), ("database", "10.97.2"))

    def __enter__(self) -> "Hosts":
        if os.geteuid() != 0 or shutil.which("ip") is None:
            raise Skipped("network namespaces take root and the program ip")
        self._ip("netns", "add", self.NAME)
        for name, net in self.CABLES:
            self._ip("link", "add", f"tc-{name}", "type", "veth", "peer", "name", f"tn-{name}")
            self._ip("link", "set", f"tn-{name}", "netns", self.NAME)
            self._ip("addr", "add", f"{net}.1/30", "dev", f"tc-{name}")
            self._ip("link", "set", f"tc-{name}", "up")
            self._ip("-n", self.NAME, "addr", "add", f"{net}.2/30", "dev", f"tn-{name}")
            self._ip("-n", self.NAME, "link", "set", f"tn-{name}", "up")
        self._ip("-n", self.NAME, "link", "set", "lo", "up")
        return self

    def __exit__(self, *_: object) -> None:
        for name, _net in self.CABLES:
            subprocess.run(["ip", "link", "del", f"tc-{name}"], check=False)
        subprocess.run(["ip", "netns", "del", self.NAME], check=False)

    def _ip(self, *arguments: str) -> None:
        done = subprocess.run(["ip", *arguments], capture_output=True, text=True, check=False)
        if done.returncode:
            raise Skipped(f"ip {' '.join(arguments)}: {done.stderr.strip()}")

    def cut(self, *, is_cut: bool) -> None:
        self._ip("link", "set", "tc-database", "down" if is_cut else "up")


def network() -> tuple[Figure, list[str]]:
    """Cut a web node off its database for a while, under load, and mend the cable."""
    from bench.cluster import Cluster, Process, losses, unit
    from bench.cluster import Load as Buyers
    from to7fabackend import postgres

    with Hosts() as hosts, small_disk() as folder, ExitStack() as ends:
        made = Cluster(folder, ends)
        made.primary.options = {**made.primary.options, "listen_addresses": "10.97.2.1"}
        made.address = postgres.url(folder / "a")
        seeded = made.start_primary()
        rules = made.primary.cluster / "pg_hba.conf"
        rules.write_text(rules.read_text() + "\nhost all all 10.97.2.0/30 trust\n")
        os.kill(made.primary.process.pid, signal.SIGHUP)  # type: ignore[union-attr]
        made.address = "postgresql://tohfa@10.97.2.1/tohfa"
        command, given = unit("web")
        own = {**given, "HOST": "10.97.1.2", "PORT": "8000", "WEB_PROCESSES": "1"}
        environment = made.environment("web0", own)
        del environment["DATABASE_REPLICA_URL"], environment["REDIS_URL"]
        command = ["ip", "netns", "exec", Hosts.NAME, *command]
        web = Process("web0", command, environment, folder / "web0.log")
        ends.callback(web.kill)
        base = "http://10.97.1.2:8000"
        probe = httpx2.Client(
            base_url=base, timeout=3, headers={"Host": "localhost", "X-Forwarded-Proto": "https"}
        )

        def ready() -> bool:
            with suppress(httpx2.HTTPError):
                return probe.get("/health/ready/").status_code == 200
            return False

        waiting = time.monotonic()
        while not ready():
            if time.monotonic() - waiting > 120:
                raise RuntimeError((folder / "web0.log").read_text()[-2000:])
            time.sleep(0.1)
        with Buyers(
            base, seeded, headers={"Host": "localhost", "X-Forwarded-Proto": "https"}
        ) as load:
            time.sleep(QUIET)
            hosts.cut(is_cut=True)
            time.sleep(12)
            hosts.cut(is_cut=False)
            mended = time.monotonic()
            while not any(at > mended for at, _ in load.orders):
                if time.monotonic() - mended > 60:
                    break
                time.sleep(0.05)
            first = min((at for at, _ in load.orders if at > mended), default=float("inf"))
            time.sleep(QUIET)
        lost, doubled = losses(load, postgres.url(folder / "a"))
        remark = f"{len(load.orders)} orders confirmed, {lost} lost, {doubled} doubled"
        faults = ["the cut lost or doubled an order"] if lost or doubled else []
        return Figure(
            "network cut for 12 s between two hosts", first - mended, 15.0, remark
        ), faults


def main() -> int:
    chosen = [one for one in (os.environ.get("ONLY") or "").split(",") if one]
    known = [*ORDER, "network"]
    if unknown := set(chosen) - set(known):
        print(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(known)}")
        return 2
    chosen = chosen or known
    figures: list[Figure] = []
    faults: list[str] = []
    if parts := [one for one in ORDER if one in chosen]:
        figures, faults = run(parts)
    if "network" in chosen:
        try:
            figure, more = network()
        except Skipped as skipped:
            figure, more = Figure("network", None, None, f"left out: {skipped}"), []
        print(_line(figure), flush=True)
        figures.append(figure)
        faults += more
    print()
    for figure in figures:
        print(_line(figure))
    faults += [f"{figure.name} took too long" for figure in figures if figure.is_late]
    for fault in faults:
        print(f"FAULT: {fault}")
    print("nothing lost, nothing doubled" if not faults else f"{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
