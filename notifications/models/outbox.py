from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.ids import IdField
from core.models import Numbered
from notifications import rules

CHANNELS = [
    (rules.Channel.EMAIL.value, _("E-mail")),
    (rules.Channel.PUSH.value, _("Push")),
    (rules.Channel.SMS.value, _("SMS")),
]


class NoticeQuerySet(models.QuerySet["Notice"]):
    def waiting(self) -> Self:
        return self.filter(expanded_at__isnull=True)

    def claimed(self) -> Self:
        """Lock rows that no other worker holds; passes over the ones it does."""
        return self.order_by("pk").select_for_update(of=("self",), skip_locked=True)


class Notice(Numbered):
    """Something that happened and whom to tell; written in the transaction in which it happened.

    The worker turns it into one notification for each person, in one transaction of its own, so that
    a person has it once whatever dies in between.
    """

    id = IdField(primary_key=True)
    kind = models.CharField(_("kind"), max_length=50)
    user_ids = ArrayField(models.BigIntegerField())
    about_type = models.CharField(max_length=50, blank=True)
    about_id = models.BigIntegerField(null=True, blank=True)
    values = models.JSONField(default=dict)
    created_at = models.DateTimeField(_("at"), auto_now_add=True)
    expanded_at = models.DateTimeField(_("passed on"), null=True, blank=True)
    campaign_id = models.BigIntegerField(null=True, blank=True)
    # Why nobody could be told: its values do not suit its words.
    error = models.CharField(_("error"), max_length=200, blank=True)

    objects: ClassVar[models.Manager["Notice"]] = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes = [
            models.Index(
                name="notice_about", fields=["about_id"], condition=Q(about_id__isnull=False)
            ),
            models.Index(
                name="notice_waiting", fields=["id"], condition=Q(expanded_at__isnull=True)
            ),
        ]


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def due(self, channel: rules.Channel, now: datetime) -> Self:
        """Waiting and not early, or left in the middle by a worker that died."""
        return self.filter(channel=channel, next_try_at__lte=now).filter(
            state__in=[rules.State.WAITING, rules.State.SENDING]
        )

    def single(self) -> Self:
        return self.filter(is_digest=False)

    def claimed(self) -> Self:
        """Lock rows that no other worker holds; passes over the ones it does."""
        return self.order_by("next_try_at", "pk").select_for_update(of=("self",), skip_locked=True)


class Delivery(Numbered):
    """One notice on its way to one person through one channel."""

    id = IdField(primary_key=True)
    notice_id = models.BigIntegerField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        db_index=False,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("person"),
    )
    channel = models.CharField(_("channel"), max_length=10, choices=CHANNELS)
    kind = models.CharField(_("kind"), max_length=50)
    about_type = models.CharField(max_length=50, blank=True)
    about_id = models.BigIntegerField(null=True, blank=True)
    values = models.JSONField(default=dict)
    is_digest = models.BooleanField(default=False)
    state = models.CharField(
        _("state"),
        max_length=10,
        default=rules.State.WAITING.value,
        choices=[
            (rules.State.WAITING.value, _("Waiting")),
            (rules.State.SENDING.value, _("Being sent")),
            (rules.State.SENT.value, _("Sent")),
            (rules.State.FAILED.value, _("Failed")),
            (rules.State.DROPPED.value, _("Not sent")),
        ],
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_try_at = models.DateTimeField(_("next try"))
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True)
    error = models.CharField(_("error"), max_length=200, blank=True)
    # What the provider that took it calls it, by which it tells us later what became of it.
    provider_id = models.CharField(
        _("provider's id"),
        max_length=rules.PROVIDER_ID_LENGTH,
        blank=True,
        default="",
        db_default="",
    )
    campaign_id = models.BigIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager["Delivery"]] = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [
            models.UniqueConstraint(
                name="delivery_once_per_channel", fields=["notice_id", "user", "channel"]
            ),
            models.CheckConstraint(
                name="delivery_sent_has_a_time",
                condition=~Q(state="sent") | Q(sent_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                F("channel"),
                F("next_try_at"),
                F("id"),
                name="delivery_due",
                condition=Q(state__in=["waiting", "sending"]),
            ),
            models.Index(
                name="delivery_recent",
                fields=["user", "created_at"],
            ),
            models.Index(
                name="delivery_by_provider_id",
                fields=["provider_id"],
                condition=~Q(provider_id=""),
            ),
            models.Index(
                name="delivery_of_campaign",
                fields=["campaign_id", "channel", "state"],
                condition=Q(campaign_id__isnull=False),
            ),
        ]


class NoticeText(Numbered):
    """The words of one kind of notice in one language, where staff changed what is shipped."""

    id = IdField(primary_key=True)
    kind = models.CharField(_("kind"), max_length=50)
    language = models.CharField(
        _("language"), max_length=2, choices=[("ar", _("Arabic")), ("en", _("English"))]
    )
    # What is left empty stays as it is shipped.
    title = models.CharField(_("title"), max_length=255, blank=True)
    message = models.TextField(_("message"), blank=True)
    subject = models.CharField(_("mail subject"), max_length=255, blank=True)
    body = models.TextField(_("mail text"), blank=True)
    button = models.CharField(_("button"), max_length=60, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("notice text")
        verbose_name_plural = _("notice texts")
        constraints = [
            models.UniqueConstraint(name="notice_text_once", fields=["kind", "language"])
        ]
