from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.ids import IdField
from core.indexes import beginnings, words


class Numbered(models.Model):
    """A row without a name of its own: pages and the log call it by its kind and number."""

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{capfirst(self._meta.verbose_name)} {self.pk}"


class IdempotencyKey(models.Model):
    """What one request with an ``Idempotency-Key`` was answered, kept for its repeats."""

    actor_id = models.BigIntegerField()
    key_digest = models.BinaryField(max_length=32)
    fingerprint = models.BinaryField(max_length=32)
    status = models.PositiveSmallIntegerField()
    content_type = models.CharField(max_length=100)
    body = models.BinaryField()
    answered_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="idempotency_key_once_per_actor", fields=["actor_id", "key_digest"]
            )
        ]


class RateBucket(models.Model):
    """How far ahead of its allowance somebody is (the table is UNLOGGED: losing it costs nothing).

    No index is on what every request changes, so that a row is written again where it lies.
    """

    key = models.CharField(max_length=200, primary_key=True)
    free_at = models.DateTimeField()


class StaffAction(models.Model):
    """One thing staff did, or one change of a setting, with before and after. Never changed.

    Settings are watched by the database, whoever writes them (``core_note_setting``); what is done in
    the back office is written by ``core.staff.note``. The database refuses to change or delete a row.
    """

    id = IdField(primary_key=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        db_index=False,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("by"),
    )
    action = models.CharField(_("what"), max_length=60)
    about_type = models.CharField(_("of what kind"), max_length=60)
    about_id = models.CharField(_("id"), max_length=60)
    about_name = models.CharField(_("name"), max_length=200, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    before = models.JSONField(_("before"), null=True)
    after = models.JSONField(_("after"), null=True)
    address = models.CharField(_("network address"), max_length=45, blank=True)
    request_id = models.CharField(_("request"), max_length=64, blank=True)
    created_at = models.DateTimeField(_("at"), db_default=Now())

    class Meta:
        verbose_name = _("entry of the audit log")
        verbose_name_plural = _("audit log")
        indexes = [
            beginnings("about_name", name="staff_action_name"),
            models.Index(name="staff_action_id", fields=["about_id"]),
            models.Index(name="staff_action_request", fields=["request_id"]),
            words("reason", name="staff_action_words"),
            models.Index(name="staff_action_about", fields=["about_type", "about_id"]),
            models.Index(name="staff_action_by", fields=["by", "-id"]),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.about_name or self.about_id}"
