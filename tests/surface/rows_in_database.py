"""What every table holds, in one query, for "nothing else has changed"."""

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import DateTimeField, Model

# Written on purpose by what is refused or merely read: limits, attempts, popular queries, jobs.
COUNTERS = {
    "core_ratebucket",
    "core_idempotencykey",
    "custom_auth_signin",
    "custom_auth_phonecode",
    "wallet_walletsecurity",
    "payment_attempt",
}
# Keys below are counted up table by table, so that one number names rows of several.
SMALL = 10**11
# Sums that are kept in several rows, one of which is chosen by chance; the ledger's lines hold the same.
BY_CHANCE = {"wallet_housebalance"}
WORDS = {
    "CharField",
    "TextField",
    "JSONField",
    "SlugField",
    "FileField",
    "FloatField",
    "ArrayField",
}


@cache
def _models() -> dict[str, type[Model]]:
    ours: list[Any] = [
        model for label in settings.OUR_APPS for model in apps.get_app_config(label).get_models()
    ]
    ours += list(apps.get_app_config("auth").get_models())
    through = [
        field.remote_field.through for model in ours for field in model._meta.local_many_to_many
    ]
    return {
        model._meta.db_table: model
        for model in [*ours, *through]
        if model._meta.managed and model._meta.db_table not in COUNTERS
    }


@cache
def _statement() -> str:
    names = [connection.ops.quote_name(name) for name in sorted(_models())]
    selects = [f"SELECT '{name[1:-1]}', row_to_json(t)::text FROM {name} t" for name in names]  # noqa: S608 - our own tables
    return " UNION ALL ".join(selects)


def everything() -> Counter[tuple[str, str]]:
    """Give every row of every table. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_statement())
        return Counter(cursor.fetchall())


def facts(known_ids: frozenset[int]) -> Counter[tuple[str, tuple[tuple[str, Any], ...]]]:
    """Give what the rows say apart from what no two runs have in common.

    Times count as set or not, ids that are not in ``known_ids`` as new, and free text not at all: that
    leaves every flag, amount, count, state and reference.
    """
    told: Counter[tuple[str, tuple[tuple[str, Any], ...]]] = Counter()
    for (table, text), count in everything().items():
        if table in BY_CHANCE:
            continue
        told[table, _facts_of(table, json.loads(text), known_ids)] += count
    return told


def ids() -> frozenset[int]:
    return frozenset(
        value
        for (_table, text) in everything()
        for name, value in json.loads(text).items()
        if isinstance(value, int) and (name == "id" or name.endswith("_id"))
    )


def _fields(table: str) -> Iterator[Any]:
    yield from _models()[table]._meta.concrete_fields


@cache
def _kinds(table: str) -> dict[Any, str]:
    kinds: dict[Any, str] = {}
    for field in _fields(table):
        if isinstance(field, DateTimeField):
            kinds[field.column] = "time"
        elif field.primary_key and not field.is_relation:
            kinds[field.column] = "key"
        elif field.is_relation or field.column.endswith("_id"):
            kinds[field.column] = "id"
        elif field.choices or field.get_internal_type() not in WORDS:
            kinds[field.column] = "fact"
    return kinds


def _facts_of(
    table: str, row: dict[str, Any], known_ids: frozenset[int]
) -> tuple[tuple[str, Any], ...]:
    kinds = _kinds(table)
    found: list[tuple[str, Any]] = []
    for name, value in row.items():
        kind = kinds.get(name)
        if kind == "time":
            found.append((name, value is not None))
        elif kind == "key":
            found.append((name, value if value in known_ids and value > SMALL else "new"))
        elif kind == "id":
            found.append((name, value if value is None or value in known_ids else "new"))
        elif kind == "fact" and not isinstance(value, list | dict):
            found.append((name, value))
    return tuple(found)
