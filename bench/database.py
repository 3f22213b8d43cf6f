"""A database of the bench's own, in a directory that is gone afterwards."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.machine import ROOT, Unfit
from to7fabackend import postgres

# As a small server would be set up; every commit reaches the disk.
SETTINGS = {"shared_buffers": "512MB", "max_connections": "120", "work_mem": "16MB"}


# A gateway that nobody calls; what it would send is signed with its secret.
GATEWAY = {
    "PAYMOB_BASE_URL": "http://127.0.0.1:9",
    "PAYMOB_CHECKOUT_URL": "http://127.0.0.1:9",
    "PAYMOB_API_KEY": "bench",
    "PAYMOB_SECRET_KEY": "bench",
    "PAYMOB_PUBLIC_KEY": "bench",
    "PAYMOB_HMAC_SECRET": "bench",
    "PAYMOB_INTEGRATION_CARD": "4000001",
    "PAYMOB_INTEGRATION_WALLET": "4000002",
    "PAYMOB_INTEGRATION_KIOSK": "4000003",
}


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
        os.environ.update(GATEWAY)
        command = [sys.executable, "-W", "ignore", "manage.py", "migrate", "-v", "0"]
        subprocess.run(command, cwd=ROOT, check=True)
        yield folder
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def measured(run: Callable[[Path], int | None]) -> int:
    """Run a bench on a database of its own; give what its command ends with, 2 where it cannot run here."""
    try:
        with scratch() as folder:
            import django

            django.setup()
            return run(folder) or 0
    except Unfit as error:
        print(error)
        return 2
