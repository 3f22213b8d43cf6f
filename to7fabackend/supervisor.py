"""``make run``: one process that owns the database, the web server, the worker and the streams.

Standard library only. It starts them in order, says what it does, starts again what dies, passes
signals on and leaves nothing behind.
"""

import ctypes
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import IO

from to7fabackend import postgres
from to7fabackend.postgres import PostgresFailure

ROOT = Path(__file__).resolve().parent.parent
PORT = os.environ.get("PORT") or "8000"
DATA_DIR = Path(os.environ.get("TOHFA_DATA_DIR") or ROOT / ".data").resolve()
GRACE = 25
# A child that dies more often than this within a minute is not worth starting again.
MOST_RESTARTS = 5

ACCOUNTS = """
  Sign in with the password tohfa-demo-2026 as
    buyer@tohfa.example    buyer2@tohfa.example    artist@tohfa.example
    store@tohfa.example    admin@tohfa.example (back office)
"""


class CannotRun(RuntimeError):
    """Why it cannot be run, in one sentence for people."""


def say(text: str) -> None:
    sys.stdout.write(f"tohfa: {text}\n")
    sys.stdout.flush()


def die_with_parent(sign: int = signal.SIGTERM) -> Callable[[], None]:
    """Give what a child runs so that it ends when this process is killed outright (Linux)."""

    def ask() -> None:
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(1, sign)  # PR_SET_PDEATHSIG

    return ask


@dataclass
class Child:
    name: str
    command: Sequence[str | Path]
    environment: dict[str, str]
    process: subprocess.Popen[bytes] | None = None
    starts: list[float] = field(default_factory=list)

    def start(self) -> None:
        log = (DATA_DIR / "logs" / f"{self.name}.log").open("ab")
        with log:
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=die_with_parent(),
            )
        self.starts = [*(at for at in self.starts if at > time.monotonic() - 60), time.monotonic()]

    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(GRACE)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


class Supervisor:
    def __init__(self) -> None:
        self.server: postgres.Server | None = None
        self.children: list[Child] = []
        self.is_stopping = False
        self.lock: IO[str] | None = None

    def run(self) -> None:
        signal.signal(signal.SIGINT, self._ask_to_stop)
        signal.signal(signal.SIGTERM, self._ask_to_stop)
        began = time.monotonic()
        self._check()
        try:
            self._start_database()
            self._prepare()
            self._start_children()
            self._await_ready()
            if not self.is_stopping:
                self._announce(time.monotonic() - began)
            self._watch()
        finally:
            self._stop()

    def _ask_to_stop(self, _signal: int, _frame: object) -> None:
        self.is_stopping = True

    def _check(self) -> None:
        """Find out what would go wrong before anything is started.

        :raises CannotRun:
        """
        try:
            (DATA_DIR / "logs").mkdir(parents=True, exist_ok=True)
            self.lock = (DATA_DIR / "running").open("w")
        except OSError as error:
            raise CannotRun(
                f"The data directory {DATA_DIR} cannot be written ({error.strerror}). "
                "Name another one: TOHFA_DATA_DIR=… make run"
            ) from error
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise CannotRun(
                f"Tohfa is already running on {DATA_DIR}. Stop it first, or run a second one on "
                "another directory: PORT=8001 TOHFA_DATA_DIR=… make run"
            ) from error
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", int(PORT)))
            except (OSError, ValueError, OverflowError) as error:
                raise CannotRun(
                    f"Port {PORT} cannot be used: something else listens there, or it is not a port. "
                    "Name another one: PORT=8001 make run"
                ) from error

    def _start_database(self) -> None:
        if os.environ.get("DATABASE_URL"):
            say("using the database of DATABASE_URL")
            return
        is_new = not (DATA_DIR / "pg" / "PG_VERSION").exists()
        say("creating the database" if is_new else "starting the database")
        self.server = postgres.Server(DATA_DIR)
        # The lock is ours, so whatever still serves this directory was left by a supervisor that was killed.
        self.server.end_orphan()
        self.server.start()

    def _environment(self, process: str, pool: int = 0) -> dict[str, str]:
        return {
            **os.environ,
            "PORT": PORT,
            "TOHFA_DATA_DIR": str(DATA_DIR),
            "TOHFA_PROCESS": process,
            "DATABASE_POOL": str(pool),
            # Threads share two arenas of memory, so that what a picture took is given back; and what a
            # password's hash takes, which is 19 MiB, is, too. Left alone, the C library learns to keep it.
            "MALLOC_ARENA_MAX": "2",
            "MALLOC_MMAP_THRESHOLD_": "4194304",
            "MALLOC_TRIM_THRESHOLD_": "4194304",
            "PROMETHEUS_MULTIPROC_DIR": str(self._metrics()),
            "DJANGO_SETTINGS_MODULE": "to7fabackend.settings",
        }

    def _metrics(self) -> Path:
        """Give the directory in which the processes put what they count; it begins empty."""
        # In memory where there is some: a full disk would kill whoever counts, as they are mapped files.
        memory = Path("/dev/shm")  # noqa: S108 - a folder of our own in it
        name = f"tohfa-metrics-{sha256(os.fsencode(DATA_DIR)).hexdigest()[:12]}"
        is_there = memory.is_dir() and os.access(memory, os.W_OK)
        folder = memory / name if is_there else DATA_DIR / "run" / "metrics"
        if not self.children:
            shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def _prepare(self) -> None:
        """Bring the tables up to date and load the demo, as far as that is still to be done.

        :raises CannotRun: if it fails.
        """
        command: list[str | Path] = [sys.executable, ROOT / "manage.py", "prepare"]
        child = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self._environment("prepare"),
            start_new_session=True,
            preexec_fn=die_with_parent(),
        )
        while child.poll() is None:
            if self.is_stopping:
                child.terminate()
            time.sleep(0.05)
        if child.returncode and not self.is_stopping:
            raise CannotRun("The database could not be prepared; the reason stands above.")

    def _start_children(self) -> None:
        binaries = Path(sys.executable).parent
        web: list[str | Path] = [binaries / "gunicorn", "-c", "python:to7fabackend.gunicorn"]
        web.append("to7fabackend.wsgi")
        worker: list[str | Path] = [sys.executable, ROOT / "manage.py", "work"]
        stream: list[str | Path] = [sys.executable, "-m", "to7fabackend.stream"]
        self.children = [
            Child("web", web, self._environment("web", pool=4)),
            Child("worker", worker, self._environment("worker", pool=8)),
            Child("stream", stream, self._environment("stream")),
        ]
        for child in self.children:
            if not self.is_stopping:
                child.start()

    def _await_ready(self) -> None:
        """Wait until the web server says that it is ready.

        :raises CannotRun: if it does not within a minute.
        """
        deadline = time.monotonic() + 60
        while not self.is_stopping and time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/health/ready/", timeout=5):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
            self._revive()
        if not self.is_stopping:
            raise CannotRun(f"The web server did not start; see {DATA_DIR}/logs/web.log")

    def _announce(self, seconds: float) -> None:
        here = f"http://localhost:{PORT}"
        say(f"ready after {seconds:.1f} s")
        sys.stdout.write(
            f"\n  API            {here}/api/products/\n"
            f"  Documentation  {here}/api/docs/\n"
            f"  Back office    {here}/admin/\n"
            f"  Data           {DATA_DIR}\n"
        )
        if os.environ.get("DEMO", "1") != "0":
            sys.stdout.write(ACCOUNTS)
        sys.stdout.write("\n  Ctrl-C stops everything.\n\n")
        sys.stdout.flush()

    def _watch(self) -> None:
        while not self.is_stopping:
            self._revive()
            time.sleep(0.2)

    def _revive(self) -> None:
        """Start again what has died.

        :raises CannotRun: if it dies again and again.
        """
        if self.server is not None and not self.server.is_running():
            say("the database ended unexpectedly; starting it again")
            self.server.start()
        for child in self.children:
            if child.is_running():
                continue
            if len(child.starts) > MOST_RESTARTS:
                raise CannotRun(
                    f"The {child.name} keeps ending; see {DATA_DIR}/logs/{child.name}.log"
                )
            say(f"the {child.name} ended unexpectedly; starting it again")
            child.start()

    def _stop(self) -> None:
        if self.children:
            say("stopping")
        for child in reversed(self.children):
            child.stop()
        if self.children:
            shutil.rmtree(self._metrics(), ignore_errors=True)
        if self.server is not None:
            self.server.stop()


def main() -> int:
    try:
        Supervisor().run()
    except (CannotRun, PostgresFailure) as error:
        say(str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
