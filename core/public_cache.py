"""Answers of anonymous public reads, kept for a moment and let go when what they show has changed.

An answer is kept together with the marks of the topics it depends on; a change that commits gives its
topics new marks, and an answer whose marks are not the present ones is not used. Marks are random, so
two changes at once cannot leave an old one in place, and they are read before the view reads anything,
so an answer made from older rows is never taken for a newer one.

Marks lie in a file that all processes of a machine map into their memory, or in Redis when that is
configured, together with the answers. What is changed past the program (by hand in psql) or by another
machine without a common Redis shows after ``BOUND`` seconds at the latest. Without any of it everything
works, only slower: a cache that fails is a cache that is empty.
"""

import mmap
import os
import pickle
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any, Protocol
from zlib import crc32

import structlog
from django.conf import settings
from django.core.cache import cache as shared
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from core import encodings

log = structlog.get_logger("tohfa.cache")

# The longest that a kept answer may be behind a commit it was not told of; but for what is dear to
# make (``kept_for``).
BOUND = 5.0
EVERYTHING, LISTS = "everything", "lists"
SLOTS, WIDTH = 4096, 8
MEMORY = 24 * 1024 * 1024
LARGEST = 512 * 1024
# What belongs to one request alone.
NOT_KEPT = frozenset({"X-Request-ID", "Content-Length", "Date"})
# What anybody reads: the API, and what robots are shown.
OPEN = ("/api/", "/sitemap")
Marks = tuple[bytes, ...]


@dataclass
class Kept:
    """One answer, with its body in the encodings that were asked for so far."""

    headers: dict[str, str]
    bodies: dict[str, bytes]
    topics: tuple[str, ...]
    marks: Marks
    made_at: float = field(default_factory=time.time)
    lives: float = BOUND

    def __len__(self) -> int:
        return sum(map(len, self.bodies.values())) + 500

    @property
    def is_large(self) -> bool:
        return len(self.bodies[""]) >= encodings.SMALLEST

    def answer(self, encoding: str) -> HttpResponse:
        body = self.bodies.get(encoding)
        if body is None:
            body = encodings.encoded(self.bodies[""], encoding, thoroughly=True)
            self.bodies[encoding] = body
        found = HttpResponse(body, headers=self.headers)
        if encoding:
            encodings.announce(found, encoding)
        return found


def slot(topic: str) -> int:
    """Give the place of a topic's mark; topics that share one are let go together."""
    return 0 if topic == EVERYTHING else 1 + crc32(topic.encode()) % (SLOTS - 1)


class Store(Protocol):
    def marks(self, topics: Sequence[str]) -> Marks: ...
    def renew(self, topics: Sequence[str]) -> None: ...
    def get(self, key: str) -> Kept | None: ...
    def put(self, key: str, kept: Kept) -> None: ...


class Memory:
    """Answers in this process, marks in a file that every process of the machine has mapped."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            if file.tell() < SLOTS * WIDTH:
                # Written out and not only made longer: a full disk would kill who writes to a hole.
                file.write(bytes(SLOTS * WIDTH))
        with path.open("r+b") as file:
            self.map = mmap.mmap(file.fileno(), SLOTS * WIDTH)
        self.kept: OrderedDict[str, Kept] = OrderedDict()
        self.size = 0
        self.lock = threading.Lock()

    def marks(self, topics: Sequence[str]) -> Marks:
        return tuple(self._mark(slot(topic)) for topic in topics)

    def _mark(self, place: int) -> bytes:
        return self.map[place * WIDTH : (place + 1) * WIDTH]

    def renew(self, topics: Sequence[str]) -> None:
        for topic in topics:
            place = slot(topic)
            self.map[place * WIDTH : (place + 1) * WIDTH] = os.urandom(WIDTH)

    def get(self, key: str) -> Kept | None:
        with self.lock:
            found = self.kept.get(key)
            if found is not None:
                self.kept.move_to_end(key)
            return found

    def put(self, key: str, kept: Kept) -> None:
        with self.lock:
            old = self.kept.pop(key, None)
            self.size += len(kept) - (len(old) if old else 0)
            self.kept[key] = kept
            while self.size > MEMORY:
                _key, oldest = self.kept.popitem(last=False)
                self.size -= len(oldest)


class Shared:
    """Answers and marks in the cache that all machines share."""

    PREFIX = "public"
    REST = 5.0

    def __init__(self) -> None:
        self.rests_until = 0.0

    def _guarded(self, do: Callable[[], Any], otherwise: Any) -> Any:
        """Ask the cache; after a failure leave it alone for a while, so that requests do not wait."""
        if time.monotonic() < self.rests_until:
            return otherwise
        try:
            return do()
        except Exception:
            log.warning("the shared cache cannot be reached", exc_info=True)
            self.rests_until = time.monotonic() + self.REST
            return otherwise

    def marks(self, topics: Sequence[str]) -> Marks:
        names = [f"{self.PREFIX}:mark:{slot(topic)}" for topic in topics]
        found = self._guarded(lambda: shared.get_many(names), None)
        if found is None:
            return ()
        return tuple(found.get(name, b"") for name in names)

    def renew(self, topics: Sequence[str]) -> None:
        made = {f"{self.PREFIX}:mark:{slot(topic)}": os.urandom(WIDTH) for topic in topics}
        self._guarded(lambda: shared.set_many(made, None), None)

    def get(self, key: str) -> Kept | None:
        found = self._guarded(lambda: shared.get(f"{self.PREFIX}:{key}"), None)
        return pickle.loads(found) if found else None  # noqa: S301 - written by ourselves, below

    def put(self, key: str, kept: Kept) -> None:
        written = pickle.dumps(kept)
        self._guarded(lambda: shared.set(f"{self.PREFIX}:{key}", written, kept.lives), None)


@cache
def store() -> Store:
    return Shared() if settings.REDIS_URL else Memory(settings.DATA_DIR / "run" / "public-marks")


# --- changing -----------------------------------------------------------------------------------
def forget(*topics: str) -> None:
    """Let go of what depends on ``topics``, once the open transaction has committed; at once without one."""
    if settings.PUBLIC_CACHE:
        transaction.on_commit(partial(store().renew, topics))


# --- reading ------------------------------------------------------------------------------------
def may_be_kept(request: HttpRequest) -> bool:
    """Tell whether the answer is anybody's: a plain read by nobody in particular."""
    return (
        settings.PUBLIC_CACHE
        and request.method == "GET"
        and request.path.startswith(OPEN)
        and "HTTP_AUTHORIZATION" not in request.META
    )


def key_of(request: HttpRequest, language: str) -> str:
    meta = request.META
    host = meta.get("HTTP_HOST") or meta.get("SERVER_NAME", "")
    return f"{language} {request.scheme}://{host}{request.get_full_path()}"


def kept_answer(request: HttpRequest, language: str) -> Kept | None:
    """Give the answer kept for a request, if nothing that it shows has changed since."""
    found = store().get(key_of(request, language))
    if found is None or found.made_at < time.time() - found.lives:
        return None
    return found if found.marks and store().marks(found.topics) == found.marks else None


class Reading:
    """The marks as they were before a view read anything."""

    def __init__(self) -> None:
        self.whole = store().marks([EVERYTHING, LISTS])

    def keep(self, request: HttpRequest, language: str, answer: HttpResponse) -> None:
        """Keep the finished, not yet encoded answer of a public view."""
        if (
            answer.status_code != 200
            or answer.streaming
            or answer.cookies
            or "public" not in answer.headers.get("Cache-Control", "")
            or len(answer.content) > LARGEST
        ):
            return
        headers = {k: v for k, v in answer.headers.items() if k not in NOT_KEPT}
        topics, marks = (EVERYTHING, LISTS), self.whole
        if own := getattr(answer, "topics_read", None):
            topics, marks = own
        kept = Kept(headers, {"": answer.content}, topics, marks)
        kept.lives = getattr(answer, "kept_for", BOUND)
        store().put(key_of(request, language), kept)


def depends_on(answer: HttpResponse, topics: Sequence[str], marks: Marks) -> HttpResponse:
    """Say what an answer depends on instead of all lists; ``marks`` were taken before it was read."""
    answer.topics_read = (tuple(topics), marks)  # type: ignore[attr-defined]
    return answer


def kept_for(answer: HttpResponse, seconds: float) -> HttpResponse:
    """Have an answer that is dear to make kept for so long, unless a change it is told of comes first."""
    answer.kept_for = seconds  # type: ignore[attr-defined]
    return answer


def marks_before(*topics: str) -> Marks:
    """Give the present marks of ``topics``, for :func:`depends_on`."""
    return store().marks(topics) if settings.PUBLIC_CACHE else ()


_making: dict[str, threading.Lock] = {}
_making_guard = threading.Lock()


@contextmanager
def one_at_a_time(key: str) -> Any:
    """Let one thread of this process make an answer while others wait for it, a second at the most."""
    with _making_guard:
        lock = _making.setdefault(key, threading.Lock())
    is_first = lock.acquire(timeout=1.0)
    try:
        yield
    finally:
        if is_first:
            lock.release()
        with _making_guard:
            if not lock.locked():
                _making.pop(key, None)
