"""Prepare every card and detail anew, as after a change of their shape. The shop goes on meanwhile.

Batches are committed one by one, so it may be stopped and run again at any time.
"""

import sys
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand

from core.transactions import opens_transaction
from products.actions.publish import publish
from products.models import Product

BATCH = 200


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--after", type=int, default=0, help="begin behind this product id")

    def handle(self, *args: Any, **options: Any) -> None:
        after, done = options["after"], 0
        while batch := list(
            Product.objects.filter(pk__gt=after, published_at__isnull=False)
            .order_by("pk")
            .values_list("pk", flat=True)[:BATCH]
        ):
            opens_transaction(partial(publish, batch))()
            after, done = batch[-1], done + len(batch)
            sys.stdout.write(f"tohfa: {done} pieces prepared, up to {after}\n")
            sys.stdout.flush()
