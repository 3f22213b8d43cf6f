"""The indexes behind the ways in which staff find rows (``core.lookups``)."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector
from django.db.models import Index
from django.db.models.functions import Upper

# The words of any language, as they are written.
CONFIG = "simple"


def beginnings(field: str, *, name: str) -> Index:
    """By how a column begins, in whatever case it is typed."""
    return Index(OpClass(Upper(field), name="text_pattern_ops"), name=name)


def words(*fields: str, name: str) -> GinIndex:
    """By how each word of some columns begins."""
    return GinIndex(words_of(*fields), name=name)


def words_of(*fields: str) -> SearchVector:
    return SearchVector(*fields, config=CONFIG)
