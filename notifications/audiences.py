"""By what an audience can be chosen. Each criterion is offered by the app that knows about it.

This app knows people's addresses and nothing else of them, so each app above that knows more has a
module of this name, which offers its criteria; all are loaded at the start.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django_stubs_ext import StrOrPromise

Choices = Sequence[tuple[str, StrOrPromise]]


@dataclass(frozen=True)
class Criterion:
    """One question about people: what one can choose, and how a choice narrows a query over them."""

    name: str
    label: StrOrPromise
    choices: Callable[[], Choices]
    narrow: Callable[[QuerySet[Any], str], QuerySet[Any]]


_criteria: dict[str, Criterion] = {}


def offer(*criteria: Criterion) -> None:
    """Have campaigns choose by ``criteria`` as well."""
    for criterion in criteria:
        _criteria[criterion.name] = criterion


def offered() -> list[Criterion]:
    return list(_criteria.values())


def people(audience: Mapping[str, str]) -> QuerySet[Any]:
    """Give the people an audience is made of, each once.

    :raises LookupError: if it names a criterion nobody offers.
    """
    found: QuerySet[Any] = get_user_model().objects.filter(is_active=True)
    for name, value in audience.items():
        found = _criteria[name].narrow(found, value)
    return found
