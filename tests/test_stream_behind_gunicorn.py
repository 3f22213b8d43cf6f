"""The hand-over of a connection, with the very server that serves the program."""

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from custom_auth.tests.builders import a_session, a_user
from custom_auth.tokens import access_token
from notifications.tests.builders import told

ROOT = Path(__file__).parents[1]
THREADS, STREAMS = 2, 5


def until_connected(family: socket.AddressFamily, address: tuple[str, int] | str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with socket.socket(family) as probe:
            if probe.connect_ex(address) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"nobody listens at {address}")


@contextmanager
def served(folder: Path) -> Iterator[int]:
    """Run the web server and the stream process on the test's database; gives the port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    found = connection.get_connection_params()
    environment = {
        **os.environ,
        "DATABASE_URL": f"postgresql://{found['user']}@/{found['dbname']}?host={quote(found['host'])}",
        "TOHFA_DATA_DIR": str(settings.DATA_DIR),
        "STREAM_SOCKET": str(folder / "s"),
        "PORT": str(port),
        "WEB_PROCESSES": "1",
        "WEB_THREADS": str(THREADS),
    }
    gunicorn = [str(Path(sys.executable).parent / "gunicorn"), "-c", "python:to7fabackend.gunicorn"]
    commands = [
        [*gunicorn, "to7fabackend.wsgi"],
        [sys.executable, "-m", "to7fabackend.stream"],
    ]
    with ExitStack() as stack:
        for command in commands:
            process = stack.enter_context(
                subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
            )
            stack.callback(process.terminate)
        until_connected(socket.AF_INET, ("127.0.0.1", port))
        until_connected(socket.AF_UNIX, str(folder / "s"))
        yield port


@pytest.mark.usefixtures("own_database")
def test_more_streams_than_threads_are_open_and_the_web_still_answers(tmp_path: Path) -> None:
    mona = a_user()
    session = a_session(mona)
    token = access_token(user_id=mona.pk, session_id=session.pk, now=datetime.now(UTC))
    with served(tmp_path) as port, ExitStack() as stack:
        answers = []
        for _ in range(STREAMS):
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            stack.callback(line.close)
            line.request(
                "GET", "/api/notifications/stream/", headers={"Authorization": f"Bearer {token}"}
            )
            answers.append(line.getresponse())
        plain = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        stack.callback(plain.close)
        plain.request("GET", "/health/live/")
        alive = plain.getresponse().status

        told("seller.approved", mona)
        heard = [[answer.readline() for _ in range(6)] for answer in answers]

    assert alive == 200
    assert [answer.status for answer in answers] == [200] * STREAMS
    for lines in heard:
        assert lines[:5] == [
            b"retry: 3000\n",
            b"id: 0\n",
            b"\n",
            b"id: 1\n",
            b"event: notification\n",
        ]
        assert json.loads(lines[5].removeprefix(b"data: "))["kind"] == "seller.approved"
