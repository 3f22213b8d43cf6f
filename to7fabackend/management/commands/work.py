"""Run the worker: jobs from the queues, and the relays that collect what waits in tables."""

import asyncio
import contextlib
import os
import signal
import threading
from typing import Any

import structlog
from django.core.management.base import BaseCommand
from procrastinate.contrib.django import app as proxy

from core import relay
from to7fabackend.relays import RELAYS

log = structlog.get_logger("tohfa.worker")

# What somebody waits for, and what may take its time: neither keeps the other from being done.
GROUPS = {
    "prompt": (["mail", "default", "money"], 2),
    "patient": (["pictures", "reports", "night"], 1),
}


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        # Requests come first.
        with contextlib.suppress(OSError):
            os.nice(10)
        stopping = threading.Event()
        threads = relay.start(RELAYS, stopping)
        try:
            asyncio.run(self._run())
        finally:
            stopping.set()
            for thread in threads:
                thread.join(timeout=20)

    async def _run(self) -> None:
        connector = proxy.connector.get_worker_connector()  # type: ignore[attr-defined]
        with proxy.replace_connector(connector) as app:
            async with app.open_async():
                workers = [
                    asyncio.create_task(
                        app.run_worker_async(
                            queues=queues,
                            concurrency=concurrency,
                            name=f"{group}-{os.getpid()}",
                            delete_jobs="successful",
                            install_signal_handlers=False,
                            fetch_job_polling_interval=5.0,
                            shutdown_graceful_timeout=15.0,
                        )
                    )
                    for group, (queues, concurrency) in GROUPS.items()
                ]
                await self._until_told_or_broken(workers)

    async def _until_told_or_broken(self, workers: list[asyncio.Task[None]]) -> None:
        told = asyncio.Event()
        loop = asyncio.get_running_loop()
        for sign in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(sign, told.set)
        waiting = asyncio.create_task(told.wait())
        await asyncio.wait([waiting, *workers], return_when=asyncio.FIRST_COMPLETED)
        for worker in workers:
            worker.cancel()
        for outcome in await asyncio.gather(*workers, return_exceptions=True):
            if isinstance(outcome, Exception):
                raise outcome
