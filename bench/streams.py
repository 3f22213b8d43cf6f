"""``make bench-streams``: thousands of open streams, their memory, and how fast one notice reaches all.

The web server and the stream process are the real ones, as is the database; the clients are sockets of
this process. The notice takes the whole way: it is told, expanded as the worker does it, and heard.
"""

import argparse
import os
import resource
import selectors
import socket
import subprocess
import sys
import time
from pathlib import Path

from bench import database
from bench.machine import ROOT, Unfit, served

SECONDS, MEGABYTES = 2.0, 250


def memory_of(pid: int) -> float:
    """Give the resident memory of a process in megabytes, all pages that are its own or shared."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise Unfit("this system does not say how much memory a process has")


def open_streams(port: int, tokens: list[str]) -> list[socket.socket]:
    lines = []
    for token in tokens:
        line = socket.create_connection(("127.0.0.1", port), timeout=30)
        line.sendall(
            b"GET /api/notifications/stream/ HTTP/1.1\r\nHost: bench\r\n"
            b"Authorization: Bearer " + token.encode() + b"\r\n\r\n"
        )
        heard = b""
        while b"\nid: " not in heard:
            more = line.recv(4096)
            if not more:
                raise Unfit(f"a stream was refused: {heard[:300]!r}")
            heard += more
        lines.append(line)
    return lines


def await_all(lines: list[socket.socket], began: float) -> list[float]:
    """Give after how many seconds each line heard its notice; fails after half a minute."""
    took: list[float] = []
    with selectors.DefaultSelector() as waiting:
        for line in lines:
            line.settimeout(0)
            waiting.register(line, selectors.EVENT_READ, bytearray())
        while waiting.get_map():
            if time.perf_counter() - began > 30:
                raise Unfit(f"only {len(took)} of {len(lines)} heard the notice")
            for key, _ in waiting.select(1.0):
                heard = key.data
                heard += key.fileobj.recv(65536)  # type: ignore[union-attr]
                if b"event: notification" in heard:
                    took.append(time.perf_counter() - began)
                    waiting.unregister(key.fileobj)
    return took


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--streams", type=int, default=2000)
    count = parser.parse_args().streams
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, count + 500), hard))
    with database.scratch() as folder:
        # The supervisor serves on the embedded database; here its address is the bench's.
        import django

        django.setup()
        from bench.notices import expand_all, readers, tell_everybody, tokens_of

        environment = {**os.environ, "STREAM_SOCKET": str(folder / "stream")}
        process = subprocess.Popen(
            [sys.executable, "-m", "to7fabackend.stream"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
        )
        try:
            people = readers(count)
            before = memory_of(process.pid)
            with served("to7fabackend.wsgi", environment) as web:
                began = time.perf_counter()
                lines = open_streams(web.port, tokens_of(people))
                opened = time.perf_counter() - began
                time.sleep(1)
                idle = memory_of(process.pid)
                began = time.perf_counter()
                tell_everybody(people)
                expand_all()
                expanded = time.perf_counter() - began
                took = sorted(await_all(lines, began))
                after = memory_of(process.pid)
        finally:
            process.terminate()
            process.wait()
    print(f"{count} streams opened through the web server in {opened:.1f} s")
    print(
        f"memory of the stream process: {before:.0f} MB without, {idle:.0f} MB idle, {after:.0f} MB after"
    )
    print(f"one notice to {count} people: told and expanded after {expanded:.2f} s,")
    print(f"heard by half after {took[len(took) // 2]:.2f} s, by all after {took[-1]:.2f} s")
    kept = took[-1] < SECONDS and max(idle, after) < MEGABYTES
    print(f"promised: under {SECONDS:.0f} s and {MEGABYTES} MB: {'kept' if kept else 'NOT KEPT'}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
