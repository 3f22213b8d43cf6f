"""What the search stands on: the index, its words, the lexicon, and what was asked for."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from core.fields import MoneyField
from core.ids import IdField
from products.models.catalogue import Product


class SearchDocument(models.Model):
    """A published piece as the search sees it: its lexemes, and the columns to filter and count by.

    Whether it is on show, its price and the like are copies of the listing's that a trigger keeps in
    the transaction that changes them (migration 0003); the rest is written by the action ``index``.
    ``analyzer_version`` tells by which analyzer and lexicon; 0 waits for the worker.
    """

    product = models.OneToOneField(
        Product, on_delete=models.CASCADE, primary_key=True, related_name="search_document"
    )
    vec = SearchVectorField()
    is_open = models.BooleanField()
    price = MoneyField()
    in_stock = models.BooleanField()
    popularity = models.FloatField()
    rating = models.FloatField()
    is_featured = models.BooleanField()
    category_id = models.BigIntegerField()
    seller_id = models.BigIntegerField()
    materials = ArrayField(models.TextField(), default=list)
    colour = models.TextField(default="")
    governorate = models.TextField(default="")
    # Folded, for completing what is typed.
    name_key = models.TextField(default="")
    name_en_key = models.TextField(default="")
    analyzer_version = models.BigIntegerField(default=0)

    class Meta:
        indexes = [
            # Without the pending list: nobody's search pays for what others saved.
            GinIndex(
                name="search_vec", fields=["vec"], condition=Q(is_open=True), fastupdate=False
            ),
            models.Index(name="search_version", fields=["analyzer_version"]),
            models.Index(name="search_of_seller", fields=["seller_id"]),
            models.Index(name="search_of_category", fields=["category_id"]),
            models.Index(
                name="search_name",
                fields=["name_key"],
                opclasses=["text_pattern_ops"],
                condition=Q(is_open=True),
            ),
            models.Index(
                name="search_name_en",
                fields=["name_en_key"],
                opclasses=["text_pattern_ops"],
                condition=Q(is_open=True),
            ),
        ]


class SearchTerm(models.Model):
    """A folded word of the goods' texts, or a concept; ``count`` is in how many names or facts it stands."""

    id = models.BigAutoField(primary_key=True)
    text = models.CharField(max_length=60, unique=True)
    spelling = models.CharField(max_length=60, blank=True)
    count = models.PositiveIntegerField(default=0)


class SearchState(models.Model):
    """By what processes see that their copy of words and lexicon is old; one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    lexicon_version = models.PositiveIntegerField(default=0)
    seed_digest = models.CharField(max_length=64, blank=True)
    counts_version = models.PositiveIntegerField(default=0)
    documents = models.PositiveIntegerField(default=0)
    counted_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.CheckConstraint(name="search_state_one_row", condition=Q(id=1))]


def _forms(label: StrOrPromise) -> "ArrayField[list[str], list[str]]":
    return ArrayField(models.CharField(max_length=80), verbose_name=label, default=list, blank=True)


class LexiconEntry(models.Model):
    """A concept of the lexicon with all its forms, or a list of words that say nothing of goods."""

    code = models.CharField(
        _("code"),
        max_length=60,
        primary_key=True,
        validators=[RegexValidator(r"^[a-z0-9_]+\Z", _("Small Latin letters, digits and _ only."))],
    )
    kind = models.CharField(
        _("kind"),
        max_length=12,
        choices=[
            ("kind", _("Kind of goods")),
            ("purpose", _("What it is for")),
            ("material", _("Material")),
            ("style", _("Style or technique")),
            ("motif", _("Motif")),
            ("audience", _("For whom")),
            ("occasion", _("Occasion")),
            ("colour", _("Colour")),
            ("place", _("Place")),
            ("filler", _("Words to leave out")),
            ("set_word", _("Words for sets")),
        ],
    )
    parents = _forms(_("concepts above it"))
    related = _forms(_("concepts close to it"))
    ar = _forms(_("Arabic forms"))
    en = _forms(_("English forms"))
    latin = _forms(_("fixed Latin spellings"))
    is_active = models.BooleanField(_("in use"), default=True)
    # What staff changed is not written over when the program brings a newer lexicon.
    is_edited = models.BooleanField(_("changed by staff"), default=False, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("lexicon entry")
        verbose_name_plural = _("lexicon")

    def __str__(self) -> str:
        return self.code


class QueryLog(models.Model):
    """A query as it was typed, how often, and how many pieces it found the last time; not by whom."""

    id = IdField(primary_key=True)
    query = models.CharField(_("query"), max_length=200, unique=True)
    times = models.PositiveIntegerField(_("times asked"), default=1)
    found = models.PositiveIntegerField(_("pieces found"))
    reading = models.CharField(_("read as"), max_length=300, blank=True)
    unknown = ArrayField(models.CharField(max_length=60), verbose_name=_("unknown words"))
    last_asked_on = models.DateField(_("last asked on"))

    class Meta:
        verbose_name = _("query")
        verbose_name_plural = _("queries")
        indexes = [
            models.Index(
                name="query_log_prefix", fields=["query"], opclasses=["varchar_pattern_ops"]
            ),
            models.Index(name="query_log_unfound", fields=["-times"], condition=Q(found=0)),
        ]

    def __str__(self) -> str:
        return self.query
