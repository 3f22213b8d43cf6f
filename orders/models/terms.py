"""The terms of trade that staff set: commission, coupons, clocks."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.fields import MoneyField
from core.ids import IdField
from core.models import Numbered
from products.models import Category


class CommissionRule(Numbered):
    """What the house takes, for whom; the most specific rule wins (``orders.rules.shares``)."""

    id = IdField(primary_key=True)
    seller = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="commission_rules",
        verbose_name=_("seller"),
    )
    category = models.ForeignKey(
        Category, on_delete=models.CASCADE, null=True, blank=True, verbose_name=_("category")
    )
    order_from = MoneyField(_("orders from"), null=True, blank=True)
    percent = models.DecimalField(
        _("per cent"), max_digits=5, decimal_places=2, validators=[MaxValueValidator(100)]
    )
    fixed = MoneyField(_("fixed, for each piece"), default=0)
    is_active = models.BooleanField(_("in force"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("commission rule")
        verbose_name_plural = _("commission rules")
        constraints = [
            models.UniqueConstraint(
                name="commission_rule_once",
                fields=["seller", "category", "order_from"],
                condition=Q(is_active=True),
                nulls_distinct=False,
                violation_error_message=_(
                    "A rule for the same seller, category and value is in force already."
                ),
            ),
            models.CheckConstraint(
                name="commission_rule_percent", condition=Q(percent__gte=0, percent__lte=100)
            ),
        ]


class Coupon(models.Model):
    """A code that takes something off; at the house's expense, or at one seller's."""

    id = IdField(primary_key=True)
    code = models.CharField(_("code"), max_length=30, unique=True)
    percent = models.DecimalField(
        _("per cent off"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    amount = MoneyField(_("amount off"), null=True, blank=True)
    largest_discount = MoneyField(_("at the most"), null=True, blank=True)
    smallest_order = MoneyField(_("for orders from"), default=0)
    seller = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="coupons",
        verbose_name=_("only this seller's pieces, at the seller's expense"),
    )
    category = models.ForeignKey(
        Category, on_delete=models.CASCADE, null=True, blank=True, verbose_name=_("only in")
    )
    starts_at = models.DateTimeField(_("from"), null=True, blank=True)
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    most_uses = models.PositiveIntegerField(_("uses in all"), null=True, blank=True)
    most_per_person = models.PositiveIntegerField(_("uses by one person"), default=1)
    used = models.PositiveIntegerField(_("used"), default=0, editable=False)
    is_active = models.BooleanField(_("in force"), default=True)

    class Meta:
        verbose_name = _("coupon")
        verbose_name_plural = _("coupons")
        constraints = [
            models.CheckConstraint(
                name="coupon_percent_or_amount",
                condition=Q(percent__isnull=False, amount__isnull=True)
                | Q(percent__isnull=True, amount__isnull=False),
                violation_error_message=_("Give either a per cent or an amount, and not both."),
            ),
            models.CheckConstraint(
                name="coupon_not_overused",
                condition=Q(most_uses__isnull=True) | Q(used__lte=models.F("most_uses")),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class CouponUse(models.Model):
    id = IdField(primary_key=True)
    coupon = models.ForeignKey(
        Coupon, db_index=False, on_delete=models.PROTECT, related_name="uses"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    order = models.OneToOneField(
        "orders.Order", on_delete=models.PROTECT, related_name="coupon_use"
    )

    class Meta:
        indexes = [models.Index(name="coupon_use_of_user", fields=["coupon", "user"])]


class TradeRules(models.Model):
    """Clocks and limits of trade; one row, changed by staff."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    vat_percent = models.DecimalField(
        _("VAT on commission, per cent"), max_digits=5, decimal_places=2, default=14
    )
    hold_card_minutes = models.PositiveIntegerField(_("card holds stock for minutes"), default=20)
    hold_kiosk_hours = models.PositiveIntegerField(_("kiosk holds stock for hours"), default=48)
    hold_transfer_hours = models.PositiveIntegerField(
        _("bank transfer holds stock for hours"), default=72
    )
    release_days = models.PositiveSmallIntegerField(
        _("earnings are released days after delivery"), default=14
    )
    largest_cash_order = MoneyField(_("cash on delivery up to"), default=10_000)
    answer_return_days = models.PositiveSmallIntegerField(
        _("sellers answer returns within days"), default=3
    )

    class Meta:
        verbose_name = _("trade rules")
        verbose_name_plural = _("trade rules")
        constraints = [models.CheckConstraint(name="trade_rules_one_row", condition=Q(id=1))]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)
