"""Measure what a row of each table takes with its indexes, and multiply: the figures of ``docs/scale.md``.

``make scale`` fills a database of its own with pieces, buyers and orders, vacuums it, and prints for each
table that grows its bytes per piece, buyer or order, and what the plan comes to.
"""

import sys

from bench.database import scratch

PIECES, ORDERS = 20_000, 5_000
# What is planned for: pieces, buyers, orders kept in the hot tables (three years of them).
PLAN = {"piece": 100_000_000, "buyer": 10_000_000, "order": 110_000_000}
BY_APP = {
    "products": "piece",
    "custom_auth": "buyer",
    "orders": "order",
    "payment": "order",
    "wallet": "order",
    "notifications": "order",
}
SIZES = """
SELECT c.relname, pg_table_size(c.oid), pg_indexes_size(c.oid), greatest(c.reltuples, 0)::bigint
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = 'public' AND c.relkind = 'r' ORDER BY 1
"""


def measure() -> list[tuple[str, int, int, int]]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        cursor.execute(SIZES)
        return list(cursor.fetchall())


def fill() -> dict[str, int]:
    from bench import fill as filling
    from custom_auth.models import User
    from orders.models import Order
    from products.models import Product

    sellers, buyers = filling.people()
    filling.goods(sellers, PIECES)
    filling.orders(sellers, buyers, ORDERS, pieces=PIECES)
    return {
        "piece": Product.objects.count(),
        "buyer": User.objects.count(),
        "order": Order.objects.count(),
    }


def main() -> int:
    with scratch():
        import django

        django.setup()
        empty = {name: (table, index) for name, table, index, _rows in measure()}
        counts = fill()
        sums: dict[str, float] = {}
        print(f"measured over {counts}\n")
        print(f"{'table':38}{'rows':>9}{'table B/row':>13}{'index B/row':>13}{'planned GB':>12}")
        for name, table, index, rows in measure():
            unit = BY_APP.get(name.split("_")[0] if "auth" not in name else "custom_auth")
            if unit is None or rows < 100:
                continue
            first, second = empty[name]
            table, index = table - first, index - second
            planned = (table + index) / counts[unit] * PLAN[unit] / 1e9
            sums[unit] = sums.get(unit, 0) + planned
            print(f"{name:38}{rows:>9}{table / rows:>13.0f}{index / rows:>13.0f}{planned:>12.0f}")
        print()
        for unit, gigabytes in sums.items():
            per_one = gigabytes * 1e9 / PLAN[unit]
            print(
                f"{PLAN[unit]:>12,} × {unit:6} at {per_one:7.0f} B with indexes = {gigabytes:7.0f} GB"
            )
        print(f"{'':21}together {sum(sums.values()):22.0f} GB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
