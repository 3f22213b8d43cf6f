"""Bring the tables up to date, and load the demo marketplace into an empty database."""

import sys
import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from core.transactions import opens_transaction
from custom_auth.models import User
from products.actions import search
from to7fabackend import guides
from to7fabackend.demo import loading


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        self._migrate()
        if loading.was_broken_off():
            self._leave_nothing_half_done()
        if opens_transaction(search.load_seed)():
            self.say("a new lexicon for the search is loaded; the worker brings the index after it")
        if guides.DOCS.is_dir() and guides.build(settings.GUIDES_ROOT):
            self.say("the guides are built")
        if settings.DEMO and not User.objects.exists():
            call_command("demo", stdout=self.stdout)

    def _leave_nothing_half_done(self) -> None:
        """Clear away a demo whose loading was broken off; without the demo, keep what there is."""
        if settings.DEMO:
            self.say("the demo was not loaded to its end; beginning anew")
            loading.clear_away()
            self._migrate()
        else:
            loading.end()

    def _migrate(self) -> None:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if plan:
            began = time.monotonic()
            self.say(f"bringing the tables up to date ({len(plan)} steps)")
            call_command("migrate", verbosity=0, interactive=False)
            self.say(f"tables are up to date after {time.monotonic() - began:.1f} s")

    def say(self, text: str) -> None:
        sys.stdout.write(f"tohfa: {text}\n")
        sys.stdout.flush()
