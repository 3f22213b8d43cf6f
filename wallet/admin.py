from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from core.admin import Page, ReadOnly, Rows
from wallet.models import (
    HouseBalance,
    LedgerEntry,
    LedgerLine,
    Payout,
    PayoutEvent,
    PayoutRules,
    Transaction,
    Wallet,
)


@admin.register(Wallet)
class WalletPage(ReadOnly):
    list_display = ("user", "credit", "earnings", "pending", "frozen", "payout", "debt")
    list_select_related = ("user",)
    search_fields = ("user__email",)


@admin.register(Transaction)
class TransactionPage(ReadOnly):
    list_display = (
        "wallet",
        "amount",
        "transaction_type",
        "reference_id",
        "status",
        "balance_after",
        "created_at",
    )
    list_filter = ("transaction_type", "status")
    list_select_related = ("wallet",)
    search_fields = ("wallet__user__email", "reference_id")


class LineRows(Rows):
    model = LedgerLine
    fields = ("account", "wallet", "party", "amount", "words")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("wallet")


@admin.register(LedgerEntry)
class LedgerEntryPage(ReadOnly):
    list_display = ("reference", "kind", "order_id", "created_at")
    list_filter = ("kind",)
    search_fields = ("reference",)
    inlines = (LineRows,)


@admin.register(HouseBalance)
class HouseBalancePage(ReadOnly):
    list_display = ("account", "party", "stripe", "balance")
    list_filter = ("account",)


class PayoutEventRows(Rows):
    model = PayoutEvent
    fields = ("from_status", "to_status", "note", "by", "created_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("by")


@admin.register(Payout)
class PayoutPage(ReadOnly):
    list_display = (
        "user",
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
    inlines = (PayoutEventRows,)


@admin.register(PayoutRules)
class PayoutRulesPage(Page):
    list_display = ("smallest", "largest", "daily", "two_people_from")
