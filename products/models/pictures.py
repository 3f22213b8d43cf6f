from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.ids import IdField
from products.models.catalogue import Category, Product


class PictureQuerySet(models.QuerySet[Any]):
    def locked(self) -> Self:
        return self.order_by("pk").select_for_update(of=("self",), no_key=True)

    def shown(self) -> Self:
        return self.filter(status="ready")


class Picture(models.Model):
    """A picture somebody sent. The worker makes its renditions; until then it is not on show.

    ``renditions`` is ``{"webp": {"320": name, …}, "avif": {…}}`` by width, names in the media storage.
    The original, ``image``, is kept until they exist.
    """

    image = models.ImageField(_("original"), upload_to="originals/", max_length=255, blank=True)
    status = models.CharField(
        _("status"),
        max_length=10,
        default="pending",
        choices=[
            ("pending", _("Being processed")),
            ("ready", _("Ready")),
            ("failed", _("Failed")),
        ],
    )
    error = models.CharField(_("error"), max_length=200, blank=True)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    blurhash = models.CharField(max_length=60, blank=True)
    renditions = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


class ProductImage(Picture):
    id = IdField(primary_key=True)
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="images")
    is_primary = models.BooleanField(_("primary"), default=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    alt = models.CharField(_("what is seen"), max_length=200, blank=True)

    objects: ClassVar[models.Manager["ProductImage"]] = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        constraints = [
            models.UniqueConstraint(
                name="product_image_one_primary", fields=["product"], condition=Q(is_primary=True)
            )
        ]

    def __str__(self) -> str:
        return self.alt or str(self.pk)


class CategoryImage(Picture):
    """A picture of a category. The last one that is ready is on show; it stays while a newer one is
    being processed, and when that one fails."""

    id = IdField(primary_key=True)
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="pictures")
    alt = models.CharField(_("what is seen"), max_length=200, blank=True)

    objects: ClassVar[models.Manager["CategoryImage"]] = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture of a category")
        verbose_name_plural = _("pictures of categories")

    def __str__(self) -> str:
        return self.alt or str(self.pk)
