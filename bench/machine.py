"""Processes under load: started, driven by wrk from outside, measured, ended."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
CONNECTIONS = 16


@dataclass(frozen=True)
class Load:
    """What one run of wrk saw. Times in milliseconds."""

    per_second: float
    p50: float
    p99: float
    failed: int


class Unfit(RuntimeError):
    """The bench cannot run here; the message says why."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def served(application: str, environment: Mapping[str, str]) -> Iterator["Server"]:
    """Serve a WSGI application the way production does: gunicorn, two processes of four threads."""
    server = Server(application, environment)
    try:
        server.await_answer()
        yield server
    finally:
        server.end()


class Server:
    def __init__(self, application: str, environment: Mapping[str, str]) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        command = [str(Path(sys.executable).parent / "gunicorn"), "-c"]
        command += ["python:to7fabackend.gunicorn", application]
        self.began = time.monotonic()
        self.seconds_to_answer = 0.0
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **environment, "PORT": str(self.port), "DATABASE_POOL": "4"},
            stdout=subprocess.DEVNULL,
        )

    def await_answer(self) -> None:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                urllib.request.urlopen(f"{self.address}/", timeout=5).close()
            except urllib.error.HTTPError:
                pass  # an answer as well
            except OSError:
                time.sleep(0.02)
                if self.process.poll() is not None:
                    break
                continue
            self.seconds_to_answer = time.monotonic() - self.began
            return
        raise Unfit("the server did not start")

    def get(self, path: str) -> bytes:
        with urllib.request.urlopen(self.address + path, timeout=30) as answer:
            body: bytes = answer.read()
        return body

    def memory(self) -> list[float]:
        """Give the resident megabytes of each serving process."""
        return [_resident(pid) for pid in self.children()]

    def children(self) -> list[int]:
        """Give the process ids of the serving processes."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in children.split()]

    def end(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def _resident(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def wrk(
    address: str,
    *,
    seconds: float,
    headers: Mapping[str, str] | None = None,
    script: Path | None = None,
    connections: int = CONNECTIONS,
    arguments: tuple[str, ...] = (),
) -> Load:
    """Drive ``address`` from a process of its own; loopback only, for a bounded time."""
    program = shutil.which("wrk")
    if program is None:
        raise Unfit("wrk is needed for the load (Debian's package wrk)")
    command = [program, "-t1", f"-c{connections}", f"-d{max(seconds, 1):.0f}s", "--latency"]
    for name, value in (headers or {}).items():
        command += ["-H", f"{name}: {value}"]
    if script is not None:
        command += ["-s", str(script)]
    done = subprocess.run(
        [*command, address, *(["--", *arguments] if arguments else [])],
        capture_output=True,
        text=True,
        check=True,
        timeout=seconds + 60,
    )
    return _read(done.stdout)


def _read(printed: str) -> Load:
    def time_at(percent: str) -> float:
        found = re.search(rf"^\s*{percent}%\s+([\d.]+)(us|ms|s)$", printed, re.MULTILINE)
        if found is None:
            return 0.0
        return float(found[1]) * {"us": 0.001, "ms": 1.0, "s": 1000.0}[found[2]]

    rate = re.search(r"Requests/sec:\s+([\d.]+)", printed)
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", printed)
    return Load(
        per_second=float(rate[1]) if rate else 0.0,
        p50=time_at("50"),
        p99=time_at("99"),
        failed=int(failed[1]) if failed else 0,
    )


def typical(runs: list[Load]) -> Load:
    """Give the median of each figure."""
    return Load(
        per_second=median(run.per_second for run in runs),
        p50=median(run.p50 for run in runs),
        p99=median(run.p99 for run in runs),
        failed=sum(run.failed for run in runs),
    )
