from django.contrib import admin

from core.admin import Page, ReadOnly
from notifications.models import Delivery, Notice, NoticeText, Notification


@admin.register(Delivery)
class DeliveryPage(ReadOnly):
    list_display = (
        "user",
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


@admin.register(Notification)
class NotificationPage(ReadOnly):
    list_display = ("user", "title", "notification_type", "is_read", "created_at")
    list_filter = ("notification_type", "is_read")
    list_select_related = ("user",)
    search_fields = ("user__email", "title")


@admin.register(Notice)
class NoticePage(ReadOnly):
    list_display = ("kind", "about_type", "about_id", "created_at", "expanded_at")
    list_filter = ("kind",)


@admin.register(NoticeText)
class NoticeTextPage(Page):
    list_display = ("kind", "language", "title", "updated_at")
    list_filter = ("language",)
    search_fields = ("kind", "title", "message")
