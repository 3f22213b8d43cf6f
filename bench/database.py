"""A database of the bench's own, in a directory that is gone afterwards."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.machine import ROOT
from to7fabackend import postgres

# As a small server would be set up; every commit reaches the disk.
SETTINGS = {"shared_buffers": "512MB", "max_connections": "120", "work_mem": "16MB"}


@contextmanager
def scratch() -> Iterator[Path]:
    """Give a data directory with a migrated database under a running server."""
    folder = Path(tempfile.mkdtemp(prefix="tohfa-bench-"))
    folder.chmod(0o755)
    server = postgres.Server(folder, **SETTINGS)
    try:
        server.start()
        os.environ.update(TOHFA_DATA_DIR=str(folder), DEMO="0", LOG_REQUESTS="0")
        os.environ["DJANGO_SETTINGS_MODULE"] = "to7fabackend.settings"
        os.environ["BENCH_DSN"] = postgres.url(folder)
        os.environ["RATE_LIMIT_FACTOR"] = "1000000"
        command = [sys.executable, "-W", "ignore", "manage.py", "migrate", "-v", "0"]
        subprocess.run(command, cwd=ROOT, check=True)
        yield folder
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
