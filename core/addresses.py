"""The network address a request came from, as far as it can be trusted."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Give the address of the client behind our own proxies.

    Each proxy appends the address it saw to X-Forwarded-For, so with ``TRUSTED_PROXIES`` of ours in
    front the client stands that many places from the right; whatever is further left, the client
    itself may have written.
    """
    direct: str = request.META.get("REMOTE_ADDR", "")
    if not settings.TRUSTED_PROXIES:
        return direct
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    candidate = hops[-min(settings.TRUSTED_PROXIES, len(hops))]
    try:
        return str(ip_address(candidate))
    except ValueError:
        return direct


def network(address: str) -> str:
    """Give what one subscriber is likely to hold: the address itself, or its /64 in IPv6."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:
        return address
    return ":".join(parsed.exploded.split(":")[:4]) + "::/64"
