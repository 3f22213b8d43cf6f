from typing import Any

from django.contrib import admin
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest

from core.admin import Page, ReadOnly, Rows
from custom_auth.models import (
    Address,
    ApplicationEvent,
    Governorate,
    SellerApplication,
    Session,
    SignIn,
    User,
    UserProfile,
)

admin.site.unregister(Group)


class SessionRows(Rows):
    model = Session
    fields = ("device", "address", "created_at", "last_used_at", "ended_because")


class AddressRows(Rows):
    model = Address
    fields = (
        "recipient",
        "phone_number",
        "governorate",
        "city",
        "street",
        "building",
        "is_default",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("governorate")


@admin.register(User)
class UserPage(Page):
    list_display = ("email", "first_name", "last_name", "is_active", "is_staff", "date_joined")
    list_filter = ("is_staff", "is_active", "profile__user_type")
    search_fields = ("email", "first_name", "last_name", "profile__phone_number")
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
        "email_verified_at",
        "date_joined",
        "last_login",
        "erase_after",
        "erased_at",
    )
    filter_horizontal = ("groups",)
    inlines = (AddressRows, SessionRows)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(UserProfile)
class ProfilePage(ReadOnly):
    list_display = (
        "user",
        "display_name",
        "user_type",
        "is_verified",
        "product_count",
        "suspended_at",
    )
    list_filter = ("user_type", "is_verified", "governorate")
    list_select_related = ("user",)
    search_fields = ("user__email", "display_name", "store_name", "phone_number")
    exclude = ("tax_id",)


class ApplicationEventRows(Rows):
    model = ApplicationEvent
    fields = ("from_status", "to_status", "reasons", "by", "created_at")


@admin.register(SellerApplication)
class ApplicationPage(ReadOnly):
    list_display = (
        "user",
        "user_type",
        "track",
        "store_name",
        "specialty",
        "status",
        "submitted_at",
    )
    list_filter = ("status", "user_type", "track", "governorate")
    list_select_related = ("user",)
    search_fields = ("user__email", "store_name", "specialty")
    inlines = (ApplicationEventRows,)


@admin.register(SignIn)
class SignInPage(ReadOnly):
    list_display = ("user", "succeeded", "address", "device", "created_at")
    list_filter = ("succeeded",)
    list_select_related = ("user",)
    search_fields = ("user__email", "address")


@admin.register(Governorate)
class GovernoratePage(Page):
    list_display = ("code", "name", "name_en", "position")
