"""``make bench``: how fast, against what lies below us and against the same written naively, in one run.

Everything runs on this machine: PostgreSQL, two web processes of four threads, and wrk in a process of
its own. Figures are medians of several short runs taken in turn, so that the machine's moods meet all alike.
"""

import argparse
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from bench import database
from bench import ratios as kept_ratios
from bench.machine import Load, Server, Unfit, served, typical, wrk

# The ratios that are promised: what, over what, at least.
PROMISES = [
    ("list", "floor: list", 0.40),
    ("list", "naive: list", 25.0),
    ("detail", "floor: detail", 0.35),
    ("list, kept", "Django: fixed body", 0.55),
    ("list, not modified", "Django: fixed body", 0.55),
    ("order", "pgbench: order", 0.35),
]
# What is promised of a single figure: at least, or at most.
AT_LEAST = [("order", "per_second", 200.0)]
AT_MOST = [("order", "p99", 250.0), ("callback", "p99", 50.0)]
REQUESTS, MOST_MEGABYTES, MOST_SECONDS = 100_000, 160.0, 3.0


@dataclass
class Target:
    name: str
    server: Server
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    script: Path | None = None
    runs: list[Load] = field(default_factory=list)

    def run(self, seconds: float) -> Load:
        address = self.server.address + self.path
        return wrk(address, seconds=seconds, headers=self.headers, script=self.script)


@dataclass(frozen=True)
class Row:
    name: str
    load: Load
    memory: float


@dataclass(frozen=True)
class Scripts:
    orders: Path
    callbacks: Path
    pgbench: Path


def targets(stack: ExitStack, piece: int, scripts: Scripts) -> list[Target]:
    def start(application: str, **environment: str) -> Server:
        return stack.enter_context(served(application, environment))

    ours = start("to7fabackend.wsgi", PUBLIC_CACHE="0")
    kept = start("to7fabackend.wsgi")
    naive = start("bench.naive_wsgi")
    floor_list, floor_detail = start("bench.floor:cards"), start("bench.floor:detail")
    bare = start("bench.floor:fixed")
    return [
        Target("list", ours, "/api/products/"),
        Target("list, compressed", ours, "/api/products/", {"Accept-Encoding": "br"}),
        Target("list of a category", ours, f"/api/products/?category={category_of(piece)}"),
        Target("detail", ours, f"/api/products/{piece}/"),
        Target("list, kept", kept, "/api/products/"),
        Target("list, not modified", kept, "/api/products/", {"If-None-Match": tag_of(kept)}),
        Target("order", ours, "/api/orders/", script=scripts.orders),
        Target("callback", ours, "/api/payments/webhooks/paymob/", script=scripts.callbacks),
        Target("naive: list", naive, "/naive/"),
        Target("naive: detail", naive, f"/naive/{piece}/"),
        Target("floor: list", floor_list, "/"),
        Target("floor: detail", floor_detail, f"/{piece}"),
        Target("Django: fixed body", naive, "/fixed/"),
        Target("bare server: fixed body", bare, "/"),
    ]


def category_of(piece: int) -> int:
    from products.models import Listing

    return Listing.objects.get(pk=piece).category_id


def tag_of(server: Server) -> str:
    import urllib.request

    with urllib.request.urlopen(f"{server.address}/api/products/") as answer:
        return str(answer.headers["ETag"])


def measure(
    found: list[Target], twin: Callable[[float], Load], *, rounds: int, seconds: float
) -> list[Row]:
    twins: list[Load] = []
    for target in found:
        target.run(1)
    for number in range(rounds):
        for target in found:
            target.runs.append(target.run(seconds))
        twins.append(twin(seconds))
        print(f"round {number + 1} of {rounds}", file=sys.stderr)
    rows = [Row(t.name, typical(t.runs), max(t.server.memory(), default=0.0)) for t in found]
    return [*rows, Row("pgbench: order", typical(twins), 0.0)]


def table(rows: list[Row]) -> str:
    lines = [f"{'what':26}{'requests/s':>12}{'p50 ms':>9}{'p99 ms':>9}{'failed':>8}{'MB':>7}"]
    for row in rows:
        load = row.load
        lines.append(
            f"{row.name:26}{load.per_second:12,.0f}{load.p50:9.1f}{load.p99:9.1f}"
            f"{load.failed:8}{row.memory:7.0f}"
        )
    return "\n".join(lines)


def ratios(rows: list[Row]) -> dict[str, float]:
    rate = {row.name: row.load.per_second for row in rows}
    if silent := sorted({other for _, other, _ in PROMISES if not rate[other]}):
        raise Unfit(f"too busy a machine: nothing was answered by {', '.join(silent)}")
    return {f"{ours} / {other}": rate[ours] / rate[other] for ours, other, _ in PROMISES}


def judged(rows: list[Row]) -> str:
    found = ratios(rows)
    lines = [f"{'ratio':48}{'is':>8}{'asked':>10}"]
    for ours, other, least in PROMISES:
        name = f"{ours} / {other}"
        lines.append(f"{name:48}{found[name]:8.2f}{least:10.2f}")
    loads = {row.name: row.load for row in rows}
    for name, figure, asked in [*AT_LEAST, *AT_MOST]:
        is_most = (name, figure, asked) in AT_MOST
        told = f"{name}, {'p99 in ms, at most' if is_most else 'a second, at least'}"
        lines.append(f"{told:48}{getattr(loads[name], figure):8.1f}{asked:10.1f}")
    return "\n".join(lines)


def after_many(server: Server) -> str:
    """Read the list so many times, and tell what that does to the memory of the web processes."""
    sizes = [max(server.memory())]
    rate = wrk(f"{server.address}/api/products/", seconds=2).per_second
    for _ in range(2):
        wrk(f"{server.address}/api/products/", seconds=REQUESTS / 2 / rate)
        sizes.append(max(server.memory()))
    told = " → ".join(f"{size:.0f}" for size in sizes)
    return f"{f'MB after 0, 50 000, 100 000 requests: {told}':48}{'':8}{MOST_MEGABYTES:10.1f}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--products", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, help="3 unless given, 1 if short")
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--check", action="store_true", help="fail where a ratio fell by a third")
    parser.add_argument("--keep", action="store_true", help="keep the ratios of this run")
    parser.add_argument(
        "--short", action="store_true", help="one round, and not the 100 000 requests"
    )
    chosen = parser.parse_args()
    chosen.rounds = chosen.rounds or (1 if chosen.short else 3)
    return database.measured(partial(run, chosen=chosen))


def run(folder: Path, chosen: argparse.Namespace) -> int:
    from bench import fill, writes

    sellers, buyers = fill.people()
    pieces = fill.goods(sellers, chosen.products, reviews=5)
    tokens = fill.tokens(buyers)
    statements = writes.statements_of_an_order(tokens[0])
    scripts = Scripts(
        writes.orders_script(folder, tokens, chosen.products),
        writes.callbacks_script(folder, 5000),
        writes.pgbench_script(folder, statements, chosen.products),
    )
    with ExitStack() as stack:
        found = targets(stack, pieces[len(pieces) // 2], scripts)
        rows = measure(
            found,
            partial(writes.twin, scripts.pgbench, folder),
            rounds=chosen.rounds,
            seconds=chosen.seconds,
        )
        ours = found[0].server
        closing = [
            f"{'seconds to the first answer, at most':48}{ours.seconds_to_answer:8.1f}{MOST_SECONDS:10.1f}"
        ]
        if not chosen.short:
            closing.append(after_many(ours))
    print(f"\n{chosen.products:,} pieces, medians of {chosen.rounds}\n")
    print(table(rows))
    print()
    print(judged(rows))
    print("\n".join(closing))
    print(f"statements of an order: {len(statements)}")
    found_ratios = ratios(rows)
    if chosen.keep:
        kept_ratios.keep(found_ratios)
    if not chosen.check:
        return 0
    kept = kept_ratios.read()
    print(f"\n{kept_ratios.verdict(found_ratios, kept)}")
    return 1 if kept_ratios.fallen(found_ratios, kept) else 0


if __name__ == "__main__":
    sys.exit(main())
