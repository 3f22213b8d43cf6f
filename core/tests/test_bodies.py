"""Bodies in chunks, and bodies that nobody read."""

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

import pytest

from core.bodies import whole

LARGEST = 200_000


class Response:
    """What gunicorn hands ``start_response`` out of."""

    closes = False

    def start(self, status: str, headers: list[tuple[str, str]]) -> None:
        """Begin the answer."""

    def force_close(self) -> None:
        self.closes = True


def sent(
    body: bytes, reads: Callable[[Any], Any], *, length: str | None = None
) -> tuple[BytesIO, Response, list[Any]]:
    """Send ``body`` to an application that ``reads`` of it; without a length it is in chunks."""
    line, answer, found = BytesIO(body), Response(), []

    def application(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        found.extend([environ.get("CONTENT_LENGTH"), reads(environ["wsgi.input"])])
        start("200 OK", [])
        return [b""]

    environ: dict[str, Any] = {"wsgi.input": line, "wsgi.input_terminated": True}
    if length is not None:
        environ["CONTENT_LENGTH"] = length
    whole(application, largest=LARGEST)(environ, answer.start)
    return line, answer, found


@pytest.mark.parametrize("read", [0, 10, 100_000])
def test_what_nobody_read_is_read_to_its_end_before_the_answer(read: int) -> None:
    body = b"x" * 150_000

    line, answer, _ = sent(body, lambda stream: stream.read(read), length=str(len(body)))

    assert (line.read(), answer.closes) == (b"", False)


def test_more_than_we_ever_take_ends_the_connection_and_says_so() -> None:
    body = b"x" * (LARGEST + 1)

    line, answer, _ = sent(body, lambda stream: None, length=str(len(body)))

    assert (len(line.read()), answer.closes) == (LARGEST + 1, True)


@pytest.mark.parametrize("length", ["abc", "", "0", "-5"])
def test_an_odd_length_is_left_to_who_refuses_it(length: str) -> None:
    assert sent(b"", lambda stream: stream.read(), length=length)[2] == [length, b""]


def test_less_than_was_announced_is_not_waited_for() -> None:
    _, answer, found = sent(b"abc", lambda stream: stream.read(2), length="50")

    assert (found, answer.closes) == (["50", b"ab"], False)


def test_a_body_in_chunks_gets_its_length() -> None:
    assert sent(b"abc", lambda stream: stream.read())[2] == ["3", b"abc"]


def test_no_body_stays_none() -> None:
    assert sent(b"", lambda stream: stream.read())[2] == [None, b""]


def test_chunks_without_end_are_not_kept() -> None:
    _, answer, (length, _) = sent(b"x" * LARGEST * 2, lambda stream: None)

    assert LARGEST < int(length) < LARGEST + 70_000
    assert answer.closes
