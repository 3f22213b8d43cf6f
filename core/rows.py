"""Rows written as JSON, so that one statement can fill several tables, by the columns their models name."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import orjson
from django.db import models


def insertion(model: type[models.Model], parameter: str, *, without: Collection[str] = ()) -> str:
    """Write the INSERT of the rows that ``written`` makes, for a statement that may hold others.

    Columns in ``without`` get what the database gives them.
    """
    table = model._meta.db_table
    columns = ", ".join(f'"{field.column}"' for field in _fields(model, without))
    return (
        f'INSERT INTO "{table}" ({columns}) SELECT {columns} '  # noqa: S608 - of names of ours
        f'FROM json_populate_recordset(NULL::"{table}", %({parameter})s::json)'
    )


def written(instances: Iterable[models.Model], *, without: Collection[str] = ()) -> str:
    """Give unsaved instances of one model as the JSON that ``insertion`` reads.

    Nothing is done that ``save`` would do besides: set ``auto_now`` fields and the like before.
    """
    rows = [
        {field.column: getattr(one, field.attname) for field in _fields(type(one), without)}
        for one in instances
    ]
    return orjson.dumps(rows, default=_as_text).decode()


def _fields(model: type[models.Model], without: Collection[str]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if field.column not in without]


def _as_text(value: object) -> str:
    if isinstance(value, Decimal | date | datetime):
        return str(value)
    raise TypeError(f"{type(value).__name__} cannot be written as JSON")
