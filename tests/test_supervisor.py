"""The whole program as one starts it: it comes up, ends cleanly, and says in a sentence what is wrong."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests import embedded
from to7fabackend import postgres

ROOT = Path(__file__).parent.parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


class Running:
    """One instance without demo data, in a process of its own."""

    def __init__(self, data_dir: Path, port: int | str) -> None:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("TOHFA_", "DJANGO_"))}
        self.port, self.data_dir = port, data_dir
        self.process = subprocess.Popen(
            [sys.executable, "-m", "to7fabackend.supervisor"],
            cwd=ROOT,
            env={**kept, "PORT": str(port), "TOHFA_DATA_DIR": str(data_dir), "DEMO": "0"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def await_ready(self) -> "Running":
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if "ready after" in line:
                return self
        raise AssertionError(f"it ended with {self.process.wait()}")

    def ready(self) -> dict[str, object]:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/ready/") as answer:
            found: dict[str, object] = json.load(answer)
        return found

    def children(self) -> dict[int, str]:
        """Give the command of every process that was started for this data directory, by its id."""
        found = {}
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit() or int(entry.name) == self.process.pid:
                continue
            try:
                environment = (entry / "environ").read_bytes()
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
            marks = (f"TOHFA_DATA_DIR={self.data_dir}\0".encode(), str(self.data_dir).encode())
            if marks[0] in environment + b"\0" or marks[1] in command.encode():
                found[int(entry.name)] = command
        return found

    def end(self, sign: int = signal.SIGTERM) -> int:
        if self.process.poll() is None:
            self.process.send_signal(sign)
        code = self.process.wait(40)
        if self.process.stdout is not None:
            self.process.stdout.close()
        return code


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[Running]:
    tmp_path.chmod(0o755)
    # The tables are there already: that they are made from nothing is seen by every new clone's run.
    shutil.copytree(embedded.prepared(), tmp_path / "data" / "pg", symlinks=True)
    running = Running(tmp_path / "data", free_port())
    yield running
    running.end()


def refusal(data_dir: Path, port: int | str) -> tuple[int, str]:
    running = Running(data_dir, port)
    output, _ = running.process.communicate(timeout=60)
    return running.process.returncode, output.strip()


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.skipif(not Path("/proc/self").exists(), reason="it looks for processes in /proc")
def test_it_starts_goes_on_after_a_kill_and_leaves_nothing_behind(instance: Running) -> None:
    instance.await_ready()
    parts = {part["name"]: part["status"] for part in instance.ready()["parts"]}  # type: ignore[attr-defined]
    assert (parts["database"], parts["migrations"]) == ("ok", "ok")
    secrets = (instance.data_dir / "secrets.json").read_text()
    assert instance.data_dir.joinpath("secrets.json").stat().st_mode & 0o077 == 0

    for name in ("manage.py work", "gunicorn", "postgres -D", "bin/postgres"):
        for pid in [pid for pid, command in instance.children().items() if name in command][:1]:
            os.kill(pid, signal.SIGKILL)
            await_again(instance)
    second = refusal(instance.data_dir, free_port())
    code = instance.end(signal.SIGINT)

    assert second[0] == 1
    assert "already running" in second[1]
    assert code == 0
    assert instance.children() == {}
    again = Running(instance.data_dir, instance.port).await_ready()
    assert (instance.data_dir / "secrets.json").read_text() == secrets
    assert again.end() == 0


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.skipif(not Path("/proc/self").exists(), reason="it looks for processes in /proc")
def test_it_starts_again_after_the_supervisor_itself_was_killed(instance: Running) -> None:
    instance.await_ready()
    instance.end(signal.SIGKILL)
    assert any("postgres -D" in command for command in instance.children().values())
    deadline = time.monotonic() + 40
    while time.monotonic() < deadline and any(
        "postgres" not in command for command in instance.children().values()
    ):
        time.sleep(0.1)

    again = Running(instance.data_dir, instance.port).await_ready()

    assert again.ready()["status"] == "ok"
    assert again.end() == 0
    assert instance.children() == {}


def test_a_database_that_was_killed_is_started_once_its_last_process_has_ended(
    tmp_path: Path,
) -> None:
    tmp_path.chmod(0o755)
    shutil.copytree(embedded.prepared(), tmp_path / "data" / "pg", symlinks=True)
    server = postgres.Server(tmp_path / "data", **embedded.FAST)
    server.start()
    try:
        assert server.process is not None
        with psycopg.connect(postgres.url(tmp_path / "data")) as slow:
            os.kill(slow.info.backend_pid, signal.SIGSTOP)
            server.process.kill()
            server.process.wait()
            waking = threading.Timer(1, os.kill, (slow.info.backend_pid, signal.SIGCONT))
            waking.start()
            server.start()
            waking.join()
        assert "still in use" in server.log.read_text()
        assert server.is_running()
    finally:
        server.stop()


def await_again(instance: Running) -> None:
    deadline = time.monotonic() + 40
    time.sleep(0.3)
    while time.monotonic() < deadline:
        try:
            if instance.ready()["status"] == "ok":
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError("it did not come back")


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]

        code, said = refusal(tmp_path / "data", port)

    assert code == 1
    assert said.splitlines() == [said]
    assert f"Port {port} cannot be used" in said


@pytest.mark.parametrize("port", ["70000", "eighty"])
def test_a_port_that_is_none(tmp_path: Path, port: str) -> None:
    code, said = refusal(tmp_path / "data", port)

    assert (code, "cannot be used" in said) == (1, True)


def test_a_directory_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    code, said = refusal(tmp_path / "file" / "data", free_port())

    assert code == 1
    assert "cannot be written" in said
    assert "Traceback" not in said


def test_a_python_that_is_too_old_is_told_so() -> None:
    program = (
        "import sys; sys.version_info = (3, 9, 1, 'final', 0); sys.argv = ['install.py', 'run'];"
        "exec(compile(open('tools/install.py').read(), 'tools/install.py', 'exec'),"
        " {'__name__': '__main__', '__file__': 'tools/install.py'})"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert "Python 3.11 or newer is needed, this is 3.9.1" in done.stderr


def test_production_names_everything_that_is_missing(tmp_path: Path) -> None:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("TOHFA_", "DJANGO_"))}
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env={**kept, "TOHFA_ENV": "production", "TOHFA_DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode != 0
    missing = ["SECRET_KEY", "JWT_PRIVATE_KEYS", "FIELD_KEYS", "BLIND_INDEX_KEY"]
    assert [name for name in missing if name not in done.stderr] == []
