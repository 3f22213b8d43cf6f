"""How the API is served: threads in a few processes, forked from one that has loaded everything."""

import contextlib
import ctypes
import gc
import os
import signal
from typing import Any

from gunicorn import util  # type: ignore[import-untyped]  # it has no stubs

from to7fabackend import fair_worker
from to7fabackend.fair_worker import FairWorker

PR_SET_PDEATHSIG = 1

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = FairWorker
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


def when_ready(_server: Any) -> None:
    """Load what every process needs, and have the collector leave it alone.

    It writes into each object that it looks at, and a page that is written to is no longer shared. An
    order makes some thousands of objects that are gone with it: to look after every 700 finds nothing.
    """
    _load_ahead()
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def _load_ahead() -> None:
    """Read what each process would read at its first request, so that all have it in common."""
    from django.apps import apps  # once the program is loaded
    from django.urls import get_resolver
    from django.utils import translation

    if not apps.ready:  # an application without Django, as the benchmark's floor is one
        return
    for language in ("ar", "en"):
        with translation.override(language):
            translation.gettext("Sign in")
    _ = get_resolver().url_patterns
    if apps.is_installed("products"):
        from products import vocabularies

        vocabularies.share()


def post_fork(_server: Any, worker: Any) -> None:
    """Have a worker end with a master that was killed: an orphan would keep the port from the next one.

    What it was at is not answered, and may be sent again under the same key.
    """
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    from core.database import base  # once the program is loaded

    base.lend_to(worker.cfg.threads)


def child_exit(_server: Any, worker: Any) -> None:
    """Let the metrics of a process that has ended count, its gauges and connections no longer."""
    fair_worker.forget(worker)
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        from prometheus_client import multiprocess

        multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def write_problem(line: Any, status: int, reason: str, message: str) -> None:
    """Give what the server itself refuses the shape of every other error."""
    from core import problems, request_id  # once the program is loaded

    own_id = request_id.begin(None)
    answer = problems.of_server(int(status))
    answer.headers[request_id.HEADER] = own_id
    answer.headers["Content-Length"] = str(len(answer.content))
    answer.headers["Connection"] = "close"
    head = f"HTTP/1.1 {status} {reason}\r\n".encode("latin-1")
    util.write_nonblock(line, head + answer.serialize_headers() + b"\r\n\r\n" + answer.content)


util.write_error = write_problem
