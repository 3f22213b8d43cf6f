from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.fields import MoneyField
from core.ids import IdField
from core.models import Numbered
from wallet import rules
from wallet.models.wallets import Wallet

# What people call the codes that the books are kept in.
ACCOUNTS = [
    ("credit", _("Store credit")),
    ("pending", _("Not yet safe")),
    ("frozen", _("Held for returns")),
    ("earnings", _("Earnings")),
    ("payout", _("Being paid out")),
    ("debt", _("Debt")),
    ("commission", _("Commission")),
    ("vat", _("VAT on commission")),
    ("shipping", _("Shipping")),
    ("discounts", _("Discounts given by us")),
    ("refunds_due", _("Refunds on their way")),
    ("unapplied", _("Money without an order")),
    ("gateway", _("At the gateway")),
    ("courier", _("At the carrier")),
    ("bank", _("At the bank")),
    ("fees", _("Fees")),
    ("losses", _("Losses")),
]
ENTRIES = [
    ("sale", _("Sale")),
    ("refund", _("Refund")),
    ("refunded", _("Refund paid out")),
    ("release", _("Earnings released")),
    ("freeze", _("Held for a return")),
    ("unfreeze", _("Let go of")),
    ("compensation", _("Compensation")),
    ("remittance", _("Cash handed over")),
    ("deposit", _("Top-up")),
    ("payout", _("Payout")),
    ("unapplied", _("Money without an order")),
    ("aside", _("Set aside")),
    ("fees", _("Fees")),
    ("adjustment", _("Adjustment")),
    ("opening", _("Opening balance")),
]


class LedgerEntry(models.Model):
    """One movement of money; its lines sum to zero. Never changed, never deleted, once per reference.

    The database refuses what would break that, whoever writes (migration 0002).
    """

    id = IdField(primary_key=True)
    reference = models.CharField(_("for"), max_length=100, unique=True)
    kind = models.CharField(_("kind"), max_length=30, choices=ENTRIES)
    order_id = models.BigIntegerField(_("order"), null=True, blank=True)
    created_at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        indexes = [
            models.Index(
                name="ledger_entry_of_order",
                fields=["order_id"],
                condition=Q(order_id__isnull=False),
            ),
            models.Index(name="ledger_entry_kind_time", fields=["kind", "created_at"]),
        ]

    def __str__(self) -> str:
        return self.reference


class LedgerLine(Numbered):
    """One side of an entry (for signs see ``wallet.rules``)."""

    id = IdField(primary_key=True)
    entry = models.ForeignKey(LedgerEntry, on_delete=models.PROTECT, related_name="lines")
    account = models.CharField(_("account"), max_length=12, choices=ACCOUNTS)
    wallet = models.ForeignKey(
        Wallet, on_delete=models.PROTECT, null=True, blank=True, related_name="lines"
    )
    party = models.CharField(_("held by"), max_length=40, blank=True)
    amount = MoneyField(_("amount"))
    shown_as = models.CharField(max_length=20, blank=True)
    words = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("ledger line")
        verbose_name_plural = _("ledger lines")
        constraints = [
            models.CheckConstraint(name="ledger_line_moves", condition=~Q(amount=0)),
            # A person's account has its person, the house's has none.
            models.CheckConstraint(
                name="ledger_line_owner_fits",
                condition=Q(account__in=sorted(rules.PERSONAL), wallet__isnull=False)
                | (~Q(account__in=sorted(rules.PERSONAL)) & Q(wallet__isnull=True)),
            ),
            models.CheckConstraint(
                name="ledger_line_shown_is_spendable",
                condition=Q(shown_as="") | Q(account__in=sorted(rules.SPENDABLE)),
            ),
        ]
        indexes = [
            models.Index(
                name="ledger_line_of_wallet",
                fields=["wallet", "account"],
                condition=Q(wallet__isnull=False),
            ),
        ]


class LedgerCheck(models.Model):
    """One time that everything was derived anew from the ledger, and what disagreed."""

    id = IdField(primary_key=True)
    found = models.PositiveIntegerField(_("disagree"))
    words = models.JSONField(_("which"), default=list)
    milliseconds = models.PositiveIntegerField(_("took, in milliseconds"))
    created_at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("check of the ledger")
        verbose_name_plural = _("checks of the ledger")


class HouseBalance(Numbered):
    """A part of what one account of the house holds; the parts of an account add up to its balance.

    Every order touches the same few accounts. Each server process adds to its own part, so that no
    order waits for another one's commit.
    """

    account = models.CharField(max_length=12, choices=ACCOUNTS)
    party = models.CharField(max_length=40, blank=True)
    stripe = models.PositiveSmallIntegerField()
    balance = MoneyField()

    class Meta:
        verbose_name = _("account of the house")
        verbose_name_plural = _("accounts of the house")
        constraints = [
            models.UniqueConstraint(
                name="house_balance_part", fields=["account", "party", "stripe"]
            )
        ]
