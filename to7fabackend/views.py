"""Pages that belong to no app."""

import mimetypes
from functools import cache
from pathlib import Path
from typing import Any

import orjson
import yaml
from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils._os import safe_join
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.request import Request

from core.conditional import public_for

DOCUMENT_KEPT = 300  # seconds
LOCAL = "django.core.files.storage.FileSystemStorage"


class ApiDocument(SpectacularAPIView):
    """Show the API document of this release, which ``make check`` holds to the code.

    Making it takes seconds and some sixty megabytes that a process does not get rid of again.
    """

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        renderer = request.accepted_renderer
        return HttpResponse(
            _document(renderer.format == "json"),
            content_type=f"{renderer.media_type}; charset=utf-8",
            # It has the tag that every public answer is given.
            headers={"Cache-Control": f"public, max-age={DOCUMENT_KEPT}", "Vary": "Accept"},
        )


class Reference(SpectacularSwaggerSplitView):
    """Show the browsable reference, which is the same for everybody."""

    @extend_schema(exclude=True)
    @public_for(DOCUMENT_KEPT)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        return super().get(request, *args, **kwargs)  # type: ignore[no-untyped-call]  # theirs


@cache
def _document(as_json: bool) -> bytes:  # noqa: FBT001 - the key it is kept under
    written = (settings.BASE_DIR / "docs" / "openapi.yaml").read_bytes()
    return orjson.dumps(yaml.load(written, yaml.CSafeLoader)) if as_json else written


def media(request: HttpRequest, name: str) -> HttpResponseBase:
    """Show a public picture from the disk; in production nginx or a CDN does."""
    if settings.PRODUCTION or settings.STORAGES["default"]["BACKEND"] != LOCAL:
        raise Http404
    try:
        file = default_storage.open(name)
    except (FileNotFoundError, IsADirectoryError, SuspiciousFileOperation, ValueError) as error:
        raise Http404 from error
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    # Names are made of their content's digest: what they show never changes.
    return FileResponse(
        file,
        content_type=kind,
        headers={
            "Cache-Control": "public, max-age=31536000, immutable",
            "X-Content-Type-Options": "nosniff",
        },
    )


def in_the_app(request: HttpRequest, name: str = "") -> HttpResponse:
    """Tell who follows a link of a mail, or comes back from the gateway, without the app where to open it."""
    page = render_to_string("in_the_app.html")
    return HttpResponse(page, headers={"Cache-Control": "no-store"})


def home(request: HttpRequest) -> HttpResponseRedirect:
    """Send whoever looks at the bare address to the guides."""
    return HttpResponseRedirect("/docs/")


def guide(request: HttpRequest, name: str = "") -> HttpResponseBase:
    """Show a page or a file of the guides, which are public; nginx may do so in front of us."""
    try:
        path = Path(safe_join(settings.GUIDES_ROOT, name))
    except (SuspiciousFileOperation, ValueError) as error:
        raise Http404 from error
    if path.is_dir():
        if name and not name.endswith("/"):
            return HttpResponseRedirect(f"/docs/{name}/")
        path /= "index.html"
    if not path.is_file() or path.name.startswith("."):
        raise Http404
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    # The theme's files carry a digest in their names; pages are asked for again.
    is_fixed = name.startswith("assets/") or "/assets/" in name
    return FileResponse(
        path.open("rb"),
        content_type=f"{kind}; charset=utf-8" if kind.startswith("text/") else kind,
        headers={
            "Cache-Control": "public, max-age=31536000, immutable" if is_fixed else "no-cache",
            "X-Content-Type-Options": "nosniff",
        },
    )
