"""Bring over people, categories, pieces, orders and wallets of the earlier backend, then check the ledger.

What is there already is left as it is, so it can be run as often as it takes; see docs/import-earlier.md.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from payment.actions import audit
from to7fabackend.earlier import catalogue, people, trade
from to7fabackend.earlier.reading import Unusable
from to7fabackend.earlier.source import TABLES, BadSource, Database, Folder, Row, Source

SHOWN = 50


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        source = parser.add_mutually_exclusive_group(required=True)
        source.add_argument("--folder", type=Path, help="a folder with users.csv, products.csv, …")
        source.add_argument("--database", help="the earlier backend's DATABASE_URL; only read")
        parser.add_argument("--dry-run", action="store_true", help="try it and take it all back")

    def handle(self, *args: Any, **options: Any) -> None:
        source = Database(options["database"]) if options["database"] else Folder(options["folder"])
        is_trial: bool = options["dry_run"]
        self.refused: list[str] = []
        with _taken_back() if is_trial else _as_it_is():
            try:
                self._bring(source)
            except BadSource as bad:
                raise CommandError(str(bad)) from bad
            disagreeing = audit.snapshot()
        for line in [*self.refused[:SHOWN], *map(str, disagreeing[:SHOWN])]:
            self.stdout.write(line)
        if self.refused or disagreeing:
            raise CommandError(
                f"{len(self.refused)} rows were left out, {len(disagreeing)} figures disagree"
            )
        self.stdout.write("tried, and taken back" if is_trial else "the ledger is clean")

    def _bring(self, source: Source) -> None:
        now = timezone.now()
        items: dict[str, list[Row]] = defaultdict(list)
        verbs: dict[str, Callable[[Row], bool]] = {
            "users": people.bring_user,
            "categories": catalogue.bring_category,
            "products": lambda row: catalogue.bring_product(row, now=now),
            "orders": lambda row: trade.bring_order(row, items[row["id"]], now=now),
            "wallets": trade.bring_wallet,
        }
        tables = {table.name: table for table in TABLES}
        for row in source.rows(tables["order_items"]):
            items[row["order_id"]].append(row)
        for name, verb in verbs.items():
            counts: Counter[str] = Counter()
            for row in source.rows(tables[name]):
                counts[self._take(name, row, verb)] += 1
            self.stdout.write(
                f"{name}: {counts['new']} new, {counts['there']} there already, "
                f"{counts['refused']} left out"
            )

    def _take(self, name: str, row: Row, verb: Callable[[Row], bool]) -> str:
        """Bring one row over in a transaction of its own, or in a part of the trial's."""
        try:
            with transaction.atomic():
                return "new" if verb(row) else "there"
        except Unusable as why:
            self.refused.append(f"{name} {row.get('id', row.get('user_id'))}: {why}")
            return "refused"


@contextmanager
def _taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def _as_it_is() -> Iterator[None]:
    yield
