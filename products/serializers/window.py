"""The shapes the public sees. They are rendered when a piece changes, and kept as finished JSON."""

from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers

from core.money import CURRENCY
from core.serializers import Localised, Money, as_stored, localised
from products import rules
from products.models import Category, Picture, Product, ProductImage, Variant, WishlistItem

Out = serializers.Serializer[Any]


class NamedOut(serializers.Serializer[Category]):
    id = serializers.IntegerField(help_text="Its id.")
    name = Localised(help_text="Its name in the language asked for.")


class SellerNameOut(Out):
    id = serializers.IntegerField(help_text="The seller's id.")
    name = serializers.SerializerMethodField(help_text="The public name.")
    user_type = serializers.CharField(source="profile.user_type", help_text="`artist` or `store`.")

    def get_name(self, seller: Any) -> str:
        return localised(seller.profile, "display_name") or ""


class CardImageOut(Out):
    url = serializers.CharField(help_text="Address of a WebP 640 pixels wide.")
    thumb = serializers.CharField(help_text="Address of a WebP 320 pixels wide.")
    blurhash = serializers.CharField(help_text="A blur to show while it loads.")
    width = serializers.IntegerField(help_text="Width of the original in pixels.")
    height = serializers.IntegerField(help_text="Height of the original in pixels.")


class RenditionOut(Out):
    width = serializers.IntegerField(help_text="Width in pixels.")
    webp = serializers.CharField(help_text="Address of the WebP.")
    avif = serializers.CharField(allow_null=True, help_text="Address of the AVIF, or null.")


class ImageOut(CardImageOut):
    id = serializers.IntegerField(help_text="Its id.")
    alt = serializers.CharField(help_text="What is seen on it.")
    is_primary = serializers.BooleanField(help_text="Whether it is the one on the card.")
    renditions = RenditionOut(many=True, help_text="Every width there is.")


def media_address(name: str) -> str:
    return f"{settings.MEDIA_URL}{name}"


def card_image(image: Picture) -> dict[str, Any]:
    webp = image.renditions["webp"]
    small, card = (str(width) for width in rules.WIDTHS[:2])
    return {
        "url": media_address(webp.get(card) or webp[small]),
        "thumb": media_address(webp[small]),
        "blurhash": image.blurhash,
        "width": image.width,
        "height": image.height,
    }


def whole_image(image: ProductImage) -> dict[str, Any]:
    return {
        **card_image(image),
        "id": image.pk,
        "alt": image.alt,
        "is_primary": image.is_primary,
        "renditions": widths_of(image),
    }


def widths_of(image: Picture) -> list[dict[str, Any]]:
    """Give every width of a picture, the smallest first."""
    webp, avif = image.renditions["webp"], image.renditions.get("avif", {})
    return [
        {
            "width": int(width),
            "webp": media_address(name),
            "avif": media_address(avif[width]) if width in avif else None,
        }
        for width, name in sorted(webp.items(), key=lambda pair: int(pair[0]))
    ]


def ready_images(product: Product) -> list[ProductImage]:
    """Give the pictures that can be shown, the primary one first."""
    ready = [image for image in product.images.all() if image.status == "ready"]
    return sorted(ready, key=lambda image: (not image.is_primary, image.position, image.pk))


class CardOut(serializers.ModelSerializer[Product]):
    """A row of a list."""

    name = Localised(help_text="Its name in the language asked for.")
    price = serializers.SerializerMethodField(help_text="The price; of variants, the lowest.")
    compare_at_price = serializers.SerializerMethodField(
        help_text="An honest price before: the lowest of the 30 days before the reduction, or null."
    )
    currency = serializers.SerializerMethodField(help_text="Always `EGP`.")
    in_stock = serializers.SerializerMethodField(help_text="Whether it can be ordered.")
    category = NamedOut(help_text="Where it stands in the tree.")
    seller = SellerNameOut(help_text="Who made it, or sells it.")
    image = serializers.SerializerMethodField(help_text="The primary picture, or null.")
    rating_average = serializers.FloatField(
        allow_null=True, help_text="Mean of its ratings, or null without any."
    )

    class Meta:
        model = Product
        fields = [
            "id",
            "sku",
            "name",
            "slug",
            "price",
            "compare_at_price",
            "currency",
            "in_stock",
            "category",
            "seller",
            "rating_average",
            "rating_count",
            "image",
            "is_featured",
            "created_at",
        ]
        extra_kwargs = {
            "id": {"help_text": "Its id."},
            "sku": {"help_text": "The seller's or the marketplace's article code."},
            "slug": {"help_text": "Its name in addresses."},
            "rating_count": {"help_text": "How many ratings there are."},
            "is_featured": {"help_text": "Whether staff show it first."},
            "created_at": {"help_text": "When it was added."},
        }

    @extend_schema_field(Money(help_text=""))
    def get_price(self, product: Product) -> str:
        offered = [v for v in product.variants.all() if v.is_active]
        prices = [v.price if v.price is not None else product.price for v in offered]
        return f"{min(prices, default=product.price):.2f}"

    @extend_schema_field(Money(allow_null=True))
    def get_compare_at_price(self, product: Product) -> str | None:
        before = product.compare_at_price
        return None if before is None else f"{before:.2f}"

    def get_currency(self, product: Product) -> str:
        return CURRENCY

    def get_in_stock(self, product: Product) -> bool:
        return product.stock > 0

    @extend_schema_field(CardImageOut(allow_null=True))
    def get_image(self, product: Product) -> dict[str, Any] | None:
        images = ready_images(product)
        return card_image(images[0]) if images else None


# What the value of an attribute may be.
ATTRIBUTE = {
    "oneOf": [
        {"type": "string"},
        {"type": "number"},
        {"type": "array", "items": {"type": "string"}},
    ]
}


class CardsOut(Out):
    """Cards joined into a list, none of them read again."""

    next = serializers.URLField(allow_null=True, help_text="Address of the page after this one.")
    previous = serializers.URLField(allow_null=True, help_text="Address of the page before it.")
    results = CardOut(many=True, help_text="The pieces of this page.")


class NoLongerOut(Out):
    id = serializers.IntegerField(help_text="The id of a piece that is no longer on show.")
    is_active = serializers.BooleanField(help_text="Always false.")


class ListedOut(CardsOut):
    """What the list answers: cards, and to whoever asks for changes also what has gone."""

    results = PolymorphicProxySerializer(  # type: ignore[assignment]
        component_name="CardOrGoneOut",
        serializers=[CardOut, NoLongerOut],
        resource_type_field_name=None,
        many=True,
        help_text="The pieces of this page.",
    )
    synced_until = serializers.DateTimeField(
        required=False, help_text="With `updated_since`: the time to ask with next."
    )


class AttributeValueOut(Out):
    code = serializers.CharField(help_text="The attribute's code, such as `material`.")
    name = serializers.CharField(help_text="Its name in the language asked for.")
    value = as_stored(ATTRIBUTE, help_text="Text, a number, or several texts.")
    unit = serializers.CharField(help_text="The unit of a number, or empty.")


class OptionValueOut(Out):
    value = serializers.CharField(help_text="The value variants name.")
    label = serializers.CharField(help_text="The same in the language asked for.")  # type: ignore[assignment]


class OptionOut(Out):
    name = serializers.CharField(help_text="What one chooses, such as the size.")
    values = OptionValueOut(many=True, help_text="What there is to choose from.")


class InputOut(Out):
    code = serializers.CharField(help_text="The name under which an order line carries it.")
    label = serializers.CharField(help_text="What is asked for.")  # type: ignore[assignment]
    max_length = serializers.IntegerField(help_text="How long it may be.")
    is_required = serializers.BooleanField(help_text="Whether it has to be given.")


class VariantOut(serializers.ModelSerializer[Variant]):
    """A variant, but for its stock, which is joined in when it is read."""

    price = serializers.SerializerMethodField(help_text="What it costs.")
    weight_grams = serializers.SerializerMethodField(help_text="What it weighs.")
    image_id = serializers.IntegerField(
        allow_null=True, read_only=True, help_text="The picture that shows it, of the piece's own."
    )

    class Meta:
        model = Variant
        fields = ["id", "sku", "choices", "price", "weight_grams", "image_id"]
        extra_kwargs = {
            "id": {"help_text": "Its id."},
            "sku": {"help_text": "Its article code."},
            "choices": {"help_text": "One value of each option, in their order."},
        }

    @extend_schema_field(Money())
    def get_price(self, variant: Variant) -> str:
        price = variant.price if variant.price is not None else variant.product.price
        return f"{price:.2f}"

    def get_weight_grams(self, variant: Variant) -> int:
        own = variant.weight_grams
        return variant.product.weight_grams if own is None else own


class StockedVariantOut(VariantOut):
    """A variant as it is read."""

    in_stock = serializers.BooleanField(help_text="Whether it can be ordered.")

    class Meta(VariantOut.Meta):
        fields = [*VariantOut.Meta.fields, "stock", "in_stock"]
        extra_kwargs = {
            **VariantOut.Meta.extra_kwargs,
            "stock": {"help_text": "How many there are; of pieces made to order, free places."},
        }


class ReviewsSummaryOut(Out):
    average = serializers.FloatField(allow_null=True, help_text="Mean of the ratings, or null.")
    count = serializers.IntegerField(help_text="How many there are.")
    histogram = serializers.DictField(
        child=serializers.IntegerField(), help_text="How many of each rating from `1` to `5`."
    )


class ShippingEstimateOut(Out):
    cost_from = Money(
        help_text="What sending costs at the least, to the nearest zone and for a light parcel. What it "
        "costs more by weight or by the parcel's value is not in it; the quote of a basket has it."
    )
    free_above = Money(allow_null=True, help_text="From which amount it is free, or null.")
    days_min = serializers.IntegerField(help_text="Days until it arrives, at the least.")
    days_max = serializers.IntegerField(help_text="Days until it arrives, as a rule at the most.")


class ProvenanceOut(Out):
    place = serializers.CharField(required=False, help_text="Where it was made.")
    materials = serializers.CharField(required=False, help_text="Of what.")
    hours = serializers.IntegerField(required=False, help_text="In how many hours.")


class DetailOut(CardOut):
    """A piece, but for its stock, variants and shipping, which are joined in when it is read."""

    description = Localised(help_text="Its description in the language asked for.")
    story = Localised(help_text="How it came about, in the maker's words.")
    provenance = as_stored(
        ProvenanceOut, help_text="Where, of what and in how many hours it was made."
    )
    images = serializers.SerializerMethodField(help_text="Its pictures, the primary one first.")
    options = serializers.SerializerMethodField(help_text="What one can choose.")
    attributes = serializers.SerializerMethodField(help_text="What else there is to say of it.")
    personalisation = serializers.SerializerMethodField(help_text="What one may ask to be added.")
    reviews_summary = serializers.SerializerMethodField(help_text="What buyers think of it.")

    class Meta(CardOut.Meta):
        fields = [
            *CardOut.Meta.fields,
            "description",
            "story",
            "provenance",
            "images",
            "options",
            "attributes",
            "personalisation",
            "made_to_order",
            "lead_time_days",
            "one_of_a_kind",
            "weight_grams",
            "reviews_summary",
            "updated_at",
        ]
        extra_kwargs = {
            **CardOut.Meta.extra_kwargs,
            "made_to_order": {"help_text": "Whether it is made once it has been ordered."},
            "lead_time_days": {"help_text": "Days the maker needs before it is sent."},
            "one_of_a_kind": {"help_text": "Whether there is only this one."},
            "weight_grams": {"help_text": "What it weighs."},
            "updated_at": {"help_text": "When it last changed."},
        }

    @extend_schema_field(ImageOut(many=True))
    def get_images(self, product: Product) -> list[dict[str, Any]]:
        return [whole_image(image) for image in ready_images(product)]

    @extend_schema_field(OptionOut(many=True))
    def get_options(self, product: Product) -> list[dict[str, Any]]:
        return [
            {
                "name": worded(option, "name"),
                "values": [
                    {"value": value["value"], "label": worded(value, "value")}
                    for value in option["values"]
                ],
            }
            for option in product.options
        ]

    @extend_schema_field(AttributeValueOut(many=True))
    def get_attributes(self, product: Product) -> list[dict[str, Any]]:
        known = self.context.get("attributes") or {}
        shown = []
        for code, value in product.attributes.items():
            attribute = known.get(code)
            if attribute is not None:
                shown.append(
                    {
                        "code": code,
                        "name": localised(attribute, "name"),
                        "value": translated_choice(attribute, value),
                        "unit": attribute.unit,
                    }
                )
        return shown

    @extend_schema_field(InputOut(many=True))
    def get_personalisation(self, product: Product) -> list[dict[str, Any]]:
        return [
            {
                "code": field["code"],
                "label": worded(field, "label"),
                "max_length": field["max_length"],
                "is_required": field["is_required"],
            }
            for field in product.personalisation
        ]

    @extend_schema_field(ReviewsSummaryOut)
    def get_reviews_summary(self, product: Product) -> dict[str, Any]:
        return {
            "average": product.rating_average,
            "count": product.rating_count,
            "histogram": {str(n): product.rating_histogram[n - 1] for n in range(1, 6)},
        }


class FullDetailOut(DetailOut):
    """A piece as it is read: what is kept, and what is joined in."""

    stock = serializers.IntegerField(help_text="How many there are, over all variants.")
    variants = StockedVariantOut(many=True, help_text="What can be ordered; at least one.")
    shipping_estimate = ShippingEstimateOut(
        allow_null=True, help_text="What sending it costs and how long it takes, or null."
    )

    class Meta(DetailOut.Meta):
        fields = [*DetailOut.Meta.fields, "stock", "variants", "shipping_estimate"]


class WishOut(serializers.ModelSerializer[WishlistItem]):
    """A saved piece."""

    product_id = serializers.IntegerField(help_text="What was saved.")
    product = serializers.SerializerMethodField(help_text="Its card, or null if it is not on show.")
    price_seen = Money(help_text="The price it was saved at, or that its fall to was told.")

    class Meta:
        model = WishlistItem
        fields = ["product_id", "product", "price_seen", "created_at"]
        extra_kwargs = {"created_at": {"help_text": "When it was saved."}}

    @extend_schema_field(CardOut(allow_null=True))
    def get_product(self, item: WishlistItem) -> Any:
        return self.context["cards"].get(item.product_id)


def worded(entry: dict[str, Any], name: str) -> str:
    """Give a text of a JSON entry in the active language; Arabic where there is no English."""
    english = entry.get(f"{name}_en") if get_language() == "en" else None
    return str(english or entry[name])


def translated_choice(attribute: Any, value: Any) -> Any:
    if isinstance(value, list):
        return [translated_choice(attribute, one) for one in value]
    if attribute.kind in {"choice", "choices", "colour"} and get_language() == "en":
        for choice in attribute.choices:
            if choice["value"] == value:
                return choice.get("value_en") or value
    return value
