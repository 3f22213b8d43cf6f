"""Pages that belong to no app."""

import mimetypes

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase

LOCAL = "django.core.files.storage.FileSystemStorage"


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
