"""The web's side: ask for a place, answer with the beginning of the stream, hand the connection over."""

import os
import socket
from collections.abc import Iterator
from typing import Any

from django.http import StreamingHttpResponse

from notifications.errors import StreamUnavailable, TooManyStreams
from notifications.stream import tickets
from notifications.stream.tickets import Ticket

PATIENCE = 2.0
# How long a client waits before it comes back, in milliseconds.
RETRY = 3000


def is_open(path: str) -> bool:
    """Tell whether the stream process takes connections."""
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(PATIENCE)
        return probe.connect_ex(path) == 0


def connection_of(environ: dict[str, Any]) -> socket.socket:
    """Give the client's connection.

    :raises StreamUnavailable: if this server does not give it, or it is more than a plain socket.
    """
    found = environ.get("gunicorn.socket")
    # One of TLS or HTTP/2 has a state besides the socket, which cannot be handed over.
    if type(found) is not socket.socket or environ.get("HTTP_VERSION") == "2":
        raise StreamUnavailable
    return found


def open_stream(path: str, ticket: Ticket, connection: socket.socket) -> StreamingHttpResponse:
    """Give the answer that turns ``connection`` into a stream and then leaves it to the other process.

    :raises StreamUnavailable: if the stream process is not there or has no place left.
    :raises TooManyStreams: if this person has too many.
    """
    line = _granted(path, ticket)
    answer = StreamingHttpResponse(
        _beginning(line, ticket.position, connection), content_type="text/event-stream"
    )
    answer.headers["Cache-Control"] = "no-store"
    # Or nginx would collect the notices until its buffer is full.
    answer.headers["X-Accel-Buffering"] = "no"
    return answer


def _granted(path: str, ticket: Ticket) -> socket.socket:
    line = socket.socket(socket.AF_UNIX)
    try:
        line.settimeout(PATIENCE)
        line.connect(path)
        line.sendall(ticket.packed())
        verdict = line.recv(1)
    except OSError as error:
        line.close()
        raise StreamUnavailable from error
    if verdict != tickets.GRANTED:
        line.close()
        raise TooManyStreams if verdict == tickets.USER_IS_FULL else StreamUnavailable
    return line


def _beginning(line: socket.socket, position: int, connection: socket.socket) -> Iterator[bytes]:
    """Send the head and the first lines the ordinary way, then let go of the connection."""
    with line:
        yield b"retry: %d\nid: %d\n\n" % (RETRY, position)
        socket.send_fds(line, [tickets.HERE_IT_IS], [connection.fileno()])
        _put_a_dead_one_in_its_place(connection)


def _put_a_dead_one_in_its_place(connection: socket.socket) -> None:
    """Let whatever the web server still does to ``connection`` reach nobody.

    It would write the end of the body and shut the connection down, for every process that holds it.
    Under its number now stands one end of a pair whose other end is closed: a write there fails like
    one to a client that has left, which web servers take for granted.
    """
    ours, other = socket.socketpair()
    with ours, other:
        os.dup2(ours.fileno(), connection.fileno(), inheritable=False)
