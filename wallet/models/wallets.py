from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from core.fields import MoneyField
from core.ids import IdField
from core.models import Numbered
from custom_auth.models import User
from wallet.rules import BETWEEN_WORDS, Remark

KINDS = [
    ("deposit", _("Deposit")),
    ("withdrawal", _("Withdrawal")),
    ("payment", _("Payment")),
    ("refund", _("Refund")),
    ("commission", _("Commission")),
]


REMARKS: dict[str, Any] = {
    Remark.HELD_TO_PAY: _("held to pay"),
    Remark.HELD_FOR_RETURN: _("held for a return"),
    Remark.NO_LONGER_HELD: _("no longer held"),
    Remark.DEBT_SETTLED: _("debt settled"),
    Remark.LOST_PARCEL: _("compensation for a lost parcel"),
    Remark.NOT_WITHDRAWN: _("withdrawal that was not made"),
    Remark.BROUGHT_OVER: _("balance brought over from the earlier system"),
}


class WalletQuerySet(models.QuerySet["Wallet"]):
    def locked(self) -> Self:
        return self.order_by("pk").select_for_update(of=("self",), no_key=True)


class Wallet(models.Model):
    """What one person holds with us, account by account; each the cached sum of its ledger lines.

    A trigger on the lines keeps the columns, under the row's lock; nothing else writes them.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="wallet", primary_key=True
    )
    credit = MoneyField(_("store credit"), default=0)
    earnings = MoneyField(_("earnings"), default=0)
    pending = MoneyField(_("pending"), default=0)
    frozen = MoneyField(_("frozen"), default=0)
    payout = MoneyField(_("being paid out"), default=0)
    debt = MoneyField(_("debt"), default=0)
    balance = models.GeneratedField(
        expression=F("credit") + F("earnings"), output_field=MoneyField(), db_persist=True
    )
    # How many transactions there have been; numbers the next one.
    position = models.PositiveBigIntegerField(default=0)
    created_at = models.DateTimeField(db_default=Now())
    updated_at = models.DateTimeField(db_default=Now())

    objects: ClassVar[models.Manager["Wallet"]] = WalletQuerySet.as_manager()

    class Meta:
        verbose_name = _("wallet")
        verbose_name_plural = _("wallets")
        constraints = [
            models.CheckConstraint(name="wallet_credit_not_negative", condition=Q(credit__gte=0)),
            models.CheckConstraint(
                name="wallet_earnings_not_negative", condition=Q(earnings__gte=0)
            ),
            models.CheckConstraint(name="wallet_pending_not_negative", condition=Q(pending__gte=0)),
            models.CheckConstraint(name="wallet_frozen_not_negative", condition=Q(frozen__gte=0)),
            models.CheckConstraint(name="wallet_payout_not_negative", condition=Q(payout__gte=0)),
            models.CheckConstraint(name="wallet_debt_not_positive", condition=Q(debt__lte=0)),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def held(self) -> object:
        return self.payout + self.frozen


class TransactionQuerySet(models.QuerySet["Transaction"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(wallet=user.pk)


class Transaction(Numbered):
    """A row of a wallet's statement; written by the ledger's trigger beside the line it shows.

    ``position`` counts a wallet's transactions from 1 without a gap, and ``balance_after`` is the
    balance once that many have happened.
    """

    id = IdField(primary_key=True)
    wallet = models.ForeignKey(
        Wallet, db_index=False, on_delete=models.PROTECT, related_name="transactions"
    )
    amount = MoneyField(_("amount"))
    transaction_type = models.CharField(
        _("type"),
        max_length=20,
        choices=KINDS,
    )
    reference_id = models.CharField(_("for"), max_length=100, blank=True, null=True)
    description = models.TextField(_("description"), blank=True, null=True)
    status = models.CharField(
        _("status"), max_length=20, default="completed", db_default="completed"
    )
    balance_after = MoneyField(_("balance after"))
    position = models.PositiveBigIntegerField()
    created_at = models.DateTimeField(_("at"))

    objects: ClassVar[models.Manager["Transaction"]] = TransactionQuerySet.as_manager()

    class Meta:
        verbose_name = _("transaction")
        verbose_name_plural = _("transactions")
        constraints = [
            models.UniqueConstraint(name="transaction_position_once", fields=["wallet", "position"])
        ]
        indexes = [models.Index(name="transaction_of_reference", fields=["reference_id"])]

    @property
    def told(self) -> str | None:
        """Give its description in the language of whoever reads it."""
        if not self.description:
            return self.description
        parts: list[str] = self.description.split(BETWEEN_WORDS)
        return BETWEEN_WORDS.join(str(REMARKS.get(part, part)) for part in parts)


class WalletSecurity(Numbered):
    """The PIN of a wallet, and how its entry has gone."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="wallet_security",
        primary_key=True,
    )
    pin = models.CharField(max_length=128)
    failures = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True, blank=True)
    # When the PIN last took the place of another one; null for the first.
    changed_at = models.DateTimeField(null=True, blank=True)
