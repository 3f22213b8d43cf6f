"""Bodies the way they come over the line: in pieces of unknown number, and refused before they were read."""

from collections.abc import Callable, Iterable
from tempfile import SpooledTemporaryFile
from typing import IO, Any

Environment = dict[str, Any]
Application = Callable[[Environment, Callable[..., Any]], Iterable[bytes]]
PIECE = 64 * 1024
IN_MEMORY = 512 * 1024


class Counted:
    """A request's body that knows how much of it nobody has read."""

    def __init__(self, stream: Any, length: int) -> None:
        self.stream, self.left = stream, length

    def read(self, size: int = -1) -> bytes:
        return self._taken(self.stream.read(self.left if size < 0 else size)) if size else b""

    def readline(self, size: int = -1) -> bytes:
        return self._taken(self.stream.readline(self.left if size < 0 else size)) if size else b""

    def _taken(self, piece: bytes) -> bytes:
        # Less than was announced will never become more.
        self.left = self.left - len(piece) if piece else 0
        return piece


def whole(application: Application, *, largest: int) -> Application:
    """Let ``application`` take bodies in chunks, and clients keep their connection when one is refused.

    Django takes a body without a length for none. And the server closes a connection on which more
    lies unread than it cares to throw away, without having said so: the client's next request there,
    such as for a fresh token after an upload with an old one, would fail for no reason of its own.
    Bodies up to ``largest`` are therefore read to their end; what is longer ends its connection.
    """

    def answered(meta: Environment, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if "CONTENT_LENGTH" in meta or not meta.get("wsgi.input_terminated"):
            return to_its_end(meta, start_response)
        with SpooledTemporaryFile(max_size=IN_MEMORY) as kept:
            gather(meta, kept, largest=largest)
            return to_its_end(meta, start_response)

    def to_its_end(meta: Environment, start_response: Callable[..., Any]) -> Iterable[bytes]:
        length = str(meta.get("CONTENT_LENGTH") or "")
        if not length.isdecimal() or length == "0":
            return application(meta, start_response)
        body = meta["wsgi.input"] = Counted(meta["wsgi.input"], int(length))
        answer = application(meta, start_response)
        if body.left and int(length) > largest:
            announce_end(start_response)
        else:
            while body.left and body.read(min(PIECE, body.left)):
                pass
        return answer

    return answered


def gather(meta: Environment, kept: IO[bytes], *, largest: int) -> None:
    """Read a body that came in chunks, so that it has a length like any other; too long stays too long."""
    length = 0
    while length <= largest and (piece := meta["wsgi.input"].read(PIECE)):
        length += kept.write(piece)
    kept.seek(0)
    if length:
        meta["CONTENT_LENGTH"], meta["wsgi.input"] = str(length), kept


def announce_end(start_response: Callable[..., Any]) -> None:
    """Have the answer say that its connection ends. WSGI has no word for it; gunicorn's answer has."""
    close = getattr(getattr(start_response, "__self__", None), "force_close", None)
    if close is not None:
        close()
