"""Reading the shop window: one query for a page of a list, its rows joined as they are.

The statements are written here and not by the ORM because these reads are most of what the site does,
and composing them took longer than running them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from core import ids, prepared, replica

LANGUAGES = frozenset({"ar", "en"})


@dataclass(frozen=True)
class Ordering:
    """A column of the listing to order by, with the key behind it, and in which direction."""

    column: str
    is_descending: bool
    cast: str


ORDERINGS = {
    "newest": Ordering("published_at", is_descending=True, cast="timestamptz"),
    "price": Ordering("price", is_descending=False, cast="numeric"),
    "-price": Ordering("price", is_descending=True, cast="numeric"),
    "rating": Ordering("rating", is_descending=True, cast="float8"),
    "popular": Ordering("popularity", is_descending=True, cast="float8"),
}

CONDITIONS = {
    "seller": "seller_id = %(seller)s::bigint",
    "min_price": "price >= %(min_price)s::numeric",
    "max_price": "price <= %(max_price)s::numeric",
    "in_stock": "in_stock = %(in_stock)s::boolean",
    "min_rating": "rating >= %(min_rating)s::float8",
    "is_featured": "is_featured = %(is_featured)s::boolean",
    "ids": "product_id = ANY(%(ids)s::bigint[])",
}


@dataclass(frozen=True)
class Page:
    """Rows of a list: the cards, and where the first and last of them stand in it."""

    cards: list[str]
    first: tuple[Any, int] | None
    last: tuple[Any, int] | None
    has_more: bool


def page(
    *,
    filters: Mapping[str, Any],
    ordering: str,
    language: str,
    size: int,
    after: Sequence[str] | None = None,
    backwards: bool = False,
) -> Page:
    """Read one page of cards. One query on an index that serves both filter and order.

    ``after`` is the position of a row as text: the value ordered by, and the product's id.
    """
    by = ORDERINGS[ordering]
    parameters: dict[str, Any] = dict(filters)
    wanted = ["is_open", *(CONDITIONS[name] for name in filters if name in CONDITIONS)]
    goes_down = by.is_descending != backwards
    if after is not None:
        parameters["value"], parameters["key"] = after
        sign = "<" if goes_down else ">"
        wanted.append(f"({by.column}, product_id) {sign} (%(value)s::{by.cast}, %(key)s::bigint)")
    sql = _statement(
        column=by.column,
        where=" AND ".join(wanted),
        direction="DESC" if goes_down else "ASC",
        card=f"card_{language}",
        within="category" in filters,
        limit=size + 1,
    )
    rows = prepared.rows(sql, parameters)
    has_more = len(rows) > size
    rows = rows[:size]
    if backwards:
        rows.reverse()
    return Page(
        cards=[row[2] for row in rows],
        first=(rows[0][0], rows[0][1]) if rows else None,
        last=(rows[-1][0], rows[-1][1]) if rows else None,
        has_more=has_more,
    )


@lru_cache(maxsize=512)
def _statement(
    *, column: str, where: str, direction: str, card: str, within: bool, limit: int
) -> str:
    # The limit stands in the text: a plan made without knowing it would expect to read far more.
    order = f"ORDER BY {column} {direction}, product_id {direction} LIMIT {limit:d}"
    rows = f"SELECT {column}, product_id, {card} FROM products_listing WHERE"
    if not within:
        source, outer = f"({rows} {where} {order}) l", ""
    else:
        # A category and all below it: the first rows of each by its own index, and of these the first.
        source = (
            "products_category c CROSS JOIN LATERAL "
            f"({rows} category_id = c.id AND {where} {order}) l "
            "WHERE c.path @> ARRAY[%(category)s::bigint]"
        )
        outer = order.replace(column, f"l.{column}", 1)
    return f"SELECT l.{column}::text AS position, l.product_id, l.{card} FROM {source} {outer}"


@dataclass(frozen=True)
class Change:
    """One row of the delta sync: a card, or word that a piece is no longer on show."""

    at: Any
    product_id: int
    card: str | None


CHANGES = """
SELECT changed_at, product_id, CASE WHEN is_open THEN {card} END FROM products_listing
 WHERE (changed_at, product_id) > (%(at)s::timestamptz, %(key)s::bigint)
 ORDER BY changed_at, product_id LIMIT %(limit)s
"""
# A change is dated when its transaction begins and seen when it commits: whatever is still to come
# from a running transaction is dated no earlier than the oldest of them.
HORIZON = """
SELECT least(now(), min(xact_start)) FROM pg_stat_activity
 WHERE datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid()
"""


def changes(*, since: Any, key: int, language: str, size: int) -> tuple[list[Change], bool, Any]:
    """Read what changed after ``since``, oldest first; whether there is more; and up to when it is whole.

    Two queries, in this order: the horizon must be older than the rows.
    """
    with replica.connection().cursor() as cursor:
        cursor.execute(HORIZON)
        (horizon,) = cursor.fetchone()
        sql = CHANGES.format(card=f"card_{language}")
        cursor.execute(sql, {"at": since, "key": key, "limit": size + 1})
        rows = [Change(*row) for row in cursor.fetchall()]
    return rows[:size], len(rows) > size, horizon


def product_topic(product_id: int) -> str:
    """Name what a kept answer about one piece depends on."""
    return f"product:{product_id}"


DETAIL = """
SELECT l.detail_{language}, p.stock,
       (SELECT string_agg(v.words || ',"stock":' || s.stock || ',"in_stock":' || (s.stock > 0)::text || '}}',
                          ',' ORDER BY v.position)
          FROM unnest(l.variant_ids, l.variants_{language}) WITH ORDINALITY AS v(id, words, position)
          JOIN products_variant s ON s.id = v.id),
       (SELECT json_build_object('cost_from', h.cost_from::text, 'free_above', h.free_above::text,
                                 'days_min', h.days_min + p.lead_time_days,
                                 'days_max', h.days_max + p.lead_time_days)::text
          FROM products_shippinghint h WHERE h.seller_id IN (l.seller_id, 0)
         ORDER BY h.seller_id DESC LIMIT 1)
  FROM products_listing l JOIN products_product p ON p.id = l.product_id
 WHERE l.product_id = %(id)s::bigint AND l.is_open
"""


def detail(product_id: int, *, language: str) -> str | None:
    """Give the finished detail of a piece on show, with its stock as it is now. One query."""
    if product_id > ids.LARGEST:
        return None
    found = prepared.rows(DETAIL.format(language=language), {"id": product_id})
    if not found:
        return None
    words, stock, variants, shipping = found[0]
    return f'{words},"stock":{stock},"variants":[{variants or ""}],"shipping_estimate":{shipping or "null"}}}'


CARDS = """
SELECT product_id, card_{language} FROM products_listing WHERE product_id = ANY(%s) AND is_open
"""


def cards(product_ids: Sequence[int], *, language: str) -> dict[int, str]:
    """Give the cards of those pieces that are on show, by their ids. One query."""
    with replica.connection().cursor() as cursor:
        cursor.execute(CARDS.format(language=language), [list(product_ids)])
        return dict(cursor.fetchall())


# Akin is what stands in the same category or beside it, shares attributes, and costs about as much;
# of each seller two at the most, and none of the piece's own, which has a list of its own.
RELATED = """
WITH piece AS (
    SELECT p.id, p.category_id, p.seller_id, p.attributes, l.price,
           c.path[greatest(array_length(c.path, 1) - 1, 1)] AS above
      FROM products_listing l JOIN products_product p ON p.id = l.product_id
      JOIN products_category c ON c.id = p.category_id
     WHERE l.product_id = %(id)s AND l.is_open),
near AS (
    SELECT l.*, l.category_id = piece.category_id AS is_same
      FROM piece JOIN products_category c ON c.path @> ARRAY[piece.above]
      CROSS JOIN LATERAL (
        SELECT product_id, category_id, seller_id, price, popularity, card_{language} AS card
          FROM products_listing
         WHERE category_id = c.id AND is_open AND seller_id <> piece.seller_id
         ORDER BY popularity DESC, product_id DESC LIMIT 40) l
     ORDER BY is_same DESC, l.popularity DESC LIMIT 120),
weighed AS (
    SELECT near.product_id, near.seller_id, near.card, near.popularity,
           2 * near.is_same::int - abs(ln(greatest(near.price, 1) / greatest(piece.price, 1)))
           + (SELECT count(*) FROM jsonb_each(p.attributes) a
               WHERE piece.attributes -> a.key = a.value) AS weight
      FROM piece, near JOIN products_product p ON p.id = near.product_id),
ranked AS (
    SELECT *, row_number() OVER (PARTITION BY seller_id ORDER BY weight DESC, product_id) AS place
      FROM weighed)
SELECT card FROM ranked WHERE place <= 2 ORDER BY weight DESC, popularity DESC, product_id LIMIT %(limit)s
"""


def related(product_id: int, *, language: str, limit: int) -> list[str]:
    """Give the cards of pieces akin to one on show, the closest first. One query."""
    with replica.connection().cursor() as cursor:
        sql = RELATED.format(language=language)
        cursor.execute(sql, {"id": product_id, "limit": limit})
        return [row[0] for row in cursor.fetchall()]


BESIDE = """
SELECT l.card_{language} FROM products_listing piece
  JOIN products_listing l ON l.seller_id = piece.seller_id AND l.product_id <> piece.product_id
 WHERE piece.product_id = %(id)s AND piece.is_open AND l.is_open
 ORDER BY l.published_at DESC, l.product_id DESC LIMIT %(limit)s
"""


def beside(product_id: int, *, language: str, limit: int) -> list[str]:
    """Give the cards of what else the maker of a piece on show offers, the newest first. One query."""
    with replica.connection().cursor() as cursor:
        cursor.execute(BESIDE.format(language=language), {"id": product_id, "limit": limit})
        return [row[0] for row in cursor.fetchall()]
