"""``make bench-analytics``: what pages of figures cost after a year of trade, and after a tenth of it.

Each page, endpoint and report is asked for in this process, through the whole framework, one after the
other. The tenth is once a tenth of the time (as much each day) and once a tenth of the trade (as many days).
"""

import argparse
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bench import database

ROUNDS, WARM = 15, 3
PIECES = 5000
MOST_MILLISECONDS, MOST_RATIO = 300.0, 1.2
Times = dict[str, float]


@dataclass(frozen=True)
class Size:
    name: str
    days: int
    lines: int
    events: int


def sizes(lines: int, events: int) -> list[Size]:
    return [
        Size("a tenth of the time", 37, lines // 10, events // 10),
        Size("a tenth of the trade", 365, lines // 10, events // 10),
        Size("the year", 365, lines, events),
    ]


def tell(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)


def measured(size: Size) -> Times:
    """Make a history, sum it up and give the milliseconds of each page."""
    from django.db import connection, transaction
    from django.utils import timezone

    from analytics.actions import rollups
    from bench import fill, year

    now = timezone.now()
    begin = now - timedelta(days=size.days)
    sellers, buyers = fill.people()
    fill.goods(sellers, PIECES)
    tell(f"{size.name}: {size.lines:,} order lines and {size.events:,} events in {size.days} days")
    year.trade(sellers, buyers[0], begin=begin, span=now - begin, lines=size.lines)
    tell("  orders are there")
    year.visits(first=begin, days=size.days, events=size.events, tell=tell)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    began = time.perf_counter()
    with transaction.atomic():
        rollups.rebuild(now=timezone.now())
    tell(f"  summed up from scratch in {time.perf_counter() - began:.0f} s")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("SELECT pg_database_size(current_database()) / 1048576")
        tell(f"  {cursor.fetchone()[0]:,} MB")

    def minute() -> None:
        with transaction.atomic():
            rollups.sum_up(now=timezone.now())

    found = {"(the worker's minute)": timed(minute)}
    for name, ask in questions(sellers[0]).items():
        found[name] = timed(ask)
    return found


def timed(work: Callable[[], None]) -> float:
    """Give the milliseconds of the fastest round: what else the machine does weighs little then."""
    for _ in range(WARM):
        work()
    took = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        took.append((time.perf_counter() - began) * 1000)
    return min(took)


def questions(seller: Any) -> dict[str, Callable[[], None]]:
    """Give everything that is asked, by what it is; the seller is the one who sells most."""
    from django.contrib.auth.models import Group
    from django.utils import timezone

    from analytics import rules
    from analytics.reporting import registry
    from custom_auth.tests.builders import a_staff_member, signed_in
    from tests.office.signing import browser_of

    Group.objects.get_or_create(name="finance")
    boss = browser_of(a_staff_member(is_superuser=True), language="ar")
    shop = browser_of(seller, language="ar")
    own, finance = signed_in(seller), signed_in(a_staff_member("finance"))
    today = rules.day_of(timezone.now())

    def get(client: Any, path: str, **query: Any) -> Callable[[], None]:
        def ask() -> None:
            answer = client.get(path, query)
            if answer.status_code != 200 or not answer.content:
                raise RuntimeError(f"{path} answered {answer.status_code}")

        return ask

    year = {"from": today - timedelta(days=364), "to": today}
    return {
        "/admin/": get(boss, "/admin/"),
        "/admin/figures/, 30 days": get(boss, "/admin/figures/"),
        "/admin/figures/, 12 weeks": get(boss, "/admin/figures/", span="week"),
        "/admin/figures/, 12 months": get(boss, "/admin/figures/", span="month"),
        "/seller/, 30 days": get(shop, "/seller/"),
        "/seller/, 12 weeks": get(shop, "/seller/", span="week"),
        "/seller/, 12 months": get(shop, "/seller/", span="month"),
        "/seller/orders/": get(shop, "/seller/orders/"),
        "/seller/orders/, all": get(shop, "/seller/orders/", show="all"),
        "/seller/pieces/": get(shop, "/seller/pieces/"),
        "/seller/statements/": get(shop, "/seller/statements/"),
        "seller's API, 30 days": get(own, "/api/seller/analytics/"),
        "seller's API, a year": get(own, "/api/seller/analytics/", granularity="month", **year),
        **{
            f"report {name}, 30 days": get(finance, f"/api/reports/{name}/", format="csv")
            for name in registry()
        },
    }


def table(found: dict[str, Times]) -> bool:
    """Print what was measured; tell whether it is as promised."""
    in_time, in_trade, whole = found.values()
    head = ("ms", *found, "to time", "to trade")
    print(f"\n| {' | '.join(head)} |\n| --- | {' | '.join('---:' for _ in head[1:])} |")
    is_kept = True
    for name, full in whole.items():
        to_time, to_trade = full / in_time[name], full / in_trade[name]
        cells = [f"{times[name]:.0f}" for times in found.values()]
        cells += [f"{to_time:.2f}", f"{to_trade:.2f}"]
        print(f"| {name} | {' | '.join(cells)} |")
        if name.startswith("("):
            continue
        # After a tenth of the time there are fewer weeks and months to show, and less is asked for.
        spans_the_history = "month" in name or "week" in name or "year" in name
        ratio = to_trade if spans_the_history else to_time
        is_kept &= full < MOST_MILLISECONDS and ratio <= MOST_RATIO
    return is_kept


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--events", type=int, default=20_000_000)
    given = parser.parse_args()
    found = {}
    for size in sizes(given.lines, given.events):
        found[size.name] = alone(size)
    return 0 if table(found) else 1


def alone(size: Size) -> Times:
    """Measure in a process of its own, as a process keeps to the database it began with."""
    import multiprocessing

    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(_in_scratch, (size,))


def _in_scratch(size: Size) -> Times:
    with database.scratch():
        os.environ["DJANGO_SETTINGS_MODULE"] = "to7fabackend.settings"
        os.environ["STAFF_SECOND_FACTOR"] = "0"  # signing in is not what is measured
        import django

        django.setup()
        from django.test.utils import setup_test_environment

        setup_test_environment()
        return measured(size)


if __name__ == "__main__":
    raise SystemExit(main())
