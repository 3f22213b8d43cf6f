from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.ids import IdField
from core.models import Numbered
from notifications import rules


class NotificationQuerySet(models.QuerySet["Notification"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(user_id=user.pk, archived_at__isnull=True)

    def unread(self) -> Self:
        return self.filter(is_read=False, archived_at__isnull=True)


class Inbox(models.Model):
    """How far a person's inbox has counted.

    Whatever comes in, or changes, takes the next position while this row is locked, so positions become
    visible in their order: whoever has seen one has seen all before it. Ids do not promise that.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="inbox", primary_key=True
    )
    position = models.BigIntegerField(default=0)


class Notification(models.Model):
    """One notice in one person's inbox, worded in both languages."""

    id = IdField(primary_key=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        db_index=False,
        on_delete=models.CASCADE,
        related_name="notifications",
    )
    title = models.CharField(_("title"), max_length=255)
    message = models.TextField(_("message"))
    title_en = models.CharField(max_length=255)
    message_en = models.TextField()
    notification_type = models.CharField(
        _("type"),
        max_length=20,
        choices=[
            ("order", _("Order")),
            ("payment", _("Payment")),
            ("system", _("System")),
            ("promotion", _("Promotion")),
        ],
    )
    is_read = models.BooleanField(_("read"), default=False)
    related_object_id = models.PositiveBigIntegerField(blank=True, null=True)
    related_object_type = models.CharField(max_length=50, blank=True, null=True)
    created_at = models.DateTimeField(_("at"), auto_now_add=True)
    kind = models.CharField(max_length=50)
    notice_id = models.BigIntegerField()
    # How many like it came in a burst and were folded into this one.
    repeats = models.PositiveIntegerField(default=1)
    # Where it stands in what its owner's streams were sent; see Inbox.
    position = models.BigIntegerField(default=0)
    campaign_id = models.BigIntegerField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager["Notification"]] = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        constraints = [
            models.UniqueConstraint(name="notification_once", fields=["notice_id", "user"])
        ]
        indexes = [
            models.Index(
                name="notification_inbox",
                fields=["user", "-id"],
                condition=Q(archived_at__isnull=True),
            ),
            models.Index(
                name="notification_unread",
                fields=["user", "-id"],
                condition=Q(is_read=False, archived_at__isnull=True),
            ),
            models.Index(name="notification_position", fields=["user", "position"]),
            models.Index(
                name="notification_of_campaign",
                fields=["campaign_id", "is_read"],
                condition=Q(campaign_id__isnull=False),
            ),
            models.Index(
                name="notification_age",
                fields=["created_at"],
                condition=Q(archived_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Preference(Numbered):
    """That somebody does, or does not, want a topic through a channel; no row means as shipped."""

    id = IdField(primary_key=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        db_index=False,
        on_delete=models.CASCADE,
        related_name="notification_preferences",
    )
    topic = models.CharField(max_length=20, choices=[(t.value, t.value) for t in rules.Topic])
    channel = models.CharField(max_length=10, choices=[(c.value, c.value) for c in rules.Channel])
    is_on = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="preference_once", fields=["user", "topic", "channel"])
        ]


class QuietHours(Numbered):
    """When somebody wants no push and no mail, and whether chatty topics come as one daily mail."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="quiet_hours",
        primary_key=True,
    )
    start = models.TimeField(null=True, blank=True)
    end = models.TimeField(null=True, blank=True)
    time_zone = models.CharField(max_length=50, default=rules.CAIRO)
    wants_digest = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="quiet_hours_have_both_ends",
                condition=Q(start__isnull=True, end__isnull=True)
                | Q(start__isnull=False, end__isnull=False),
            )
        ]


class Device(Numbered):
    """A phone that takes push messages, by its FCM registration token."""

    id = IdField(primary_key=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="devices"
    )
    token = models.CharField(max_length=512, unique=True)
    platform = models.CharField(
        max_length=10, choices=[("android", "Android"), ("ios", "iOS"), ("web", "Web")]
    )
    created_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("device")
        verbose_name_plural = _("devices")
