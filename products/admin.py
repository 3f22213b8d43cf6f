from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from core.admin import Page, ReadOnly, Rows
from products.actions import search
from products.models import (
    Attribute,
    Category,
    LexiconEntry,
    ModerationEvent,
    Product,
    ProductImage,
    QueryLog,
    Review,
    ReviewReport,
    ShopRules,
    StockMovement,
    Variant,
)


class VariantRows(Rows):
    model = Variant
    fields = ("sku", "choices", "price", "stock", "is_active")


class ImageRows(Rows):
    model = ProductImage
    fields = ("alt", "is_primary", "status", "error", "width", "height")


class ModerationRows(Rows):
    model = ModerationEvent
    fields = ("from_state", "to_state", "reasons", "by", "created_at")


@admin.register(Product)
class ProductPage(ReadOnly):
    list_display = ("name", "sku", "seller", "category", "price", "stock", "state", "is_active")
    list_filter = ("state", "is_active", "is_featured", "made_to_order", "category")
    list_select_related = ("seller", "category")
    search_fields = ("name", "name_en", "sku", "seller__email")
    inlines = (VariantRows, ImageRows, ModerationRows)


@admin.register(Category)
class CategoryPage(ReadOnly):
    list_display = ("name", "name_en", "slug", "parent", "position", "is_active")
    list_filter = ("is_active",)
    list_select_related = ("parent",)
    search_fields = ("name", "name_en", "slug")


@admin.register(Attribute)
class AttributePage(Page):
    list_display = ("name", "code", "kind", "unit", "is_facet", "position")
    list_filter = ("kind", "is_facet")
    search_fields = ("name", "name_en", "code")
    filter_horizontal = ("categories",)


@admin.register(StockMovement)
class StockMovementPage(ReadOnly):
    list_display = ("variant", "change", "reason", "reference", "by", "created_at")
    list_filter = ("reason",)
    list_select_related = ("variant", "by")
    search_fields = ("variant__sku", "reference")


class ReportRows(Rows):
    model = ReviewReport
    fields = ("user", "reason", "note", "handled_at", "created_at")


@admin.register(Review)
class ReviewPage(ReadOnly):
    list_display = ("product", "user", "rating", "is_hidden", "report_count", "created_at")
    list_filter = ("is_hidden", "rating")
    list_select_related = ("product", "user")
    search_fields = ("product__name", "user__email", "comment")
    inlines = (ReportRows,)


@admin.register(LexiconEntry)
class LexiconPage(Page):
    """Staff's lexicon: an entry that they changed or took out of use stays so over releases."""

    list_display = ("code", "kind", "ar", "en", "is_active", "is_edited")
    list_filter = ("kind", "is_active", "is_edited")
    search_fields = ("code", "ar", "en", "latin")

    def save_model(self, request: HttpRequest, obj: LexiconEntry, form: Any, change: Any) -> None:
        search.save_entry(obj)

    def has_delete_permission(self, request: HttpRequest, obj: LexiconEntry | None = None) -> bool:
        return False  # taken out of use instead, or the next release would bring it back


@admin.register(QueryLog)
class QueryPage(ReadOnly):
    """What was asked for; with the filter, the work list of what nobody found."""

    list_display = ("query", "times", "found", "reading", "unknown", "last_asked_on")
    list_filter = (("found", admin.EmptyFieldListFilter), "last_asked_on")
    search_fields = ("query",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[QueryLog]:
        return QueryLog.objects.order_by("-times", "-pk")

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        return ("-times", "-pk")


@admin.register(ShopRules)
class ShopRulesPage(Page):
    list_display = ("moderation",)
