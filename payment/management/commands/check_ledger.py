"""Derive every balance, order and payment from the ledger's entries and print what disagrees."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from payment.actions import audit


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        found = audit.snapshot()
        for discrepancy in found:
            self.stdout.write(str(discrepancy))
        seconds = time.monotonic() - began
        if found:
            raise CommandError(f"{len(found)} figures disagree ({seconds:.1f} s)")
        self.stdout.write(f"the ledger is clean ({seconds:.1f} s)")
