"""Papers of applicants: checked, encrypted before they touch a disk, shown through short-lived links."""

import hashlib
import secrets
from datetime import date
from typing import IO

from cryptography.fernet import InvalidToken as Undecryptable
from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction

from core.crypto import cipher
from core.images import PictureRefused, decoded
from core.transactions import joins_transaction
from custom_auth.errors import DocumentRefused
from custom_auth.models import SellerApplication, SellerDocument

KINDS = ("application/pdf", "image/jpeg", "image/png", "image/webp")
LARGEST = 10 * 1024 * 1024
LINK_SECONDS = 300
SALT = "custom_auth.documents"


def content_type_of(file: IO[bytes], *, size: int) -> str:
    """Find out what a document is by reading it.

    :raises DocumentRefused: if it is neither a picture that decodes nor a PDF, or too large.
    """
    if size > LARGEST:
        raise DocumentRefused
    file.seek(0)
    beginning = file.read(1024)
    if beginning.startswith(b"%PDF-"):
        # What a browser could take for a page is refused, whatever else it claims to be.
        return "application/pdf" if b"<html" not in beginning.lower() else _refuse()
    try:
        decoded(file, size=size)
    except PictureRefused as refused:
        raise DocumentRefused from refused
    kinds = {b"\xff\xd8": "image/jpeg", b"\x89P": "image/png", b"RI": "image/webp"}
    return kinds[beginning[:2]]


def _refuse() -> str:
    raise DocumentRefused


@joins_transaction
def keep(
    application: SellerApplication,
    *,
    kind: str,
    file: IO[bytes],
    content_type: str,
    delete_on: date,
) -> SellerDocument:
    """Keep a document encrypted; ``content_type`` is what ``content_type_of`` made of it."""
    file.seek(0)
    content = file.read()
    path = f"documents/{application.pk}/{secrets.token_hex(16)}"
    private = storages["private"]
    private.save(path, ContentFile(cipher().encrypt(content)))
    return SellerDocument.objects.create(
        application=application,
        kind=kind,
        content_type=content_type,
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
        path=path,
        delete_on=delete_on,
    )


def opened(document: SellerDocument) -> bytes:
    """Decrypt a document.

    :raises FileNotFoundError: if its file is gone or no key opens it.
    """
    with storages["private"].open(document.path) as file:
        try:
            return cipher().decrypt(file.read())
        except Undecryptable as error:
            raise FileNotFoundError(document.path) from error


@joins_transaction
def delete(document: SellerDocument) -> None:
    """Delete a document; its file goes once the transaction has committed."""
    path = document.path
    document.delete()
    transaction.on_commit(lambda: storages["private"].delete(path))


def link(document: SellerDocument) -> str:
    """Give an address under which the document can be read for five minutes."""
    token = signing.dumps(document.pk, salt=SALT)
    return f"/api/users/seller/documents/{token}/"


def of_link(token: str) -> SellerDocument | None:
    try:
        document_id = signing.loads(token, salt=SALT, max_age=LINK_SECONDS)
    except signing.BadSignature:
        return None
    return SellerDocument.objects.filter(pk=document_id).first()
