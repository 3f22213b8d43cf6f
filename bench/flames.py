"""``make bench-flames``: flame graphs of the requests that matter, drawn while they are under load.

Needs wrk and py-spy. Each graph is of one web process; its width is time, whoever spent it: what waits
for the database is not shown, as only running threads are sampled.
"""

import argparse
import re
import shutil
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

from bench import database
from bench.machine import ROOT, Server, Unfit, served, wrk

FOLDER = ROOT / "docs" / "performance"


def draw(server: Server, name: str, path: str, seconds: int, script: Path | None) -> None:
    load = threading.Thread(
        target=wrk, args=(server.address + path,), kwargs={"seconds": seconds + 2, "script": script}
    )
    load.start()
    (process, *_) = server.children()
    command = [
        "py-spy",
        "record",
        "--pid",
        str(process),
        "--duration",
        str(seconds),
        "--rate",
        "200",
    ]
    drawn = FOLDER / f"{name}.svg"
    command += ["--output", str(drawn), "--format", "flamegraph"]
    subprocess.run(command, check=True, capture_output=True)
    load.join()
    # Its title is the command, with where this folder happens to lie.
    drawn.write_text(re.sub(r"py-spy record [^<]*", f"{name}, one web process", drawn.read_text()))
    print(f"docs/performance/{name}.svg", flush=True)


def run(folder: Path, seconds: int) -> None:
    from bench import fill, search, writes
    from products.actions import search as index
    from products.search.tests import judging

    if shutil.which("py-spy") is None:
        raise Unfit("py-spy is needed to draw the graphs")
    search.load_demo()
    sellers, buyers = fill.people()
    pieces = fill.goods(sellers, 5000)
    index.rebuild()
    tokens = fill.tokens(buyers)
    queries = [query.text for query in judging.queries()[::6]]
    FOLDER.mkdir(exist_ok=True)
    with served("to7fabackend.wsgi", {"PUBLIC_CACHE": "0"}) as server:
        draw(server, "list", "/api/products/", seconds, None)
        draw(server, "detail", f"/api/products/{pieces[7]}/", seconds, None)
        asked = writes.paths_script(folder, "search", writes.search_paths(queries))
        draw(server, "search", "/", seconds, asked)
        orders = writes.orders_script(folder, tokens, 5000)
        draw(server, "order", "/api/orders/", seconds, orders)
        draw(server, "webhook", "/", seconds, writes.callbacks_script(folder, 3000))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=8)
    chosen = parser.parse_args()
    return database.measured(partial(run, seconds=chosen.seconds))


if __name__ == "__main__":
    sys.exit(main())
