from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget, UnfoldAdminTextareaWidget

from core import staff
from core.admin import ADMINS, EVERYBODY, Linked, Page, ReadOnly, Related, Rows
from core.lookups import EMAIL, NAME, PHONE, Begins, Behind, Exactly, Through, Words, lower
from core.problems import Problem
from core.staff import ADMIN, FINANCE, MODERATOR, SUPPORT
from core.transactions import joins_transaction, opens_transaction
from custom_auth.actions import lost_factors, sessions, two_factor
from custom_auth.models import (
    Address,
    ApplicationEvent,
    Consent,
    Governorate,
    SellerApplication,
    SellerDocument,
    Session,
    SignIn,
    SocialAccount,
    TwoFactor,
    User,
    UserProfile,
)
from custom_auth.phones import normal_phone

admin.site.unregister(Group)
SUPPORTERS = frozenset({SUPPORT, ADMIN})
RIGHTS = frozenset({"is_active", "is_staff", "groups"})
ROLE_NAMES = {
    SUPPORT: _("Support"),
    FINANCE: _("Finance"),
    MODERATOR: _("Moderator"),
    ADMIN: _("Administrator"),
}
NETWORK_ADDRESS = _("a network address")


def phone_in(term: str) -> list[str]:
    """Take what is typed for a phone number, however it is written."""
    number = normal_phone(term)
    return [number] if number else []


PROFILE_WAYS = (
    Exactly("phone_number", PHONE, phone_in),
    Words("display_name", "display_name_en", "store_name", label=NAME),
)
APPLICATION_STAFF = frozenset({SUPPORT, MODERATOR, ADMIN})


class SessionRows(Rows):
    seen_by = SUPPORTERS
    model = Session
    fields = ("device", "is_browser", "address", "created_at", "last_used_at", "ended_because")


class AddressRows(Rows):
    seen_by = SUPPORTERS
    model = Address
    select = ("governorate",)
    fields = (
        "recipient",
        "phone_number",
        "governorate",
        "city",
        "street",
        "building",
        "is_default",
    )


class ResetFactorForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("How you made sure that it is this person who asks. It stands in the log."),
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3, "dir": "auto"}),
    )


class RolesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """The few roles there are, each with its name and a box to tick."""

    def __init__(self, **options: Any) -> None:
        widget = UnfoldAdminCheckboxSelectMultipleWidget
        super().__init__(required=False, widget=widget, **options)

    def label_from_instance(self, role: Any) -> str:
        return str(ROLE_NAMES.get(role.name, role.name))


@admin.register(User)
class UserPage(Page):
    """People. Who they are is theirs to change; staff may close an account and give roles."""

    seen_by = EVERYBODY
    changed_by = ADMINS
    list_display = ("email", "first_name", "last_name", "is_active", "is_staff", "date_joined")
    list_filter = ("is_staff", "is_active", "profile__user_type")
    found_by = (
        Begins("email", EMAIL, lower, is_cased=True),
        Words("first_name", "last_name", label=NAME),
        Behind("custom_auth.UserProfile", "user", PROFILE_WAYS),
    )
    fields = (
        "email",
        "first_name",
        "last_name",
        "language",
        "is_active",
        "is_staff",
        "groups",
        "email_verified_at",
        "date_joined",
        "last_login",
        "erase_after",
        "erased_at",
    )
    readonly_fields = (
        "email",
        "first_name",
        "last_name",
        "language",
        "email_verified_at",
        "date_joined",
        "last_login",
        "erase_after",
        "erased_at",
    )
    inlines = (AddressRows, SessionRows)
    related: ClassVar[Any] = (
        Related(_("Profile"), "custom_auth.userprofile", "user__id__exact"),
        Related(_("Orders"), "orders.order", "user__id__exact"),
        Related(_("Sold parcels"), "orders.parcel", "seller__id__exact"),
        Related(_("Returns"), "orders.return", "user__id__exact"),
        Related(_("Payments"), "payment.payment", "user__id__exact"),
        Related(_("Pieces"), "products.product", "seller__id__exact"),
        Related(_("Reviews"), "products.review", "user__id__exact"),
        Related(_("Wallet"), "wallet.wallet", "user__id__exact"),
        Related(_("Payouts"), "wallet.payout", "user__id__exact"),
        Related(_("Application"), "custom_auth.sellerapplication", "user__id__exact"),
        Related(_("Sign-ins"), "custom_auth.signin", "user__id__exact"),
        Related(_("Notices"), "notifications.notification", "user__id__exact"),
        Related(_("What they did as staff"), "core.staffaction", "by__id__exact"),
    )

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def formfield_for_manytomany(self, db_field: Any, request: Any, **options: Any) -> Any:
        if db_field.name == "groups":
            return RolesField(label=_("Roles"), queryset=Group.objects.order_by("pk"))
        return super().formfield_for_manytomany(db_field, request, **options)

    # --- a lost second factor -----------------------------------------------------------------
    def get_urls(self) -> list[URLPattern]:
        reset = path(
            "<int:pk>/second-factor/",
            self.admin_site.admin_view(self.reset_factor),
            name="custom_auth_user_second_factor",
        )
        return [reset, *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *rest: Any, **more: Any
    ) -> Any:
        shown = more.get("obj")
        if shown and self._may_reset(request, shown) and two_factor.is_on(shown):
            address = reverse("admin:custom_auth_user_second_factor", args=[shown.pk])
            context["steps"] = [{"label": _("Reset the second factor"), "address": address}]
        return super().render_change_form(request, context, *rest, **more)

    def _may_reset(self, request: HttpRequest, person: User) -> bool:
        return self.has_change_permission(request, person) and person.pk != request.user.pk

    def reset_factor(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for the reason and remove somebody's second factor; it is noted and they are told."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        person = get_object_or_404(User, pk=pk)
        there = redirect("admin:custom_auth_user_change", person.pk)
        form = ResetFactorForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                opens_transaction(_reset)(request, person, form.cleaned_data["reason"])
            except Problem as refusal:
                messages.error(request, str(refusal.title))
            else:
                messages.success(request, _("The second factor is off; the person was told."))
            return there
        if not self._may_reset(request, person) or not two_factor.is_on(person):
            messages.error(request, _("There is no second factor here that you could reset."))
            return there
        title = _("Reset the second factor")
        context = {**self.admin_site.each_context(request), "title": title}
        more = {"person": person, "form": form}
        return render(request, "backoffice/reset_factor.html", {**context, **more})

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        """Sign out everywhere whoever's rights have changed: what was begun with others is over."""
        super().save_related(request, form, formsets, change)
        if RIGHTS & set(form.changed_data):
            sessions.end_all(form.instance, because="rights", now=timezone.now())


@joins_transaction
def _reset(request: HttpRequest, person: User, reason: str) -> None:
    staff.acting(request)
    by = User.objects.get(pk=request.user.pk)
    since = lost_factors.reset(person, by=by, now=timezone.now())
    before, after = {"second_factor_since": since}, {"second_factor_since": None}
    staff.note(request, "second_factor.reset", person, reason=reason, before=before, after=after)


@admin.register(UserProfile)
class ProfilePage(ReadOnly):
    seen_by = EVERYBODY
    list_display = (
        "display_name",
        Linked("user", _("person")),
        "user_type",
        "is_verified",
        "product_count",
        "suspended_at",
    )
    list_filter = ("user_type", "is_verified", "governorate")
    list_select_related = ("user",)
    found_by = (Through("user"),)
    exclude = ("tax_id",)
    related: ClassVar[Any] = (
        Related(_("Pieces"), "products.product", "seller__id__exact", of="user_id"),
        Related(_("Sold parcels"), "orders.parcel", "seller__id__exact", of="user_id"),
        Related(_("Payouts"), "wallet.payout", "user__id__exact", of="user_id"),
    )


class ApplicationEventRows(Rows):
    model = ApplicationEvent
    select = ("by",)
    fields = ("from_status", "to_status", "reasons", "by", "created_at")


class DocumentRows(Rows):
    """The papers themselves are opened on the review page, through links that soon expire."""

    seen_by = APPLICATION_STAFF
    model = SellerDocument
    fields = ("kind", "content_type", "size", "created_at", "delete_on")


@admin.register(SellerApplication)
class ApplicationPage(ReadOnly):
    seen_by = APPLICATION_STAFF
    list_display = (
        "__str__",
        Linked("user", _("person")),
        "user_type",
        "track",
        "status",
        "submitted_at",
    )
    list_filter = ("status", "user_type", "track", "governorate")
    list_select_related = ("user",)
    found_by = (Through("user"), Words("store_name", "specialty", label=NAME))
    exclude = ("tax_id",)
    inlines = (DocumentRows, ApplicationEventRows)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *rest: Any, **more: Any
    ) -> Any:
        shown = more.get("obj")
        if shown is not None:
            address = reverse("admin:queue_item", args=["applications", shown.pk])
            context["steps"] = [
                {"label": _("Decide on the application"), "address": address, "tone": "plain"}
            ]
        return super().render_change_form(request, context, *rest, **more)


@admin.register(SignIn)
class SignInPage(ReadOnly):
    seen_by = SUPPORTERS
    list_display = (
        "id",
        Linked("user", _("person")),
        "succeeded",
        "address",
        "device",
        "created_at",
    )
    list_filter = ("succeeded",)
    list_select_related = ("user",)
    found_by = (Through("user"), Exactly("address", NETWORK_ADDRESS))


@admin.register(Session)
class SessionPage(ReadOnly):
    seen_by = SUPPORTERS
    list_display = (
        "id",
        Linked("user", _("person")),
        "device",
        "is_browser",
        "address",
        "last_used_at",
        "ended_at",
    )
    list_filter = ("is_browser", ("ended_at", admin.EmptyFieldListFilter))
    list_select_related = ("user",)
    found_by = (Through("user"), Exactly("address", NETWORK_ADDRESS))


@admin.register(Address)
class AddressPage(ReadOnly):
    seen_by = SUPPORTERS
    list_display = ("id", Linked("user", _("person")), "recipient", "governorate", "city", "street")
    list_filter = ("governorate", "is_default")
    list_select_related = ("user", "governorate")
    found_by = (
        Through("user"),
        Words("recipient", label=NAME),
        Exactly("phone_number", PHONE, phone_in),
    )


@admin.register(Consent)
class ConsentPage(ReadOnly):
    seen_by = SUPPORTERS
    list_display = (
        "id",
        Linked("user", _("person")),
        "purpose",
        "version",
        "is_given",
        "created_at",
    )
    list_filter = ("purpose", "is_given")
    list_select_related = ("user",)
    found_by = (Through("user"),)


@admin.register(TwoFactor)
class TwoFactorPage(ReadOnly):
    """Who has a second factor. Its secret is shown to nobody."""

    seen_by = ADMINS
    list_display = ("user", "confirmed_at", "created_at")
    list_filter = (("confirmed_at", admin.EmptyFieldListFilter),)
    list_select_related = ("user",)
    found_by = (Through("user"),)
    exclude = ("secret", "last_step")


@admin.register(SocialAccount)
class SocialAccountPage(ReadOnly):
    seen_by = SUPPORTERS
    list_display = ("id", Linked("user", _("person")), "provider", "created_at")
    list_filter = ("provider",)
    list_select_related = ("user",)
    found_by = (Through("user"),)
    exclude = ("subject",)


@admin.register(Governorate)
class GovernoratePage(Page):
    seen_by = EVERYBODY
    changed_by = ADMINS
    list_display = ("code", "name", "name_en", "position")
    search_fields = ("name", "name_en", "code")
