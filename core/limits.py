"""Rate limits that are exact across processes: one statement decides and counts (GCRA).

The generic cell rate algorithm keeps one instant per bucket, the moment at which the bucket will be
empty again; a request is let through if that moment does not lie further ahead than the burst allows.
Source: ATM Forum Traffic Management 4.1, "virtual scheduling"; the upsert makes it atomic.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection
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
INSERT INTO core_ratebucket AS bucket (key, free_at)
VALUES (%(key)s::text, clock_timestamp() + %(interval)s::float8 * interval '1 second')
ON CONFLICT (key) DO UPDATE
   SET free_at = greatest(bucket.free_at, clock_timestamp()) + %(interval)s::float8 * interval '1 second'
 WHERE bucket.free_at + (%(interval)s::float8 - %(window)s::float8) * interval '1 second' <= clock_timestamp()
RETURNING true
"""
WAIT = """
SELECT extract(epoch FROM free_at - clock_timestamp()) + %(interval)s::float8 - %(window)s::float8
  FROM core_ratebucket WHERE key = %(key)s::text
"""


def spend(rate: Rate, who: str) -> float | None:
    """Count one request of ``who``; None if it is within ``rate``, else the seconds to wait.

    One query, two when refused. Must run outside the transaction of the request, or the bucket
    stays locked until that ends.
    """
    parameters: dict[str, str | float] = {
        "key": f"{rate.name}:{who}"[:200],
        "interval": rate.interval,
        "window": float(rate.seconds),
    }
    if prepared.rows(SPEND, parameters):
        return None
    waits = prepared.rows(WAIT, parameters)
    return max(float(waits[0][0]), 0.0) if waits else 0.0


def hold_to(rate: Rate, who: str) -> None:
    """Count one request of ``who``, as ``spend`` does.

    :raises RateLimited: if there were too many.
    """
    wait = spend(rate, who)
    if wait is not None:
        raise RateLimited(headers={"Retry-After": str(int(wait) + 1)})


def forgive(rate: Rate, who: str) -> None:
    """Empty the bucket of ``who``, as after a successful sign-in."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_ratebucket WHERE key = %s", [f"{rate.name}:{who}"[:200]])


WRITES = Rate("writes", 300, 60)


def caller_key(request: HttpRequest | Request) -> str:
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return f"user {user.pk}"
    return f"address {network(client_address(_plain(request)))}"


def _plain(request: HttpRequest | Request) -> HttpRequest:
    return request._request if isinstance(request, Request) else request


class RateLimits(BaseThrottle):
    """Holds a view to its ``rates``; without any of its own, what writes is held to ``WRITES``."""

    waited: float | None = None

    def allow_request(self, request: Request, view: APIView) -> bool:
        rates: tuple[Rate, ...] = getattr(view, "rates", ())
        if not rates and request.method not in {"GET", "HEAD", "OPTIONS"}:
            rates = (WRITES,)
        who = caller_key(request)
        for rate in rates:
            self.waited = spend(rate, who)
            if self.waited is not None:
                return False
        return True

    def wait(self) -> float | None:
        return self.waited
