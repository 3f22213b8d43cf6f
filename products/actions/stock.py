"""The one place where stock changes, each change with the row that says why."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from django.utils import timezone

from core import prepared, public_cache
from core.transactions import joins_transaction
from custom_auth.models import User
from products.errors import InsufficientStock, StockOfOne
from products.models import Product, StockMovement, Variant
from products.rules import Movement
from products.window import product_topic

# One statement: the rows are locked in one order for everybody, products before their variants, so
# that no two takers wait for each other; then each variant that holds enough gives, and says so.
TAKE = """
WITH wanted AS (
    SELECT * FROM unnest((SELECT %(variants)s::bigint[]), (SELECT %(quantities)s::int[])) AS w(id, quantity)),
locked AS MATERIALIZED (
    SELECT v.id, v.product_id, v.stock, v.is_active, w.quantity
      FROM wanted w JOIN products_variant v ON v.id = w.id JOIN products_product p ON p.id = v.product_id
     ORDER BY p.id, v.id FOR NO KEY UPDATE OF p, v),
taken AS (
    UPDATE products_variant v SET stock = v.stock - l.quantity FROM locked l
     WHERE v.id = l.id AND v.stock >= l.quantity AND v.is_active
    RETURNING v.id, l.quantity),
moved AS (
    INSERT INTO products_stockmovement (variant_id, change, reason, reference, by_id, created_at)
    SELECT id, -quantity, %(reason)s::text, %(reference)s::text, %(by)s::bigint,
           %(now)s::timestamptz FROM taken)
SELECT l.product_id, l.stock - l.quantity <= 0,
       CASE WHEN t.id IS NULL THEN l.id END, CASE WHEN l.is_active THEN l.stock ELSE 0 END
  FROM locked l LEFT JOIN taken t ON t.id = l.id
"""

PUT_BACK = """
WITH given AS (
    SELECT * FROM unnest((SELECT %(variants)s::bigint[]), (SELECT %(quantities)s::int[])) AS g(id, quantity)),
locked AS MATERIALIZED (
    SELECT v.id, g.quantity
      FROM given g JOIN products_variant v ON v.id = g.id JOIN products_product p ON p.id = v.product_id
     ORDER BY p.id, v.id FOR NO KEY UPDATE OF p, v),
moved AS (
    INSERT INTO products_stockmovement (variant_id, change, reason, reference, by_id, created_at)
    SELECT id, quantity, %(reason)s::text, %(reference)s::text, %(by)s::bigint,
           %(now)s::timestamptz FROM locked
    ON CONFLICT (reference, variant_id, reason) WHERE reference <> '' DO NOTHING
    RETURNING variant_id, change)
UPDATE products_variant v SET stock = v.stock + m.change FROM moved m WHERE v.id = m.variant_id
RETURNING v.product_id, v.stock = m.change
"""


@dataclass(frozen=True)
class Line:
    variant_id: int
    quantity: int


@joins_transaction
def take(lines: Iterable[Line], *, reference: str, by: User | None) -> None:
    """Take what an order wants: all of it or, by the transaction, nothing. One query.

    :raises InsufficientStock: naming each variant that holds less, with what it holds.
    """
    rows = _run(TAKE, lines, reason=Movement.SALE, reference=reference, by=by)
    short = [
        {"product": product, "variant": variant, "available": available}
        for product, _, variant, available in rows
        if variant is not None
    ]
    if short:
        raise InsufficientStock(items=sorted(short, key=itemgetter("variant")))


@joins_transaction
def put_back(lines: Iterable[Line], *, reason: Movement, reference: str, by: User | None) -> None:
    """Put pieces back, at most once for each ``reference`` and reason. One query."""
    _run(PUT_BACK, lines, reason=reason, reference=reference, by=by)


def _forget(rows: Iterable[tuple[Any, ...]]) -> None:
    """Let go of what shows the stock of these pieces; of lists where one may have run out or come back."""
    for product_id, may_show_on_cards, *_ in rows:
        public_cache.forget(product_topic(product_id))
        if may_show_on_cards:
            public_cache.forget(public_cache.LISTS)


def _run(
    sql: str, lines: Iterable[Line], *, reason: Movement, reference: str, by: User | None
) -> list[tuple[Any, ...]]:
    total: Counter[int] = Counter()
    for line in lines:
        total[line.variant_id] += line.quantity
    parameters = {
        "variants": list(total),
        "quantities": list(total.values()),
        "reason": reason.value,
        "reference": reference,
        "by": by.pk if by else None,
        "now": timezone.now(),
    }
    rows = prepared.rows(sql, parameters)
    _forget(rows)
    return rows


@joins_transaction
def set_stock(variant: Variant, stock: int, *, by: User | None) -> Variant:
    """Set the stock of a variant to what was counted.

    :raises StockOfOne: if the piece is one of a kind and ``stock`` is more than one.
    """
    product = Product.objects.locked().get(pk=variant.product_id)
    variant = Variant.objects.locked().get(pk=variant.pk)
    if product.one_of_a_kind and product.stock - variant.stock + stock > 1:
        raise StockOfOne
    change = stock - variant.stock
    if change:
        StockMovement.objects.create(
            variant=variant, change=change, reason=Movement.CORRECTION, by=by
        )
        variant.stock = stock
        variant.save(update_fields=["stock"])
        _forget([(variant.product_id, True)])
    return variant
