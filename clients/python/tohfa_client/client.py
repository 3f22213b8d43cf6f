"""Carries the calls of the API: signs them, refreshes tokens, repeats what may be repeated."""

from __future__ import annotations

import json
import threading
import time
import urllib.error
import urllib.request
import uuid
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlencode, urljoin, urlsplit

from tohfa_client.upload import Upload

EXPIRED = frozenset({"token_expired", "invalid_token"})
MOST_KEPT = 200


@dataclass(frozen=True)
class Tokens:
    access: str
    refresh: str


class TokenStore(Protocol):
    """Where tokens are kept; None when the session is over."""

    def read(self) -> Tokens | None: ...

    def write(self, tokens: Tokens | None) -> None: ...


class MemoryTokens:
    def __init__(self) -> None:
        self._tokens: Tokens | None = None

    def read(self) -> Tokens | None:
        return self._tokens

    def write(self, tokens: Tokens | None) -> None:
        self._tokens = tokens


class OfflineError(Exception):
    """The server could not be reached, however often it was tried."""


class ProblemError(Exception):
    """A refusal of the API (RFC 9457). Decide by ``code``, show ``detail``."""

    def __init__(self, status: int, body: bytes) -> None:
        try:
            self.more: dict[str, Any] = dict(json.loads(body))
        except (ValueError, TypeError):
            self.more = {}  # a proxy's page, say
        self.status = status
        self.code = str(self.more.get("code", "unreadable_answer"))
        self.detail = str(self.more.get("detail", f"HTTP {status}"))
        self.errors: list[dict[str, str]] = list(self.more.get("errors", []))
        self.request_id = str(self.more.get("request_id", ""))
        super().__init__(f"{self.code} ({status}): {self.detail}")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


class TohfaClient:
    """Safe to be shared by threads."""

    def __init__(
        self,
        address: str,
        *,
        language: str = "ar",
        tokens: TokenStore | None = None,
        attempts: int = 4,
        pause: float = 1.0,
        timeout: float = 30.0,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.address = address
        self.language = language
        self.tokens: TokenStore = tokens or MemoryTokens()
        self.attempts = attempts
        self.pause = pause
        self.timeout = timeout
        self._sleep = sleep
        self._refreshing = threading.Lock()
        self._kept: OrderedDict[str, tuple[str, bytes]] = OrderedDict()
        self._opener = urllib.request.build_opener(_NoRedirects)

    # --- the session ------------------------------------------------------------------------
    def sign_in(self, email: str, password: str, *, otp: str | None = None) -> None:
        body = {"email": email, "password": password} | ({"otp": otp} if otp else {})
        answer = self.call("POST", "/api/auth/login/", body=body)
        self._kept.clear()
        self.tokens.write(Tokens(answer["access"], answer["refresh"]))

    def sign_out(self) -> None:
        held = self.tokens.read()
        self.tokens.write(None)
        self._kept.clear()
        if held is not None:
            try:
                headers = {"Authorization": f"Bearer {held.access}"}
                body = {"refresh": held.refresh}
                self._once("POST", self._where("/api/auth/logout/"), body, headers)
            except OfflineError:
                pass  # the session ends by itself

    def refresh(self, stale: Tokens) -> bool:
        """Refresh once, however many threads ask: a refresh token is good for one use."""
        with self._refreshing:
            held = self.tokens.read()
            if held is None or held != stale:
                return held is not None  # another thread has done it
            where, body = self._where("/api/auth/token/refresh/"), {"refresh": held.refresh}
            answer = self._repeated(lambda: self._once("POST", where, body, {}))
            if answer.status == 200:
                fresh = json.loads(answer.body)
                self.tokens.write(Tokens(fresh["access"], fresh["refresh"]))
                return True
            if answer.status in {400, 401}:
                self.tokens.write(None)
                self._kept.clear()
            return False

    # --- calls ------------------------------------------------------------------------------
    def call(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: Any = None,
        idempotency_key: str | None = None,
        is_idempotent: bool = False,
        if_match: str | None = None,
    ) -> Any:
        """Make a call and give its JSON, or None for an empty answer.

        :raises ProblemError, OfflineError:
        """
        where = self._where(path, query)
        key = f"{self.language} {where}"
        kept = self._kept.get(key) if method == "GET" else None
        headers = {}
        if is_idempotent:
            headers["Idempotency-Key"] = idempotency_key or uuid.uuid4().hex
        if if_match:
            headers["If-Match"] = if_match
        if kept:
            headers["If-None-Match"] = kept[0]
        may_repeat = is_idempotent or method in {"GET", "PUT", "DELETE"}
        answer = self._send(method, where, body, headers, may_repeat=may_repeat)
        if answer.status == 304 and kept:
            return json.loads(kept[1])
        if method == "GET" and answer.headers.get("ETag"):
            self._kept[key] = (answer.headers["ETag"], answer.body)
            self._kept.move_to_end(key)
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return json.loads(answer.body) if answer.body else None

    def file(
        self, method: str, path: str, *, query: Mapping[str, Any] | None = None, body: Any = None
    ) -> bytes:
        """Make a call whose answer is a file."""
        where = self._where(path, query)
        return self._send(method, where, body, {}, may_repeat=method == "GET").body

    def pages(self, path: str, query: Mapping[str, Any] | None = None) -> Iterator[Any]:
        """Give the rows of a list, asking for a page when the one before has been used up."""
        page = self.call("GET", path, query=query)
        while True:
            yield from page["results"]
            if page["next"] is None:
                return
            following = urlsplit(page["next"])
            page = self.call("GET", f"{following.path}?{following.query}")

    def changes(self, since: str) -> Iterator[tuple[list[dict[str, Any]], str | None]]:
        """Give what changed in the catalogue, a page at a time; with the last one, what to ask with next."""
        query: dict[str, Any] = {"updated_since": since, "page_size": 100}
        page = self.call("GET", "/api/products/", query=query)
        until = page["synced_until"]
        while page["next"] is not None:
            yield page["results"], None
            following = urlsplit(page["next"])
            page = self.call("GET", f"{following.path}?{following.query}")
        yield page["results"], until

    def _where(self, path: str, query: Mapping[str, Any] | None = None) -> str:
        given = {
            name: str(value).lower() if isinstance(value, bool) else value
            for name, value in (query or {}).items()
            if value is not None
        }
        where = urljoin(self.address, path)
        return f"{where}?{urlencode(given, doseq=True)}" if given else where

    def _send(
        self, method: str, where: str, body: Any, headers: Mapping[str, str], *, may_repeat: bool
    ) -> Answer:
        def attempt() -> Answer:
            held = self.tokens.read()
            answer = self._once(method, where, body, _signed(headers, held))
            if answer.status != 401 or held is None:
                return answer
            problem = ProblemError(401, answer.body)
            if problem.code not in EXPIRED or not self.refresh(held):
                raise problem
            return self._once(method, where, body, _signed(headers, self.tokens.read()))

        answer = self._repeated(attempt) if may_repeat else attempt()
        if answer.status >= 400:
            raise ProblemError(answer.status, answer.body)
        return answer

    def _repeated(self, attempt: Callable[[], Answer]) -> Answer:
        """Repeat what had no answer, or one that says to come later."""
        for tried in range(1, self.attempts + 1):
            wait = self.pause * 2 ** (tried - 1)
            try:
                answer = attempt()
            except OfflineError:
                if tried == self.attempts:
                    raise
            else:
                if tried == self.attempts or not (answer.status == 429 or answer.status >= 500):
                    return answer
                asked = answer.headers.get("Retry-After", "")
                wait = float(asked) if asked.isdigit() else wait
            self._sleep(wait)
        raise AssertionError("the last attempt answers or raises")

    def _once(self, method: str, where: str, body: Any, headers: Mapping[str, str]) -> Answer:
        content, kind = _encoded(body)
        request = urllib.request.Request(where, data=content, method=method)
        request.add_header("Accept", "application/json")
        request.add_header("Accept-Language", self.language)
        if kind:
            request.add_header("Content-Type", kind)
        for name, value in headers.items():
            request.add_header(name, value)
        try:
            with self._opener.open(request, timeout=self.timeout) as answer:
                return Answer(answer.status, dict(answer.headers.items()), answer.read())
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, dict(error.headers.items()), error.read())
        except OSError as error:
            raise OfflineError(str(error)) from error


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def _signed(headers: Mapping[str, str], tokens: Tokens | None) -> dict[str, str]:
    return {**headers, **({"Authorization": f"Bearer {tokens.access}"} if tokens else {})}


def _encoded(body: Any) -> tuple[bytes | None, str]:
    """Give a body as it goes over the line: JSON, or a form where it holds a file."""
    if body is None:
        return None, ""
    if isinstance(body, Mapping) and any(_files(value) for value in body.values()):
        boundary = f"tohfa-{uuid.uuid4().hex}"
        parts = [part for name, value in body.items() for part in _parts(name, value)]
        joined = b"".join(f"--{boundary}\r\n".encode() + part + b"\r\n" for part in parts)
        content = joined + f"--{boundary}--\r\n".encode()
        return content, f"multipart/form-data; boundary={boundary}"
    return json.dumps(body).encode(), "application/json"


def _files(value: Any) -> list[Upload]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, Upload)]


def _parts(name: str, value: Any) -> Iterator[bytes]:
    head = f'content-disposition: form-data; name="{name}"'
    for file in _files(value):
        shown = file.name.replace('"', "_").replace("\r", "_").replace("\n", "_")
        yield f'{head}; filename="{shown}"\r\ncontent-type: {file.type}\r\n\r\n'.encode() + file.content
    if not _files(value) and value is not None:
        text = json.dumps(value) if isinstance(value, dict | list | bool) else str(value)
        yield f"{head}\r\n\r\n{text}".encode()
