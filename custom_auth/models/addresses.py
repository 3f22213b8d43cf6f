from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.ids import IdField
from core.indexes import words
from custom_auth.models.people import User


class Governorate(models.Model):
    """One of Egypt's 27, by its ISO 3166-2 code without the country."""

    code = models.CharField(max_length=4, primary_key=True)
    name = models.CharField(_("name"), max_length=40)
    name_en = models.CharField(_("English name"), max_length=40)
    position = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("governorate")
        verbose_name_plural = _("governorates")

    def __str__(self) -> str:
        return self.name if get_language() == "ar" else self.name_en

    @classmethod
    def named(cls) -> dict[str, str]:
        """Give the names of all by their codes, in the reader's language and their order. One query."""
        name = "name" if get_language() == "ar" else "name_en"
        return dict(cls.objects.order_by("position", "pk").values_list("code", name))


class AddressQuerySet(models.QuerySet["Address"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(user=user)

    def for_listing(self) -> Self:
        return self.select_related("governorate")


class Address(models.Model):
    id = IdField(primary_key=True)
    user = models.ForeignKey(
        User, db_index=False, on_delete=models.CASCADE, related_name="addresses"
    )
    label = models.CharField(_("label"), max_length=50, blank=True)
    recipient = models.CharField(_("recipient"), max_length=150)
    phone_number = models.CharField(_("phone"), max_length=20)
    governorate = models.ForeignKey(
        Governorate, on_delete=models.PROTECT, verbose_name=_("governorate")
    )
    city = models.CharField(_("city"), max_length=100)
    street = models.CharField(_("street"), max_length=200)
    building = models.CharField(_("building"), max_length=50)
    floor = models.CharField(_("floor"), max_length=20, blank=True)
    apartment = models.CharField(_("apartment"), max_length=20, blank=True)
    landmark = models.CharField(_("landmark"), max_length=200, blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    is_default = models.BooleanField(_("default"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[models.Manager["Address"]] = AddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("addresses")
        constraints = [
            models.UniqueConstraint(
                name="address_one_default", fields=["user"], condition=Q(is_default=True)
            )
        ]
        indexes = [
            models.Index(name="address_of_user", fields=["user", "-id"]),
            models.Index(name="address_phone", fields=["phone_number"]),
            words("recipient", name="address_words"),
        ]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.building, self.street, self.city) if part)
