"""Calling partners over HTTP: short timeouts, few retries, and a breaker that lets a dead one rest."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx2
import structlog

from core import tracing
from core.transactions import TransactionMisuse, is_open

log = structlog.get_logger("tohfa.partners")

TIMEOUT = httpx2.Timeout(8.0, connect=2.0)
LARGEST_ANSWER = 2_000_000


class PartnerUnreachable(Exception):
    """The call was certainly not carried out: it never reached the partner."""


class PartnerSilent(Exception):
    """The call went out and no answer came back: it may have been carried out."""


@dataclass
class Breaker:
    """Opens after so many failures in a row and lets one call through after a while."""

    failures_allowed: int = 5
    rest: float = 20.0
    failures: int = 0
    opened_at: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def check(self) -> None:
        with self.lock:
            if self.failures < self.failures_allowed:
                return
            if time.monotonic() - self.opened_at < self.rest:
                raise PartnerUnreachable("resting after failures")
            self.opened_at = time.monotonic()  # one call may try

    def note(self, *, succeeded: bool) -> None:
        with self.lock:
            self.failures = 0 if succeeded else self.failures + 1
            if self.failures == self.failures_allowed:
                self.opened_at = time.monotonic()


@dataclass
class Partner:
    """An HTTP client for one partner."""

    name: str
    base_url: str
    headers: dict[str, str] = field(default_factory=dict)
    transport: httpx2.BaseTransport | None = None
    breaker: Breaker = field(default_factory=Breaker)

    def __post_init__(self) -> None:
        self.client = httpx2.Client(
            base_url=self.base_url.rstrip("/") + "/",
            headers=self.headers,
            timeout=TIMEOUT,
            transport=self.transport,
            follow_redirects=False,
        )

    def call(
        self, method: str, path: str, *, repeatable: bool = False, **options: Any
    ) -> httpx2.Response:
        """Call the partner; ``repeatable`` calls change nothing there and are tried a second time.

        :raises PartnerUnreachable: if the call did not go out.
        :raises PartnerSilent: if it went out and was not answered.
        """
        if is_open():
            raise TransactionMisuse(f"{self.name} is called while a transaction is open")
        attempt: Callable[[], httpx2.Response] = lambda: self._once(method, path, options)  # noqa: E731
        try:
            return attempt()
        except (PartnerUnreachable, PartnerSilent):
            if not repeatable:
                raise
            return attempt()

    def _once(self, method: str, path: str, given: dict[str, Any]) -> httpx2.Response:
        options = dict(given)
        self.breaker.check()
        began = time.monotonic()
        try:
            with tracing.span(self.name):
                headers = dict(options.pop("headers", None) or {})
                tracing.carry_on(headers)
                answer = read(self.client, method, path.lstrip("/"), headers=headers, **options)
        except (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout) as error:
            self._failed(path, error)
            raise PartnerUnreachable(str(error)) from error
        except httpx2.HTTPError as error:
            self._failed(path, error)
            raise PartnerSilent(str(error)) from error
        self.breaker.note(succeeded=answer.status_code < 500)
        log.info(
            "partner called",
            partner=self.name,
            path=path,
            status=answer.status_code,
            milliseconds=round((time.monotonic() - began) * 1000),
            partner_request=answer.headers.get("x-paymob-id", ""),
        )
        return answer

    def _failed(self, path: str, error: Exception) -> None:
        self.breaker.note(succeeded=False)
        log.warning("partner failed", partner=self.name, path=path, error=type(error).__name__)


def read(client: httpx2.Client, method: str, url: str, **options: Any) -> httpx2.Response:
    """Call and read the answer, as long as it is no longer than one may be.

    :raises httpx2.HTTPError: besides what else may go wrong, if the answer does not end.
    """
    with client.stream(method, url, **options) as answer:
        content = bytearray()
        for chunk in answer.iter_bytes():
            content += chunk
            if len(content) > LARGEST_ANSWER:
                raise httpx2.RemoteProtocolError("the answer does not end")
    # What was read is unpacked already.
    of_the_way = {"content-encoding", "content-length", "transfer-encoding"}
    headers = [pair for pair in answer.headers.multi_items() if pair[0] not in of_the_way]
    return httpx2.Response(
        answer.status_code, headers=headers, content=bytes(content), request=answer.request
    )


def fetch(url: str, *, timeout: httpx2.Timeout) -> bytes:
    """Fetch what stands under ``url``, once, without following where it points.

    :raises httpx2.HTTPError: if it is not answered, not with success, or without end.
    """
    with httpx2.Client(timeout=timeout) as client:
        return read(client, "GET", url).raise_for_status().content
