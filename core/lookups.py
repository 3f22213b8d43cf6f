"""How staff find rows by what they type: each way of looking is one that an index answers.

The tables of the shop grow for ever, and a search that reads one whole is a page that never comes. So what
is typed is taken for each thing that it may be (an address, a number, a name), each of these is looked up
by its index, and what is found on the page of a related object leads on from there.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, Protocol

from django.apps import apps
from django.contrib import admin
from django.contrib.postgres.search import SearchQuery, SearchVectorExact
from django.db import connection, transaction
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from core.indexes import CONFIG, words_of
from core.text import western_digits

# What is typed may begin the references of a whole year; the newest of them are looked up.
NEWEST = 1000
WORD = re.compile(r"[^\W_]+")

Reading = Callable[[str], Sequence[Any]]


class Way(Protocol):
    """One way of looking: what can be typed for it, and the rows whose columns answer to it."""

    def says(self, model: type[Model]) -> Sequence[StrOrPromise]: ...
    def match(self, model: type[Model], term: str) -> Q | None: ...


def as_typed(term: str) -> Sequence[str]:
    return [term]


def lower(term: str) -> Sequence[str]:
    return [term.lower()]


def whole(term: str) -> Sequence[int]:
    """Take what is typed for the id of something, or some other whole number."""
    return [int(term)] if term.isdecimal() and len(term) < len(str(2**63)) else []


@dataclass(frozen=True)
class Exactly:
    """A column is what was typed, read as such a thing; whoever reads nothing in it finds nothing."""

    field: str
    label: StrOrPromise
    read: Reading = as_typed

    def says(self, model: type[Model]) -> Sequence[StrOrPromise]:
        return [self.label]

    def match(self, model: type[Model], term: str) -> Q | None:
        values = self.read(term)
        if len(values) == 1:  # a path into a document has no "in" that an index answers
            return Q(**{self.field: values[0]})
        return Q(**{f"{self.field}__in": values}) if values else None


@dataclass(frozen=True)
class Begins:
    """A column begins so. Its index is one of patterns: over ``upper(…)`` unless the case is fixed."""

    field: str
    label: StrOrPromise
    read: Reading = as_typed
    is_cased: bool = False

    def says(self, model: type[Model]) -> Sequence[StrOrPromise]:
        return [self.label]

    def match(self, model: type[Model], term: str) -> Q | None:
        lookup = "startswith" if self.is_cased else "istartswith"
        found = [Q(**{f"{self.field}__{lookup}": value}) for value in self.read(term)]
        return reduce(or_, found) if found else None


class Words:
    """Each word that was typed begins a word of some columns. Its index is a GIN over the same vector."""

    def __init__(self, *fields: str, label: StrOrPromise) -> None:
        self.fields = fields
        self.label = label

    def says(self, model: type[Model]) -> Sequence[StrOrPromise]:
        return [self.label]

    def match(self, model: type[Model], term: str) -> Q | None:
        words = WORD.findall(term)
        if not words:
            return None
        wanted = SearchQuery(
            " & ".join(f"'{word}':*" for word in words), config=CONFIG, search_type="raw"
        )
        return Q(SearchVectorExact(words_of(*self.fields), wanted))


@dataclass(frozen=True)
class Through:
    """The object that a column names is found on its own page. ``to`` names its model if there is no key."""

    field: str
    to: str = ""

    def says(self, model: type[Model]) -> Sequence[StrOrPromise]:
        names: Sequence[StrOrPromise] = self._page(model).found_by_words()
        return names

    def match(self, model: type[Model], term: str) -> Q | None:
        page = self._page(model)
        ids = page.found(page.model._default_manager.all(), term)
        return Q(**{f"{self.field}__in": ids}) if ids else None

    def _page(self, model: type[Model]) -> Any:
        related: Any = model._meta.get_field(self.field).related_model
        return admin.site._registry[apps.get_model(self.to) if self.to else related]


@dataclass(frozen=True)
class Behind:
    """Rows of another table (``of``) that name this one in ``field`` are found in these ways."""

    of: str
    field: str
    ways: tuple[Way, ...]

    def says(self, model: type[Model]) -> Sequence[StrOrPromise]:
        return [name for way in self.ways for name in way.says(apps.get_model(self.of))]

    def match(self, model: type[Model], term: str) -> Q | None:
        rows = apps.get_model(self.of)._default_manager.all()
        ids = newest(rows, self.ways, term, key=f"{self.field}_id")
        return Q(pk__in=ids) if ids else None


def newest(
    rows: QuerySet[Any], ways: Sequence[Way], typed: str, *, key: str = "pk"
) -> list[int | str]:
    """Give the keys of the newest rows that any of the ways finds. One query, and those of the ways."""
    term = western_digits(typed.strip())
    matches = [found for way in ways if (found := way.match(rows.model, term)) is not None]
    if not term or not matches:
        return []
    asked = rows.filter(reduce(or_, matches)).order_by("-pk").values_list(key, flat=True)
    with _by_index_alone():
        return list(asked[:NEWEST])


@contextmanager
def _by_index_alone() -> Iterator[None]:
    """Rule out the two plans that are never right here, however many rows the planner expects.

    Its guess for words is poor, and for one that is rarer than it thinks it would read the table, or
    its newest rows first, until there are enough of them.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_PLANS.format("'off'", "'off'"))
        yield
        if connection.savepoint_ids:  # within a transaction they would hold for what comes after
            cursor.execute(
                "SET LOCAL enable_seqscan TO DEFAULT; SET LOCAL enable_indexscan TO DEFAULT"
            )


_PLANS = "SELECT set_config('enable_seqscan', {}, true), set_config('enable_indexscan', {}, true)"


ORDER_NUMBER = _("an order's number")
EMAIL = _("the beginning of an e-mail address")
PHONE = _("a phone number")
NAME = _("a name")
CODE = _("the beginning of an article code")
REFERENCE = _("a reference")
TRACKING = _("a tracking number")
PAPER_NUMBER = _("an invoice's number")
ID = _("an id")
