from typing import Any, ClassVar

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core.admin import ADMINS, Linked, OneRow, ReadOnly, Related, Rows, sentences
from core.lookups import REFERENCE, Begins, Exactly, Through
from core.staff import ADMIN, FINANCE, SUPPORT
from core.text import worded
from wallet.models import (
    HouseBalance,
    LedgerEntry,
    LedgerLine,
    Payout,
    PayoutApproval,
    PayoutEvent,
    PayoutRules,
    PayoutSchedule,
    Transaction,
    Wallet,
    WalletSecurity,
)
from wallet.models.payouts import FINDINGS
from wallet.models.wallets import KINDS

FINANCIERS = frozenset({FINANCE, ADMIN})
WATCHERS = frozenset({FINANCE, SUPPORT, ADMIN})


@admin.register(Wallet)
class WalletPage(ReadOnly):
    seen_by = WATCHERS
    list_display = (
        Linked("user", _("person")),
        "credit",
        "earnings",
        "pending",
        "frozen",
        "payout",
        "debt",
    )
    list_display_links = ("credit",)
    list_filter = ("updated_at",)
    list_select_related = ("user",)
    found_by = (Through("user"),)
    related: ClassVar[Any] = (
        Related(_("Transactions"), "wallet.transaction", "wallet__user__exact"),
        Related(_("Ledger lines"), "wallet.ledgerline", "wallet__user__exact"),
        Related(_("Payouts"), "wallet.payout", "user__id__exact"),
    )


@admin.register(Transaction)
class TransactionPage(ReadOnly):
    seen_by = WATCHERS
    codes: ClassVar[Any] = {"status": {"completed": _("Completed"), "pending": _("Pending")}}
    list_display = (
        "id",
        Linked("wallet__user", _("person")),
        "amount",
        "transaction_type",
        "reference_id",
        "status",
        "balance_after",
        "created_at",
    )
    list_filter = ("transaction_type", "status")
    list_select_related = ("wallet__user",)
    found_by = (Exactly("reference_id", REFERENCE), Through("wallet"))


class LineRows(Rows):
    model = LedgerLine
    select = ("wallet__user",)
    fields = ("account", "wallet", "party", "amount", "words")


@admin.register(LedgerEntry)
class LedgerEntryPage(ReadOnly):
    seen_by = FINANCIERS
    list_display = ("reference", "kind", "order_id", "created_at")
    list_filter = ("kind", "created_at")
    found_by = (
        Begins("reference", REFERENCE, is_cased=True),
        Through("order_id", to="orders.Order"),
    )
    inlines = (LineRows,)
    related: ClassVar[Any] = (
        Related(_("Order"), "orders.order", "id__exact", of="order_id"),
        Related(_("All entries of the order"), "wallet.ledgerentry", "order_id", of="order_id"),
    )


@admin.register(LedgerLine)
class LedgerLinePage(ReadOnly):
    seen_by = FINANCIERS
    codes: ClassVar[Any] = {"shown_as": dict(KINDS)}
    list_display = (
        "id",
        Linked("entry", _("ledger entry")),
        "account",
        Linked("wallet__user", _("person")),
        "party",
        "amount",
    )
    list_filter = ("account",)
    list_select_related = ("entry", "wallet__user")
    found_by = (Through("entry"), Through("wallet"))


@admin.register(HouseBalance)
class HouseBalancePage(ReadOnly):
    seen_by = FINANCIERS
    list_display = ("account", "party", "stripe", "balance")
    list_filter = ("account",)
    search_fields = ("account", "party")


class PayoutEventRows(Rows):
    model = PayoutEvent
    select = ("by",)
    fields = ("from_status", "to_status", "note", "by", "created_at")


class ApprovalRows(Rows):
    model = PayoutApproval
    select = ("by",)
    fields = ("by", "created_at")


@admin.register(Payout)
class PayoutPage(ReadOnly):
    """Payouts are decided in their queue; where they go to is shown by its last digits."""

    seen_by = FINANCIERS
    list_display = (
        "id",
        Linked("user", _("seller")),
        "amount",
        "rail",
        "destination_hint",
        "status",
        "requested_at",
        "closed_at",
    )
    list_filter = ("status", "rail")
    list_select_related = ("user",)
    found_by = (
        Through("user"),
        Begins("partner_reference", REFERENCE, is_cased=True),
        Begins("batch", _("a batch"), is_cased=True),
    )
    exclude = ("destination", "destination_digest", "fraud_reasons")
    readonly_fields = ("risk_reasons",)
    inlines = (ApprovalRows, PayoutEventRows)
    related: ClassVar[Any] = (
        Related(_("Wallet"), "wallet.wallet", "user__id__exact", of="user_id"),
        Related(_("Payouts of the same person"), "wallet.payout", "user__id__exact", of="user_id"),
    )

    @admin.display(description=_("risk reasons"))
    def risk_reasons(self, payout: Payout) -> str:
        return sentences(worded(one, FINDINGS) for one in payout.fraud_reasons)


@admin.register(PayoutSchedule)
class PayoutSchedulePage(ReadOnly):
    seen_by = FINANCIERS
    list_display = (Linked("user", _("seller")), "every", "smallest", "destination_hint", "next_on")
    list_display_links = ("every",)
    list_filter = ("every", "rail")
    list_select_related = ("user",)
    found_by = (Through("user"),)
    exclude = ("destination",)


@admin.register(PayoutRules)
class PayoutRulesPage(OneRow):
    seen_by = FINANCIERS
    changed_by = ADMINS
    is_watched = True
    list_display = ("__str__", "smallest", "largest", "daily", "two_people_from")


@admin.register(WalletSecurity)
class WalletSecurityPage(ReadOnly):
    """Who has a PIN, and whether its entry is locked. The PIN itself is shown to nobody."""

    seen_by = WATCHERS
    list_display = ("user", "failures", "locked_until", "changed_at")
    list_filter = (("locked_until", admin.EmptyFieldListFilter),)
    list_select_related = ("user",)
    found_by = (Through("user"),)
    exclude = ("pin",)
