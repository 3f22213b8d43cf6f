"""Backups of a whole instance: the database as it runs, its write-ahead log, and the files.

``backup`` takes a base backup with PostgreSQL's own pg_basebackup (compared with its manifest) and packs
the files beside it. ``log`` keeps writing down the write-ahead log with pg_receivewal, so that an
instance can be brought back to any moment since. ``restore`` makes a data directory of them. With
``BACKUP_PASSPHRASE_FILE`` set, all of it is encrypted by gpg: the log is written down beside the database
first, and its pieces go to the backups sealed.
"""

import argparse
import contextlib
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from to7fabackend import postgres

ROOT = Path(__file__).resolve().parent.parent
FILES = ("media", "private", "secrets.json")
KEPT = 14
SLOT = "tohfa_log"
# Where the log is written down before it is sealed: on the disk that has the database itself in the clear.
SPOOL = "log-spool"
SEALED_EVERY = 10  # seconds; a log that is not sealed needs no such wait
UNFINISHED = ".partial"


class BackupFailure(RuntimeError):
    """Why it failed, in a sentence for people."""


def say(text: str) -> None:
    sys.stdout.write(f"tohfa: {text}\n")
    sys.stdout.flush()


def program(name: str) -> str:
    """Find one of PostgreSQL's programs: the ones that come along, else those of the machine."""
    ours = postgres.binaries() / name
    found = str(ours) if ours.exists() else shutil.which(name)
    if found is None:
        raise BackupFailure(f"{name} is not installed.")
    return found


def run(command: Sequence[str | Path]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BackupFailure(f"{Path(command[0]).name}: {done.stderr.strip()[-500:]}")


def where(data_dir: Path) -> str:
    return os.environ.get("DATABASE_URL") or postgres.url(data_dir)


def backup(data_dir: Path, into: Path) -> Path:
    """Take a backup of a running instance into a folder of its own below ``into``; gives that folder.

    :raises BackupFailure:
    """
    folder = into / datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    folder.mkdir(parents=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        base = Path(scratch) / "pg"
        command: list[str | Path] = [program("pg_basebackup"), "-d", where(data_dir), "-D", base]
        run([*command, "-X", "stream", "-c", "fast", "--no-sync", "--manifest-checksums", "SHA256"])
        verify(base)
        _pack(folder / "pg.tar.gz", [(base, "pg")])
    present = [(data_dir / name, name) for name in FILES if (data_dir / name).exists()]
    _pack(folder / "files.tar.gz", present)
    forget_old(into)
    return folder


def forget_old(into: Path) -> None:
    """Keep the newest backups, and of the log what any of them could be brought forward by."""
    backups = sorted(into.glob("*T*Z"))
    for old in backups[:-KEPT]:
        shutil.rmtree(old)
    oldest = datetime.strptime(backups[-KEPT:][0].name, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    # A piece of the log that was finished an hour before the oldest backup began is none of its own.
    needed_since = (oldest - timedelta(hours=1)).timestamp()
    for piece in (into / "wal").glob("[0-9A-F]*"):
        if piece.stat().st_mtime < needed_since:
            piece.unlink()


def verify(base: Path) -> None:
    """Compare every file of a base backup with PostgreSQL's manifest of it.

    :raises BackupFailure: naming the first file that is missing or damaged.
    """
    manifest = json.loads((base / "backup_manifest").read_text(encoding="utf-8"))
    for entry in manifest["Files"]:
        path = base / entry["Path"]
        with contextlib.suppress(OSError), path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() == entry["Checksum"]:
                continue
        raise BackupFailure(f"{entry['Path']} is missing from the backup or damaged.")


def gpg(passphrase_file: str) -> list[str | Path]:
    command: list[str | Path] = ["gpg", "--batch", "--yes", "--pinentry-mode", "loopback"]
    return [*command, "--passphrase-file", passphrase_file]


def _pack(target: Path, sources: Sequence[tuple[Path, str]]) -> None:
    with tarfile.open(target, "w:gz", compresslevel=3) as archive:
        for path, name in sources:
            archive.add(path, name)
    if is_sealed():
        seal(target)
        target.unlink()


def is_sealed() -> bool:
    return bool(os.environ.get("BACKUP_PASSPHRASE_FILE"))


def seal(path: Path) -> Path:
    """Encrypt a file into one beside it, which is there whole or not at all; gives that one."""
    passphrase = os.environ["BACKUP_PASSPHRASE_FILE"]
    sealed = path.with_name(f"{path.name}.gpg")
    run([*gpg(passphrase), "--symmetric", "--cipher-algo", "AES256", path])
    return sealed


def unseal(sealed: Path, plain: Path) -> None:
    passphrase = os.environ.get("BACKUP_PASSPHRASE_FILE", "")
    if not passphrase:
        raise BackupFailure(f"{sealed.name} is encrypted: set BACKUP_PASSPHRASE_FILE.")
    run([*gpg(passphrase), "--output", plain, "--decrypt", sealed])


def _unpack(folder: Path, name: str, into: Path) -> None:
    plain, sealed = folder / name, folder / f"{name}.gpg"
    with tempfile.TemporaryDirectory() as scratch:
        if not plain.exists():
            if not sealed.exists():
                raise BackupFailure(f"{folder} has no {name}.")
            plain = Path(scratch) / name
            unseal(sealed, plain)
        with tarfile.open(plain) as archive:
            archive.extractall(into, filter="data")


def log(data_dir: Path, into: Path) -> list[str | Path]:
    """Give the command that keeps writing down the write-ahead log until it is ended.

    What is to be sealed is written to the spool; ``seal_log`` takes it from there.

    :raises BackupFailure: if the server does not let us.
    """
    (into / "wal").mkdir(parents=True, exist_ok=True)
    target = into / "wal"
    if is_sealed():
        target = data_dir / SPOOL
        target.mkdir(parents=True, exist_ok=True, mode=0o700)
    command: list[str | Path] = [program("pg_receivewal"), "-d", where(data_dir), "--slot", SLOT]
    # The server keeps what has not been written down yet: by itself it would soon throw it away.
    run([*command, "--create-slot", "--if-not-exists"])
    return [*command, "-D", target, "--synchronous", "--no-loop"]


def seal_log(spool: Path, wal: Path) -> None:
    """Put what the spool has of the log among the backups, sealed: finished pieces once, the unfinished
    one anew as it grows.

    The newest finished piece stays in the spool: by it the receiver knows where to go on.

    :raises BackupFailure: if gpg does; what is in the spool stays there for the next time.
    """
    finished = sorted(piece for piece in _pieces(spool) if piece.suffix != UNFINISHED)
    for piece in finished:
        _seal_piece(piece, wal)
        (wal / f"{piece.name}{UNFINISHED}.gpg").unlink(missing_ok=True)
    segments = [piece for piece in finished if not piece.suffix]
    for piece in segments[:-1]:
        piece.unlink()
    for piece in _pieces(spool):
        # The receiver may finish it, and so rename it, at any moment: the next time has it then.
        if piece.suffix == UNFINISHED:
            with contextlib.suppress(FileNotFoundError):
                _seal_piece(piece, wal)


def _pieces(folder: Path) -> Iterator[Path]:
    return iter(sorted(folder.glob("[0-9A-F]*")))


def _seal_piece(piece: Path, wal: Path) -> None:
    """Seal a piece that has not been sealed as it is now; it keeps the time it was written."""
    sealed = wal / f"{piece.name}.gpg"
    written = piece.stat().st_mtime_ns
    if sealed.exists() and sealed.stat().st_mtime_ns == written:
        return
    with tempfile.TemporaryDirectory(dir=piece.parent) as scratch:
        copied = Path(shutil.copy(piece, scratch))
        made = seal(copied)
        os.utime(made, ns=(written, written))
        # From the database's disk to that of the backups: there under its name whole or not at all.
        arriving = wal / f".{made.name}"
        shutil.copy2(made, arriving)
        arriving.replace(sealed)


def keep_log(data_dir: Path, into: Path) -> int:
    """Keep writing down the log until it is told to end; gives what the receiver ended with.

    :raises BackupFailure:
    """
    command = log(data_dir, into)
    if not is_sealed():
        return subprocess.run(command, check=False).returncode
    receiver = subprocess.Popen(command)
    signal.signal(signal.SIGTERM, lambda *_: receiver.terminate())
    while True:
        with contextlib.suppress(subprocess.TimeoutExpired):
            receiver.wait(SEALED_EVERY)
        try:
            seal_log(data_dir / SPOOL, into / "wal")
        except BackupFailure as error:
            say(f"the log could not be sealed: {error}")
        if receiver.returncode is not None:
            return receiver.returncode


def restore(folder: Path, data_dir: Path, *, until: str | None = None) -> None:
    """Make a data directory of a backup, with the log beside it up to ``until`` or its end.

    :raises BackupFailure: also if there is something in the directory.
    """
    if data_dir.exists() and any(data_dir.iterdir()):
        raise BackupFailure(f"{data_dir} is not empty; a backup is restored into a new place.")
    data_dir.mkdir(parents=True, exist_ok=True)
    _unpack(folder, "pg.tar.gz", data_dir)
    _unpack(folder, "files.tar.gz", data_dir)
    cluster = data_dir / "pg"
    cluster.chmod(0o700)
    wal = folder.parent / "wal"
    if wal.exists():
        archive = data_dir / "restored-wal"
        archive.mkdir()
        _open_log(wal, archive)
        _recover(cluster, archive, until)
    elif until:
        raise BackupFailure(
            f"There is no log beside {folder}: only its own moment can be restored."
        )


def _open_log(wal: Path, archive: Path) -> None:
    """Copy the log's pieces to where the server reads them, and open those that are sealed."""
    for piece in _pieces(wal):
        if piece.suffix != ".gpg":
            shutil.copy2(piece, archive)
        else:
            unseal(piece, archive / piece.stem)


def _recover(cluster: Path, archive: Path, until: str | None) -> None:
    """Have the server go through the log when it starts; the last, unfinished piece counts too."""
    for partial in archive.glob(f"*{UNFINISHED}"):
        finished = partial.with_suffix("")
        partial.unlink() if finished.exists() else partial.rename(finished)
    os.chmod(archive, 0o755)  # noqa: PTH101, S103 - read by the server's own user
    for piece in archive.iterdir():
        piece.chmod(0o644)
    lines = [f'restore_command = \'cp "{archive}/%f" "%p"\'', "recovery_target_action = 'promote'"]
    if until:
        lines.append(f"recovery_target_time = '{until}'")
    with (cluster / "postgresql.auto.conf").open("a") as settings:
        settings.write("\n".join(lines) + "\n")
    (cluster / "recovery.signal").touch()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    for verb in ("backup", "log"):
        verbs.add_parser(verb).add_argument("into", type=Path)
    restoring = verbs.add_parser("restore")
    restoring.add_argument("folder", type=Path)
    restoring.add_argument("data_dir", type=Path)
    restoring.add_argument("--until")
    chosen = parser.parse_args()
    data_dir = Path(os.environ.get("TOHFA_DATA_DIR") or ROOT / ".data").resolve()
    try:
        if chosen.verb == "backup":
            say(f"backed up into {backup(data_dir, chosen.into.resolve())}")
        elif chosen.verb == "log":
            return keep_log(data_dir, chosen.into.resolve())
        else:
            restore(chosen.folder.resolve(), chosen.data_dir.resolve(), until=chosen.until)
            say(f"restored; start it with TOHFA_DATA_DIR={chosen.data_dir} make run")
    except (BackupFailure, postgres.PostgresFailure) as error:
        say(str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
