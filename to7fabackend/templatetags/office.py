"""Amounts, moments, numbers and states in templates, as everywhere else."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import get_language

from orders.models.orders import PARCEL_STATUSES
from orders.rules.numbers import spoken
from to7fabackend.backoffice import words

register = template.Library()
register.filter("pounds", words.pounds)
register.filter("per_cent", words.per_cent)
register.filter("isolated", words.isolated)
register.filter("as_of", words.as_of)
register.filter("moment", words.moment)
register.filter("spoken", spoken)


@register.filter
def status(code: str) -> str:
    """Give the name of a parcel's state."""
    return str(dict(PARCEL_STATUSES).get(code, code))


@register.filter
def step(code: str) -> str:
    """Give the name of what happened to an order or a parcel besides its states."""
    return str(dict(words.STEPS).get(code, code))


@register.filter
def piece(one: Any) -> str:
    """Give a piece's name in the language of the page, as far as it has one."""
    return str((get_language() == "en" and one.name_en) or one.name)


@register.filter
def chosen(item: Any) -> list[str]:
    """Give the values of a piece's variant in the language of the page, as far as they have one."""
    return list((get_language() == "en" and item.choices_en) or item.choices)


@register.filter
def under(named: Mapping[str, str], code: str) -> str:
    """Give what stands under a code; the code itself, where nothing does."""
    return named.get(code, code)
