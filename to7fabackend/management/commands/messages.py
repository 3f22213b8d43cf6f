"""Collect the sentences people read, keep their Arabic beside them, and compile the catalogue.

Babel does the work, so that no system tool is needed. ``--check`` changes nothing and fails where a
sentence has no Arabic or the compiled catalogue is stale.
"""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import templatize

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
# The same sentences make the same files, whenever they are collected.
DATED = datetime(2026, 1, 1, tzinfo=UTC)
FOLDERS = [*settings.OUR_APPS, "to7fabackend"]
LEFT_OUT = {"tests", "migrations", "demo"}


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(settings.LOCALE_PATHS[0]) / "ar" / "LC_MESSAGES"
        po, mo = folder / "django.po", folder / "django.mo"
        kept = self._kept(po)
        fresh = self._collected(kept)
        missing = [str(m.id) for m in fresh if m.id and not m.string]
        compiled = io.BytesIO()
        write_mo(compiled, fresh)
        if options["check"]:
            self._check(missing, compiled.getvalue(), mo, kept, fresh)
            return
        written = io.BytesIO()
        write_po(written, fresh, width=100, sort_output=True, no_location=True, omit_header=False)
        po.write_bytes(written.getvalue())
        mo.write_bytes(compiled.getvalue())
        self.stdout.write(f"{len(fresh)} sentences, {len(missing)} without Arabic")
        for sentence in missing:
            self.stdout.write(f"  {sentence}")

    def _check(
        self, missing: list[str], compiled: bytes, mo: Path, kept: Catalog, fresh: Catalog
    ) -> None:
        if missing:
            raise CommandError("Sentences without Arabic: " + " | ".join(missing))
        if not mo.exists() or mo.read_bytes() != compiled or len(kept) != len(fresh):
            raise CommandError("The catalogue is stale: run make messages and commit it.")

    def _kept(self, po: Path) -> Catalog:
        if not po.exists():
            return Catalog(locale="ar")
        with po.open("rb") as file:
            return read_po(file, locale="ar")

    def _collected(self, kept: Catalog) -> Catalog:
        fresh = Catalog(
            locale="ar", project="Tohfa", fuzzy=False, creation_date=DATED, revision_date=DATED
        )
        for sentence, context in sorted(set(self._sentences()), key=str):
            before = kept.get(sentence, context=context)
            fresh.add(sentence, before.string if before else "", context=context)
        return fresh

    def _sentences(self) -> Iterator[tuple[Any, str | None]]:
        for folder in FOLDERS:
            root = Path(settings.BASE_DIR) / folder
            for path in sorted(root.rglob("*")):
                if LEFT_OUT & set(path.relative_to(root).parts):
                    continue
                if path.suffix == ".py":
                    source = path.read_bytes()
                elif path.suffix in {".html", ".txt"}:
                    source = templatize(path.read_text(encoding="utf-8")).encode()
                else:
                    continue
                for _line, sentence, _comments, context in extract(
                    "python", io.BytesIO(source), keywords=KEYWORDS, options={"encoding": "utf-8"}
                ):
                    if sentence:
                        yield sentence, context
