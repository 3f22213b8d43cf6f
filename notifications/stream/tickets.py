"""What the web process and the stream process say to each other, over a Unix socket.

The web sends a ticket, is granted a place or refused, answers the client's request up to the first
bytes of the body, and then sends the client's connection itself along (SCM_RIGHTS). Until then the
place is held by the Unix connection: whoever dies, the other one notices. Standard library only.
"""

import json
from dataclasses import asdict, dataclass

# The channel of PostgreSQL's NOTIFY by which actions/streams.py speaks to the stream process.
WIRE = "tohfa_notifications"
LONGEST = 1024
GRANTED, USER_IS_FULL, HOUSE_IS_FULL = b"y", b"u", b"h"
# Sent together with the connection's file descriptor.
HERE_IT_IS = b"!"


@dataclass(frozen=True)
class Ticket:
    """Whose stream it is, from which position on, until when (seconds since 1970), and how to frame it."""

    user_id: int
    session_id: int
    language: str
    position: int
    until: float
    is_chunked: bool

    def packed(self) -> bytes:
        return json.dumps(asdict(self)).encode() + b"\n"


def unpacked(line: bytes) -> Ticket:
    """Read a ticket.

    :raises ValueError, TypeError: if it is none.
    """
    return Ticket(**json.loads(line))


def framed(text: bytes, *, is_chunked: bool) -> bytes:
    """Give a piece of the body as it goes over the wire (RFC 9112, section 7.1)."""
    return b"%x\r\n%b\r\n" % (len(text), text) if is_chunked else text
