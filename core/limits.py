"""Rate limits that are exact across processes: one statement decides and counts (GCRA).

The generic cell rate algorithm keeps one instant per bucket, the moment at which the bucket will be
empty again; a request is let through if that moment does not lie further ahead than the burst allows.
Source: ATM Forum Traffic Management 4.1, "virtual scheduling"; the upsert makes it atomic.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from core import prepared
from core.addresses import client_address, network
from core.problems import RateLimited

if TYPE_CHECKING:  # the framework reads this module while it makes its own view class
    from rest_framework.views import APIView


@dataclass(frozen=True)
class Rate:
    """``count`` requests in ``seconds``, all at once or spread; ``name`` tells its buckets apart."""

    name: str
    count: int
    seconds: int

    @property
    def interval(self) -> float:
        return self.seconds / (self.count * settings.RATE_LIMIT_FACTOR)


SPEND = """
b{n} AS (
INSERT INTO core_ratebucket AS bucket (key, free_at)
SELECT %(key{n})s::text, clock_timestamp() + %(interval{n})s::float8 * interval '1 second' {after}
ON CONFLICT (key) DO UPDATE
   SET free_at = greatest(bucket.free_at, clock_timestamp())
                 + %(interval{n})s::float8 * interval '1 second'
 WHERE bucket.free_at + (%(interval{n})s::float8 - %(window{n})s::float8) * interval '1 second'
       <= clock_timestamp()
RETURNING true)"""
WAIT = """
SELECT extract(epoch FROM free_at - clock_timestamp()) + %(interval)s::float8 - %(window)s::float8
  FROM core_ratebucket WHERE key = %(key)s::text
"""


class Stopped(NamedTuple):
    """Which of several buckets was full, counted from 0, and the seconds to wait."""

    at: int
    wait: float


@cache
def _spending(count: int) -> str:
    """Give the statement that counts in ``count`` buckets, in each only if the one before let it through."""
    steps = [
        SPEND.format(n=n, after=f"FROM b{n - 1}" if n else "")  # the first depends on nothing
        for n in range(count)
    ]
    passed = " + ".join(f"(SELECT count(*) FROM b{n})" for n in range(count))  # noqa: S608 - numbers
    return f"WITH {', '.join(steps)} SELECT {passed}"


def spend_in_turn(*counted: tuple[Rate, str]) -> Stopped | None:
    """Count one request in several buckets, each only if those before it let it through.

    None if all did. One query, two when refused. Must run outside the transaction of the request, or
    the buckets stay locked until that ends.
    """
    parameters: dict[str, str | float] = {}
    for n, (rate, who) in enumerate(counted):
        parameters[f"key{n}"] = _key(rate, who)
        parameters[f"interval{n}"] = rate.interval
        parameters[f"window{n}"] = float(rate.seconds)
    ((passed,),) = prepared.rows(_spending(len(counted)), parameters)
    if passed == len(counted):
        return None
    rate, who = counted[passed]
    full = {"key": _key(rate, who), "interval": rate.interval, "window": float(rate.seconds)}
    waits = prepared.rows(WAIT, full)
    return Stopped(passed, max(float(waits[0][0]), 0.0) if waits else 0.0)


def _key(rate: Rate, who: str) -> str:
    return f"{rate.name}:{who}"[:200]


def spend(rate: Rate, who: str) -> float | None:
    """Count one request of ``who``; None if it is within ``rate``, else the seconds to wait."""
    stopped = spend_in_turn((rate, who))
    return stopped.wait if stopped else None


def hold_to(rate: Rate, who: str) -> None:
    """Count one request of ``who``, as ``spend`` does.

    :raises RateLimited: if there were too many.
    """
    wait = spend(rate, who)
    if wait is not None:
        raise RateLimited(headers={"Retry-After": str(int(wait) + 1)})


FORGIVE = "DELETE FROM core_ratebucket WHERE key = %(key)s::text RETURNING NULL"


def forgive(rate: Rate, who: str) -> None:
    """Empty the bucket of ``who``, as after a successful sign-in."""
    prepared.rows(FORGIVE, {"key": _key(rate, who)})


WRITES = Rate("writes", 300, 60)


def caller_key(request: HttpRequest | Request) -> str:
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return f"user {user.pk}"
    return f"address {network(client_address(_plain(request)))}"


def _plain(request: HttpRequest | Request) -> HttpRequest:
    return request._request if isinstance(request, Request) else request


class RateLimits(BaseThrottle):
    """Holds a view to its ``rates``; if it names none, what writes is held to ``WRITES``.

    A view that counts by itself says so with an empty tuple.
    """

    waited: float | None = None

    def allow_request(self, request: Request, view: APIView) -> bool:
        rates: tuple[Rate, ...] | None = getattr(view, "rates", None)
        if rates is None:
            rates = () if request.method in {"GET", "HEAD", "OPTIONS"} else (WRITES,)
        if not rates:
            return True
        who = caller_key(request)
        stopped = spend_in_turn(*((rate, who) for rate in rates))
        self.waited = stopped.wait if stopped else None
        return stopped is None

    def wait(self) -> float | None:
        return self.waited
