"""What a report is. Each stands in one file under ``analytics/reports``, which is all there is to adding
one."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Literal

from django.utils.functional import Promise

from analytics import reports
from analytics.rules import Period

Kind = Literal["text", "money", "count", "share", "day"]
Row = Sequence[Any]


@dataclass(frozen=True)
class Column:
    """``is_code`` marks what is for programs, beside the words for it: no file that people open has it."""

    name: str
    title: str | Promise
    kind: Kind = "text"
    is_code: bool = False


@dataclass(frozen=True)
class Report:
    """``rows`` gives one row after the other, in the order of ``columns``; ``size`` tells roughly how
    many there will be, and ``summed`` which columns mean something added up."""

    title: str | Promise
    columns: Sequence[Column]
    rows: Callable[[Period], Iterable[Row]]
    size: Callable[[Period], int]
    summed: frozenset[str] = frozenset()

    def objects(self, period: Period) -> Iterator[dict[str, Any]]:
        names = [column.name for column in self.columns]
        return (dict(zip(names, row, strict=True)) for row in self.rows(period))


@cache
def registry() -> dict[str, Report]:
    """Give every report by its name, which is that of its file."""
    names = sorted(module.name for module in iter_modules(reports.__path__))
    return {name: import_module(f"{reports.__name__}.{name}").REPORT for name in names}
