from typing import ClassVar, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from core.ids import IdField
from core.indexes import words
from core.models import Numbered
from custom_auth.models import User
from products.models.catalogue import Product
from products.models.pictures import Picture, PictureQuerySet


class ReviewRight(Numbered):
    """That a buyer has received a piece and may review it; told by orders on delivery."""

    id = IdField(primary_key=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        db_index=False,
        on_delete=models.CASCADE,
        related_name="review_rights",
    )
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="review_rights")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="review_right_once", fields=["user", "product"])
        ]


class ReviewQuerySet(models.QuerySet["Review"]):
    def locked(self) -> Self:
        return self.order_by("pk").select_for_update(of=("self",), no_key=True)

    def published(self) -> Self:
        return self.filter(is_hidden=False)

    def visible_to(self, user: User) -> Self:
        return self.filter(Q(is_hidden=False) | Q(user=user))

    def by(self, user: User) -> Self:
        return self.filter(user=user)

    def with_images(self) -> Self:
        return self.filter(Exists(ReviewImage.objects.shown().filter(review=OuterRef("pk"))))

    def without_images(self) -> Self:
        return self.exclude(Exists(ReviewImage.objects.shown().filter(review=OuterRef("pk"))))

    def for_listing(self) -> Self:
        """Reviews with who wrote them and their pictures: two queries."""
        return self.select_related("user").prefetch_related("images")


class Review(Numbered):
    id = IdField(primary_key=True)
    product = models.ForeignKey(
        Product, db_index=False, on_delete=models.CASCADE, related_name="reviews"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reviews"
    )
    rating = models.PositiveSmallIntegerField(
        _("rating"), validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    comment = models.TextField(_("comment"), blank=True, null=True)
    reply = models.TextField(_("seller's reply"), blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    is_hidden = models.BooleanField(_("hidden by staff"), default=False)
    helpful_count = models.PositiveIntegerField(_("found helpful by"), default=0)
    report_count = models.PositiveIntegerField(_("reports"), default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[models.Manager["Review"]] = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            models.UniqueConstraint(name="review_once_per_buyer", fields=["product", "user"]),
            models.CheckConstraint(
                name="review_rating_one_to_five", condition=Q(rating__gte=1, rating__lte=5)
            ),
        ]
        indexes = [
            words("comment", name="review_words"),
            models.Index(
                name="review_of_product", fields=["product", "-id"], condition=Q(is_hidden=False)
            ),
            models.Index(
                name="review_helpful",
                fields=["product", "-helpful_count", "-id"],
                condition=Q(is_hidden=False),
            ),
            models.Index(
                name="review_reported", fields=["-report_count"], condition=Q(report_count__gt=0)
            ),
        ]


class ReviewImage(Picture):
    id = IdField(primary_key=True)
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="images")

    objects: ClassVar[models.Manager["ReviewImage"]] = PictureQuerySet.as_manager()


REASONS = [
    ("abuse", _("Insulting")),
    ("spam", _("Advertising")),
    ("false", _("Untrue")),
    ("private", _("Private data")),
    ("other", _("Something else")),
]


class ReviewReport(Numbered):
    id = IdField(primary_key=True)
    review = models.ForeignKey(
        Review, db_index=False, on_delete=models.CASCADE, related_name="reports"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(_("reason"), max_length=10, choices=REASONS)
    note = models.CharField(_("note"), max_length=500, blank=True)
    handled_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("review report")
        verbose_name_plural = _("review reports")
        constraints = [
            models.UniqueConstraint(name="review_report_once", fields=["review", "user"])
        ]


class ReviewVote(Numbered):
    """That somebody found a review helpful."""

    id = IdField(primary_key=True)
    review = models.ForeignKey(
        Review, db_index=False, on_delete=models.CASCADE, related_name="votes"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(name="review_vote_once", fields=["review", "user"])]
