"""Notices as they come: each once, none lost, and nobody's but one's own."""

import asyncio
import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from conftest import committing_database
from custom_auth.actions import sessions
from custom_auth.models import Session
from custom_auth.tests.builders import a_user, signed_in
from notifications.actions import expand, notify
from notifications.actions.notify import Telling
from notifications.stream.server import PER_USER, Server
from notifications.stream.tickets import Ticket
from notifications.tests.builders import expanded, inbox_of, told

pytestmark = pytest.mark.usefixtures("database", "_lines")

STREAM = "/api/notifications/stream/"
_open: list[socket.socket] = []


@pytest.fixture(scope="module")
def database(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Give all these tests one database in which transactions commit; each tells people of its own."""
    with committing_database("streams", django_db_blocker):
        yield


@pytest.fixture
def _lines() -> Iterator[None]:
    yield
    while _open:
        _open.pop().close()


def a_line() -> tuple[socket.socket, socket.socket]:
    """Give both ends of a connection: the web server's and the client's."""
    pair = socket.socketpair()
    _open.extend(pair)
    pair[1].settimeout(5)
    return pair


@pytest.fixture
def path(tmp_path: Path, settings: Settings) -> str:
    settings.STREAM_SOCKET = str(tmp_path / "s")
    return str(settings.STREAM_SOCKET)


@contextmanager
def running(path: str, **fields: Any) -> Iterator[Server]:
    """Run the stream process's server in a thread of its own."""
    parameters = connection.get_connection_params()
    names = {"host", "user", "port", "dbname"}
    dsn = psycopg.conninfo.make_conninfo(**{k: v for k, v in parameters.items() if k in names})
    server = Server(dsn, path, **{"tick": 0.05, "heartbeat": 60.0, **fields})
    loop = asyncio.new_event_loop()
    task = loop.create_task(server.run())

    def serve() -> None:
        with pytest.raises(asyncio.CancelledError):
            loop.run_until_complete(task)
        loop.close()

    thread = threading.Thread(target=serve)
    thread.start()
    until(lambda: is_listening(path))
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(task.cancel)
        thread.join()


def is_listening(path: str) -> bool:
    with socket.socket(socket.AF_UNIX) as line:
        return line.connect_ex(path) == 0


def until(holds: Any, seconds: float = 5.0) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it never came to that"
        time.sleep(0.005)


@pytest.fixture
def server(path: str) -> Iterator[Server]:
    with running(path) as started:
        yield started


def asked(api: APIClient, connection: socket.socket, **environ: Any) -> Any:
    """Ask for a stream as gunicorn passes the question on: with the client's connection."""
    get: Any = api.get
    return get(STREAM, **{"gunicorn.socket": connection, **environ})


class Stream:
    """A client's end of a stream, as gunicorn would have opened it."""

    def __init__(self, api: APIClient, last_event_id: str = "", protocol: str = "HTTP/1.0") -> None:
        ours, self.line = a_line()
        self.heard = b""
        headers = {"HTTP_LAST_EVENT_ID": last_event_id} if last_event_id else {}
        self.answer = asked(api, ours, SERVER_PROTOCOL=protocol, **headers)
        if self.answer.status_code == 200:
            self.beginning = b"".join(self.answer.streaming_content)
        self.answer.close()
        ours.close()

    def hear(self, count: int = 1) -> list[dict[str, Any]]:
        """Wait for so many events; give what they hold, with the stream's id for each."""
        while self.heard.count(b"event: ") < count or not self.heard.endswith(b"\n\n"):
            more = self.line.recv(65536)
            assert more, f"the stream ended after {self.heard!r}"
            self.heard += more
        events = [part for part in self.heard.split(b"\n\n") if b"event: " in part]
        self.heard = b""
        return [
            {**json.loads(part.split(b"data: ")[1]), "at": part.split(b"\n")[0].decode()}
            for part in events
        ]

    def is_ended(self) -> bool:
        self.line.settimeout(2)
        try:
            while self.line.recv(65536):
                pass
        except TimeoutError:
            return False
        except ConnectionResetError:
            return True
        return True

    def close(self) -> None:
        self.line.close()


def told_often(reader: Any, times: int) -> None:
    with transaction.atomic():
        notify.tell(*[Telling("seller.approved", [reader.pk]) for _ in range(times)])
    while expanded():
        pass


def kinds(events: list[dict[str, Any]]) -> list[str]:
    return [event["kind"] for event in events]


def test_a_notice_reaches_the_open_stream_as_the_list_shows_it(server: Server) -> None:
    mona = a_user()
    api = signed_in(mona)
    stream = Stream(api)

    told("seller.approved", mona)

    assert stream.answer.headers["Content-Type"] == "text/event-stream"
    assert stream.beginning == b"retry: 3000\nid: 0\n\n"
    (event,) = stream.hear()
    assert event.pop("at") == "id: 1"
    assert event == api.get("/api/notifications/").json()["results"][0]


def test_it_speaks_the_language_that_was_asked_for(server: Server) -> None:
    mona = a_user()
    api = signed_in(mona, APIClient(HTTP_ACCEPT_LANGUAGE="en"))
    stream = Stream(api)

    told("seller.approved", mona)

    assert stream.hear()[0]["title"] == "Welcome among Tohfa's makers"


def test_nobody_hears_what_is_for_others_or_was_taken_back(server: Server) -> None:
    mona, adel = a_user(), a_user()
    stream = Stream(signed_in(mona))

    told("seller.approved", adel)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        notify.tell(Telling("seller.rejected", [mona.pk], values={"reasons": "x"}))
        1 / 0  # noqa: B018 - whatever fails after the telling
    expanded()
    told("seller.applied", mona)

    assert kinds(stream.hear()) == ["seller.applied"]


def test_who_comes_back_is_sent_what_came_meanwhile_and_nothing_twice(server: Server) -> None:
    mona = a_user()
    api = signed_in(mona)
    stream = Stream(api)
    told("seller.applied", mona)
    (first,) = stream.hear()
    stream.close()
    told("seller.approved", mona)
    told("seller.suspended", mona, reasons="x")

    again = Stream(api, last_event_id=first["at"].removeprefix("id: "))

    assert kinds(again.hear(2)) == ["seller.approved", "seller.suspended"]
    told("seller.reinstated", mona)
    assert kinds(again.hear()) == ["seller.reinstated"]


@pytest.mark.parametrize("last", ["", "-1", "x", "9" * 40, "٣", "99"])
def test_a_last_event_that_we_never_gave_begins_now(server: Server, last: str) -> None:
    mona = a_user()
    told("seller.applied", mona)

    stream = Stream(signed_in(mona), last_event_id=last)
    told("seller.approved", mona)

    assert kinds(stream.hear()) == ["seller.approved"]


def test_more_than_a_page_of_missed_notices_comes_in_order(server: Server) -> None:
    mona = a_user()
    told_often(mona, 120)

    stream = Stream(signed_in(mona), last_event_id="10")

    assert [event["at"] for event in stream.hear(110)] == [f"id: {n}" for n in range(11, 121)]


def test_a_notice_that_others_were_folded_into_comes_again_under_its_id(server: Server) -> None:
    mona = a_user()
    stream = Stream(signed_in(mona))
    values = {"order": "T", "return_id": 7, "sender": "x"}

    told("return.message", mona, about=("return", 7), **values, now=datetime.now(UTC))
    (first,) = stream.hear()
    told("return.message", mona, about=("return", 7), **values, now=datetime.now(UTC))
    (second,) = stream.hear()

    assert (first["id"], first["repeats"]) == (second["id"], 1)
    assert (second["repeats"], second["at"]) == (2, "id: 2")


def test_one_that_commits_late_is_not_passed_over(server: Server) -> None:
    """Ids are given out before a commit, so a lower one may appear after a higher; positions may not."""
    mona, waits, goes_on = a_user(), threading.Event(), threading.Event()
    stream = Stream(signed_in(mona))

    def slowly() -> None:
        with transaction.atomic():
            notify.tell(Telling("seller.applied", [mona.pk]))
        with transaction.atomic():
            expand.expand_waiting(now=datetime.now(UTC))
            waits.set()
            goes_on.wait(5)
        connection.close()

    def quickly() -> None:
        told("seller.approved", mona)
        connection.close()

    slow = threading.Thread(target=slowly)
    slow.start()
    waits.wait(5)
    quick = threading.Thread(target=quickly)
    quick.start()
    time.sleep(0.2)  # it waits for the inbox; without that it would be sent first
    goes_on.set()
    slow.join()
    quick.join()

    assert kinds(stream.hear(2)) == ["seller.applied", "seller.approved"]
    assert [row.position for row in inbox_of(mona)] == [1, 2]


# --- who may, and for how long ------------------------------------------------------------------------------
def test_a_stranger_gets_no_stream(api: APIClient) -> None:
    assert api.get(STREAM).status_code == 401
    assert signed_in(a_user()).head(STREAM).status_code == 405


def test_a_stream_ends_with_its_session_and_no_other(server: Server) -> None:
    mona = a_user()
    phone, tablet = Stream(signed_in(mona)), Stream(signed_in(mona))
    first = Session.objects.filter(user=mona).order_by("pk")[0]

    transaction.atomic(sessions.end)(first, because="signed out", now=datetime.now(UTC))

    assert phone.is_ended()
    told("seller.applied", mona)
    assert kinds(tablet.hear()) == ["seller.applied"]


def test_every_stream_ends_when_one_signs_out_everywhere(server: Server) -> None:
    mona = a_user()
    streams = [Stream(signed_in(mona)) for _ in range(2)]

    transaction.atomic(sessions.end_all)(mona, because="password", now=datetime.now(UTC))

    assert all(stream.is_ended() for stream in streams)


def test_a_stream_whose_session_ended_on_the_way_here_is_ended(server: Server) -> None:
    mona = a_user()
    api = signed_in(mona)
    session = Session.objects.get(user=mona)
    transaction.atomic(sessions.end)(session, because="signed out", now=datetime.now(UTC))
    until(lambda: session.pk in server.ended)
    Session.objects.filter(user=mona).update(ended_at=None)  # as the web saw it a moment before

    assert Stream(api).is_ended()


def test_a_stream_ends_with_its_token(server: Server) -> None:
    mona = a_user()
    stream = Stream(signed_in(mona))
    until(lambda: server.clients.get(mona.pk))
    (client,) = server.clients[mona.pk]

    client.ticket = Ticket(**{**vars(client.ticket), "until": time.time()})

    assert stream.is_ended()
    until(lambda: not server.places)


def test_one_person_has_so_many_streams_and_no_more(server: Server) -> None:
    mona = a_user()
    api = signed_in(mona)
    streams = [Stream(api) for _ in range(PER_USER)]

    refused = Stream(api)

    assert (refused.answer.status_code, refused.answer.json()["code"]) == (429, "too_many_streams")
    streams[0].close()
    until(lambda: server.places[mona.pk] < PER_USER)
    assert Stream(api).answer.status_code == 200


def test_a_full_house_and_a_closed_one_say_so(path: str) -> None:
    api = signed_in(a_user())
    closed = Stream(api)
    with running(path, most=0):
        full = Stream(api)
    without_a_socket = api.get(STREAM)

    for answer in (closed.answer, full.answer, without_a_socket):
        assert (answer.status_code, answer.json()["code"]) == (503, "stream_unavailable")


def test_an_answer_that_is_never_sent_gives_its_place_back(server: Server) -> None:
    mona = a_user()
    ours, _ = a_line()

    answer = asked(signed_in(mona), ours)
    assert server.places[mona.pk] == 1
    next(iter(answer.streaming_content))
    answer.close()

    until(lambda: not server.places)


# --- the wire -----------------------------------------------------------------------------------------------
def test_what_the_web_server_does_afterwards_reaches_nobody(server: Server) -> None:
    mona = a_user()
    ours, theirs = a_line()
    answer = asked(signed_in(mona), ours)
    list(answer.streaming_content)

    with pytest.raises(BrokenPipeError):
        ours.sendall(b"0\r\n\r\n")
    ours.shutdown(socket.SHUT_WR)
    ours.close()
    told("seller.applied", mona)

    assert b"id: 1\nevent: notification\n" in theirs.recv(65536)


def test_it_is_framed_as_the_head_announced(server: Server) -> None:
    mona = a_user()
    stream = Stream(signed_in(mona), protocol="HTTP/1.1")

    told("seller.applied", mona)

    size, _, rest = stream.line.recv(65536).partition(b"\r\n")
    assert rest.endswith(b"\n\n\r\n")
    assert int(size, 16) == len(rest) - 2


def test_an_idle_stream_has_a_heartbeat(path: str) -> None:
    with running(path, heartbeat=0.05):
        stream = Stream(signed_in(a_user()))
        assert stream.line.recv(100).startswith(b":\n\n")


def test_who_takes_nothing_is_dropped_and_keeps_no_more_than_a_page_waiting(path: str) -> None:
    mona = a_user()
    told_often(mona, 150)
    with running(path, stalled_after=0.3) as server:
        api = signed_in(mona)
        ours, theirs = a_line()
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
        answer = asked(api, ours, HTTP_LAST_EVENT_ID="1")
        list(answer.streaming_content)

        until(lambda: any(c.pending for s in server.clients.values() for c in s))
        (client,) = server.clients[mona.pk]
        assert len(client.pending) < 50 * 1000
        until(lambda: not server.places)
        theirs.close()


def test_a_database_that_goes_away_ends_the_streams_and_is_found_again(server: Server) -> None:
    mona = a_user()
    api = signed_in(mona)
    stream = Stream(api)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = 'tohfa stream' AND datname = current_database()"
        )

    assert stream.is_ended()
    until(lambda: Stream(api).answer.status_code == 200)


@pytest.mark.parametrize("words", [b"", b"nonsense\n", b"[]\n", b'{"user_id": 1}\n', b"\xff\n"])
def test_words_that_are_no_ticket_do_no_harm(server: Server, path: str, words: bytes) -> None:
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(path)
        line.sendall(words)

    assert Stream(signed_in(a_user())).answer.status_code == 200
