"""Files that not everybody may see: encrypted before they touch a disk, shown through links that live
five minutes."""

import secrets
from collections.abc import Callable
from functools import partial

from cryptography.fernet import InvalidToken as Undecryptable
from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.http import Http404, HttpResponse
from rest_framework.permissions import AllowAny
from rest_framework.views import APIView

from core.crypto import cipher

LINK_SECONDS = 300


def keep(folder: str, content: bytes) -> str:
    """Keep ``content`` encrypted under a name that cannot be guessed; gives where it lies."""
    path = f"{folder}/{secrets.token_hex(16)}"
    return str(storages["private"].save(path, ContentFile(cipher().encrypt(content))))


def opened(path: str) -> bytes:
    """Decrypt a file.

    :raises FileNotFoundError: if it is gone or no key opens it.
    """
    with storages["private"].open(path) as file:
        try:
            return cipher().decrypt(file.read())
        except Undecryptable as error:
            raise FileNotFoundError(path) from error


def drop(path: str) -> None:
    """Delete a file once the transaction has committed."""
    transaction.on_commit(partial(storages["private"].delete, path))


def link(door: str, pk: int) -> str:
    """Give an address under which the file of a row can be read for five minutes; ``door`` is the
    address of its view."""
    return f"{door}{signing.dumps(pk, salt=door)}/"


class Door(APIView):
    """A file, through a link that lives five minutes; whoever was given it may open it.

    Pictures in a page come without a token, so the link alone has to say that it may be seen.
    """

    authentication_classes = ()
    permission_classes = (AllowAny,)
    address: str
    # Gives where the file of a row lies and what it is; raises FileNotFoundError if the row is gone.
    file_of: Callable[[int], tuple[str, str]]

    def answer(self, token: str) -> HttpResponse:
        try:
            pk = signing.loads(token, salt=self.address, max_age=LINK_SECONDS)
            path, content_type = type(self).file_of(pk)
            content = opened(path)
        except (signing.BadSignature, FileNotFoundError) as error:
            raise Http404 from error
        return HttpResponse(
            content,
            content_type=content_type,
            headers={
                "Cache-Control": "no-store, private",
                "Content-Disposition": "inline",
                "Content-Security-Policy": "default-src 'none'; sandbox",
                "X-Content-Type-Options": "nosniff",
            },
        )
