from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.fields import MoneyField
from core.ids import IdField
from core.models import Numbered
from custom_auth.models import User
from products.models import Product, Variant


class CartQuerySet(models.QuerySet["Cart"]):
    def locked(self) -> Self:
        return self.order_by("pk").select_for_update(of=("self",), no_key=True)


class Cart(Numbered):
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="cart", primary_key=True
    )
    updated_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[models.Manager["Cart"]] = CartQuerySet.as_manager()

    class Meta:
        verbose_name = _("basket")
        verbose_name_plural = _("baskets")


class CartItemQuerySet(models.QuerySet["CartItem"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(cart=user.pk)


class CartItem(models.Model):
    """A piece in a basket, with the price at which it was put there."""

    id = IdField(primary_key=True)
    cart = models.ForeignKey(Cart, db_index=False, on_delete=models.CASCADE, related_name="items")
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="+")
    variant = models.ForeignKey(Variant, on_delete=models.CASCADE, related_name="+")
    quantity = models.PositiveIntegerField()
    price_seen = MoneyField()
    personalisation = models.JSONField(default=dict)
    # The personalisation in one canonical text, so that "the same piece" can be unique.
    wording = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager["CartItem"]] = CartItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="cart_item_once", fields=["cart", "variant", "wording"]),
            models.CheckConstraint(name="cart_item_some", condition=Q(quantity__gte=1)),
        ]
