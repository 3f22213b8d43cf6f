"""What the pages of the back office have in common."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar, NamedTuple

from django.contrib import admin, messages
from django.contrib.admin.utils import label_for_field, lookup_field
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin, TabularInline

from core import lookups, staff
from core.links import link_to
from core.lookups import ID, Begins, Exactly, Through, Way, Words
from core.models import StaffAction
from core.problems import Problem
from core.spreadsheets import safe_cell
from core.staff import ADMIN, FINANCE, MODERATOR, SUPPORT
from core.transactions import joins_transaction, opens_transaction

EVERYBODY = frozenset({SUPPORT, FINANCE, MODERATOR, ADMIN})
ADMINS = frozenset({ADMIN})
EXPORTED_AT_ONCE = 1000


Names = Mapping[Any, Any] | Callable[[], Mapping[Any, Any]]


class Related(NamedTuple):
    """A list of what belongs to an object: ``model`` as "app.name", narrowed by ``lookup``.

    The value is the object's key, or its attribute ``of``.
    """

    label: Any
    model: str
    lookup: str
    of: str = "pk"


class Linked:
    """A column that shows a related object and leads to its page."""

    def __init__(self, name: str, label: Any = None, *, order: str | None = None) -> None:
        self.name = name
        self.__name__ = f"linked_{name}"
        # The catalogue has the derived names of columns already: the back office lists them.
        self.short_description = label or capfirst(_(name.replace("_", " ")))
        self.admin_order_field = order

    def target(self, row: Any) -> Any:
        found = row
        for part in self.name.split("__"):
            found = getattr(found, part, None)
        return found

    def __call__(self, row: Any) -> str:
        return link_to(self.target(row))


class Coded:
    """A column that shows a code by its name, where the model keeps none for it."""

    def __init__(self, name: str, label: Any, names: Names) -> None:
        self.name = name
        self.names = names
        self.__name__ = f"coded_{name}"
        self.short_description = label
        self.admin_order_field = name

    def __call__(self, row: Any) -> Any:
        code = getattr(row, self.name)
        return names_of(self.names).get(code, code) or "–"


def has_numbered_rows(model: type[Model]) -> bool:
    return isinstance(model._meta.pk, models.BigAutoField)


def names_of(names: Names) -> Mapping[Any, Any]:
    return names() if callable(names) else names


def filter_by(names: Names) -> type[admin.AllValuesFieldListFilter]:
    """Make a filter by a code that offers the codes there are, by their names."""

    class ByName(admin.AllValuesFieldListFilter):
        def choices(self, changelist: Any) -> Any:
            known = {str(code): name for code, name in names_of(names).items()}
            for choice in super().choices(changelist):
                shown = str(choice["display"])
                yield {**choice, "display": known.get(shown, choice["display"])}

    return ByName


class WithCodes:
    """A page, or rows on one, some of whose columns are codes with names that the model does not know."""

    # The names of each such column's codes. A function where they stand in the database.
    codes: ClassVar[Mapping[str, Names]] = {}
    model: Any

    def _named(self, fields: Any) -> Any:
        return tuple(self._coded.get(one, one) if isinstance(one, str) else one for one in fields)

    @cached_property
    def _coded(self) -> dict[str, Coded]:
        return {
            name: Coded(name, capfirst(self.model._meta.get_field(name).verbose_name), names)
            for name, names in self.codes.items()
        }


def sentences(told: Iterable[Any]) -> str:
    """Write sentences one below the other, or a dash for none."""
    return format_html_join(SafeString("<br>"), "{}", ([one] for one in told)) or "–"


class Bounded(Paginator):  # type: ignore[type-arg]
    """Pages of a list whose rows are counted no further than anybody pages."""

    MOST = 10_000

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        return int(rows.order_by()[: self.MOST].count())


class Guarded:
    """A page that only some roles see (``seen_by``), and fewer change (``changed_by``)."""

    seen_by: ClassVar[frozenset[str]] = ADMINS
    changed_by: ClassVar[frozenset[str]] = frozenset()

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return bool(staff.roles_of(request) & (self.seen_by | self.changed_by))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return bool(staff.roles_of(request) & self.changed_by)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.has_change_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.has_change_permission(request)


class Page(WithCodes, Guarded, ModelAdmin):  # type: ignore[misc]  # the theme has no types
    """A page of the back office: bounded lists, no counting of whole tables, names before ids."""

    list_per_page = 50
    list_max_show_all = 0
    show_full_result_count = False
    paginator = Bounded
    warn_unsaved_form = True
    list_select_related: Any = ()
    actions: ClassVar[Any] = ("export_chosen",)
    related: ClassVar[tuple[Related, ...]] = ()
    # Whether the database itself notes each change of the table (``core_note_setting``).
    is_watched: ClassVar[bool] = False
    change_form_before_template = "backoffice/related.html"
    list_filter_submit = True
    list_filter_sheet = False
    # How rows are found by what is typed, where they are too many to be read (``core.lookups``).
    found_by: ClassVar[tuple[Way, ...]] = ()

    # --- what is typed ----------------------------------------------------------------------
    @property
    def search_fields(self) -> tuple[str, ...]:
        """The field of the search exists as long as something is named here."""
        return ("pk",) if self.found_by else ()

    @property
    def search_help_text(self) -> str:
        return " · ".join(map(str, self.found_by_words()))

    def found_by_words(self) -> Sequence[Any]:
        """Name what can be typed, each thing once."""
        named = (name for way in self.found_by for name in way.says(self.model))
        return list({str(name): name for name in named}.values())

    def found(self, rows: QuerySet[Any], typed: str) -> list[Any]:
        """Give the keys of the newest rows that are found by what is typed, or have it as their id."""
        if not self.found_by:
            found, _ = ModelAdmin.get_search_results(self, None, rows, typed)
            return list(found.values_list("pk", flat=True)[: lookups.NEWEST])
        own = (Exactly("pk", ID, lookups.whole),) if has_numbered_rows(self.model) else ()
        return lookups.newest(rows, (*own, *self.found_by), typed)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        if not self.found_by or not search_term.strip():
            read: tuple[QuerySet[Any], bool] = super().get_search_results(
                request, queryset, search_term
            )
            return read
        return queryset.filter(pk__in=self.found(queryset, search_term)), False

    # --- codes by their names ---------------------------------------------------------------
    def get_list_display(self, request: HttpRequest) -> Any:
        return self._named(super().get_list_display(request))

    def get_list_filter(self, request: HttpRequest) -> Any:
        return [
            (one, filter_by(self.codes[one])) if one in self.codes else one
            for one in super().get_list_filter(request)
        ]

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        return self._named(super().get_fields(request, obj))

    # --- the list ---------------------------------------------------------------------------
    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.order_by("-pk")

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        return ("-pk",)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Whatever is chosen, nothing is deleted in bulk."""
        chosen: dict[str, Any] = super().get_actions(request)
        chosen.pop("delete_selected", None)
        return chosen

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return obj is not None and super().has_delete_permission(request, obj)

    @admin.action(description=_("Download the chosen rows (CSV)"))
    def export_chosen(self, request: HttpRequest, chosen: QuerySet[Any]) -> HttpResponse:
        """Give the list's columns of the chosen rows as a file that Excel opens; noted in the log."""
        columns = list(self.get_list_display(request))
        rows = list(chosen.select_related(*self.list_select_related)[: EXPORTED_AT_ONCE + 1])
        if len(rows) > EXPORTED_AT_ONCE:
            rows = rows[:EXPORTED_AT_ONCE]
            words = _("Only the first %(count)d of the chosen rows are in the file.")
            messages.warning(request, words % {"count": EXPORTED_AT_ONCE})
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow([safe_cell(str(column_title(self, name))) for name in columns])
        for row in rows:
            writer.writerow([safe_cell(column_value(self, name, row)) for name in columns])
        about = self.model()
        taken = {"rows": len(rows), "model": self.model._meta.label_lower}
        opens_transaction(staff.note)(request, "rows.export", about, after=taken)
        answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
        name = f"{self.model._meta.model_name}.csv"
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer

    # --- what belongs to an object ----------------------------------------------------------
    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *rest: Any, **more: Any
    ) -> Any:
        shown = more.get("obj")
        context["related_lists"] = list(self._related(request, shown)) if shown else []
        return super().render_change_form(request, context, *rest, **more)

    def _related(self, request: HttpRequest, shown: Model) -> Iterable[dict[str, Any]]:
        for label, model, lookup, of in self.related:
            page = next(
                (p for m, p in self.admin_site._registry.items() if m._meta.label_lower == model),
                None,
            )
            value = getattr(shown, of)
            if page is None or value is None or not page.has_view_permission(request):
                continue
            address = reverse(f"admin:{model.replace('.', '_')}_changelist")
            yield {"label": label, "address": f"{address}?{lookup}={value}"}

    # --- the record -------------------------------------------------------------------------
    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        staff.acting(request)
        super().save_model(request, obj, form, change)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        staff.acting(request)
        super().delete_model(request, obj)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        self._note(request, "add", obj, after=_columns(obj))

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        changed = getattr(request, "_changed", {})
        self._note(
            request,
            "change",
            obj,
            before={name: pair[0] for name, pair in changed.items()},
            after={name: pair[1] for name, pair in changed.items()},
        )

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        for obj in queryset:
            self._note(request, "delete", obj, before=_columns(obj))

    def construct_change_message(self, request: HttpRequest, form: Any, *rest: Any) -> Any:
        """Keep what the form changed, for the log."""
        request._changed = {  # type: ignore[attr-defined]
            name: (_shown(form.initial.get(name)), _shown(form.cleaned_data.get(name)))
            for name in form.changed_data
        }
        return super().construct_change_message(request, form, *rest)

    def _note(self, request: HttpRequest, verb: str, obj: Any, **values: Any) -> None:
        if not self.is_watched:
            staff.note(request, f"page.{verb}", obj, **values)

    def history_view(self, *args: Any, **kwargs: Any) -> Any:
        """The log is the one place where history is read."""
        raise PermissionDenied


def _columns(obj: Model) -> dict[str, Any]:
    return {
        field.attname: _shown(getattr(obj, field.attname))
        for field in obj._meta.concrete_fields
        if not isinstance(field, models.BinaryField)
    }


def _shown(value: Any) -> Any:
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, QuerySet | list | tuple):
        return [_shown(one) for one in value]
    return value


def column_title(page: Page, name: Any) -> Any:
    return label_for_field(name, page.model, model_admin=page)


def column_value(page: Page, name: Any, row: Any) -> object:
    """Give what a column shows: amounts and counts as numbers, which a minus makes no formula of."""
    if isinstance(name, Linked):
        target = name.target(row)
        return "" if target is None else str(target)
    if isinstance(name, Coded):
        return str(name(row))
    field, _attribute, value = lookup_field(name, row, page)
    if field is not None and field.choices:
        value = dict(field.flatchoices).get(value, value)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return value
    return "" if value is None else str(value)


class ReadOnly(Page):
    """A page to look at: what is shown is written by actions alone."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class OneRow(Page):
    """The page of a table with one row: it is changed, never added to and never emptied."""

    exclude = ("id",)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """While nobody has changed anything there is no row: the form shows what holds until then."""
        if request.method == "GET" and self.has_add_permission(request):
            meta = self.model._meta
            return redirect(f"admin:{meta.app_label}_{meta.model_name}_add")
        return super().changelist_view(request, extra_context)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return super().has_add_permission(request) and not self.model.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class Rows(WithCodes, Guarded, TabularInline):  # type: ignore[misc]
    """Rows that belong to an object, shown below it and not changed there."""

    seen_by = EVERYBODY
    extra = 0
    can_delete = False
    show_change_link = False
    tab = True
    # The foreign keys that are read along.
    select: ClassVar[tuple[str, ...]] = ()

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self._named(self.fields)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self._named(self.fields)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.select_related(*self.select).order_by("-pk")


def each(
    page: Page,
    request: HttpRequest,
    chosen: Iterable[Any],
    *,
    name: str,
    act: Callable[[Any], Any],
) -> None:
    """Do ``act`` to each of the chosen, in a transaction each; tell what was done and what refused."""
    done = 0
    for row in chosen:
        try:
            opens_transaction(_one)(request, name, row, act)
        except Problem as refusal:
            messages.error(request, f"{row}: {refusal.title}")
        else:
            done += 1
    if done:
        messages.success(request, _("Done for %(count)d.") % {"count": done})


@joins_transaction
def _one(request: HttpRequest, name: str, row: Any, act: Callable[[Any], Any]) -> None:
    staff.acting(request)
    act(row)
    staff.note(request, name, row)


@admin.register(StaffAction)
class StaffActionPage(ReadOnly):
    """Who did what, when and from where, with before and after."""

    list_display = (
        "created_at",
        Linked("by", _("by")),
        "action",
        "shown_object",
        "reason",
        "address",
    )
    list_filter = ("action", ("created_at", admin.DateFieldListFilter))
    list_select_related = ("by",)
    found_by = (
        Begins("about_name", lookups.NAME),
        Exactly("about_id", ID),
        Exactly("request_id", _("a request's number")),
        Words("reason", label=_("words of the reason")),
        Through("by"),
    )
    fields = (
        "created_at",
        "by",
        "action",
        "shown_object",
        "about_type",
        "about_id",
        "reason",
        "before",
        "after",
        "address",
        "request_id",
    )
    readonly_fields = ("shown_object",)
    actions: ClassVar[Any] = ()

    @admin.display(description=_("of what"))
    def shown_object(self, row: StaffAction) -> str:
        text = row.about_name or f"{row.about_type} {row.about_id}"
        try:
            name = f"admin:{row.about_type.replace('.', '_')}_change"
            address = reverse(name, args=[row.about_id])
        except NoReverseMatch:
            return text
        return format_html('<a class="link" href="{}">{}</a>', address, text)
