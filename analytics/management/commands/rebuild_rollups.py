"""Sum up every day anew, from the ledger, the orders and the events that are still kept."""

import sys
import time
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from analytics.actions import rollups
from core.transactions import opens_transaction


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        days = opens_transaction(rollups.rebuild)(now=timezone.now())
        sys.stdout.write(f"{len(days)} days in {time.monotonic() - began:.1f} s\n")
