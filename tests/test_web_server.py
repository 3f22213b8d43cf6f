"""What the very web server makes of bodies and lines that the program alone does not see."""

import http.client
import json
import socket
from pathlib import Path

import pytest

from tests.test_stream_behind_gunicorn import served

pytestmark = pytest.mark.usefixtures("own_database")
KNOWN = {"Content-Type": "application/json"}
FORM = {"Content-Type": "multipart/form-data; boundary=b"}


def raw(port: int, sent: bytes) -> tuple[bytes, dict[str, object]]:
    """Send bytes as they are; gives the head of the answer and the problem in it."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(sent)
        answer = b""
        while piece := line.recv(65536):
            answer += piece
    head, _, body = answer.partition(b"\r\n\r\n")
    return head, json.loads(body)


def test_bodies_and_lines_as_the_server_gets_them(tmp_path: Path) -> None:
    with served(tmp_path) as port:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        # A body in chunks is a body.
        line.request("POST", "/api/auth/login/", iter([b'{"email": "a@b.ex', b'ample"}']), KNOWN)
        in_chunks = line.getresponse()
        missing = [row["field"] for row in json.loads(in_chunks.read())["errors"]]
        # After uploads that were refused unread, the same connection goes on.
        statuses = []
        for _ in range(4):
            for size, kind in ((3_000_000, FORM), (600_000, KNOWN)):
                line.request("POST", "/api/products/5/images/", b"x" * size, kind)
                refused = line.getresponse()
                refused.read()
                statuses.append(refused.status)
                line.request("GET", "/health/live/")
                alive = line.getresponse()
                alive.read()
                statuses.append(alive.status)
        line.close()
        long_head, too_long = raw(port, b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: a\r\n\r\n")
        _, unreadable = raw(port, b"NONSENSE\r\n\r\n")

    assert missing == ["password"]
    assert statuses == [401, 200, 413, 200] * 4
    assert long_head.startswith(b"HTTP/1.1 414 ")
    assert b"application/problem+json" in long_head
    assert f"X-Request-ID: {too_long['request_id']}".encode() in long_head
    assert (too_long["status"], too_long["code"]) == (414, "address_too_long")
    assert (unreadable["status"], unreadable["code"]) == (400, "bad_request")
