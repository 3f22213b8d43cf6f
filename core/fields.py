"""Columns of our own kinds."""

from django.core.checks import CheckMessage
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class MoneyField(models.DecimalField):  # type: ignore[type-arg]
    """A column of pounds. PostgreSQL's numeric also holds NaN; this one does not."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("max_digits", 14)
        kwargs.setdefault("decimal_places", 2)
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def db_check(self, connection: BaseDatabaseWrapper) -> str | None:
        # As the type of a generated column it has no column of its own to check.
        column = getattr(self, "column", None)
        return f"\"{column}\" <> 'NaN'" if column else None

    def check(self, **kwargs: object) -> list[CheckMessage]:
        assert self.decimal_places == 2, "money has piastres, no more and no less"  # noqa: S101 - a programmer's error
        return super().check(**kwargs)
