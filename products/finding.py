"""Reading the search index: candidates in stages, their scores, facets, completions.

The statements are written here and not by the ORM, as those of the shop window are. The planner's guess
for ``@@`` is poor, and a sequential scan over the lexemes is the one plan that is never right, so it is
ruled out for these statements; each has a time limit, and what was found until then is the answer.
"""

import time
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from django.db import OperationalError, transaction
from psycopg.errors import QueryCanceled

from core import replica
from products.search import plan as plans
from products.search.lexicon import Lexicon
from products.search.plan import AT_MOST, ENOUGH, Plan, any_of
from products.search.ranking import Candidate, Ranked, rank
from products.search.reading import Group, Reading

# Milliseconds: for one statement, and after which no further one is begun.
STATEMENT, BUDGET = 120, 100
FEW = 10
EXACT = 1.04
BANDS = (100, 250, 500, 1000, 2500, 5000)

CONDITIONS = {
    "category": (
        "d.category_id IN "
        "(SELECT id FROM products_category WHERE path @> ARRAY[%(category)s]::bigint[])"
    ),
    "seller": "d.seller_id = %(seller)s",
    "min_price": "d.price >= %(min_price)s",
    "max_price": "d.price <= %(max_price)s",
    "in_stock": "d.in_stock = %(in_stock)s",
    "min_rating": "d.rating >= %(min_rating)s",
    "is_featured": "d.is_featured = %(is_featured)s",
    "ids": "d.product_id = ANY(%(ids)s)",
    "material": "d.materials && %(material)s::text[]",
    "colour": "d.colour = ANY(%(colour)s::text[])",
    "governorate": "d.governorate = ANY(%(governorate)s::text[])",
}


@dataclass(frozen=True)
class Found:
    """What answers a query, best first, and the strictest condition that anything met."""

    ranked: list[Ranked]
    met: str | None
    groups: Sequence[Group]
    is_whole: bool = True


class OutOfTime(Exception):
    """The statement took longer than a search may."""


class Clock:
    """Counts the milliseconds that a search has taken."""

    def __init__(self) -> None:
        self.began = time.perf_counter()

    @property
    def is_over(self) -> bool:
        return (time.perf_counter() - self.began) * 1000 > BUDGET


# One statement with one answer, where five of SET would be five.
SET = """SELECT set_config('jit', 'off', true),
 set_config('max_parallel_workers_per_gather', '0', true),
 set_config('enable_seqscan', '{seqscan}', true), set_config('enable_bitmapscan', '{bitmapscan}', true),
 set_config('statement_timeout', '{milliseconds}', true)"""
# Within a transaction the settings would hold for what comes after as well.
UNSET = """;
SET LOCAL jit TO DEFAULT; SET LOCAL max_parallel_workers_per_gather TO DEFAULT;
SET LOCAL enable_seqscan TO DEFAULT; SET LOCAL enable_bitmapscan TO DEFAULT;
SET LOCAL statement_timeout TO DEFAULT"""


def rows(
    sql: str,
    parameters: Mapping[str, Any],
    *,
    milliseconds: int | None = None,
    scans: bool = False,
    bitmaps: bool = True,
) -> list[tuple[Any, ...]]:
    """Run a statement that is planned for the index and ends in time. One query, one round trip.

    What is set for it goes in the same message, which the server runs as one transaction.

    :raises OutOfTime: if it did not end.
    """
    connection = replica.connection()
    settings = SET.format(
        seqscan="on" if scans else "off",
        bitmapscan="on" if bitmaps else "off",
        milliseconds=milliseconds or STATEMENT,
    )
    is_within = connection.in_atomic_block
    # A statement that ran out of time must not take a transaction around it along.
    savepoint = transaction.atomic(using=replica.alias()) if is_within else nullcontext()
    try:
        with savepoint, connection.cursor() as cursor:
            cursor.execute(f"{settings};\n{sql}{UNSET if is_within else ''}", parameters)
            cursor.nextset()
            return cast("list[tuple[Any, ...]]", cursor.fetchall())
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise OutOfTime from error
        raise


def search(reading: Reading, filters: Mapping[str, Any], lexicon: Lexicon) -> Found:
    """Find what answers a reading. At most eight statements, each on an index."""
    plan = plans.plan(reading.groups)
    groups, akin = plans.with_akin(plan.groups, lexicon)
    wanted = with_limits(filters, reading)
    if not plan.groups:
        return _only_limited(wanted) if reading.limits else Found([], None, ())
    ids: dict[int, None] = {}
    met: list[str] = []
    try:
        ranked = _found(ids, met, plan, groups, akin, wanted, lexicon)
    except OutOfTime:
        return Found(
            _ranked_in_time(list(ids), groups), next(iter(met), None), groups, is_whole=False
        )
    return Found(ranked, next(iter(met), None), groups)


def _found(
    ids: dict[int, None],
    met: list[str],
    plan: Plan,
    groups: Sequence[Group],
    akin: Sequence[tuple[str, ...]],
    wanted: Mapping[str, Any],
    lexicon: Lexicon,
) -> list[Ranked]:
    """Rank what answers; ``ids`` and ``met`` hold what was found so far, should the time run out."""
    clock = Clock()
    _collect(ids, met, plan, wanted, clock)
    if akin and len(ids) < ENOUGH:
        ids.update(dict.fromkeys(_candidates(any_of(akin), wanted, at_most=FEW * 3)))
    ranked = _rank(_scored(list(ids), groups), groups)
    if ranked and len(ranked) < FEW and not clock.is_over:
        ranked += _more_like(ranked, wanted, lexicon)
    return ranked


KINDS = """
SELECT substr(lexeme, 2) FROM products_searchdocument, unnest(tsvector_to_array(vec)) AS lexeme
 WHERE product_id = %(id)s AND lexeme LIKE '!%%'
"""


def _more_like(ranked: list[Ranked], wanted: Mapping[str, Any], lexicon: Lexicon) -> list[Ranked]:
    """Find more of the kind that the best answer is, to stand behind few answers."""
    best = {"id": ranked[0].product_id}
    kinds = [row[0] for row in rows(KINDS, best) if row[0] in lexicon.concepts]
    close = {one for kind in kinds for one in (kind, *lexicon.concepts[kind].related)}
    if not close:
        return []
    stage = any_of((f"^{one}",) for one in sorted(close))
    ids = _candidates(stage, wanted, at_most=FEW * 2)
    known = {one.product_id for one in ranked}
    last = ranked[-1].score / 2
    return [Ranked(pk, last, is_related=True) for pk in ids if pk not in known]


def _ranked_in_time(ids: list[int], groups: Sequence[Group]) -> list[Ranked]:
    """Rank what was found before the time was over; nothing if even that takes too long."""
    try:
        return _rank(_scored(ids, groups), groups) if ids else []
    except OutOfTime:
        return []


def _rank(candidates: list[Candidate], groups: Sequence[Group]) -> list[Ranked]:
    return rank(candidates, groups, related_below=plans.RELATED)


def _collect(
    ids: dict[int, None],
    met: list[str],
    plan: Plan,
    wanted: Mapping[str, Any],
    clock: Clock,
) -> None:
    """Add candidates stage by stage until there are enough, and to ``met`` the stages that had any."""
    for stage in plan.stages:
        found = _candidates(stage, wanted)
        if found:
            met.append(stage)
        ids.update(dict.fromkeys(found))
        if len(ids) >= ENOUGH or clock.is_over:
            break


def with_limits(filters: Mapping[str, Any], reading: Reading) -> dict[str, Any]:
    """Give the filters with the prices that the query itself names; the narrower of two holds."""
    wanted = dict(filters)
    low, high = reading.limits.at_least, reading.limits.at_most
    if low is not None:
        wanted["min_price"] = max(low, wanted.get("min_price", Decimal(0)))
    if high is not None:
        wanted["max_price"] = min(high, wanted.get("max_price", high))
    return wanted


def where(filters: Mapping[str, Any], *, but: str = "") -> str:
    """Write the conditions of ``filters``, leaving out those on the facet ``but``."""
    left_out = {"min_price", "max_price"} if but == "price" else {but}
    names = [name for name in filters if name in CONDITIONS and name not in left_out]
    return " AND ".join(["d.is_open", *(CONDITIONS[name] for name in names)])


def _candidates(stage: str, wanted: Mapping[str, Any], *, at_most: int = AT_MOST) -> list[int]:
    sql = (
        f"SELECT d.product_id FROM products_searchdocument d WHERE {where(wanted)} "
        "AND d.vec @@ %(stage)s::tsquery ORDER BY d.popularity DESC, d.product_id DESC LIMIT %(at_most)s"
    )
    return [row[0] for row in rows(sql, {**wanted, "stage": stage, "at_most": at_most})]


def _only_limited(wanted: Mapping[str, Any]) -> Found:
    """Give the most popular within the price limits, where a query names nothing else."""
    sql = (
        f"SELECT d.product_id FROM products_searchdocument d WHERE {where(wanted)} "
        "ORDER BY d.popularity DESC, d.product_id DESC LIMIT %(at_most)s"
    )
    try:
        ids = [row[0] for row in rows(sql, {**wanted, "at_most": AT_MOST}, scans=True)]
    except OutOfTime:
        return Found([], None, (), is_whole=False)
    return Found([Ranked(pk, 1.0, is_related=False) for pk in ids], None, ())


def _scored(ids: Sequence[int], groups: Sequence[Group]) -> list[Candidate]:
    """Read which alternatives the candidates hold, in one statement on a copy of their lexemes."""
    if not ids:
        return []
    parameters: dict[str, Any] = {"ids": list(ids)}
    columns = []
    for number, group in enumerate(groups):
        cases = []
        for at, (weight, lexemes) in enumerate(_by_weight(group)):
            name = f"q{number}_{at}"
            parameters[name] = any_of(lexemes)
            cases.append(f"WHEN v @@ %({name})s::tsquery THEN {weight:.4f}")
        parameters[f"x{number}"] = any_of((lexeme,) for lexeme in group.exact)
        columns.append(
            f"CASE {' '.join(cases)} ELSE 0 END::float8 "
            f"* CASE WHEN v @@ %(x{number})s::tsquery THEN {EXACT} ELSE 1 END"
        )
    sql = (
        "WITH c AS MATERIALIZED (SELECT product_id, popularity, in_stock, vec || ''::tsvector AS v "
        "FROM products_searchdocument WHERE product_id = ANY(%(ids)s) AND is_open) "
        f"SELECT product_id, popularity, in_stock, {', '.join(columns)} FROM c"
    )
    return [Candidate(row[0], row[1], row[2], row[3:]) for row in rows(sql, parameters)]


def _by_weight(group: Group) -> list[tuple[float, list[tuple[str, ...]]]]:
    """Give the alternatives of a group by weight, the highest first; equal ones are asked at once."""
    found: dict[float, list[tuple[str, ...]]] = {}
    for lexemes, weight in group.alternatives[: 2 * plans.MOST_ALTERNATIVES]:
        found.setdefault(round(weight, 3), []).append(lexemes)
    return sorted(found.items(), reverse=True)


# --- facets -------------------------------------------------------------------------------------
FACETS = (
    "category",
    "seller",
    "price",
    "material",
    "colour",
    "governorate",
    "min_rating",
    "in_stock",
)


@dataclass(frozen=True)
class Facets:
    """How many pieces there are, and of each facet's values how many have them."""

    total: int
    counts: dict[str, dict[Any, int]]


BAND = "width_bucket(d.price, ARRAY[{}]::numeric[])".format(", ".join(map(str, BANDS)))
STARS = "floor(d.rating)::int"
NO_TEST = "true"


def facets(met: str | None, filters: Mapping[str, Any]) -> Facets | None:
    """Count what meets ``met``; each facet without its own filter. None if it took too long."""
    names = [name for name in FACETS if name != "material"]
    # All filters in the scan but those that some facet has to be counted without.
    free = {name for name in filters if name in CONDITIONS and _facet_of(name) in FACETS}
    base = where({k: v for k, v in filters.items() if k not in free})
    condition = f"{base} AND d.vec @@ %(met)s::tsquery" if met else base
    own = {name: _only(free, filters, but=name) for name in FACETS}
    counted = {
        test: f"n{at}"
        for at, test in enumerate(dict.fromkeys([*own.values(), _only(free, filters)]))
    }
    tests = {test: name for test, name in counted.items() if test != NO_TEST}
    sums = ", ".join(
        f"count(*) FILTER (WHERE t_{name})" if test in tests else "count(*)"
        for test, name in counted.items()
    )
    sql = f"""
WITH m AS MATERIALIZED (
    SELECT d.category_id, d.seller_id, {BAND} AS band, d.colour, d.governorate, {STARS} AS stars,
           d.in_stock, d.materials{"".join(f", ({t}) AS t_{n}" for t, n in tests.items())}
      FROM products_searchdocument d WHERE {condition})
SELECT grouping(category_id, seller_id, band, colour, governorate, stars, in_stock),
       category_id, seller_id, band, colour, governorate, stars, in_stock, NULL AS material,
       {sums}
  FROM m
 GROUP BY GROUPING SETS ((category_id), (seller_id), (band), (colour), (governorate), (stars), (in_stock), ())
UNION ALL
SELECT -1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, material,
       {sums}
  FROM (SELECT unnest(materials) AS material{"".join(f", t_{n}" for n in tests.values())} FROM m) u
 GROUP BY material
"""
    try:
        counts = rows(sql, {**filters, "met": met}, scans=met is None)
    except OutOfTime:
        return None
    column = {name: 9 + list(counted.values()).index(counted[own[name]]) for name in FACETS}
    everything = 9 + list(counted.values()).index(counted[_only(free, filters)])
    order = ["category", "seller", "price", "colour", "governorate", "min_rating", "in_stock"]
    found: dict[str, dict[Any, int]] = {name: {} for name in (*names, "material")}
    total = 0
    for row in counts:
        if row[0] == -1:
            name, value = "material", row[8]
        elif row[0] == 2 ** len(order) - 1:
            total = row[everything]
            continue
        else:
            at = len(order) - (2 ** len(order) - 1 - row[0]).bit_length()
            name, value = order[at], row[1 + at]
        if row[column[name]] and value not in ("", None):
            found[name][value] = row[column[name]]
    return Facets(total, found)


def _facet_of(name: str) -> str:
    return "price" if name in {"min_price", "max_price"} else name


def _only(free: set[str], filters: Mapping[str, Any], *, but: str = "") -> str:
    """Write the conditions of the facets' filters, that of ``but`` left out."""
    tests = [CONDITIONS[n] for n in filters if n in free and _facet_of(n) != but]
    return " AND ".join(tests) or NO_TEST


# --- what else a page of results needs ------------------------------------------------------------
@dataclass(frozen=True)
class Shown:
    """A hit as it is shown: its finished card, and the texts in which words are marked."""

    card: str
    name: str
    description: str


CARDS = """
SELECT l.product_id, l.card_{language},
       CASE WHEN %(language)s = 'en' AND p.name_en <> '' THEN p.name_en ELSE p.name END,
       CASE WHEN %(language)s = 'en' AND p.description_en <> '' THEN p.description_en
            ELSE p.description END
  FROM products_listing l JOIN products_product p ON p.id = l.product_id
 WHERE l.product_id = ANY(%(ids)s) AND l.is_open
"""


def shown(product_ids: Sequence[int], *, language: str) -> dict[int, Shown]:
    """Give cards and texts of those pieces that are on show. One query."""
    with replica.connection().cursor() as cursor:
        cursor.execute(
            CARDS.format(language=language), {"ids": list(product_ids), "language": language}
        )
        return {row[0]: Shown(*row[1:]) for row in cursor.fetchall()}


ANSWERED = """
SELECT at FROM unnest(%(queries)s::text[]) WITH ORDINALITY AS q(query, at)
 WHERE EXISTS (SELECT FROM products_searchdocument d WHERE d.is_open AND d.vec @@ q.query::tsquery)
"""


def answered(conditions: Sequence[str], *, are_common: bool) -> set[str]:
    """Tell which of several conditions some piece on show meets. One query.

    What many pieces meet is found soonest by looking at one after the other, and what few do in the
    index, which gives all of them before the first.
    """
    if not conditions:
        return set()
    try:
        met = rows(
            ANSWERED,
            {"queries": list(conditions)},
            milliseconds=60,
            scans=are_common,
            bitmaps=not are_common,
        )
        return {conditions[row[0] - 1] for row in met}
    except OutOfTime:
        return set()


NAMES = """
(SELECT d.product_id, d.popularity FROM products_searchdocument d
  WHERE d.is_open AND d.name_key LIKE %(prefix)s ORDER BY d.popularity DESC LIMIT %(at_most)s)
UNION
(SELECT d.product_id, d.popularity FROM products_searchdocument d
  WHERE d.is_open AND d.name_en_key LIKE %(prefix)s ORDER BY d.popularity DESC LIMIT %(at_most)s)
ORDER BY popularity DESC LIMIT %(at_most)s
"""


def named(prefix: str, *, at_most: int) -> list[int]:
    """Give the most popular pieces on show whose folded name begins so. One query."""
    escaped = prefix.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    try:
        found = rows(NAMES, {"prefix": f"{escaped}%", "at_most": at_most}, milliseconds=60)
        return [row[0] for row in found]
    except OutOfTime:
        return []
