"""``make bench``: how fast, against what lies below us and against the same written naively, in one run.

Everything runs on this machine: PostgreSQL, two web processes of four threads, and wrk in a process of
its own. Figures are medians of several short runs taken in turn, so that the machine's moods meet all alike.
"""

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field

from bench import database
from bench.machine import ROOT, Load, Server, Unfit, served, typical, wrk

# The ratios that are promised: what, over what, at least.
PROMISES = [
    ("list", "floor: list", 0.40),
    ("list", "naive: list", 25.0),
    ("detail", "floor: detail", 0.35),
    ("list, kept", "Django: fixed body", 0.55),
    ("list, not modified", "Django: fixed body", 0.55),
]


@dataclass
class Target:
    name: str
    server: Server
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    runs: list[Load] = field(default_factory=list)


@dataclass(frozen=True)
class Row:
    name: str
    load: Load
    memory: float


def targets(stack: ExitStack, piece: int) -> list[Target]:
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


def measure(found: list[Target], *, rounds: int, seconds: float) -> list[Row]:
    for target in found:
        wrk(target.server.address + target.path, seconds=1, headers=target.headers)
    for number in range(rounds):
        for target in found:
            load = wrk(target.server.address + target.path, seconds=seconds, headers=target.headers)
            target.runs.append(load)
        print(f"round {number + 1} of {rounds}", file=sys.stderr)
    return [Row(t.name, typical(t.runs), max(t.server.memory(), default=0.0)) for t in found]


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
    return {f"{ours} / {other}": rate[ours] / rate[other] for ours, other, _ in PROMISES}


def judged(rows: list[Row]) -> str:
    found = ratios(rows)
    lines = [f"{'ratio':48}{'is':>8}{'at least':>10}"]
    for ours, other, least in PROMISES:
        name = f"{ours} / {other}"
        lines.append(f"{name:48}{found[name]:8.2f}{least:10.2f}")
    return "\n".join(lines)


def fallen(rows: list[Row], kept: Mapping[str, float]) -> list[str]:
    """Name the ratios that are less than two thirds of what was kept."""
    return [name for name, ratio in ratios(rows).items() if ratio < kept.get(name, 0) * 2 / 3]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--products", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--check", action="store_true", help="fail where a ratio fell by a third")
    parser.add_argument("--keep", action="store_true", help="keep the ratios of this run")
    chosen = parser.parse_args()
    return with_database(lambda: run(chosen))


KEPT = ROOT / "bench" / "ratios.json"


def run(chosen: argparse.Namespace) -> int:
    from bench import fill

    sellers, _buyers = fill.people()
    pieces = fill.goods(sellers, chosen.products, reviews=5)
    with ExitStack() as stack:
        rows = measure(
            targets(stack, pieces[len(pieces) // 2]), rounds=chosen.rounds, seconds=chosen.seconds
        )
    print(f"\n{chosen.products:,} pieces, medians of {chosen.rounds}\n")
    print(table(rows))
    print()
    print(judged(rows))
    if chosen.keep:
        KEPT.write_text(json.dumps(ratios(rows), indent=1) + "\n")
    if chosen.check and (lost := fallen(rows, json.loads(KEPT.read_text()))):
        print("\nfell by a third or more: " + ", ".join(lost))
        return 1
    return 0


def with_database(do: Callable[[], int]) -> int:
    try:
        with database.scratch():
            import django

            django.setup()
            return do()
    except Unfit as error:
        print(error)
        return 2


if __name__ == "__main__":
    sys.exit(main())
