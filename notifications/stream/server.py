"""The stream process: thousands of open connections, two to the database, no Django.

It learns from PostgreSQL's NOTIFY whose inbox has changed and reads what is new there, for all who were
woken together in one query. Each notice in an inbox has a position that counts up without gaps in the
order of commits (see ``models.Inbox``), so a position is all a client needs to remember: whoever comes
back with the last one is sent exactly what lies behind it. A connection that breaks at either end, to
the client or to the database, is simply ended; the client comes back through the web.
"""

import asyncio
import contextlib
import logging
import os
import resource
import socket
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import psycopg

from notifications.stream import tickets
from notifications.stream.tickets import WIRE, Ticket, framed

log = logging.getLogger("tohfa.stream")

HEARTBEAT = 15.0
TICK = 3.0
PER_USER = 6
MOST = 20_000
PAGE = 50
TOGETHER = 500
# A client that takes nothing for so long is dropped; what waits for it is one page at the most.
STALLED_AFTER = 30.0
HANDSHAKE = 10.0
# A session that ended while its stream was on its way here is remembered for so long.
REMEMBERED = 60.0
HEART = b":\n\n"

NEWS = """
SELECT w.user_id, n.position, n.id, n.title, n.message, n.title_en, n.message_en,
       n.notification_type, n.kind, n.is_read, n.related_object_id, n.related_object_type,
       n.repeats, n.created_at
  FROM unnest(%s::bigint[], %s::bigint[]) AS w(user_id, position)
 CROSS JOIN LATERAL (
       SELECT * FROM notifications_notification
        WHERE user_id = w.user_id AND position > w.position AND archived_at IS NULL
        ORDER BY position LIMIT %s
       ) n
 ORDER BY n.position
"""
FIELDS = (
    "notification_type",
    "kind",
    "is_read",
    "related_object_id",
    "related_object_type",
    "repeats",
)


@dataclass(slots=True, eq=False)
class Client:
    connection: socket.socket
    ticket: Ticket
    position: int
    pending: bytes = b""
    moved_at: float = 0.0


@dataclass
class Server:
    dsn: str
    path: str
    per_user: int = PER_USER
    most: int = MOST
    stalled_after: float = STALLED_AFTER
    heartbeat: float = HEARTBEAT
    tick: float = TICK
    clients: dict[int, set[Client]] = field(default_factory=lambda: defaultdict(set))
    # Places that were granted, with or without a connection yet.
    places: Counter[int] = field(default_factory=Counter)
    ended: dict[int, float] = field(default_factory=dict)
    changed: set[int] = field(default_factory=set)
    woken: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self) -> None:
        """Serve until cancelled; a lost database ends all streams and is looked for again."""
        wait = 0.1
        while True:
            try:
                async with await self._connect() as news, await self._connect() as queries:
                    await news.execute(f"LISTEN {WIRE}")
                    log.info("streams open")
                    wait = 0.1
                    await self._serve(news, queries)
            except (psycopg.OperationalError, psycopg.InterfaceError) as error:
                log.warning("streams closed: %s", type(error).__name__)
            finally:
                self._end_all()
            await asyncio.sleep(wait)
            wait = min(wait * 2, 5.0)

    async def _connect(self) -> psycopg.AsyncConnection[Any]:
        return await psycopg.AsyncConnection.connect(
            self.dsn, autocommit=True, connect_timeout=5, application_name="tohfa stream"
        )

    async def _serve(
        self, news: psycopg.AsyncConnection[Any], queries: psycopg.AsyncConnection[Any]
    ) -> None:
        with self._listening() as listener:
            try:
                async with asyncio.TaskGroup() as tasks:
                    tasks.create_task(self._let_in(listener, tasks))
                    tasks.create_task(self._hear(news))
                    tasks.create_task(self._tell(queries))
                    tasks.create_task(self._keep_alive())
            except* (psycopg.OperationalError, psycopg.InterfaceError) as several:
                raise psycopg.OperationalError("the database went away") from several

    # --- letting in -------------------------------------------------------------------------------
    def _listening(self) -> socket.socket:
        Path(self.path).parent.mkdir(parents=True, exist_ok=True)
        Path(self.path).unlink(missing_ok=True)
        listener = socket.socket(socket.AF_UNIX)
        before = os.umask(0o177)
        try:
            listener.bind(self.path)
        finally:
            os.umask(before)
        listener.listen(512)
        listener.settimeout(0)
        return listener

    async def _let_in(self, listener: socket.socket, tasks: asyncio.TaskGroup) -> None:
        while True:
            line, _ = await asyncio.get_running_loop().sock_accept(listener)
            line.settimeout(0)
            tasks.create_task(self._take(line))

    async def _take(self, line: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        with line, contextlib.suppress(OSError, ValueError, TypeError, TimeoutError):
            async with asyncio.timeout(HANDSHAKE):
                written = await loop.sock_recv(line, tickets.LONGEST)
                if not written:  # somebody who only wanted to know whether we are here
                    return
                ticket = tickets.unpacked(written)
                verdict = self._verdict(ticket)
                if verdict == tickets.GRANTED:
                    self.places[ticket.user_id] += 1
                try:
                    await loop.sock_sendall(line, verdict)
                    connection = await _handed_over(line) if verdict == tickets.GRANTED else None
                except BaseException:
                    self._give_place_back(ticket, verdict)
                    raise
            if connection is None:
                self._give_place_back(ticket, verdict)
            else:
                self._begin(ticket, connection)

    def _verdict(self, ticket: Ticket) -> bytes:
        if self.places[ticket.user_id] >= self.per_user:
            return tickets.USER_IS_FULL
        if self.places.total() >= self.most:
            return tickets.HOUSE_IS_FULL
        return tickets.GRANTED

    def _give_place_back(self, ticket: Ticket, verdict: bytes = tickets.GRANTED) -> None:
        if verdict == tickets.GRANTED:
            self.places[ticket.user_id] -= 1
        if self.places[ticket.user_id] <= 0:
            del self.places[ticket.user_id]

    def _begin(self, ticket: Ticket, connection: socket.socket) -> None:
        connection.settimeout(0)
        # A phone that lost its network says nothing; unanswered heartbeats end it here.
        with contextlib.suppress(OSError, AttributeError):
            connection.setsockopt(
                socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(self.stalled_after * 1000)
            )
        client = Client(connection, ticket, ticket.position, moved_at=time.monotonic())
        self.clients[ticket.user_id].add(client)
        asyncio.get_running_loop().add_reader(connection, self._read, client)
        if ticket.session_id in self.ended:
            self._end(client)
        else:
            self._wake([ticket.user_id])

    def _read(self, client: Client) -> None:
        """Notice that a client has left; what it says is of no interest."""
        try:
            said = client.connection.recv(4096)
        except BlockingIOError:
            return
        except OSError:
            said = b""
        if not said:
            self._end(client)

    # --- hearing and telling ------------------------------------------------------------------------
    async def _hear(self, news: psycopg.AsyncConnection[Any]) -> None:
        async for heard in news.notifies():
            told = orjson.loads(heard.payload)
            self._wake(told.get("changed", ()))
            for session_id in told.get("ended", ()):
                self._end_session(session_id)
        raise psycopg.OperationalError("the database went away")

    def _wake(self, user_ids: Iterable[int]) -> None:
        self.changed.update(user_id for user_id in user_ids if user_id in self.clients)
        if self.changed:
            self.woken.set()

    async def _tell(self, queries: psycopg.AsyncConnection[Any]) -> None:
        while True:
            await self.woken.wait()
            self.woken.clear()
            while self.changed:
                together = [self.changed.pop() for _ in range(min(len(self.changed), TOGETHER))]
                await self._tell_these(queries, together)

    async def _tell_these(self, queries: psycopg.AsyncConnection[Any], user_ids: list[int]) -> None:
        positions = {}
        for user_id in user_ids:
            # Whoever has not taken the last page yet is woken again when that is done.
            free = [c.position for c in self.clients.get(user_id, ()) if not c.pending]
            if free:
                positions[user_id] = min(free)
        if not positions:
            return
        found = await queries.execute(NEWS, [list(positions), list(positions.values()), PAGE])
        rows: dict[int, list[Any]] = defaultdict(list)
        async for row in found:
            rows[row[0]].append(row)
        for user_id, news in rows.items():
            for client in [c for c in self.clients.get(user_id, ()) if not c.pending]:
                self._pass_on(client, news)
            if len(news) == PAGE:
                self._wake([user_id])

    def _pass_on(self, client: Client, rows: list[Any]) -> None:
        new = [row for row in rows if row[1] > client.position]
        if new:
            client.position = new[-1][1]
            self._send(client, b"".join(event(row, client.ticket.language) for row in new))

    def _send(self, client: Client, text: bytes) -> None:
        client.pending += framed(text, is_chunked=client.ticket.is_chunked)
        client.moved_at = time.monotonic()
        self._write(client)
        if client.pending and client.connection.fileno() >= 0:
            asyncio.get_running_loop().add_writer(client.connection, self._write_more, client)

    def _write(self, client: Client) -> None:
        try:
            sent = client.connection.send(client.pending)
        except BlockingIOError:
            return
        except OSError:
            self._end(client)
            return
        if sent:
            client.pending = client.pending[sent:]
            client.moved_at = time.monotonic()

    def _write_more(self, client: Client) -> None:
        self._write(client)
        if not client.pending and client.connection.fileno() >= 0:
            asyncio.get_running_loop().remove_writer(client.connection)
            self._wake([client.ticket.user_id])

    # --- ending -------------------------------------------------------------------------------------
    async def _keep_alive(self) -> None:
        """Send heartbeats, and end what has lived or waited too long."""
        beat_at = time.monotonic() + self.heartbeat
        while True:
            await asyncio.sleep(self.tick)
            now, clock = time.monotonic(), time.time()
            is_beat = now >= beat_at
            beat_at = now + self.heartbeat if is_beat else beat_at
            for client in [c for several in list(self.clients.values()) for c in several]:
                stalled = client.pending and now - client.moved_at > self.stalled_after
                if stalled or client.ticket.until <= clock:
                    self._end(client)
                elif is_beat and not client.pending:
                    self._send(client, HEART)
            self.ended = {one: at for one, at in self.ended.items() if now - at < REMEMBERED}

    def _end_session(self, session_id: int) -> None:
        self.ended[session_id] = time.monotonic()
        for client in [c for several in list(self.clients.values()) for c in several]:
            if client.ticket.session_id == session_id:
                self._end(client)

    def _end_all(self) -> None:
        for client in [c for several in list(self.clients.values()) for c in several]:
            self._end(client)

    def _end(self, client: Client) -> None:
        together = self.clients.get(client.ticket.user_id, set())
        if client not in together:
            return
        together.discard(client)
        if not together:
            del self.clients[client.ticket.user_id]
        self._give_place_back(client.ticket)
        loop = asyncio.get_running_loop()
        loop.remove_reader(client.connection)
        loop.remove_writer(client.connection)
        if client.ticket.is_chunked and not client.pending:
            with contextlib.suppress(OSError):
                client.connection.send(framed(b"", is_chunked=True))
        client.connection.close()


async def _handed_over(line: socket.socket) -> socket.socket | None:
    """Wait for the connection that was announced; None if it does not come."""
    loop = asyncio.get_running_loop()
    readable: asyncio.Future[None] = loop.create_future()
    loop.add_reader(line, lambda: None if readable.done() else readable.set_result(None))
    try:
        await readable
    finally:
        loop.remove_reader(line)
    _, numbers, _, _ = socket.recv_fds(line, 1, 1)
    return socket.socket(fileno=numbers[0]) if numbers else None


def event(row: Any, language: str) -> bytes:
    """Word a row as the API words a notification, as one event."""
    _, position, pk, title, message, title_en, message_en, *rest, created_at = row
    is_english = language == "en"
    body = {
        "id": pk,
        "title": (title_en or title) if is_english else title,
        "message": (message_en or message) if is_english else message,
        **dict(zip(FIELDS, rest, strict=True)),
        "created_at": _instant(created_at),
    }
    return b"id: %d\nevent: notification\ndata: %b\n\n" % (position, orjson.dumps(body))


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def allow_many_files() -> int:
    """Raise the number of open files to what the system allows; give it."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    allowed = MOST + 200 if hard == resource.RLIM_INFINITY else min(hard, MOST + 200)
    resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
    return allowed
