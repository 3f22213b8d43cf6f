"""Naming what facets count: the values that most pieces have, in the language asked for."""

import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core import prepared, public_cache
from products.finding import BANDS, Facets

AT_MOST = 30


# Their names in both languages, and of a category what stands above it.
NAMES = """
SELECT 'category', c.id::text, c.name, c.name_en, c.path FROM products_category c
UNION ALL
SELECT 'governorate', g.code, g.name, g.name_en, NULL FROM custom_auth_governorate g
UNION ALL
SELECT a.code, choice ->> 'value', choice ->> 'value', choice ->> 'value_en', NULL
  FROM products_attribute a, jsonb_array_elements(a.choices) choice
 WHERE a.code IN ('material', 'colour') AND jsonb_typeof(a.choices) = 'array'
"""
SELLERS = """
SELECT 'seller', u.user_id::text, u.display_name, u.display_name_en, NULL
  FROM custom_auth_userprofile u WHERE u.user_id = ANY((SELECT %(sellers)s::bigint[])::bigint[])
"""
Names = Mapping[str, tuple[str, str]]
Row = tuple[Any, ...]


@dataclass(frozen=True)
class _Kept:
    """Names as they were read, under the mark that any change of them renews."""

    rows: list[Row] = field(default_factory=list)
    marks: public_cache.Marks = ()
    read_at: float = 0.0


_kept = _Kept()


def _names() -> list[Row]:
    """Give the names of all that are few; read anew after a change, as answers are."""
    global _kept
    marks, now = public_cache.marks_before(public_cache.EVERYTHING), time.monotonic()
    kept = _kept
    if not marks or kept.marks != marks or now - kept.read_at > public_cache.BOUND:
        kept = _kept = _Kept(prepared.rows(NAMES, {}), marks, now)
    return kept.rows


def labelled(facets: Facets, language: str) -> dict[str, list[dict[str, Any]]]:
    """Give the counts with their names. At most two queries."""
    counts = {**facets.counts, "seller": dict(_commonest(facets.counts["seller"]))}
    names: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    totals: dict[int, int] = defaultdict(int)
    sellers = prepared.rows(SELLERS, {"sellers": list(counts["seller"])})
    for facet, value, name, name_en, path in [*_names(), *sellers]:
        names[facet][value] = (name or "", name_en or "")
        # A category counts with what is below it.
        for above in path or ():
            totals[above] += counts["category"].get(int(value), 0)
    counts["category"] = {pk: count for pk, count in totals.items() if count}
    for facet in ("material", "colour"):
        # What a maker once wrote may be no choice any more: it is its own name.
        names[facet] = {value: (value, "") for value in counts[facet]} | names[facet]
    named = {
        facet: _rows(counts[facet], names[facet], language)
        for facet in ("category", "seller", "material", "colour", "governorate")
    }
    return {
        "category": named["category"],
        "seller": named["seller"],
        "price": _bands(counts["price"]),
        "material": named["material"],
        "colour": named["colour"],
        "governorate": named["governorate"],
        "min_rating": _stars(counts["min_rating"]),
        "in_stock": [
            {"value": value, "count": counts["in_stock"][value]}
            for value in (True, False)
            if value in counts["in_stock"]
        ],
    }


def _commonest(counts: Mapping[Any, int]) -> list[tuple[Any, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], str(pair[0])))[:AT_MOST]


def _rows(counts: Mapping[Any, int], names: Names, language: str) -> list[dict[str, Any]]:
    return [
        {"value": value, "label": (name_en if language == "en" else "") or name, "count": count}
        for value, count in _commonest(counts)
        if str(value) in names
        for name, name_en in [names[str(value)]]
    ]


def _bands(counts: Mapping[int, int]) -> list[dict[str, Any]]:
    edges = [0, *BANDS]
    return [
        {
            "min_price": f"{edges[band]}.00",
            "max_price": f"{edges[band + 1] - 1}.99" if band < len(BANDS) else None,
            "count": counts[band],
        }
        for band in sorted(counts)
    ]


def _stars(counts: Mapping[int, int]) -> list[dict[str, Any]]:
    """Count who is rated so well at the least."""
    totals = {
        least: sum(n for stars, n in counts.items() if stars >= least) for least in (4, 3, 2, 1)
    }
    return [{"value": least, "count": count} for least, count in totals.items() if count]
