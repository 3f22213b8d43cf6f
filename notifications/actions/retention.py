"""What is archived and what is forgotten; by the worker, at night, in small steps."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import QuerySet

from core.transactions import joins_transaction, opens_transaction
from notifications import rules
from notifications.actions import campaigns
from notifications.models import Campaign, Delivery, Notice, Notification
from notifications.rules import CampaignState, State

STEP = 5000
FINISHED = [State.SENT, State.FAILED, State.DROPPED]


def tidy(*, now: datetime) -> None:
    """Do all of it; opens a short transaction for each step."""
    opens_transaction(freeze_counts)(now=now)
    steps: list[Callable[..., int]] = [archive, forget_archived, forget_deliveries, forget_notices]
    for step in steps:
        while opens_transaction(step)(now=now) == STEP:
            pass


@joins_transaction
def archive(*, now: datetime) -> int:
    """Take what is old out of the inboxes, read or not."""
    old = Notification.objects.filter(
        archived_at__isnull=True, created_at__lt=now - rules.ARCHIVED_AFTER
    )
    return Notification.objects.filter(pk__in=_first(old)).update(archived_at=now)


@joins_transaction
def forget_archived(*, now: datetime) -> int:
    old = Notification.objects.filter(archived_at__lt=now - rules.FORGOTTEN_AFTER)
    return _delete(old)


@joins_transaction
def forget_deliveries(*, now: datetime) -> int:
    old = Delivery.objects.filter(state__in=FINISHED, created_at__lt=now - rules.DELIVERIES_KEPT)
    return _delete(old)


@joins_transaction
def forget_notices(*, now: datetime) -> int:
    old = Notice.objects.filter(
        expanded_at__lt=now - rules.DELIVERIES_KEPT, created_at__lt=now - rules.DELIVERIES_KEPT
    )
    return _delete(old)


@joins_transaction
def freeze_counts(*, now: datetime) -> int:
    """Keep what became of a campaign before its single deliveries are forgotten."""
    aged = Campaign.objects.locked().filter(
        state__in=[CampaignState.DONE, CampaignState.STOPPED],
        final_counts__isnull=True,
        started_at__lt=now - rules.DELIVERIES_KEPT * 0.9,
    )
    for campaign in aged:
        campaign.final_counts = campaigns.counts(campaign)
        campaign.save(update_fields=["final_counts"])
    return len(aged)


def _first(old: QuerySet[Notification]) -> list[int]:
    return list(old.order_by("pk").values_list("pk", flat=True)[:STEP])


def _delete(old: QuerySet[Notification] | QuerySet[Delivery] | QuerySet[Notice]) -> int:
    keys = list(old.order_by("pk").values_list("pk", flat=True)[:STEP])
    old.model.objects.filter(pk__in=keys).delete()
    return len(keys)
