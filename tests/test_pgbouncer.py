"""Behind a real PgBouncer that lends connections by the transaction, everything goes on as without."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection

from bench.machine import free_port

ROOT = Path(__file__).parent.parent
BINARY = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin")
pytestmark = pytest.mark.skipif(BINARY is None, reason="pgbouncer is not installed")
CONFIGURATION = """
[databases]
* = host={host} port={port} user={user}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {listen}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 2
logfile = {folder}/pgbouncer.log
pidfile = {folder}/pgbouncer.pid
ignore_startup_parameters = extra_float_digits,options
"""
# Six threads share two connections, so that each finds what others left behind.
PROGRAM = """
import threading, django
django.setup()
from django.db import connection
from django.test import Client
from core import prepared
from core.limits import Rate, spend
from custom_auth.models import Governorate

faults = []

def everything():
    try:
        for step in range(15):
            for sql in ("SELECT %(a)s::int", "SELECT %(a)s::int + 1"):
                prepared.rows(sql, {"a": step})
            assert len(list(Governorate.objects.order_by("pk").iterator(chunk_size=3))) == 27
            spend(Rate("pooled", 1000, 60), "somebody")
            answer = Client().get(f"/api/products/?page_size={step + 1}")
            assert answer.status_code == 200, answer.content
            answer = Client().get("/api/products/search/?q=vase")
            assert answer.status_code == 200, answer.content
    except BaseException as error:
        faults.append(repr(error))
    finally:
        connection.close()

threads = [threading.Thread(target=everything) for _ in range(6)]
for each in threads: each.start()
for each in threads: each.join()
print("FAULTS", faults)
"""


@pytest.fixture
def pooled(tmp_path: Path, own_database: None) -> Iterator[str]:
    """Give the address of the test's database through a pooler."""
    parameters: Any = connection.get_connection_params()
    folder = Path(tempfile.mkdtemp(prefix="tohfa-pgbouncer-"))
    folder.chmod(0o777)
    listen = free_port()
    file = folder / "pgbouncer.ini"
    file.write_text(
        CONFIGURATION.format(
            host=parameters["host"],
            port=parameters.get("port", 5432),
            user=parameters["user"],
            listen=listen,
            folder=folder,
        )
    )
    file.chmod(0o644)
    own: dict[str, Any] = {}
    if os.geteuid() == 0:
        own = {"user": pwd.getpwnam("nobody").pw_uid, "extra_groups": []}
    with subprocess.Popen([str(BINARY), str(file)], stderr=subprocess.DEVNULL, **own) as process:
        try:
            address = f"postgresql://{parameters['user']}@127.0.0.1:{listen}/{parameters['dbname']}"
            _await(address)
            yield address
        finally:
            process.terminate()
    shutil.rmtree(folder)


def _await(address: str) -> None:
    deadline = time.monotonic() + 20
    while True:
        try:
            psycopg.connect(address, connect_timeout=2).close()
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return


def faults(address: str, *, pooler: str) -> str:
    environment = {
        **os.environ,
        "DATABASE_URL": address,
        "DATABASE_POOLER": pooler,
        "DATABASE_POOL": "6",
        "DJANGO_SETTINGS_MODULE": "to7fabackend.settings",
        "LOG_REQUESTS": "0",
    }
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PROGRAM],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith("FAULTS")]
    assert lines, done.stderr[-2000:]
    return lines[0]


@pytest.mark.slow
def test_nothing_that_is_kept_by_a_connection_is_missed(pooled: str) -> None:
    assert faults(pooled, pooler="1") == "FAULTS []"


@pytest.mark.slow
def test_without_the_setting_it_would_be_noticed(pooled: str) -> None:
    assert "prepared statement" in faults(pooled, pooler="0")
