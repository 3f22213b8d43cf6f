"""A backup of a running instance, restored into a second one, is the same instance."""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import psycopg
import pytest

from tests import embedded
from to7fabackend import backup, postgres


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Path]:
    """An instance with migrated tables and files, its server running."""
    for parent in (tmp_path, *tmp_path.parents[:3]):
        parent.chmod(parent.stat().st_mode | 0o011)
    data_dir = tmp_path / "shop"
    data_dir.mkdir(mode=0o755)
    shutil.copytree(embedded.prepared(), data_dir / "pg", symlinks=True)
    (data_dir / "media" / "products").mkdir(parents=True)
    (data_dir / "media" / "products" / "vase.webp").write_bytes(b"a picture")
    server = postgres.Server(data_dir)
    server.start()
    yield data_dir
    server.stop()


def ask(data_dir: Path, statement: str) -> Any:
    with psycopg.connect(postgres.url(data_dir), autocommit=True) as connection:
        found = connection.execute(statement)
        return found.fetchall() if found.description else None


COUNT = "SELECT count(*) FROM custom_auth_governorate"


@pytest.mark.slow
def test_a_backup_comes_back_as_it_was(running: Path, tmp_path: Path) -> None:
    folder = backup.backup(running, tmp_path / "backups")
    again = tmp_path / "again"
    backup.restore(folder, again)
    server = postgres.Server(again)
    server.start()
    try:
        assert ask(again, COUNT) == ask(running, COUNT) == [(27,)]
        tables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        assert ask(again, tables) == ask(running, tables)
    finally:
        server.stop()
    assert (again / "media" / "products" / "vase.webp").read_bytes() == b"a picture"
    with pytest.raises(backup.BackupFailure, match="not empty"):
        backup.restore(folder, again)


@pytest.mark.slow
def test_an_instance_is_brought_back_to_a_moment_before_the_mistake(
    running: Path, tmp_path: Path
) -> None:
    into = tmp_path / "backups"
    receiving = subprocess.Popen(backup.log(running, into), stderr=subprocess.DEVNULL)
    try:
        folder = backup.backup(running, into)
        ask(running, "CREATE TABLE orders_of_the_day AS SELECT generate_series(1, 100) AS n")
        ((moment,),) = ask(running, "SELECT clock_timestamp()::text")
        time.sleep(0.2)
        ask(running, "DROP TABLE orders_of_the_day")
        ((piece,),) = ask(running, "SELECT pg_walfile_name(pg_current_wal_insert_lsn())")
        ask(running, "SELECT pg_switch_wal()")
        _await_file(into / "wal" / piece)
    finally:
        receiving.terminate()
        receiving.wait(20)
    again = tmp_path / "again"
    backup.restore(folder, again, until=moment)
    server = postgres.Server(again)
    server.start()
    try:
        _await_promotion(again)
        assert ask(again, "SELECT count(*) FROM orders_of_the_day") == [(100,)]
        assert ask(again, COUNT) == [(27,)]
    finally:
        server.stop()


def _await_file(path: Path) -> None:
    """Wait until the receiver has written a piece of the log down to its end."""
    deadline = time.monotonic() + 60
    while not path.exists():
        assert time.monotonic() < deadline, sorted(path.parent.iterdir())
        time.sleep(0.1)


def _await_promotion(data_dir: Path) -> None:
    deadline = time.monotonic() + 30
    while ask(data_dir, "SELECT pg_is_in_recovery()") == [(True,)]:
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_a_damaged_file_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"as it was")
    digest = hashlib.sha256(b"as it was").hexdigest()
    manifest = {"Files": [{"Path": "file", "Checksum": digest}]}
    (tmp_path / "backup_manifest").write_text(json.dumps(manifest))
    backup.verify(tmp_path)

    (tmp_path / "file").write_bytes(b"as it is")

    with pytest.raises(backup.BackupFailure, match="file is missing from the backup or damaged"):
        backup.verify(tmp_path)


def test_encrypted_backups_need_the_passphrase(
    running: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []
    monkeypatch.setenv("BACKUP_PASSPHRASE_FILE", str(tmp_path / "passphrase"))
    real = backup.run

    def noted(command: Any) -> None:
        if command[0] == "gpg":
            seen.append([str(word) for word in command])
            Path(f"{command[-1]}.gpg").write_bytes(b"sealed")
        else:
            real(command)

    monkeypatch.setattr(backup, "run", noted)

    folder = backup.backup(running, tmp_path / "backups")

    assert sorted(path.name for path in folder.iterdir()) == ["files.tar.gz.gpg", "pg.tar.gz.gpg"]
    assert all("--passphrase-file" in command and "AES256" in command for command in seen)


@pytest.fixture
def sealed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A passphrase in a file, and gpg to use it; gives that file."""
    if shutil.which("gpg") is None:
        pytest.skip("gpg is not installed")
    passphrase = tmp_path / "passphrase"
    passphrase.write_text("a long enough sentence")
    monkeypatch.setenv("BACKUP_PASSPHRASE_FILE", str(passphrase))
    return passphrase


@pytest.mark.slow
def test_a_sealed_log_brings_an_instance_back_and_says_nothing_to_who_has_no_passphrase(
    running: Path, tmp_path: Path, sealed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    into, word = tmp_path / "backups", "a word that nobody else may read"
    spool = running / backup.SPOOL
    receiving = subprocess.Popen(backup.log(running, into), stderr=subprocess.DEVNULL)
    try:
        folder = backup.backup(running, into)
        ask(running, f"CREATE TABLE orders_of_the_day AS SELECT '{word}' AS n")
        ((piece,),) = ask(running, "SELECT pg_walfile_name(pg_current_wal_insert_lsn())")
        ask(running, "SELECT pg_switch_wal()")
        _await_file(spool / piece)
        backup.seal_log(spool, into / "wal")
        ask(running, "INSERT INTO orders_of_the_day VALUES ('in the unfinished piece')")
        time.sleep(1)
        backup.seal_log(spool, into / "wal")
    finally:
        receiving.terminate()
        receiving.wait(20)

    kept = list((into / "wal").iterdir())
    assert {path.suffix for path in kept} == {".gpg"}
    assert (into / "wal" / f"{piece}.gpg") in kept
    assert word.encode() in (spool / piece).read_bytes()  # as it would have lain there
    assert not any(word.encode() in path.read_bytes() for path in into.rglob("*.gpg"))

    again = tmp_path / "again"
    backup.restore(folder, again)
    server = postgres.Server(again)
    server.start()
    try:
        _await_promotion(again)
        found = ask(again, "SELECT n FROM orders_of_the_day ORDER BY 1")
        assert found == [(word,), ("in the unfinished piece",)]
    finally:
        server.stop()
    monkeypatch.delenv("BACKUP_PASSPHRASE_FILE")
    with pytest.raises(backup.BackupFailure, match="set BACKUP_PASSPHRASE_FILE"):
        backup.restore(folder, tmp_path / "without")
    sealed.write_text("another sentence")
    monkeypatch.setenv("BACKUP_PASSPHRASE_FILE", str(sealed))
    with pytest.raises(backup.BackupFailure, match="gpg"):
        backup.restore(folder, tmp_path / "with-another")


def test_pieces_of_the_log_are_sealed_once_and_the_receiver_finds_where_it_was(
    tmp_path: Path, sealed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spool, wal = tmp_path / "spool", tmp_path / "wal"
    spool.mkdir()
    wal.mkdir()
    first, second, growing = (f"{number:024X}" for number in (1, 2, 3))
    for name in (first, second, f"{growing}.partial", "00000002.history"):
        (spool / name).write_bytes(name.encode())
    runs: list[Any] = []
    real = backup.run

    def noted(command: Any) -> None:
        runs.append(command)
        real(command)

    monkeypatch.setattr(backup, "run", noted)

    backup.seal_log(spool, wal)

    everything = ["00000002.history", first, second, f"{growing}.partial"]
    assert sorted(path.name for path in wal.iterdir()) == sorted(f"{n}.gpg" for n in everything)
    assert not (spool / first).exists()
    assert (spool / second).exists()
    assert (wal / f"{second}.gpg").stat().st_mtime_ns == (spool / second).stat().st_mtime_ns
    assert len(runs) == 4
    backup.seal_log(spool, wal)
    assert len(runs) == 4  # as they are, they are sealed

    (spool / f"{growing}.partial").rename(spool / growing)
    backup.seal_log(spool, wal)

    assert (wal / f"{growing}.gpg").exists()
    assert not (wal / f"{growing}.partial.gpg").exists()


def test_where_the_log_cannot_be_sealed_nothing_of_it_is_let_go_or_left_in_the_clear(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spool, wal = tmp_path / "spool", tmp_path / "wal"
    spool.mkdir()
    wal.mkdir()
    monkeypatch.setenv("BACKUP_PASSPHRASE_FILE", str(tmp_path / "passphrase"))
    names = [f"{number:024X}" for number in (1, 2)]
    for name in names:
        (spool / name).write_bytes(b"the log")

    def fails(command: Any) -> None:
        raise backup.BackupFailure("gpg: no agent")

    monkeypatch.setattr(backup, "run", fails)

    with pytest.raises(backup.BackupFailure):
        backup.seal_log(spool, wal)

    assert sorted(path.name for path in spool.iterdir()) == names
    assert list(wal.iterdir()) == []


# Writes two pieces, and finishes the second when it is told to end.
RECEIVER = """
import os, pathlib, signal, sys
spool = pathlib.Path(sys.argv[1])
(spool / ("0" * 23 + "1")).write_bytes(b"whole")
growing = spool / ("0" * 23 + "2.partial")
growing.write_bytes(b"half")
signal.signal(signal.SIGTERM, lambda *_: (growing.rename(growing.with_suffix("")), os._exit(7)))
print("written", flush=True)
signal.pause()
"""


def test_the_log_is_sealed_as_it_grows_and_once_more_when_the_receiver_has_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spool, wal = tmp_path / backup.SPOOL, tmp_path / "backups" / "wal"
    spool.mkdir()
    wal.mkdir(parents=True)
    handler = signal.getsignal(signal.SIGTERM)
    refused = iter([True])

    def seals(file: Path) -> Path:
        if next(refused, False):
            raise backup.BackupFailure("gpg: no agent")
        return file.rename(f"{file}.gpg")

    def end_it_once_all_is_there() -> None:
        while len(list(wal.glob("0*"))) < 2:
            time.sleep(0.01)
        os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.setenv("BACKUP_PASSPHRASE_FILE", str(tmp_path / "passphrase"))
    monkeypatch.setattr(backup, "SEALED_EVERY", 0.05)
    monkeypatch.setattr(backup, "seal", seals)
    monkeypatch.setattr(backup, "log", lambda *_: [sys.executable, "-c", RECEIVER, spool])
    watching = Thread(target=end_it_once_all_is_there)
    watching.start()
    try:
        code = backup.keep_log(tmp_path, tmp_path / "backups")
    finally:
        watching.join()
        signal.signal(signal.SIGTERM, handler)

    assert code == 7
    # The first time it could not be sealed, which ended nothing; the last piece came as the receiver ended.
    assert sorted(path.name for path in wal.iterdir()) == [f"{n:024X}.gpg" for n in (1, 2)]


def test_old_backups_go_and_the_log_that_only_they_needed(tmp_path: Path) -> None:
    begun = datetime(2026, 11, 1, 2, tzinfo=UTC)
    for day in range(backup.KEPT + 3):
        (tmp_path / (begun + timedelta(days=day)).strftime("%Y%m%dT%H%M%SZ")).mkdir()
    (tmp_path / "wal").mkdir()
    oldest_kept = begun + timedelta(days=3)
    for number, at in enumerate((-timedelta(hours=2), -timedelta(minutes=30), timedelta(days=1))):
        piece = tmp_path / "wal" / f"{number:024X}"
        piece.touch()
        moment = (oldest_kept + at).timestamp()
        os.utime(piece, (moment, moment))

    backup.forget_old(tmp_path)

    kept = sorted(path.name for path in tmp_path.glob("*T*Z"))
    assert (len(kept), kept[0]) == (backup.KEPT, oldest_kept.strftime("%Y%m%dT%H%M%SZ"))
    assert [path.name[-1] for path in sorted((tmp_path / "wal").iterdir())] == ["1", "2"]
