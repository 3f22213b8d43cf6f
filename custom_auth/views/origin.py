from rest_framework.request import Request

from core.addresses import client_address
from core.logs import redact
from core.text import FORBIDDEN
from custom_auth.actions.sessions import Origin


def origin_of(request: Request) -> Origin:
    """Give where a request comes from; apps name their device in ``X-Device-Name``."""
    told = request.headers.get("X-Device-Name") or request.headers.get("User-Agent") or ""
    # A phone's name may be Arabic; header bytes reach us as Latin-1.
    readable = told.encode("latin-1", "replace").decode("utf-8", "replace")
    device = str(redact(FORBIDDEN.sub("", readable).strip()))[:200]
    return Origin(address=client_address(request._request), device=device)
