"""What buyers say of pieces, and what is shown of it."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from core.serializers import Text, WholeNumber
from products import rules
from products.models import Review, ReviewImage
from products.models.reviews import REASONS
from products.serializers.window import media_address

In = serializers.Serializer[Any]


class ReviewIn(In):
    rating = WholeNumber(min_value=1, max_value=5, help_text="From 1 to 5.")
    comment = Text(
        max_length=2000, required=False, allow_blank=True, allow_null=True, help_text="In words."
    )


class NewReviewIn(ReviewIn):
    images = serializers.ListField(
        child=serializers.FileField(),
        required=False,
        max_length=rules.MOST_REVIEW_IMAGES,
        help_text="Up to 5 pictures of the piece; with them the body is multipart.",
    )


class ReplyIn(In):
    reply = Text(max_length=2000, help_text="The seller's public answer.")


class ReportIn(In):
    reason = serializers.ChoiceField(REASONS, help_text="What is wrong with it.")
    note = Text(max_length=500, required=False, allow_blank=True, help_text="In words.")


class ReviewImageOut(serializers.ModelSerializer[ReviewImage]):
    url = serializers.SerializerMethodField(help_text="Address of a WebP up to 1080 pixels wide.")
    thumb = serializers.SerializerMethodField(help_text="Address of a WebP 320 pixels wide.")

    class Meta:
        model = ReviewImage
        fields = ["id", "url", "thumb", "blurhash", "width", "height"]
        extra_kwargs = {
            "id": {"help_text": "Its id."},
            "blurhash": {"help_text": "A blur to show while it loads."},
            "width": {"help_text": "Width of the original in pixels."},
            "height": {"help_text": "Height of the original in pixels."},
        }

    def get_url(self, image: ReviewImage) -> str:
        widths = [width for width in map(str, rules.WIDTHS[:3]) if width in self._names(image)]
        return self._address(image, widths[-1])

    def get_thumb(self, image: ReviewImage) -> str:
        return self._address(image, str(rules.WIDTHS[0]))

    def _names(self, image: ReviewImage) -> dict[str, str]:
        names: dict[str, str] = image.renditions["webp"]
        return names

    def _address(self, image: ReviewImage, width: str) -> str:
        address = media_address(self._names(image)[width])
        return str(self.context["request"].build_absolute_uri(address))


class ReviewOut(serializers.ModelSerializer[Review]):
    author = serializers.SerializerMethodField(
        help_text="First name and initial of whoever wrote it."
    )
    images = serializers.SerializerMethodField(help_text="Pictures that are ready to be shown.")
    comment = serializers.CharField(allow_null=True, help_text="In words, or null.")

    class Meta:
        model = Review
        fields = [
            "id",
            "rating",
            "comment",
            "author",
            "images",
            "reply",
            "replied_at",
            "helpful_count",
            "created_at",
            "updated_at",
        ]
        extra_kwargs = {
            "id": {"help_text": "Its id."},
            "rating": {"help_text": "From 1 to 5."},
            "reply": {"help_text": "The seller's answer, or empty."},
            "replied_at": {"help_text": "When the seller answered."},
            "helpful_count": {"help_text": "How many found it helpful."},
            "created_at": {"help_text": "When it was written."},
            "updated_at": {"help_text": "When it last changed."},
        }

    def get_author(self, review: Review) -> str:
        first, last = review.user.first_name.strip(), review.user.last_name.strip()
        return f"{first} {last[:1]}.".strip() if last else first

    @extend_schema_field(ReviewImageOut(many=True))
    def get_images(self, review: Review) -> list[dict[str, Any]]:
        ready = [image for image in review.images.all() if image.status == "ready"]
        ready.sort(key=lambda image: image.pk)
        return [ReviewImageOut(image, context=self.context).data for image in ready]


class OwnReviewOut(ReviewOut):
    """A review as its author sees it."""

    product = serializers.IntegerField(source="product_id", help_text="What it is of.")

    class Meta(ReviewOut.Meta):
        fields = [*ReviewOut.Meta.fields, "product", "is_hidden"]
        extra_kwargs = {
            **ReviewOut.Meta.extra_kwargs,
            "is_hidden": {"help_text": "Whether staff took it out of sight."},
        }
