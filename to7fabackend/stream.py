"""``python -m to7fabackend.stream``: the process that holds the open streams. It loads no Django."""

import asyncio
import contextlib
import logging
import os
import signal
import sys
from pathlib import Path

from notifications.stream import server
from to7fabackend import postgres

ROOT = Path(__file__).resolve().parent.parent


def socket_path(data_dir: Path) -> str:
    """Give where the web process finds the stream process."""
    return os.environ.get("STREAM_SOCKET") or str(postgres.socket_dir(data_dir) / "stream")


async def serve() -> None:
    data_dir = Path(os.environ.get("TOHFA_DATA_DIR") or ROOT / ".data").resolve()
    dsn = os.environ.get("DATABASE_URL") or postgres.url(data_dir)
    most = min(server.MOST, server.allow_many_files() - 100)
    running = asyncio.create_task(server.Server(dsn, socket_path(data_dir), most=most).run())
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, running.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await running


def main() -> int:
    logging.basicConfig(
        level=logging.INFO,
        stream=sys.stdout,
        format='{"timestamp":"%(asctime)s","level":"%(levelname)s","event":"%(message)s"}',
    )
    asyncio.run(serve())
    return 0


if __name__ == "__main__":
    sys.exit(main())
