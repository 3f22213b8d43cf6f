from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.fields import MoneyField
from core.ids import IdField
from core.indexes import beginnings, words
from core.models import Numbered
from custom_auth.models import User
from products import rules

STATES = [
    (rules.State.DRAFT.value, _("Draft")),
    (rules.State.PENDING.value, _("Waiting for review")),
    (rules.State.APPROVED.value, _("Approved")),
    (rules.State.REJECTED.value, _("Rejected")),
    (rules.State.WITHDRAWN.value, _("Withdrawn")),
]


class CategoryQuerySet(models.QuerySet["Category"]):
    def locked(self) -> Self:
        return self.order_by("pk").select_for_update(of=("self",), no_key=True)

    def within(self, category_id: int) -> Self:
        """The category and everything below it."""
        return self.filter(path__contains=[category_id])


class Category(models.Model):
    """A node of the tree; ``path`` holds the ids from the root down to itself."""

    id = IdField(primary_key=True)
    name = models.CharField(_("name"), max_length=100)
    name_en = models.CharField(_("English name"), max_length=100, blank=True)
    slug = models.SlugField(_("slug"), max_length=120, unique=True, allow_unicode=True)
    description = models.TextField(_("description"), blank=True, null=True)
    parent = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("parent"),
    )
    image = models.ImageField(
        _("picture"), upload_to="category_images/", max_length=255, blank=True, null=True
    )
    is_active = models.BooleanField(_("shown"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    path = ArrayField(models.BigIntegerField(), default=list, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[models.Manager["Category"]] = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")

    def __str__(self) -> str:
        return self.name


class CategorySlug(models.Model):
    """A slug that a category had before: it leads to where the category is now."""

    slug = models.SlugField(max_length=120, primary_key=True, allow_unicode=True)
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="old_slugs")


class CategoryChange(models.Model):
    """Pieces that came into a category or left it. Their sum is its count; the worker folds them.

    Rows are only ever added, by a trigger, so that sellers who publish at once do not wait for each
    other as they would at a counter.
    """

    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="changes")
    change = models.IntegerField()


class Attribute(models.Model):
    """Something to say of the pieces of some categories and all below them: material, size, weight."""

    id = IdField(primary_key=True)
    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=60)
    name_en = models.CharField(_("English name"), max_length=60, blank=True)
    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=[
            ("text", _("Text")),
            ("number", _("Number")),
            ("choice", _("Choice")),
            ("choices", _("Several choices")),
            ("colour", _("Colour")),
        ],
    )
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    # Each is an object such as {"value": "قطن", "value_en": "Cotton"}.
    choices = models.JSONField(_("choices"), default=list, blank=True)
    is_facet = models.BooleanField(_("counted in filters"), default=False)
    categories = models.ManyToManyField(Category, related_name="attributes", blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("attribute")
        verbose_name_plural = _("attributes")

    def __str__(self) -> str:
        return self.name


class ProductQuerySet(models.QuerySet["Product"]):
    def locked(self) -> Self:
        return self.order_by("pk").select_for_update(of=("self",), no_key=True)

    def sold_by(self, seller: User) -> Self:
        return self.filter(seller=seller)

    def changeable_by(self, user: User, *, is_moderator: bool) -> Self:
        return self if is_moderator else self.filter(seller=user)

    def matching(self, text: str) -> Self:
        """Pieces with ``text`` in a name or the article code; for a seller's own few."""
        return self.filter(
            Q(name__icontains=text) | Q(name_en__icontains=text) | Q(sku__icontains=text)
        )

    def for_listing(self) -> Self:
        """What a card or a detail shows, in three queries however many pieces there are."""
        return self.select_related("category", "seller__profile__governorate").prefetch_related(
            "images", "variants"
        )


def no_ratings() -> list[int]:
    return [0, 0, 0, 0, 0]


class Product(models.Model):
    """A piece, or a piece in several variants. Its stock is the sum of theirs, kept by a trigger."""

    id = IdField(primary_key=True)
    sku = models.CharField(_("SKU"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=255)
    name_en = models.CharField(_("English name"), max_length=255, blank=True)
    slug = models.SlugField(_("slug"), max_length=300, allow_unicode=True)
    description = models.TextField(_("description"))
    description_en = models.TextField(_("English description"), blank=True)
    price = MoneyField(_("price"))
    compare_at_price = MoneyField(_("price before"), null=True, blank=True)
    stock = models.PositiveIntegerField(_("stock"), default=0, editable=False)
    low_stock_at = models.PositiveIntegerField(_("warn at a stock of"), default=0)
    category = models.ForeignKey(
        Category,
        db_index=False,
        on_delete=models.PROTECT,
        related_name="products",
        verbose_name=_("category"),
    )
    seller = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        db_index=False,
        on_delete=models.CASCADE,
        related_name="products",
        verbose_name=_("seller"),
    )
    is_featured = models.BooleanField(_("featured"), default=False)
    featured_until = models.DateTimeField(_("featured until"), null=True, blank=True)
    is_active = models.BooleanField(_("offered"), default=True)
    state = models.CharField(
        _("state"), max_length=10, choices=STATES, default=rules.State.DRAFT.value
    )
    state_reasons = models.TextField(_("reasons"), blank=True)

    # Each has a name, a name_en and values; a value has a value and a value_en.
    options = models.JSONField(_("options"), default=list, blank=True)
    # By the code of the attribute: text, a number, or several texts.
    attributes = models.JSONField(_("attributes"), default=dict, blank=True)
    # Each has a code, a label, a label_en, a max_length and is_required.
    personalisation = models.JSONField(_("personalisation"), default=list, blank=True)
    made_to_order = models.BooleanField(_("made to order"), default=False)
    lead_time_days = models.PositiveSmallIntegerField(
        _("days to make"), default=0, validators=[MaxValueValidator(180)]
    )
    one_of_a_kind = models.BooleanField(_("one of a kind"), default=False)
    weight_grams = models.PositiveIntegerField(_("weight in grams"), default=0)
    story = models.TextField(_("story"), blank=True)
    story_en = models.TextField(_("English story"), blank=True)
    # Where it was made, of what, and in how many hours: place, materials, hours.
    provenance = models.JSONField(_("provenance"), default=dict, blank=True)

    # Kept by the actions on reviews, under the lock of this row.
    rating_sum = models.PositiveIntegerField(default=0)
    rating_count = models.PositiveIntegerField(default=0)
    rating_histogram = ArrayField(models.PositiveIntegerField(), default=no_ratings, size=5)
    popularity = models.FloatField(default=0)
    # Grows with every change that a buyer could see; the entity tag is made of it.
    version = models.PositiveIntegerField(default=1)
    published_at = models.DateTimeField(_("on show since"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[models.Manager["Product"]] = ProductQuerySet.as_manager()

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        constraints = [
            models.CheckConstraint(name="product_price_not_negative", condition=Q(price__gte=0)),
            models.CheckConstraint(
                name="product_compares_with_more",
                condition=Q(compare_at_price__isnull=True) | Q(compare_at_price__gt=F("price")),
            ),
            models.CheckConstraint(
                name="product_one_of_a_kind_is_one",
                condition=Q(one_of_a_kind=False) | Q(stock__lte=1),
            ),
        ]
        indexes = [
            words("name", "name_en", name="product_words"),
            beginnings("sku", name="product_sku"),
            models.Index(name="product_of_seller", fields=["seller", "-id"]),
            models.Index(name="product_of_category", fields=["category"]),
            models.Index(
                name="product_waiting", fields=["updated_at"], condition=Q(state="pending")
            ),
            models.Index(
                name="product_featured_until",
                fields=["featured_until"],
                condition=Q(featured_until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def in_notices(self) -> dict[str, Any]:
        """What a notice about it says of it, in either language."""
        return {
            "product": self.name,
            "product_en": self.name_en or self.name,
            "product_id": self.pk,
        }

    @property
    def rating_average(self) -> float | None:
        return round(self.rating_sum / self.rating_count, 2) if self.rating_count else None


class ProductSlug(models.Model):
    """A slug that a product had before."""

    slug = models.SlugField(max_length=300, allow_unicode=True, db_index=False)
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="old_slugs")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="product_slug_once", fields=["slug", "product"])
        ]


class VariantQuerySet(models.QuerySet["Variant"]):
    def locked(self) -> Self:
        return self.order_by("product_id", "pk").select_for_update(of=("self",), no_key=True)


class Variant(models.Model):
    """What is actually put on a shelf and sold. A product without options has exactly one."""

    id = IdField(primary_key=True)
    product = models.ForeignKey(
        Product, db_index=False, on_delete=models.CASCADE, related_name="variants"
    )
    sku = models.CharField(_("SKU"), max_length=60, unique=True)
    # One value for each of the product's options, in their order.
    choices = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    price = MoneyField(_("own price"), null=True, blank=True)
    stock = models.PositiveIntegerField(_("stock"), default=0)
    weight_grams = models.PositiveIntegerField(_("own weight in grams"), null=True, blank=True)
    image = models.ForeignKey(
        "products.ProductImage", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    is_active = models.BooleanField(_("offered"), default=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects: ClassVar[models.Manager["Variant"]] = VariantQuerySet.as_manager()

    class Meta:
        verbose_name = _("variant")
        verbose_name_plural = _("variants")
        indexes = [
            beginnings("sku", name="variant_sku"),
        ]
        constraints = [
            models.UniqueConstraint(name="variant_choices_once", fields=["product", "choices"]),
            models.CheckConstraint(
                name="variant_price_not_negative", condition=Q(price__isnull=True) | Q(price__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return " · ".join(self.choices) or self.sku


class StockMovement(Numbered):
    """One change of the stock of one variant. Stock is the sum of these."""

    id = IdField(primary_key=True)
    variant = models.ForeignKey(
        Variant, db_index=False, on_delete=models.CASCADE, related_name="movements"
    )
    change = models.IntegerField(_("change"))
    reason = models.CharField(
        _("reason"),
        max_length=10,
        choices=[
            (rules.Movement.INITIAL.value, _("Initial")),
            (rules.Movement.CORRECTION.value, _("Correction")),
            (rules.Movement.SALE.value, _("Sale")),
            (rules.Movement.CANCELLED.value, _("Cancelled")),
            (rules.Movement.EXPIRED.value, _("Not paid in time")),
            (rules.Movement.RETURNED.value, _("Returned")),
            (rules.Movement.REFUSED.value, _("Refused at the door")),
            (rules.Movement.FINISHED.value, _("Place in the workshop free")),
        ],
    )
    # What it was for, such as "parcel:42"; empty for a hand's correction.
    reference = models.CharField(_("for"), max_length=60, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("stock movement")
        verbose_name_plural = _("stock movements")
        constraints = [
            # Nothing is taken, or put back, twice for the same thing.
            models.UniqueConstraint(
                name="stock_movement_once",
                fields=["reference", "variant", "reason"],
                condition=~Q(reference=""),
            ),
            models.CheckConstraint(name="stock_movement_moves", condition=~Q(change=0)),
        ]
        indexes = [models.Index(name="stock_movement_of_variant", fields=["variant", "-id"])]


class PriceChange(models.Model):
    """What a piece has cost since when: the ground for comparing prices honestly."""

    id = IdField(primary_key=True)
    product = models.ForeignKey(
        Product, db_index=False, on_delete=models.CASCADE, related_name="price_changes"
    )
    price = MoneyField()
    began_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="price_change_of_product", fields=["product", "-began_at"])]


class ModerationEvent(models.Model):
    id = IdField(primary_key=True)
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="moderation_events")
    from_state = models.CharField(max_length=10, blank=True)
    to_state = models.CharField(max_length=10)
    reasons = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)


class Revision(Numbered):
    """Changes to a piece on show that wait for staff; the piece stays on show as it was."""

    id = IdField(primary_key=True)
    product = models.OneToOneField(Product, on_delete=models.CASCADE, related_name="revision")
    changes = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("waiting change")
        verbose_name_plural = _("waiting changes")


class ShopRules(models.Model):
    """How the marketplace treats its catalogue; one row, changed by staff."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    moderation = models.CharField(
        _("whose pieces are looked at first"),
        max_length=12,
        default=rules.Moderation.NOBODY.value,
        choices=[
            (rules.Moderation.NOBODY.value, _("Nobody's")),
            (rules.Moderation.NEW_SELLERS.value, _("New sellers'")),
            (rules.Moderation.EVERYBODY.value, _("Everybody's")),
        ],
    )

    class Meta:
        verbose_name = _("catalogue rules")
        verbose_name_plural = _("catalogue rules")
        constraints = [models.CheckConstraint(name="shop_rules_one_row", condition=Q(id=1))]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)
