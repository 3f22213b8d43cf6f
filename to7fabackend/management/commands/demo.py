"""Load the demo marketplace into an empty database: people, goods, pictures and a year of trade."""

import sys
import threading
import time
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils import timezone

from analytics.actions import rollups
from core.transactions import opens_transaction
from custom_auth.models import User
from notifications.actions import expand
from notifications.models import Delivery
from notifications.rules import State
from orders.models import Order
from payment.actions import audit
from to7fabackend.demo import gallery, loading, shop, traffic
from to7fabackend.demo.catalogue import goods
from to7fabackend.demo.history import Year


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        if User.objects.exists():
            raise CommandError("The database is not empty.")
        began = time.monotonic()
        now = timezone.now().replace(microsecond=0)
        self.say("loading the demo: people")
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit = off")
            loading.begin()
            shop.make_people(now)
            self.say("loading the demo: goods")
            shop.make_products(shop.make_tree(), now)
        drawing = _Drawing()
        drawing.start()
        with connection.cursor() as cursor:
            # Should this be broken off, it is loaded anew.
            cursor.execute("SET synchronous_commit = off")
        year = Year(now, self.say)
        year.live()
        self.say("loading the demo: figures")
        opens_transaction(traffic.invent)(begin=year.begin, now=now)
        opens_transaction(rollups.sum_up)(now=now)
        self.say("loading the demo: pictures")
        drawing.join()
        opens_transaction(gallery.hang)(drawing.drawn)
        self._fill_inboxes(now)
        with connection.cursor() as cursor:
            cursor.execute("SET synchronous_commit = on")
            cursor.execute("ANALYZE")
        self._count_every_piastre()
        loading.end()
        seconds = time.monotonic() - began
        self.say(
            f"the demo is loaded after {seconds:.0f} s: {len(goods())} pieces, "
            f"{User.objects.count()} people, {Order.objects.count()} orders"
        )

    def _count_every_piastre(self) -> None:
        """Have the ledger of the year checked, as every night does.

        :raises CommandError: if a figure disagrees.
        """
        found, milliseconds = audit.timed()
        opens_transaction(audit.note)(found, milliseconds=milliseconds, now=timezone.now())
        if found:
            raise CommandError(f"{len(found)} figures of the demo's year disagree: {found[0]}")

    def _fill_inboxes(self, now: Any) -> None:
        """Put the latest news into the visitors' inboxes, without sending any of it."""
        while opens_transaction(expand.expand_waiting)(now=now - timedelta(hours=1)):
            pass
        Delivery.objects.filter(state=State.WAITING).update(state=State.DROPPED, error="demo")

    def say(self, text: str) -> None:
        sys.stdout.write(f"tohfa: {text}\n")
        sys.stdout.flush()


class _Drawing(threading.Thread):
    """Draws the pictures beside the year of trade, in processes that were forked before it began."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        wanted = [(one.sku, one.category, one.colour) for one in goods()]
        connection.close()
        self.drawn: list[gallery.Drawn] = []
        self.wanted = wanted

    def run(self) -> None:
        self.drawn = gallery.draw_all(self.wanted, processes=1)
