"""Papers of applicants: checked, encrypted before they touch a disk, shown through short-lived links."""

import hashlib
from datetime import date
from typing import IO

from core import private_files
from core.images import PictureRefused, decoded
from core.transactions import joins_transaction
from custom_auth.errors import DocumentRefused, DocumentTooLarge
from custom_auth.models import SellerApplication, SellerDocument

KINDS = ("application/pdf", "image/jpeg", "image/png", "image/webp")
LARGEST = 10 * 1024 * 1024
DOOR = "/api/users/seller/documents/"


def content_type_of(file: IO[bytes], *, size: int) -> str:
    """Find out what a document is by reading it.

    :raises DocumentTooLarge:
    :raises DocumentRefused: if it is neither a picture that decodes nor a PDF.
    """
    if size > LARGEST:
        raise DocumentTooLarge
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
    return SellerDocument.objects.create(
        application=application,
        kind=kind,
        content_type=content_type,
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
        path=private_files.keep(f"documents/{application.pk}", content),
        delete_on=delete_on,
    )


@joins_transaction
def delete(document: SellerDocument) -> None:
    """Delete a document; its file goes once the transaction has committed."""
    private_files.drop(document.path)
    document.delete()


def link(document: SellerDocument) -> str:
    """Give an address under which the document can be read for five minutes."""
    return private_files.link(DOOR, document.pk)


def file_of(pk: int) -> tuple[str, str]:
    """Give where a document lies and what it is.

    :raises FileNotFoundError: if it was deleted.
    """
    document = SellerDocument.objects.filter(pk=pk).first()
    if document is None:
        raise FileNotFoundError
    return document.path, document.content_type
