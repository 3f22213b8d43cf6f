"""The real nginx with the configuration of ``deploy/``: what it lets through, and what it ends itself."""

import http.client
import http.server
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from bench import nginx
from bench.machine import free_port

pytestmark = pytest.mark.skipif(nginx.BINARY is None, reason="nginx is not installed")
# So that nothing here waits for the quarter of a minute that a slow telephone is given.
QUICKER = (
    ("client_body_timeout 15s;", "client_body_timeout 1s;"),
    ("client_header_timeout 10s;", "client_header_timeout 1s;"),
)


class Upstream(http.server.BaseHTTPRequestHandler):
    """Notes what reaches it."""

    seen: list[tuple[str, dict[str, str]]] = []
    protocol_version = "HTTP/1.1"

    def _answer(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        Upstream.seen.append((f"{self.command} {self.path}", dict(self.headers.items())))
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    do_GET = do_POST = _answer  # noqa: N815 - the names the server looks for

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Give the port of an nginx before an upstream of ours."""
    folder = tmp_path_factory.mktemp("nginx")
    folder.chmod(0o755)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Upstream)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    plain, tls = free_port(), free_port()
    web = [f"127.0.0.1:{server.server_port}"]
    try:
        with nginx.running(folder, plain=plain, tls=tls, web=web, changes=QUICKER):
            (folder / "media" / "originals").mkdir()
            (folder / "media" / "originals" / "a.jpg").write_text("as it was sent")
            (folder / "media" / "a.svg").write_text("<svg/>")
            for path in folder.parents:
                if path.stat().st_uid == folder.stat().st_uid and not path.stat().st_mode & 0o001:
                    path.chmod(path.stat().st_mode | 0o011)
            yield tls
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def asked(port: int, method: str, path: str, **options: Any) -> Iterator[http.client.HTTPResponse]:
    trusting = ssl._create_unverified_context()  # noqa: S323 - the certificate is the test's own
    connection = http.client.HTTPSConnection("127.0.0.1", port, timeout=20, context=trusting)
    try:
        connection.request(method, path, **options)
        answer = connection.getresponse()
        yield answer
        answer.read()
    finally:
        connection.close()


def _socket(port: int) -> ssl.SSLSocket:
    trusting = ssl._create_unverified_context()  # noqa: S323
    return trusting.wrap_socket(socket.create_connection(("127.0.0.1", port), timeout=20))


def test_a_body_that_trickles_is_cut_off_and_reaches_nobody(front: int) -> None:
    before = len(Upstream.seen)
    began = time.monotonic()

    with _socket(front) as slow:
        slow.sendall(b"POST /api/auth/login/ HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{")
        told = slow.recv(1000)

    assert told == b"" or b" 408 " in told
    assert time.monotonic() - began < 10
    assert len(Upstream.seen) == before


def test_a_head_that_trickles_is_cut_off(front: int) -> None:
    began = time.monotonic()

    with _socket(front) as slow:
        slow.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-A: ")
        told = slow.recv(1000)

    assert told == b"" or b" 408 " in told
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        ("/api/auth/login/", 1_100_000, 413),
        ("/api/products/1/images/", 1_100_000, 200),
        ("/api/products/1/images/", 34_700_000, 413),
    ],
)
def test_bodies_have_a_size(path: str, size: int, status: int, front: int) -> None:
    with asked(front, "POST", path, body=b"", headers={"Content-Length": "0"}) as answer:
        assert answer.status == 200
    if status == 200:
        with asked(front, "POST", path, body=b"x" * size) as answer:
            assert answer.status == status
        return

    # Refused by what it announces, before it is sent.
    with _socket(front) as sender:
        head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {size}\r\n\r\n"
        sender.sendall(head.encode())
        assert b" 413 " in sender.recv(1000)


def test_what_a_client_says_of_its_way_is_not_believed(front: int) -> None:
    claimed = {
        "X-Forwarded-For": "10.9.8.7",
        "X-Forwarded-Proto": "http",
        "X-Forwarded-Host": "evil",
    }

    with asked(front, "GET", "/api/products/?claims", headers=claimed) as answer:
        assert answer.status == 200

    _, headers = next(one for one in Upstream.seen if one[0] == "GET /api/products/?claims")
    assert (headers["X-Forwarded-For"], headers["X-Forwarded-Proto"]) == ("127.0.0.1", "https")


def test_what_is_inside_the_house_is_not_shown(front: int) -> None:
    for path in ("/metrics", "/media/originals/a.jpg", "/media/..%2f..%2fetc/passwd"):
        with asked(front, "GET", path) as answer:
            assert answer.status in {400, 404}, path


def test_a_file_is_shown_as_a_file_and_runs_nothing(front: int) -> None:
    with asked(front, "GET", "/media/a.svg") as answer:
        assert answer.status == 200
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "head",
    [
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST /api/x HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
        b"GET /api/x HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        b"GET /api/x HTTP/1.1\r\nHost : x\r\n\r\n",
        b"GET /api/x HTTP/1.1\r\n\r\n",
        b"GET /api/x\x00 HTTP/1.1\r\nHost: x\r\n\r\n",
    ],
)
def test_a_message_that_two_readers_could_read_differently_is_refused(
    front: int, head: bytes
) -> None:
    before = len(Upstream.seen)

    with _socket(front) as sender:
        sender.sendall(head)
        told = sender.recv(1000)

    assert told.split(b" ")[1] in {b"400", b"501"}, told[:100]
    assert len(Upstream.seen) == before


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
def test_old_versions_of_tls_are_not_spoken(front: int, version: ssl.TLSVersion) -> None:
    trusting = ssl._create_unverified_context()  # noqa: S323
    trusting.minimum_version = trusting.maximum_version = version
    trusting.set_ciphers("ALL:@SECLEVEL=0")

    with (
        socket.create_connection(("127.0.0.1", front), timeout=20) as plain,
        pytest.raises(ssl.SSLError),
    ):
        trusting.wrap_socket(plain)
