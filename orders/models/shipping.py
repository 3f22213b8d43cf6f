from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.fields import MoneyField
from core.ids import IdField
from core.indexes import beginnings
from core.models import Numbered
from custom_auth.models import Governorate
from orders.rules.shipping import PICK_UP

# A share of a parcel's value, in per cent.
SHARE = [MinValueValidator(0), MaxValueValidator(100)]
CARRIERS = [("manual", _("The seller's own way")), ("bosta", _("Bosta"))]


class ShippingZone(models.Model):
    """Governorates that cost the same to send to."""

    id = IdField(primary_key=True)
    name = models.CharField(_("name"), max_length=60)
    name_en = models.CharField(_("English name"), max_length=60, blank=True)
    governorates = models.ManyToManyField(
        Governorate, related_name="shipping_zones", verbose_name=_("governorates")
    )

    class Meta:
        verbose_name = _("shipping zone")
        verbose_name_plural = _("shipping zones")

    def __str__(self) -> str:
        return self.name


class ShippingRateQuerySet(models.QuerySet["ShippingRate"]):
    def name_of(self, option: str) -> str:
        """Name a way of sending in the reader's language; one that is gone keeps its code. One query."""
        if option == PICK_UP:
            return str(_("Pick-up from the maker"))
        rate = self.filter(option=option).order_by("-is_active", "pk").first()
        return rate.named if rate else option


class ShippingRate(models.Model):
    """What one way of sending to a zone costs, by weight and value."""

    id = IdField(primary_key=True)
    zone = models.ForeignKey(
        ShippingZone,
        db_index=False,
        on_delete=models.CASCADE,
        related_name="rates",
        verbose_name=_("zone"),
    )
    option = models.SlugField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=60)
    name_en = models.CharField(_("English name"), max_length=60, blank=True)
    carrier = models.CharField(_("carrier"), max_length=20, choices=CARRIERS, default="manual")
    cost = MoneyField(_("cost"))
    included_grams = models.PositiveIntegerField(_("grams included"), default=2000)
    per_extra_kilo = MoneyField(_("each further kilo"), default=0)
    value_percent = models.DecimalField(
        _("and of the value, per cent"),
        max_digits=5,
        decimal_places=2,
        default=0,
        db_default=0,
        validators=SHARE,
    )
    free_from = MoneyField(_("free from"), null=True, blank=True)
    days_min = models.PositiveSmallIntegerField(_("days, at the least"))
    days_max = models.PositiveSmallIntegerField(_("days, at the most"))
    largest_grams = models.PositiveIntegerField(_("heaviest, in grams"), default=25_000)
    is_active = models.BooleanField(_("offered"), default=True)

    objects: ClassVar[models.Manager["ShippingRate"]] = ShippingRateQuerySet.as_manager()

    class Meta:
        verbose_name = _("shipping rate")
        verbose_name_plural = _("shipping rates")
        constraints = [
            models.UniqueConstraint(name="shipping_rate_once", fields=["zone", "option"]),
            models.CheckConstraint(
                name="shipping_rate_days", condition=Q(days_max__gte=models.F("days_min"))
            ),
            models.CheckConstraint(
                name="shipping_rate_value_percent",
                condition=Q(value_percent__gte=0, value_percent__lte=100),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.zone}: {self.name}"

    @property
    def named(self) -> str:
        return (self.name_en if get_language() == "en" else "") or self.name


class SellerShipping(Numbered):
    """How one seller differs from the marketplace's rates."""

    seller = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="shipping_terms",
        primary_key=True,
    )
    cost = MoneyField(_("own cost, to anywhere"), null=True, blank=True)
    value_percent = models.DecimalField(
        _("and of the value, per cent"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=SHARE,
    )
    free_from = MoneyField(_("free from"), null=True, blank=True)
    allows_pick_up = models.BooleanField(_("can be picked up"), default=False)
    pick_up_address = models.CharField(_("pick-up address"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("seller's shipping")
        verbose_name_plural = _("sellers' shipping")
        constraints = [
            models.CheckConstraint(
                name="seller_shipping_value_percent",
                condition=Q(value_percent__isnull=True)
                | Q(value_percent__gte=0, value_percent__lte=100),
            )
        ]


class CarrierMessage(Numbered):
    """What a carrier told us, as it came; the worker applies it, once."""

    id = IdField(primary_key=True)
    carrier = models.CharField(_("carrier"), max_length=20)
    digest = models.CharField(max_length=64)
    body = models.JSONField()
    received_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("carrier's message")
        verbose_name_plural = _("carriers' messages")
        constraints = [
            # A message that comes again is the one we have.
            models.UniqueConstraint(name="carrier_message_once", fields=["carrier", "digest"])
        ]
        indexes = [
            models.Index(F("body__trackingNumber"), name="carrier_message_tracking"),
            models.Index(
                name="carrier_message_waiting", fields=["id"], condition=Q(applied_at__isnull=True)
            ),
        ]


class TrackingEvent(models.Model):
    """One station of a parcel on its way, as a carrier or a seller told it."""

    id = IdField(primary_key=True)
    parcel = models.ForeignKey(
        "orders.Parcel", db_index=False, on_delete=models.CASCADE, related_name="tracking_events"
    )
    code = models.CharField(max_length=30)
    words = models.CharField(max_length=200)
    words_en = models.CharField(max_length=200, blank=True)
    happened_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="tracking_event_once", fields=["parcel", "code", "happened_at"]
            )
        ]
        indexes = [
            models.Index(
                name="tracking_event_stopped",
                fields=["parcel", "happened_at"],
                condition=Q(code="stopped"),
            )
        ]

    @property
    def said(self) -> str:
        """What happened, in the reader's language."""
        return (self.words_en if get_language() == "en" else "") or self.words


class Remittance(Numbered):
    """A carrier's file of the cash it collected and hands over; matched line by line."""

    id = IdField(primary_key=True)
    carrier = models.CharField(_("carrier"), max_length=20, choices=CARRIERS)
    reference = models.CharField(_("reference"), max_length=60)
    received_on = models.DateField(_("received on"))
    total = MoneyField(_("total"))
    fees = MoneyField(_("fees kept"), default=0)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("cash remittance")
        verbose_name_plural = _("cash remittances")
        indexes = [
            beginnings("reference", name="remittance_reference"),
        ]
        constraints = [
            models.UniqueConstraint(name="remittance_once", fields=["carrier", "reference"])
        ]


class RemittanceLine(models.Model):
    id = IdField(primary_key=True)
    remittance = models.ForeignKey(Remittance, on_delete=models.CASCADE, related_name="lines")
    tracking_number = models.CharField(_("tracking number"), max_length=60)
    amount = MoneyField(_("amount"))
    parcel = models.ForeignKey(
        "orders.Parcel", on_delete=models.PROTECT, null=True, related_name="remittance_lines"
    )
    outcome = models.CharField(
        _("outcome"),
        max_length=12,
        choices=[
            ("matched", _("Matched")),
            ("unknown", _("No such parcel")),
            ("different", _("Another amount")),
            ("repeated", _("Remitted before")),
            ("undelivered", _("Not delivered")),
        ],
    )

    class Meta:
        indexes = [
            models.Index(name="remittance_line_tracking", fields=["tracking_number"]),
            models.Index(
                name="remittance_line_loose", fields=["remittance"], condition=~Q(outcome="matched")
            ),
        ]


class Compensation(models.Model):
    """What a carrier paid for a parcel that it lost, and the seller got; once per parcel."""

    id = IdField(primary_key=True)
    parcel = models.OneToOneField(
        "orders.Parcel",
        on_delete=models.PROTECT,
        related_name="compensation",
        verbose_name=_("parcel"),
    )
    amount = MoneyField(_("amount"))
    # What the loss took from the seller, as frozen at the sale.
    share = MoneyField(_("seller's share that was lost"))
    reference = models.CharField(_("carrier's reference"), max_length=60)
    reason = models.CharField(_("reason"), max_length=200)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("booked by"),
    )
    created_at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("compensation for a lost parcel")
        verbose_name_plural = _("compensations for lost parcels")
        constraints = [
            models.CheckConstraint(
                name="compensation_within_share",
                condition=Q(amount__gt=0, amount__lte=models.F("share")),
            )
        ]
