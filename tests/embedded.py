"""The suite's own PostgreSQL: started once, its migrated database the template of every other one.

Loaded by ``-p`` before the settings are, so that they find the server. The migrated cluster is kept in
the cache of pytest under the digest of all migrations, so that only a change of them costs time.
"""

import atexit
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from to7fabackend import postgres

ROOT = Path(__file__).resolve().parent.parent
IS_WORKER = "PYTEST_XDIST_WORKER" in os.environ
# Nothing here needs to survive a crash.
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "150",
}


def _digest() -> str:
    """Name everything a migrated database depends on."""
    digest = hashlib.sha256()
    sources = [*ROOT.glob("*/migrations/*.py"), ROOT / "requirements.txt"]
    sources += [
        ROOT / "to7fabackend" / "settings.py",
        *ROOT.glob("to7fabackend/postgres.py"),
        *ROOT.glob("products/search/lexicon/*"),
    ]
    for path in sorted(sources):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _migrate(data_dir: Path) -> None:
    environment = {**os.environ, "TOHFA_DATA_DIR": str(data_dir)}
    command = [sys.executable, "-W", "ignore", str(ROOT / "manage.py"), "migrate", "-v", "0"]
    subprocess.run(command, check=True, env=environment)


def prepared() -> Path:
    """Give a cluster with the migrated database in it, made now or kept from an earlier run."""
    clusters = ROOT / ".pytest_cache" / "clusters"
    kept = clusters / _digest()
    clusters.mkdir(parents=True, exist_ok=True)
    with (clusters.parent / "clusters.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # of two runs begun at once, one makes it
        if not (kept / "done").exists():
            shutil.rmtree(clusters, ignore_errors=True)
            server = postgres.Server(kept, **FAST)
            server.start()
            try:
                _migrate(kept)
            finally:
                server.stop()
            (kept / "done").touch()
    return kept / "pg"


def start() -> None:
    memory = Path("/dev/shm")  # noqa: S108 - a disk in memory, where there is one
    home = memory if os.access(memory, os.W_OK) else None
    data_dir = Path(tempfile.mkdtemp(prefix="tohfa-tests-", dir=home))
    data_dir.chmod(0o755)
    atexit.register(shutil.rmtree, data_dir, ignore_errors=True)
    shutil.copytree(prepared(), data_dir / "pg", symlinks=True)
    server = postgres.Server(data_dir, **FAST)
    server.start()
    atexit.register(server.stop)
    os.environ["TOHFA_DATA_DIR"] = str(data_dir)
    os.environ["LOG_REQUESTS"] = "0"
    os.environ["LOG_LEVEL"] = "CRITICAL"


for name in ("DATABASE_URL", "REDIS_URL", "TOHFA_ENV", "DEMO", "PORT"):
    os.environ.pop(name, None)
if not IS_WORKER:
    start()
