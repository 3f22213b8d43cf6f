from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core.admin import ADMINS, EVERYBODY, Linked, Page, ReadOnly
from core.staff import ADMIN, SUPPORT
from notifications.models import (
    Delivery,
    Device,
    Notice,
    NoticeText,
    Notification,
    Preference,
    QuietHours,
)

SUPPORTERS = frozenset({SUPPORT, ADMIN})


@admin.register(Delivery)
class DeliveryPage(ReadOnly):
    seen_by = SUPPORTERS
    list_display = (
        "id",
        Linked("user", _("person")),
        "kind",
        "channel",
        "state",
        "attempts",
        "next_try_at",
        "sent_at",
        "error",
    )
    list_filter = ("state", "channel", "kind")
    list_select_related = ("user",)
    search_fields = ("user__email",)
    exclude = ("values",)


@admin.register(Notification)
class NotificationPage(ReadOnly):
    seen_by = SUPPORTERS
    list_display = (
        "title",
        Linked("user", _("person")),
        "notification_type",
        "is_read",
        "created_at",
    )
    list_filter = ("notification_type", "is_read")
    list_select_related = ("user",)
    search_fields = ("user__email", "title")


@admin.register(Notice)
class NoticePage(ReadOnly):
    seen_by = SUPPORTERS
    list_display = ("id", "kind", "about_type", "about_id", "created_at", "expanded_at")
    list_filter = ("kind",)
    search_fields = ("kind", "about_id")
    exclude = ("values",)


@admin.register(NoticeText)
class NoticeTextPage(Page):
    seen_by = EVERYBODY
    changed_by = SUPPORTERS
    is_watched = True
    list_display = ("kind", "language", "title", "updated_at")
    list_filter = ("language",)
    search_fields = ("kind", "title", "message")


@admin.register(Preference)
class PreferencePage(ReadOnly):
    seen_by = SUPPORTERS
    list_display = ("id", Linked("user", _("person")), "topic", "channel", "is_on")
    list_filter = ("topic", "channel", "is_on")
    list_select_related = ("user",)
    search_fields = ("user__email",)


@admin.register(QuietHours)
class QuietHoursPage(ReadOnly):
    seen_by = SUPPORTERS
    list_display = ("user", "start", "end", "time_zone", "wants_digest")
    list_filter = ("wants_digest",)
    list_select_related = ("user",)
    search_fields = ("user__email",)


@admin.register(Device)
class DevicePage(ReadOnly):
    """Phones that take push messages. Their tokens are shown to nobody."""

    seen_by = ADMINS
    list_display = ("id", Linked("user", _("person")), "platform", "created_at", "seen_at")
    list_filter = ("platform",)
    list_select_related = ("user",)
    search_fields = ("user__email",)
    exclude = ("token",)
