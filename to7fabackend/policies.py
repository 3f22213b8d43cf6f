"""What a browser may load on which of our pages (Content-Security-Policy)."""

from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

Directives = dict[str, list[Any]]


def _pictures() -> list[str]:
    """Pictures are ours, wherever they are kept."""
    at = urlsplit(settings.MEDIA_URL)
    return [SELF, "data:", *([f"{at.scheme}://{at.netloc}"] if at.netloc else [])]


STRICT: Directives = {
    "default-src": [NONE],
    "script-src": [SELF, NONCE],
    "style-src": [SELF, NONCE],
    "img-src": _pictures(),
    "font-src": [SELF],
    "connect-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
}
# The theme's widgets are written for Alpine, which compiles the expressions of its attributes, and
# which shows and hides by style attributes. No script may stand in the page itself all the same.
BACK_OFFICE: Directives = {
    **STRICT,
    "script-src": [SELF, UNSAFE_EVAL],
    "style-src": [SELF, UNSAFE_INLINE],
}
# The reader of the API document styles its parts as it draws them.
DOCUMENT: Directives = {**STRICT, "script-src": [SELF], "style-src": [SELF, UNSAFE_INLINE]}
# The guides are files that we have built ourselves; the theme's pages start with a script in the page, and
# the search runs in a worker.
GUIDES: Directives = {
    **STRICT,
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "worker-src": [SELF, "blob:"],
    "base-uri": [SELF],
}
# The twins have no script; their forms lead to wherever a partner's would, such as back to the app.
SANDBOX: Directives = {
    **{name: kept for name, kept in STRICT.items() if name != "form-action"},
    "script-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "frame-src": [SELF],
}
BY_PREFIX = {
    "/admin/": BACK_OFFICE,
    "/api/docs/": DOCUMENT,
    "/docs/": GUIDES,
    "/sandbox/": SANDBOX,
}


class Policies(CSPMiddleware):
    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            return response
        return super().process_response(request, response)

    def get_policy_parts(
        self,
        request: HttpRequest,
        response: HttpResponseBase,
        report_only: bool = False,  # noqa: FBT001, FBT002 - as the library has it
    ) -> PolicyParts:
        if report_only:
            return PolicyParts()
        chosen = (kept for prefix, kept in BY_PREFIX.items() if request.path.startswith(prefix))
        return PolicyParts(config=next(chosen, STRICT), nonce=getattr(request, "_csp_nonce", None))
