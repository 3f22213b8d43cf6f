from functools import partial
from typing import Any, ClassVar, cast

from django import forms
from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminFileFieldWidget, UnfoldAdminTextInputWidget

from core import staff
from core.admin import ADMINS, EVERYBODY, Linked, OneRow, Page, ReadOnly, Related, Rows, each
from core.lookups import CODE, NAME, REFERENCE, Begins, Exactly, Through, Words
from core.problems import Problem
from core.staff import ADMIN, MODERATOR, roles_of
from custom_auth.models import User
from products.actions import imports, moderation, reviews, search
from products.errors import ImportUnderWay
from products.models import (
    Attribute,
    Category,
    CategoryImage,
    CategorySlug,
    ImportRow,
    LexiconEntry,
    Listing,
    ModerationEvent,
    PriceChange,
    Product,
    ProductImage,
    ProductImport,
    ProductSlug,
    QueryLog,
    RecentView,
    Review,
    ReviewImage,
    ReviewReport,
    ReviewRight,
    ReviewVote,
    Revision,
    ShippingHint,
    ShopRules,
    StockMovement,
    Variant,
    WishlistItem,
)
from products.models.imports import PROGRESS
from products.search.fold import fold

MODERATORS = frozenset({MODERATOR, ADMIN})


def folded(term: str) -> list[str]:
    """Write what is typed as queries are kept."""
    return [fold(term)]


class Moderated(ReadOnly):
    """A page on which moderators may act on many rows at once."""

    seen_by = EVERYBODY

    def has_moderate_permission(self, request: HttpRequest) -> bool:
        return bool(roles_of(request) & MODERATORS)


class VariantRows(Rows):
    model = Variant
    fields = ("sku", "choices", "price", "stock", "is_active")


class ImageRows(Rows):
    model = ProductImage
    fields = ("alt", "is_primary", "status", "error", "width", "height")


class ModerationRows(Rows):
    model = ModerationEvent
    select = ("by",)
    fields = ("from_state", "to_state", "reasons", "by", "created_at")


class PriceRows(Rows):
    model = PriceChange
    fields = ("price", "began_at")


class SlugRows(Rows):
    model = ProductSlug
    fields = ("slug",)


@admin.register(Product)
class ProductPage(Moderated):
    list_display = (
        "name",
        "sku",
        Linked("seller", _("seller")),
        Linked("category", _("category")),
        "price",
        "stock",
        "state",
        "is_active",
    )
    list_filter = ("state", "is_active", "is_featured", "made_to_order", "category")
    list_select_related = ("seller", "category")
    found_by = (Words("name", "name_en", label=NAME), Begins("sku", CODE), Through("seller"))
    exclude = ("rating_histogram",)
    inlines = (VariantRows, ImageRows, PriceRows, ModerationRows, SlugRows)
    actions: ClassVar[Any] = (
        "approve_chosen",
        "feature_chosen",
        "unfeature_chosen",
        "export_chosen",
    )
    related: ClassVar[Any] = (
        Related(_("Variants"), "products.variant", "product__id__exact"),
        Related(_("Reviews"), "products.review", "product__id__exact"),
        Related(_("Stock movements"), "products.stockmovement", "variant__product__id__exact"),
        Related(_("Sold lines"), "orders.orderitem", "product__id__exact"),
    )

    @admin.action(description=_("Put the chosen pieces on show"), permissions=["moderate"])
    def approve_chosen(self, request: HttpRequest, chosen: QuerySet[Product]) -> None:
        act = partial(moderation.approve, by=cast(User, request.user), now=timezone.now())
        each(self, request, chosen, name="products.approve", act=act)

    @admin.action(description=_("Feature the chosen pieces"), permissions=["moderate"])
    def feature_chosen(self, request: HttpRequest, chosen: QuerySet[Product]) -> None:
        act = partial(moderation.feature, until=None)
        each(self, request, chosen, name="products.feature", act=act)

    @admin.action(description=_("Stop featuring the chosen pieces"), permissions=["moderate"])
    def unfeature_chosen(self, request: HttpRequest, chosen: QuerySet[Product]) -> None:
        def act(product: Product) -> None:
            moderation.stop_featuring([product.pk])

        each(self, request, chosen, name="products.stop-featuring", act=act)


@admin.register(Variant)
class VariantPage(ReadOnly):
    seen_by = EVERYBODY
    list_display = (
        "sku",
        Linked("product", _("product")),
        "choices",
        "price",
        "stock",
        "is_active",
    )
    list_filter = ("is_active",)
    list_select_related = ("product",)
    found_by = (Begins("sku", CODE), Through("product"))
    related: ClassVar[Any] = (
        Related(_("Stock movements"), "products.stockmovement", "variant__id__exact"),
    )


@admin.register(ProductImage)
class ImagePage(ReadOnly):
    seen_by = EVERYBODY
    list_display = ("id", Linked("product", _("product")), "alt", "is_primary", "status", "error")
    list_filter = ("status", "is_primary")
    list_select_related = ("product",)
    found_by = (Through("product"),)


class CategoryImageRows(Rows):
    model = CategoryImage
    fields = ("alt", "status", "error", "created_at")


class CategorySlugRows(Rows):
    model = CategorySlug
    fields = ("slug",)


@admin.register(Category)
class CategoryPage(ReadOnly):
    """The tree. It is changed through its own actions, which keep paths, slugs and the window true."""

    seen_by = EVERYBODY
    list_display = (
        "name",
        "name_en",
        "slug",
        Linked("parent", _("parent")),
        "position",
        "is_active",
    )
    list_filter = ("is_active",)
    list_select_related = ("parent",)
    search_fields = ("name", "name_en", "slug")
    inlines = (CategoryImageRows, CategorySlugRows)
    related: ClassVar[Any] = (
        Related(_("Pieces"), "products.product", "category__id__exact"),
        Related(_("Categories below it"), "products.category", "parent__id__exact"),
    )


@admin.register(Attribute)
class AttributePage(Page):
    seen_by = EVERYBODY
    changed_by = MODERATORS
    list_display = ("name", "code", "kind", "unit", "is_facet", "position")
    list_filter = ("kind", "is_facet")
    search_fields = ("name", "name_en", "code")
    autocomplete_fields = ("categories",)


@admin.register(StockMovement)
class StockMovementPage(ReadOnly):
    seen_by = EVERYBODY
    list_display = (
        "id",
        Linked("variant", _("variant")),
        "change",
        "reason",
        "reference",
        Linked("by", _("by")),
        "created_at",
    )
    list_filter = ("reason",)
    list_select_related = ("variant", "by")
    found_by = (Through("variant"), Exactly("reference", REFERENCE))

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        of_product = lookup == "variant__product__id__exact"
        return of_product or bool(super().lookup_allowed(lookup, value, request))


@admin.register(Revision)
class RevisionPage(ReadOnly):
    seen_by = EVERYBODY
    list_display = ("id", Linked("product", _("product")), "created_at", "updated_at")
    list_filter = ("updated_at",)
    list_select_related = ("product",)
    found_by = (Through("product"),)


class ReportRows(Rows):
    model = ReviewReport
    select = ("user",)
    fields = ("user", "reason", "note", "handled_at", "created_at")


class ReviewImageRows(Rows):
    model = ReviewImage
    fields = ("status", "error", "width", "height")


@admin.register(Review)
class ReviewPage(Moderated):
    list_display = (
        "id",
        Linked("product", _("product")),
        Linked("user", _("buyer")),
        "rating",
        "is_hidden",
        "report_count",
        "created_at",
    )
    list_filter = ("is_hidden", "rating")
    list_select_related = ("product", "user")
    found_by = (
        Through("product"),
        Through("user"),
        Words("comment", label=_("words of the review")),
    )
    inlines = (ReportRows, ReviewImageRows)
    actions: ClassVar[Any] = ("hide_chosen", "show_chosen", "export_chosen")

    @admin.action(description=_("Hide the chosen reviews"), permissions=["moderate"])
    def hide_chosen(self, request: HttpRequest, chosen: QuerySet[Review]) -> None:
        act = partial(reviews.hide, is_hidden=True, now=timezone.now())
        each(self, request, chosen, name="reviews.hide", act=act)

    @admin.action(description=_("Show the chosen reviews again"), permissions=["moderate"])
    def show_chosen(self, request: HttpRequest, chosen: QuerySet[Review]) -> None:
        act = partial(reviews.hide, is_hidden=False, now=timezone.now())
        each(self, request, chosen, name="reviews.keep", act=act)


@admin.register(ReviewReport)
class ReportPage(ReadOnly):
    seen_by = MODERATORS
    list_display = ("id", Linked("review"), Linked("user", _("by")), "reason", "handled_at")
    list_filter = ("reason", ("handled_at", admin.EmptyFieldListFilter))
    list_select_related = ("review", "user")
    found_by = (Through("user"), Through("review"))


class BuyerAndPiece(ReadOnly):
    """What ties a buyer to a piece, the latest first."""

    noted: ClassVar[tuple[str, ...]] = ("created_at",)
    list_select_related = ("user", "product")
    found_by = (Through("user"), Through("product"))

    def get_list_display(self, request: HttpRequest) -> Any:
        return ("id", Linked("user", _("buyer")), Linked("product", _("product")), *self.noted)

    def get_list_filter(self, request: HttpRequest) -> Any:
        return self.noted[-1:]


@admin.register(ReviewRight)
class RightPage(BuyerAndPiece):
    """Who may review what, because it was delivered to them."""

    seen_by = EVERYBODY


@admin.register(ReviewVote)
class VotePage(ReadOnly):
    seen_by = MODERATORS
    list_display = ("id", Linked("review"), Linked("user", _("by")))
    list_select_related = ("review", "user")
    found_by = (Through("user"),)


@admin.register(WishlistItem)
class WishPage(BuyerAndPiece):
    seen_by = EVERYBODY
    noted = ("price_seen", "created_at")


@admin.register(RecentView)
class ViewPage(BuyerAndPiece):
    seen_by = ADMINS
    noted = ("viewed_at",)


@admin.register(Listing)
class ListingPage(ReadOnly):
    """The prepared window: what the public sees of a piece, and why it does or does not."""

    seen_by = EVERYBODY
    # A column that the database derives is no yes-or-no to the theme.
    codes: ClassVar[Any] = {"is_open": {True: _("Yes"), False: _("No")}}
    list_display = (
        "product",
        "is_open",
        "product_ok",
        "seller_ok",
        "category_ok",
        "in_stock",
        "price",
        "changed_at",
    )
    list_filter = ("is_open", "product_ok", "seller_ok", "category_ok", "in_stock")
    list_select_related = ("product",)
    found_by = (Through("product"),)
    fields = (
        "product",
        "is_open",
        "product_ok",
        "seller_ok",
        "category_ok",
        "in_stock",
        "price",
        "rating",
        "popularity",
        "is_featured",
        "published_at",
        "changed_at",
        "version",
    )


@admin.register(ShippingHint)
class HintPage(ReadOnly):
    seen_by = EVERYBODY
    list_display = ("seller_id", "cost_from", "free_above", "days_min", "days_max")
    found_by = (Through("seller_id", to="custom_auth.User"),)


@admin.register(LexiconEntry)
class LexiconPage(Page):
    """Staff's lexicon: an entry that they changed or took out of use stays so over releases."""

    seen_by = EVERYBODY
    changed_by = MODERATORS
    list_display = ("code", "kind", "ar", "en", "is_active", "is_edited")
    list_filter = ("kind", "is_active", "is_edited")
    search_fields = ("code", "ar", "en", "latin")

    def save_model(self, request: HttpRequest, obj: LexiconEntry, form: Any, change: Any) -> None:
        search.save_entry(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False  # taken out of use instead, or the next release would bring it back


class NothingFound(admin.SimpleListFilter):
    title = _("found")
    parameter_name = "nothing"

    def lookups(self, request: HttpRequest, page: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Nothing was found"))]

    def queryset(self, request: HttpRequest, rows: QuerySet[QueryLog]) -> QuerySet[QueryLog]:
        return rows.filter(found=0) if self.value() == "yes" else rows


@admin.register(QueryLog)
class QueryPage(ReadOnly):
    """What was asked for; with the filter, the work list of what nobody found."""

    seen_by = EVERYBODY
    list_display = ("query", "times", "found", "reading", "unknown", "last_asked_on")
    list_filter = (NothingFound, "last_asked_on")
    found_by = (Begins("query", _("the beginning of a query"), folded, is_cased=True),)

    def get_queryset(self, request: HttpRequest) -> QuerySet[QueryLog]:
        return QueryLog.objects.order_by("-times", "-pk")

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        return ("-times", "-pk")


@admin.register(ShopRules)
class ShopRulesPage(OneRow):
    seen_by = MODERATORS
    changed_by = ADMINS
    is_watched = True
    list_display = ("__str__", "moderation")


class ImportForm(forms.ModelForm[ProductImport]):
    """A table of a seller's pieces, sent by staff in the seller's stead."""

    email = forms.EmailField(
        label=_("The seller's e-mail"), widget=UnfoldAdminTextInputWidget(attrs={"dir": "ltr"})
    )
    file = forms.FileField(
        label=_("Table (XLSX or CSV)"),
        help_text=_("Up to 1000 rows, headed as the sellers' template is."),
        widget=UnfoldAdminFileFieldWidget,
    )
    archive = forms.FileField(
        label=_("Pictures (ZIP)"), required=False, widget=UnfoldAdminFileFieldWidget
    )

    class Meta:
        model = ProductImport
        fields = ("email", "file", "archive", "is_dry_run", "on_existing")

    def clean_email(self) -> str:
        seller = User.objects.filter(email__iexact=self.cleaned_data["email"]).first()
        if seller is None or not seller.profile.is_seller or seller.profile.suspended_at:
            raise forms.ValidationError(_("Nobody who sells has this e-mail."))
        if ProductImport.objects.visible_to(seller).unfinished().exists():
            raise forms.ValidationError(ImportUnderWay.title)
        self.seller = seller
        return str(seller.email)

    def clean_file(self) -> Any:
        return self._read("file", imports.read_table)

    def clean_archive(self) -> Any:
        return self._read("archive", imports.read_pictures)

    def _read(self, name: str, reading: Any) -> Any:
        file = self.cleaned_data.get(name)
        if file:
            try:
                reading(file)
            except Problem as refusal:
                raise forms.ValidationError(
                    f"{refusal.title} {refusal.detail}".strip()
                ) from refusal
        return file


@admin.register(ProductImport)
class ImportPage(Page):
    """Tables of pieces and how far they are. Staff may send one in a seller's stead; none is changed."""

    seen_by = EVERYBODY
    changed_by = MODERATORS
    form = ImportForm
    list_display = (
        "file_name",
        Linked("seller", _("seller")),
        "status",
        "is_dry_run",
        "rows_total",
        "rows_added",
        "rows_changed",
        "rows_failed",
        "created_at",
    )
    list_filter = ("status", "is_dry_run")
    list_select_related = ("seller",)
    found_by = (Through("seller"), Begins("file_name", _("the beginning of a file's name")))
    related: ClassVar[Any] = (Related(_("Rows"), "products.importrow", "of__id__exact"),)

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        if obj is None:
            return ImportForm.Meta.fields
        return ("file_name", "seller", "asked_by", "is_dry_run", "on_existing", *PROGRESS)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        staff.acting(request)
        given = form.cleaned_data
        with imports.kept(given["file"], given["archive"]) as files:
            made = imports.begin(
                form.seller,
                files,
                by=cast(User, request.user),
                language=get_language() or "ar",
                is_dry_run=given["is_dry_run"],
                on_existing=given["on_existing"],
            )
        obj.__dict__.update(made.__dict__)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return super().has_change_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(ImportRow)
class ImportRowPage(ReadOnly):
    seen_by = EVERYBODY
    list_display = ("number", "name", "outcome", "reasons", Linked("product", _("product")))
    list_filter = ("outcome",)
    list_select_related = ("product",)
    found_by = (Through("of"), Through("product"))
    fields = ("of", "number", "name", "outcome", "reasons", "product")
    readonly_fields = ("reasons",)

    @admin.display(description=_("what is wrong"))
    def reasons(self, row: ImportRow) -> str:
        return " · ".join(f"{one['column']}: {one['message']}" for one in row.problems)
