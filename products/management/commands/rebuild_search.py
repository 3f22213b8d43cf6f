"""Write the search index anew while the shop runs."""

import time
from typing import Any

from django.core.management.base import BaseCommand

from core.transactions import opens_transaction
from products.actions import search


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        opens_transaction(search.load_seed)()
        count = search.rebuild(self._say, threads=2)
        self.stdout.write(f"{count} pieces in {time.monotonic() - began:.1f} s")

    def _say(self, done: int, of: int) -> None:
        if done == of or done % 10_000 == 0:
            self.stdout.write(f"{done} of {of}")
            self.stdout.flush()
