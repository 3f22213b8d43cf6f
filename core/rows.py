"""Rows of models in statements of our own: written as JSON, several tables at once, and read.

For what is done all the time: Django takes longer to put such a statement together than the server to
run it.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

import orjson
from django.db import DEFAULT_DB_ALIAS, connection, models

M = TypeVar("M", bound=models.Model)


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


def selected(model: type[models.Model], alias: str) -> str:
    """Write the columns of a model for a SELECT; ``read`` makes an instance of what it gives."""
    return ", ".join(f'{alias}."{field.column}"' for field in _fields(model, ()))


def read(model: type[M], row: Sequence[Any]) -> M:
    """Make the instance of a model whose columns were ``selected``, in their order."""
    fields = _fields(model, ())
    cells = [
        _converted(field, cell) if hasattr(field, "from_db_value") else cell
        for field, cell in zip(fields, row, strict=True)
    ]
    return model.from_db(DEFAULT_DB_ALIAS, [field.attname for field in fields], cells)


def _converted(field: Any, cell: object) -> object:
    return field.from_db_value(cell, None, connection)


def _fields(model: type[models.Model], without: Collection[str]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if field.column not in without]


def _as_text(value: object) -> str:
    if isinstance(value, Decimal | date | datetime):
        return str(value)
    raise TypeError(f"{type(value).__name__} cannot be written as JSON")
