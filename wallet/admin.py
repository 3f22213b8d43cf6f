from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.admin import ADMINS, Linked, OneRow, ReadOnly, Related, Rows
from core.staff import ADMIN, FINANCE, SUPPORT
from custom_auth.models import User
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
from wallet.models.wallets import KINDS

FINANCIERS = frozenset({FINANCE, ADMIN})
WATCHERS = frozenset({FINANCE, SUPPORT, ADMIN})
# What is typed may begin the references of a whole year; the newest of them are looked up.
NEWEST = 1000


class ByBeginning(ReadOnly):
    """A page of the books: a row is found by how its reference or its person's address begins.

    There are more rows than anybody waits for to be read, and only a beginning has an index.
    """

    # The field of the search exists as long as something is named here.
    search_fields = ("id",)
    search_help_text = _(
        "The beginning of a reference (order:…, payment:…) or of an e-mail address, or an order's id."
    )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        term = search_term.strip()
        return (queryset.filter(self.found_by(term)) if term else queryset), False

    def found_by(self, term: str) -> Q:
        raise NotImplementedError


def entries_found_by(term: str) -> Q:
    """Find entries by the beginning of their reference, or by their order's id."""
    found = Q(reference__startswith=term)
    return found | Q(order_id=int(term)) if is_id(term) else found


def is_id(term: str) -> bool:
    return term.isdecimal() and len(term) < len(str(2**63))


def wallets_found_by(term: str) -> list[int]:
    """Give the wallets of those whose address begins so. One query."""
    people = User.objects.filter(email__startswith=term.lower()).order_by("-pk")
    return list(people.values_list("pk", flat=True)[:NEWEST])


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
    search_fields = ("user__email",)
    related: ClassVar[Any] = (
        Related(_("Transactions"), "wallet.transaction", "wallet__user__exact"),
        Related(_("Ledger lines"), "wallet.ledgerline", "wallet__user__exact"),
        Related(_("Payouts"), "wallet.payout", "user__id__exact"),
    )


@admin.register(Transaction)
class TransactionPage(ByBeginning):
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
    search_help_text = _("A reference (order:…, payment:…), or the beginning of an e-mail address.")

    def found_by(self, term: str) -> Q:
        return Q(reference_id=term) | Q(wallet__in=wallets_found_by(term))


class LineRows(Rows):
    model = LedgerLine
    select = ("wallet__user",)
    fields = ("account", "wallet", "party", "amount", "words")


@admin.register(LedgerEntry)
class LedgerEntryPage(ByBeginning):
    seen_by = FINANCIERS
    list_display = ("reference", "kind", "order_id", "created_at")
    list_filter = ("kind", "created_at")
    search_help_text = _("The beginning of a reference (order:…, payment:…), or an order's id.")
    inlines = (LineRows,)
    related: ClassVar[Any] = (
        Related(_("Order"), "orders.order", "id__exact", of="order_id"),
        Related(_("All entries of the order"), "wallet.ledgerentry", "order_id", of="order_id"),
    )

    def found_by(self, term: str) -> Q:
        return entries_found_by(term)


@admin.register(LedgerLine)
class LedgerLinePage(ByBeginning):
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

    def found_by(self, term: str) -> Q:
        entries = LedgerEntry.objects.filter(entries_found_by(term)).order_by("-pk")
        newest = list(entries.values_list("pk", flat=True)[:NEWEST])
        return Q(entry__in=newest) | Q(wallet__in=wallets_found_by(term))


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
    search_fields = ("user__email", "partner_reference", "batch")
    exclude = ("destination", "destination_digest")
    inlines = (ApprovalRows, PayoutEventRows)
    related: ClassVar[Any] = (
        Related(_("Wallet"), "wallet.wallet", "user__id__exact", of="user_id"),
        Related(_("Payouts of the same person"), "wallet.payout", "user__id__exact", of="user_id"),
    )


@admin.register(PayoutSchedule)
class PayoutSchedulePage(ReadOnly):
    seen_by = FINANCIERS
    list_display = (Linked("user", _("seller")), "every", "smallest", "destination_hint", "next_on")
    list_display_links = ("every",)
    list_filter = ("every", "rail")
    list_select_related = ("user",)
    search_fields = ("user__email",)
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
    search_fields = ("user__email",)
    exclude = ("pin",)
