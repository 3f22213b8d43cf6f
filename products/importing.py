"""Works through tables of pieces, by the same shapes and the same verbs as the API."""

from collections.abc import Iterable, Mapping
from contextlib import ExitStack, suppress
from io import SEEK_END
from typing import Any

import structlog
from django.core.files.storage import storages
from django.db import InterfaceError, OperationalError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from rest_framework.exceptions import ValidationError

from core.archives import Archive, BadArchive
from core.images import PictureRefused, inspect
from core.problems import Problem
from core.transactions import joins_transaction, opens_transaction
from products import rules, sheet
from products.actions import imports, pictures, products
from products.errors import ArchiveRefused, TableRefused
from products.models import Attribute, Category, Product, ProductImport
from products.serializers.catalogue import NewProductIn, ProductIn

log = structlog.get_logger("tohfa.imports")

# So many rows are decided before the relay looks whether it is to stop.
AT_ONCE = 50


class _OnlyTried(Exception):
    """Takes back what a trial has done."""


def run_waiting() -> int:
    """Decide some rows of the import that waits for longest; give how many.

    One that fails for a reason nobody thought of is closed as failed, since others wait behind it.
    """
    job = ProductImport.objects.unfinished().order_by("pk").first()
    if job is None:
        return 0
    try:
        with override(job.language):
            return run(job, at_most=AT_ONCE)
    except (OperationalError, InterfaceError):
        raise  # a lock, or a database that is away: the same again may go well
    except Exception:
        log.exception("an import cannot be gone on with", job=job.pk)
        opens_transaction(imports.finish)(job, now=timezone.now(), status="failed")
        return 1


def run(job: ProductImport, *, at_most: int) -> int:
    """Decide the next rows of ``job`` and close it after the last; give how many were decided."""
    with ExitStack() as files:
        try:
            records = imports.read_table(files.enter_context(storages["private"].open(job.table)))
            archive = None
            if job.pictures:
                packed = files.enter_context(storages["private"].open(job.pictures))
                archive = imports.read_pictures(packed)
        except (TableRefused, ArchiveRefused, OSError):
            # Both were read when they came: the files are gone, or are no longer what they were.
            log.exception("an import's files cannot be read", job=job.pk)
            opens_transaction(imports.finish)(job, now=timezone.now(), status="failed")
            return 1
        work = _Work(job, records, archive)
        done = 0
        for position in range(job.rows_done, min(job.rows_done + at_most, len(records))):
            work.take(position)
            done += 1
    if job.rows_done + done >= job.rows_total:
        opens_transaction(imports.finish)(job, now=timezone.now())
    return max(done, 1)


class _Work:
    def __init__(
        self, job: ProductImport, records: list[sheet.Record], archive: Archive | None
    ) -> None:
        self.job = job
        self.records = records
        self.archive = archive
        self.categories = _category_names()
        self.kinds = dict(Attribute.objects.values_list("code", "kind"))
        self.skus = [record.cells.get("sku", "") for record in records]

    def take(self, position: int) -> None:
        """Decide one row: what is refused leaves nothing behind but the reasons."""
        record = self.records[position]
        known = self._known(record)
        said = sheet.said(record, categories=self.categories, kinds=self.kinds)
        name = str(said.fields.get("name") or (known.name if known else ""))
        shape = (ProductIn if known else NewProductIn)(data=said.fields, partial=known is not None)
        problems = [*said.problems, *self._repeated(position), *self._pictures(said.pictures)]
        unclear = {problem.column for problem in problems}
        if not shape.is_valid():
            found = flattened(shape.errors)
            problems += [one for one in found if one.column not in unclear]
        if problems:
            self._refuse(position, name, problems)
            return
        try:
            self._write(position, name, dict(shape.validated_data), said.pictures, known)
        except Problem as refusal:
            column = _COLUMN_OF.get(refusal.code, "")
            message = f"{refusal.title} {refusal.detail}".strip()
            self._refuse(position, name, [sheet.Problem(column, refusal.code, message)])
        except ValidationError as refusal:
            self._refuse(position, name, flattened(refusal.detail))

    def _known(self, record: sheet.Record) -> Product | None:
        sku = record.cells.get("sku")
        if not sku or self.job.on_existing != "change":
            return None
        return Product.objects.filter(seller=self.job.seller_id, sku=sku).first()

    def _repeated(self, position: int) -> Iterable[sheet.Problem]:
        sku = self.skus[position]
        if sku and sku in self.skus[:position]:
            yield sheet.Problem("الكود", "repeated", _("This SKU stands in the table twice."))

    def _pictures(self, names: list[str]) -> Iterable[sheet.Problem]:
        """Look at each picture as an upload is looked at."""
        if len(names) > rules.MOST_IMAGES:
            yield sheet.Problem(
                "الصور", "too_many_images", _("A piece has 12 pictures at the most.")
            )
            return
        for name in names:
            try:
                file = self._picture(name)
                inspect(file, size=file.seek(0, SEEK_END))
            except KeyError:
                message = _("%(name)s is not in the ZIP.") % {"name": name}
                yield sheet.Problem("الصور", "picture_missing", message)
            except BadArchive:
                message = _("%(name)s cannot be unpacked.") % {"name": name}
                yield sheet.Problem("الصور", "picture_refused", message)
            except PictureRefused as refused:
                yield sheet.Problem("الصور", "picture_refused", f"{name}: {_first(refused.detail)}")

    def _picture(self, name: str) -> Any:
        if self.archive is None:
            raise KeyError(name)
        return self.archive.read(name)

    def _refuse(self, position: int, name: str, problems: list[sheet.Problem]) -> None:
        outcome = imports.Outcome(name, tuple(problems))
        opens_transaction(imports.decide)(self.job, position, self.records[position], outcome)

    def _write(
        self,
        position: int,
        name: str,
        fields: dict[str, Any],
        names: list[str],
        known: Product | None,
    ) -> None:
        outcome = imports.Outcome(name)
        record = self.records[position]
        if self.job.is_dry_run:
            try:
                opens_transaction(self._try)(fields, known)
            except _OnlyTried:
                opens_transaction(imports.decide)(
                    self.job, position, record, outcome, lambda: (None, known is None)
                )
            return
        files = (self._picture(one) for one in names)
        # Overtaken by another worker, nothing was done, and the pictures are not kept either.
        with suppress(_OnlyTried), pictures.taken_in(files, field="pictures") as originals:

            def act() -> tuple[Product, bool]:
                return self._act(fields, originals, known), known is None

            if not opens_transaction(imports.decide)(self.job, position, record, outcome, act):
                raise _OnlyTried

    @joins_transaction
    def _try(self, fields: dict[str, Any], known: Product | None) -> None:
        self._act(fields, [], known)
        raise _OnlyTried

    @joins_transaction
    def _act(
        self, fields: dict[str, Any], originals: list[pictures.Original], known: Product | None
    ) -> Product:
        """Offer a piece or change one, as its seller would."""
        now, seller = timezone.now(), self.job.seller
        if known is None:
            product = products.add(seller, now=now, **fields)
        else:
            product = products.change(known, by=seller, is_moderator=False, now=now, **fields)
        for original in originals:
            pictures.add(product, original)
        return product


# Where a refusal of an action is shown.
_COLUMN_OF = {
    "sku_taken": "الكود",
    "choices_do_not_fit": "الاختيارات",
    "one_of_a_kind": "المخزون",
    "unknown_attribute": "الخصائص",
    "too_many_images": "الصور",
}


def _category_names() -> dict[str, int]:
    """Give ids by name, slug, and path such as ``البيت > فخار``; a name that two have leads nowhere."""
    by_id = {category.pk: category for category in Category.objects.all()}
    found: dict[str, int] = {}
    twice = set()
    for category in by_id.values():
        path = [by_id[one].name for one in category.path if one in by_id]
        for name in {category.name, category.name_en, category.slug, " > ".join(path)} - {""}:
            key = sheet.name_key(name)
            if found.setdefault(key, category.pk) != category.pk:
                twice.add(key)
    return {name: pk for name, pk in found.items() if name not in twice}


def flattened(errors: Any, path: str = "") -> list[sheet.Problem]:
    """Give the errors of a shape one by one, each with the heading of its column."""
    if isinstance(errors, Mapping):
        parts = [(f"{path}.{key}" if path else str(key), value) for key, value in errors.items()]
    elif isinstance(errors, list) and any(isinstance(one, dict | list) for one in errors):
        parts = [(f"{path}.{at}", value) for at, value in enumerate(errors)]
    else:
        listed = errors if isinstance(errors, list) else [errors]
        column = sheet.column_of(path)
        return [
            sheet.Problem(column, str(getattr(one, "code", "invalid")), str(one)) for one in listed
        ]
    return [problem for name, value in parts for problem in flattened(value, name)]


def _first(detail: Any) -> str:
    return str(detail[0] if isinstance(detail, list) else detail)
