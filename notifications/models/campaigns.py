from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.ids import IdField
from notifications import rules

STATES = [
    (rules.CampaignState.DRAFT.value, _("Draft")),
    (rules.CampaignState.SCHEDULED.value, _("Scheduled")),
    (rules.CampaignState.RUNNING.value, _("Running")),
    (rules.CampaignState.STOPPED.value, _("Stopped")),
    (rules.CampaignState.DONE.value, _("Done")),
]


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def due(self, now: datetime) -> Self:
        return self.filter(
            state__in=[rules.CampaignState.SCHEDULED, rules.CampaignState.RUNNING], next_at__lte=now
        )

    def claimed(self) -> Self:
        """Lock rows that no other worker holds; passes over the ones it does."""
        return self.order_by("next_at", "pk").select_for_update(of=("self",), skip_locked=True)

    def locked(self) -> Self:
        return self.order_by("pk").select_for_update(of=("self",), no_key=True)


class Campaign(models.Model):
    """A message of the house to many people, told step by step."""

    id = IdField(primary_key=True)
    name = models.CharField(_("name"), max_length=100)
    title = models.CharField(_("title in Arabic"), max_length=100)
    message = models.TextField(_("message in Arabic"), max_length=1000)
    title_en = models.CharField(_("title in English"), max_length=100)
    message_en = models.TextField(_("message in English"), max_length=1000)
    link = models.CharField(
        _("where it leads"),
        max_length=200,
        blank=True,
        help_text=_("A page of the app, such as products?category=lanterns."),
    )
    # Criterion -> value, see audiences.py; none means everybody.
    audience = models.JSONField(_("audience"), default=dict, blank=True)
    starts_at = models.DateTimeField(_("starts"), null=True, blank=True)
    per_minute = models.PositiveIntegerField(
        _("people per minute"),
        default=1000,
        validators=[MinValueValidator(1), MaxValueValidator(60_000)],
    )
    state = models.CharField(
        _("state"), max_length=10, default=rules.CampaignState.DRAFT.value, choices=STATES
    )
    # Everybody of the audience up to this id has been told.
    told_up_to = models.BigIntegerField(default=0)
    told = models.PositiveIntegerField(_("told"), default=0)
    next_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    # What became of it, kept when the single deliveries are forgotten.
    final_counts = models.JSONField(null=True, blank=True)
    created_at = models.DateTimeField(_("at"), auto_now_add=True)

    objects: ClassVar[models.Manager["Campaign"]] = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        constraints = [
            models.CheckConstraint(
                name="campaign_under_way_has_a_next_step",
                condition=~Q(state__in=["scheduled", "running"]) | Q(next_at__isnull=False),
            ),
            models.CheckConstraint(
                name="campaign_rate_is_positive", condition=Q(per_minute__gte=1)
            ),
        ]
        indexes = [
            models.Index(
                name="campaign_due",
                fields=["next_at"],
                condition=Q(state__in=["scheduled", "running"]),
            )
        ]

    def __str__(self) -> str:
        return self.name


class CampaignMove(models.Model):
    """One step of a campaign from state to state: who and when."""

    id = IdField(primary_key=True)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="moves")
    from_state = models.CharField(_("from"), max_length=10, choices=STATES)
    to_state = models.CharField(_("to"), max_length=10, choices=STATES)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
