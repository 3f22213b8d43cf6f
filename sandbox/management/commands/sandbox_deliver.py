"""Sends the partners' callbacks and lets their time pass, until it is told to end."""

import logging
import signal
import threading
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections
from django.utils import timezone

from sandbox import clock, deliveries, passing

log = logging.getLogger("sandbox.deliver")
POLL_SECONDS = 0.2
TIME_PASSES_EVERY = 30


class Command(BaseCommand):
    help = "Deliver the sandbox's callbacks; ends cleanly on SIGTERM and SIGINT."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--poll", type=float, default=POLL_SECONDS, help="seconds between looks"
        )
        parser.add_argument("--once", action="store_true", help="deliver what is due and end")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            made = deliveries.deliver_due()
            self.stdout.write(f"{made} attempts")
            return
        self._loop(ended=_ended_by_signal(), poll=options["poll"])

    def _loop(self, *, ended: threading.Event, poll: float) -> None:
        passes_at = 0.0
        while not ended.is_set():
            try:
                made = deliveries.deliver_due(limit=10)
                if time.monotonic() >= passes_at:
                    passing.pass_time(clock.now())
                    deliveries.forget_old(timezone.now())
                    passes_at = time.monotonic() + TIME_PASSES_EVERY
            except Error:
                # The database may be restarting; nobody would notice a runner that died of that.
                log.exception("the sandbox's queue cannot be read")
                close_old_connections()
                made = 0
                ended.wait(2)
            if not made:
                ended.wait(poll)


def _ended_by_signal() -> threading.Event:
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    return ended
