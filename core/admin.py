"""What the pages of the back office have in common."""

from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from unfold.admin import ModelAdmin, TabularInline


class Page(ModelAdmin):  # type: ignore[misc]  # the theme has no types
    """A page of the back office: bounded lists, no counting of whole tables, names before ids."""

    list_per_page = 50
    show_full_result_count = False
    warn_unsaved_form = True
    list_select_related: Any = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.order_by("-pk")

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        return ("-pk",)


class ReadOnly(Page):
    """A page to look at: what is shown is written by actions alone."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class Rows(TabularInline):  # type: ignore[misc]
    """Rows that belong to an object, shown below it and not changed there."""

    extra = 0
    can_delete = False
    show_change_link = False
    tab = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.order_by("-pk")
