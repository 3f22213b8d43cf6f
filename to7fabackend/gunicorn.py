"""How the API is served: threads in a few processes, forked from one that has loaded everything."""

import os
from typing import Any

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_PROCESSES", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
preload_app = True
keepalive = 30
timeout = 60
graceful_timeout = 20
# Memory that a library may leak is given back now and then, not by all processes at once.
max_requests = 50_000
max_requests_jitter = 5_000
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108, PTH112
control_socket_disable = True
accesslog = None  # the application writes one line for each request itself
errorlog = "-"
loglevel = "warning"


def child_exit(_server: Any, worker: Any) -> None:
    """Let the metrics of a process that has ended count, and its gauges no longer."""
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        from prometheus_client import multiprocess

        multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]
