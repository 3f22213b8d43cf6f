"""Amounts, moments, numbers and states in templates, as everywhere else."""

from django import template

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
