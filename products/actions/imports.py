"""Tables of pieces: taken in, decided row by row, tidied away."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from django.core.files.base import File
from django.core.files.storage import storages
from django.db import transaction

from core import archives, tables
from core.transactions import joins_transaction
from custom_auth.models import User
from products import rules, sheet
from products.errors import ArchiveRefused, ImportUnderWay, TableRefused
from products.models import ImportRow, Product, ProductImport

LARGEST_TABLE = 5 * 1024 * 1024
# What the pictures of a table may be, unpacked.
MOST_PICTURES = sheet.MOST_ROWS * rules.MOST_IMAGES
MOST_PICTURE_BYTES = 512 * 1024 * 1024


@dataclass(frozen=True)
class Kept:
    """Files that were looked at and are kept, privately, until they are worked through."""

    name: str
    table: str
    pictures: str
    rows: int


def read_table(file: IO[bytes]) -> list[sheet.Record]:
    """Read a table of pieces.

    :raises TableRefused: saying what about it cannot be read.
    """
    try:
        return sheet.records(tables.rows_of(file, most_rows=sheet.MOST_ROWS + 2))
    except tables.BadTable as bad:
        raise TableRefused from bad
    except sheet.UnknownHeadings as unknown:
        raise TableRefused(str(unknown)) from unknown


def read_pictures(file: IO[bytes]) -> archives.Archive:
    """Open a ZIP of pictures.

    :raises ArchiveRefused:
    """
    try:
        return archives.opened(file, most_files=MOST_PICTURES, most_bytes=MOST_PICTURE_BYTES)
    except archives.BadArchive as bad:
        raise ArchiveRefused from bad


@contextmanager
def kept(table: File[bytes], pictures: File[bytes] | None) -> Iterator[Kept]:
    """Keep files for the length of a block, and for longer if it ends well; outside any transaction.

    :raises TableRefused, ArchiveRefused:
    """
    if table.size > LARGEST_TABLE:
        raise TableRefused
    records = read_table(table)
    if not 1 <= len(records) <= sheet.MOST_ROWS:
        raise TableRefused
    if pictures is not None:
        read_pictures(pictures)
    names = []
    try:
        for file in (table, pictures):
            if file is not None:
                file.seek(0)
                names.append(storages["private"].save(f"imports/{secrets.token_hex(16)}", file))
        names += [""] * (2 - len(names))
        yield Kept((table.name or "")[-200:], names[0], names[1], len(records))
    except BaseException:
        _delete(*names)
        raise


@joins_transaction
def begin(
    seller: User,
    files: Kept,
    *,
    by: User,
    language: str,
    is_dry_run: bool = False,
    on_existing: str = "refuse",
) -> ProductImport:
    """Have the worker take a table in; one at a time for each seller.

    :raises ImportUnderWay:
    """
    User.objects.locked().get(pk=seller.pk)
    if ProductImport.objects.visible_to(seller).unfinished().exists():
        raise ImportUnderWay
    return ProductImport.objects.create(
        seller=seller,
        asked_by=by,
        file_name=files.name,
        table=files.table,
        pictures=files.pictures,
        rows_total=files.rows,
        is_dry_run=is_dry_run,
        on_existing=on_existing,
        language=language,
    )


@dataclass(frozen=True)
class Outcome:
    name: str
    problems: tuple[sheet.Problem, ...] = ()


@joins_transaction
def decide(
    job: ProductImport,
    position: int,
    record: sheet.Record,
    outcome: Outcome,
    act: Callable[[], tuple[Product | None, bool]] | None = None,
) -> bool:
    """Decide the row at ``position``, once: with ``act``, which gives a piece and whether it is new.

    Whoever comes second, after a crash or beside another worker, finds the row decided and is told False.
    """
    job = ProductImport.objects.locked().get(pk=job.pk)
    if job.rows_done != position:
        return False
    row = ImportRow(of=job, number=record.number, name=outcome.name[:255], outcome="failed")
    row.problems = [problem.shown() for problem in outcome.problems]
    if act is not None:
        row.product, is_new = act()
        row.outcome = "added" if is_new else "changed"
    row.save()
    job.rows_done += 1
    counter = f"rows_{row.outcome}"
    setattr(job, counter, getattr(job, counter) + 1)
    job.status = "running"
    job.save(update_fields=["rows_done", counter, "status"])
    return True


@joins_transaction
def finish(job: ProductImport, *, now: datetime, status: str = "done") -> None:
    """Close an import and delete its files once that has committed."""
    names = (job.table, job.pictures)
    ProductImport.objects.filter(pk=job.pk).update(
        status=status, finished_at=now, table="", pictures=""
    )
    transaction.on_commit(lambda: _delete(*names))


def _delete(*names: str) -> None:
    for name in names:
        if name:
            storages["private"].delete(name)
