"""``make bench-growth``: what a request costs as the shop grows, and while other work is done.

The same shop is made in several sizes; for each the cost of a request is the time of one when two web
processes of four threads are kept busy. What is promised is said as a ratio to the smallest size.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from bench import database
from bench.machine import ROOT, Load, Server, Unfit, served, typical, wrk

if TYPE_CHECKING:  # models can be had once a database is there
    from custom_auth.models import User

Found = dict[str, Load]
MOST = 1.25
# The list's worst time while other work is done, over its time alone.
MOST_WHILE_BUSY = 2.0
PAGE, SIZE = 50_000, 20
FAR = "list, page 50 000 or last"


def paths(piece: int, count: int) -> dict[str, str]:
    from core import paging
    from products.models import Listing

    shown = Listing.objects.filter(is_open=True).order_by("-published_at", "-product_id")
    at = min(PAGE * SIZE, count) - 2 * SIZE
    published_at, product_id = shown.values_list("published_at", "product_id")[at]
    cursor = paging.write_cursor([published_at, product_id], of="products:newest")
    category = Listing.objects.get(pk=piece).category_id
    return {
        "list": "/api/products/",
        FAR: f"/api/products/?cursor={cursor}",
        "list of a category": f"/api/products/?category={category}",
        "detail": f"/api/products/{piece}/",
    }


PRIVATE = {
    "orders of a buyer": "/api/orders/",
    "wallet statement": "/api/wallet/transactions/",
    "seller: orders": "/api/seller/orders/",
    "seller: figures": "/api/seller/analytics/",
}


def measured(
    server: Server,
    script: Path,
    reads: dict[str, str],
    tokens: dict[str, str],
    *,
    rounds: int,
    seconds: float,
) -> Found:
    """Measure each path, and orders; ``tokens`` are a buyer's and a seller's."""
    runs: dict[str, list[Load]] = {}
    for number in range(rounds + 1):
        length = seconds if number else 1  # the first warms up
        for name, path in {**reads, **PRIVATE}.items():
            who = "seller" if name.startswith("seller") else "buyer"
            headers = {"Authorization": f"Bearer {tokens[who]}"} if name in PRIVATE else {}
            load = wrk(server.address + path, seconds=length, headers=headers)
            runs.setdefault(name, []).append(load)
        load = wrk(f"{server.address}/api/orders/", seconds=length, script=script)
        runs.setdefault("order", []).append(load)
    return {name: typical(loads[1:]) for name, loads in runs.items()}


def of_size(count: int, folder: Path, chosen: argparse.Namespace) -> Found:
    from bench import fill, writes

    print(f"making {count:,} pieces and as many orders", file=sys.stderr, flush=True)
    sellers, buyers = fill.people()
    pieces = fill.goods(sellers, count)
    fill.orders(sellers, buyers, count, pieces=count)
    bought, sold = fill.tokens(buyers), fill.tokens(sellers[:1])
    with served("to7fabackend.wsgi", {"PUBLIC_CACHE": "0"}) as server:
        found = measured(
            server,
            writes.orders_script(folder, bought, count),
            paths(pieces[len(pieces) // 2], count),
            {"buyer": bought[0], "seller": sold[0]},
            rounds=chosen.rounds,
            seconds=chosen.seconds,
        )
        if chosen.busy:
            print(while_busy(server, buyers, pieces, chosen.seconds), file=sys.stderr, flush=True)
    return found


def while_busy(server: Server, people: list["User"], pieces: list[int], seconds: float) -> str:
    """Read the list alone, and again while the worker sends a campaign, re-indexes and makes pictures."""
    alone = typical([wrk(f"{server.address}/api/products/", seconds=seconds) for _ in range(3)])
    with working(people, pieces):
        busy = typical([wrk(f"{server.address}/api/products/", seconds=seconds) for _ in range(3)])
    return (
        f"list, p99 alone {alone.p99:.1f} ms, while the worker works {busy.p99:.1f} ms: "
        f"{busy.p99 / max(alone.p99, 0.1):.2f} times (at most {MOST_WHILE_BUSY})\n"
    )


@contextmanager
def working(people: list["User"], pieces: list[int]) -> Iterator[None]:
    """Keep a worker busy: notices to thousands, pieces whose words are old, pictures to be made."""
    from django.db import transaction
    from PIL import Image

    from notifications.actions.notify import Telling, tell
    from products.actions import pictures
    from products.models import Product, SearchDocument

    content = BytesIO()
    Image.effect_noise((2400, 2400), 60).convert("RGB").save(content, "JPEG")
    with transaction.atomic():
        for number in range(40):
            values: dict[str, object] = {
                "order": "4821-9063-376",
                "order_id": number,
                "amount": "280.00",
                "count": 1,
            }
            values["awaits_payment"] = False
            tell(Telling("sale.new", [person.pk for person in people], ("order", number), values))
        SearchDocument.objects.update(analyzer_version=0)
        for product in Product.objects.filter(pk__in=pieces[:50]):
            content.seek(0)
            pictures.add(product, pictures.take_in(content, size=len(content.getvalue())))
    command = [sys.executable, "-W", "ignore", "manage.py", "work"]
    worker = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        worker.terminate()
        worker.wait(60)


def table(found: dict[int, Found]) -> str:
    first, last = next(iter(found)), list(found)[-1]
    head = "".join(f"{size:>15,}" for size in found)
    lines = [f"{'what':28}{head}{'ratio':>8}{'at most':>9}"]
    for name in found[first]:
        rates = [found[size][name].per_second for size in found]
        cells = "".join(f"{rate:13,.0f}/s" for rate in rates)
        lines.append(f"{name:28}{cells}{rates[0] / max(rates[-1], 0.001):8.2f}{MOST:9.2f}")
    near, far = found[last]["list"].per_second, found[last][FAR].per_second
    lines.append(
        f"at {last:,} a far page costs {near / max(far, 0.001):.2f} times the first (at most 1.2)"
    )
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--busy", action="store_true", help="measure beside a worker at work, too")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    try:
        return one(chosen) if chosen.one else several(chosen)
    except Unfit as error:
        print(error)
        return 2


def one(chosen: argparse.Namespace) -> int:
    with database.scratch() as folder:
        import django

        django.setup()
        found = of_size(chosen.one, folder, chosen)
    print(json.dumps({name: asdict(load) for name, load in found.items()}))
    return 0


def several(chosen: argparse.Namespace) -> int:
    """Measure each size in a process of its own, as settings name one database."""
    found: dict[int, Found] = {}
    for size in chosen.sizes:
        command = [sys.executable, "-W", "ignore", "-m", "bench.growth", "--one", str(size)]
        command += ["--rounds", str(chosen.rounds), "--seconds", str(chosen.seconds)]
        if chosen.busy and size == chosen.sizes[0]:
            command.append("--busy")
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
        rows = json.loads(done.stdout.splitlines()[-1])
        found[size] = {name: Load(**load) for name, load in rows.items()}
        print(table(found), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
