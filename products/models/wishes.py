from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.fields import MoneyField
from core.ids import IdField
from core.models import Numbered
from custom_auth.models import User
from products import rules
from products.models.catalogue import Product


class WishlistQuerySet(models.QuerySet["WishlistItem"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(user=user)


class WishlistItem(Numbered):
    """A piece somebody saved, with what was last said of it, so that news is told once.

    ``price_seen`` is the lowest price the person knows of: the one it was saved at, or told of since.
    """

    id = IdField(primary_key=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        db_index=False,
        on_delete=models.CASCADE,
        related_name="wishlist_items",
    )
    product = models.ForeignKey(
        Product, db_index=False, on_delete=models.CASCADE, related_name="wishlist_items"
    )
    price_seen = MoneyField()
    return_told_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager["WishlistItem"]] = WishlistQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="wishlist_item_once", fields=["user", "product"])
        ]
        indexes = [
            models.Index(name="wishlist_item_of_user", fields=["user", "-id"]),
            models.Index(name="wishlist_item_of_product", fields=["product", "price_seen"]),
        ]


class ProductNews(models.Model):
    """Something about a piece that people may want to hear of; written by a trigger, told by the worker."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(
        max_length=10, choices=[(kind.value, kind.value) for kind in rules.News]
    )


class RecentView(Numbered):
    """That somebody who is signed in looked at a piece, and when last."""

    id = IdField(primary_key=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, db_index=False, on_delete=models.CASCADE, related_name="+"
    )
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="+")
    viewed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="recent_view_once", fields=["user", "product"])]
        indexes = [models.Index(F("user"), F("viewed_at").desc(), name="recent_view_of_user")]


class SalesMark(models.Model):
    """Up to which stock movement sales have been counted into popularity; one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    reached = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(name="sales_mark_one_row", condition=Q(id=1))]
