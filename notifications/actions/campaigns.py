"""Telling many people the same thing: scheduled, throttled, and stoppable between any two steps."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from core.transactions import joins_transaction
from notifications import audiences, consents, rules
from notifications.actions.notify import Telling, tell
from notifications.errors import IllegalMove
from notifications.models import Campaign, CampaignMove, Delivery, Notification
from notifications.rules import CampaignState, Channel, State

KIND = "promotion.campaign"
FATES = ("delivered", "opened", "failed", "waiting")


@joins_transaction
def schedule(campaign: Campaign, *, by: Any, now: datetime) -> Campaign:
    """Have a draft go out at its time, or a stopped one go on where it stopped.

    :raises IllegalMove: from any other state.
    """
    campaign = Campaign.objects.locked().get(pk=campaign.pk)
    campaign.next_at = max(campaign.starts_at or now, now)
    return _move(campaign, CampaignState.SCHEDULED, by=by, now=now)


@joins_transaction
def stop(campaign: Campaign, *, by: Any, now: datetime) -> Campaign:
    """Have nobody told any more; whoever was told stays told.

    :raises IllegalMove: if it is not under way.
    """
    campaign = Campaign.objects.locked().get(pk=campaign.pk)
    return _move(campaign, CampaignState.STOPPED, by=by, now=now)


@joins_transaction
def step_due(*, now: datetime) -> int:
    """Tell the next few people of the campaign that has waited longest; give how many campaigns moved.

    That they were told and that they need not be told again commit together.
    """
    campaign = Campaign.objects.due(now).claimed().first()
    if campaign is None:
        return 0
    if campaign.state == CampaignState.SCHEDULED:
        campaign.started_at = campaign.started_at or now
        _move(campaign, CampaignState.RUNNING, by=None, now=now)
    _tell_next(campaign, now)
    return 1


def _tell_next(campaign: Campaign, now: datetime) -> None:
    size = rules.step_size(campaign.per_minute)
    people = audiences.people(campaign.audience).filter(
        pk__gt=campaign.told_up_to, date_joined__lte=campaign.started_at
    )
    ids = list(people.order_by("pk").values_list("pk", flat=True)[:size])
    withdrawn = consents.withdrawn_by(ids)
    if ids:
        values = {
            "title": campaign.title,
            "message": campaign.message,
            "title_en": campaign.title_en,
            "message_en": campaign.message_en,
            "link": campaign.link,
        }
        to = [user_id for user_id in ids if user_id not in withdrawn]
        tell(Telling(KIND, to, ("campaign", campaign.pk), values, campaign_id=campaign.pk))
        campaign.told_up_to = ids[-1]
        campaign.told += len(to)
    campaign.next_at = now + rules.step_pause(len(ids), campaign.per_minute)
    campaign.save(update_fields=["told_up_to", "told", "next_at", "started_at"])
    if len(ids) < size:
        campaign.finished_at = now
        campaign.save(update_fields=["finished_at"])
        _move(campaign, CampaignState.DONE, by=None, now=now)


def _move(campaign: Campaign, to: CampaignState, *, by: Any, now: datetime) -> Campaign:
    before = CampaignState(campaign.state)
    if not rules.may_become(before, to):
        raise IllegalMove
    campaign.state = to
    campaign.save(update_fields=["state", "next_at"])
    CampaignMove.objects.create(campaign=campaign, from_state=before, to_state=to, by=by, at=now)
    return campaign


def counts(campaign: Campaign) -> dict[str, dict[str, int]]:
    """Give, for each channel, how many were delivered, opened, failed or still wait. Two queries."""
    if campaign.final_counts is not None:
        kept: dict[str, dict[str, int]] = campaign.final_counts
        return kept
    inbox = Notification.objects.filter(campaign_id=campaign.pk).aggregate(
        delivered=Count("pk"), opened=Count("pk", filter=Q(is_read=True))
    )
    found: dict[str, dict[str, Any]] = {Channel.IN_APP.value: {**inbox, "failed": 0, "waiting": 0}}
    for channel, *fates in (
        Delivery.objects.filter(campaign_id=campaign.pk)
        .values_list("channel")
        .annotate(
            delivered=Count("pk", filter=Q(state=State.SENT)),
            opened=Count("pk", filter=Q(opened_at__isnull=False)),
            failed=Count("pk", filter=Q(state__in=[State.FAILED, State.DROPPED])),
            waiting=Count("pk", filter=Q(state__in=[State.WAITING, State.SENDING])),
        )
        .order_by("channel")
    ):
        found[channel] = dict(zip(FATES, fates, strict=True))
    return found
