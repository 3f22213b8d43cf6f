"""What sellers and staff say of pieces and categories, and what is shown to them alone."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from core.serializers import Id, Localised, Money, Text, WholeNumber, as_stored, several
from products import rules
from products.models import (
    Attribute,
    Category,
    CategoryImage,
    Product,
    ProductImage,
    StockMovement,
    Variant,
)
from products.serializers.window import (
    ATTRIBUTE,
    CardImageOut,
    ProvenanceOut,
    RenditionOut,
    card_image,
    widths_of,
)

In = serializers.Serializer[Any]


class CategoryField(serializers.PrimaryKeyRelatedField[Category]):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Category.objects.all(), **kwargs)

    def to_internal_value(self, data: Any) -> Category:
        # The id is checked as an id first: what is none is not looked up.
        return super().to_internal_value(Id().run_validation(data))


class CategoryIn(In):
    name = Text(max_length=100, help_text="Its Arabic name.")
    name_en = Text(max_length=100, required=False, allow_blank=True, help_text="Its English name.")
    slug = serializers.SlugField(
        max_length=100,
        required=False,
        allow_unicode=True,
        help_text="Its name in addresses; made of the name unless given.",
    )
    description = Text(
        max_length=2000, required=False, allow_blank=True, help_text="What belongs in it."
    )
    parent = CategoryField(  # type: ignore[assignment]
        required=False, allow_null=True, help_text="What it stands below."
    )
    is_active = serializers.BooleanField(
        required=False, help_text="Whether it, and all below it, is shown."
    )
    position = WholeNumber(
        max_value=32767, required=False, help_text="Its place among its siblings."
    )


class CategoryPictureOut(CardImageOut):
    alt = serializers.CharField(help_text="What is seen on it.")
    renditions = RenditionOut(many=True, help_text="Every width there is.")


class CategoryOut(serializers.ModelSerializer[Category]):
    name = Localised(help_text="Its name in the language asked for.")
    parent = serializers.IntegerField(  # type: ignore[assignment]
        source="parent_id", allow_null=True, help_text="What it stands below, or null."
    )
    image = serializers.SerializerMethodField(
        help_text="Address of its picture as a WebP 640 pixels wide, or null."
    )
    picture = serializers.SerializerMethodField(help_text="Its picture in every width, or null.")
    product_count = serializers.SerializerMethodField(
        help_text="How many pieces are on show in it and below it."
    )

    class Meta:
        model = Category
        fields = [
            "id",
            "name",
            "slug",
            "description",
            "parent",
            "image",
            "picture",
            "position",
            "is_active",
            "product_count",
            "created_at",
            "updated_at",
        ]
        extra_kwargs = {
            "id": {"help_text": "Its id."},
            "slug": {"help_text": "Its name in addresses."},
            "description": {"help_text": "What belongs in it."},
            "position": {"help_text": "Its place among its siblings."},
            "is_active": {"help_text": "Whether it, and all below it, is shown."},
            "created_at": {"help_text": "When it was made."},
            "updated_at": {"help_text": "When it last changed."},
        }

    def get_image(self, category: Category) -> str | None:
        if shown := self._shown(category):
            return self._at(card_image(shown)["url"])
        # One that an earlier backend left behind, which has no renditions.
        return self._at(category.image.url) if category.image else None

    @extend_schema_field(CategoryPictureOut(allow_null=True))
    def get_picture(self, category: Category) -> dict[str, Any] | None:
        shown = self._shown(category)
        if shown is None:
            return None
        card = card_image(shown)
        widths = [
            {**one, "webp": self._at(one["webp"]), "avif": one["avif"] and self._at(one["avif"])}
            for one in widths_of(shown)
        ]
        addresses = {name: self._at(card[name]) for name in ("url", "thumb")}
        return {**card, **addresses, "alt": shown.alt, "renditions": widths}

    def _shown(self, category: Category) -> CategoryImage | None:
        """Give the picture on show; ``SHOWN_PICTURES`` were read along."""
        return next(iter(category.pictures.all()), None)

    def _at(self, address: str) -> str:
        return str(self.context["request"].build_absolute_uri(address))

    def get_product_count(self, category: Category) -> int:
        counts: dict[int, int] = self.context["counts"]
        return counts.get(category.pk, 0)


class CategoryTreeOut(CategoryOut):
    children = serializers.SerializerMethodField(help_text="What stands below it, in order.")

    class Meta(CategoryOut.Meta):
        fields = [*CategoryOut.Meta.fields, "children"]

    def get_children(self, category: Category) -> list[dict[str, Any]]:
        below: dict[int | None, list[Category]] = self.context["below"]
        context = self.context
        return [
            CategoryTreeOut(child, context=context).data for child in below.get(category.pk, [])
        ]


class OptionValueIn(In):
    value = Text(max_length=60, help_text="The value, in Arabic.")
    value_en = Text(max_length=60, required=False, allow_blank=True, help_text="In English.")


class AttributeOut(serializers.ModelSerializer[Attribute]):
    name = Localised(help_text="Its name in the language asked for.")
    choices = as_stored(OptionValueIn(many=True), help_text="What there is to choose from.")

    class Meta:
        model = Attribute
        fields = ["code", "name", "kind", "unit", "choices"]
        extra_kwargs = {
            "code": {"help_text": "The key under which a piece carries it."},
            "kind": {"help_text": "What its values are."},
            "unit": {"help_text": "The unit of a number."},
        }


class OptionIn(In):
    name = Text(max_length=60, help_text="What one chooses, in Arabic.")
    name_en = Text(max_length=60, required=False, allow_blank=True, help_text="In English.")
    values = several(
        OptionValueIn,
        min_length=1,
        max_length=rules.MOST_VALUES,
        help_text="What there is to choose.",
    )

    def validate_values(self, values: list[dict[str, Any]]) -> list[dict[str, Any]]:
        if len({value["value"] for value in values}) != len(values):
            raise serializers.ValidationError(_("Each value can be named once."))
        return values


class InputIn(In):
    code = serializers.SlugField(
        max_length=30, help_text="The name an order line carries it under."
    )
    label = Text(max_length=100, help_text="What is asked for, in Arabic.")  # type: ignore[assignment]
    label_en = Text(max_length=100, required=False, allow_blank=True, help_text="In English.")
    max_length = WholeNumber(
        min_value=1, max_value=500, default=50, help_text="How long the answer may be."
    )
    is_required = serializers.BooleanField(default=False, help_text="Whether it has to be given.")


class ProvenanceIn(In):
    place = Text(max_length=100, required=False, allow_blank=True, help_text="Where it was made.")
    materials = Text(max_length=300, required=False, allow_blank=True, help_text="Of what.")
    hours = WholeNumber(max_value=10_000, required=False, help_text="In how many hours.")


class VariantIn(In):
    choices = serializers.ListField(
        child=Text(max_length=60),
        max_length=rules.MOST_OPTIONS,
        default=list,
        help_text="One value of each option, in their order.",
    )
    price = Money(required=False, allow_null=True, help_text="Its own price, if it has one.")
    stock = WholeNumber(max_value=1_000_000, required=False, help_text="How many there are.")
    sku = Text(max_length=60, required=False, help_text="Its article code.")
    weight_grams = WholeNumber(max_value=1_000_000, required=False, help_text="What it weighs.")
    is_active = serializers.BooleanField(required=False, help_text="Whether it is offered.")


class ProductIn(In):
    name = Text(max_length=255, help_text="Its name, in Arabic.")
    name_en = Text(max_length=255, required=False, allow_blank=True, help_text="In English.")
    description = Text(max_length=10_000, help_text="What it is, in Arabic.")
    description_en = Text(
        max_length=10_000, required=False, allow_blank=True, help_text="In English."
    )
    price = Money(min_value=1, help_text="What it costs.")
    compare_at_price = Money(
        required=False,
        allow_null=True,
        help_text="What it cost before; shown only as far as that is true of the last 30 days.",
    )
    stock = WholeNumber(
        max_value=1_000_000,
        required=False,
        help_text="How many there are, of a piece without options.",
    )
    low_stock_at = WholeNumber(
        max_value=1_000_000, required=False, help_text="Warn when so few are left; 0 for never."
    )
    category = CategoryField(help_text="Where it stands in the tree.")
    sku = Text(max_length=40, required=False, help_text="Its article code; made unless given.")
    is_active = serializers.BooleanField(required=False, help_text="Whether it is offered.")
    options = several(
        OptionIn, required=False, max_length=rules.MOST_OPTIONS, help_text="What one can choose."
    )
    variants = several(
        VariantIn,
        required=False,
        max_length=rules.MOST_VARIANTS,
        help_text="What can be ordered; every combination of the options unless given.",
    )
    attributes = serializers.DictField(
        child=serializers.JSONField(),
        required=False,
        help_text="By the code of the category's attribute: text, a number, or several texts.",
    )
    personalisation = several(
        InputIn, required=False, max_length=rules.MOST_INPUTS, help_text="What one may ask for."
    )
    made_to_order = serializers.BooleanField(
        required=False, help_text="Whether it is made once ordered; stock is then the free places."
    )
    lead_time_days = WholeNumber(
        max_value=180, required=False, help_text="Days needed before it is sent."
    )
    one_of_a_kind = serializers.BooleanField(
        required=False, help_text="Whether there is only this one."
    )
    weight_grams = WholeNumber(max_value=1_000_000, required=False, help_text="What it weighs.")
    story = Text(
        max_length=5000, required=False, allow_blank=True, help_text="How it came about, in Arabic."
    )
    story_en = Text(max_length=5000, required=False, allow_blank=True, help_text="In English.")
    provenance = ProvenanceIn(required=False, help_text="Where, of what and in how many hours.")

    def validate_attributes(self, attributes: dict[str, Any]) -> dict[str, Any]:
        if len(attributes) > 50:
            raise serializers.ValidationError(_("There are too many attributes."))
        return attributes


class NewProductIn(ProductIn):
    is_draft = serializers.BooleanField(
        default=False, help_text="Keep it to oneself until it is put forward."
    )


# Addresses by format (`webp`, `avif`) and width in pixels.
RENDITIONS = {
    "type": "object",
    "additionalProperties": {"type": "object", "additionalProperties": {"type": "string"}},
}


IMAGE_HELP = "Address of it as a WebP some 640 pixels wide; null until it is ready."


class OwnImageOut(serializers.ModelSerializer[ProductImage]):
    image = serializers.SerializerMethodField(help_text=IMAGE_HELP)
    renditions = as_stored(
        RENDITIONS, help_text="Names by format and width, below the address of all pictures."
    )

    class Meta:
        model = ProductImage
        fields = [
            "id",
            "image",
            "alt",
            "is_primary",
            "position",
            "status",
            "error",
            "width",
            "height",
            "blurhash",
            "renditions",
            "created_at",
        ]
        extra_kwargs = {
            "id": {"help_text": "Its id."},
            "alt": {"help_text": "What is seen on it."},
            "is_primary": {"help_text": "Whether it is the one on the card."},
            "position": {"help_text": "Its place in the row."},
            "status": {"help_text": "Whether it is being processed, ready, or failed."},
            "error": {"help_text": "Why it failed."},
            "width": {"help_text": "Width of the original in pixels."},
            "height": {"help_text": "Height of the original in pixels."},
            "blurhash": {"help_text": "A blur to show while it loads."},
            "created_at": {"help_text": "When it was uploaded."},
        }

    def get_image(self, image: ProductImage) -> str | None:
        return card_image(image)["url"] if image.renditions else None


class OwnCategoryImageOut(serializers.ModelSerializer[CategoryImage]):
    image = serializers.SerializerMethodField(help_text=IMAGE_HELP)
    renditions = as_stored(
        RENDITIONS, help_text="Names by format and width, below the address of all pictures."
    )

    class Meta:
        model = CategoryImage
        fields = [
            name for name in OwnImageOut.Meta.fields if name not in {"is_primary", "position"}
        ]
        extra_kwargs = OwnImageOut.Meta.extra_kwargs

    def get_image(self, image: CategoryImage) -> str | None:
        return card_image(image)["url"] if image.renditions else None


class NewCategoryImageIn(In):
    image = serializers.FileField(help_text="JPEG, PNG or WebP up to 10 MiB and 50 megapixels.")
    alt = Text(max_length=200, required=False, allow_blank=True, help_text="What is seen on it.")


class ImageIn(In):
    alt = Text(max_length=200, required=False, allow_blank=True, help_text="What is seen on it.")
    is_primary = serializers.BooleanField(required=False, help_text="Put it on the card.")
    position = WholeNumber(max_value=1000, required=False, help_text="Its place in the row.")


class NewImageIn(ImageIn):
    image = serializers.FileField(help_text="JPEG, PNG or WebP up to 10 MiB and 50 megapixels.")


class OwnVariantOut(serializers.ModelSerializer[Variant]):
    class Meta:
        model = Variant
        fields = ["id", "sku", "choices", "price", "stock", "weight_grams", "is_active", "position"]
        extra_kwargs = {
            "id": {"help_text": "Its id."},
            "sku": {"help_text": "Its article code."},
            "choices": {"help_text": "One value of each option, in their order."},
            "price": {"help_text": "Its own price, or null."},
            "stock": {"help_text": "How many there are."},
            "weight_grams": {"help_text": "Its own weight, or null."},
            "is_active": {"help_text": "Whether it is offered."},
            "position": {"help_text": "Its place in the row."},
        }


class OwnProductOut(serializers.ModelSerializer[Product]):
    """A piece as its seller sees it: both languages, and where it stands."""

    category = serializers.IntegerField(source="category_id", help_text="Its category.")
    images = OwnImageOut(many=True, help_text="Its pictures in every state.")
    variants = OwnVariantOut(many=True, help_text="What can be ordered.")
    options = as_stored(OptionIn(many=True), help_text="What one can choose.")
    attributes = as_stored(
        {"type": "object", "additionalProperties": ATTRIBUTE},
        help_text="What else there is to say of it.",
    )
    personalisation = as_stored(InputIn(many=True), help_text="What one may ask to be added.")
    provenance = as_stored(
        ProvenanceOut, help_text="Where, of what and in how many hours it was made."
    )
    pending_changes = serializers.SerializerMethodField(
        help_text="What waits to be looked at by staff; null if nothing does."
    )

    class Meta:
        model = Product
        fields = [
            "id",
            "sku",
            "name",
            "name_en",
            "slug",
            "description",
            "description_en",
            "price",
            "compare_at_price",
            "stock",
            "low_stock_at",
            "category",
            "is_active",
            "is_featured",
            "state",
            "state_reasons",
            "pending_changes",
            "options",
            "variants",
            "images",
            "attributes",
            "personalisation",
            "made_to_order",
            "lead_time_days",
            "one_of_a_kind",
            "weight_grams",
            "story",
            "story_en",
            "provenance",
            "rating_count",
            "rating_average",
            "version",
            "published_at",
            "created_at",
            "updated_at",
        ]
        extra_kwargs = {
            name: {"help_text": text}
            for name, text in {
                "id": "Its id.",
                "sku": "Its article code.",
                "name": "Its Arabic name.",
                "name_en": "Its English name.",
                "slug": "Its name in addresses.",
                "description": "Its Arabic description.",
                "description_en": "Its English description.",
                "price": "What it costs.",
                "compare_at_price": "The honest price before, or null.",
                "stock": "How many there are, over all variants.",
                "low_stock_at": "Warn when so few are left; 0 for never.",
                "is_active": "Whether it is offered.",
                "is_featured": "Whether staff show it first.",
                "state": "Where it stands with the marketplace.",
                "state_reasons": "What staff said about it.",
                "made_to_order": "Whether it is made once it has been ordered.",
                "lead_time_days": "Days needed before it is sent.",
                "one_of_a_kind": "Whether there is only this one.",
                "weight_grams": "What it weighs.",
                "story": "How it came about, in Arabic.",
                "story_en": "In English.",
                "rating_count": "How many ratings there are.",
                "rating_average": "Their mean, or null.",
                "version": "Grows with every change.",
                "published_at": "When it was first on show, or null.",
                "created_at": "When it was added.",
                "updated_at": "When it last changed.",
            }.items()
        }

    def get_pending_changes(self, product: Product) -> dict[str, Any] | None:
        revision = getattr(product, "revision", None)
        return revision.changes if revision else None


class BulkRowIn(In):
    product = Id(help_text="Which piece.")
    price = Money(min_value=1, required=False, help_text="What it costs from now on.")
    stock = WholeNumber(max_value=1_000_000, required=False, help_text="How many there are.")


class BulkIn(In):
    changes = several(BulkRowIn, min_length=1, max_length=200, help_text="One row a piece.")

    def validate_changes(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        if len({row["product"] for row in rows}) != len(rows):
            raise serializers.ValidationError(_("Each piece can be named once."))
        return rows


class StockMovementOut(serializers.ModelSerializer[StockMovement]):
    class Meta:
        model = StockMovement
        fields = ["id", "variant", "change", "reason", "reference", "created_at"]
        extra_kwargs = {
            "id": {"help_text": "Its id."},
            "variant": {"help_text": "Whose stock changed."},
            "change": {"help_text": "By how many."},
            "reason": {"help_text": "Why."},
            "reference": {"help_text": "For what, such as `parcel:42`; empty for a correction."},
            "created_at": {"help_text": "When."},
        }
